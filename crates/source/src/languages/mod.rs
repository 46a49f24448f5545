//! What each language calls its constructs. One file per language: a table of node kinds and a few small questions;
//! the counting itself is the same for all and lives elsewhere.

mod c;
mod csharp;
mod dart;
mod elixir;
mod go;
mod java;
mod javascript;
mod kotlin;
mod lua;
mod php;
mod python;
mod ruby;
mod rust;
mod scala;
mod shell;
mod swift;

use crate::imports::{Collector, Place};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU16;
use std::sync::LazyLock;
use tree_sitter::{Language, Node};

/// What a kind of node means for the counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Shape {
    /// Nothing.
    #[default]
    Plain,
    /// An `if` statement.
    If,
    /// A node of its own for `elif`, `elseif`.
    ElseIf,
    /// A node of its own for `else`; an `if` right in it is an `else if`.
    Else,
    /// A node of its own for `else` that holds statements: an `if` in it is nested, `else if` is written in one word.
    ElseBlock,
    /// A loop.
    Loop,
    /// A `switch`, `match`, `select` as a whole.
    Switch,
    /// A `catch` or `except`.
    Catch,
    /// The head of a `catch` whose block is the next node beside it.
    CatchHead,
    /// A `try`: nests, and is no decision.
    Try,
    /// A condition within an expression: a ternary.
    Ternary,
    /// A node that may be a function: the language tells.
    Callable,
    /// A node that may be a type: the language tells.
    Type,
    /// A node that may join two conditions.
    Binary,
    /// Parentheses.
    Parens,
    /// A node that may jump to a label.
    Jump,
    /// A call.
    Call,
    /// The body of what stands around: its children stand for those of its parent.
    Body,
    /// A comment.
    Comment,
    /// An attribute that may mark what follows as test code.
    Attribute,
    /// The operator `and`.
    And,
    /// The operator `or`.
    Or,
}

/// What one kind of node does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Rule {
    /// Its meaning for nesting and cognitive complexity.
    pub(crate) shape: Shape,
    /// What it adds to cyclomatic complexity.
    pub(crate) branch: u32,
}

/// One line of a language's table: node kinds, separated by blanks, and what they do. Kinds that start with a letter
/// are named nodes, others tokens; a token of letters is written `'and`.
pub(crate) type Entry = (&'static str, Shape, u32);

/// A function as its language describes it.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Its own name.
    pub(crate) name: String,
    /// The type it belongs to when that does not enclose it (Go), else empty.
    pub(crate) owner: String,
    /// The name of its receiver (Go; Rust: `self`, or `Self` without one), else empty.
    pub(crate) receiver: String,
    /// First line, from 0.
    pub(crate) row: usize,
    /// Number of parameters.
    pub(crate) parameters: u32,
    /// Its body does nothing but hold one function and return it: a Python decorator.
    pub(crate) wraps: bool,
    /// Its branches count in the function around it as well: a local function of C#.
    pub(crate) inline: bool,
    /// It is a value in an object literal: within a function it is named after that, not after the type around.
    pub(crate) is_value: bool,
}

/// What a node of shape [`Shape::Callable`] is.
pub(crate) enum Callable {
    /// No function: a declaration without body.
    No,
    /// A closure that counts as part of the function around it.
    Folded,
    /// A function of its own.
    Apart(Head),
}

/// What an attribute makes test code of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Covers {
    /// Nothing.
    Nothing,
    /// The item after it.
    Next,
    /// All of the node that it stands in.
    Around,
}

