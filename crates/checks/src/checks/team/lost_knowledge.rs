//! TEA-02: code whose main author has gone.

use crate::Rule;
use crate::authorship::authors;
use crate::recent::{
    KEPT_SCORE, focused_revisions, is_at_rest, is_looked_at_by_many, is_old_clone, last_commit_at, praise_gap,
};
use crate::support::{
    days, history_gap, import_gap, is_table, measured, part_of, percent, share, source_code, source_lines,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, ln};
use quarterdeck_facts::{ComponentIx, Facts, FileFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text, Threshold,
    ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// A component of fewer code lines can be read in a day.
const LEAST_LINES: u64 = 500;

/// A component of fewer code lines, changed less than once a month, is no news.
const SMALL_LINES: u64 = 1_000;
const SMALL_REVISIONS: u64 = 12;

/// From the middle between the green and the red end a component is listed.
const LISTED_SCORE: f64 = 0.5;

/// Where fewer than one in so many of its files changed in a year, a part rests.
const LEAST_TOUCHED: u64 = 10;
/// With fewer changes than this in a year it rests as well.
const FEW_REVISIONS: u64 = 10;

static META: CheckMeta = CheckMeta {
    id: "TEA-02",
    name: "lost-knowledge",
    dimension: Dimension::Team,
    status: Status::Stable,
    since: "0.1.0",
    finds: "The share of source code lines in files whose main author (most changes, renames followed) has made fewer \
            than three commits anywhere in the audited repositories in the last 12 months, and that nobody still active \
            knows (a quarter of all changes, or a quarter and three at least of those of the last 24 months). Lines of \
            files that only programs or commits of more than 500 files changed are left out, and so are those of data written as \
            code (fewer than one branch and one function in a hundred lines). Where nine in ten changes of the main line came as \
            requests and ten people commit regularly, half of the score is kept. Components of 500 such lines \
            or more past the middle between the green and the red end are listed once the whole system is above the green \
            end, when the files in question changed in the last 12 months and the authors of two thirds of the \
            component's lines are known.",
    matters: "Nobody left can say why this code is as it is, so each change there starts with archaeology.",
    evidence: "The command that prints, for each file, its people, its last change and the share of its main author.",
    effort: "One to four days for each 5,000 lines without an author, held at 20 days, only for parts that will change.",
    texts: &[
        Text { key: "title", english: "Code whose main author has gone" },
        Text {
            key: "found",
            english: "{ $share } of the { $lines } code lines of { $component } whose \
                      authors are known are in files whose main author made fewer than three commits in 12 months and \
                      of whose changes nobody still active made a quarter, be it of all or, with three at least, of those of the last 24 months; these files changed { $revisions ->\n    [one] once\n   *[other] \
                      { $revisions } times\n } in the last 12 months, sweeps left out{ $left_out ->\n    [0] {\"\"}\n   *[other] ; { $left_out } \
                      more lines came in with large imports and are left out\n }{ $data ->\n    [0] {\"\"}\n   *[other] ; { $data } \
                      more lines are data or declarations without branches and are left out\n }.",
        },
        Text {
            key: "found-old-clone",
            english: "In the audited history nobody has committed since { $last }: { $share } of the { $lines } code lines of { $component } whose \
                      authors are known are in files whose main author made fewer than three commits in 12 months and \
                      of whose changes nobody still active made a quarter, be it of all or, with three at least, of those of the last 24 months; these files changed { $revisions ->\n    [one] once\n   *[other] \
                      { $revisions } times\n } in the last 12 months, sweeps left out{ $left_out ->\n    [0] {\"\"}\n   *[other] ; { $left_out } \
                      more lines came in with large imports and are left out\n }{ $data ->\n    [0] {\"\"}\n   *[other] ; { $data } \
                      more lines are data or declarations without branches and are left out\n }.",
        },
        Text {
            key: "found-dormant",
            english: "In the audited history nobody has committed since { $last }: either work has stopped, or the clone is old or another branch lives on. \
                      Whoever takes over { $system } finds { $lines } code lines and has to look for people who know them.",
        },
        Text {
            key: "found-spread",
            english: "{ $share } of the source code lines are in files whose main author made fewer than three commits in 12 \
                      months and of whose changes nobody still active made a quarter, be it of all or, with three at least, of those of the last 24 months.",
        },
        Text {
            key: "works",
            english: "Somebody still active knows most of the code: { $share } of the lines have nobody.",
        },
        Text {
            key: "consequence",
            english: "Estimates for changes here are wrong, and repairs take several times as long as they should.",
        },
        Text {
            key: "remedy",
            english: "Where the code will change next year: ask the former authors for two hours while they still \
                      answer, \
                      write tests for what it does, name a new owner. Leave the rest alone.",
        },
    ],
    thresholds: &[ThresholdMeta { key: "lost_code_percent", green: 25.0, red: 50.0, source: "proposal" }],
    exceptions: &[
        "A main author may have stopped committing and still be in the company: the confidence is medium; ask.",
        "Who is still active (three commits in 12 months) and made a quarter of the changes of a file, or a quarter and three \
         at least of those of the last 24 months, counts as knowing it, as in TEA-01.",
        "The main author is who changed a file most often, not who wrote most lines of it.",
        "Long-lived projects with many contributors carry much code of people who left: parts that \
         nobody changes are of low severity.",
        "A component whose files of this kind nobody changed for 12 months is not listed: it may rest. Where fewer than one in \
         ten of them changed, or all of them together fewer than ten times (the retired pages of prometheus, jellyfin's \
         `MediaBrowser.XbmcMetadata`), the severity is low. Where it has fewer than 1,000 code lines and these files changed fewer \
         than twelve times in 12 months it is not listed either.",
        "Who looked at requests knows the code as well, and git does not tell who did: where many do so, what is lost by authors is \
         told, and half of the score is kept.",
        "Tables of data in code (a list of functions with their labels) need nobody who remembers: left out, and the finding says \
         how many lines they hold.",
        "Files that only bots changed are left out; so are generated and vendored ones.",
        "Commits of more than 500 files (imports, moves, formatters) are no changes of their author here, nor are sweeps over \
         files that were there (more than 30 source files, or five and a subject that names a linter or formatter); files that only \
         such commits changed are left out, and the finding says how many lines they hold. When they are most of the code, the check does not answer.",
        "When nobody at all committed for 12 months there is one finding for the system, not one for each part.",
        "A clone whose newest commit is more than six months old on the day of judgement may be an old copy of a living \
         project: the finding says since when nothing has come, and the confidence is low.",
        "Where one person wrote three quarters of the commits of the last 12 months or more, and the truck factor is 1, there \
         is no praise: that this person knows the code is TEA-01's story; not applicable.",
    ],
    precision: Some(Precision { read: 40, correct: 38, repositories: 10 }),
    sources: &["Rigby, Zhu, Donadelli, Mockus: Quantifying and Mitigating Turnover-Induced Knowledge Loss, ICSE 2016"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// Code lines of one component or of everything.
#[derive(Default, Clone, Copy)]
struct Lines {
    /// In all source files but those of data.
    source: u64,
    /// In source files of data.
    data: u64,
    /// Of those, in files that people are known to have changed.
    known: u64,
    /// Of those, in files that nobody still active knows.
    lost: u64,
    lost_files: u64,
    /// Of the lost files, those that changed in the last 12 months.
    changed_files: u64,
    revisions_on_lost: u64,
}

impl Lines {
    fn add(&mut self, file: &FileFacts, is_lost: Option<bool>) {
        let code = u64::from(file.code);
        if is_data(file) {
            self.data += code;
            return;
        }
        self.source += code;
        self.known += if is_lost.is_some() { code } else { 0 };
        if is_lost == Some(true) {
            let revisions = focused_revisions(file);
            self.lost += code;
            self.lost_files += 1;
            self.changed_files += u64::from(revisions > 0);
            self.revisions_on_lost += u64::from(revisions);
        }
    }

    fn lost_share(&self) -> f64 {
        share(self.lost, self.known)
    }

    /// Large, worked on, and its authors are known for two thirds of it.
    fn can_be_listed(&self) -> bool {
        let is_small_and_rests = self.source < SMALL_LINES && self.revisions_on_lost < SMALL_REVISIONS;
        self.known >= LEAST_LINES
            && self.revisions_on_lost > 0
            && !is_small_and_rests
            && self.known * 3 >= self.source * 2
    }
}

/// Data written as code: hardly a branch or function in it. A list of plain methods is no data.
fn is_data(file: &FileFacts) -> bool {
    is_table(file) && file.functions.saturating_mul(100) < file.code
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    if let Some(gap) = history_gap(facts).or_else(|| import_gap(facts)) {
        return gap;
    }
    let (total, parts) = lines(facts);
    if total.known == 0 {
        return Assessment::not_applicable("no source file has a person as its main author");
    }
    let threshold = policy.threshold(&META, "lost_code_percent");
    let score = threshold.score(percent(total.lost_share()));
    let figures = vec![measured("lost_code_percent", percent(total.lost_share()), "%")];
    if score >= 1.0 {
        let praise = || Assessment::ok(Message::new("works").share("share", total.lost_share()), figures);
        return praise_gap(facts).unwrap_or_else(praise);
    }
    let mut findings: Vec<Finding> = listed(facts, &threshold, total, &parts)
        .map(|(component, lines)| of_component(facts, component, lines, &threshold))
        .collect();
    if findings.is_empty() {
        findings.push(of_system(facts, total));
    }
    Assessment::found(if is_looked_at_by_many(facts) { score.max(KEPT_SCORE) } else { score }, figures, findings)
}

/// The components that this check lists: TEA-01 does not call them held.
pub(crate) fn lost_components(facts: &Facts, policy: &Policy) -> BTreeSet<ComponentIx> {
    let (total, parts) = lines(facts);
    listed(facts, &policy.threshold(&META, "lost_code_percent"), total, &parts)
        .map(|(component, _)| component)
        .collect()
}

/// Parts past the middle between the ends, when the whole is above the green one.
fn listed<'a>(
    facts: &Facts,
    threshold: &'a Threshold,
    total: Lines,
    parts: &'a BTreeMap<ComponentIx, Lines>,
) -> impl Iterator<Item = (ComponentIx, Lines)> + 'a {
    let score = |lines: &Lines| threshold.score(percent(lines.lost_share()));
    let are_listed = score(&total) < 1.0 && !is_at_rest(facts);
    parts
        .iter()
        .filter(move |(_, lines)| are_listed && lines.can_be_listed() && score(lines) <= LISTED_SCORE)
        .map(|(component, lines)| (*component, *lines))
}

/// Lines of the whole and of each component. A file is lost that has no author, as TEA-01 counts them, among the people
/// still active; where only programs, or commits of very many files, changed it, nothing is known.
fn lines(facts: &Facts) -> (Lines, BTreeMap<ComponentIx, Lines>) {
    let active = facts.regulars();
    let mut total = Lines::default();
    let mut parts: BTreeMap<ComponentIx, Lines> = BTreeMap::new();
    for (index, file) in source_code(facts) {
        let of_file = part_of(&facts.contributions, index.at(), |contribution| contribution.file.at());
        let is_lost = (!of_file.is_empty()).then(|| authors(of_file, &|person| active.contains(&person)).is_empty());
        total.add(file, is_lost);
        parts.entry(file.component).or_default().add(file, is_lost);
    }
    (total, parts)
}

fn of_component(facts: &Facts, index: ComponentIx, lines: Lines, threshold: &Threshold) -> Finding {
    let component = &facts.components[index.at()];
    // Lost code that hardly anybody touches is a small risk.
    let is_touched =
        lines.revisions_on_lost >= FEW_REVISIONS && lines.changed_files * LEAST_TOUCHED >= lines.lost_files;
    let is_red = threshold.is_red(percent(lines.lost_share()));
    let severity = if is_red && is_touched { Severity::Medium } else { Severity::Low };
    let scope = Scope::Component {
        repository: facts.repositories[component.repository.at()].name.clone(),
        name: component.name.clone(),
    };
    let message = if is_old_clone(facts) { since_when(facts, "found-old-clone") } else { Message::new("found") };
    let message = message
        .share("share", lines.lost_share())
        .count("lines", lines.known)
        .name("component", component.name.as_str())
        .count("revisions", lines.revisions_on_lost)
        .count("left_out", lines.source - lines.known)
        .count("data", lines.data);
    finding(facts, (scope, &component.name), severity, message, lines)
}

fn of_system(facts: &Facts, lines: Lines) -> Finding {
    let (severity, message) = if is_at_rest(facts) {
        let message = since_when(facts, "found-dormant")
            .name("system", facts.system.as_str())
            .count("lines", source_lines(facts));
        (Severity::Medium, message)
    } else {
        (Severity::Low, Message::new("found-spread").share("share", lines.lost_share()))
    };
    finding(facts, (Scope::System, &facts.system), severity, message, lines)
}

/// A message that says since when nothing came. What else a clone holds beside the audited commit, its other branches, is
/// not asked: two clones of one commit have one audit.
fn since_when(facts: &Facts, key: &'static str) -> Message {
    Message::new(key).date("last", last_commit_at(facts))
}

fn finding(facts: &Facts, (scope, name): (Scope, &str), severity: Severity, message: Message, lines: Lines) -> Finding {
    let parts = lines.lost as f64 / 5_000.0;
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[name.as_bytes()]),
        scope,
        severity,
        // An old clone does not show who works on it today.
        confidence: if is_old_clone(facts) { Confidence::Low } else { Confidence::Medium },
        message,
        evidence: vec![Evidence::Command { arguments: "facts . --level file".to_owned() }],
        effort: days(parts.max(0.5), (4.0 * parts).max(2.0), 20.0),
        remediation_unit: format!("component:{name}"),
        rank: lines.lost as f64 * (1.0 + ln(1.0 + lines.revisions_on_lost as f64)),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{
        add_commit, add_contribution, add_file, add_person, empty_facts, history, old_clone, said, shallow,
    };
    use quarterdeck_facts::{Facts, FileIx, PersonIx};
    use quarterdeck_findings::{Confidence, Policy, Severity};

    /// 1,000 lines in 10 files, of which so many have a main author whose last commit lies so many days back.
    fn system(lost: usize, ago: i64, here_ago: i64, revisions: u32) -> Facts {
        visited(lost, ago, here_ago, revisions, 0)
    }

    /// The same, when the one who has gone came back for so many commits.
    fn visited(lost: usize, ago: i64, here_ago: i64, revisions: u32, visits: usize) -> Facts {
        let mut facts = empty_facts();
        let gone = add_person(&mut facts, ago);
        let here = add_person(&mut facts, here_ago);
        let others = add_person(&mut facts, here_ago);
        for (person, ago, commits) in [(gone, ago, 3), (gone, 2, visits), (here, here_ago, 3), (others, here_ago, 3)] {
            for _ in 0..commits {
                add_commit(&mut facts, "Round prices to cents", ago);
                facts.commits.last_mut().unwrap().author = person;
            }
        }
        for at in 0..10 {
            let file = add_file(&mut facts, &format!("shop/f{at}.py"), |file| file.history = Some(history(revisions)));
            add_contribution(&mut facts, file, if at < lost { gone } else { here }, 6, 0);
        }
        facts
    }

    /// The first files came in an import and were not changed since, or only programs changed them.
    fn imported(mut facts: Facts, files: usize) -> Facts {
        facts.contributions.retain(|one| one.file.at() >= files);
        for (at, file) in facts.files.iter_mut().enumerate() {
            let history = file.history.as_mut().unwrap();
            (history.main_author, history.authors) = ((at >= files).then_some(PersonIx::new(0)), 1);
        }
        facts
    }

    /// Half of the files are of somebody who has gone, and somebody active made so many of their latest changes.
    fn taken_over(latest: u32) -> Facts {
        let mut facts = system(5, 400, 1, 2);
        facts.contributions.iter_mut().for_each(|one| one.revisions += 20);
        for at in 0..5 {
            add_contribution(&mut facts, FileIx::new(at), PersonIx::new(2), latest, latest);
        }
        facts
    }

    /// The first files are tables of data, with so many functions each.
    fn tables(mut facts: Facts, files: usize, functions: u32) -> Facts {
        let first = facts.files.iter_mut().take(files);
        first.for_each(|file| (file.functions, file.cyclomatic_sum) = (functions, functions));
        facts
    }

    /// Ten people commit regularly, and so many of 40 changes came as requests.
    fn asked(mut facts: Facts, requests: usize) -> Facts {
        facts.commits.clear();
        (0..8).for_each(|_| {
            add_person(&mut facts, 1);
        });
        for at in 0..40 {
            add_commit(&mut facts, if at < requests { "Round prices (#12)" } else { "Round prices" }, 1);
            facts.commits[at].author = PersonIx::new(1 + at % 10);
        }
        facts
    }

    fn small(mut facts: Facts) -> Facts {
        facts.files[9].code = 99;
        facts
    }

    #[test]
    fn the_share_of_lines_without_their_author_decides() {
        let mut bots = system(5, 400, 1, 1);
        bots.contributions.clear();
        let (mut shared, mut created) = (system(5, 400, 1, 2), system(5, 400, 1, 2));
        let here = PersonIx::new(1);
        for at in 0..5 {
            // A quarter of the changes is knowledge; one of seven is not.
            add_contribution(&mut shared, FileIx::new(at), here, if at < 3 { 2 } else { 1 }, 1);
            // 3.293 + 1.098 + 0.164 - 0.321 ln 7 = 3.93: an author by degree, of one change in seven.
            add_contribution(&mut created, FileIx::new(at), here, 1, 1);
            created.contributions.iter_mut().for_each(|one| one.created = one.person == here);
        }
        // One of five lost files changed, one of six in nine and in ten changes, and one of eleven, ten times.
        let (mut touched, mut resting) = (system(5, 400, 1, 0), system(5, 400, 1, 0));
        let of_six = |revisions: u32| {
            let mut facts = system(6, 400, 1, 0);
            facts.files[0].history = Some(history(revisions));
            facts
        };
        touched.files[0].history = Some(history(10));
        for at in 0..6 {
            let file = add_file(&mut resting, &format!("shop/old{at}.py"), |_| {});
            add_contribution(&mut resting, file, PersonIx::new(0), 6, 0);
        }
        resting.files[0].history = Some(history(10));
        let mut alone = system(2, 400, 1, 1);
        alone.commits.iter_mut().for_each(|commit| commit.author = here);
        for (facts, expected, score, severity) in [
            (system(2, 400, 1, 1), "ok", 1.0, None),
            (system(3, 400, 1, 1), "found 1", 0.8, Some(Severity::Low)),
            // Taken over: three of the changes of the last 24 months.
            (taken_over(3), "ok", 1.0, None),
            (taken_over(2), "found 1", 0.0, Some(Severity::Medium)),
            (system(5, 400, 1, 2), "found 1", 0.0, Some(Severity::Medium)),
            // Five changes in all.
            (system(5, 400, 1, 1), "found 1", 0.0, Some(Severity::Low)),
            (system(5, 400, 1, 0), "found 1", 0.0, Some(Severity::Low)),
            (system(5, 300, 1, 1), "ok", 1.0, None),
            // Two commits a year are a visit.
            (visited(5, 400, 1, 2, 2), "found 1", 0.0, Some(Severity::Medium)),
            (visited(5, 400, 1, 1, 3), "ok", 1.0, None),
            (system(5, 400, 400, 0), "found 1", 0.0, Some(Severity::Medium)),
            (touched, "found 1", 0.0, Some(Severity::Medium)),
            (of_six(9), "found 1", 0.0, Some(Severity::Low)),
            (of_six(10), "found 1", 0.0, Some(Severity::Medium)),
            (resting, "found 1", 0.0, Some(Severity::Low)),
            (shared, "ok", 1.0, None),
            (created, "found 1", 0.0, Some(Severity::Medium)),
            (alone, "not-applicable", 0.0, None),
            // Four of the five lost files are data: 100 of 600 lines. Plain methods are none.
            (tables(system(5, 400, 1, 2), 4, 0), "ok", 1.0, None),
            (tables(system(5, 400, 1, 2), 4, 1), "found 1", 0.0, Some(Severity::Medium)),
            // Nine in ten changes came as requests: told, and half of the score is kept.
            (asked(system(5, 400, 1, 2), 36), "found 1", 0.5, Some(Severity::Medium)),
            (asked(system(5, 400, 1, 2), 35), "found 1", 0.0, Some(Severity::Medium)),
            (old_clone(system(2, 400, 1, 1)), "could-not-assess", 0.0, None),
            // Six of ten files came in an import.
            (imported(system(5, 400, 1, 1), 6), "could-not-assess", 0.0, None),
            (bots, "not-applicable", 0.0, None),
            (shallow(system(5, 400, 1, 1)), "could-not-assess", 0.0, None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert!((assessment.score - score).abs() < 1e-9, "{}", assessment.score);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn what_is_said_is_what_is_known() {
        for (facts, key, confidence, figures) in [
            (system(5, 400, 1, 1), "found", Confidence::Medium, "(\"lines\", Count(1000))"),
            // Two lost files of ten came in an import: 3 of 8 are lost.
            (imported(system(5, 400, 1, 1), 2), "found", Confidence::Medium, "(\"left_out\", Count(200))"),
            // The authors of fewer than two thirds of the lines are known.
            (imported(system(9, 400, 1, 1), 4), "found-spread", Confidence::Medium, ""),
            (tables(small(system(6, 400, 1, 5)), 2, 0), "found", Confidence::Medium, "(\"data\", Count(200))"),
            // Nobody changed what is lost.
            (system(5, 400, 1, 0), "found-spread", Confidence::Medium, ""),
            // Whoever takes over a system at rest finds the lines of imports as well.
            (imported(system(5, 400, 400, 0), 2), "found-dormant", Confidence::Medium, "(\"lines\", Count(1000))"),
            (old_clone(system(5, 400, 400, 0)), "found-dormant", Confidence::Low, "(\"last\", "),
            (old_clone(system(5, 400, 200, 1)), "found-old-clone", Confidence::Low, "(\"last\", "),
            // Up to the middle between the ends no part is listed.
            (system(3, 400, 1, 1), "found-spread", Confidence::Medium, ""),
            (system(4, 400, 1, 2), "found", Confidence::Medium, ""),
            // Fewer than 1,000 lines that changed less than once a month.
            (small(system(5, 400, 1, 2)), "found-spread", Confidence::Medium, ""),
            (small(system(5, 400, 1, 3)), "found", Confidence::Medium, ""),
        ] {
            let finding = CHECK.assess(&facts, &Policy::default()).findings.remove(0);
            assert_eq!((finding.message.key, finding.confidence), (key, confidence));
            assert!(format!("{:?}", finding.message.args).contains(figures), "{:?}", finding.message);
        }
    }
}
