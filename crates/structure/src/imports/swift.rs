//! Swift: types by name, since files of one module see each other without any import; modules by their folders.

use super::system::{System, add_place, folder_of};
use super::{Family, Links, Outcome, Resolver};
use std::collections::{HashMap, HashSet};

/// Resolver of Swift.
pub(super) struct Swift<'a> {
    system: &'a System<'a>,
    /// Files by the name of a type that they declare.
    types: HashMap<&'a str, Vec<u32>>,
    /// Names of folders above Swift files: targets are named after them.
    folders: HashSet<&'a str>,
}

impl<'a> Swift<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, types: HashMap::new(), folders: HashSet::new() };
        for (position, file) in system.family(Family::Swift) {
            for name in &file.code.declares {
                add_place(new.types.entry(name).or_default(), position);
            }
            new.folders.extend(folder_of(system.path(position)).split('/').filter(|folder| !folder.is_empty()));
        }
        new
    }
}

impl Resolver for Swift<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        for import in &code.imports {
            let module = import.target.split('.').next().unwrap_or_default();
            links.count(if self.folders.contains(module) { Outcome::Internal } else { Outcome::External });
        }
        for (name, line) in &code.references {
            let file = self.types.get(name.as_str()).and_then(|files| self.system.closest(from, files));
            if let Some(to) = file {
                links.reference(to, *line);
            }
        }
    }
}
