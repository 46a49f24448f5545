//! JavaScript and TypeScript: files by relative path, by the aliases of tsconfig, and by names of workspace packages.

use super::names::is_node_builtin;
use super::system::{System, folder_of, join, manifest_folder, upwards};
use super::{Links, Outcome, Resolver};
use bstr::ByteSlice;
use quarterdeck_facts::{Ecosystem, RepositoryIx};
use quarterdeck_source::{Import, ImportKind};
use std::collections::{HashMap, HashSet};

/// Endings that an import may leave out, in the order of TypeScript's and Node's resolution.
const ENDINGS: &[&str] =
    &[".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte", ".json"];

/// What an ending written in an import may stand for before compilation.
const COMPILED: &[(&str, &[&str])] = &[
    (".js", &[".ts", ".tsx", ".d.ts", ".jsx"]),
    (".jsx", &[".tsx"]),
    (".mjs", &[".mts", ".d.mts"]),
    (".cjs", &[".cts", ".d.cts"]),
];

/// Endings of files that are code; a path with another ending is an asset.
const CODE: &[&str] = &["js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue"];

/// Endings of files that programs import and no parser here reads.
const ASSETS: &[&str] = &[
    "avif",
    "bin",
    "bmp",
    "css",
    "csv",
    "eot",
    "ejs",
    "gif",
    "glsl",
    "gql",
    "graphql",
    "graphqls",
    "handlebars",
    "hbs",
    "htm",
    "html",
    "ico",
    "jpeg",
    "jpg",
    "json",
    "json5",
    "less",
    "md",
    "mdx",
    "mp3",
    "mp4",
    "mustache",
    "node",
    "otf",
    "pdf",
    "png",
    "po",
    "pug",
    "sass",
    "scss",
    "styl",
    "svelte",
    "svg",
    "toml",
    "ttf",
    "txt",
    "wasm",
    "wav",
    "webm",
    "webp",
    "woff",
    "woff2",
    "xml",
    "yaml",
    "yml",
];

/// Places inside a package that its bare name may mean, and folders that a path below it may lie in.
const ENTRIES: &[&str] = &["index", "src/index", "lib/index", "src/main", "main", "dist/index"];
const SUBFOLDERS: &[&str] = &["", "src/", "lib/"];
/// Where builds put what was made of `src`.
const BUILT: &[&str] = &["dist/esm/", "dist/cjs/", "dist/", "build/", "lib/", "esm/", "es/", "cjs/"];

/// Most aliases of one file, and most alias files on the way up that are asked.
const ALIASES: usize = 500;
const ALIAS_FILES: usize = 4;

/// Resolver of JavaScript, JSX, TypeScript and TSX.
pub(super) struct JavaScript<'a> {
    system: &'a System<'a>,
    /// Folders with a `package.json`.
    packages: HashSet<(RepositoryIx, &'a str)>,
    /// Folders of packages by name.
    by_name: HashMap<&'a str, Vec<(RepositoryIx, &'a str)>>,
    /// Aliases by the folder of the file that declares them.
    aliases: HashMap<(RepositoryIx, &'a str), Vec<Alias<'a>>>,
}

/// One alias: `@/*` means `src/*`.
struct Alias<'a> {
    /// What an import begins with, without the star; empty for a base folder of all names.
    prefix: &'a str,
    /// Where it leads, from the root of the repository, without the star.
    folder: String,
}

