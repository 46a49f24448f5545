//! ARC-02: files that many others depend on and that keep dragging them along when they change.

use crate::Rule;
use crate::support::{
    days, file_evidence, file_scope, file_unit, history_gap, imports_gap, limit, measured, nothing_together, parse_gap,
    percent, quiet_gap, recent_revisions, source_code,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{Facts, FileIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer changes a year than this are not instability.
const LEAST_REVISIONS: u32 = 4;

/// Files named beside the interface as evidence.
const SHOWN_FILES: usize = 5;

static META: CheckMeta = CheckMeta {
    id: "ARC-02",
    name: "unstable-interfaces",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Source files that at least ten source files import, that changed at least four times in the last 12 \
            months, and that changed together with at least five of these importers: at least five shared commits and \
            30 % of their changes with each.",
    matters: "What many depend on should be the calmest part of a system. When it moves, everything moves with it, and \
              each change costs as much as the number of files behind it.",
    evidence: "The file, and the importers that change with it most.",
    effort: "Three days plus a quarter of a day for each importer that changes along, up to three times that; at most \
             30 days.",
    texts: &[
        Text { key: "title", english: "Much used files that drag others along" },
        Text {
            key: "found",
            english: "{ $path } is imported by { $importers } files and changes together with { $dragged } of them; it \
                      changed { $revisions } times in the last 12 months.",
        },
        Text { key: "works", english: "No much used file drags the files that use it along when it changes." },
        Text {
            key: "consequence",
            english: "A small change here becomes a large one each time, and one forgotten place becomes a defect.",
        },
        Text {
            key: "remedy",
            english: "Look at what changed together in the last five commits: usually one decision leaks into all its \
                      users. Put that decision behind a name that does not change, or split the file by who uses it.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "unstable_interfaces",
            green: 0.0,
            red: 5.0,
            source: "proposal, to be calibrated on a corpus",
        },
        ThresholdMeta {
            key: "importers",
            green: 10.0,
            red: 10.0,
            source: "proposal, after Mo, Cai, Kazman, Xiao 2015 (unstable interface)",
        },
        ThresholdMeta {
            key: "dragged_importers",
            green: 5.0,
            red: 5.0,
            source: "proposal, after Mo, Cai, Kazman, Xiao 2015 (unstable interface)",
        },
        ThresholdMeta {
            key: "resolved_imports_percent",
            green: 80.0,
            red: 80.0,
            source: "proposal: below it the number of importers is a guess",
        },
    ],
    exceptions: &[
        "Commits of more than 30 files (renames, formatting) are left out of what changes together.",
        "A list that grows with each feature (routes, settings, a registry of types) is imported by few: not found; one \
         that is imported by many is found, and is an honest case of the fault.",
        "Where no source file changed in the last 12 months (hrms, grandnode2), or nothing is found and more than 80 \
         % of the commits of that time touch one file only (opencart: an editor on the web): not applicable.",
        "Tests count neither as importers nor as what is dragged along.",
        "What was unstable years ago and is calm now has fewer than four changes in 12 months: not found.",
        "In languages without resolved imports (Rust: tokio) the check does not answer.",
    ],
    precision: None,
    sources: &["Mo, Cai, Kazman, Xiao: Hotspot Patterns, WICSA 2015", "Martin: stable dependencies principle"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| parse_gap(facts)).or_else(|| quiet_gap(facts)) {
        return gap;
    }
    let resolved = facts.imports.resolved_share().map_or(0.0, percent);
    if let Some(gap) = imports_gap(resolved, limit(policy, &META, "resolved_imports_percent")) {
        return gap;
    }
    let source: BTreeSet<FileIx> = source_code(facts).map(|(index, _)| index).collect();
    let mut importers: BTreeMap<FileIx, BTreeSet<FileIx>> = BTreeMap::new();
    for edge in &facts.imports.edges {
        if source.contains(&edge.from) && source.contains(&edge.to) {
            importers.entry(edge.to).or_default().insert(edge.from);
        }
    }
    let least_importers = limit(policy, &META, "importers");
    let least_dragged = limit(policy, &META, "dragged_importers");
    importers.retain(|file, users| {
        users.len() as f64 >= least_importers && recent_revisions(facts.file(*file)) >= LEAST_REVISIONS
    });
    let dragged = dragged(facts, &importers);
    let found: Vec<Finding> = dragged
        .iter()
        .filter(|(_, along)| along.len() as f64 >= least_dragged)
        .map(|(file, along)| finding(facts, *file, importers[file].len(), along))
        .collect();
    let figures = vec![measured("unstable_interfaces", found.len() as f64, "files")];
    if found.is_empty() {
        return nothing_together(facts, figures);
    }
    Assessment::found(policy.threshold(&META, "unstable_interfaces").score(found.len() as f64), figures, found)
}

/// For each interface the importers that change with it, most shared commits first.
fn dragged(facts: &Facts, importers: &BTreeMap<FileIx, BTreeSet<FileIx>>) -> BTreeMap<FileIx, Vec<(u32, FileIx)>> {
    let mut along: BTreeMap<FileIx, Vec<(u32, FileIx)>> = BTreeMap::new();
    for pair in &facts.pairs {
        let (Some(first), Some(second)) = (pair.first_file, pair.second_file) else { continue };
        for (file, other) in [(first, second), (second, first)] {
            if importers.get(&file).is_some_and(|users| users.contains(&other)) {
                along.entry(file).or_default().push((pair.shared, other));
            }
        }
    }
    along.values_mut().for_each(|list| list.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1))));
    along
}

