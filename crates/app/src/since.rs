//! `--new-since`: the same system at an earlier revision, judged by the same policy on the same day, so that a finding is
//! new because the code changed and not because time passed or the auditor's mind did.

use crate::Error;
use quarterdeck_checks::{Renames, compare, judge_whole};
use quarterdeck_facts::Facts;
use quarterdeck_findings::{Comparison, Policy};
use quarterdeck_git::Oid;
use quarterdeck_survey::{Input, Progress, Request, renamed_between, survey};

/// The earlier revision, found before any work is done.
pub(crate) struct Earlier {
    since: String,
    /// Its commit in each repository, in the order of the inputs.
    commits: Vec<Oid>,
}

impl Earlier {
    /// Finds the commit in each repository.
    pub(crate) fn find(since: &str, inputs: &[Input]) -> Result<Self, Error> {
        let commit = |input: &Input| input.repository.commit_at(&input.name, Some(since));
        let found = inputs.iter().map(commit).collect::<Result<_, _>>();
        let commits = found.map_err(|error| Error::input(format!("--new-since: {error}")))?;
        Ok(Self { since: since.to_owned(), commits })
    }

    /// Measures the earlier revision and compares. The request is left pointing there.
    pub(crate) fn compare(
        self,
        request: &mut Request<'_>,
        now: &Facts,
        policy: &Policy,
        progress: &dyn Progress,
    ) -> Result<Comparison, Error> {
        let mut renames = Renames::new();
        for (input, earlier) in request.inputs.iter_mut().zip(&self.commits) {
            // Without the comparison of trees a rename looks like a new file: more is called new, never less.
            let pairs = renamed_between(&input.repository, *earlier, input.commit).unwrap_or_default();
            renames.extend(pairs.into_iter().map(|(now, then)| ((input.name.clone(), now), then)));
            input.commit = *earlier;
        }
        request.deep = false;
        let before = survey(request, progress).map_err(Error::input)?;
        let (whole_now, whole_before) = (judge_whole(now, policy), judge_whole(&before, policy));
        let mut comparison = compare(&whole_now, &whole_before, &renames, (policy, now.as_of));
        comparison.since = self.since;
        comparison.commits =
            before.repositories.into_iter().map(|repository| (repository.name, repository.commit)).collect();
        Ok(comparison)
    }
}
