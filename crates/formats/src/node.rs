//! One tree for JSON, YAML and TOML, with lines: readers of formats then do not care which syntax they read.

/// Most nodes of one tree: far above any honest lock file within the size bound, far below what fills a machine.
pub(crate) const TREE_NODES: usize = 1_000_000;

/// Deepest nesting of a tree: the same as the JSON library's own.
pub(crate) const TREE_DEPTH: usize = 128;

/// A value with the line of its key, or of itself when it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Line, from 1; 0 when unknown.
    pub(crate) line: u32,
    /// What it holds.
    pub(crate) value: Value,
}

/// What a node holds. Numbers and booleans are scalars as they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Null,
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of a key; the last one when the key is repeated.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().rev().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The value at a path of keys.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The scalar; empty when it is none.
    pub(crate) fn text(&self) -> &str {
        match &self.value {
            Value::Scalar(text) => text,
            _ => "",
        }
    }

    /// The scalar of a key; empty when there is none.
    pub(crate) fn text_of(&self, key: &str) -> &str {
        self.get(key).map_or("", Node::text)
    }

    /// The items of a list; a scalar counts as a list of one, as most CI formats allow.
    pub(crate) fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            Value::Scalar(_) => std::slice::from_ref(self),
            _ => &[],
        }
    }

    /// The items of a list below a key.
    pub(crate) fn items_of(&self, key: &str) -> &[Node] {
        self.get(key).map_or(&[], Node::items)
    }

    /// The entries of a map, in file order.
    pub(crate) fn entries(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The entries of a map below a key, in file order.
    pub(crate) fn entries_of(&self, key: &str) -> &[(String, Node)] {
        self.get(key).map_or(&[], Node::entries)
    }

    /// True for the scalar `true`.
    pub(crate) fn is_true(&self) -> bool {
        self.text() == "true"
    }

    /// True when the key holds `true`.
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.get(key).is_some_and(Node::is_true)
    }

    /// True for a map.
    pub(crate) fn is_map(&self) -> bool {
        matches!(self.value, Value::Map(_))
    }

    /// True for a scalar.
    pub(crate) fn is_scalar(&self) -> bool {
        matches!(self.value, Value::Scalar(_))
    }

    /// Calls `visit` with every key and value below this node, in file order; items of a list carry the list's key.
    pub(crate) fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a str, &'a Node)) {
        let mut stack: Vec<(&'a str, &'a Node)> = vec![("", self)];
        while let Some((key, node)) = stack.pop() {
            visit(key, node);
            match &node.value {
                Value::List(items) => stack.extend(items.iter().rev().map(|item| (key, item))),
                Value::Map(entries) => stack.extend(entries.iter().rev().map(|(key, value)| (key.as_str(), value))),
                Value::Null | Value::Scalar(_) => {}
            }
        }
    }
}
