//! SEC-06: pipelines that run whatever a stranger publishes under a name that he can move.

use crate::Rule;
use crate::pipelines::{job_at, rights_at};
use crate::support::{days, file_scope, file_unit, lines_evidence, manifests_of, measured, percent, ships};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{ActionUse, Facts, FileIx, Manifest, Permissions, Pipeline, PipelineSystem};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeSet;

/// Most lines that a finding names.
const SHOWN_LINES: usize = 20;

/// Weight of an image or of an action of the host itself, beside 1 for an action of a third party.
const LIGHT: f64 = 0.25;

static META: CheckMeta = CheckMeta {
    id: "SEC-06",
    name: "unpinned-actions",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "GitHub workflows and actions of the repository that use actions of third parties by a tag or branch \
            instead of \
            a commit hash. Actions of `actions/` and `github/` and images without digest weigh a quarter in the score \
            and \
            are not listed. One finding for each file.",
    matters: "A tag can be moved: whoever takes over the account of that stranger runs his code in your pipeline, \
              with its \
              secrets. It happened to tj-actions/changed-files in March 2025.",
    evidence: "The lines that use such actions, up to 20.",
    effort: "A tenth of a day for each file plus a fiftieth for each use, up to three times that; tools do it at once.",
    texts: &[
        Text { key: "title", english: "Pipeline steps of third parties that can change under a fixed name" },
        Text {
            key: "found",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }.",
        },
        Text {
            key: "found-builds",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the \
                      token of the host is named in the same job, and no right to write at that host in the file.",
        },
        Text {
            key: "found-runs",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the \
                      token of the host is named in the same job, and no right to write at that host in the file.",
        },
        Text {
            key: "found-undeclared",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the \
                      token of the host is named in the same job; the file does not say what that token may do.",
        },
        Text {
            key: "found-undeclared-builds",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the \
                      token of the host is named in the same job; the file does not say what that token may do.",
        },
        Text {
            key: "found-writes",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. The token of that file may write.",
        },
        Text {
            key: "found-writes-by-step",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. The file does not say what its token \
                      may do, but a step of it writes at the host ({ $writer }).",
        },
        Text {
            key: "found-writes-sign-in",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. The token of that file may write, and \
                      it may ask for one that signs it in elsewhere (`id-token`).",
        },
        Text {
            key: "found-sign-in",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the \
                      token of the host is named in the same job, and that job asks for no right to write \
                      at that host; but it may ask for a token that signs it in elsewhere (`id-token`).",
        },
        Text {
            key: "works",
            english: "No action of a third party is used by a name that can be moved (container images are not looked at).",
        },
        Text {
            key: "consequence",
            english: "If one of these projects is taken over, its new code reads the secrets of your pipeline at the \
                      next run.",
        },
        Text {
            key: "consequence-builds",
            english: "If one of these projects is taken over, its new code runs in your builds at the next run and can \
                      change what they test and build.",
        },
        Text {
            key: "consequence-runs",
            english: "If one of these projects is taken over, its new code runs in your pipeline at the next run.",
        },
        Text {
            key: "consequence-undeclared",
            english: "If one of these projects is taken over, its new code runs in your pipeline at the next run, with \
                      all the rights that your host gives to a token where a file does not say.",
        },
        Text {
            key: "consequence-undeclared-builds",
            english: "If one of these projects is taken over, its new code runs in your builds at the next run and can \
                      change what they test and build, with all the rights that your host gives to a token where a file does not say.",
        },
        Text {
            key: "consequence-writes",
            english: "If one of these projects is taken over, its new code writes at the host of your code at the next run: \
                      whatever the token of this pipeline may write.",
        },
        Text {
            key: "consequence-writes-by-step",
            english: "If one of these projects is taken over, its new code writes at the host of your code at the next run: \
                      whatever the token of this pipeline may write.",
        },
        Text {
            key: "consequence-writes-sign-in",
            english: "If one of these projects is taken over, its new code writes at the host of your code at the next run, \
                      whatever the token of this pipeline may write, and can sign in wherever this pipeline is let in without a \
                      password.",
        },
        Text {
            key: "consequence-sign-in",
            english: "If one of these projects is taken over, its new code runs in your pipeline at the next run, and can sign in \
                      wherever this pipeline is let in without a password.",
        },
        Text {
            key: "remedy",
            english: "Replace each tag by the full commit hash with the tag as a comment, and let the update bot move \
                      it \
                      forward.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "pinned_uses_percent",
        green: 100.0,
        red: 0.0,
        source: "OpenSSF Scorecard: Pinned-Dependencies, risk medium",
    }],
    exceptions: &[
        "Actions of the host (`actions/`, `github/`) belong to who runs the pipeline anyway: not listed.",
        "Local actions (`./`) are part of the repository.",
        "Actions and workflows of your own organisation: an owner who is in the name of a package of the repository \
         (`@acme/shop`, `acme/shop`, `org.acme:shop`), or with whose name the name of the repository begins \
         (`acme-shop`). What is not told by that has to be waived with the reason.",
        "Some signing workflows must be called by tag to be verifiable (SLSA generators): left out.",
        "Where the workflow asks for no right to write and its job names no secret but the token of the host, less is at stake \
         (tokio): low severity, and told so. A secret in the step of such an action itself (hrms), or in the environment of \
         its job or file (grandnode), makes it medium; so does a right to write, told without a word of secrets where none \
         is named (tokio's `audit.yml`).",
        "`id-token: write` is no right to write at the host of the code (openmrs' `build.yaml`): it lets the pipeline sign in \
         elsewhere, is told as that, and makes it medium only where an action of the same job signs in with it (its name speaks of \
         auth, login, credentials, publish, deploy or release). Such a file comes first, and where its token may write as well \
         both are told (spree's `release.yml`).",
        "`security-events: write` writes results of scanners and nothing else (openmrs' `scorecard.yml`): no right to write here.",
        "Where neither the file nor the job says what its token may do, the host's default decides, which is not in the \
         repository: told so, low. A step of the file that commits, opens requests or publishes releases with that token \
         (`peter-evans/create-pull-request` and the like; commands are not read) tells that it may write: medium (juice-shop's \
         `image_actions.yml`).",
    ],
    precision: Some(Precision { read: 42, correct: 42, repositories: 7 }),
    sources: &[
        "OpenSSF Scorecard: Pinned-Dependencies",
        "GitHub: Security hardening for GitHub Actions, using third-party actions",
        "CVE-2025-30066 (tj-actions/changed-files)",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let pipelines: Vec<&Pipeline> = facts
        .pipelines
        .iter()
        .filter(|p| matches!(p.system, PipelineSystem::GitHubActions | PipelineSystem::GitHubAction))
        .collect();
    if pipelines.is_empty() {
        return Assessment::not_applicable("there are no GitHub workflows or actions");
    }
    if pipelines.iter().all(|pipeline| !pipeline.read) {
        return Assessment::could_not_assess("no workflow could be read", "workflow files that are valid YAML");
    }
    let (mut loose, mut all) = (0.0, 0.0);
    let used = pipelines.iter().flat_map(|pipeline| pipeline.uses.iter().map(|used| (pipeline.file, used)));
    for (file, used) in used.filter(|(_, used)| !used.local) {
        all += 1.0;
        if !used.pinned && !must_be_tagged(&used.name) {
            loose += if is_third_party(used) && !is_own(facts, file, &used.name) { 1.0 } else { LIGHT };
        }
    }
    if all == 0.0 {
        return Assessment::not_applicable("the workflows use nothing from outside");
    }
    let value = percent(1.0 - loose / all);
    let figures = vec![measured("pinned_uses_percent", value, "%")];
    let findings: Vec<Finding> = pipelines.iter().filter_map(|pipeline| finding(facts, pipeline)).collect();
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "pinned_uses_percent").score(value), figures, findings)
}

