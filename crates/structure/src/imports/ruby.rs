//! Ruby: constants by the scopes that they are written in, as autoloaders find them, and `require` by path.

use super::system::{System, add_place, folder_of, join, manifest_folder, upwards};
use super::{Family, Links, Outcome, Resolver};
use quarterdeck_facts::{Ecosystem, FileKind};
use quarterdeck_source::Import;
use std::collections::{HashMap, HashSet};

/// Folders that stand in the load path by custom.
const LOAD_PATH: [&str; 5] = ["lib", "", "app", "spec", "test"];

/// Resolver of Ruby.
pub(super) struct Ruby<'a> {
    system: &'a System<'a>,
    /// Files by full constant name, `Shop::Order`.
    constants: HashMap<&'a str, Vec<u32>>,
    /// Files by their path below a folder `lib`, without the ending.
    libraries: HashMap<&'a str, Vec<u32>>,
    /// First segments of those paths.
    tops: HashSet<&'a str>,
    /// Gems that manifests and lock files name.
    gems: HashSet<&'a str>,
}

/// What a constant stands for.
enum Meaning {
    /// A file of the system.
    File(u32),
    /// Several files could be meant.
    Several,
    /// A name in a module of the system that no file declares.
    Missing,
    /// Nothing of the system.
    Outside,
}

impl<'a> Ruby<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self {
            system,
            constants: HashMap::new(),
            libraries: HashMap::new(),
            tops: HashSet::new(),
            gems: HashSet::new(),
        };
        for (position, file) in system.family(Family::Ruby) {
            for name in &file.code.declares {
                add_place(new.constants.entry(name).or_default(), position);
            }
            let path = system.path(position);
            let below = path.rsplit_once("/lib/").map(|(_, below)| below).or_else(|| path.strip_prefix("lib/"));
            if let Some(below) = below.and_then(|below| below.strip_suffix(".rb")) {
                add_place(new.libraries.entry(below).or_default(), position);
                new.tops.extend(below.split('/').next());
            }
        }
        for manifest in system.manifests().iter().filter(|it| it.declared.ecosystem == Ecosystem::RubyGems) {
            if manifest_folder(manifest.path).is_some() {
                new.gems.extend(manifest.declared.dependencies.iter().map(|gem| gem.name.as_str()));
            }
        }
        new
    }

    /// What a reference `scopes name` means: the name within each scope around, innermost first, then by itself.
    fn constant(&self, from: u32, scopes: &str, name: &str) -> Meaning {
        let within = scopes.rsplit('/').filter(|scope| !scope.is_empty()).map(|scope| format!("{scope}::{name}"));
        for full_name in within.chain([name.to_owned()]) {
            let files = self.constants.get(full_name.as_str()).filter(|files| self.in_reach(from, files));
            if let Some(files) = files {
                return self.meant(from, &full_name, files);
            }
        }
        // A module of the system without such a member: a constant that it gets from elsewhere.
        let Some((module, _)) = name.split_once("::") else { return Meaning::Outside };
        match self.constant_top(scopes, module) {
            true => Meaning::Missing,
            false => Meaning::Outside,
        }
    }

    /// True when the first part of a qualified name is a module of the system alone, and not a gem's that it extends.
    fn constant_top(&self, scopes: &str, module: &str) -> bool {
        let within = scopes.rsplit('/').filter(|scope| !scope.is_empty()).map(|scope| format!("{scope}::{module}"));
        within.chain([module.to_owned()]).any(|name| self.constants.contains_key(name.as_str())) && !self.is_gem(module)
    }

    /// A class that only tests declare is a stand-in for one of a gem.
    fn in_reach(&self, from: u32, files: &[u32]) -> bool {
        let is_test = |file: u32| self.system.file(file).kind == FileKind::Test;
        is_test(from) || files.iter().any(|&file| !is_test(file))
    }

    /// A gem is named after its module: `active_record`, `activerecord`, `active-record`.
    fn is_gem(&self, module: &str) -> bool {
        let plain = module.to_ascii_lowercase();
        self.gems.iter().any(|gem| gem.replace(['_', '-'], "") == plain)
    }

    /// Of several files that open one class, the one that is named after it is meant, as autoloaders expect; else the
    /// nearest.
    fn meant(&self, from: u32, full_name: &str, files: &[u32]) -> Meaning {
        if files.contains(&from) {
            return Meaning::File(from);
        }
        let expected = format!("/{}.rb", file_name_of(full_name));
        let named: Vec<u32> = files
            .iter()
            .copied()
            .filter(|file| {
                let path = self.system.path(*file);
                path.ends_with(&expected) || path == &expected[1..]
            })
            .collect();
        let found = match named.as_slice() {
            [] => self.system.closest(from, files),
            named => self.system.closest(from, named),
        };
        found.map_or(Meaning::Several, Meaning::File)
    }

    fn required(&self, from: u32, import: &Import, links: &mut Links) -> Outcome {
        let target = import.target.strip_suffix(".rb").unwrap_or(&import.target);
        let repository = self.system.file(from).repository;
        let folder = folder_of(self.system.path(from));
        let at = |path: Option<String>| {
            let path = path?;
            self.system.at(repository, &format!("{path}.rb")).or_else(|| self.system.at(repository, &path))
        };
        if target.starts_with('.') {
            let Some(to) = at(join(folder, target)) else { return Outcome::Unresolved };
            links.import(to, import);
            return Outcome::Internal;
        }
        let on_the_way = upwards(folder)
            .flat_map(|base| LOAD_PATH.iter().map(move |place| (base, place)))
            .find_map(|(base, place)| at(join(base, &format!("{place}/{target}"))));
        let elsewhere = || self.system.closest(from, self.libraries.get(target)?);
        if let Some(to) = on_the_way.or_else(elsewhere) {
            links.import(to, import);
            return Outcome::Internal;
        }
        let top = target.split('/').next().unwrap_or_default();
        let gem = self.gems.contains(top) || self.gems.contains(target.replace('/', "-").as_str());
        if self.tops.contains(top) && target.contains('/') && !gem { Outcome::Unresolved } else { Outcome::External }
    }
}

