//! Code that says itself that it runs by hand: commands that production does not know, and made-up data.

use crate::{CodeFacts, Import};

/// Libraries that make up data.
const FAKERS: &[&str] = &["@faker-js/faker", "bogus", "factory", "factory_bot", "faker", "faker.js", "mimesis"];

/// What a comment says that leaves the code after it out of the measure of test coverage.
const UNCOVERED: &str = "@codeCoverageIgnore";

/// What a walk over a file sees of it.
#[derive(Default)]
pub(crate) struct ByHand {
    uncovered: bool,
    found: bool,
}

impl ByHand {
    /// A comment outside of all types.
    pub(crate) fn comment(&mut self, text: &[u8]) {
        self.uncovered |= String::from_utf8_lossy(text).contains(UNCOVERED);
    }

    /// A type begins.
    pub(crate) fn begins(&mut self, name: &str) {
        self.found |= self.uncovered && name.ends_with("Command");
    }

    /// A function of a type: one that says whether a command of Symfony is there, by the name of the environment.
    pub(crate) fn function(&mut self, owner: &str, name: &str, text: &[u8]) {
        let text = || String::from_utf8_lossy(text);
        let asks = || text().contains("'prod'") || text().contains("\"prod\"");
        self.found |= name == "isEnabled" && owner.ends_with("Command") && asks();
    }

    /// The answer for the file.
    pub(crate) fn answer(&self, facts: &CodeFacts) -> bool {
        self.found || facts.imports.iter().any(makes_up)
    }
}

fn makes_up(import: &Import) -> bool {
    let target = import.target.to_ascii_lowercase();
    let head = target.split(['.', '\\']).next().unwrap_or_default();
    FAKERS.contains(&target.as_str()) || (!target.starts_with('.') && FAKERS.contains(&head))
}
