//! Strongly connected modules and the steps to cut.

mod cut;
mod graph;
mod walk;

use crate::SourceFile;
use crate::imports::Family;
use bstr::BStr;
use graph::{Edge, Graph};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Cycle, CycleStep, FileIx, FileKind, ImportEdge, ModuleUnit, RepositoryIx};
use std::collections::{BTreeMap, HashMap};

/// Stems of files that put a system together and start it.
const STARTS: [&[u8]; 7] = [b"app", b"bootstrap", b"kernel", b"main", b"program", b"server", b"startup"];

/// A module; its order is the order of modules everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Module<'a> {
    repository: RepositoryIx,
    family: Family,
    path: &'a BStr,
}

impl<'a> Module<'a> {
    /// The module of a file; `None` when it is no source file of a language in which circles are looked for.
    fn of(file: &SourceFile<'a>) -> Option<Self> {
        let family = Family::of(file.language).filter(|_| file.kind == FileKind::Source)?;
        let path = match family.unit()? {
            ModuleUnit::File => file.path.as_bstr(),
            ModuleUnit::Folder => file.path.parent(),
        };
        Some(Self { repository: file.repository, family, path })
    }
}

/// All modules with the steps between them.
struct Modules<'a> {
    /// Sorted.
    modules: Vec<Module<'a>>,
    /// Source files by module and language.
    files: Vec<BTreeMap<&'static str, u32>>,
    /// Steps as (module, module); as many as edges of the graph, in the same order.
    steps: Vec<Step>,
}

/// The imports behind an edge between two modules.
#[derive(Clone, Copy)]
struct Step {
    from: u32,
    to: u32,
    imports: u32,
    example: ImportEdge,
}

