//! What a trend keeps of one file: its lines, its kind, and what a manifest declares. Tokens are dropped as soon as the kind
//! is known, so that the files of ten years fit into memory and into the cache.

use super::listing::{Item, Listings};
use crate::Input;
use crate::fact_cache::FactCache;
use crate::progress::{Progress, Stage};
use crate::seen::Seen;
use quarterdeck_base::RepoPath;
use quarterdeck_facts::{Ecosystem, FileKind};
use quarterdeck_formats::{Declared, DeclaredManifest};
use quarterdeck_git::{EntryKind, ObjectProblem, Reader};
use quarterdeck_languages::{Language, TextFacts, TokenStream};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Raise it whenever the facts kept here can change and no room that they come from says so.
const VERSION: u32 = 1;

/// A file of a trend, read.
pub(super) struct Slim {
    pub(super) language: Option<&'static Language>,
    /// Without tokens.
    pub(super) text: TextFacts,
    /// Kind, and whether it was claimed, under each of the item's sets of marks.
    pub(super) kinds: Vec<(FileKind, bool)>,
    pub(super) manifest: Option<Manifest>,
}

/// A manifest or lock file.
#[derive(Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) ecosystem: Ecosystem,
    pub(super) lock: bool,
    pub(super) name: String,
    pub(super) dependencies: Vec<Dependency>,
}

/// A dependency as a file declares it.
#[derive(Serialize, Deserialize)]
pub(super) struct Dependency {
    pub(super) name: String,
    pub(super) requirement: String,
    pub(super) version: String,
    pub(super) direct: Option<bool>,
}

/// What the cache holds.
#[derive(Serialize, Deserialize)]
struct Kept {
    language: String,
    text: TextFacts,
    kinds: Vec<(u8, bool)>,
    manifest: Option<Manifest>,
}

/// Kinds of what was read, by the number that the cache keeps.
const KINDS: [FileKind; 11] = [
    FileKind::Source,
    FileKind::Test,
    FileKind::Documentation,
    FileKind::Configuration,
    FileKind::Data,
    FileKind::Vendored,
    FileKind::Generated,
    FileKind::Minified,
    FileKind::Binary,
    FileKind::Pointer,
    FileKind::Unread,
];

/// Reads every item that is a file, in pack order; by position, `None` for links and submodules.
pub(super) fn read_all(
    input: &Input,
    all: &Listings,
    (cache, seen): (&FactCache<'_>, &Seen<'_>),
    progress: &dyn Progress,
) -> Vec<Option<Result<Slim, ObjectProblem>>> {
    let order = pack_order(seen, &all.items);
    progress.stage(Stage::Files, Some(order.len() as u64));
    let rules = FactCache::key("kind-rules", VERSION, &[quarterdeck_languages::KIND_RULES.as_bytes()]);
    let mut read: Vec<(usize, Result<Slim, ObjectProblem>)> = order
        .par_chunks(64)
        .map_init(
            || One {
                reader: input.repository.blob_reader(),
                all,
                cache,
                seen,
                rules: rules.as_bytes(),
                bytes: Vec::new(),
            },
            |one, chunk| {
                let done: Vec<_> = chunk.iter().map(|&at| (at, one.read(&all.items[at]))).collect();
                progress.advance(chunk.len() as u64);
                done
            },
        )
        .flatten_iter()
        .collect();
    read.sort_by_key(|(at, _)| *at);
    let mut slims: Vec<Option<Result<Slim, ObjectProblem>>> = all.items.iter().map(|_| None).collect();
    for (at, slim) in read {
        slims[at] = Some(slim);
    }
    slims
}

/// Positions of the files in the order in which their contents lie in the packs.
fn pack_order(seen: &Seen<'_>, items: &[Item]) -> Vec<usize> {
    let files = items.iter().enumerate().filter(|(_, item)| item.entry.kind == EntryKind::File);
    let mut order: Vec<_> = files.map(|(at, item)| (seen.position(&item.entry.id), at)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, at)| at).collect()
}