/// A language: its grammar, its table, its questions. `ancestors` lead from the root to the parent.
pub(crate) trait Grammar: Sync {
    /// The tree-sitter grammar.
    fn language(&self) -> Language;
    /// What its node kinds do.
    fn table(&self) -> &'static [Entry];
    /// What a node of shape `Attribute` makes test code of.
    fn marks_test(&self, _node: Node<'_>, _source: &[u8]) -> Covers {
        Covers::Nothing
    }
    /// What a node of shape `Callable` is; `inside` is true within another function.
    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], inside: bool) -> Callable;
    /// The name of a node of shape `Type`; `None` when it is no type.
    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String>;
    /// True when a node of shape `Jump` leaves the line of flow.
    fn jumps(&self, node: Node<'_>, source: &[u8]) -> bool;
    /// What a node does when its kind, named beside it, does not tell alone; `rule` is that of its kind.
    fn refine(&self, _node: Node<'_>, _kind: &str, _ancestors: &[Node<'_>], _source: &[u8], rule: Rule) -> Rule {
        rule
    }
    /// True when this call calls the function that it stands in.
    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool;
    /// True when a function without control flow of its own leaves its inner functions out of its cognitive
    /// complexity: functions as modules and classes.
    fn functions_hold_modules(&self) -> bool {
        false
    }
    /// Kinds of nodes that are literals of several values.
    fn literals(&self) -> &'static [&'static str] {
        &[]
    }
    /// Reads imports, declarations, references and tests off a named node.
    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector);
}

/// What is known of a kind of node before any node is seen. Looked up by number: to ask a node for the name of its kind
/// costs as much as to walk to it.
#[derive(Debug)]
pub(crate) struct Kind {
    /// Its name.
    pub(crate) name: Cow<'static, str>,
    /// A node of the grammar, and no token.
    pub(crate) is_named: bool,
    /// What it does, when nothing else tells.
    pub(crate) rule: Rule,
    /// Makes an object and has no shape of its own.
    pub(crate) creates: bool,
    /// A text as a whole or the part between its marks.
    pub(crate) is_text: bool,
    /// A number or another literal, by its name.
    pub(crate) is_literal: bool,
    /// A literal of several values.
    pub(crate) holds_values: bool,
    /// Stands beside what it marks, as a comment does.
    pub(crate) is_beside: bool,
    /// An element of JSX.
    pub(crate) is_markup: bool,
}

/// What the parser could not read.
static ERROR: Kind = Kind {
    name: Cow::Borrowed("ERROR"),
    is_named: true,
    rule: Rule { shape: Shape::Plain, branch: 0 },
    creates: false,
    is_text: false,
    is_literal: false,
    holds_values: false,
    is_beside: false,
    is_markup: false,
};

impl Kind {
    fn new(name: &str, is_named: bool, rule: Rule, literals: &[&str]) -> Self {
        let holds = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
        Self {
            name: Cow::Owned(name.to_owned()),
            is_named,
            rule,
            creates: matches!(name, "new_expression" | "object_creation_expression"),
            is_text: holds(&["string", "heredoc", "nowdoc"]),
            is_markup: matches!(name, "jsx_element" | "jsx_self_closing_element"),
            is_literal: holds(&["number", "integer", "float", "literal"]),
            holds_values: literals.contains(&name),
            is_beside: matches!(name, "attribute_item" | "decorator"),
        }
    }
}

/// A language with its kinds and fields looked up.
pub(crate) struct Known {
    /// Its questions.
    pub(crate) grammar: &'static dyn Grammar,
    /// Its kinds by id.
    kinds: Vec<Kind>,
    /// The names of its fields by id; the first one is none.
    fields: Vec<String>,
}

impl Known {
    fn new(grammar: &'static dyn Grammar) -> Self {
        let language = grammar.language();
        let count = u16::try_from(language.field_count()).unwrap_or(u16::MAX);
        let fields = (0..=count).map(|id| language.field_name_for_id(id).unwrap_or_default().to_owned()).collect();
        Self { grammar, kinds: kinds(grammar), fields }
    }

    /// What is known of a node's kind.
    pub(crate) fn kind(&self, node: Node<'_>) -> &Kind {
        self.kinds.get(usize::from(node.kind_id())).unwrap_or(&ERROR)
    }

    /// The name of a field; empty for none.
    pub(crate) fn field(&self, id: Option<NonZeroU16>) -> &str {
        id.and_then(|id| self.fields.get(usize::from(id.get()))).map_or("", String::as_str)
    }

    /// The rule of a node.
    pub(crate) fn rule(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8]) -> Rule {
        self.refined(self.kind(node), node, ancestors, source)
    }

    /// The rule of a node of this kind.
    pub(crate) fn refined(&self, kind: &Kind, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8]) -> Rule {
        let rule = kind.rule;
        if rule == Rule::default() { rule } else { self.grammar.refine(node, &kind.name, ancestors, source, rule) }
    }

    /// The rule of a node's kind.
    pub(crate) fn kind_rule(&self, node: Node<'_>) -> Rule {
        self.kind(node).rule
    }
}

