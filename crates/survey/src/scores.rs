//! Two scores of files, for two questions. Both are claims about the future; `docs/reference/scores.md` gives the formulas
//! and `docs/reference/truth/backtest.md` how they did.

use quarterdeck_base::{ln, round_to};
use quarterdeck_facts::{FileFacts, FileHistory, FileKind};

/// Lines added to every file before dividing, so that a two-line file does not win by chance.
const SMOOTHING_LINES: f64 = 100.0;
/// What a fix counts beyond being a revision: files that were repaired are repaired again.
const FIX_WEIGHT: f64 = 3.0;

/// How much happens in a file: revisions with a half-life of 180 days, of which each fix counts four times.
fn heat(history: &FileHistory) -> f64 {
    history.decayed_revisions + FIX_WEIGHT * history.decayed_fixes
}

/// `hotspot_score`: which files to discuss. `100 * ln(1 + heat) / ln(1 + max heat) * ln(1 + code) / ln(1 + max code)`
/// over source files.
pub(crate) fn hotspots(files: &mut [FileFacts]) {
    let (mut most_heat, mut most_code) = (0.0_f64, 0.0_f64);
    for file in files.iter().filter(|file| file.kind == FileKind::Source) {
        let Some(history) = &file.history else { continue };
        most_heat = most_heat.max(heat(history));
        most_code = most_code.max(f64::from(file.code));
    }
    for file in files.iter_mut().filter(|file| file.kind == FileKind::Source) {
        let Some(history) = &file.history else { continue };
        let score = share(heat(history), most_heat) * share(f64::from(file.code), most_code);
        file.hotspot_score = Some(round_to(100.0 * score, 1));
    }
}

/// `effort_score`: what to read first per hour spent. Heat per thousand lines of code.
pub(crate) fn effort(history: &FileHistory, code: u32) -> f64 {
    round_to(1_000.0 * heat(history) / (f64::from(code) + SMOOTHING_LINES), 3)
}

fn share(value: f64, largest: f64) -> f64 {
    if largest > 0.0 { ln(1.0 + value) / ln(1.0 + largest) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::{effort, hotspots};
    use quarterdeck_facts::{FileFacts, FileHistory, FileKind};

    fn history(decayed_revisions: f64, decayed_fixes: f64) -> FileHistory {
        FileHistory { decayed_revisions, decayed_fixes, ..FileHistory::default() }
    }

    #[test]
    fn effort_is_heat_per_thousand_lines() {
        for (revisions, fixes, code, score) in [
            (0.0, 0.0, 400, 0.0),
            (1.0, 0.0, 400, 2.0),
            (1.0, 1.0, 400, 8.0),
            (1.0, 1.0, 900, 4.0),
            (2.0, 0.0, 0, 20.0),
        ] {
            assert!((effort(&history(revisions, fixes), code) - score).abs() < 1e-9, "{revisions} {fixes} {code}");
        }
    }

    /// Scores of source files given as (revisions, fixes, code).
    fn scores(files: &[(f64, f64, u32)]) -> Vec<f64> {
        let one = |&(revisions, fixes, code): &(f64, f64, u32)| FileFacts {
            kind: FileKind::Source,
            code,
            history: Some(history(revisions, fixes)),
            ..FileFacts::default()
        };
        let mut files: Vec<FileFacts> = files.iter().map(one).collect();
        hotspots(&mut files);
        files.iter().map(|file| file.hotspot_score.unwrap()).collect()
    }

    #[test]
    fn a_hotspot_is_hot_and_large() {
        let found =
            scores(&[(9.0, 0.0, 1_000), (9.0, 0.0, 100), (2.0, 0.0, 100), (1.25, 0.25, 100), (0.0, 0.0, 1_000)]);
        assert!((found[0] - 100.0).abs() < 1e-9 && found[4].abs() < 1e-9, "{found:?}");
        assert!(found[0] > found[1] && found[1] > found[2], "{found:?}");
        assert!((found[2] - found[3]).abs() < 1e-9, "a fix counts four times: {found:?}");
        assert_eq!(scores(&[(0.0, 0.0, 0)]), [0.0], "nothing happened anywhere");
    }

    #[test]
    fn what_is_no_source_or_has_no_history_has_no_score() {
        let mut files = vec![
            FileFacts { kind: FileKind::Test, history: Some(history(5.0, 0.0)), ..FileFacts::default() },
            FileFacts { kind: FileKind::Source, code: 10, ..FileFacts::default() },
        ];
        hotspots(&mut files);
        assert!(files.iter().all(|file| file.hotspot_score.is_none()));
    }
}