/// An action of somebody else: `owner/name`. An image carries `docker://` or a registry with a dot before the first `/`.
fn is_third_party(used: &ActionUse) -> bool {
    let name = used.name.to_ascii_lowercase();
    name.split_once('/').is_some_and(|(owner, _)| !matches!(owner, "actions" | "github") && !owner.contains(['.', ':']))
}

/// Publishers of actions for everybody, whose name often begins the name of a repository of others.
const PUBLISHERS: [&str; 10] =
    ["android", "azure", "codecov", "docker", "gradle", "php", "python", "ruby", "rust", "terraform"];

/// True when the owner of an action is the one of the repository, as far as names tell.
fn is_own(facts: &Facts, file: FileIx, action: &str) -> bool {
    let Some((owner, _)) = action.split_once('/') else { return false };
    let owner = owner.to_ascii_lowercase();
    let repository = facts.repository_of(file).name.to_ascii_lowercase();
    let begins =
        repository.strip_prefix(&owner).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.']));
    let names = |manifest: &&Manifest| !manifest.lock && ships(facts.file(manifest.file));
    let in_scope = |manifest: &Manifest| {
        let name = manifest.name.trim_start_matches('@').to_ascii_lowercase();
        let (group, _) = name.split_once(['/', ':']).unwrap_or(("", ""));
        let mut parts = group.split('.');
        let is_domain = parts.next().is_some_and(|top| matches!(top, "com" | "dev" | "io" | "net" | "org"));
        group == owner || (is_domain && parts.next().is_some_and(|name| name == owner))
    };
    (begins && owner.len() > 2 && !PUBLISHERS.contains(&owner.as_str()))
        || manifests_of(facts, facts.file(file).repository.at()).iter().filter(names).any(in_scope)
}

