//! Files' imports, manifests and coupled pairs to a matrix of components, its circles, and how far a change can travel.

mod outside;

use crate::cycles::circles;
use crate::reach::propagation;
use quarterdeck_base::bound;
use quarterdeck_facts::{
    Architecture, ComponentIx, ComponentPair, Declaration, DependencyScope, Ecosystem, Facts, FileIx, FileKind,
    ImportEdge, Propagation,
};
use std::collections::{BTreeMap, BTreeSet};

/// Imports named of a pair.
const EXAMPLES: usize = 3;

/// How the components of the facts hang together; reads components, files, imports, pairs, manifests and dependencies.
pub fn architecture(facts: &Facts) -> Architecture {
    let mut pairs = imports(facts);
    for ((from, to), declaration) in declarations(facts) {
        pairs.entry((from, to)).or_insert_with(|| empty(from, to)).declared = Some(declaration);
    }
    for ((first, second), count) in hidden(facts) {
        let known: Vec<_> =
            [(first, second), (second, first)].into_iter().filter(|key| pairs.contains_key(key)).collect();
        for key in if known.is_empty() { vec![(first, second)] } else { known } {
            pairs.entry(key).or_insert_with(|| empty(key.0, key.1)).hidden_pairs = count;
        }
    }
    let mut pairs: Vec<ComponentPair> = pairs.into_values().collect();
    let circles = mark_circles(facts.components.len(), &mut pairs);
    Architecture {
        circles,
        files: over_files(facts),
        components: over_components(facts, &pairs),
        outside: outside::outside(facts),
        diagrams: Vec::new(),
        pairs,
    }
}

fn empty(from: ComponentIx, to: ComponentIx) -> ComponentPair {
    ComponentPair {
        from,
        to,
        imports: 0,
        loading_imports: 0,
        importing_files: 0,
        imported_files: 0,
        examples: Vec::new(),
        declared: None,
        hidden_pairs: 0,
        in_cycle: false,
        cut: false,
    }
}

type Pairs = BTreeMap<(ComponentIx, ComponentIx), ComponentPair>;

/// Imports between source files of different components.
fn imports(facts: &Facts) -> Pairs {
    let mut edges: BTreeMap<(ComponentIx, ComponentIx), Vec<ImportEdge>> = BTreeMap::new();
    for edge in source_edges(facts) {
        let (from, to) = (facts.file(edge.from).component, facts.file(edge.to).component);
        if from != to {
            edges.entry((from, to)).or_default().push(*edge);
        }
    }
    let pair = |((from, to), mut edges): ((ComponentIx, ComponentIx), Vec<ImportEdge>)| {
        edges.sort_unstable_by_key(|edge| (!is_loading(edge), *edge));
        let distinct = |end: fn(&ImportEdge) -> FileIx| edges.iter().map(end).collect::<BTreeSet<_>>().len() as u32;
        let pair = ComponentPair {
            imports: edges.len() as u32,
            loading_imports: edges.iter().filter(|edge| is_loading(edge)).count() as u32,
            importing_files: distinct(|edge| edge.from),
            imported_files: distinct(|edge| edge.to),
            examples: edges[..edges.len().min(EXAMPLES)].to_vec(),
            ..empty(from, to)
        };
        ((from, to), pair)
    };
    edges.into_iter().map(pair).collect()
}

fn is_loading(edge: &ImportEdge) -> bool {
    !edge.type_only && !edge.deferred
}

fn source_edges(facts: &Facts) -> impl Iterator<Item = &ImportEdge> {
    let is_source = |file: FileIx| facts.file(file).kind == FileKind::Source;
    facts.imports.edges.iter().filter(move |edge| is_source(edge.from) && is_source(edge.to))
}

/// Manifests of components that name, for running, what the manifest of another component says that it is.
fn declarations(facts: &Facts) -> BTreeMap<(ComponentIx, ComponentIx), Declaration> {
    let mut own: BTreeMap<(Ecosystem, &str), ComponentIx> = BTreeMap::new();
    for manifest in facts.manifests.iter().filter(|manifest| !manifest.lock && !manifest.name.is_empty()) {
        if let Some(component) = component_of_manifest(facts, manifest.file) {
            own.entry((manifest.ecosystem, manifest.name.as_str())).or_insert(component);
        }
    }
    let mut found = BTreeMap::new();
    for dependency in facts.dependencies.iter().filter(|dependency| dependency.direct == Some(true)) {
        // In a Maven file an unknown scope is a parent or a version for others, no use.
        let runs = match dependency.scope {
            DependencyScope::Runtime => true,
            DependencyScope::Unknown => dependency.ecosystem != Ecosystem::Maven,
            DependencyScope::Development => false,
        };
        let to = own.get(&(dependency.ecosystem, dependency.name.as_str()));
        let from = component_of_manifest(facts, dependency.manifest);
        if let (true, Some(from), Some(&to)) = (runs, from, to)
            && from != to
        {
            let declaration = Declaration { manifest: dependency.manifest, line: dependency.line };
            let first = found.entry((from, to)).or_insert(declaration);
            *first = declaration.min(*first);
        }
    }
    found
}

