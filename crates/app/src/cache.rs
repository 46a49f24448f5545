//! Where facts of earlier runs are kept: the folder, the namespace of a company, a store that machines share. Every
//! use-case opens its stores here.

mod care;
mod place;

pub use care::{CacheInfo, CachePruned, CacheVerified, cache_info, cache_prune, cache_verify};

use crate::{Error, Notice};
use place::Place;
use quarterdeck_base::bound;
use quarterdeck_cache::{Options, ShareLimits, ShareReport, Store};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The namespace of those who name none.
const DEFAULT_NAMESPACE: &str = "facts";
/// How namespaces end that never leave the machine.
const LOCAL_SUFFIX: &str = "-local";
/// What is kept beside a namespace, of clones on this machine: `<namespace>-<what>-local`.
const ANSWERS: &str = "answers";
const SEEN: &str = "seen";
/// Longest name of a namespace, so that with its suffix it is still a plain name of a folder.
const NAMESPACE_CHARS: usize = 50;
/// Environment: largest size of a namespace in the cache folder.
const MAX_SIZE_VARIABLE: &str = "QUARTERDECK_CACHE_MAX_SIZE";

/// What people say of the cache.
#[derive(Debug, Clone, Default)]
pub struct CacheArguments {
    /// Neither read nor write facts of other runs.
    pub off: bool,
    /// The folder instead of the user's.
    pub dir: Option<PathBuf>,
    /// The namespace of a company.
    pub namespace: Option<String>,
    /// A store that machines share.
    pub url: Option<String>,
}

/// Where facts are kept, checked.
#[derive(Debug, Clone)]
pub struct CacheChoice {
    off: bool,
    /// None when neither an option nor the environment names a folder.
    root: Option<PathBuf>,
    namespace: String,
    /// False for the default one.
    is_named: bool,
    max_bytes: u64,
    shared: Option<Place>,
}

impl CacheChoice {
    /// Checks what people say; the size comes from the environment.
    pub fn new(arguments: &CacheArguments) -> Result<Self, Error> {
        let namespace = arguments.namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
        check_namespace(namespace)?;
        let max_bytes = match std::env::var_os(MAX_SIZE_VARIABLE) {
            None => bound::CACHE_BYTES,
            Some(text) => text
                .to_str()
                .and_then(parse_size)
                .ok_or_else(|| Error::usage(format!("{MAX_SIZE_VARIABLE}={text:?}: write a size as 500MB or 2GB")))?,
        };
        Ok(Self {
            off: arguments.off,
            root: arguments.dir.clone().or_else(quarterdeck_cache::default_root),
            namespace: namespace.to_owned(),
            is_named: arguments.namespace.is_some(),
            max_bytes,
            shared: arguments.url.as_deref().map(Place::parse).transpose()?,
        })
    }

    /// The folder, which also holds clones.
    pub(crate) fn root(&self) -> Option<&Path> {
        self.root.as_deref()
    }

    fn options(&self) -> Options {
        Options { max_bytes: self.max_bytes, ..Options::default() }
    }
}

/// Opens the store of facts: what is a pure function of an object, the same on every machine. With a shared cache, what
/// others computed is fetched first.
pub(crate) fn open_store(choice: &CacheChoice, notice: Notice<'_>, warning: Notice<'_>) -> Option<Store> {
    if choice.shared.is_some() && choice.root().is_none() {
        warning(&gone_without(
            "there is no cache folder here; set XDG_CACHE_HOME or HOME, or name one with --cache-dir",
        ));
    }
    let root = choice.root().filter(|_| !choice.off)?;
    let local = || Store::open_with(root, &choice.namespace, choice.options());
    let Some(place) = &choice.shared else { return Some(local()) };
    notice("Looking into the shared cache");
    match place.open(&choice.namespace) {
        Ok(remote) => Some(Store::open_shared(root, &choice.namespace, choice.options(), remote, share_limits())),
        Err(error) => {
            warning(&gone_without(&error.to_string()));
            Some(local())
        }
    }
}

/// Opens the store of finished answers about clones on this machine. It is never shared.
pub(crate) fn open_answers(choice: &CacheChoice) -> Option<Store> {
    open_local_store(choice, ANSWERS)
}

/// Opens the store of what was seen of clones on this machine. It is never shared.
pub(crate) fn open_seen(choice: &CacheChoice) -> Option<Store> {
    open_local_store(choice, SEEN)
}

/// The namespace to which a folder of the cache belongs.
fn namespace_of(folder: &str) -> &str {
    let Some(stem) = folder.strip_suffix(LOCAL_SUFFIX) else { return folder };
    let kinds = [ANSWERS, SEEN].into_iter();
    let owner = kinds.filter_map(|what| stem.strip_suffix(what)?.strip_suffix('-')).next();
    owner.unwrap_or(stem)
}

fn open_local_store(choice: &CacheChoice, what: &str) -> Option<Store> {
    let root = choice.root().filter(|_| !choice.off)?;
    Some(Store::open_with(root, &format!("{}-{what}{LOCAL_SUFFIX}", choice.namespace), choice.options()))
}