/// Verifiers read the tag of these: a hash would make the result unverifiable.
fn must_be_tagged(name: &str) -> bool {
    name.to_ascii_lowercase().starts_with("slsa-framework/slsa-github-generator/")
}

fn finding(facts: &Facts, pipeline: &Pipeline) -> Option<Finding> {
    let loose: Vec<&ActionUse> = pipeline
        .uses
        .iter()
        .filter(|used| !used.local && !used.pinned && is_third_party(used) && !must_be_tagged(&used.name))
        .filter(|used| !is_own(facts, pipeline.file, &used.name))
        .collect();
    // A branch moves each day, a tag only when somebody moves it: the branch is the better example.
    let first = loose.iter().find(|used| is_branch(&used.reference)).or(loose.first())?;
    let path = &facts.file(pipeline.file).path;
    let stake = Stake::of(pipeline, &loose);
    let handed = loose.iter().any(|used| used.gets_secret);
    // An action that is used ten times is pinned by one decision.
    let distinct: BTreeSet<&str> = loose.iter().map(|used| used.name.as_str()).collect();
    let count = distinct.len() as f64;
    let evidence: Vec<Evidence> =
        loose.iter().take(SHOWN_LINES).map(|used| lines_evidence(facts, pipeline.file, used.line, used.line)).collect();
    let key = if handed || loose.iter().any(|used| used.secret_in_job) { "found" } else { stake.key() };
    let mut message =
        Message::new(key).path("path", path).count("count", distinct.len() as u64).name("example", shown(first));
    if let Some(writer) = stake.writer.filter(|_| key == "found-writes-by-step") {
        message = message.name("writer", writer);
    }
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name()]),
        scope: file_scope(facts, pipeline.file),
        severity: if stake.is_medium() || handed { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message,
        evidence,
        effort: days(0.1 + 0.02 * count, 0.3 + 0.06 * count, 3.0),
        remediation_unit: file_unit(facts, pipeline.file),
        rank: if stake.trades { SIGNS_IN_FIRST + count } else { count },
    })
}

/// Added to the rank of a file with an action that signs in elsewhere: what is taken over there reaches the users.
const SIGNS_IN_FIRST: f64 = 1_000.0;

/// What the token of a workflow may do where actions of third parties run.
struct Stake<'a> {
    /// The file lets the token write.
    writes: bool,
    /// One of the actions runs in a job that may ask for a token that signs it in elsewhere.
    signs_in: bool,
    /// Another step of that job, or the action itself, signs in with it.
    trades: bool,
    /// One of the actions runs in a job for which nothing is said.
    undeclared: bool,
    /// The action that tells that what is not said is the right to write.
    writer: Option<&'a str>,
    /// Tests or builds, as far as can be read.
    builds: bool,
}

