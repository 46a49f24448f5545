//! How the parts of the system hang together: who uses whom, how far a change can travel, and which diagrams say so.

use crate::{ComponentIx, Diagram, FileIx, ImportEdge};

/// Where a manifest names another part of the system as a dependency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declaration {
    /// The manifest.
    pub manifest: FileIx,
    /// Line, from 1; 0 when unknown.
    pub line: u32,
}

/// What one component has to do with another: a cell of the dependency matrix that is not empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComponentPair {
    /// The using component.
    pub from: ComponentIx,
    /// The used component.
    pub to: ComponentIx,
    /// Imports of one source file by another (one per pair of files).
    pub imports: u32,
    /// Of these, imports that exist when the code loads: not for types only, not inside a function.
    pub loading_imports: u32,
    /// Source files that import.
    pub importing_files: u32,
    /// Source files that are imported.
    pub imported_files: u32,
    /// The first imports in order, those that load first.
    pub examples: Vec<ImportEdge>,
    /// Where the manifest of the one names the other.
    pub declared: Option<Declaration>,
    /// Pairs of source files, one in each, that change together although neither imports the other; the same in both directions.
    pub hidden_pairs: u32,
    /// True when the used one leads back to the using one.
    pub in_cycle: bool,
    /// True when it belongs to a small set of dependencies whose removal opens every circle.
    pub cut: bool,
}

impl ComponentPair {
    /// True when the one uses the other, by import or by manifest: not only by changing together.
    pub fn is_use(&self) -> bool {
        self.imports > 0 || self.declared.is_some()
    }
}

/// How far a change can travel: the transitive closure of a graph of dependencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Propagation {
    /// Nodes.
    pub nodes: u32,
    /// Dependencies between them, without those of a node on itself.
    pub edges: u64,
    /// Ordered pairs of which the first leads to the second, each node to itself included; `None` above the bound on nodes.
    pub reachable: Option<u64>,
    /// Nodes of the largest set that all lead to each other; 1 without circles, 0 without nodes.
    pub largest_circle: u32,
}

impl Propagation {
    /// Propagation cost: the density of the closure, 0 to 1 (MacCormack, Rusnak, Baldwin 2006). `None` without nodes.
    pub fn cost(&self) -> Option<f64> {
        let nodes = f64::from(self.nodes);
        let reachable = self.reachable.filter(|_| self.nodes > 0)?;
        Some(reachable as f64 / (nodes * nodes))
    }
}

/// Somebody else's system that the code talks to, told by a dependency that exists for nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutsideSystem {
    /// Its name, for example `PostgreSQL`.
    pub name: &'static str,
    /// What it is: `database`, `queue`, `cloud`.
    pub kind: &'static str,
    /// Components whose manifests name such a dependency, sorted.
    pub components: Vec<ComponentIx>,
    /// The first dependency that says so.
    pub dependency: String,
    /// Where it stands.
    pub declared: Declaration,
}

/// Structure between components.
#[derive(Debug, Default)]
pub struct Architecture {
    /// Pairs of components that have to do with each other, by (from, to).
    pub pairs: Vec<ComponentPair>,
    /// Circles of components, each sorted, largest first.
    pub circles: Vec<Vec<ComponentIx>>,
    /// Over source files in languages whose imports are resolved.
    pub files: Propagation,
    /// Over components with source files, by import or manifest.
    pub components: Propagation,
    /// Systems outside, by name.
    pub outside: Vec<OutsideSystem>,
    /// Diagrams found in files, by (file, line).
    pub diagrams: Vec<Diagram>,
}
