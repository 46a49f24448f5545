//! Imports, namespace, declarations, references and tests: one walk that shows each node to its language and keeps
//! what the language finds. Apart from the languages so that bounds, order and doubles are handled once.

use crate::guest;
use crate::languages::{Known, Shape};
use crate::tree::{Seen, Visitor};
use crate::{CodeFacts, Import, ImportKind};
use quarterdeck_base::bound;
use std::collections::{BTreeMap, BTreeSet};
use tree_sitter::Node;

/// Most distinct references that are kept.
const REFERENCES: usize = 5_000;
/// Most names that are kept of one import, and most declared names of one file.
const NAMES: usize = 5_000;

/// Most modules and classes within each other whose names are kept.
const SCOPES: usize = 16;

/// Where a node stands.
pub(crate) struct Place<'a, 't> {
    /// The kind of the node that is seen.
    pub(crate) kind: &'a str,
    /// From the root to the parent.
    pub(crate) ancestors: &'a [Node<'t>],
    /// Role in the parent.
    pub(crate) field: &'a str,
    /// The file.
    pub(crate) source: &'a [u8],
    /// Inside a function.
    pub(crate) in_function: bool,
}

impl<'t> Place<'_, 't> {
    /// The parent; 1 is the parent's parent.
    pub(crate) fn above(&self, steps: usize) -> Option<Node<'t>> {
        self.ancestors.len().checked_sub(steps + 1).and_then(|at| self.ancestors.get(at)).copied()
    }

    /// The kind of [`Place::above`]; empty at the root.
    pub(crate) fn kind_above(&self, steps: usize) -> &'t str {
        self.above(steps).map_or("", |node| node.kind())
    }
}

/// What the languages found.
#[derive(Default)]
pub(crate) struct Collector {
    imports: Vec<Import>,
    namespace: String,
    declares: BTreeSet<String>,
    pub(crate) references: BTreeMap<String, u32>,
    /// Of those, the ones that so far were only used in ways that load nothing.
    idle: BTreeSet<String>,
    /// Declared names of types that the compiler erases (TypeScript).
    pub(crate) erased: BTreeSet<String>,
    /// Names that are no references although they look so: type parameters.
    pub(crate) not_references: BTreeSet<String>,
    /// Names by which this file calls imported packages (Go).
    pub(crate) packages: BTreeSet<String>,
    /// Imports before this byte are for types only (Python).
    pub(crate) types_until: usize,
    /// The next test is switched off (Elixir).
    pub(crate) skip_next: bool,
    /// What begins before this byte is test code within a file of source (Rust).
    pub(crate) tests_until: usize,
    /// Tests before this byte are switched off.
    pub(crate) skipped_until: usize,
    /// Modules and classes around, outermost first: last byte and name (Ruby, Elixir).
    scopes: Vec<(usize, String)>,
    /// Names that stand where values stand (TypeScript): an import without any of them is erased.
    values: BTreeSet<String>,
    /// Names that are used outside of functions (JavaScript, TypeScript): the file needs them while it loads.
    loads: BTreeSet<String>,
    /// Imports with their local names: (position, names, erased when none of them is a value).
    named: Vec<(usize, Vec<String>, bool)>,
    /// Attributes before the next item (Rust), and the node that they stand in.
    pub(crate) attributes: (usize, Vec<String>),
    test_cases: u32,
    tests_skipped: u32,
}

impl Collector {
    /// Keeps an import whose local names decide when it is needed, and whether it is erased.
    pub(crate) fn named_import(&mut self, import: Import, locals: Vec<String>, erasable: bool) {
        let position = self.imports.len();
        self.import(import);
        if !locals.is_empty() && self.imports.len() > position {
            self.named.push((position, locals, erasable));
        }
    }

    /// A name is used outside of functions.
    pub(crate) fn load(&mut self, name: &str) {
        if self.loads.len() < REFERENCES && !self.loads.contains(name) {
            self.loads.insert(name.to_owned());
        }
    }

    /// A name is used as a value.
    pub(crate) fn value(&mut self, name: &str) {
        if self.values.len() < REFERENCES && !self.values.contains(name) {
            self.values.insert(name.to_owned());
        }
    }

    /// Marks the imports of which no name is used as a value, nor in the text around a script, and those that are needed in
    /// functions only. Beyond the bound on names nothing is marked.
    fn mark_imports(&mut self, around: &[u8]) {
        for (position, locals, erasable) in std::mem::take(&mut self.named) {
            let is_used = locals.iter().any(|local| self.values.contains(local) || guest::names(around, local));
            let import = &mut self.imports[position];
            import.type_only |= erasable && !is_used && self.values.len() < REFERENCES;
            import.called = !import.type_only
                && self.loads.len() < REFERENCES
                && !locals.iter().any(|local| self.loads.contains(local));
        }
    }

    /// A module or class begins whose name is part of the names inside.
    pub(crate) fn open_scope(&mut self, node: Node<'_>, name: String) {
        self.scopes_at(node);
        if self.scopes.len() < SCOPES {
            self.scopes.push((node.end_byte(), name));
        }
    }

