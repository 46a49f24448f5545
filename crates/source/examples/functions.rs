//! Prints the functions of the files named on standard input (one path a line) or found below the folder given, as
//! CSV: what the comparison with other tools and the eye of a developer need. With `--rule lizard` as first argument,
//! cyclomatic complexity follows lizard where it decides otherwise on C#: `foreach` adds nothing, the question mark of a
//! type in a body adds one.

use quarterdeck_source::parse;
use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

fn language(path: &Path) -> Option<&'static str> {
    Some(match path.extension()?.to_str()? {
        "java" => "Java",
        "cs" => "C#",
        "php" => "PHP",
        "py" => "Python",
        "js" | "mjs" | "cjs" => "JavaScript",
        "jsx" => "JSX",
        "ts" => "TypeScript",
        "tsx" => "TSX",
        "go" => "Go",
        "rb" => "Ruby",
        "sh" | "bash" => "Shell",
        "lua" => "Lua",
        "swift" => "Swift",
        "dart" => "Dart",
        "ex" | "exs" => "Elixir",
        "rs" => "Rust",
        "kt" | "kts" => "Kotlin",
        "scala" => "Scala",
        "vue" => "Vue",
        "c" => "C",
        "cc" | "cpp" | "cxx" | "h" | "hpp" | "hh" => "C++",
        _ => return None,
    })
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let (mut open, mut found) = (vec![folder.to_path_buf()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                open.push(entry.path());
            } else if kind.is_file() && language(&entry.path()).is_some() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Lines on which lizard counts more (1) or less (-1) than we do.
fn differences(language: &str, bytes: &[u8]) -> Vec<(u32, i64)> {
    let mut parser = tree_sitter::Parser::new();
    if language != "C#" || parser.set_language(&tree_sitter_c_sharp::LANGUAGE.into()).is_err() {
        return Vec::new();
    }
    let Some(tree) = parser.parse(bytes, None) else { return Vec::new() };
    let (mut open, mut found) = (vec![(tree.root_node(), false)], Vec::new());
    while let Some((node, around)) = open.pop() {
        // lizard looks at bodies: the types of parameters and results add nothing.
        let in_body = match node.kind() {
            "block" | "arrow_expression_clause" => true,
            kind => around && !kind.ends_with("_declaration"),
        };
        let line = |node: tree_sitter::Node<'_>| u32::try_from(node.start_position().row).unwrap_or(u32::MAX) + 1;
        match node.kind() {
            "foreach_statement" => found.push((line(node), -1)),
            "?" if in_body && node.parent().is_some_and(|parent| parent.kind() == "nullable_type") => {
                found.push((line(node), 1));
            }
            _ => {}
        }
        open.extend((0..node.child_count()).filter_map(|at| Some((node.child(at)?, in_body))));
    }
    found
}

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).peekable();
    let as_lizard = arguments.next_if(|argument| argument == "--rule").and_then(|_| arguments.next()).is_some();
    let paths = match arguments.next() {
        Some(folder) => files(Path::new(&folder))?,
        None => std::io::stdin().lock().lines().map(|line| line.map(PathBuf::from)).collect::<Result<_, _>>()?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "path,name,start_line,end_line,code,parameters,nesting,cyclomatic,cognitive")?;
    for path in paths {
        let Some(language) = language(&path) else { continue };
        let bytes = std::fs::read(&path)?;
        let differences = if as_lizard { differences(language, &bytes) } else { Vec::new() };
        let facts = match parse(language, &bytes) {
            Ok(facts) => facts,
            Err(refused) => {
                writeln!(std::io::stderr(), "{}: {refused}", path.display())?;
                continue;
            }
        };
        for f in &facts.functions {
            // A line belongs to the innermost function that holds it.
            let is_inner = |line: u32| {
                let holds = |g: &&quarterdeck_source::Function| g.start_line <= line && line <= g.end_line;
                let inside =
                    facts.functions.iter().filter(holds).min_by_key(|g| (g.end_line - g.start_line, g.start_line));
                inside.is_some_and(|g| std::ptr::eq(g, f))
            };
            let more: i64 = differences.iter().filter(|(line, _)| is_inner(*line)).map(|(_, more)| more).sum();
            let cyclomatic = i64::from(f.cyclomatic) + more;
            let name = f.name.replace('"', "\"\"");
            write!(out, "\"{}\",\"{name}\",{},{},", path.display(), f.start_line, f.end_line)?;
            writeln!(out, "{},{},{},{},{}", f.code, f.parameters, f.nesting, cyclomatic, f.cognitive)?;
        }
    }
    Ok(())
}
