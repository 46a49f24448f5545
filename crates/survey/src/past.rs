//! A history as it was at an earlier commit of it: the commits that this one reaches. Apart from `walk`, because one walk
//! serves many moments of a trend.

use crate::walk::{PathChange, Walk};
use quarterdeck_git::{CommitRecord, Oid};
use std::collections::HashMap;

/// A walk, or the part of it that was there at a moment.
#[derive(Clone, Copy)]
pub(crate) struct Past<'a> {
    pub(crate) walk: &'a Walk,
    /// For each commit the first moment that reaches it, and the moment looked at.
    until: Option<(&'a [u32], u32)>,
}

impl<'a> Past<'a> {
    /// All of it.
    pub(crate) fn whole(walk: &'a Walk) -> Self {
        Self { walk, until: None }
    }

    /// What a moment reaches, by what [`first_moments`] found.
    pub(crate) fn until(walk: &'a Walk, first_moments: &'a [u32], moment: u32) -> Self {
        Self { walk, until: Some((first_moments, moment)) }
    }

    fn holds(&self, commit: usize) -> bool {
        self.until.is_none_or(|(first, moment)| first[commit] <= moment)
    }

    /// Its commits, with their positions in the walk, children before parents.
    pub(crate) fn commits(&self) -> impl Iterator<Item = (usize, &'a CommitRecord)> {
        self.walk.history.commits.iter().enumerate().filter(|(at, _)| self.holds(*at))
    }

    /// Non-merge commits with their changes, newest first.
    pub(crate) fn changed(&self) -> impl Iterator<Item = (usize, &'a CommitRecord, &'a [PathChange])> {
        self.walk.changed().filter(|(at, _, _)| self.holds(*at))
    }
}

/// For each commit of a walk the first of some commits, given oldest first, that reaches it; `u32::MAX` when none does. Each
/// given commit must reach the one before it, as the commits of a line of first parents do.
pub(crate) fn first_moments(walk: &Walk, tips: &[Option<Oid>]) -> Vec<u32> {
    let commits = &walk.history.commits;
    let positions: HashMap<Oid, usize> = commits.iter().enumerate().map(|(at, commit)| (commit.id, at)).collect();
    let mut first = vec![u32::MAX; commits.len()];
    for (moment, tip) in tips.iter().enumerate() {
        let mut open: Vec<usize> = tip.and_then(|tip| positions.get(&tip)).copied().into_iter().collect();
        while let Some(at) = open.pop() {
            if first[at] == u32::MAX {
                first[at] = moment as u32;
                open.extend(commits[at].parents.iter().filter_map(|parent| positions.get(parent)));
            }
        }
    }
    first
}
