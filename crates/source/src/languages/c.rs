//! C and C++: two grammars that name their constructs alike. What the preprocessor would cut out or put in is read as
//! it stands.

use super::{Callable, Entry, Grammar, Head, Rule, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, line, named_children, text};
use tree_sitter::{Language, Node};

/// The grammars.
#[derive(Clone, Copy)]
pub(super) enum C {
    C,
    Cpp,
}

macro_rules! table {
    ($($more:tt)*) => {
        &[
            ("if_statement", Shape::If, 1),
            ("else_clause", Shape::Else, 0),
            ("for_statement while_statement do_statement", Shape::Loop, 1),
            ("switch_statement", Shape::Switch, 0),
            // The keyword, not the node: `case_statement` also stands for `default`.
            ("'case", Shape::Plain, 1),
            ("seh_try_statement", Shape::Try, 0),
            ("seh_except_clause", Shape::Catch, 1),
            ("conditional_expression", Shape::Ternary, 1),
            ("function_definition", Shape::Callable, 0),
            ("binary_expression", Shape::Binary, 0),
            ("parenthesized_expression", Shape::Parens, 0),
            ("goto_statement", Shape::Jump, 0),
            ("call_expression", Shape::Call, 0),
            ("comment", Shape::Comment, 0),
            ("&&", Shape::And, 1),
            ("||", Shape::Or, 1),
            $($more)*
        ]
    };
}

const C_TABLE: &[Entry] = table!();
const CPP_TABLE: &[Entry] = table!(
    ("for_range_loop", Shape::Loop, 1),
    ("try_statement", Shape::Try, 0),
    ("catch_clause", Shape::Catch, 1),
    ("lambda_expression", Shape::Callable, 0),
    ("class_specifier struct_specifier union_specifier", Shape::Type, 0),
    ("'and", Shape::And, 1),
    ("'or", Shape::Or, 1),
);

/// Macros that declare a test: of GoogleTest, Boost.Test, Catch2 and doctest.
const TESTS: [&str; 14] = [
    "TEST",
    "TEST_F",
    "TEST_P",
    "GTEST_TEST",
    "TYPED_TEST",
    "TYPED_TEST_P",
    "BOOST_AUTO_TEST_CASE",
    "BOOST_FIXTURE_TEST_CASE",
    "BOOST_AUTO_TEST_CASE_TEMPLATE",
    "TEST_CASE",
    "TEST_CASE_METHOD",
    "TEST_CASE_FIXTURE",
    "TEMPLATE_TEST_CASE",
    "SCENARIO",
];
/// Most steps from an operator to the condition that it stands in, and from a declarator to its name.
const STEPS: usize = 32;

impl Grammar for C {
    fn language(&self) -> Language {
        match self {
            Self::C => tree_sitter_c::LANGUAGE.into(),
            Self::Cpp => tree_sitter_cpp::LANGUAGE.into(),
        }
    }

    fn table(&self) -> &'static [Entry] {
        match self {
            Self::C => C_TABLE,
            Self::Cpp => CPP_TABLE,
        }
    }

    fn refine(&self, _: Node<'_>, _: &str, ancestors: &[Node<'_>], _: &[u8], rule: Rule) -> Rule {
        // `#if A && B` decides before the program runs; so do concepts; `&&` of a declarator is a reference.
        let is_operator = matches!(rule.shape, Shape::And | Shape::Or);
        let around = ancestors.iter().rev().take(STEPS).find(|node| !node.kind().ends_with("expression"));
        let around = around.map_or("", |node| node.kind());
        let decides = ancestors.last().is_some_and(|parent| parent.kind() == "binary_expression");
        if is_operator && (!decides || around.starts_with("preproc_")) { Rule::default() } else { rule }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], inside: bool) -> Callable {
        if node.kind() == "lambda_expression" {
            return Callable::Folded;
        }
        // A function that is a `try` as a whole has it as a child without a role.
        if node.child_by_field_name("body").or_else(|| child_of_kind(node, "try_statement")).is_none() {
            return Callable::No;
        }
        // A macro with a block after it, `list_for_each(..) { }`: it is read as a function without a type.
        let in_type = ancestors.last().is_some_and(|parent| parent.kind() == "field_declaration_list");
        if inside && !in_type && node.child_by_field_name("type").is_none() {
            return Callable::No;
        }
        let Some((name, function)) = declared(node) else { return Callable::No };
        let parameters = function.and_then(|function| function.child_by_field_name("parameters"));
        let (owner, own) = name_of(name, source);
        let mut head = Head {
            name: own,
            owner,
            row: name.start_position().row,
            parameters: parameters.map_or(0, |list| count(list, source)),
            ..Head::default()
        };
        if let Some((suite, case)) = test_name(node, source) {
            (head.owner, head.name, head.parameters) = (suite, case, 0);
        }
        // Behind a macro that the grammar cannot see through, a whole class may be read as the head of a function.
        if !head.name.is_empty() && is_name(&head.name) && is_name(&head.owner.replace("::", "")) {
            Callable::Apart(head)
        } else {
            Callable::No
        }
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        node.child_by_field_name("body")?;
        let name = without_arguments(&field_text(node, "name", source));
        Some(if name.is_empty() { "(anonymous)".to_owned() } else { name })
    }

    fn jumps(&self, _: Node<'_>, _: &[u8]) -> bool {
        true
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        let is_name = match called.kind() {
            "identifier" => text(called, source) == head.name,
            "field_expression" => {
                called.child_by_field_name("argument").is_some_and(|object| object.kind() == "this")
                    && field_text(called, "field", source) == head.name
            }
            _ => false,
        };
        // Another number of arguments is an overload in C++.
        let arguments = || call.child_by_field_name("arguments").map_or(0, |list| named_children(list).len());
        is_name && (matches!(self, Self::C) || arguments() == head.parameters as usize)
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        match place.kind {
            "preproc_include" => include(node, place.source, out),
            "function_definition" => {
                if let Some((suite, case)) = test_name(node, place.source) {
                    let off = suite.starts_with("DISABLED_") || case.starts_with("DISABLED_");
                    out.test(node, off);
                }
            }
            // `TEST_CASE("name") { }`: no function by its form.
            "call_expression" if !place.in_function => {
                let name = field_text(node, "function", place.source);
                let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
                let described = arguments.first().is_some_and(|first| first.kind() == "string_literal");
                if described && TESTS.contains(&name.as_str()) {
                    out.test(node, false);
                }
            }
            _ => {}
        }
    }
}