/// What one thread needs.
struct One<'a> {
    reader: Reader,
    all: &'a Listings,
    cache: &'a FactCache<'a>,
    seen: &'a Seen<'a>,
    rules: &'a [u8; 32],
    bytes: Vec<u8>,
}

impl One<'_> {
    fn read(&mut self, item: &Item) -> Result<Slim, ObjectProblem> {
        // Read and verified before the cache is asked: what is missing or damaged in this clone must not be hidden.
        let trusted = self.seen.has(&item.entry.id);
        if !trusted {
            self.reader.blob(&item.entry.id, &mut self.bytes)?;
            self.seen.add(&item.entry.id);
        }
        let versions = [quarterdeck_languages::VERSION, quarterdeck_formats::VERSION].map(u32::to_le_bytes).concat();
        let mut parts: Vec<&[u8]> =
            vec![item.entry.id.as_bytes(), item.entry.path.as_bytes(), &versions, self.rules.as_slice()];
        parts.extend(item.marks.iter().map(|marks| self.all.marks[usize::from(*marks)].0.as_slice()));
        let key = FactCache::key("trend", VERSION, &parts);
        if let Some(known) = self.cache.get::<Kept>(&key).and_then(taken) {
            return Ok(known);
        }
        if trusted {
            self.reader.blob(&item.entry.id, &mut self.bytes)?;
        }
        let slim = self.made(item);
        let number = |kind: &FileKind| KINDS.iter().position(|known| known == kind).unwrap_or(KINDS.len() - 1) as u8;
        let kept = Kept {
            language: slim.language.map_or_else(String::new, |language| language.name.to_owned()),
            text: slim.text,
            kinds: slim.kinds.iter().map(|(kind, claimed)| (number(kind), *claimed)).collect(),
            manifest: slim.manifest,
        };
        self.cache.put(key, &kept);
        Ok(Slim { text: kept.text, manifest: kept.manifest, ..slim })
    }

    fn made(&self, item: &Item) -> Slim {
        let path = &item.entry.path;
        let language = quarterdeck_languages::identify(&RepoPath::new(path.file_name()), &self.bytes);
        let mut text = quarterdeck_languages::read_text(language, &self.bytes);
        let format = quarterdeck_formats::format_of(path);
        let verdict = |marks: &u16| {
            let marks = &self.all.marks[usize::from(*marks)].1;
            let verdict = quarterdeck_languages::kind(path, language, &text, marks, format.is_some());
            (verdict.kind, verdict.claimed)
        };
        let kinds: Vec<(FileKind, bool)> = item.marks.iter().map(verdict).collect();
        text.tokens = TokenStream::default();
        let declared = format.and_then(|format| quarterdeck_formats::read(format, &self.bytes).ok());
        let manifest = match declared {
            Some(Declared::Manifest(declared)) => Some(slim(declared)),
            _ => None,
        };
        Slim { language, text, kinds, manifest }
    }
}

fn taken(kept: Kept) -> Option<Slim> {
    let kinds = kept.kinds.iter().map(|(kind, claimed)| Some((*KINDS.get(usize::from(*kind))?, *claimed)));
    Some(Slim {
        language: quarterdeck_languages::by_name(&kept.language),
        kinds: kinds.collect::<Option<_>>()?,
        text: kept.text,
        manifest: kept.manifest,
    })
}

fn slim(declared: DeclaredManifest) -> Manifest {
    let dependencies = declared.dependencies.into_iter().map(|dependency| Dependency {
        name: dependency.name,
        requirement: dependency.requirement,
        version: dependency.version,
        direct: dependency.direct,
    });
    Manifest {
        ecosystem: declared.ecosystem,
        lock: declared.lock,
        name: declared.name,
        dependencies: dependencies.collect(),
    }
}
