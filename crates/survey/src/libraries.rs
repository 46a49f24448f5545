//! Somebody else's code that no name gives away: what the whole snapshot and its people say about a file.
//!
//! Four rules. A folder with the partial style sheets of Bootstrap is Bootstrap. A folder `vendor` that Composer wrote is vendored, wherever it lies. A file is vendored when its head
//! states a version, a licence and the site of its makers, and that site is not the project's own: no committer has an
//! address there, no file at the root names it, and fewer than a tenth of the source files bear it. The last condition
//! bounds what a banner can hide. A folder is vendored when a package file in it names such a site as its home, nearly
//! everything in it came in at once (it has three commits or fewer), and it holds less than a quarter of the code.

use crate::Input;
use crate::past::Past;
use crate::read::FileRead;
use bstr::BString;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileKind;
use quarterdeck_git::EntryKind;
use quarterdeck_languages::KindVerdict;
use std::collections::{BTreeMap, BTreeSet};

/// A site that more than one in so many source files names is the project's own.
const OWN_SHARE: usize = 10;
/// Largest file at the root that is searched for sites of the project, in bytes.
const ROOT_FILE_BYTES: u64 = 512 * 1024;

/// A folder that was copied in has so few commits: the import, an update, a repair.
const IMPORT_COMMITS: usize = 3;
/// A history of fewer commits does not tell an import from a beginning.
const LEAST_COMMITS: usize = 50;
/// A folder with more than one in so many files of code is the project's own.
const FOLDER_SHARE: usize = 4;

