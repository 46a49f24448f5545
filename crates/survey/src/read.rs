//! What each file of a snapshot holds: read in pack order, every extractor while the bytes are hot, through the cache.

use crate::fact_cache::FactCache;
use crate::progress::{Progress, Stage};
use crate::seen::Seen;
use crate::{Input, secrets, signals};
use quarterdeck_base::RepoPath;
use quarterdeck_facts::FileKind;
use quarterdeck_formats::{Declared, Format, Malformed};
use quarterdeck_git::{Entry, EntryKind, ObjectProblem, Oid, Reader, Repository, Snapshot};
use quarterdeck_languages::{KindVerdict, Language, Marks, TextFacts};
use quarterdeck_source::{CodeFacts, InProcess, Parser, ParserProcess, Refused};
use rayon::prelude::*;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// How source files are parsed.
#[derive(Debug, Clone)]
pub enum Parsing {
    /// In child processes of this program, which can be killed: program and its arguments.
    Children(PathBuf, Vec<String>),
    /// In this process: only for tests and trusted input.
    InProcess,
}

/// What one file holds.
pub(crate) struct FileRead {
    /// Path, blob and what it is.
    pub(crate) entry: Entry,
    /// Its language.
    pub(crate) language: Option<&'static Language>,
    /// What it is for.
    pub(crate) kind: KindVerdict,
    /// Lines and tokens; empty when not read.
    pub(crate) text: TextFacts,
    /// Functions and imports, for source and tests of supported languages.
    pub(crate) code: Option<Result<CodeFacts, Refused>>,
    /// What it declares, for recognised formats.
    pub(crate) declared: Option<Result<Declared, Malformed>>,
    /// Marks of tools and practices: rule and line.
    pub(crate) signals: Vec<(u16, u32)>,
    /// Secrets, masked.
    pub(crate) secrets: secrets::Kept,
    /// Why it was not read.
    pub(crate) problem: Option<ObjectProblem>,
}

/// One parser per thread.
pub(crate) struct ParserPool {
    parsers: Vec<Mutex<Box<dyn Parser + Send>>>,
    degraded: AtomicBool,
}

impl ParserPool {
    pub(crate) fn new(parsing: &Parsing) -> std::io::Result<Self> {
        let one = || -> std::io::Result<Mutex<Box<dyn Parser + Send>>> {
            Ok(Mutex::new(match parsing {
                Parsing::InProcess => Box::new(InProcess),
                Parsing::Children(program, arguments) => {
                    let mut command = Command::new(program);
                    command.args(arguments);
                    Box::new(ParserProcess::spawn(command)?)
                }
            }))
        };
        let parsers = (0..rayon::current_num_threads()).map(|_| one()).collect::<std::io::Result<_>>()?;
        Ok(Self { parsers, degraded: AtomicBool::new(false) })
    }

    fn parse(&self, language: &str, bytes: &[u8]) -> Result<CodeFacts, Refused> {
        let thread = rayon::current_thread_index().unwrap_or(0) % self.parsers.len();
        let Ok(mut parser) = self.parsers[thread].lock() else { return Err(Refused::Crashed) };
        let answer = parser.parse(language, bytes);
        if matches!(answer, Err(Refused::Stopped | Refused::Crashed)) {
            self.degraded.store(true, Ordering::Relaxed);
        }
        answer
    }

    /// True when a parser had to be stopped.
    pub(crate) fn degraded(&self) -> bool {
        self.degraded.load(Ordering::Relaxed)
    }
}

/// What the repository says of its own files, from the `.gitattributes` of the snapshot.
pub(crate) fn marks(repository: &Repository, snapshot: &Snapshot) -> Marks {
    let reader = repository.blob_reader();
    let mut buffer = Vec::new();
    let mut texts = Vec::new();
    for entry in snapshot
        .entries
        .iter()
        .filter(|entry| entry.kind == EntryKind::File && entry.path.file_name() == ".gitattributes")
    {
        if reader.blob(&entry.id, &mut buffer).is_ok() {
            texts.push((RepoPath::new(entry.path.parent()), buffer.clone()));
        }
    }
    Marks::parse(&texts)
}

