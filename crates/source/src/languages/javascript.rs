//! JavaScript, JSX, TypeScript, TSX: three grammars that name their constructs alike.

use super::{Callable, Entry, Grammar, Head, Shape};
use crate::ImportKind;
use crate::imports::{Collector, Place, plain_import};
use crate::tree::{child_of_kind, field_text, has_token, line, named_children, text};
use tree_sitter::{Language, Node};

/// The grammars. JSX is part of the one for JavaScript.
#[derive(Clone, Copy)]
pub(super) enum Script {
    Js,
    Ts,
    Tsx,
}

macro_rules! table {
    ($($more:tt)*) => {
        &[
            ("if_statement", Shape::If, 1),
            ("else_clause", Shape::Else, 0),
            ("for_statement for_in_statement while_statement do_statement", Shape::Loop, 1),
            ("switch_statement", Shape::Switch, 0),
            ("switch_case", Shape::Plain, 1),
            ("catch_clause", Shape::Catch, 1),
            ("try_statement", Shape::Try, 0),
            ("ternary_expression", Shape::Ternary, 1),
            // Values by default: `a = 1` in parameters and patterns.
            ("assignment_pattern object_assignment_pattern", Shape::Plain, 1),
            ("function_declaration generator_function_declaration function_expression", Shape::Callable, 0),
            ("generator_function arrow_function method_definition", Shape::Callable, 0),
            ("class_declaration class", Shape::Type, 0),
            ("binary_expression", Shape::Binary, 0),
            ("parenthesized_expression", Shape::Parens, 0),
            ("break_statement continue_statement", Shape::Jump, 0),
            ("call_expression", Shape::Call, 0),
            ("comment html_comment hash_bang_line", Shape::Comment, 0),
            ("&&", Shape::And, 1),
            ("||", Shape::Or, 1),
            ("?? &&= ||= ??=", Shape::Plain, 1),
            $($more)*
        ]
    };
}

const JAVASCRIPT: &[Entry] = table!();
const TYPESCRIPT: &[Entry] = table!(("abstract_class_declaration", Shape::Type, 0),);

impl Grammar for Script {
    fn language(&self) -> Language {
        match self {
            Self::Js => tree_sitter_javascript::LANGUAGE.into(),
            Self::Ts => tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into(),
            Self::Tsx => tree_sitter_typescript::LANGUAGE_TSX.into(),
        }
    }

