//! Java, Kotlin and Scala, which use each other's types: by their full names. Types of the same package need no import, so uses by name count as well.

use super::system::{System, add_place, ancestors};
use super::{Family, Links, Outcome, REFERENCES, Resolver, is_idle};
use quarterdeck_source::{CodeFacts, Import, ImportKind};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Most packages imported as a whole that are searched for the names of one file.
const WILDCARDS: usize = 256;

/// Resolver of Java.
pub(super) struct Java<'a> {
    system: &'a System<'a>,
    /// Files by package and type.
    types: HashMap<&'a str, HashMap<&'a str, Vec<u32>>>,
    /// Declared packages.
    packages: HashSet<&'a str>,
}

impl<'a> Java<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut types: HashMap<&str, HashMap<&str, Vec<u32>>> = HashMap::new();
        let mut packages = HashSet::new();
        for (position, file) in system.family(Family::Java) {
            let package = file.code.namespace.as_str();
            packages.insert(package);
            for name in &file.code.declares {
                add_place(types.entry(package).or_default().entry(name).or_default(), position);
            }
        }
        Self { system, types, packages }
    }

    /// Files of the type with a full name; members and inner types lead to the type that holds them.
    fn files_of(&self, full_name: &str) -> Option<&[u32]> {
        ancestors(full_name, '.').find_map(|name| {
            let (package, name) = name.rsplit_once('.').unwrap_or(("", name));
            self.in_package(package, name)
        })
    }

    /// Scala sees the packages around: within `com.shop`, `import pay.Card` may mean `com.shop.pay.Card`.
    fn relative(&self, from: u32, name: &str) -> Option<&[u32]> {
        let file = self.system.file(from);
        let around = ancestors(&file.code.namespace, '.').filter(|_| file.language == "Scala");
        around.map(|package| format!("{package}.{name}")).find_map(|name| self.files_of(&name))
    }

    fn in_package(&self, package: &str, name: &str) -> Option<&[u32]> {
        self.types.get(package)?.get(name).map(Vec::as_slice)
    }

    /// True when the system declares the package, or one above it that is not as wide as `com`.
    fn looks_internal(&self, full_name: &str) -> bool {
        let in_system = |package: &str| package.contains('.') && self.packages.contains(package);
        ancestors(full_name, '.').skip(1).any(in_system)
    }

    fn import(&self, from: u32, import: &Import, used: &HashSet<&str>, links: &mut Links) -> Outcome {
        if let Some(files) = self.files_of(&import.target).or_else(|| self.relative(from, &import.target)) {
            if let Some(to) = self.system.closest(from, files) {
                // Names of static members are not among the used names; parsers list them with the import.
                let loads_nothing = self.system.file(from).language == "Java";
                let plain = loads_nothing && import.kind == ImportKind::Symbol && import.names.is_empty();
                let name = import.target.rsplit('.').next().unwrap_or_default();
                let is_constant = loads_nothing && import.names.len() == 1 && in_capitals(&import.names[0]);
                let is_used = if plain { used.contains(name) } else { !is_constant };
                let is_full = self.system.file(from).code.references.len() >= REFERENCES;
                links.import_of_name(to, import, is_used || is_full);
            }
            return Outcome::Internal;
        }
        let known = import.kind == ImportKind::Namespace && self.packages.contains(import.target.as_str());
        match (known, self.looks_internal(&import.target)) {
            (true, _) => Outcome::Internal,
            (false, true) => Outcome::Unresolved,
            (false, false) => Outcome::External,
        }
    }

    fn reference(&self, name: &str, code: &CodeFacts, wildcards: &BTreeSet<&str>) -> Option<&[u32]> {
        let name = name.split('<').next().unwrap_or_default();
        let first = first_segment(name);
        if let Some(files) = self.in_package(&code.namespace, first) {
            return Some(files);
        }
        let mut found = wildcards.iter().filter_map(|package| self.in_package(package, first));
        match (found.next(), found.next()) {
            (Some(files), None) => return Some(files),
            (Some(_), Some(_)) => return None,
            (None, _) => {}
        }
        // Only names that begin with a package are full names; `Outer.Inner` begins with a type.
        name.starts_with(|letter: char| letter.is_lowercase()).then(|| self.files_of(name)).flatten()
    }
}

impl Resolver for Java<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        let loads = code.references.iter().filter(|(name, _)| !is_idle(code, name));
        let used = loads.map(|(name, _)| first_segment(name)).collect();
        for import in &code.imports {
            let outcome = self.import(from, import, &used, links);
            links.count(outcome);
        }
        let imported: HashSet<&str> = code
            .imports
            .iter()
            .filter(|import| import.kind == ImportKind::Symbol)
            .filter_map(|import| import.target.rsplit('.').next())
            .collect();
        let wildcards: BTreeSet<&str> = code
            .imports
            .iter()
            .filter(|import| import.kind == ImportKind::Namespace && self.packages.contains(import.target.as_str()))
            .map(|import| import.target.as_str())
            .take(WILDCARDS)
            .collect();
        let own = own_types(code);
        for (name, line) in &code.references {
            let first = first_segment(name);
            if own.contains(first) || imported.contains(first) {
                continue;
            }
            let files = self.reference(name, code, &wildcards);
            match files.and_then(|files| self.system.closest(from, files)) {
                Some(to) if is_idle(code, name) => links.idle_reference(to, *line),
                Some(to) => links.reference(to, *line),
                None => {}
            }
        }
    }
}

/// `MAX_VALUE`: a constant is copied to where it is used.
fn in_capitals(name: &str) -> bool {
    name.len() > 1 && !name.bytes().any(|byte| byte.is_ascii_lowercase()) && name != "*"
}

/// `Outer` of `Outer<T>.Inner`.
fn first_segment(name: &str) -> &str {
    name.split(['.', '<']).next().unwrap_or_default()
}

/// Types that the file itself declares: at the top level, and inner types as far as they have methods.
pub(super) fn own_types(code: &CodeFacts) -> HashSet<&str> {
    let inner = code.functions.iter().filter_map(|function| function.name.rsplit_once("::"));
    let inner = inner.flat_map(|(types, _)| types.split("::"));
    code.declares.iter().map(String::as_str).chain(inner).collect()
}
