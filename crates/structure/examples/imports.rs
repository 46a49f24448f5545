//! Edges, shares and cycles of one folder: `cargo run --example imports -- <folder> [edges]`.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use quarterdeck_base::{RepoPath, bound};
use quarterdeck_facts::{CycleStep, FileIx, FileKind, RepositoryIx};
use quarterdeck_formats::{Declared, DeclaredManifest};
use quarterdeck_languages::Marks;
use quarterdeck_source::CodeFacts;
use quarterdeck_structure::{ManifestInput, SourceFile, import_graph};
use std::path::{Path, PathBuf};
use std::time::Instant;

struct Parsed {
    path: RepoPath,
    language: &'static str,
    kind: FileKind,
    code: CodeFacts,
}

#[derive(Default)]
struct Tree {
    files: Vec<Parsed>,
    manifests: Vec<(RepoPath, DeclaredManifest)>,
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), mode) = (arguments.next(), arguments.next()) else {
        println!("usage: imports <folder> [edges]");
        return;
    };
    let tree = read(Path::new(&folder));
    let repository = RepositoryIx::new(0);
    let files: Vec<SourceFile<'_>> = tree
        .files
        .iter()
        .enumerate()
        .map(|(position, file)| SourceFile {
            file: FileIx::new(position),
            repository,
            path: &file.path,
            language: file.language,
            kind: file.kind,
            code: &file.code,
        })
        .collect();
    let manifests: Vec<ManifestInput<'_>> =
        tree.manifests.iter().map(|(path, declared)| ManifestInput { repository, path, declared }).collect();
    let start = Instant::now();
    let graph = import_graph(&files, &manifests);
    println!("{} files, {} edges in {:?}", files.len(), graph.edges.len(), start.elapsed());
    for share in &graph.shares {
        println!("{share:?}");
    }
    println!("resolved: {:?}", graph.resolved_share());
    let name = |file: FileIx| &tree.files[file.at()].path;
    for cycle in &graph.cycles {
        let (modules, cut) = (cycle.modules.len(), cycle.cut.len());
        println!("cycle {} {} modules, {} files, cut {cut}", cycle.language, modules, cycle.files);
        let show = |step: &CycleStep| {
            println!(
                "    {} -> {} x{} ({}:{})",
                step.from,
                step.to,
                step.imports,
                name(step.example.from),
                step.example.line
            );
        };
        println!("  example");
        cycle.example.iter().take(60).for_each(show);
        println!("  cut");
        cycle.cut.iter().take(60).for_each(show);
    }
    if mode.as_deref() == Some("edges") {
        for edge in &graph.edges {
            println!("{}:{} -> {}", name(edge.from), edge.line, name(edge.to));
        }
    }
}

fn read(root: &Path) -> Tree {
    let mut paths: Vec<PathBuf> = Vec::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => open.push(entry.path()),
                Ok(kind) if kind.is_file() => paths.push(entry.path()),
                _ => {}
            }
        }
    }
    paths.sort();
    let mut tree = Tree::default();
    for path in paths {
        let Ok(inside) = path.strip_prefix(root) else { continue };
        let (Some(name), Ok(bytes)) = (inside.to_str(), std::fs::read(&path)) else { continue };
        if bytes.len() as u64 <= bound::BLOB_BYTES {
            tree.add(RepoPath::from(name), &bytes);
        }
    }
    tree
}

impl Tree {
    fn add(&mut self, path: RepoPath, bytes: &[u8]) {
        let format = quarterdeck_formats::format_of(&path);
        let declared = format.and_then(|format| quarterdeck_formats::read(format, bytes).ok());
        let language = quarterdeck_languages::identify(&path, bytes);
        if let Some(Declared::Manifest(manifest)) = declared {
            self.manifests.push((path.clone(), manifest));
        }
        let Some(language) = language.filter(|language| quarterdeck_source::supports(language.name)) else { return };
        let text = quarterdeck_languages::read_text(Some(language), bytes);
        let verdict = quarterdeck_languages::kind(&path, Some(language), &text, &Marks::parse(&[]), format.is_some());
        if let Ok(code) = quarterdeck_source::parse(language.name, bytes) {
            self.files.push(Parsed { path, language: language.name, kind: verdict.kind, code });
        }
    }
}
