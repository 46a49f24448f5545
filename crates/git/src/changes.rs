//! What one commit changed against its first parent: a tree diff with buffers of its own, reused per thread.

use crate::history::raw_commit;
use crate::object::Verified;
use crate::{CommitRecord, EntryKind, Oid, Reader};
use bstr::{BStr, BString, ByteSlice, ByteVec};
use gix::diff::tree::{Visit, visit};
use quarterdeck_base::bound;
use std::collections::VecDeque;
use std::ops::ControlFlow;

/// How a path changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is gone.
    Deleted,
    /// Its content, mode or type changed.
    Modified,
}

/// One changed path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The path.
    pub path: BString,
    /// How it changed.
    pub kind: ChangeKind,
    /// Blob before; `None` for an added path.
    pub before: Option<Oid>,
    /// Blob after; `None` for a deleted path.
    pub after: Option<Oid>,
    /// What the path is (after, or before when deleted).
    pub entry: EntryKind,
}

impl Reader {
    /// Compares a commit with its first parent, or with nothing for a root. `None` when a tree is missing, damaged, or
    /// the commit is cut off from its parents. The flag says that [`bound::COMMIT_CHANGES`] was met.
    pub fn changes(
        &self,
        commit: &CommitRecord,
        parent_tree: Option<Oid>,
        state: &mut DiffState,
    ) -> Option<(Vec<Change>, bool)> {
        if commit.cut_off { None } else { self.tree_changes(parent_tree, commit.tree, state) }
    }

    /// What changed between two commits, whatever lies between them. `None` when a tree is missing or damaged.
    pub fn changes_between(&self, before: Oid, after: Oid) -> Option<(Vec<Change>, bool)> {
        let mut buffer = Vec::new();
        let before = raw_commit(&self.repository, before, &mut buffer)?.tree?;
        let after = raw_commit(&self.repository, after, &mut buffer)?.tree?;
        self.tree_changes(Some(Oid(before)), Oid(after), &mut DiffState::default())
    }

    fn tree_changes(&self, before: Option<Oid>, after: Oid, state: &mut DiffState) -> Option<(Vec<Change>, bool)> {
        use gix::prelude::FindExt as _;
        let objects = Verified(&self.repository);
        let empty = gix::objs::TreeRefIter::from_bytes(&[], after.0.kind());
        let before = match before {
            Some(tree) => objects.find_tree_iter(&tree.0, &mut state.before).ok()?,
            None => empty,
        };
        let after = objects.find_tree_iter(&after.0, &mut state.after).ok()?;
        let mut recorder = Recorder::default();
        match gix::diff::tree(before, after, &mut state.diff, &objects, &mut recorder) {
            Ok(()) => {}
            Err(_) if recorder.cut => {}
            Err(_) => return None,
        }
        recorder.changes.sort_by(|a, b| a.path.cmp(&b.path).then(a.kind.cmp(&b.kind)));
        merge_type_changes(&mut recorder.changes);
        Some((recorder.changes, recorder.cut))
    }
}

/// Buffers that one thread reuses from commit to commit.
#[derive(Default)]
pub struct DiffState {
    before: Vec<u8>,
    after: Vec<u8>,
    diff: gix::diff::tree::State,
}

/// A path that was deleted and added in one commit (file to link, say) is one modified path, as git lists it.
fn merge_type_changes(changes: &mut Vec<Change>) {
    changes.dedup_by(|second, first| {
        let same = first.path == second.path && first.kind == ChangeKind::Added && second.kind == ChangeKind::Deleted;
        if same {
            first.kind = ChangeKind::Modified;
            first.before = second.before;
        }
        same
    });
}

#[derive(Default)]
struct Recorder {
    path: BString,
    queue: VecDeque<BString>,
    changes: Vec<Change>,
    cut: bool,
}

impl Recorder {
    fn pop(&mut self) {
        let length = self.path.rfind_byte(b'/').unwrap_or(0);
        self.path.truncate(length);
    }

    fn push(&mut self, name: &BStr) {
        if !self.path.is_empty() {
            self.path.push_byte(b'/');
        }
        self.path.push_str(name);
    }
}

impl Visit for Recorder {
    fn pop_front_tracked_path_and_set_current(&mut self) {
        self.path = self.queue.pop_front().unwrap_or_default();
    }

    fn push_back_tracked_path_component(&mut self, component: &BStr) {
        self.push(component);
        self.queue.push_back(self.path.clone());
    }

    fn push_path_component(&mut self, component: &BStr) {
        self.push(component);
    }

    fn pop_path_component(&mut self) {
        self.pop();
    }

    fn visit(&mut self, change: visit::Change) -> visit::Action {
        let (kind, before, after, mode) = match change {
            visit::Change::Addition { entry_mode, oid, .. } => (ChangeKind::Added, None, Some(Oid(oid)), entry_mode),
            visit::Change::Deletion { entry_mode, oid, .. } => (ChangeKind::Deleted, Some(Oid(oid)), None, entry_mode),
            visit::Change::Modification { previous_oid, entry_mode, oid, .. } => {
                (ChangeKind::Modified, Some(Oid(previous_oid)), Some(Oid(oid)), entry_mode)
            }
        };
        if mode.is_tree() {
            return ControlFlow::Continue(());
        }
        if self.changes.len() as u64 >= bound::COMMIT_CHANGES {
            self.cut = true;
            return ControlFlow::Break(());
        }
        let entry = match mode.kind() {
            gix::objs::tree::EntryKind::Link => EntryKind::Symlink,
            gix::objs::tree::EntryKind::Commit => EntryKind::Submodule,
            _ => EntryKind::File,
        };
        self.changes.push(Change { path: self.path.clone(), kind, before, after, entry });
        ControlFlow::Continue(())
    }
}