    fn table(&self) -> &'static [Entry] {
        match self {
            Self::Js => JAVASCRIPT,
            Self::Ts | Self::Tsx => TYPESCRIPT,
        }
    }

    fn callable(&self, node: Node<'_>, ancestors: &[Node<'_>], source: &[u8], _: bool) -> Callable {
        if node.child_by_field_name("body").is_none() {
            return Callable::No;
        }
        let own = node.child_by_field_name("name");
        let name = own.map(|name| text(name, source).into_owned()).or_else(|| name_from_place(ancestors, source));
        Callable::Apart(Head {
            name: name.unwrap_or_else(|| "(anonymous)".to_owned()),
            row: own.unwrap_or(node).start_position().row,
            parameters: parameters(node, source),
            is_value: around(ancestors).is_some_and(|around| matches!(around.kind(), "object" | "pair")),
            ..Head::default()
        })
    }

    fn type_name(&self, node: Node<'_>, source: &[u8]) -> Option<String> {
        let name = field_text(node, "name", source);
        Some(if name.is_empty() { "(anonymous)".to_owned() } else { name })
    }

    fn jumps(&self, node: Node<'_>, _: &[u8]) -> bool {
        node.child_by_field_name("label").is_some()
    }

    fn calls_itself(&self, call: Node<'_>, head: &Head, source: &[u8]) -> bool {
        let Some(called) = call.child_by_field_name("function") else { return false };
        match called.kind() {
            "identifier" => text(called, source) == head.name,
            "member_expression" => {
                called.child_by_field_name("object").is_some_and(|object| object.kind() == "this")
                    && field_text(called, "property", source) == head.name
            }
            _ => false,
        }
    }

    fn functions_hold_modules(&self) -> bool {
        true
    }

    fn literals(&self) -> &'static [&'static str] {
        &["array", "object"]
    }

    fn visit(&self, node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
        let source = place.source;
        match place.kind {
            "import_statement" | "export_statement" => {
                let require = child_of_kind(node, "import_require_clause");
                let Some(target) =
                    node.child_by_field_name("source").or_else(|| require?.child_by_field_name("source"))
                else {
                    return;
                };
                let mut import = plain_import(ImportKind::Path, &unquoted(target, source), line(node));
                import.type_only = is_type_only(node);
                import.names = imported_names(node, source);
                let locals = if node.kind() == "import_statement" { local_names(node, source) } else { Vec::new() };
                out.named_import(import, locals, matches!(self, Self::Ts | Self::Tsx));
            }
            "identifier" | "shorthand_property_identifier" => {
                let imported = matches!(place.kind_above(0), "import_specifier" | "import_clause" | "namespace_import");
                if !imported && !place.in_function {
                    out.load(&text(node, source));
                }
                if !imported && !matches!(self, Self::Js) {
                    out.value(&text(node, source));
                }
            }
            "call_expression" => call(node, place, out),
            "class_declaration"
            | "abstract_class_declaration"
            | "function_declaration"
            | "generator_function_declaration"
            | "enum_declaration"
                if matches!(place.kind_above(0), "program" | "export_statement") =>
            {
                let name = field_text(node, "name", source);
                out.value(&name);
                out.declare(&name);
            }
            "interface_declaration" | "type_alias_declaration"
                if matches!(place.kind_above(0), "program" | "export_statement") =>
            {
                let name = field_text(node, "name", source);
                out.erased.insert(name.clone());
                out.declare(&name);
            }
            _ => {}
        }
    }
}

/// The innermost node around, parentheses aside.
fn around<'a, 't>(ancestors: &'a [Node<'t>]) -> Option<&'a Node<'t>> {
    ancestors.iter().rev().find(|node| node.kind() != "parenthesized_expression")
}

/// The name of a function without one: of the variable, property or member that it is given to.
fn name_from_place(ancestors: &[Node<'_>], source: &[u8]) -> Option<String> {
    let around = around(ancestors)?;
    let name = match around.kind() {
        "variable_declarator" => around.child_by_field_name("name")?,
        "assignment_expression" => around.child_by_field_name("left")?,
        "pair" => around.child_by_field_name("key")?,
        "field_definition" => around.child_by_field_name("property")?,
        "public_field_definition" => around.child_by_field_name("name")?,
        "assignment_pattern" => around.child_by_field_name("left")?,
        _ => return None,
    };
    let readable = matches!(
        name.kind(),
        "identifier"
            | "member_expression"
            | "property_identifier"
            | "private_property_identifier"
            | "string"
            | "number"
    );
    let name = text(name, source);
    (readable && !name.contains(char::is_whitespace)).then(|| name.trim_matches(['"', '\'']).to_owned())
}

fn parameters(node: Node<'_>, source: &[u8]) -> u32 {
    if node.child_by_field_name("parameter").is_some() {
        return 1;
    }
    let all = node.child_by_field_name("parameters").map(named_children).unwrap_or_default();
    // TypeScript writes the type of `this` as a first parameter.
    let is_this =
        |child: &Node<'_>| child.child_by_field_name("pattern").is_some_and(|name| text(name, source) == "this");
    u32::try_from(all.iter().filter(|child| !is_this(child)).count()).unwrap_or(u32::MAX)
}

/// The text between the quotes.
fn unquoted(node: Node<'_>, source: &[u8]) -> String {
    text(node, source).trim_matches(['"', '\'', '`']).to_owned()
}

/// The names by which a file calls what one statement imports.
fn local_names(node: Node<'_>, source: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    for part in child_of_kind(node, "import_clause").map(named_children).unwrap_or_default() {
        match part.kind() {
            "identifier" => names.push(text(part, source).into_owned()),
            "namespace_import" => {
                names.extend(named_children(part).iter().map(|name| text(*name, source).into_owned()))
            }
            "named_imports" => names.extend(named_children(part).iter().filter_map(|specifier| {
                let local = specifier.child_by_field_name("alias").or(specifier.child_by_field_name("name"))?;
                Some(text(local, source).into_owned())
            })),
            _ => {}
        }
    }
    names
}

