//! The opened target and what earlier runs kept, as every use-case that reads repositories needs both.

use crate::Error;
use crate::audit::AuditRequest;
use crate::inputs::{Opened, open};
use quarterdeck_cache::Store;
use quarterdeck_survey::Request;
use std::path::PathBuf;

/// Facts of content, true wherever it stands.
const FACTS: &str = "facts";
/// What was seen of the clones on this machine: never shared.
const SEEN: &str = "seen";
/// Finished answers about clones on this machine: never shared.
const ANSWERS: &str = "answers";

/// A target, opened.
pub(crate) struct Desk<'a> {
    request: &'a AuditRequest<'a>,
    root: Option<PathBuf>,
    pub(crate) opened: Opened,
    pub(crate) answers: Option<Store>,
}

impl<'a> Desk<'a> {
    /// Opens the repositories; of the cache only the answers, so that a known one comes at once.
    pub(crate) fn open(request: &'a AuditRequest<'a>) -> Result<Self, Error> {
        let root = quarterdeck_cache::default_root();
        let opened = open(&request.target, root.as_deref(), request.notice)?;
        let mut desk = Self { request, root, opened, answers: None };
        desk.answers = desk.store(ANSWERS);
        Ok(desk)
    }

    fn store(&self, namespace: &str) -> Option<Store> {
        let root = self.root.as_deref().filter(|_| self.request.cache)?;
        Some(Store::open(root, namespace))
    }

    /// Does some work with what a survey of the target asks for.
    pub(crate) fn survey<T>(&self, work: impl FnOnce(&mut Request<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let (facts, seen) = (self.store(FACTS), self.store(SEEN));
        let mut survey = Request {
            system: self.opened.system.clone(),
            inputs: self.opened.inputs.clone(),
            as_of: self.opened.as_of,
            believed_until: self.opened.believed_until,
            ignore_repo_marks: self.request.policy.ignore_repo_marks,
            parsing: self.request.parsing.clone(),
            cache: facts.as_ref(),
            seen: seen.as_ref(),
        };
        let result = work(&mut survey)?;
        for note in facts.iter().chain(&seen).chain(&self.answers).flat_map(Store::notes) {
            (self.request.notice)(note.kind.sentence());
        }
        Ok(result)
    }
}
