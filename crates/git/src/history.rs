//! The commits reachable from one commit, children before parents.

use crate::commit::RawCommit;
use crate::object::Verified;
use crate::{Oid, OidMap, Repository};
use bstr::{BString, ByteSlice};
use quarterdeck_base::{Timestamp, bound};
use std::collections::{BTreeSet, BinaryHeap};

/// One commit as git stores it.
#[derive(Debug, Clone)]
pub struct CommitRecord {
    /// Its id.
    pub id: Oid,
    /// Its tree.
    pub tree: Oid,
    /// Its parents that belong to the history; none at a shallow boundary.
    pub parents: Vec<Oid>,
    /// Author's name, raw.
    pub author_name: BString,
    /// Author's e-mail, raw.
    pub author_email: BString,
    /// Author date.
    pub authored_at: Timestamp,
    /// The author's clock against UTC, in minutes; `None` when git does not say.
    pub zone_minutes: Option<i16>,
    /// Committer date.
    pub committed_at: Timestamp,
    /// The code host made the commit itself, when somebody pressed a button: its own address is the committer's.
    pub by_host: bool,
    /// Message, cut at [`bound::MESSAGE_BYTES`].
    pub message: BString,
    /// Its parents exist and are not here: a shallow boundary, or missing objects. Its changes are unknown.
    pub cut_off: bool,
}

/// The history of one commit.
#[derive(Debug, Default)]
pub struct History {
    /// Commits, children before parents; among those that may come next, the newest committer date first, then the id.
    pub commits: Vec<CommitRecord>,
    /// Commits that are named as parents and are missing or damaged.
    pub missing: Vec<Oid>,
    /// True when a shallow boundary was met.
    pub shallow: bool,
    /// True when [`bound::HISTORY_COMMITS`] was met.
    pub cut: bool,
}

/// The place of a commit that was named and not found yet.
const WANTED: u32 = u32::MAX;

/// A tag with the commit that it points to.
type TagTarget = (String, Oid);

impl Repository {
    /// Walks the whole history of a commit. `known` may answer with a commit as an earlier walk of this clone read it;
    /// `progress` is called now and then with the number of commits so far.
    pub fn history(
        &self,
        tip: Oid,
        known: &mut dyn FnMut(&Oid) -> Option<CommitRecord>,
        progress: &dyn Fn(u64),
    ) -> History {
        let repository = self.thread_local();
        let boundary: BTreeSet<Oid> = match repository.shallow_commits() {
            Ok(Some(commits)) => commits.iter().map(|id| Oid(*id)).collect(),
            _ => BTreeSet::new(),
        };
        let mut history = History::default();
        let mut found: Vec<CommitRecord> = Vec::new();
        let mut wanted = vec![tip];
        // What a commit is for the walk: wanted, or its place among those found.
        let mut places: OidMap<u32> = OidMap::from_iter([(tip, WANTED)]);
        let mut buffer = Vec::new();
        while let Some(id) = wanted.pop() {
            if found.len() as u64 >= bound::HISTORY_COMMITS {
                history.cut = true;
                break;
            }
            let Some(mut commit) = known(&id).or_else(|| read_commit(&repository, id, &mut buffer)) else {
                history.missing.push(id);
                continue;
            };
            if boundary.contains(&id) && !commit.parents.is_empty() {
                history.shallow = true;
                commit.cut_off = true;
                commit.parents.clear();
            }
            for parent in &commit.parents {
                places.entry(*parent).or_insert_with(|| {
                    wanted.push(*parent);
                    WANTED
                });
            }
            places.insert(id, found.len() as u32);
            found.push(commit);
            if found.len().is_multiple_of(1_000) {
                progress(found.len() as u64);
            }
        }
        history.missing.sort();
        for commit in &mut found {
            let before = commit.parents.len();
            commit.parents.retain(|parent| history.missing.binary_search(parent).is_err());
            commit.cut_off |= commit.parents.len() < before;
        }
        history.commits = children_first(found, &places, tip);
        history
    }

    /// The first commit that is wanted on a walk from `tip`, newest committer date first. Reads only what is newer, and
    /// gives up after `most` commits.
    pub fn nearest(&self, tip: Oid, most: u64, wanted: &mut dyn FnMut(&Oid, Timestamp) -> bool) -> Option<Oid> {
        let repository = self.thread_local();
        let mut buffer = Vec::new();
        let mut seen: OidMap<()> = OidMap::from_iter([(tip, ())]);
        let mut open = BinaryHeap::new();
        let mut read = |id: Oid, open: &mut BinaryHeap<(Timestamp, Oid, Vec<Oid>)>| {
            if let Some(commit) = raw_commit(&repository, id, &mut buffer) {
                let parents = commit.parents.into_iter().map(Oid).collect();
                open.push((Timestamp::from_seconds(commit.committer.seconds), id, parents));
            }
        };
        read(tip, &mut open);
        while let Some((at, id, parents)) = open.pop() {
            if wanted(&id, at) {
                return Some(id);
            }
            if seen.len() as u64 > most {
                return None;
            }
            for parent in parents {
                if seen.insert(parent, ()).is_none() {
                    read(parent, &mut open);
                }
            }
        }
        None
    }

