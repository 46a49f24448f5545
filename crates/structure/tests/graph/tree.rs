//! Trees of files in a line each: what a parser would have said of them, without a parser.
//!
//! `a/A.java: in a; has A; import b.B as X; uses C` is a file with its namespace, declared names, imports and used
//! names; the line of an item is its place in the list. `later`, `called` and `types` before an import mark it as
//! deferred, used in functions only or for types only; `idles` is a use that loads nothing, `erased` a declared type that the compiler erases.

use quarterdeck_base::RepoPath;
use quarterdeck_facts::{DependencyScope, Ecosystem, FileIx, FileKind, ImportEdge, ImportGraph, RepositoryIx};
use quarterdeck_formats::{DeclaredDependency, DeclaredManifest};
use quarterdeck_source::{CodeFacts, Import, ImportKind};
use quarterdeck_structure::{ManifestInput, SourceFile, import_graph};

/// One file, owned.
pub(crate) struct File {
    pub(crate) path: RepoPath,
    pub(crate) repository: RepositoryIx,
    pub(crate) kind: FileKind,
    pub(crate) language: &'static str,
    pub(crate) code: CodeFacts,
}

/// One manifest, owned.
pub(crate) struct Manifest {
    repository: RepositoryIx,
    path: RepoPath,
    declared: DeclaredManifest,
}

pub(crate) fn files(lines: &[&str]) -> Vec<File> {
    lines.iter().map(|line| file(line)).collect()
}

fn file(line: &str) -> File {
    let (path, items) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
    let language = match path.rsplit('.').next() {
        Some("java") => "Java",
        Some("cs") => "C#",
        Some("php") => "PHP",
        Some("py" | "pyi") => "Python",
        Some("go") => "Go",
        Some("ts") => "TypeScript",
        Some("tsx") => "TSX",
        Some("jsx") => "JSX",
        Some("rb") => "Ruby",
        Some("kt") => "Kotlin",
        Some("scala") => "Scala",
        Some("vue") => "Vue",
        Some("sh") => "Shell",
        Some("lua") => "Lua",
        Some("swift") => "Swift",
        Some("dart") => "Dart",
        Some("ex") => "Elixir",
        Some("hs") => "Haskell",
        Some("c") => "C",
        Some("h" | "cpp" | "hpp" | "cc") => "C++",
        Some("rs") => "Rust",
        _ => "JavaScript",
    };
    let mut file = File {
        path: RepoPath::from(path),
        repository: RepositoryIx::new(0),
        kind: FileKind::Source,
        language,
        code: CodeFacts::default(),
    };
    for (number, item) in (1u32..).zip(items.split("; ").filter(|item| !item.is_empty())) {
        file.item(item.trim(), number);
    }
    file.code.declares.sort();
    file.code.references.sort();
    file.code.idle.sort();
    file.code.erased.sort();
    file
}

impl File {
    fn item(&mut self, item: &str, line: u32) {
        let (word, rest) = item.split_once(' ').unwrap_or((item, ""));
        match word {
            "in" => self.code.namespace = rest.to_owned(),
            "has" => self.code.declares.extend(rest.split(' ').map(String::from)),
            "uses" => self.code.references.push((rest.to_owned(), line)),
            "idles" => {
                self.code.references.push((rest.to_owned(), line));
                self.code.idle.push(rest.to_owned());
            }
            "erased" => {
                self.code.declares.push(rest.to_owned());
                self.code.erased.push(rest.to_owned());
            }
            "repository" => self.repository = RepositoryIx::new(rest.parse().expect("a number")),
            "test" => self.kind = FileKind::Test,
            "vendored" => self.kind = FileKind::Vendored,
            _ => self.code.imports.push(import(item, line)),
        }
    }
}