/// Gives vendored files their kind, and takes away what was parsed of them.
pub(crate) fn mark(input: &Input, files: &mut [FileRead], past: Past<'_>) {
    let composer = composer_folders(files);
    let bootstrap = bootstrap_folders(files);
    let owner = Owner::new(input, files, past);
    let foreign = foreign_sites(files, &owner);
    let packages = foreign_packages(input, files, past, &owner);
    for file in files.iter_mut().filter(|file| is_judged(file)) {
        let in_composer = composer.iter().any(|folder| file.entry.path.is_in(folder));
        let is_code = matches!(file.kind.kind, FileKind::Source | FileKind::Test);
        let rule = if in_composer && !matches!(file.kind.kind, FileKind::Binary | FileKind::Pointer) {
            "vendored:composer-folder"
        } else if is_code && bootstrap.iter().any(|folder| file.entry.path.is_in(folder)) {
            "vendored:bootstrap-folder"
        } else if is_code && foreign.contains(&file.text.library_site) {
            "vendored:library-banner"
        } else if packages.iter().any(|folder| file.entry.path.is_in(folder))
            && !matches!(file.kind.kind, FileKind::Binary | FileKind::Pointer)
        {
            "vendored:foreign-package"
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

/// Files that together only the sources of Bootstrap have, from version 4 on.
const BOOTSTRAP: [&str; 6] =
    ["_reboot.scss", "_variables.scss", "_mixins.scss", "_functions.scss", "_carousel.scss", "_pagination.scss"];

/// Folders that hold the sources of Bootstrap, with its mixins and its tests below.
fn bootstrap_folders(files: &[FileRead]) -> Vec<Vec<u8>> {
    let paths: BTreeSet<&[u8]> = files.iter().map(|file| file.entry.path.as_bytes()).collect();
    let folders = paths.iter().filter_map(|path| {
        let folder = path.strip_suffix(BOOTSTRAP[0].as_bytes())?;
        let has = |name: &&str| paths.contains([folder, name.as_bytes()].concat().as_slice());
        let folder = folder.strip_suffix(b"/")?;
        BOOTSTRAP.iter().all(has).then(|| folder.to_vec())
    });
    folders.collect()
}

/// What tells the project's own sites.
struct Owner {
    /// Of the addresses of committers.
    domains: BTreeSet<String>,
    /// See [`root_texts`].
    root: String,
}

impl Owner {
    fn new(input: &Input, files: &[FileRead], past: Past<'_>) -> Self {
        let domains = past.commits().filter_map(|(_, one)| domain(&one.author_email)).collect();
        Self { domains, root: root_texts(input, files) }
    }

    fn owns(&self, site: &str) -> bool {
        let host = site.split('/').next().unwrap_or(site);
        let at_home = |domain: &String| host == domain || host.ends_with(&format!(".{domain}"));
        self.root.contains(site) || self.domains.iter().any(at_home)
    }
}

/// Sites of banners that are not the project's own.
fn foreign_sites(files: &[FileRead], owner: &Owner) -> BTreeSet<String> {
    let source = || files.iter().filter(|file| file.kind.kind == FileKind::Source);
    let mut bearers: BTreeMap<&str, usize> = BTreeMap::new();
    for file in source().filter(|file| !file.text.library_site.is_empty()) {
        *bearers.entry(&file.text.library_site).or_default() += 1;
    }
    let all = source().count();
    bearers.retain(|site, count| *count * OWN_SHARE < all && !owner.owns(site));
    bearers.into_keys().map(str::to_owned).collect()
}

/// Folders below the root that hold a package of somebody else, copied in whole.
fn foreign_packages(input: &Input, files: &[FileRead], past: Past<'_>, owner: &Owner) -> Vec<Vec<u8>> {
    if past.commits().take(LEAST_COMMITS).count() < LEAST_COMMITS {
        return Vec::new();
    }
    let mut code: BTreeMap<&[u8], usize> = BTreeMap::new();
    for file in files.iter().filter(|file| matches!(file.kind.kind, FileKind::Source | FileKind::Test)) {
        ancestors(file.entry.path.as_bytes()).for_each(|folder| *code.entry(folder).or_default() += 1);
    }
    let all = code.get(&b""[..]).copied().unwrap_or(0);
    let reader = input.repository.blob_reader();
    let mut buffer = Vec::new();
    let mut candidates: BTreeMap<&[u8], usize> = BTreeMap::new();
    for file in files.iter().filter(|file| is_judged(file) && is_package_file(&file.entry.path)) {
        let folder: &[u8] = file.entry.path.parent();
        let is_small = code.get(folder).is_some_and(|within| *within * FOLDER_SHARE < all);
        if folder.is_empty() || !is_small || reader.blob(&file.entry.id, &mut buffer).is_err() {
            continue;
        }
        let homes = quarterdeck_formats::package_homes(&buffer);
        let mut sites = homes.iter().filter_map(|home| quarterdeck_languages::site(home)).peekable();
        if sites.peek().is_some() && !sites.any(|site| owner.owns(&site)) {
            candidates.insert(folder, 0);
        }
    }
    if !candidates.is_empty() {
        count_commits(past, &mut candidates);
    }
    candidates
        .into_iter()
        .filter(|(_, commits)| *commits <= IMPORT_COMMITS)
        .map(|(folder, _)| folder.to_vec())
        .collect()
}

/// Counts for each folder the commits that changed something below it.
fn count_commits(past: Past<'_>, folders: &mut BTreeMap<&[u8], usize>) {
    let above = |path: &BString| -> Vec<&[u8]> {
        let known = ancestors(path).filter_map(|folder| folders.get_key_value(folder));
        known.map(|(folder, _)| *folder).collect()
    };
    let of_path: Vec<Vec<&[u8]>> = past.walk.paths.iter().map(above).collect();
    for (_, _, changes) in past.changed() {
        let touched = changes.iter().filter_map(|change| of_path.get(change.path as usize)).flatten();
        for folder in touched.copied().collect::<BTreeSet<_>>() {
            *folders.entry(folder).or_default() += 1;
        }
    }
}

/// The folders above a path, the root included.
fn ancestors(path: &[u8]) -> impl Iterator<Item = &[u8]> {
    let ends = path.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at);
    std::iter::once(0).chain(ends).map(|end| &path[..end])
}

/// Files in which a package names its home.
fn is_package_file(path: &RepoPath) -> bool {
    ["composer.json", "package.json", "bower.json"].iter().any(|name| path.file_name() == *name)
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