/// Reads every file of the snapshot, by path.
pub(crate) fn files(
    input: &Input,
    snapshot: &Snapshot,
    marks: Option<&Marks>,
    pool: &ParserPool,
    cache: &FactCache<'_>,
    seen: &Seen<'_>,
    progress: &dyn Progress,
) -> Vec<FileRead> {
    progress.stage(Stage::Files, Some(snapshot.entries.len() as u64));
    let no_marks = Marks::default();
    let marks = marks.unwrap_or(&no_marks);
    let order = pack_order(seen, snapshot);
    let mut read: Vec<(usize, FileRead)> = order
        .par_chunks(16)
        .map_init(
            || One { reader: input.repository.blob_reader(), marks, pool, cache, seen, bytes: Vec::new() },
            |one, chunk| {
                let done: Vec<_> = chunk.iter().map(|&index| (index, one.file(&snapshot.entries[index]))).collect();
                progress.advance(chunk.len() as u64);
                done
            },
        )
        .flatten_iter()
        .collect();
    read.sort_by_key(|(index, _)| *index);
    read.into_iter().map(|(_, file)| file).collect()
}

/// Functions and imports of blobs of other commits, given with their languages; `None` where one cannot be read or is not
/// parsed.
pub(crate) fn codes(
    input: &Input,
    blobs: &[(Oid, &str)],
    (pool, cache, seen): (&ParserPool, &FactCache<'_>, &Seen<'_>),
) -> Vec<Option<CodeFacts>> {
    let marks = Marks::default();
    let one = || One { reader: input.repository.blob_reader(), marks: &marks, pool, cache, seen, bytes: Vec::new() };
    blobs.par_iter().map_init(one, |one, (blob, language)| one.earlier(*blob, language)).collect()
}

/// Positions of the entries in the order in which their blobs lie in the packs.
fn pack_order(seen: &Seen<'_>, snapshot: &Snapshot) -> Vec<usize> {
    let mut order: Vec<_> =
        snapshot.entries.iter().enumerate().map(|(index, entry)| (seen.position(&entry.id), index)).collect();
    order.sort_unstable();
    order.into_iter().map(|(_, index)| index).collect()
}

/// What one thread needs to read files.
struct One<'a> {
    reader: Reader,
    marks: &'a Marks,
    pool: &'a ParserPool,
    cache: &'a FactCache<'a>,
    seen: &'a Seen<'a>,
    bytes: Vec<u8>,
}

