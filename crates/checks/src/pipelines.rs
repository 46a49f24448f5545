//! Which pipelines count: those that the host runs and that were not left alone for years.

use crate::support::{YEAR_DAYS, part_of, year_ago};
use quarterdeck_facts::{Facts, FileKind, Permissions, Pipeline, PipelineJob, PipelineSystem};

/// A pipeline of a system that is not the code host's own, unchanged for longer than this, may no longer run.
const STALE_DAYS: i64 = 3 * YEAR_DAYS;

/// The job in which a line stands.
pub(crate) fn job_at(workflow: &Pipeline, line: u32) -> Option<&PipelineJob> {
    workflow.jobs.iter().filter(|job| job.line <= line).max_by_key(|job| job.line)
}

/// Rights of the job in which a line stands: its own, or those of the top level.
pub(crate) fn rights_at(workflow: &Pipeline, line: u32) -> Permissions {
    match job_at(workflow, line).map(|job| job.permissions) {
        Some(own) if own != Permissions::Undeclared => own,
        _ => workflow.permissions,
    }
}

/// Pipelines of one repository.
fn pipelines_of(facts: &Facts, repository: usize) -> &[Pipeline] {
    part_of(&facts.pipelines, repository, |pipeline| facts.file(pipeline.file).repository.at())
}

/// A system of the code host itself: it runs as long as the repository stands there.
pub(crate) fn is_of_host(pipeline: &Pipeline) -> bool {
    matches!(pipeline.system, PipelineSystem::GitHubActions | PipelineSystem::GitHubAction | PipelineSystem::GitLab)
}

/// Not the code host's own, and left alone for years.
pub(crate) fn is_stale(facts: &Facts, pipeline: &Pipeline) -> bool {
    let Some(history) = &facts.file(pipeline.file).history else { return false };
    !is_of_host(pipeline) && history.last_changed < facts.as_of.days_before(STALE_DAYS)
}

/// Nobody committed for a year: whether what was set up then still runs cannot be told, and nothing needs it.
pub(crate) fn is_quiet(facts: &Facts, repository: usize) -> bool {
    facts.repositories[repository].committed_at < year_ago(facts)
}

/// Those of [`own_pipelines`] that were not left alone for years.
pub(crate) fn running_pipelines(facts: &Facts, repository: usize) -> impl Iterator<Item = &Pipeline> + '_ {
    own_pipelines(facts, repository).filter(move |pipeline| !is_stale(facts, pipeline))
}

/// Pipelines of one repository that its host runs: a workflow of GitHub below another folder came along with copied code.
pub(crate) fn own_pipelines(facts: &Facts, repository: usize) -> impl Iterator<Item = &Pipeline> + '_ {
    pipelines_of(facts, repository).iter().filter(|pipeline| {
        let file = facts.file(pipeline.file);
        let github = pipeline.system == PipelineSystem::GitHubActions;
        file.kind != FileKind::Vendored && (!github || file.path.as_bytes().starts_with(b".github/"))
    })
}

/// Pipelines of a repository that call or include one of another repository, or that could not be read, or that did the
/// work in question, or called a library that may have, when they were last changed, years ago: what they do cannot be told from here.
pub(crate) fn has_unread_pipelines(facts: &Facts, repository: usize, did: impl Fn(&Pipeline) -> bool) -> bool {
    if own_pipelines(facts, repository).any(|pipeline| is_stale(facts, pipeline) && (did(pipeline) || !pipeline.read)) {
        return true;
    }
    let elsewhere = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".yml") || name.ends_with(".yaml")
    };
    running_pipelines(facts, repository)
        .any(|pipeline| !pipeline.read || pipeline.uses.iter().any(|used| !used.local && elsewhere(&used.name)))
}
