//! SEC-05: nobody is told when a dependency has a new version.

use crate::Rule;
use crate::support::{
    absence, commits_of, days, history_gap, manifests_of, measured, percent, pipelines_of, repository_scope, share,
    year_ago,
};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{CommitFacts, DocumentRole, Facts, FileKind, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

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

const LOOKED_FOR: &str = "configuration of Dependabot, Renovate or another update bot; its commits in the last 12 \
months; \
                          a pipeline step that runs it";

static META: CheckMeta = CheckMeta {
    id: "SEC-05",
    name: "missing-update-bot",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository that declares dependencies and shows no program that proposes their updates: no \
            configuration of \
            one, no commit of one in the last 12 months, no pipeline step that runs one.",
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
        Text { key: "works", english: "A program proposes updates of dependencies in each repository." },
        Text {
            key: "consequence",
            english: "A published hole in a dependency stays in your product until somebody reads about it by chance.",
        },
        Text {
            key: "remedy",
            english: "Switch on Dependabot or Renovate with grouped weekly updates, let the pipeline test each of \
                      them, \
                      and name who merges them.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "repositories_with_bot_percent",
        green: 100.0,
        red: 0.0,
        source: "OpenSSF Scorecard: Dependency-Update-Tool, risk high",
    }],
    exceptions: &[
        "A bot set up for the whole organisation leaves no file, but commits: those of the last 12 months count.",
        "Security updates switched on at the code host alone show nothing in a quiet year: the confidence is medium.",
        "Projects with a release tool of their own that raises versions show no bot for those dependencies: \
         waive it with the reason.",
        "Repositories without dependencies, and manifests of vendored code, are left out.",
    ],
    precision: None,
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
    manifests_of(facts, repository)
        .iter()
        .filter(|manifest| !manifest.lock && facts.file(manifest.file).kind != FileKind::Vendored)
        .map(|manifest| u64::from(manifest.dependencies))
        .sum()
}

fn has_bot(facts: &Facts, repository: usize) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        BOTS.iter().any(|bot| name.contains(bot))
    };
    let since = year_ago(facts);
    let by_bot = |commit: &CommitFacts| {
        let author = facts.people.get(commit.author.at());
        commit.committed_at >= since && author.is_some_and(|person| person.bot && known(&person.name))
    };
    facts.documents_of(DocumentRole::UpdateBot).any(|document| facts.file(document.file).repository.at() == repository)
        || pipelines_of(facts, repository).iter().flat_map(|pipeline| &pipeline.uses).any(|used| known(&used.name))
        || commits_of(facts, repository).iter().any(by_bot)
}

fn finding(facts: &Facts, at: usize, repository: &RepositoryFacts) -> Finding {
    let dependencies = declared(facts, at);
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Medium,
        confidence: Confidence::Medium,
        message: Message::new("found").name("repository", repository.name.as_str()).count("count", dependencies),
        evidence: vec![absence(repository, LOOKED_FOR)],
        effort: days(0.5, 1.0, 1.0),
        remediation_unit: format!("update-bot:{}", repository.name),
        rank: dependencies as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{action_use, add_commit, add_file, add_pipeline, empty_facts, said, shallow};
    use quarterdeck_facts::{Document, DocumentRole, Ecosystem, Facts, Manifest};
    use quarterdeck_findings::Policy;

    fn system(dependencies: u32) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, "package.json", |_| {});
        let name = String::new();
        let ecosystem = Ecosystem::Npm;
        facts.manifests.push(Manifest {
            file,
            ecosystem,
            lock: false,
            name,
            library: false,
            licence: String::new(),
            dependencies,
            locked_by: None,
        });
        facts
    }

    fn bot_commit(name: &str, bot: bool, ago: i64) -> Facts {
        let mut facts = system(3);
        add_commit(&mut facts, "Bump left-pad", ago);
        (facts.people[0].name, facts.people[0].bot) = (name.to_owned(), bot);
        facts
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
            (bot_commit("Renovate Marie", false, 10), "found 1"),
            (system(3), "found 1"),
            (shallow(system(3)), "could-not-assess"),
            (system(0), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
