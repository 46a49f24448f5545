//! One commit of a trend: its files marked as an audit marks them, summed up.

use super::dependencies::{self, Declared as DeclaredNow};
use super::listing::{Listed, Listings};
use super::slim::{Manifest, Slim};
use crate::past::Past;
use crate::read::{FileRead, unread};
use crate::{Input, libraries, set_aside};
use quarterdeck_facts::{FileKind, Known, LinesOf};
use quarterdeck_formats::{Declared, DeclaredManifest};
use quarterdeck_git::{EntryKind, ObjectProblem};
use quarterdeck_languages::KindVerdict;
use std::collections::BTreeMap;

/// What one commit of one repository held.
pub(super) struct Held {
    pub(super) lines: Known<BTreeMap<(FileKind, &'static str), LinesOf>>,
    pub(super) unread: u64,
    pub(super) dependencies: Known<DeclaredNow>,
}

/// What was read of all items, by position.
pub(super) type Slims = [Option<Result<Slim, ObjectProblem>>];

/// Marks and sums the files of one commit.
pub(super) fn held(
    input: &Input,
    all: &Listings,
    slims: &Slims,
    listed: &Listed,
    past: Past<'_>,
    believe: bool,
) -> Held {
    let mut files: Vec<FileRead> = listed.items.iter().map(|item| file(all, slims, *item, listed.marks)).collect();
    libraries::mark(input, &mut files, past);
    set_aside::mark(input, &mut files, believe);
    let missing = files.iter().filter(|file| is_missing(file)).count() as u64;
    let too_large = files.iter().filter(|file| file.problem.is_some()).count() as u64 - missing;
    let known = match (missing, listed.missing_folders) {
        (0, 0) => Ok(()),
        (0, folders) => Err(format!("folders are missing from the clone of {} ({folders})", input.name)),
        (files, _) => Err(format!("files are missing from the clone of {} ({files})", input.name)),
    };
    let manifests = listed.items.iter().zip(&files).filter(|(_, file)| file.declared.is_some());
    let manifests = manifests.filter_map(|(item, _)| manifest_of(slims, *item));
    Held {
        lines: known.clone().map(|()| lines(&files)),
        unread: too_large + listed.unlisted,
        dependencies: known.map(|()| dependencies::declared(manifests)),
    }
}

fn is_missing(file: &FileRead) -> bool {
    matches!(file.problem, Some(ObjectProblem::Missing | ObjectProblem::Corrupt))
}

fn manifest_of(slims: &Slims, item: u32) -> Option<&Manifest> {
    slims[item as usize].as_ref()?.as_ref().ok()?.manifest.as_ref()
}

/// A file as the collectors want it: what they do not ask for is empty.
fn file(all: &Listings, slims: &Slims, item: u32, marks: u16) -> FileRead {
    let at = item as usize;
    let entry = &all.items[at].entry;
    let slim = match &slims[at] {
        None => {
            let rule = if entry.kind == EntryKind::Symlink { "pointer:symlink" } else { "pointer:submodule" };
            return unread(entry, FileKind::Pointer, rule, None);
        }
        Some(Err(problem)) => return unread(entry, FileKind::Unread, "unread", Some(*problem)),
        Some(Ok(slim)) => slim,
    };
    let position = all.items[at].marks.binary_search(&marks).unwrap_or(0);
    let (kind, claimed) = slim.kinds[position];
    let declares = !matches!(kind, FileKind::Vendored | FileKind::Binary | FileKind::Minified);
    FileRead {
        entry: entry.clone(),
        language: slim.language,
        kind: KindVerdict { kind, rule: "", claimed },
        text: slim.text.clone(),
        code: None,
        declared: slim.manifest.as_ref().filter(|_| declares).map(|manifest| Ok(Declared::Manifest(emptied(manifest)))),
        signals: Vec::new(),
        secrets: crate::secrets::Kept::default(),
        problem: None,
    }
}

/// A manifest without what it declares: collectors ask whether there is one.
fn emptied(manifest: &Manifest) -> DeclaredManifest {
    DeclaredManifest {
        ecosystem: manifest.ecosystem,
        lock: manifest.lock,
        name: manifest.name.clone(),
        licence: String::new(),
        library: false,
        component: false,
        roots: Vec::new(),
        dependencies: Vec::new(),
        runtimes: Vec::new(),
        tool_folders: Vec::new(),
    }
}

fn lines(files: &[FileRead]) -> BTreeMap<(FileKind, &'static str), LinesOf> {
    let mut sums: BTreeMap<(FileKind, &'static str), LinesOf> = BTreeMap::new();
    for file in files {
        let (kind, language) = (file.kind.kind, file.language.map_or("", |language| language.name));
        let sum = sums.entry((kind, language)).or_insert_with(|| LinesOf {
            kind,
            language,
            files: 0,
            code: 0,
            comments: 0,
            blanks: 0,
        });
        sum.files += 1;
        sum.code += u64::from(file.text.code);
        sum.comments += u64::from(file.text.comments);
        sum.blanks += u64::from(file.text.blanks);
    }
    sums
}