static KNOWN: LazyLock<BTreeMap<&'static str, Known>> = LazyLock::new(|| {
    let grammars: [(&str, &'static dyn Grammar); 22] = [
        ("Java", &java::Java),
        ("C", &c::C::C),
        ("C++", &c::C::Cpp),
        ("C#", &csharp::CSharp),
        ("PHP", &php::Php),
        ("Python", &python::Python),
        ("JavaScript", &javascript::Script::Js),
        ("JSX", &javascript::Script::Js),
        ("TypeScript", &javascript::Script::Ts),
        ("TSX", &javascript::Script::Tsx),
        ("Go", &go::Go),
        ("Ruby", &ruby::Ruby),
        ("Shell", &shell::Shell),
        ("BASH", &shell::Shell),
        ("Lua", &lua::Lua),
        ("Swift", &swift::Swift),
        ("Dart", &dart::Dart),
        ("Elixir", &elixir::Elixir),
        ("Rust", &rust::Rust),
        ("Kotlin", &kotlin::Kotlin),
        ("Scala", &scala::Scala),
        // Its script is parsed as what it says it is, see `guest`.
        ("Vue", &javascript::Script::Js),
    ];
    grammars.into_iter().map(|(name, grammar)| (name, Known::new(grammar))).collect()
});

/// A language by its name.
pub(crate) fn known(name: &str) -> Option<&'static Known> {
    KNOWN.get(name)
}

/// The kinds of a grammar by id.
fn kinds(grammar: &dyn Grammar) -> Vec<Kind> {
    let mut by_kind = BTreeMap::new();
    for (kinds, shape, branch) in grammar.table() {
        for kind in kinds.split_whitespace() {
            by_kind.insert(kind_key(kind), Rule { shape: *shape, branch: *branch });
        }
    }
    let language = grammar.language();
    let count = u16::try_from(language.node_kind_count()).unwrap_or(u16::MAX);
    (0..count)
        .map(|id| {
            let (name, is_named) = (language.node_kind_for_id(id).unwrap_or_default(), language.node_kind_is_named(id));
            let rule = by_kind.get(&(name, is_named)).copied().unwrap_or_default();
            Kind::new(name, is_named, rule, grammar.literals())
        })
        .collect()
}

/// Name, and whether it is a named node, of a kind in a table.
fn kind_key(kind: &str) -> (&str, bool) {
    (kind.trim_start_matches('\''), kind.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// The type at the head of a chain such as `Order.total` or `com.shop.Order.total`: up to the first part that starts
/// with an upper-case letter. One lower-case part in front is a variable, not a package.
fn type_in_chain(chain: &str) -> Option<&str> {
    let mut end = 0;
    for (index, part) in chain.split('.').enumerate() {
        end += part.len() + usize::from(index > 0);
        let plain = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        if !plain {
            return None;
        }
        if part.starts_with(|first: char| first.is_ascii_uppercase()) {
            return (index != 1 || chain.starts_with(|first: char| first.is_ascii_uppercase()))
                .then_some(&chain[..end]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{KNOWN, kind_key, type_in_chain};

    #[test]
    fn every_kind_in_a_table_exists_in_its_grammar() {
        for (name, known) in KNOWN.iter() {
            let language = known.grammar.language();
            for kind in known.grammar.table().iter().flat_map(|(kinds, ..)| kinds.split_whitespace()) {
                let (kind, named) = kind_key(kind);
                assert_ne!(language.id_for_node_kind(kind, named), 0, "{name}: {kind}");
            }
        }
    }

    #[test]
    fn types_at_the_head_of_chains() {
        for (chain, expected) in [
            ("Order.total", Some("Order")),
            ("Order", Some("Order")),
            ("com.shop.Order.total", Some("com.shop.Order")),
            ("order.Total", None),
            ("order.total", None),
            ("f().Order", None),
            ("", None),
        ] {
            assert_eq!(type_in_chain(chain), expected, "{chain}");
        }
    }
}
