//! C#: types by namespace. A `using` opens a namespace and names no file: edges come from uses by name.

use super::java::own_types;
use super::system::{System, add_place, ancestors, manifest_folder, upwards};
use super::{Family, Links, Outcome, Resolver, SourceFile};
use quarterdeck_facts::RepositoryIx;
use quarterdeck_source::{Import, ImportKind};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Most opened namespaces that are searched for the names of one file.
const USINGS: usize = 256;

/// Resolver of C#.
pub(super) struct CSharp<'a> {
    system: &'a System<'a>,
    /// Files by namespace and type.
    types: HashMap<&'a str, HashMap<&'a str, Vec<u32>>>,
    /// Simple names of all types: most names of a file are not of the system.
    names: HashSet<&'a str>,
    /// Declared namespaces and those above them.
    namespaces: HashSet<&'a str>,
    /// Folders with a project file.
    projects: HashSet<(RepositoryIx, &'a str)>,
    /// Imports that hold for all files of a project, by its folder.
    global: HashMap<(RepositoryIx, &'a str), Vec<&'a Import>>,
}

/// What the names of one file are looked up in.
struct Scope<'a> {
    /// Own namespace and those above it, innermost first, the global one last.
    chain: Vec<&'a str>,
    /// Opened namespaces.
    usings: BTreeSet<&'a str>,
    /// Alias to full name.
    aliases: BTreeMap<&'a str, &'a str>,
}

impl<'a> CSharp<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let projects = system
            .manifests()
            .iter()
            .filter(|manifest| manifest.path.extension() == "csproj")
            .filter_map(|manifest| Some((manifest.repository, manifest_folder(manifest.path)?)))
            .collect();
        let mut new = Self {
            system,
            types: HashMap::new(),
            names: HashSet::new(),
            namespaces: HashSet::new(),
            projects,
            global: HashMap::new(),
        };
        for (position, file) in system.family(Family::CSharp) {
            let namespace = file.code.namespace.as_str();
            new.namespaces.extend(ancestors(namespace, '.'));
            for name in &file.code.declares {
                new.names.insert(name);
                add_place(new.types.entry(namespace).or_default().entry(name).or_default(), position);
            }
            let project = (file.repository, new.project_of(position));
            if holds_global_usings(file) {
                new.global.entry(project).or_default().extend(&file.code.imports);
            }
        }
        new
    }

    /// Folder of the nearest project file above; the root when there is none.
    fn project_of(&self, position: u32) -> &'a str {
        let repository = self.system.file(position).repository;
        let folder = manifest_folder(self.system.file(position).path).unwrap_or_default();
        upwards(folder).find(|&folder| self.projects.contains(&(repository, folder))).unwrap_or_default()
    }

    fn scope(&self, from: u32) -> Scope<'a> {
        let file = self.system.file(from);
        let global = self.global.get(&(file.repository, self.project_of(from)));
        let imports = || file.code.imports.iter().chain(global.into_iter().flatten().copied());
        Scope {
            chain: ancestors(&file.code.namespace, '.').chain([""]).collect(),
            usings: imports()
                .filter(|import| import.alias.is_empty() && self.namespaces.contains(import.target.as_str()))
                .map(|import| import.target.as_str())
                .take(USINGS)
                .collect(),
            aliases: imports()
                .filter(|import| !import.alias.is_empty())
                .map(|import| (import.alias.as_str(), import.target.as_str()))
                .collect(),
        }
    }

    fn in_namespace(&self, namespace: &str, name: &str) -> Option<&[u32]> {
        self.types.get(namespace)?.get(name).map(Vec::as_slice)
    }

    /// Files of the type with a full name; inner types lead to the type that holds them.
    fn files_of(&self, full_name: &str) -> Option<&[u32]> {
        ancestors(full_name, '.').find_map(|name| {
            let (namespace, name) = name.rsplit_once('.').unwrap_or(("", name));
            self.in_namespace(namespace, name)
        })
    }

    /// Files of a type by its simple name: the own namespaces first, then exactly one of the opened ones.
    fn visible(&self, name: &str, scope: &Scope<'_>) -> Option<&[u32]> {
        if !self.names.contains(name) {
            return None;
        }
        if let Some(files) = scope.chain.iter().find_map(|namespace| self.in_namespace(namespace, name)) {
            return Some(files);
        }
        let mut found = scope.usings.iter().filter_map(|namespace| self.in_namespace(namespace, name));
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    fn reference(&self, name: &str, scope: &Scope<'_>) -> Option<&[u32]> {
        let name = name.trim_start_matches("global::");
        let (first, rest) = name.split_once('.').unwrap_or((name, ""));
        if let Some(target) = scope.aliases.get(first) {
            return self.files_of(&format!("{target}.{rest}")).or_else(|| self.files_of(target));
        }
        if let Some(files) = self.visible(first, scope) {
            return Some(files);
        }
        if rest.is_empty() {
            // `[Foo]` is short for `[FooAttribute]`.
            return self.visible(&format!("{first}Attribute"), scope);
        }
        let from = |namespace: &&str| match *namespace {
            "" => self.files_of(name),
            // A name that is not in an own namespace must not lead to types of the same name as that namespace.
            namespace if self.namespaces.contains(format!("{namespace}.{first}").as_str()) => {
                self.files_of(&format!("{namespace}.{name}"))
            }
            _ => None,
        };
        scope.chain.iter().find_map(from)
    }

    /// The file meant: of the parts of a partial type, the file itself, else the first by path.
    fn part(&self, from: u32, files: &[u32]) -> Option<u32> {
        self.system.nearest(from, files).into_iter().min_by_key(|&to| self.system.path(to))
    }

    fn import(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        if import.kind == ImportKind::Namespace && self.namespaces.contains(import.target.as_str()) {
            return Outcome::Internal;
        }
        let target = import.target.trim_start_matches("global::");
        let Some(files) = self.files_of(target) else {
            let known = self.namespaces.contains(target);
            return if known { Outcome::Internal } else { Outcome::External };
        };
        if let Some(to) = self.part(from, files) {
            links.import(to, import);
        }
        Outcome::Internal
    }
}

impl Resolver for CSharp<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        for import in &code.imports {
            let outcome = self.import(from, import, links);
            links.count(outcome);
        }
        let scope = self.scope(from);
        let own = own_types(code);
        for (name, line) in &code.references {
            let name = name.split('<').next().unwrap_or_default();
            if own.contains(name.split('.').next().unwrap_or_default()) {
                continue;
            }
            let files = self.reference(name, &scope);
            if let Some(to) = files.and_then(|files| self.part(from, files)) {
                links.reference(to, *line);
            }
        }
    }
}

/// A file of `global using`s: it says so by its name, or holds nothing that its usings could serve.
fn holds_global_usings(file: &SourceFile<'_>) -> bool {
    let code = file.code;
    let nothing_else = code.declares.is_empty() && code.functions.is_empty() && code.references.is_empty();
    let name = file.path.file_name().to_ascii_lowercase();
    code.namespace.is_empty() && (nothing_else || name.ends_with(b"usings.cs"))
}
