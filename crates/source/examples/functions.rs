//! Prints the functions of the files named on standard input (one path a line) or found below the folder given, as
//! CSV: what the comparison with other tools and the eye of a developer need.

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

fn main() -> std::io::Result<()> {
    let paths = match std::env::args_os().nth(1) {
        Some(folder) => files(Path::new(&folder))?,
        None => std::io::stdin().lock().lines().map(|line| line.map(PathBuf::from)).collect::<Result<_, _>>()?,
    };
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    writeln!(out, "path,name,start_line,end_line,code,parameters,nesting,cyclomatic,cognitive")?;
    for path in paths {
        let Some(language) = language(&path) else { continue };
        let facts = match parse(language, &std::fs::read(&path)?) {
            Ok(facts) => facts,
            Err(refused) => {
                writeln!(std::io::stderr(), "{}: {refused}", path.display())?;
                continue;
            }
        };
        for f in facts.functions {
            let name = f.name.replace('"', "\"\"");
            write!(out, "\"{}\",\"{name}\",{},{},", path.display(), f.start_line, f.end_line)?;
            writeln!(out, "{},{},{},{},{}", f.code, f.parameters, f.nesting, f.cyclomatic, f.cognitive)?;
        }
    }
    Ok(())
}