impl Resolver for Ruby<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        for import in &code.imports {
            let outcome =
                if import.target.is_empty() { Outcome::Unresolved } else { self.required(from, import, links) };
            links.count(outcome);
        }
        for (reference, line) in &code.references {
            let (scopes, written) = reference.rsplit_once(' ').unwrap_or(("", reference));
            // Rails makes class names of the names of associations: a guess, so one that leads nowhere is no import.
            let (name, guessed) = written.strip_prefix('?').map_or((written, false), |name| (name, true));
            let outcome = match self.constant(from, scopes, name) {
                Meaning::File(to) if to == from => continue,
                Meaning::File(to) => {
                    links.reference(to, *line);
                    Outcome::Internal
                }
                _ if guessed => continue,
                Meaning::Several | Meaning::Missing => Outcome::Unresolved,
                Meaning::Outside => Outcome::External,
            };
            links.count(outcome);
        }
    }
}

/// `Shop::OrderLine` is declared in `shop/order_line`, `HTMLPage` in `html_page`.
fn file_name_of(full_name: &str) -> String {
    let mut name = String::with_capacity(full_name.len() + 8);
    let letters: Vec<char> = full_name.replace("::", "/").chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied().unwrap_or('/');
        let after = letters.get(at + 1).copied().unwrap_or('/');
        let begins = letter.is_ascii_uppercase()
            && before != '/'
            && before != '_'
            && (!before.is_ascii_uppercase() || after.is_ascii_lowercase());
        if begins {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::file_name_of;

    #[test]
    fn files_are_named_after_constants() {
        for (constant, file) in [
            ("Order", "order"),
            ("Shop::OrderLine", "shop/order_line"),
            ("HTMLPage", "html_page"),
            ("OAuth2", "o_auth2"),
            ("API::V1::Users", "api/v1/users"),
        ] {
            assert_eq!(file_name_of(constant), file);
        }
    }
}
