//! Two scores of files, for two questions. Both are claims about the future; `docs/reference/scores.md` gives the formulas.

use quarterdeck_base::{ln, round_to};
use quarterdeck_facts::{FileFacts, FileHistory, FileKind, ParseState};

/// Lines added to every file before dividing, so that a two-line file does not win by chance.
const SMOOTHING_LINES: f64 = 20.0;

/// `hotspot_score`: which files to discuss. `100 * ln(1 + revisions_12m) / ln(1 + max) * ln(1 + complexity) / ln(1 + max)`
/// over source files, complexity being the cognitive sum, or a tenth of the code lines where there is no parser.
pub(crate) fn hotspots(files: &mut [FileFacts]) {
    let (mut most_revised, mut most_complex) = (0.0_f64, 0.0_f64);
    for file in files.iter().filter(|file| file.kind == FileKind::Source) {
        let Some(history) = &file.history else { continue };
        most_revised = most_revised.max(f64::from(history.revisions_12m));
        most_complex = most_complex.max(complexity(file));
    }
    for file in files.iter_mut().filter(|file| file.kind == FileKind::Source) {
        let Some(history) = &file.history else { continue };
        let revised = share(f64::from(history.revisions_12m), most_revised);
        file.hotspot_score = Some(round_to(100.0 * revised * share(complexity(file), most_complex), 1));
    }
}

/// `effort_score`: what to read first per hour spent. Revisions with a half-life of 180 days, fixes counted twice, per
/// thousand lines of code.
pub(crate) fn effort(history: &FileHistory, code: u32) -> f64 {
    let decayed = history.decayed_revisions + history.decayed_fixes;
    round_to(1_000.0 * decayed / (f64::from(code) + SMOOTHING_LINES), 3)
}

fn complexity(file: &FileFacts) -> f64 {
    match file.parse {
        ParseState::Parsed | ParseState::ParsedWithErrors => f64::from(file.cognitive_sum),
        ParseState::Lines | ParseState::Refused => f64::from(file.code) / 10.0,
    }
}

fn share(value: f64, largest: f64) -> f64 {
    if largest > 0.0 { ln(1.0 + value) / ln(1.0 + largest) } else { 0.0 }
}
