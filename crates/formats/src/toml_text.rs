//! TOML to a tree with lines. The library sorts keys; spans bring back the order of the file.

use crate::node::{Node, TREE_NODES, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads TOML.
pub(crate) fn parse(text: &str) -> Result<Node, String> {
    let starts = line_starts(text);
    let table = DeTable::parse(text).map_err(|error| {
        let line = error.span().map_or(0, |span| line_at(&starts, span.start));
        format!("{} at line {line}", error.message())
    })?;
    let mut nodes = 0;
    convert_table(table.get_ref(), 1, &starts, &mut nodes)
}

fn convert_table(table: &DeTable<'_>, line: u32, starts: &[usize], nodes: &mut usize) -> Result<Node, String> {
    let mut ordered: Vec<_> = table.iter().collect();
    ordered.sort_by_key(|(key, _)| key.span().start);
    let mut entries = Vec::with_capacity(ordered.len());
    for (key, value) in ordered {
        let line = line_at(starts, key.span().start);
        entries.push((key.get_ref().to_string(), convert(value, line, starts, nodes)?));
    }
    Ok(Node { line, value: Value::Map(entries) })
}

/// Recursion is bounded: the library refuses nesting beyond 80.
fn convert(value: &Spanned<DeValue<'_>>, line: u32, starts: &[usize], nodes: &mut usize) -> Result<Node, String> {
    *nodes += 1;
    if *nodes > TREE_NODES {
        return Err("too many values".to_owned());
    }
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Scalar(text.to_string()),
        DeValue::Integer(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Float(number) => Value::Scalar(number.as_str().to_owned()),
        DeValue::Boolean(flag) => Value::Scalar(flag.to_string()),
        DeValue::Datetime(moment) => Value::Scalar(moment.to_string()),
        DeValue::Array(array) => {
            let items = array.iter().map(|item| {
                let line = line_at(starts, item.span().start);
                convert(item, line, starts, nodes)
            });
            Value::List(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => return convert_table(table, line, starts, nodes),
    };
    Ok(Node { line, value })
}

fn line_starts(text: &str) -> Vec<usize> {
    text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect()
}

fn line_at(starts: &[usize], position: usize) -> u32 {
    u32::try_from(starts.partition_point(|start| *start <= position) + 1).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn the_order_and_the_lines_are_those_of_the_file() {
        let tree = parse("[z]\nb = 1\na = { c = true }\n[[p]]\nn = 'x'\nl = [\n 'q',\n 'r']\n").unwrap();
        let keys: Vec<_> = tree.entries_of("z").iter().map(|(key, node)| (key.as_str(), node.line)).collect();
        assert_eq!(keys, [("b", 2), ("a", 3)]);
        assert!(tree.at(&["z", "a", "c"]).unwrap().is_true());
        assert_eq!(tree.items_of("p")[0].items_of("l")[1].line, 8);
        assert!(parse(&format!("a = {}", "[".repeat(10_000))).is_err());
    }
}