/// Tells what the store met. What changes nothing but time goes to `notice`; what somebody should put right to `warning`.
pub(crate) fn close_store(store: Option<&Store>, notice: Notice<'_>, warning: Notice<'_>) {
    let Some(store) = store else { return };
    for note in store.notes() {
        notice(note.kind.sentence());
    }
    let Some(report) = store.shared() else { return };
    notice(&format!(
        "Shared cache: {} objects fetched ({}), {} put ({})",
        report.fetched,
        size(report.fetched_bytes),
        report.put,
        size(report.put_bytes)
    ));
    troubles(&report).iter().for_each(|line| warning(line));
}

/// What somebody should put right.
fn troubles(report: &ShareReport) -> Vec<String> {
    let mut lines = Vec::new();
    lines.extend(report.fault.as_deref().map(gone_without));
    if let Some(first) = report.damaged.first() {
        let count = report.damaged.len();
        lines.push(format!(
            "shared cache: {count} objects are not what their names say and were ignored, {first} first; `quarterdeck cache \
             verify` with the same --cache-url removes them."
        ));
    }
    if report.left_out > 0 {
        let count = report.left_out;
        lines.push(format!(
            "shared cache: {count} objects beyond its bounds were left out (docs/reference/bounds.md); `quarterdeck cache \
             prune` with the same --cache-url makes it smaller."
        ));
    }
    lines
}

fn gone_without(why: &str) -> String {
    format!("shared cache: {why}. The audit goes on without it.")
}

fn share_limits() -> ShareLimits {
    ShareLimits {
        listed_objects: bound::SHARED_CACHE_LISTED as usize,
        fetched_objects: bound::SHARED_CACHE_OBJECTS as usize,
        fetched_bytes: bound::SHARED_CACHE_BYTES,
        object_bytes: bound::SHARED_CACHE_OBJECT_BYTES,
        time: Duration::from_millis(bound::SHARED_CACHE_MS),
    }
}

/// A namespace is a plain name: the name of a folder, a part of the name of an object, and never that of something else
/// in the cache folder.
fn check_namespace(name: &str) -> Result<(), Error> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_-".contains(&byte);
    let what = if name.is_empty() || name.len() > NAMESPACE_CHARS || !name.bytes().all(is_plain) {
        "write it in 1 to 50 lower-case letters, digits, - and _"
    } else if name == care::CLONES {
        "the clones of URLs are kept there"
    } else if name.ends_with(LOCAL_SUFFIX) {
        "names that end like this are kept for what never leaves the machine"
    } else {
        return Ok(());
    };
    Err(Error::usage(format!("--cache-namespace {name:?}: {what}.")))
}

/// A size: bytes, or with a unit as on a disk's label (`500MB`, `2GB`) or in powers of two (`2GiB`).
pub fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(unit)
}

/// A size for people, as on a disk's label.
fn size(bytes: u64) -> String {
    for (unit, name) in [(1_000_000_000, "GB"), (1_000_000, "MB"), (1_000, "kB")] {
        if bytes >= unit {
            let tenths = bytes / (unit / 10);
            return format!("{}.{} {name}", tenths / 10, tenths % 10);
        }
    }
    format!("{bytes} B")
}

#[cfg(test)]
mod tests {
    use super::{CacheArguments, CacheChoice, parse_size, size};

    #[test]
    fn sizes_are_read() {
        for (text, bytes) in [
            ("0", Some(0)),
            ("500", Some(500)),
            ("500B", Some(500)),
            ("2GB", Some(2_000_000_000)),
            ("2 gb", Some(2_000_000_000)),
            (" 10MiB ", Some(10_485_760)),
            ("1TiB", Some(1_099_511_627_776)),
            ("GB", None),
            ("-1GB", None),
            ("1.5GB", None),
            ("2G", None),
            ("", None),
            ("2GBé", None),
            ("99999999999999999999", None),
            ("99999999TB", None),
        ] {
            assert_eq!(parse_size(text), bytes, "{text:?}");
        }
    }

    #[test]
    fn sizes_are_told() {
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1.0 kB"),
            (1_999_999, "1.9 MB"),
            (4_294_967_296, "4.2 GB"),
            (u64::MAX, "18446744073.7 GB"),
        ] {
            assert_eq!(size(bytes), text);
        }
    }

    #[test]
    fn a_namespace_is_a_plain_name_that_nothing_else_has() {
        let long = "a".repeat(59);
        for (name, part) in [
            ("acme", ""),
            ("acme_2-b", ""),
            ("Acme", "lower-case"),
            ("", "lower-case"),
            ("..", "lower-case"),
            ("a/b", "lower-case"),
            ("caf\u{e9}", "lower-case"),
            (&long, "lower-case"),
            ("clones", "clones"),
            ("facts-local", "never leaves"),
        ] {
            let arguments = CacheArguments { namespace: Some(name.to_owned()), ..CacheArguments::default() };
            match CacheChoice::new(&arguments) {
                Ok(_) => assert_eq!(part, "", "{name:?}"),
                Err(error) => assert!(!part.is_empty() && error.to_string().contains(part), "{name:?}: {error}"),
            }
        }
    }
}