/// The name in the declarator of a function, and the declarator that holds its parameters.
fn declared(node: Node<'_>) -> Option<(Node<'_>, Option<Node<'_>>)> {
    let mut declarator = node.child_by_field_name("declarator")?;
    let mut function = None;
    for _ in 0..STEPS {
        if declarator.kind() == "function_declarator" {
            function = Some(declarator);
        }
        let inner = match declarator.kind() {
            "operator_cast" => return Some((declarator, function)),
            kind if kind.ends_with("declarator") => declarator.child_by_field_name("declarator"),
            _ => return Some((declarator, function)),
        };
        declarator = inner.or_else(|| {
            let children = named_children(declarator);
            children
                .into_iter()
                .find(|child| child.kind().ends_with("declarator") || child.kind().ends_with("identifier"))
        })?;
    }
    None
}

/// The scope in front of a name, and the name: `Till`, `open` of `Till<T>::open`.
fn name_of(name: Node<'_>, source: &[u8]) -> (String, String) {
    let whole = text(name, source);
    // What follows the word is no scope: `operator<<`, `operator std::string() const`.
    let operator = whole.find("operator").filter(|at| *at == 0 || whole[..*at].trim_end().ends_with(':'));
    if let Some(at) = operator {
        let own = whole[at..].split_whitespace().collect::<Vec<_>>().join(" ");
        let own = if name.kind() == "operator_cast" { own.split('(').next().unwrap_or_default() } else { &own };
        return (without_arguments(&whole[..at]).trim_end_matches("::").to_owned(), own.trim_end().to_owned());
    }
    let plain = without_arguments(&whole);
    match plain.rsplit_once("::") {
        Some((scope, own)) => (scope.to_owned(), own.to_owned()),
        None => (String::new(), plain),
    }
}

/// True for what can be a name: no text of comments or of other declarations in it. The scope may be empty.
fn is_name(name: &str) -> bool {
    let plain = |letter: char| letter.is_alphanumeric() || "_~$".contains(letter);
    name.starts_with("operator") || name.chars().all(plain)
}

/// A name without white space and what stands between `<` and `>`.
fn without_arguments(name: &str) -> String {
    let mut depth = 0_u32;
    let mut plain = String::new();
    for letter in name.chars() {
        match letter {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !letter.is_whitespace() => plain.push(letter),
            _ => {}
        }
    }
    plain
}

/// Number of parameters; `(void)` is none.
fn count(list: Node<'_>, source: &[u8]) -> u32 {
    let parameters = named_children(list);
    match parameters.as_slice() {
        [only] if text(*only, source) == "void" => 0,
        all => u32::try_from(all.len()).unwrap_or(u32::MAX),
    }
}

/// Suite and case of `TEST(Suite, case) { }`, which has the form of a function without a type.
fn test_name(node: Node<'_>, source: &[u8]) -> Option<(String, String)> {
    if node.child_by_field_name("type").is_some() {
        return None;
    }
    let function = node.child_by_field_name("declarator").filter(|it| it.kind() == "function_declarator")?;
    if !TESTS.contains(&field_text(function, "declarator", source).as_str()) {
        return None;
    }
    let mut names = named_children(function.child_by_field_name("parameters")?).into_iter();
    let first = text(names.next()?, source).into_owned();
    Some(match names.next() {
        Some(second) => (first, text(second, source).into_owned()),
        None => (String::new(), first),
    })
}

fn include(node: Node<'_>, source: &[u8], out: &mut Collector) {
    let Some(path) = node.child_by_field_name("path") else { return };
    let written = text(path, source);
    let import = match path.kind() {
        "string_literal" => plain_import(ImportKind::Path, written.trim_matches('"'), line(node)),
        "system_lib_string" => plain_import(ImportKind::Module, written.trim_matches(['<', '>']), line(node)),
        _ => plain_import(ImportKind::Computed, "", line(node)),
    };
    out.import(import);
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn what_a_torn_tree_takes_for_a_name_is_none() {
        for (name, expected) in [
            ("close_2", true),
            ("~Till", true),
            ("operator<<", true),
            ("operator std::string", true),
            // As the grammar read a macro, a comment and `template` before a class of fmt.
            ("BEGIN//Acontext.template", false),
            ("a(b", false),
        ] {
            assert_eq!(is_name(name), expected, "{name}");
        }
    }
}