    /// The modules and classes around a node, outermost first. Nodes are asked about in the order of the source.
    pub(crate) fn scopes_at(&mut self, node: Node<'_>) -> Vec<&str> {
        while self.scopes.pop_if(|(end, _)| *end <= node.start_byte()).is_some() {}
        self.scopes.iter().map(|(_, name)| name.as_str()).collect()
    }

    /// Keeps an import, within the bound.
    pub(crate) fn import(&mut self, mut import: Import) {
        import.names.truncate(NAMES);
        if (self.imports.len() as u64) < bound::FILE_IMPORTS {
            self.imports.push(import);
        }
    }

    /// Keeps the first namespace.
    pub(crate) fn namespace(&mut self, name: &str) {
        if self.namespace.is_empty() {
            self.namespace = name.to_owned();
        }
    }

    /// Keeps a namespace within the one that was kept.
    pub(crate) fn nested_namespace(&mut self, name: &str) {
        if self.namespace.is_empty() {
            self.namespace(name);
        } else if self.namespace.split('.').count() < SCOPES {
            self.namespace = format!("{}.{name}", self.namespace);
        }
    }

    /// Keeps a declared top-level name.
    pub(crate) fn declare(&mut self, name: &str) {
        if !name.is_empty() && self.declares.len() < NAMES {
            self.declares.insert(name.to_owned());
        }
    }

    /// Keeps the first use of a name; a use that loads nothing gives way to the first one that does.
    pub(crate) fn reference(&mut self, name: &str, line: u32) {
        let known = self.references.contains_key(name) && !self.idle.remove(name);
        if !name.is_empty() && !known && (self.references.len() < REFERENCES || self.references.contains_key(name)) {
            self.references.insert(name.to_owned(), line);
        }
    }

    /// Keeps the first use of a name when it loads nothing: in types (PHP), for a constant (Java).
    pub(crate) fn idle_reference(&mut self, name: &str, line: u32) {
        if !self.references.contains_key(name) && self.references.len() < REFERENCES && !name.is_empty() {
            self.references.insert(name.to_owned(), line);
            self.idle.insert(name.to_owned());
        }
    }

    /// Counts a test.
    pub(crate) fn test(&mut self, node: Node<'_>, skipped: bool) {
        self.test_cases += 1;
        self.tests_skipped += u32::from(skipped || node.start_byte() < self.skipped_until);
    }
}

/// An import with nothing but a kind, a target and a line.
pub(crate) fn plain_import(kind: ImportKind, target: &str, line: u32) -> Import {
    Import {
        kind,
        target: target.to_owned(),
        names: Vec::new(),
        alias: String::new(),
        line,
        end_line: line,
        type_only: false,
        deferred: false,
        called: false,
    }
}

impl<'s> Reader<'s> {
    /// Before the walk over a tree.
    pub(crate) fn new(known: &'s Known, source: &'s [u8]) -> Self {
        Self { known, source, callables: Vec::new(), depth: 0, out: Collector::default() }
    }

    /// After the walk. `around` is what stands around a script in its file: a name in it counts as used.
    pub(crate) fn finish(self, around: &[u8]) -> CodeFacts {
        let mut out = self.out;
        out.mark_imports(around);
        out.imports.sort_by_key(|import| import.line);
        let is_full = out.values.len() >= REFERENCES;
        let erased = out.erased.into_iter().filter(|name| !is_full && !out.values.contains(name)).collect();
        let skip = out.not_references;
        CodeFacts {
            imports: out.imports,
            namespace: out.namespace,
            declares: out.declares.into_iter().collect(),
            references: out.references.into_iter().filter(|(name, _)| !skip.contains(name)).collect(),
            idle: out.idle.into_iter().collect(),
            erased,
            test_cases: out.test_cases,
            tests_skipped: out.tests_skipped,
            ..CodeFacts::default()
        }
    }
}

/// Reads imports and what they are resolved with.
pub(crate) struct Reader<'s> {
    known: &'s Known,
    source: &'s [u8],
    /// Which of the nodes around are functions, and how many.
    callables: Vec<bool>,
    depth: u32,
    out: Collector,
}

impl<'t> Visitor<'t> for Reader<'_> {
    fn enter(&mut self, seen: &Seen<'t>, ancestors: &[Node<'t>]) {
        let Seen { node, kind, field, .. } = *seen;
        if kind.is_named && !node.is_error() {
            let place = Place { kind: &kind.name, ancestors, field, source: self.source, in_function: self.depth > 0 };
            let before = self.out.imports.len();
            self.known.grammar.visit(node, &place, &mut self.out);
            for import in &mut self.out.imports[before..] {
                import.end_line = node.end_position().row as u32 + 1;
            }
        }
        let callable = seen.rule.shape == Shape::Callable;
        self.callables.push(callable);
        self.depth += u32::from(callable);
    }

    fn leave(&mut self, _: Node<'t>) {
        self.depth -= u32::from(self.callables.pop().unwrap_or_default());
    }
}
