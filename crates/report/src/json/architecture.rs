//! `architecture` in `audit.json`: the matrix of components, its circles, how far a change can travel, systems outside.
//! Output types beside what fills them; the types are as much a promise as the others.

use super::diagrams;
use super::finding::path;
use super::types::{Path, ResolvedShare};
use crate::limits;
use quarterdeck_base::{bound, round_to};
use quarterdeck_facts::{ComponentIx, Declaration, Facts, Propagation};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Architecture {
    propagation: [Spread; 2],
    #[serde(flatten)]
    resolved: ResolvedShare,
    component_pairs_total: u64,
    component_pairs: Vec<Pair>,
    circles: Vec<Vec<String>>,
    outside: Vec<Outside>,
    diagrams_total: u64,
    diagrams: Vec<diagrams::Diagram>,
}

#[derive(Serialize)]
struct Spread {
    over: &'static str,
    nodes: u32,
    edges: u64,
    cost: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cost_reason: Option<String>,
    largest_circle: u32,
}

#[derive(Serialize)]
struct Pair {
    from: String,
    to: String,
    imports: u32,
    loading_imports: u32,
    importing_files: u32,
    imported_files: u32,
    hidden_pairs: u32,
    in_cycle: bool,
    cut: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    declared: Option<Place>,
    examples: Vec<Import>,
}

#[derive(Serialize)]
struct Import {
    repository: String,
    from: Path,
    to: Path,
    line: u32,
}

#[derive(Serialize)]
struct Place {
    repository: String,
    #[serde(flatten)]
    path: Path,
    line: u32,
}

#[derive(Serialize)]
struct Outside {
    name: &'static str,
    kind: &'static str,
    components: Vec<String>,
    dependency: String,
    declared: Place,
}

pub(super) fn architecture(facts: &Facts) -> Architecture {
    let known = &facts.architecture;
    let share = facts.imports.resolved_share().map(|share| round_to(share, 3));
    Architecture {
        propagation: [spread("files", &known.files), spread("components", &known.components)],
        resolved: ResolvedShare {
            resolved_share: share,
            resolved_share_reason: share
                .is_none()
                .then(|| "there are no imports in a language whose imports are resolved".to_owned()),
        },
        component_pairs_total: known.pairs.len() as u64,
        component_pairs: pairs(facts),
        circles: known.circles.iter().map(|circle| circle.iter().map(|at| name(facts, *at)).collect()).collect(),
        outside: outside(facts),
        diagrams_total: known.diagrams.len() as u64,
        diagrams: diagrams::diagrams(facts),
    }
}

fn spread(over: &'static str, propagation: &Propagation) -> Spread {
    let cost = propagation.cost().map(|cost| round_to(cost, 4));
    let reason = match propagation.nodes {
        0 => "there are no source files in a language whose imports are resolved".to_owned(),
        _ => format!("more than {} files", bound::PROPAGATION_FILES),
    };
    Spread {
        over,
        nodes: propagation.nodes,
        edges: propagation.edges,
        cost,
        cost_reason: cost.is_none().then_some(reason),
        largest_circle: propagation.largest_circle,
    }
}

fn name(facts: &Facts, component: ComponentIx) -> String {
    facts.components[component.at()].name.clone()
}

fn place(facts: &Facts, declared: Declaration) -> Place {
    Place {
        repository: facts.repository_of(declared.manifest).name.clone(),
        path: path(&facts.file(declared.manifest).path),
        line: declared.line,
    }
}

fn pairs(facts: &Facts) -> Vec<Pair> {
    let import = |edge: &quarterdeck_facts::ImportEdge| Import {
        repository: facts.repository_of(edge.from).name.clone(),
        from: path(&facts.file(edge.from).path),
        to: path(&facts.file(edge.to).path),
        line: edge.line,
    };
    let row = |pair: &quarterdeck_facts::ComponentPair| Pair {
        from: name(facts, pair.from),
        to: name(facts, pair.to),
        imports: pair.imports,
        loading_imports: pair.loading_imports,
        importing_files: pair.importing_files,
        imported_files: pair.imported_files,
        hidden_pairs: pair.hidden_pairs,
        in_cycle: pair.in_cycle,
        cut: pair.cut,
        declared: pair.declared.map(|declared| place(facts, declared)),
        examples: pair.examples.iter().map(import).collect(),
    };
    facts.architecture.pairs.iter().take(limits::JSON_COMPONENT_PAIRS).map(row).collect()
}

fn outside(facts: &Facts) -> Vec<Outside> {
    let row = |system: &quarterdeck_facts::OutsideSystem| Outside {
        name: system.name,
        kind: system.kind,
        components: system.components.iter().map(|at| name(facts, *at)).collect(),
        dependency: system.dependency.clone(),
        declared: place(facts, system.declared),
    };
    facts.architecture.outside.iter().map(row).collect()
}