fn import(item: &str, line: u32) -> Import {
    let (called, item) = item.strip_prefix("called ").map_or((false, item), |rest| (true, rest));
    let (deferred, item) = item.strip_prefix("later ").map_or((false, item), |rest| (true, rest));
    let (type_only, item) = item.strip_prefix("types ").map_or((false, item), |rest| (true, rest));
    let (word, rest) = item.split_once(' ').unwrap_or((item, ""));
    let kind = match word {
        "import" => ImportKind::Symbol,
        "all" => ImportKind::Namespace,
        "module" | "from" => ImportKind::Module,
        "path" => ImportKind::Path,
        "computed" => ImportKind::Computed,
        other => panic!("no such item: {other}"),
    };
    let (rest, alias) = rest.split_once(" as ").unwrap_or((rest, ""));
    let (target, names) = rest.split_once(" names ").unwrap_or((rest, ""));
    Import {
        kind,
        target: target.to_owned(),
        names: names.split(' ').filter(|name| !name.is_empty()).map(String::from).collect(),
        alias: alias.to_owned(),
        line,
        end_line: line,
        type_only,
        deferred,
        called,
    }
}

/// A manifest: path, name, roots, dependencies.
pub(crate) fn manifest(path: &str, name: &str, roots: &[(&str, &str)], dependencies: &[&str]) -> Manifest {
    let ecosystem = match path.rsplit('/').next().unwrap_or_default() {
        "go.mod" => Ecosystem::Go,
        "Cargo.toml" => Ecosystem::Cargo,
        "composer.json" => Ecosystem::Packagist,
        "Gemfile" => Ecosystem::RubyGems,
        "pyproject.toml" => Ecosystem::PyPi,
        name if name.ends_with(".csproj") => Ecosystem::NuGet,
        _ => Ecosystem::Npm,
    };
    let dependency = |name: &&str| DeclaredDependency {
        licence: String::new(),
        needs: Vec::new(),
        name: (*name).to_owned(),
        alias: String::new(),
        requirement: String::new(),
        version: String::new(),
        scope: DependencyScope::Runtime,
        direct: Some(true),
        line: 1,
    };
    let declared = DeclaredManifest {
        runtimes: Vec::new(),
        tool_folders: Vec::new(),
        licence: String::new(),
        ecosystem,
        lock: false,
        name: name.to_owned(),
        library: false,
        component: true,
        roots: roots.iter().map(|(prefix, folder)| ((*prefix).to_owned(), (*folder).to_owned())).collect(),
        dependencies: dependencies.iter().map(dependency).collect(),
    };
    Manifest { repository: RepositoryIx::new(0), path: RepoPath::from(path), declared }
}

pub(crate) fn graph(files: &[File], manifests: &[Manifest]) -> ImportGraph {
    let files: Vec<SourceFile<'_>> = files
        .iter()
        .enumerate()
        .map(|(position, file)| SourceFile {
            file: FileIx::new(position),
            repository: file.repository,
            path: &file.path,
            language: file.language,
            kind: file.kind,
            code: &file.code,
        })
        .collect();
    let manifests: Vec<ManifestInput<'_>> = manifests
        .iter()
        .map(|manifest| ManifestInput {
            repository: manifest.repository,
            path: &manifest.path,
            declared: &manifest.declared,
        })
        .collect();
    import_graph(&files, &manifests)
}

/// Edges as `from -> to :line`, with `types` and `later`.
pub(crate) fn edges(files: &[File], graph: &ImportGraph) -> Vec<String> {
    let name = |file: FileIx| files[file.at()].path.to_string();
    let text = |edge: &ImportEdge| {
        let types = if edge.type_only { " types" } else { "" };
        let later = if edge.deferred { " later" } else { "" };
        format!("{} -> {} :{}{types}{later}", name(edge.from), name(edge.to), edge.line)
    };
    graph.edges.iter().map(text).collect()
}

/// Asserts the edges of a tree, and (internal, external, unresolved) over all languages.
pub(crate) fn assert_graph(lines: &[&str], manifests: &[Manifest], expected: &[&str], counts: (u64, u64, u64)) {
    let files = files(lines);
    let graph = graph(&files, manifests);
    assert_eq!(edges(&files, &graph), expected, "{lines:#?}");
    let sum = graph
        .shares
        .iter()
        .fold((0, 0, 0), |sum, share| (sum.0 + share.internal, sum.1 + share.external, sum.2 + share.unresolved));
    assert_eq!(sum, counts, "(internal, external, unresolved) of {lines:#?}");
}