/// Finds the cycles among source files: most modules first, then by first module.
pub(crate) fn find_cycles(files: &[SourceFile<'_>], edges: &[ImportEdge]) -> Vec<Cycle> {
    let modules = Modules::new(files, edges);
    let graph =
        Graph::new(modules.modules.len(), modules.steps.iter().map(|step| step.edge(&modules.modules)).collect());
    let components = graph.components();
    let mut cycles: Vec<Cycle> = components.iter().map(|component| modules.cycle(&graph, component)).collect();
    cycles.sort_by(|a, b| {
        let size = b.modules.len().cmp(&a.modules.len());
        size.then_with(|| a.modules.cmp(&b.modules))
            .then_with(|| (a.repository, a.language).cmp(&(b.repository, b.language)))
    });
    cycles
}

/// Nodes of a strongly connected set, sorted, with the edges to cut.
pub(crate) type Circle = (Vec<u32>, Vec<(u32, u32)>);

/// Strongly connected sets of two nodes or more over edges (from, to, weight) sorted by (from, to), each with a small
/// set of edges whose removal opens every circle in it.
pub(crate) fn circles(nodes: usize, edges: &[(u32, u32, u32)]) -> Vec<Circle> {
    let edges = edges.iter().map(|&(from, to, weight)| Edge { from, to, weight }).collect();
    let graph = Graph::new(nodes, edges);
    let circles = graph.components();
    let opened = circles.into_iter().map(|circle| {
        let (part, positions) = graph.part(&circle);
        let cut = cut::cut(&part).into_iter().map(|edge| graph.edges()[positions[edge]]);
        let cut = cut.map(|edge| (edge.from, edge.to)).collect();
        (circle, cut)
    });
    opened.collect()
}

impl Step {
    /// Weights are four times the imports: of equal steps, one that a package's own file makes to hand on what its
    /// folder holds is dearer, and so is one that leads out of where the system is put together: a folder to what lies
    /// in it, the file that starts it. That is what they are for.
    fn edge(&self, modules: &[Module<'_>]) -> Edge {
        let (from, to) = (modules[self.from as usize], modules[self.to as usize]);
        let name = from.path.rsplit(|&byte| byte == b'/').next().unwrap_or_default();
        let hands_on = from.family.unit() == Some(ModuleUnit::File)
            && (name.starts_with(b"__init__.") || name.starts_with(b"index."))
            && to.path.starts_with(&from.path[..from.path.len() - name.len()]);
        let stem = name.split(|&byte| byte == b'.').next().unwrap_or_default();
        let puts_together = match from.family.unit() {
            Some(ModuleUnit::File) => STARTS.iter().any(|start| stem.eq_ignore_ascii_case(start)),
            _ => {
                let inner = to.path.strip_prefix(&**from.path);
                inner.is_some_and(|rest| from.path.is_empty() || rest.starts_with(b"/"))
            }
        };
        let dearer = u32::from(hands_on) + u32::from(puts_together);
        Edge { from: self.from, to: self.to, weight: self.imports.saturating_mul(4).saturating_add(dearer) }
    }
}

impl<'a> Modules<'a> {
    fn new(files: &[SourceFile<'a>], edges: &[ImportEdge]) -> Self {
        let of_file: HashMap<FileIx, Module<'a>> =
            files.iter().filter_map(|file| Some((file.file, Module::of(file)?))).collect();
        let mut counts: BTreeMap<Module<'a>, BTreeMap<&'static str, u32>> = BTreeMap::new();
        for file in files {
            if let Some(module) = Module::of(file) {
                *counts.entry(module).or_default().entry(file.language).or_default() += 1;
            }
        }
        let (modules, files): (Vec<_>, Vec<_>) = counts.into_iter().unzip();
        let index: HashMap<Module<'a>, u32> = modules.iter().copied().zip(0u32..).collect();
        let mut single: Vec<(u32, u32, ImportEdge)> = edges
            .iter()
            .filter(|edge| !edge.type_only)
            .filter_map(|edge| {
                let (from, to) = (of_file.get(&edge.from)?, of_file.get(&edge.to)?);
                let comparable = from != to && (from.repository, from.family) == (to.repository, to.family);
                comparable.then_some((*index.get(from)?, *index.get(to)?, *edge))
            })
            .collect();
        // Imports that run when a function is called make no step. Where another import makes it, they count: who cuts
        // the step must cut them as well.
        single.sort_unstable_by_key(|(from, to, edge)| (*from, *to, edge.deferred, *edge));
        let mut steps: Vec<Step> = Vec::new();
        for (from, to, example) in single {
            match steps.last_mut() {
                Some(last) if (last.from, last.to) == (from, to) => last.imports += 1,
                _ if example.deferred => {}
                _ => steps.push(Step { from, to, imports: 1, example }),
            }
        }
        Self { modules, files, steps }
    }

    /// `component` is sorted.
    fn cycle(&self, graph: &Graph, component: &[u32]) -> Cycle {
        let (part, steps) = graph.part(component);
        let step = |edge: &usize| self.step(steps[*edge]);
        let mut cut = cut::cut(&part);
        cut.sort_by_key(|edge| {
            let step = self.steps[steps[*edge]];
            (step.edge(&self.modules).weight, step.from, step.to)
        });
        // The walk closes over the edge that is named first: who opens the evidence sees that edge in its circle.
        let example = cut.first().map(|edge| walk::through(&part, *edge)).unwrap_or_default();
        let mut languages: BTreeMap<&'static str, u32> = BTreeMap::new();
        for (language, count) in component.iter().flat_map(|&module| &self.files[module as usize]) {
            *languages.entry(language).or_default() += count;
        }
        let most = languages.iter().max_by_key(|(language, count)| (**count, std::cmp::Reverse(**language)));
        let first = self.modules[component[0] as usize];
        Cycle {
            unit: first.family.unit().expect("because modules are made of families with a unit"),
            repository: first.repository,
            language: most.map_or("", |(language, _)| *language),
            modules: component.iter().map(|&module| self.path(module)).collect(),
            files: languages.values().sum(),
            example: example.iter().map(step).collect(),
            cut: cut.iter().map(step).collect(),
        }
    }

    fn step(&self, step: usize) -> CycleStep {
        let Step { from, to, imports, example } = self.steps[step];
        CycleStep { from: self.path(from), to: self.path(to), imports, example }
    }

    fn path(&self, module: u32) -> RepoPath {
        RepoPath::new(self.modules[module as usize].path.to_owned())
    }
}
