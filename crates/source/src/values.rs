//! Which nodes are values written down, and which calls only mark a text for translation.

use tree_sitter::Node;

/// Parts of the names that grammars give to values.
const VALUE_KINDS: [&str; 11] =
    ["string", "number", "integer", "float", "literal", "boolean", "char", "null", "true", "false", "nil"];

/// Kinds that hold such a part and are no value.
const NO_VALUES: [&str; 3] = ["literal_type", "composite_literal", "func_literal"];

/// Functions that mark a text for translation.
const TRANSLATES: [&str; 14] = [
    "$t",
    "_",
    "__",
    "_n",
    "_t",
    "gettext",
    "gettext_lazy",
    "i18n",
    "i18n.t",
    "ngettext",
    "t",
    "tr",
    "trans",
    "translate",
];

/// True for a text, a number, a truth value, nothing.
pub(crate) fn is_value(node: Node<'_>) -> bool {
    let kind = node.kind();
    VALUE_KINDS.iter().any(|part| kind.contains(part)) && !NO_VALUES.contains(&kind) && !kind.starts_with("template")
}

/// True for a call that hands texts alone to a function that translates them: `__("Jan")`.
pub(crate) fn only_translates(call: Node<'_>, source: &[u8]) -> bool {
    let Some(arguments) = call.child_by_field_name("arguments") else { return false };
    let name = source.get(call.start_byte()..arguments.start_byte()).unwrap_or_default().trim_ascii();
    let mut cursor = arguments.walk();
    let starts_a_text = |argument: Node<'_>| matches!(source.get(argument.start_byte()), Some(b'"' | b'\'' | b'`'));
    arguments.named_child_count() > 0
        && TRANSLATES.iter().any(|translates| translates.as_bytes() == name)
        && arguments.named_children(&mut cursor).all(starts_a_text)
}