fn finding(facts: &Facts, index: FileIx, importers: usize, along: &[(u32, FileIx)]) -> Finding {
    let file = facts.file(index);
    let revisions = recent_revisions(file);
    let cost = 3.0 + along.len() as f64 / 4.0;
    let others = along.iter().take(SHOWN_FILES).map(|(_, other)| file_evidence(facts, *other));
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[file.path.file_name()]),
        scope: file_scope(facts, index),
        severity: if revisions >= 12 { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .path("path", &file.path)
            .count("importers", importers as u64)
            .count("dragged", along.len() as u64)
            .count("revisions", u64::from(revisions)),
        evidence: std::iter::once(file_evidence(facts, index)).chain(others).collect(),
        effort: days(cost, cost * 3.0, 30.0),
        remediation_unit: file_unit(facts, index),
        rank: along.len() as f64 * f64::from(revisions),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_commit, add_file, empty_facts, history, resolve_imports, said, shallow};
    use quarterdeck_base::RepoPath;
    use quarterdeck_facts::{CoupledPair, Facts, FileIx, ImportEdge, RepositoryIx};
    use quarterdeck_findings::Policy;

    /// An interface with so many importers, of which so many change along with it.
    fn system(importers: usize, dragged: usize, revisions: u32) -> Facts {
        let mut facts = empty_facts();
        resolve_imports(&mut facts, 100);
        let to = add_file(&mut facts, "shop/api.py", |file| file.history = Some(history(revisions)));
        for at in 0..importers {
            let from = add_file(&mut facts, &format!("shop/user{at}.py"), |_| {});
            facts.imports.edges.push(ImportEdge { from, to, line: 1, type_only: false, deferred: false });
            if at < dragged {
                facts.pairs.push(pair(to, from));
            }
        }
        facts
    }

    /// With a hundred commits, of which so many touch one file only.
    fn with_commits(mut facts: Facts, single: usize) -> Facts {
        (0..100).for_each(|at| add_commit(&mut facts, "Change the order of things", at));
        facts.commits[..single].iter_mut().for_each(|commit| commit.files = Some(1));
        facts
    }

    fn pair(first: FileIx, second: FileIx) -> CoupledPair {
        CoupledPair {
            repository: RepositoryIx::new(0),
            first: RepoPath::from("a"),
            second: RepoPath::from("b"),
            first_file: Some(first),
            second_file: Some(second),
            shared: 6,
            sweeps: 0,
            first_revisions: 10,
            second_revisions: 10,
            degree: 60,
            focused_degree: 60,
            imported: Some(true),
        }
    }

    #[test]
    fn many_importers_of_which_many_change_along() {
        let mut unresolved = system(10, 5, 4);
        resolve_imports(&mut unresolved, 79);
        let mut reversed = system(10, 5, 4);
        reversed.imports.edges.iter_mut().for_each(|edge| (edge.from, edge.to) = (edge.to, edge.from));
        for (facts, expected) in [
            (system(10, 5, 4), "found 1"),
            (system(9, 5, 4), "ok"),
            (system(10, 4, 4), "ok"),
            (system(10, 5, 3), "ok"),
            (reversed, "ok"),
            (unresolved, "could-not-assess"),
            (shallow(system(10, 5, 4)), "could-not-assess"),
            (system(10, 5, 0), "not-applicable"),
            (with_commits(system(10, 4, 4), 81), "not-applicable"),
            (with_commits(system(10, 4, 4), 80), "ok"),
            (with_commits(system(10, 5, 4), 81), "found 1"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
        assert!((CHECK.assess(&system(10, 5, 4), &Policy::default()).score - 0.8).abs() < 1e-9);
    }
}
