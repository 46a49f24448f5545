//! What lies between files: imports, copies, circles, and diagrams compared with them. Apart from the rest of the
//! assembly, because most of it needs no history and is found beside it.

use crate::assemble::Surveyed;
use crate::gaps::Gaps;
use crate::progress::{Progress, Stage};
use crate::read::FileRead;
use crate::tools;
use quarterdeck_base::{GapKind, bound};
use quarterdeck_facts::{
    CoupledPair, Drawing, Facts, FileFacts, FileIx, FileKind, ImportGraph, ParseState, RepositoryIx,
};
use quarterdeck_formats::Declared;
use quarterdeck_structure::{CloneSource, Clones, ManifestInput, SourceFile};
use std::collections::HashSet;

/// Shortest clone, in tokens and lines (jscpd's defaults).
const CLONE_MIN_TOKENS: usize = 50;
const CLONE_MIN_LINES: u32 = 5;

/// Imports and copies over all repositories.
pub(crate) struct Found {
    imports: ImportGraph,
    clones: Clones,
}

/// Resolves imports and finds copies.
pub(crate) fn between_files(surveyed: &[Surveyed<'_>]) -> Found {
    let reads = || {
        surveyed
            .iter()
            .enumerate()
            .flat_map(|(at, one)| one.files.iter().map(move |read| (RepositoryIx::new(at), read)))
    };
    let mut sources = Vec::new();
    let mut manifests = Vec::new();
    let mut tokens = Vec::new();
    let uncounted: Vec<Vec<u32>> = reads().map(|(_, read)| uncounted_lines(read)).collect();
    for (at, (repository, read)) in reads().enumerate() {
        let file = FileIx::new(at);
        let language = read.language.map_or("", |language| language.name);
        if let Some(Ok(code)) = &read.code {
            sources.push(SourceFile { file, repository, path: &read.entry.path, language, kind: read.kind.kind, code });
        }
        if let Some(Ok(Declared::Manifest(declared))) = &read.declared {
            manifests.push(ManifestInput { repository, path: &read.entry.path, declared });
        }
        if matches!(read.kind.kind, FileKind::Source | FileKind::Test) && !read.text.tokens.hashes.is_empty() {
            tokens.push(CloneSource { file, language, tokens: &read.text.tokens, uncounted_lines: &uncounted[at] });
        }
    }
    let (clones, imports) = rayon::join(
        || quarterdeck_structure::find_clones(&tokens, CLONE_MIN_TOKENS, CLONE_MIN_LINES),
        || quarterdeck_structure::import_graph(&sources, &manifests),
    );
    Found { imports, clones }
}

/// Adds what was found, and what follows from it and from history together.
pub(crate) fn add(
    facts: &mut Facts,
    Found { imports, clones }: Found,
    surveyed: &[Surveyed<'_>],
    gaps: &mut Gaps,
    progress: &dyn Progress,
) {
    progress.stage(Stage::Structure, None);
    facts.imports = imports;
    for (file, lines) in clones.duplicated_lines {
        facts.files[file.at()].duplicated_lines = lines;
    }
    facts.clones = clones.groups;
    let first = surveyed.first().map_or("", |one| one.input.name.as_str());
    gaps.note(first, GapKind::Cut, "clone groups", clones.cut, None);
    gaps.note(first, GapKind::Cut, "places of clones", clones.places_cut, None);
    mark_imported(facts);
    tools::mark(facts, surveyed);
    facts.pairs.sort_by(|a, b| {
        b.degree.cmp(&a.degree).then(b.shared.cmp(&a.shared)).then((a.repository, &a.first, &a.second).cmp(&(
            b.repository,
            &b.first,
            &b.second,
        )))
    });
    facts.pairs.truncate(bound::COUPLED_PAIRS as usize);
    facts.architecture = quarterdeck_structure::architecture(facts);
    add_diagrams(facts, surveyed, gaps);
}

/// Diagrams in files, compared with the code.
fn add_diagrams(facts: &mut Facts, surveyed: &[Surveyed<'_>], gaps: &mut Gaps) {
    let reads = surveyed.iter().flat_map(|one| one.files.iter().map(move |read| (one, read)));
    let drawn: Vec<(FileIx, &Drawing)> = reads
        .enumerate()
        .filter_map(|(at, (one, read))| {
            let Some(Ok(Declared::Diagram(drawing))) = &read.declared else { return None };
            let most = bound::DIAGRAM_BOXES as usize;
            if drawing.pages.iter().any(|page| page.boxes.len() >= most || page.arrows.len() >= most) {
                gaps.note(&one.input.name, GapKind::Cut, "DIAGRAM_BOXES", 1, Some(&read.entry.path));
            }
            Some((FileIx::new(at), drawing))
        })
        .collect();
    facts.architecture.diagrams = quarterdeck_structure::diagrams(facts, &drawn);
}

/// Most lines of one import statement: a hostile file must not make every import span all of it.
const IMPORT_LINES: u32 = 200;

/// Lines of import statements, and of test code in a file of source: they make no copy longer. Sorted.
fn uncounted_lines(read: &FileRead) -> Vec<u32> {
    let Some(Ok(code)) = &read.code else { return Vec::new() };
    let mut lines: Vec<u32> = code
        .imports
        .iter()
        .flat_map(|import| import.line..=import.end_line.min(import.line.saturating_add(IMPORT_LINES)))
        .collect();
    if read.kind.kind == FileKind::Source {
        // Ranges do not overlap, so that they hold no more lines than the file.
        lines.extend(code.test_lines.iter().flat_map(|(first, last)| *first..=*last));
    }
    lines.sort_unstable();
    lines.dedup();
    lines
}

/// Says of each pair whether one file imports the other, where both were parsed.
fn mark_imported(facts: &mut Facts) {
    let edges: HashSet<(FileIx, FileIx)> = facts.imports.edges.iter().map(|edge| (edge.from, edge.to)).collect();
    let parsed = |file: &FileFacts| matches!(file.parse, ParseState::Parsed | ParseState::ParsedWithErrors);
    let Facts { pairs, files, .. } = facts;
    for pair in pairs.iter_mut() {
        let CoupledPair { first_file: Some(first), second_file: Some(second), .. } = *pair else { continue };
        if parsed(&files[first.at()]) && parsed(&files[second.at()]) {
            pair.imported = Some(edges.contains(&(first, second)) || edges.contains(&(second, first)));
        }
    }
}
