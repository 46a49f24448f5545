//! SEC-05: nobody is told when a dependency has a new version.

use crate::Rule;
use crate::support::{
    YEAR_DAYS, absence, commits_of, days, dependencies_of, file_evidence, history_gap, insecure_on_purpose,
    lines_evidence, manifests_of, measured, percent, recent_commits, repository_scope, running_pipelines, share,
};
use quarterdeck_base::{Fingerprint, Message, RepoPath};
use quarterdeck_facts::{CommitFacts, DocumentRole, Facts, FileIx, FileKind, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Names of programs that propose updates, as their commits or pipeline steps show them.
const BOTS: &[&str] = &[
    "dependabot",
    "depfu",
    "greenkeeper",
    "mend-",
    "pyup",
    "renovate",
    "scala-steward",
    "snyk",
    "updatecli",
    "whitesource",
];

/// Configuration of Dependabot before it became a part of its host, which reads another file since.
/// <https://github.blog/changelog/2021-04-29-goodbye-dependabot-preview-hello-dependabot/>
const RETIRED: &[u8] = b".dependabot/config.yml";

const LOOKED_FOR: &str = "configuration that Dependabot, Renovate or another update bot reads; its commits in the 12 \
                          months before the last commit; a pipeline step that runs it";

static META: CheckMeta = CheckMeta {
    id: "SEC-05",
    name: "missing-update-bot",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository that declares dependencies and shows no program that proposes their updates: no \
            configuration of \
            one, no commit of one in the 12 months before the last commit, no pipeline step that runs one.",
    matters: "Known holes stay open for as long as nobody looks, and each skipped update makes the next one dearer.",
    evidence: "What was looked for.",
    effort: "Half a day to one day for each repository, then an hour a week.",
    texts: &[
        Text { key: "title", english: "Nothing proposes updates of dependencies" },
        Text {
            key: "found",
            english: "Repository { $repository } declares { $count ->\n    [one] one dependency\n   *[other] { $count \
                      } dependencies\n }, and no program proposes their updates.",
        },
        Text {
            key: "found-retired",
            english: "Repository { $repository } declares { $count ->\n    [one] one dependency\n   *[other] { $count \
                      } dependencies\n }; { $path } is a configuration of Dependabot that its host stopped reading in 2021, \
                      and no other program proposes their updates.",
        },
        Text {
            key: "found-lesson",
            english: "Repository { $repository } declares { $count ->\n    [one] one dependency\n   *[other] { $count \
                      } dependencies\n }, and no { $retired ->\n    [yes] other program proposes their updates than Dependabot by { $config }, \
                      which its host stopped reading in 2021\n   *[no] program proposes their updates\n }. It says of itself that it is insecure on \
                      purpose, to learn with ({ $path }, line { $line }): outdated packages may be part of the lesson.",
        },
        Text { key: "works", english: "A program proposes updates of dependencies in each repository." },
        Text {
            key: "consequence",
            english: "A published hole in a dependency stays in your product until somebody reads about it by chance.",
        },
        Text {
            key: "consequence-lesson",
            english: "What is not part of the lesson grows old with what is, and nobody can tell the two apart.",
        },
        Text {
            key: "remedy",
            english: "Switch on Dependabot or Renovate with grouped weekly updates, let the pipeline test each of \
                      them, \
                      and name who merges them.",
        },
        Text {
            key: "remedy-lesson",
            english: "Write down which packages are outdated on purpose, and switch on Dependabot or Renovate for the others.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "repositories_with_bot_percent",
        green: 100.0,
        red: 0.0,
        source: "OpenSSF Scorecard: Dependency-Update-Tool, risk high",
    }],
    exceptions: &[
        "Software that says of itself that it is insecure on purpose, to learn with (NodeGoat): low, with the place where it says so.",
        "A repository in which nobody has committed in the last 12 months: low, as nobody is there to merge what a bot proposes.",
        "Where nobody commits any more, a bot is silent too: the 12 months end with the last commit of the repository.",
        "A configuration of Dependabot's first version (`.dependabot/config.yml`) is read by nobody since August 2021: it \
         is told, and counts as none.",
        "A package that many manifests name counts once; packages of the repository itself do not count.",
        "A bot set up for the whole organisation leaves no file, but commits: those of the last 12 months count.",
        "Security updates switched on at the code host alone show nothing in a quiet year: the confidence is medium.",
        "Projects with a release tool of their own that raises versions show no bot for those dependencies: \
         waive it with the reason.",
        "Repositories without dependencies, and manifests of vendored code, are left out.",
    ],
    precision: Some(Precision { read: 16, correct: 16, repositories: 8 }),
    sources: &[
        "OpenSSF Scorecard: Dependency-Update-Tool",
        "Cox, Bouwers, van Eekelen, Visser: Measuring Dependency Freshness, ICSE 2015",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let judged: Vec<(usize, &RepositoryFacts)> =
        facts.repositories.iter().enumerate().filter(|(at, _)| declared(facts, *at) > 0).collect();
    if judged.is_empty() {
        return Assessment::not_applicable("no manifest declares a dependency");
    }
    let findings: Vec<Finding> = judged
        .iter()
        .filter(|(at, _)| !has_bot(facts, *at))
        .map(|(at, repository)| finding(facts, *at, repository))
        .collect();
    let value = percent(share((judged.len() - findings.len()) as u64, judged.len() as u64));
    let figures = vec![measured("repositories_with_bot_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    // A bot without a file shows in commits only, and those may be cut away.
    if let Some(gap) = history_gap(facts) {
        return gap;
    }
    Assessment::found(policy.threshold(&META, "repositories_with_bot_percent").score(value), figures, findings)
}

fn declared(facts: &Facts, repository: usize) -> u64 {
    let own: BTreeSet<&str> = manifests_of(facts, repository).iter().map(|one| one.name.as_str()).collect();
    manifests_of(facts, repository)
        .iter()
        .filter(|manifest| !manifest.lock && facts.file(manifest.file).kind != FileKind::Vendored)
        .flat_map(|manifest| dependencies_of(facts, manifest.file))
        .filter(|dependency| !own.contains(dependency.name.as_str()))
        .map(|dependency| (dependency.ecosystem, dependency.name.as_str()))
        .collect::<BTreeSet<_>>()
        .len() as u64
}

fn has_bot(facts: &Facts, repository: usize) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        BOTS.iter().any(|bot| name.contains(bot))
    };
    let since = facts.repositories[repository].committed_at.min(facts.as_of).days_before(YEAR_DAYS);
    let by_bot = |commit: &CommitFacts| {
        let author = facts.people.get(commit.author.at());
        commit.committed_at >= since && author.is_some_and(|person| person.bot && known(&person.name))
    };
    facts.documents_of(DocumentRole::UpdateBot).any(|document| facts.file(document.file).repository.at() == repository)
        || running_pipelines(facts, repository).flat_map(|pipeline| &pipeline.uses).any(|used| known(&used.name))
        || commits_of(facts, repository).iter().any(by_bot)
}

fn finding(facts: &Facts, at: usize, repository: &RepositoryFacts) -> Finding {
    let dependencies = declared(facts, at);
    let retired = facts.files.iter().position(|file| file.repository.at() == at && file.path.as_bytes() == RETIRED);
    let mut evidence = vec![absence(repository, LOOKED_FOR)];
    let lesson = insecure_on_purpose(facts, at);
    let mut message = Message::new(match (lesson, retired) {
        (Some(_), _) => "found-lesson",
        (None, Some(_)) => "found-retired",
        (None, None) => "found",
    });
    let retired = retired.map(FileIx::new);
    if let Some(file) = retired {
        evidence.insert(0, file_evidence(facts, file));
    }
    if let Some(claim) = lesson {
        evidence.insert(0, lines_evidence(facts, claim.file, claim.line, claim.line));
        message = message.path("path", &facts.file(claim.file).path).count("line", u64::from(claim.line));
        message = message.name("retired", if retired.is_some() { "yes" } else { "no" });
        message = message.path("config", &retired.map_or(RepoPath::default(), |file| facts.file(file).path.clone()));
    } else if let Some(file) = retired {
        message = message.path("path", &facts.file(file).path);
    }
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        // Nobody is there to merge what a bot proposes.
        severity: if lesson.is_some() || recent_commits(facts, at).next().is_none() {
            Severity::Low
        } else {
            Severity::Medium
        },
        confidence: Confidence::Medium,
        message: message.name("repository", repository.name.as_str()).count("count", dependencies),
        evidence,
        effort: days(0.5, 1.0, 1.0),
        remediation_unit: format!("update-bot:{}", repository.name),
        rank: dependencies as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{
        action_use, add_commit, add_file, add_manifest, add_pipeline, days_ago, empty_facts, said, shallow,
    };
    use quarterdeck_facts::{Document, DocumentRole, Ecosystem, Facts, SignalRole};
    use quarterdeck_findings::{Policy, Severity};

    fn system(dependencies: usize) -> Facts {
        let mut facts = empty_facts();
        let packages = [("left-pad", "1.0.0"), ("right-pad", "1.0.0"), ("pad", "1.0.0")];
        add_manifest(&mut facts, "package.json", Ecosystem::Npm, &packages[..dependencies]);
        facts
    }

    /// The last commit of the repository and the bot's one, so many days ago.
    fn at_rest(last: i64, of_bot: i64) -> Facts {
        let mut facts = bot_commit("dependabot[bot]", true, of_bot);
        facts.repositories[0].committed_at = days_ago(last);
        facts
    }

    #[test]
    fn a_package_of_many_manifests_counts_once() {
        let mut facts = system(2);
        add_manifest(&mut facts, "web/package.json", Ecosystem::Npm, &[("left-pad", "1.0.0"), ("pad", "2.0.0")]);
        assert_eq!(super::declared(&facts, 0), 3);
        facts.manifests[0].name = "pad".to_owned();
        assert_eq!(super::declared(&facts, 0), 2, "a package of the repository itself");
    }

    fn bot_commit(name: &str, bot: bool, ago: i64) -> Facts {
        let mut facts = system(3);
        add_commit(&mut facts, "Bump left-pad", ago);
        (facts.people[0].name, facts.people[0].bot) = (name.to_owned(), bot);
        facts
    }

    #[test]
    fn where_nobody_merges_or_old_packages_teach_it_is_low() {
        for (last_commit, insecure, key, severity) in [
            (9, false, "found", Severity::Medium),
            (400, false, "found", Severity::Low),
            (9, true, "found-lesson", Severity::Low),
        ] {
            let mut facts = system(3);
            add_commit(&mut facts, "Round prices", last_commit);
            if insecure {
                add_signal(&mut facts, "README.md", SignalRole::InsecureOnPurpose);
            }
            let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
            assert_eq!((finding.message.key, finding.severity), (key, severity), "{last_commit} {insecure}");
        }
    }

    #[test]
    fn a_lesson_does_not_hide_a_configuration_that_nobody_reads() {
        for (path, retired, evidence) in [(".dependabot/config.yml", "yes", 3), ("a.yml", "no", 2)] {
            let mut facts = system(3);
            add_file(&mut facts, path, |_| {});
            add_signal(&mut facts, "README.md", SignalRole::InsecureOnPurpose);
            let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
            let told = finding.message.args.iter().find(|(name, _)| *name == "retired").unwrap();
            assert_eq!((finding.message.key, finding.evidence.len()), ("found-lesson", evidence));
            assert_eq!(told.1, quarterdeck_base::Arg::Name(retired.to_owned()));
        }
    }

    #[test]
    fn a_configuration_that_nobody_reads_is_told() {
        for (path, key, evidence) in [(".dependabot/config.yml", "found-retired", 2), ("a.yml", "found", 1)] {
            let mut facts = system(3);
            add_file(&mut facts, path, |_| {});
            let assessment = CHECK.assess(&facts, &Policy::default());
            let finding = &assessment.findings[0];
            assert_eq!((finding.message.key, finding.evidence.len()), (key, evidence));
        }
    }

    #[test]
    fn a_file_a_commit_or_a_step_shows_the_bot() {
        let mut by_file = system(3);
        let file = add_file(&mut by_file, ".github/dependabot.yml", |_| {});
        by_file.documents.push(Document { role: DocumentRole::UpdateBot, file });
        let mut by_step = system(3);
        add_pipeline(&mut by_step, ".github/workflows/up.yml").uses.push(action_use(
            "renovatebot/github-action",
            "v40",
            false,
        ));
        for (facts, expected) in [
            (by_file, "ok"),
            (by_step, "ok"),
            (bot_commit("renovate[bot]", true, 300), "ok"),
            (bot_commit("renovate[bot]", true, 400), "found 1"),
            (at_rest(600, 606), "ok"),
            (at_rest(600, 1_000), "found 1"),
            (bot_commit("Renovate Marie", false, 10), "found 1"),
            (system(3), "found 1"),
            (shallow(system(3)), "could-not-assess"),
            (system(0), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