/// The component that a manifest stands for: the one of its folder.
fn component_of_manifest(facts: &Facts, manifest: FileIx) -> Option<ComponentIx> {
    let file = facts.files.get(manifest.at())?;
    let component = facts.components.get(file.component.at())?;
    (component.path.as_bytes() == file.path.parent()).then_some(file.component)
}

/// Pairs of source files of different components that change together without an import, by (smaller, larger) component.
fn hidden(facts: &Facts) -> BTreeMap<(ComponentIx, ComponentIx), u32> {
    let mut counts = BTreeMap::new();
    for pair in facts.pairs.iter().filter(|pair| pair.imported == Some(false)) {
        let (Some(first), Some(second)) = (pair.first_file, pair.second_file) else { continue };
        let (first, second) = (facts.file(first), facts.file(second));
        if [first, second].iter().all(|file| file.kind == FileKind::Source) && first.component != second.component {
            let key = (first.component.min(second.component), first.component.max(second.component));
            *counts.entry(key).or_insert(0) += 1;
        }
    }
    counts
}

/// Marks pairs that stand in a circle and those to cut; answers the circles, largest first.
fn mark_circles(components: usize, pairs: &mut [ComponentPair]) -> Vec<Vec<ComponentIx>> {
    let number = |component: ComponentIx| component.at() as u32;
    // What only a manifest says counts as one import.
    let weight = |pair: &ComponentPair| pair.loading_imports.max(u32::from(pair.declared.is_some()));
    let edges: Vec<(u32, u32, u32)> = pairs
        .iter()
        .filter(|pair| weight(pair) > 0)
        .map(|pair| (number(pair.from), number(pair.to), weight(pair)))
        .collect();
    let mut found = circles(components, &edges);
    found.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
    for pair in pairs.iter_mut().filter(|pair| weight(pair) > 0) {
        let key = (number(pair.from), number(pair.to));
        for (circle, cut) in &found {
            let holds = |node: u32| circle.binary_search(&node).is_ok();
            pair.in_cycle |= holds(key.0) && holds(key.1);
            pair.cut |= cut.contains(&key);
        }
    }
    found.into_iter().map(|(circle, _)| circle.into_iter().map(|at| ComponentIx::new(at as usize)).collect()).collect()
}

fn over_files(facts: &Facts) -> Propagation {
    let languages: BTreeSet<&str> = facts.imports.shares.iter().map(|share| share.language).collect();
    let nodes: Vec<FileIx> = facts.source().filter(|file| languages.contains(facts.file(*file).language)).collect();
    let edges = source_edges(facts).map(|edge| (edge.from, edge.to));
    over(&nodes, edges)
}

fn over_components(facts: &Facts, pairs: &[ComponentPair]) -> Propagation {
    let nodes: BTreeSet<ComponentIx> = facts.source().map(|file| facts.file(file).component).collect();
    let nodes: Vec<ComponentIx> = nodes.into_iter().collect();
    over(&nodes, pairs.iter().filter(|pair| pair.is_use()).map(|pair| (pair.from, pair.to)))
}

/// `nodes` are sorted; edges with an end elsewhere are left out.
fn over<T: Ord + Copy>(nodes: &[T], edges: impl Iterator<Item = (T, T)>) -> Propagation {
    let position = |node: T| nodes.binary_search(&node).ok().and_then(|at| u32::try_from(at).ok());
    let mut edges: Vec<(u32, u32)> =
        edges.filter(|(from, to)| from != to).filter_map(|(from, to)| Some((position(from)?, position(to)?))).collect();
    edges.sort_unstable();
    edges.dedup();
    propagation(nodes.len(), &edges, bound::PROPAGATION_FILES)
}

#[cfg(test)]
mod tests;
