//! The opened target and what earlier runs kept, as every use-case that reads repositories needs both.

use crate::Error;
use crate::audit::AuditRequest;
use crate::cache::{close_store, open_answers, open_seen, open_store};
use crate::inputs::{Opened, open};
use quarterdeck_cache::Store;
use quarterdeck_survey::Request;

/// A target, opened.
pub(crate) struct Desk<'a> {
    request: &'a AuditRequest<'a>,
    pub(crate) opened: Opened,
    pub(crate) answers: Option<Store>,
}

impl<'a> Desk<'a> {
    /// Opens the repositories; of the cache only the answers, so that a known one comes at once.
    pub(crate) fn open(request: &'a AuditRequest<'a>) -> Result<Self, Error> {
        let opened = open(&request.target, request.cache.root(), request.notice)?;
        Ok(Self { request, opened, answers: open_answers(&request.cache) })
    }

    /// Does some work with what a survey of the target asks for.
    pub(crate) fn survey<T>(&self, work: impl FnOnce(&mut Request<'_>) -> Result<T, Error>) -> Result<T, Error> {
        let Self { request, .. } = self;
        let facts = open_store(&request.cache, request.notice, request.warning);
        let seen = open_seen(&request.cache);
        let mut survey = Request {
            system: self.opened.system.clone(),
            inputs: self.opened.inputs.clone(),
            as_of: self.opened.as_of,
            believed_until: self.opened.believed_until,
            ignore_repo_marks: request.policy.ignore_repo_marks,
            deep: request.deep,
            parsing: request.parsing.clone(),
            cache: facts.as_ref(),
            seen: seen.as_ref(),
        };
        let result = work(&mut survey)?;
        for store in [&facts, &seen, &self.answers] {
            close_store(store.as_ref(), request.notice, request.warning);
        }
        Ok(result)
    }
}