    /// The newest commit not after `limit`, as `git rev-list -1 --before` answers.
    pub(crate) fn newest_before(&self, tip: Oid, limit: Timestamp) -> Option<Oid> {
        self.nearest(tip, bound::HISTORY_COMMITS, &mut |_, at| at <= limit)
    }

    /// True when the commit can be read and is what its id says.
    pub fn has_commit(&self, id: Oid) -> bool {
        raw_commit(&self.thread_local(), id, &mut Vec::new()).is_some()
    }

    /// The line of first parents from `tip`, newest first, with committer dates. It ends at a root, at a shallow
    /// boundary, at a missing commit or at [`bound::HISTORY_COMMITS`].
    pub fn first_parents(&self, tip: Oid) -> Vec<(Oid, Timestamp)> {
        let repository = self.thread_local();
        let mut buffer = Vec::new();
        let mut line = Vec::new();
        let mut next = Some(tip);
        while let Some(id) = next.filter(|_| (line.len() as u64) < bound::HISTORY_COMMITS) {
            let Some(commit) = raw_commit(&repository, id, &mut buffer) else { break };
            line.push((id, Timestamp::from_seconds(commit.committer.seconds)));
            next = commit.parents.first().copied().map(Oid);
        }
        line
    }

    /// Tags with the commits they point to, by name.
    pub fn tags(&self) -> Vec<TagTarget> {
        /// Most tags looked at: far above what any project has, low enough for a hostile one.
        const MAX_TAGS: usize = 100_000;
        let repository = self.thread_local();
        let Ok(platform) = repository.references() else { return Vec::new() };
        let Ok(tags) = platform.tags() else { return Vec::new() };
        let mut found: Vec<TagTarget> = tags
            .take(MAX_TAGS)
            .filter_map(Result::ok)
            .filter_map(|mut tag| {
                let name = tag.name().shorten().to_str_lossy().into_owned();
                let id = tag.peel_to_id().ok()?.detach();
                Some((name, Oid(id)))
            })
            .collect();
        found.sort();
        found
    }
}

/// Committers of what is merged or edited on the pages of a code host.
const HOST_ADDRESSES: [&str; 2] = ["noreply@github.com", "noreply@gitlab.com"];

fn read_commit(repository: &gix::Repository, id: Oid, buffer: &mut Vec<u8>) -> Option<CommitRecord> {
    let commit = raw_commit(repository, id, buffer)?;
    let message = &commit.message[..commit.message.len().min(bound::MESSAGE_BYTES as usize)];
    Some(CommitRecord {
        id,
        tree: Oid(commit.tree?),
        parents: commit.parents.into_iter().map(Oid).collect(),
        author_name: commit.author.name.into(),
        author_email: commit.author.email.into(),
        authored_at: Timestamp::from_seconds(commit.author.seconds),
        zone_minutes: commit.author.zone_minutes,
        committed_at: Timestamp::from_seconds(commit.committer.seconds),
        by_host: HOST_ADDRESSES.iter().any(|host| commit.committer.email.eq_ignore_ascii_case(host.as_bytes())),
        message: message.into(),
        cut_off: false,
    })
}

/// Reads one commit; `None` when it is missing, damaged or no commit.
pub(crate) fn raw_commit<'b>(repository: &gix::Repository, id: Oid, buffer: &'b mut Vec<u8>) -> Option<RawCommit<'b>> {
    use gix::objs::Find as _;
    let data = Verified(repository).try_find(&id.0, buffer).ok()??;
    if data.kind == gix::objs::Kind::Commit { RawCommit::parse(data.data) } else { None }
}

/// Kahn's algorithm with a heap: children before parents, newest first among those that are free.
fn children_first(found: Vec<CommitRecord>, places: &OidMap<u32>, tip: Oid) -> Vec<CommitRecord> {
    let mut found: Vec<Option<CommitRecord>> = found.into_iter().map(Some).collect();
    let place = |id: &Oid| places.get(id).copied().filter(|place| *place != WANTED);
    let mut open_children = vec![0_u32; found.len()];
    for parent in found.iter().flatten().flat_map(|commit| &commit.parents).filter_map(place) {
        open_children[parent as usize] += 1;
    }
    let mut free = BinaryHeap::new();
    let first = place(&tip);
    if let Some((place, commit)) = first.and_then(|place| Some((place, found[place as usize].as_ref()?))) {
        free.push((commit.committed_at, tip, place));
    }
    let mut sorted = Vec::with_capacity(found.len());
    while let Some((_, _, at)) = free.pop() {
        let Some(commit) = found[at as usize].take() else { continue };
        for id in &commit.parents {
            let Some(parent) = place(id) else { continue };
            let open = &mut open_children[parent as usize];
            *open -= 1;
            if *open == 0
                && let Some(record) = &found[parent as usize]
            {
                free.push((record.committed_at, *id, parent));
            }
        }
        sorted.push(commit);
    }
    sorted
}
