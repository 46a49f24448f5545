//! The lines that findings point to, read from the audited commits, with what looks like a secret masked.

use crate::redact::redact;
use bstr::ByteSlice;
use quarterdeck_base::{Evidence, RepoPath};
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use quarterdeck_git::{Entry, EntryKind, Oid, Reader};
use quarterdeck_report::Excerpts;
use quarterdeck_survey::Input;
use std::collections::{BTreeMap, BTreeSet};

/// Most lines of one excerpt.
const EXCERPT_LINES: usize = 12;
/// Longest line of an excerpt, in characters.
const LINE_CHARS: usize = 200;
/// Most findings that carry excerpts, worst first.
const FINDINGS: usize = 300;
/// Most excerpts of one finding.
const PER_FINDING: usize = 4;

/// Reads the excerpts of the worst findings.
pub(crate) fn excerpts(facts: &Facts, judgement: &Judgement, inputs: &[Input]) -> Excerpts {
    let mut wanted: BTreeMap<(&str, &RepoPath), BTreeSet<(u32, u32)>> = BTreeMap::new();
    for (_, finding) in judgement.ranked().iter().take(FINDINGS) {
        let lines = finding.evidence.iter().filter_map(|evidence| match evidence {
            Evidence::Lines { repository, path, start_line, end_line } => {
                Some((repository, path, *start_line, *end_line))
            }
            _ => None,
        });
        for (repository, path, start, end) in lines.take(PER_FINDING) {
            wanted.entry((repository, path)).or_default().insert((start, end));
        }
    }
    let readers: BTreeMap<&str, Reader> =
        inputs.iter().map(|input| (input.name.as_str(), input.repository.blob_reader())).collect();
    let blobs: BTreeMap<(&str, &RepoPath), &str> = facts
        .files
        .iter()
        .map(|file| ((facts.repositories[file.repository.at()].name.as_str(), &file.path), file.blob.as_str()))
        .collect();
    let mut found = Excerpts::new();
    let mut bytes = Vec::new();
    for ((repository, path), spans) in wanted {
        let blob = blobs.get(&(repository, path)).and_then(|hex| Oid::from_hex(hex));
        let (Some(blob), Some(reader)) = (blob, readers.get(repository)) else { continue };
        let entry = Entry { path: path.clone(), id: blob, kind: EntryKind::File };
        if reader.blob(&entry.id, &mut bytes).is_err() {
            continue;
        }
        // Over the whole file: a private key is known by a line above those that are shown.
        let hidden = quarterdeck_secrets::redact(&bytes);
        let lines: Vec<&[u8]> = hidden.lines().collect();
        let cut = spans.into_iter().map(|(start, end)| (start, excerpt(&lines, start, end)));
        found.insert((repository.to_owned(), path.clone()), cut.filter(|(_, text)| !text.is_empty()).collect());
    }
    found
}

fn excerpt(lines: &[&[u8]], start: u32, end: u32) -> String {
    let from = (start.max(1) as usize - 1).min(lines.len());
    let to = (end as usize).clamp(from, lines.len()).min(from + EXCERPT_LINES);
    let shown: Vec<String> =
        lines[from..to].iter().map(|line| redact(&line.to_str_lossy()).chars().take(LINE_CHARS).collect()).collect();
    shown.join("\n")
}
