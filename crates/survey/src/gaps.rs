//! What was not read, and why, collected by repository and kind.

use crate::Input;
use crate::read::FileRead;
use crate::walk::Walk;
use quarterdeck_base::{Gap, GapKind, RepoPath, Timestamp, bound};
use quarterdeck_facts::FileKind;
use quarterdeck_git::{EntryKind, ObjectProblem, Snapshot};
use quarterdeck_languages::{Class, Content, Language};
use quarterdeck_source::Refused;
use std::collections::BTreeMap;

/// Committer dates before 1971 come from broken clocks and tools.
const FIRST_BELIEVED_SECONDS: i64 = 365 * 86_400;

/// Days after which the newest commit is too old to speak for the present.
const OLD_HEAD_DAYS: i64 = 183;

/// Gaps being collected.
#[derive(Default)]
pub(crate) struct Gaps {
    found: BTreeMap<(String, GapKind, String), (u64, Vec<RepoPath>)>,
    ready: Vec<Gap>,
}

impl Gaps {
    /// Notes one gap.
    pub(crate) fn note(&mut self, repository: &str, kind: GapKind, detail: &str, count: u64, path: Option<&RepoPath>) {
        if count == 0 {
            return;
        }
        let entry = self.found.entry((repository.to_owned(), kind, detail.to_owned())).or_default();
        entry.0 += count;
        if let Some(path) = path.filter(|_| (entry.1.len() as u64) < bound::GAP_EXAMPLES) {
            entry.1.push(path.clone());
        }
    }

    /// Notes everything that reading one repository left open.
    pub(crate) fn of_repository(
        &mut self,
        input: &Input,
        snapshot: &Snapshot,
        files: &[FileRead],
        walk: &Walk,
        believed_until: Timestamp,
    ) {
        let name = input.name.as_str();
        self.ready.extend(snapshot.gaps.iter().cloned());
        self.ready.extend(input.repository.gaps(name));
        for file in files {
            self.of_file(name, file);
        }
        self.of_paths(name, files);
        self.of_languages(name, files);
        self.of_history(name, walk, believed_until);
    }

    fn of_file(&mut self, name: &str, file: &FileRead) {
        let path = Some(&file.entry.path);
        match file.entry.kind {
            EntryKind::Symlink => return self.note(name, GapKind::Symlink, "", 1, path),
            EntryKind::Submodule => return self.note(name, GapKind::Submodule, "", 1, path),
            EntryKind::File => {}
        }
        match file.problem {
            Some(ObjectProblem::Missing) => self.note(name, GapKind::MissingObject, "files", 1, path),
            Some(ObjectProblem::Corrupt) => self.note(name, GapKind::CorruptObject, "files", 1, path),
            Some(ObjectProblem::TooLarge { .. }) => self.note(name, GapKind::TooLarge, "", 1, path),
            None => {}
        }
        if file.text.content == Content::LfsPointer {
            self.note(name, GapKind::LfsPointer, "", 1, path);
        }
        if file.text.tokens.hashes.len() as u64 >= bound::FILE_TOKENS {
            self.note(name, GapKind::Cut, "duplication beyond FILE_TOKENS", 1, path);
        }
        self.note(name, GapKind::Cut, "secrets beyond FILE_SECRETS", u64::from(file.secrets.cut), path);
        match &file.code {
            Some(Ok(code)) if code.errors > 0 => self.note(name, GapKind::ParsedWithErrors, "", 1, path),
            Some(Err(Refused::Stopped)) => self.note(name, GapKind::ParserStopped, "stopped by the watchdog", 1, path),
            Some(Err(Refused::Crashed)) => self.note(name, GapKind::ParserStopped, "the parser crashed", 1, path),
            Some(Err(_)) => self.note(name, GapKind::TooComplex, "source files", 1, path),
            _ => {}
        }
        if let Some(Err(malformed)) = &file.declared {
            self.note(name, GapKind::Malformed, &malformed.format, 1, path);
        }
    }

    /// Languages that are counted and not parsed: what checks cannot see there.
    fn of_languages(&mut self, name: &str, files: &[FileRead]) {
        let mut unparsed: BTreeMap<&str, Vec<&FileRead>> = BTreeMap::new();
        for file in files.iter().filter(|file| matches!(file.kind.kind, FileKind::Source | FileKind::Test)) {
            let is_program = |language: &&&Language| language.class == Class::Programming;
            let language = file.language.as_ref().filter(is_program).map_or("", |language| language.name);
            if !language.is_empty() && !quarterdeck_source::supports(language) {
                unparsed.entry(language).or_default().push(file);
            }
        }
        for (language, files) in unparsed {
            let lines: u64 = files.iter().map(|file| u64::from(file.text.code)).sum();
            let detail = format!("{language}, code lines: {lines}");
            for file in files {
                self.note(name, GapKind::LanguageNotParsed, &detail, 1, Some(&file.entry.path));
            }
        }
    }

    fn of_paths(&mut self, name: &str, files: &[FileRead]) {
        let mut folded: BTreeMap<Vec<u8>, u32> = BTreeMap::new();
        for file in files {
            *folded.entry(file.entry.path.as_bytes().to_ascii_lowercase()).or_insert(0) += 1;
        }
        for file in files {
            let path = Some(&file.entry.path);
            if folded.get(&file.entry.path.as_bytes().to_ascii_lowercase()).is_some_and(|times| *times > 1) {
                self.note(name, GapKind::CaseCollision, "", 1, path);
            }
            if file.entry.path.as_utf8().is_none() {
                self.note(name, GapKind::PathNotUtf8, "", 1, path);
            }
        }
    }

    fn of_history(&mut self, name: &str, walk: &Walk, believed_until: Timestamp) {
        if walk.history.shallow {
            self.note(name, GapKind::ShallowHistory, "", 1, None);
        }
        self.note(name, GapKind::MissingObject, "commits", walk.history.missing.len() as u64, None);
        self.note(name, GapKind::HistoryHole, "", walk.holes(), None);
        self.note(name, GapKind::Cut, "commits with more changed files than the bound", walk.cut_commits, None);
        if walk.history.cut {
            self.note(name, GapKind::Cut, "history beyond the bound on commits", 1, None);
        }
        let unbelievable = |at: Timestamp| at.seconds() < FIRST_BELIEVED_SECONDS || at > believed_until;
        let odd = walk.history.commits.iter().filter(|commit| unbelievable(commit.committed_at)).count();
        self.note(name, GapKind::UnbelievableDate, "", odd as u64, None);
        let large =
            walk.changed().filter(|(_, _, changes)| changes.len() as u64 > bound::AUTHORSHIP_COMMIT_FILES).count();
        self.note(name, GapKind::ImportCommit, "", large as u64, None);
        let bulk = walk.changed().filter(|(_, _, changes)| changes.len() as u64 > bound::COUPLING_COMMIT_FILES).count();
        self.note(name, GapKind::BulkCommit, "", bulk as u64, None);
    }

    /// Notes a newest commit that is long past on the day of judgement.
    pub(crate) fn of_age(&mut self, repository: &str, committed_at: Timestamp, as_of: Timestamp) {
        let old = committed_at < as_of.days_before(OLD_HEAD_DAYS);
        self.note(repository, GapKind::OldHead, "", u64::from(old), None);
    }

    /// All gaps, by repository and kind.
    pub(crate) fn finish(self) -> Vec<Gap> {
        let mut gaps = self.ready;
        for ((repository, kind, detail), (count, examples)) in self.found {
            gaps.push(Gap { repository, kind, count, examples, detail });
        }
        gaps.sort();
        gaps
    }
}
