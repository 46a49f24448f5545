//! Elixir: modules by full name, through the aliases of the file.

use super::system::{System, add_place, ancestors};
use super::{Family, Links, Outcome, REFERENCES, Resolver};
use std::collections::{HashMap, HashSet};

/// Resolver of Elixir.
pub(super) struct Elixir<'a> {
    system: &'a System<'a>,
    /// Files by module name.
    modules: HashMap<&'a str, Vec<u32>>,
    /// Names of modules and of those above them.
    prefixes: HashSet<&'a str>,
}

impl<'a> Elixir<'a> {
    pub(super) fn new(system: &'a System<'a>) -> Self {
        let mut new = Self { system, modules: HashMap::new(), prefixes: HashSet::new() };
        for (position, file) in system.family(Family::Elixir) {
            for name in &file.code.declares {
                add_place(new.modules.entry(name).or_default(), position);
                new.prefixes.extend(ancestors(name, '.'));
            }
        }
        new
    }

    fn module(&self, from: u32, name: &str) -> (Option<u32>, Outcome) {
        if let Some(files) = self.modules.get(name) {
            let file = self.system.closest(from, files);
            return (file, if file.is_some() { Outcome::Internal } else { Outcome::Unresolved });
        }
        let top = name.split('.').next().unwrap_or_default();
        let outcome = if self.prefixes.contains(name) {
            Outcome::Internal
        } else if self.prefixes.contains(top) {
            Outcome::Unresolved
        } else {
            Outcome::External
        };
        (None, outcome)
    }
}

impl Resolver for Elixir<'_> {
    fn resolve(&self, from: u32, links: &mut Links) {
        let code = self.system.file(from).code;
        let used: HashSet<&str> = code.references.iter().filter_map(|(name, _)| name.split('.').next()).collect();
        let mut aliases: HashMap<&str, &str> = HashMap::new();
        for import in &code.imports {
            let (to, outcome) = self.module(from, &import.target);
            links.count(outcome);
            let is_alias = !import.alias.is_empty();
            if is_alias {
                aliases.insert(&import.alias, &import.target);
            }
            if let Some(to) = to {
                // An alias alone needs nothing; its use does.
                let used = !is_alias || code.references.len() >= REFERENCES || used.contains(import.alias.as_str());
                links.import_of_name(to, import, used);
            }
        }
        for (name, line) in &code.references {
            let (first, rest) = name.split_once('.').map_or((name.as_str(), ""), |(first, rest)| (first, rest));
            let full_name = match (aliases.get(first), rest) {
                (Some(_), "") => continue,
                (Some(target), rest) => format!("{target}.{rest}"),
                (None, _) => name.clone(),
            };
            if let Some(to) = self.module(from, &full_name).0 {
                links.reference(to, *line);
            }
        }
    }
}