/// The names that one statement imports or hands on, as the other file calls them.
fn imported_names(node: Node<'_>, source: &[u8]) -> Vec<String> {
    let named = |list: Node<'_>| -> Vec<String> {
        let specifiers = named_children(list);
        specifiers.iter().map(|specifier| field_text(*specifier, "name", source)).collect()
    };
    if let Some(handed_on) = child_of_kind(node, "export_clause") {
        return named(handed_on);
    }
    let parts = child_of_kind(node, "import_clause").map(named_children).unwrap_or_default();
    let of_part = |part: &Node<'_>| match part.kind() {
        "identifier" => vec!["default".to_owned()],
        "named_imports" => named(*part),
        _ => vec!["*".to_owned()],
    };
    parts.iter().flat_map(of_part).collect()
}

/// `import type ..`, `export type .. from`, or every name marked with `type`.
fn is_type_only(node: Node<'_>) -> bool {
    if has_token(node, "type") || has_token(node, "typeof") {
        return true;
    }
    let clause = child_of_kind(node, "import_clause");
    let names =
        clause.map_or_else(|| child_of_kind(node, "export_clause"), |clause| child_of_kind(clause, "named_imports"));
    let only_names = clause.is_none_or(|clause| clause.named_child_count() == 1);
    let specifiers = names.map(named_children).unwrap_or_default();
    only_names && !specifiers.is_empty() && specifiers.iter().all(|name| has_token(*name, "type"))
}

/// `require`, `import(..)`, `it` and `test`.
fn call(node: Node<'_>, place: &Place<'_, '_>, out: &mut Collector) {
    let source = place.source;
    let Some(called) = node.child_by_field_name("function") else { return };
    let arguments = node.child_by_field_name("arguments").map(named_children).unwrap_or_default();
    let first = arguments.first().copied();
    let dynamic = called.kind() == "import";
    if dynamic || (called.kind() == "identifier" && text(called, source) == "require" && !arguments.is_empty()) {
        let literal = first.filter(|first| {
            first.kind() == "string"
                || (first.kind() == "template_string"
                    && first.named_child_count() <= 1
                    && child_of_kind(*first, "template_substitution").is_none())
        });
        let kind = if literal.is_some() { ImportKind::Path } else { ImportKind::Computed };
        let target = literal.map(|literal| unquoted(literal, source)).unwrap_or_default();
        let mut import = plain_import(kind, &target, line(node));
        import.deferred = dynamic || place.in_function;
        out.import(import);
        return;
    }
    let described = first.is_some_and(|first| matches!(first.kind(), "string" | "template_string"));
    // `it.each(table)("name", ..)`: the name of the test stands in the outer call.
    let called =
        called.child_by_field_name("function").filter(|_| called.kind() == "call_expression").unwrap_or(called);
    if !described || !matches!(called.kind(), "identifier" | "member_expression") {
        return;
    }
    let name = text(called, source);
    let (head, rest) = name.split_once('.').unwrap_or((name.as_ref(), ""));
    let marks = rest.split('.');
    let off = marks.clone().any(|mark| matches!(mark, "skip" | "todo" | "failing"));
    let known = rest.is_empty()
        || marks.clone().all(|mark| matches!(mark, "skip" | "todo" | "only" | "each" | "concurrent" | "failing"));
    match head {
        "it" | "test" if known && (arguments.len() > 1 || off) => out.test(node, off),
        "xit" | "xtest" => out.test(node, true),
        "describe" | "xdescribe" | "suite" if off || head == "xdescribe" => {
            out.skipped_until = out.skipped_until.max(node.end_byte());
        }
        _ => {}
    }
}