impl<'a> JavaScript<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, packages: HashSet::new(), by_name: HashMap::new(), aliases: HashMap::new() };
        for manifest in system.manifests().iter().filter(|it| it.declared.ecosystem == Ecosystem::Npm) {
            let Some(folder) = manifest_folder(manifest.path) else { continue };
            let (declared, home) = (manifest.declared, (manifest.repository, folder));
            if manifest.path.file_name() == "package.json" {
                new.packages.insert(home);
                if !declared.name.is_empty() {
                    new.by_name.entry(&declared.name).or_default().push(home);
                }
            } else if is_alias_file(&manifest.path.file_name().to_str_lossy()) {
                let aliases = declared.roots.iter().take(ALIASES).filter_map(|(prefix, to)| alias(folder, prefix, to));
                new.aliases.entry(home).or_default().extend(aliases);
            }
        }
        new
    }

    /// The file that a path without or with its ending means.
    fn file(&self, repository: RepositoryIx, path: &str) -> Option<u32> {
        let at = |path: &str| self.system.at(repository, path);
        let with = |stem: &str, endings: &[&str]| endings.iter().find_map(|ending| at(&format!("{stem}{ending}")));
        let compiled = || {
            let stands_for = |(ending, others): &(&str, &[&str])| with(path.strip_suffix(ending)?, others);
            COMPILED.iter().find_map(stands_for)
        };
        let index = || if path.is_empty() { with("index", ENDINGS) } else { with(&format!("{path}/index"), ENDINGS) };
        at(path).or_else(|| with(path, ENDINGS)).or_else(compiled).or_else(index)
    }

    /// The file that an alias leads to, and whether one with a prefix fits at all.
    fn by_alias(&self, from: u32, target: &str, with_prefix: bool) -> (Option<u32>, bool) {
        let repository = self.system.file(from).repository;
        let folders = upwards(folder_of(self.system.path(from)));
        let mut fits = false;
        for aliases in folders.filter_map(|folder| self.aliases.get(&(repository, folder))).take(ALIAS_FILES) {
            let mut fitting: Vec<(&Alias<'_>, &str)> = aliases
                .iter()
                .filter(|alias| alias.prefix.is_empty() != with_prefix)
                .filter_map(|alias| Some((alias, target.strip_prefix(alias.prefix)?)))
                .filter(|(alias, rest)| {
                    let whole = alias.prefix.is_empty() || alias.prefix.ends_with('/') || rest.is_empty();
                    whole || rest.starts_with('/')
                })
                .collect();
            fitting.sort_by_key(|(alias, _)| std::cmp::Reverse(alias.prefix.len()));
            fits |= !fitting.is_empty();
            let found = fitting.iter().find_map(|(alias, rest)| self.file(repository, &join(&alias.folder, rest)?));
            if found.is_some() {
                return (found, true);
            }
        }
        (None, fits)
    }

    /// The file that the name of a package of the system leads to, and whether there is such a package.
    fn by_package(&self, from: u32, target: &str) -> (Option<u32>, bool) {
        let scope_end = if target.starts_with('@') { target.find('/').map_or(0, |at| at + 1) } else { 0 };
        let end = target[scope_end..].find('/').map_or(target.len(), |at| at + scope_end);
        let (name, rest) = (&target[..end], target[end..].trim_start_matches('/'));
        let Some(homes) = self.by_name.get(name) else { return (None, false) };
        let own = self.system.file(from).repository;
        let mut at_home = homes.iter().filter(|home| home.0 == own);
        let home = match (at_home.next(), at_home.next(), homes.as_slice()) {
            (Some(home), None, _) | (None, _, [home]) => home,
            // Several packages of one name are examples or fixtures: the name means the published package.
            _ => return (None, false),
        };
        let (repository, folder) = *home;
        let inside = |path: &str| self.file(repository, &join(folder, path)?);
        let found = if rest.is_empty() {
            ENTRIES.iter().find_map(|entry| inside(entry))
        } else {
            let source = BUILT.iter().find_map(|built| rest.strip_prefix(built));
            let below = |name: &str| SUBFOLDERS.iter().find_map(|below| inside(&format!("{below}{name}")));
            below(rest).or_else(|| below(source?))
        };
        (found, true)
    }

    /// Conventions of bundlers without a declaration: `@/` and `~/` are the sources of the package, `/` its root.
    fn by_convention(&self, from: u32, rest: &str) -> Option<u32> {
        let repository = self.system.file(from).repository;
        let package = upwards(folder_of(self.system.path(from)))
            .find(|folder| self.packages.contains(&(repository, folder)))
            .unwrap_or_default();
        ["src/", "app/", ""].iter().find_map(|below| self.file(repository, &join(package, &format!("{below}{rest}"))?))
    }

    fn target(&self, from: u32, target: &str) -> (Option<u32>, Outcome) {
        let found_or = |found: Option<u32>, otherwise| (found, found.map_or(otherwise, |_| Outcome::Internal));
        let nowhere = if is_asset(target) { Outcome::Asset } else { Outcome::Unresolved };
        if target.starts_with("./") || target.starts_with("../") || matches!(target, "." | "..") {
            let path = join(folder_of(self.system.path(from)), target);
            let found = path.and_then(|path| self.file(self.system.file(from).repository, &path));
            return found_or(found, nowhere);
        }
        if target.starts_with("node:") || target.contains("://") || target.starts_with("data:") {
            return (None, Outcome::External);
        }
        let (by_alias, fits) = self.by_alias(from, target, true);
        if fits {
            return found_or(by_alias, nowhere);
        }
        if is_node_builtin(target.split('/').next().unwrap_or_default()) {
            return (None, Outcome::External);
        }
        let (by_package, ours) = self.by_package(from, target);
        if ours {
            return found_or(by_package, nowhere);
        }
        let (by_base, _) = self.by_alias(from, target, false);
        if by_base.is_some() {
            return (by_base, Outcome::Internal);
        }
        if target.starts_with('#') || target.is_empty() {
            return (None, nowhere);
        }
        match ["@/", "~/", "/"].iter().find_map(|prefix| target.strip_prefix(prefix)) {
            Some(rest) => found_or(self.by_convention(from, rest), nowhere),
            None => (None, Outcome::External),
        }
    }

    /// True when every imported name is a type that the other file declares: nothing is left of such an import.
    fn are_erased(&self, to: u32, names: &[String]) -> bool {
        let erased = &self.system.file(to).code.erased;
        !names.is_empty() && names.iter().all(|name| erased.binary_search(name).is_ok())
    }

    fn import(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        if import.kind == ImportKind::Computed {
            return Outcome::Unresolved;
        }
        // Bundlers take loaders before `!` and queries after `?`.
        let target = import.target.rsplit('!').next().unwrap_or_default();
        let target = target.split('?').next().unwrap_or_default();
        let (found, outcome) = self.target(from, target);
        if let Some(to) = found {
            links.import_of_name(to, import, !self.are_erased(to, &import.names));
        }
        outcome
    }
}

impl Resolver for JavaScript<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        for import in &self.system.file(from).code.imports {
            let outcome = self.import(from, import, links);
            links.count(outcome);
        }
    }
}

/// Files whose roots are aliases; roots of other files are workspaces.
fn is_alias_file(name: &str) -> bool {
    name.starts_with("tsconfig") || name.starts_with("jsconfig")
}

fn alias<'a>(base: &str, prefix: &'a str, folder: &str) -> Option<Alias<'a>> {
    if folder.split('/').any(|segment| segment == "node_modules") {
        return None;
    }
    Some(Alias { prefix: prefix.trim_end_matches('*'), folder: join(base, folder.trim_end_matches('*'))? })
}

fn is_asset(target: &str) -> bool {
    let name = target.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, end)| !CODE.contains(&end) && ASSETS.contains(&end))
}
