//! The opened target and what earlier runs kept, as every use-case that reads repositories needs both.

use crate::Error;
use crate::audit::AuditRequest;
use crate::inputs::{Opened, open};
use quarterdeck_cache::Store;
use quarterdeck_survey::Request;
use std::path::PathBuf;

/// Facts of content, true wherever it stands.
const FACTS: &str = "facts";
/// What was seen of the clones on this machine, and finished answers about them: never shared.
const LOCAL: &str = "facts-local";

/// A target, opened.
pub(crate) struct Desk<'a> {
    request: &'a AuditRequest<'a>,
    root: Option<PathBuf>,
    pub(crate) opened: Opened,
    pub(crate) local: Option<Store>,
}

impl<'a> Desk<'a> {
    /// Opens the repositories; of the cache only what belongs to this machine, so that a known answer comes at once.
    pub(crate) fn open(request: &'a AuditRequest<'a>) -> Result<Self, Error> {
        let root = quarterdeck_cache::default_root();
        let local = root.as_deref().filter(|_| request.cache).map(|root| Store::open(root, LOCAL));
        let opened = open(&request.target, root.as_deref(), request.notice)?;
        Ok(Self { request, root, opened, local })
    }

    /// Does some work with what a survey of the target asks for.
    pub(crate) fn survey<T>(&self, work: impl FnOnce(&mut Request<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let store = self.root.as_deref().filter(|_| self.request.cache).map(|root| Store::open(root, FACTS));
        let mut survey = Request {
            system: self.opened.system.clone(),
            inputs: self.opened.inputs.clone(),
            as_of: self.opened.as_of,
            believed_until: self.opened.believed_until,
            ignore_repo_marks: self.request.policy.ignore_repo_marks,
            parsing: self.request.parsing.clone(),
            cache: store.as_ref(),
            local: self.local.as_ref(),
        };
        let result = work(&mut survey)?;
        for note in store.iter().chain(&self.local).flat_map(Store::notes) {
            (self.request.notice)(note.kind.sentence());
        }
        Ok(result)
    }
}