impl One<'_> {
    fn file(&mut self, entry: &Entry) -> FileRead {
        if entry.kind != EntryKind::File {
            let rule = if entry.kind == EntryKind::Symlink { "pointer:symlink" } else { "pointer:submodule" };
            return unread(entry, FileKind::Pointer, rule, None);
        }
        // Read and verified before the cache is asked: facts of an audit of a better clone must not hide what is missing
        // or damaged in this one. What this clone was seen to hold whole is not read again.
        let mut loaded = false;
        if !self.seen.has(&entry.id) {
            if let Err(problem) = self.load(entry, &mut loaded) {
                return unread(entry, FileKind::Unread, "unread", Some(problem));
            }
            self.seen.add(&entry.id);
        }
        let (language, text) = match self.text(entry, &mut loaded) {
            Ok(text) => text,
            Err(problem) => return unread(entry, FileKind::Unread, "unread", Some(problem)),
        };
        let format = quarterdeck_formats::format_of(&entry.path);
        let kind = quarterdeck_languages::kind(&entry.path, language, &text, self.marks, format.is_some());
        let mut file = FileRead {
            entry: entry.clone(),
            language,
            kind,
            text,
            code: None,
            declared: None,
            signals: Vec::new(),
            secrets: secrets::Kept::default(),
            problem: None,
        };
        let parsed = matches!(file.kind.kind, FileKind::Source | FileKind::Test);
        if let Some(language) = language.filter(|language| parsed && quarterdeck_source::supports(language.name)) {
            file.code = self.code(entry, language.name, &mut loaded);
        }
        let wanted = !matches!(file.kind.kind, FileKind::Vendored | FileKind::Binary | FileKind::Minified);
        if let Some(format) = format.filter(|_| wanted) {
            file.declared = self.declared(entry, format, &mut loaded);
        }
        let classes = signals::classes(&entry.path);
        if classes != 0 && signals::is_looked_at(file.kind.kind) {
            file.signals = self.signals(entry, classes, &mut loaded);
        }
        if secrets::is_looked_at(file.kind.kind) {
            file.secrets = self.secrets(entry, &mut loaded);
        }
        file
    }

    fn earlier(&mut self, id: Oid, language: &str) -> Option<CodeFacts> {
        let entry = Entry { path: RepoPath::default(), id, kind: EntryKind::File };
        let mut loaded = false;
        if !self.seen.has(&id) {
            self.load(&entry, &mut loaded).ok()?;
            self.seen.add(&id);
        }
        self.code(&entry, language, &mut loaded)?.ok()
    }

    /// Language and lines: a pure function of the blob and the file name.
    fn text(
        &mut self,
        entry: &Entry,
        loaded: &mut bool,
    ) -> Result<(Option<&'static Language>, TextFacts), ObjectProblem> {
        let name = RepoPath::new(entry.path.file_name());
        let key = FactCache::key("text", quarterdeck_languages::VERSION, &[entry.id.as_bytes(), name.as_bytes()]);
        if let Some((language, text)) = self.cache.get::<(String, TextFacts)>(&key) {
            return Ok((quarterdeck_languages::by_name(&language), text));
        }
        self.load(entry, loaded)?;
        let language = quarterdeck_languages::identify(&name, &self.bytes);
        let text = quarterdeck_languages::read_text(language, &self.bytes);
        self.cache.put(key, &(language.map_or("", |language| language.name), &text));
        Ok((language, text))
    }

    fn code(&mut self, entry: &Entry, language: &str, loaded: &mut bool) -> Option<Result<CodeFacts, Refused>> {
        let key = FactCache::key("code", quarterdeck_source::VERSION, &[entry.id.as_bytes(), language.as_bytes()]);
        if let Some(known) = self.cache.get(&key) {
            return Some(known);
        }
        self.load(entry, loaded).ok()?;
        let answer = self.pool.parse(language, &self.bytes);
        // What a watchdog stopped depends on the machine: never kept.
        if !matches!(answer, Err(Refused::Stopped | Refused::Crashed)) {
            self.cache.put(key, &answer);
        }
        Some(answer)
    }

    fn declared(&mut self, entry: &Entry, format: Format, loaded: &mut bool) -> Option<Result<Declared, Malformed>> {
        let rules = quarterdeck_secrets::VERSION.to_le_bytes();
        let parts: [&[u8]; 3] = [entry.id.as_bytes(), format.id().as_bytes(), &rules];
        let key = FactCache::key("declared", quarterdeck_formats::VERSION, &parts);
        if let Some(known) = self.cache.get(&key) {
            return Some(known);
        }
        self.load(entry, loaded).ok()?;
        // What a file declares is kept and printed: a token in the address of a package must not be.
        let answer = quarterdeck_formats::read(format, &quarterdeck_secrets::redact(&self.bytes));
        self.cache.put(key, &answer);
        Some(answer)
    }

    fn signals(&mut self, entry: &Entry, classes: u8, loaded: &mut bool) -> Vec<(u16, u32)> {
        let key = FactCache::key("signals", signals::VERSION, &[entry.id.as_bytes(), &[classes]]);
        if let Some(known) = self.cache.get(&key) {
            return known;
        }
        if self.load(entry, loaded).is_err() {
            return Vec::new();
        }
        let marks = signals::marks(classes, &self.bytes);
        self.cache.put(key, &marks);
        marks
    }

    fn secrets(&mut self, entry: &Entry, loaded: &mut bool) -> secrets::Kept {
        let key = FactCache::key("secrets", quarterdeck_secrets::VERSION, &[entry.id.as_bytes()]);
        if let Some(known) = self.cache.get(&key) {
            return known;
        }
        if self.load(entry, loaded).is_err() {
            return secrets::Kept::default();
        }
        let kept = secrets::kept(&self.bytes);
        self.cache.put(key, &kept);
        kept
    }

    fn load(&mut self, entry: &Entry, loaded: &mut bool) -> Result<(), ObjectProblem> {
        if !*loaded {
            self.reader.blob(&entry.id, &mut self.bytes)?;
            *loaded = true;
        }
        Ok(())
    }
}

pub(crate) fn unread(entry: &Entry, kind: FileKind, rule: &'static str, problem: Option<ObjectProblem>) -> FileRead {
    // The size is known although the content was not read.
    let bytes = if let Some(ObjectProblem::TooLarge { bytes }) = problem { bytes } else { 0 };
    FileRead {
        entry: entry.clone(),
        language: None,
        kind: KindVerdict { kind, rule, claimed: false },
        text: TextFacts { bytes, ..TextFacts::default() },
        code: None,
        declared: None,
        signals: Vec::new(),
        secrets: secrets::Kept::default(),
        problem,
    }
}