impl<'a> Stake<'a> {
    fn of(pipeline: &'a Pipeline, loose: &[&ActionUse]) -> Self {
        let rights = |used: &ActionUse| rights_at(pipeline, used.line);
        let job = |used: &ActionUse| job_at(pipeline, used.line).map(|job| job.line);
        let writes = pipeline.permissions.may_write() || pipeline.jobs.iter().any(|job| job.permissions.may_write());
        // The token that signs in is there for the job that asks for it, and worth something where a step trades it.
        let may_sign_in: Vec<&&ActionUse> = loose.iter().filter(|used| rights(used).may_sign_in()).collect();
        let traders = || pipeline.uses.iter().filter(|used| trades_token(&used.name));
        let undeclared = loose.iter().any(|used| rights(used) == Permissions::Undeclared);
        // With a secret in its job, the step may write with that.
        let tells = |used: &&ActionUse| {
            rights(used) == Permissions::Undeclared && !used.secret_in_job && writes_at_host(&used.name)
        };
        Self {
            writes,
            signs_in: !may_sign_in.is_empty(),
            trades: may_sign_in.iter().any(|used| traders().any(|trader| job(trader) == job(used))),
            undeclared,
            writer: pipeline.uses.iter().filter(|_| undeclared).find(tells).map(|used| used.name.as_str()),
            builds: pipeline.runs_tests || pipeline.builds || pipeline.may_test,
        }
    }

    fn is_medium(&self) -> bool {
        self.writes || self.trades || self.writer.is_some()
    }

    /// The worst that can be said when no secret is near.
    fn key(&self) -> &'static str {
        match self {
            Self { writes: true, trades: true, .. } => "found-writes-sign-in",
            Self { writes: true, .. } => "found-writes",
            Self { trades: true, .. } => "found-sign-in",
            Self { writer: Some(_), .. } => "found-writes-by-step",
            Self { signs_in: true, .. } => "found-sign-in",
            Self { undeclared: true, builds: true, .. } => "found-undeclared-builds",
            Self { undeclared: true, .. } => "found-undeclared",
            Self { builds: true, .. } => "found-builds",
            _ => "found-runs",
        }
    }
}

/// Actions that commit, open requests or publish releases with the token of the host, in lower case. Source: their own
/// READMEs, which take that token by default and ask for `contents: write`.
const WRITERS: [&str; 11] = [
    "ad-m/github-push-action",
    "endbug/add-and-commit",
    "googleapis/release-please-action",
    "jamesives/github-pages-deploy-action",
    "ncipollo/release-action",
    "peaceiris/actions-gh-pages",
    "peter-evans/create-pull-request",
    "release-drafter/release-drafter",
    "softprops/action-gh-release",
    "stefanzweifel/git-auto-commit-action",
    "svenstaro/upload-release-action",
];

fn writes_at_host(action: &str) -> bool {
    WRITERS.iter().any(|known| action.eq_ignore_ascii_case(known))
}

/// Words in the names of actions that sign in somewhere: a cloud, a registry.
const TRADERS: [&str; 6] = ["auth", "credentials", "deploy", "login", "publish", "release"];

/// True for an action that signs in elsewhere, as its name says; what deploys or releases at the host itself does not.
fn trades_token(action: &str) -> bool {
    let mut words = action.split(|c: char| !c.is_ascii_alphanumeric());
    let is_elsewhere = !writes_at_host(action) && !action.eq_ignore_ascii_case("actions/deploy-pages");
    is_elsewhere && words.any(|word| TRADERS.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// A name that is no version: `main`, `master`, `stable`; without any, the default branch is meant.
fn is_branch(reference: &str) -> bool {
    !reference.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit())
}

fn shown(used: &ActionUse) -> String {
    if used.reference.is_empty() { used.name.clone() } else { format!("{}@{}", used.name, used.reference) }
}

#[cfg(test)]
#[path = "unpinned_actions/tests.rs"]
mod tests;
