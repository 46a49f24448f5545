//! Which pipelines count: those that the host runs and that were not left alone for years.

use crate::support::{YEAR_DAYS, part_of, year_ago};
use quarterdeck_facts::{Facts, FileKind, Pipeline, PipelineSystem};

/// A pipeline of a system that is not the code host's own, unchanged for longer than this while the code goes on, may no
/// longer run.
const STALE_DAYS: i64 = 3 * YEAR_DAYS;

/// Pipelines of one repository.
fn pipelines_of(facts: &Facts, repository: usize) -> &[Pipeline] {
    part_of(&facts.pipelines, repository, |pipeline| facts.file(pipeline.file).repository.at())
}

/// Not the code host's own, and left alone for years while people went on committing.
pub(crate) fn is_stale(facts: &Facts, repository: usize, pipeline: &Pipeline) -> bool {
    let of_host = matches!(
        pipeline.system,
        PipelineSystem::GitHubActions | PipelineSystem::GitHubAction | PipelineSystem::GitLab
    );
    let Some(history) = &facts.file(pipeline.file).history else { return false };
    let is_alive = facts.repositories[repository].committed_at >= year_ago(facts);
    !of_host && is_alive && history.last_changed < facts.as_of.days_before(STALE_DAYS)
}

/// Those of [`own_pipelines`] that were not left alone for years.
pub(crate) fn running_pipelines(facts: &Facts, repository: usize) -> impl Iterator<Item = &Pipeline> + '_ {
    own_pipelines(facts, repository).filter(move |pipeline| !is_stale(facts, repository, pipeline))
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
/// work in question when they were last changed, years ago: what they do cannot be told from here.
pub(crate) fn has_unread_pipelines(facts: &Facts, repository: usize, did: impl Fn(&Pipeline) -> bool) -> bool {
    if own_pipelines(facts, repository).any(|pipeline| is_stale(facts, repository, pipeline) && did(pipeline)) {
        return true;
    }
    let elsewhere = |name: &str| {
        let name = name.to_ascii_lowercase();
        name.ends_with(".yml") || name.ends_with(".yaml")
    };
    running_pipelines(facts, repository)
        .any(|pipeline| !pipeline.read || pipeline.uses.iter().any(|used| !used.local && elsewhere(&used.name)))
}
