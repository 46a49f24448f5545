//! Messages as an id with typed arguments: prose is made at the edge, in the reader's language.

use crate::{RepoPath, Timestamp};

/// An argument of a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A whole number.
    Count(u64),
    /// A number with decimals, already rounded.
    Number(f64),
    /// A share between 0 and 1, shown as per cent.
    Share(f64),
    /// A name as it stands in the code or history.
    Name(String),
    /// A path.
    Path(RepoPath),
    /// A day.
    Date(Timestamp),
}

/// A message: the key of a text and its arguments, in the order in which they were given.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Key within the check's texts, for example `found`.
    pub key: &'static str,
    /// Named arguments.
    pub args: Vec<(&'static str, Arg)>,
}

impl Message {
    /// A message without arguments.
    pub fn new(key: &'static str) -> Self {
        Self { key, args: Vec::new() }
    }

    /// Adds a whole number.
    pub fn count(self, name: &'static str, value: u64) -> Self {
        self.with(name, Arg::Count(value))
    }

    /// Adds a number, rounded to one decimal.
    pub fn number(self, name: &'static str, value: f64) -> Self {
        self.with(name, Arg::Number(crate::round_to(value, 1)))
    }

    /// Adds a share (0 to 1), rounded to a tenth of a per cent.
    pub fn share(self, name: &'static str, value: f64) -> Self {
        self.with(name, Arg::Share(crate::round_to(value, 3)))
    }

    /// Adds a name.
    pub fn name(self, name: &'static str, value: impl Into<String>) -> Self {
        self.with(name, Arg::Name(value.into()))
    }

    /// Adds a path.
    pub fn path(self, name: &'static str, value: &RepoPath) -> Self {
        self.with(name, Arg::Path(value.clone()))
    }

    /// Adds a day.
    pub fn date(self, name: &'static str, value: Timestamp) -> Self {
        self.with(name, Arg::Date(value))
    }

    fn with(mut self, name: &'static str, value: Arg) -> Self {
        self.args.push((name, value));
        self
    }
}
