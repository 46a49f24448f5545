//! Somebody else's code that no name gives away: what the whole snapshot and its people say about a file.
//!
//! Two rules. A folder `vendor` that Composer wrote is vendored, wherever it lies. A file is vendored when its head
//! states a version, a licence and the site of its makers, and that site is not the project's own: no committer has an
//! address there, no file at the root names it, and fewer than a tenth of the source files bear it. The last condition
//! bounds what a banner can hide.

use crate::Input;
use crate::read::FileRead;
use crate::walk::Walk;
use quarterdeck_facts::FileKind;
use quarterdeck_git::EntryKind;
use quarterdeck_languages::KindVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// A site that more than one in so many source files names is the project's own.
const OWN_SHARE: usize = 10;
/// Largest file at the root that is searched for sites of the project, in bytes.
const ROOT_FILE_BYTES: u64 = 512 * 1024;

/// Gives vendored files their kind, and takes away what was parsed of them.
pub(crate) fn mark(input: &Input, files: &mut [FileRead], walk: &Walk) {
    let composer = composer_folders(files);
    let foreign = foreign_sites(input, files, walk);
    for file in files.iter_mut().filter(|file| is_judged(file)) {
        let in_composer = composer.iter().any(|folder| file.entry.path.is_in(folder));
        let is_code = matches!(file.kind.kind, FileKind::Source | FileKind::Test);
        let rule = if in_composer && !matches!(file.kind.kind, FileKind::Binary | FileKind::Pointer) {
            "vendored:composer-folder"
        } else if is_code && foreign.contains(&file.text.library_site) {
            "vendored:library-banner"
        } else {
            continue;
        };
        file.kind = KindVerdict { kind: FileKind::Vendored, rule, claimed: false };
        (file.code, file.declared) = (None, None);
    }
}

/// A file that was read and is not vendored by a rule of its own.
fn is_judged(file: &FileRead) -> bool {
    file.entry.kind == EntryKind::File && file.problem.is_none() && file.kind.kind != FileKind::Vendored
}

/// Folders named `vendor` with the files that `composer install` writes.
fn composer_folders(files: &[FileRead]) -> Vec<Vec<u8>> {
    let paths: BTreeSet<&[u8]> = files.iter().map(|file| file.entry.path.as_bytes()).collect();
    let folders = paths.iter().filter_map(|path| {
        let folder = path.strip_suffix(b"/composer/autoload_real.php")?;
        let is_vendor = folder == b"vendor" || folder.ends_with(b"/vendor");
        (is_vendor && paths.contains([folder, b"/autoload.php"].concat().as_slice())).then(|| folder.to_vec())
    });
    folders.collect()
}

/// Sites of banners that are not the project's own.
fn foreign_sites(input: &Input, files: &[FileRead], walk: &Walk) -> BTreeSet<String> {
    let source = || files.iter().filter(|file| file.kind.kind == FileKind::Source);
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for file in source().filter(|file| !file.text.library_site.is_empty()) {
        *bearers.entry(&file.text.library_site).or_default() += 1;
    }
    bearers.retain(|_, count| *count * OWN_SHARE < source().count());
    if bearers.is_empty() {
        return BTreeSet::new();
    }
    let domains: BTreeSet<String> = walk.history.commits.iter().filter_map(|one| domain(&one.author_email)).collect();
    let root = root_texts(input, files);
    let is_own = |site: &str| {
        let host = site.split('/').next().unwrap_or(site);
        root.contains(site) || domains.iter().any(|domain| host == domain || host.ends_with(&format!(".{domain}")))
    };
    bearers.into_keys().filter(|site| !is_own(site)).map(str::to_owned).collect()
}

fn domain(email: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(email).to_ascii_lowercase();
    let (_, domain) = text.rsplit_once('@')?;
    domain.contains('.').then(|| domain.to_owned())
}

/// The files at the root that people write about the project, in lower case.
fn root_texts(input: &Input, files: &[FileRead]) -> String {
    let reader = input.repository.blob_reader();
    let (mut buffer, mut texts) = (Vec::new(), String::new());
    let at_root = files.iter().filter(|file| file.entry.path.parent().is_empty());
    let told = |file: &&FileRead| {
        matches!(file.kind.kind, FileKind::Documentation | FileKind::Configuration | FileKind::Data)
            && file.text.bytes <= ROOT_FILE_BYTES
    };
    for file in at_root.filter(told) {
        if reader.blob(&file.entry.id, &mut buffer).is_ok() {
            texts.push_str(&String::from_utf8_lossy(&buffer).to_ascii_lowercase());
        }
    }
    texts
}
