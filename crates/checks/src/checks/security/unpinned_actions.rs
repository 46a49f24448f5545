//! SEC-06: pipelines that run whatever a stranger publishes under a name that he can move.

use crate::Rule;
use crate::pipelines::rights_at;
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
            key: "found-writes",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. The token of that file may write.",
        },
        Text {
            key: "found-sign-in",
            english: "{ $path } uses { $count ->\n    [one] one action or reusable workflow of a third party by a name \
                      that can be moved: { $example }\n   *[other] { $count } actions or reusable workflows of third parties \
                      by a name that can be moved, for example { $example }\n }. No secret but the token of the host is named \
                      in the same job, and no right to write at that host in the file; but it may ask for a token that signs \
                      it in elsewhere (`id-token`).",
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
            key: "consequence-writes",
            english: "If one of these projects is taken over, its new code writes at the host of your code at the next run: \
                      whatever the token of this pipeline may write.",
        },
        Text {
            key: "consequence-sign-in",
            english: "If one of these projects is taken over, its new code runs in your builds at the next run, and can sign in \
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
         auth, login, credentials, publish, deploy or release).",
    ],
    precision: Some(Precision { read: 26, correct: 26, repositories: 6 }),
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
    let may_write = |permissions: Permissions| matches!(permissions, Permissions::SomeWrite | Permissions::WriteAll);
    let writes = may_write(pipeline.permissions) || pipeline.jobs.iter().any(|job| may_write(job.permissions));
    // The token that signs in is there for the job that asks for it, and worth something where a step trades it.
    let may_sign_in = |used: &&ActionUse| rights_at(pipeline, used.line) == Permissions::SignIn;
    let signs_in = !writes && loose.iter().any(may_sign_in);
    let trades = signs_in && pipeline.uses.iter().filter(may_sign_in).any(|used| trades_token(&used.name));
    let handed = loose.iter().any(|used| used.gets_secret);
    // An action that is used ten times is pinned by one decision.
    let distinct: BTreeSet<&str> = loose.iter().map(|used| used.name.as_str()).collect();
    let count = distinct.len() as f64;
    let evidence: Vec<Evidence> =
        loose.iter().take(SHOWN_LINES).map(|used| lines_evidence(facts, pipeline.file, used.line, used.line)).collect();
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name()]),
        scope: file_scope(facts, pipeline.file),
        severity: if writes || handed || trades { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message: Message::new(match (handed || loose.iter().any(|used| used.secret_in_job), writes) {
            (true, _) => "found",
            (false, true) => "found-writes",
            (false, false) if signs_in => "found-sign-in",
            (false, false) => "found-builds",
        })
        .path("path", path)
        .count("count", distinct.len() as u64)
        .name("example", shown(first)),
        evidence,
        effort: days(0.1 + 0.02 * count, 0.3 + 0.06 * count, 3.0),
        remediation_unit: file_unit(facts, pipeline.file),
        rank: count,
    })
}

/// Words in the names of actions that sign in somewhere: a cloud, a registry.
const TRADERS: [&str; 6] = ["auth", "credentials", "deploy", "login", "publish", "release"];

fn trades_token(action: &str) -> bool {
    action
        .split(|c: char| !c.is_ascii_alphanumeric())
        .any(|word| TRADERS.iter().any(|one| word.eq_ignore_ascii_case(one)))
}

/// A name that is no version: `main`, `master`, `stable`; without any, the default branch is meant.
fn is_branch(reference: &str) -> bool {
    !reference.trim_start_matches('v').starts_with(|c: char| c.is_ascii_digit())
}

fn shown(used: &ActionUse) -> String {
    if used.reference.is_empty() { used.name.clone() } else { format!("{}@{}", used.name, used.reference) }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{action_use, add_manifest, add_pipeline, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, Permissions, PipelineJob};
    use quarterdeck_findings::{Policy, Severity};

    fn system(uses: &[(&str, bool)]) -> Facts {
        let mut facts = empty_facts();
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        pipeline.uses = uses.iter().map(|(name, pinned)| action_use(name, "v1", *pinned)).collect();
        facts
    }

    #[test]
    fn third_parties_are_used_by_hash() {
        let mut own = system(&[("acme/deploy", false), ("actions/checkout", true)]);
        add_manifest(&mut own, "pom.xml", Ecosystem::Maven, &[]);
        own.manifests[0].name = "org.acme.shop:api".to_owned();
        let mut strange = system(&[("acme/deploy", false)]);
        add_manifest(&mut strange, "pom.xml", Ecosystem::Maven, &[]);
        strange.manifests[0].name = "org.shop.acme:api".to_owned();
        let mut unread = system(&[("acme/deploy", false)]);
        unread.pipelines[0].read = false;
        for (facts, expected, score) in [
            (system(&[("acme/deploy", true)]), "ok", 1.0),
            (system(&[("actions/checkout", false)]), "ok", 1.0),
            (system(&[("acme/deploy", false)]), "found 1", 0.0),
            // One of third parties and one of the host: 1 - 1.25 / 2.
            (system(&[("acme/deploy", false), ("actions/checkout", false)]), "found 1", 0.375),
            (system(&[("slsa-framework/slsa-github-generator/.github/workflows/x.yml", false)]), "ok", 1.0),
            (system(&[("./local", false)]), "not-applicable", 0.0),
            (own, "ok", 1.0),
            (strange, "found 1", 0.0),
            (unread, "could-not-assess", 0.0),
            (empty_facts(), "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!((said(&assessment).as_str(), assessment.score), (expected, score));
        }
    }

    #[test]
    fn actions_of_the_own_organisation_are_no_third_party() {
        for (repository, package, action, expected) in [
            ("openmrs-core", "", "openmrs/workflows/.github/workflows/review.yml", "ok"),
            ("core", "org.openmrs.api:openmrs-api", "openmrs/workflows/.github/workflows/review.yml", "ok"),
            ("shop", "@acme/shop", "Acme/deploy", "ok"),
            ("shop", "acme", "acme/deploy", "found 1"),
            ("docker-shop", "", "docker/login-action", "found 1"),
            ("openmrs-core", "", "openmr/deploy", "found 1"),
        ] {
            let mut facts = system(&[(action, false)]);
            repository.clone_into(&mut facts.repositories[0].name);
            add_manifest(&mut facts, "package.json", Ecosystem::Npm, &[]);
            package.clone_into(&mut facts.manifests[0].name);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{repository} {package} {action}");
        }
    }

    #[test]
    fn a_branch_is_the_better_example() {
        let mut facts = system(&[("acme/a", false), ("acme/b", false)]);
        "main".clone_into(&mut facts.pipelines[0].uses[1].reference);
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert!(format!("{:?}", assessment.findings[0].message).contains("acme/b@main"));
    }

    #[test]
    fn a_token_to_sign_in_belongs_to_its_job() {
        // The action stands in the first of two jobs.
        for (first, second, key) in [
            (Permissions::SignIn, Permissions::ReadOnly, "found-sign-in"),
            (Permissions::ReadOnly, Permissions::SignIn, "found-builds"),
        ] {
            let mut facts = system(&[("acme/deploy", false)]);
            let job = |line, permissions| PipelineJob { id: format!("job {line}"), line, permissions };
            facts.pipelines[0].jobs = vec![job(1, first), job(90, second)];
            facts.pipelines[0].uses[0].line = 9;
            let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
            assert_eq!(finding.message.key, key, "{first:?} {second:?}");
        }
    }

    #[test]
    fn rights_and_secrets_make_it_worse() {
        for (permissions, (in_job, in_step, publishes), severity, key) in [
            (Permissions::ReadOnly, (false, false, false), Severity::Low, "found-builds"),
            (Permissions::ReadOnly, (false, false, true), Severity::Low, "found-builds"),
            (Permissions::Undeclared, (false, false, false), Severity::Low, "found-builds"),
            (Permissions::SignIn, (false, false, false), Severity::Low, "found-sign-in"),
            (Permissions::SignIn, (false, false, true), Severity::Medium, "found-sign-in"),
            (Permissions::SignIn, (true, false, false), Severity::Low, "found"),
            (Permissions::SomeWrite, (false, false, false), Severity::Medium, "found-writes"),
            (Permissions::SomeWrite, (true, false, false), Severity::Medium, "found"),
            (Permissions::ReadOnly, (true, false, false), Severity::Low, "found"),
            (Permissions::ReadOnly, (true, true, false), Severity::Medium, "found"),
        ] {
            let mut facts = system(&[("acme/scan", false)]);
            facts.pipelines[0].permissions = permissions;
            if publishes {
                facts.pipelines[0].uses.push(action_use("pypa/gh-action-pypi-publish", "v1", true));
            }
            facts.pipelines[0].uses[0].secret_in_job = in_job;
            facts.pipelines[0].uses[0].gets_secret = in_step;
            let assessment = CHECK.assess(&facts, &Policy::default());
            let finding = &assessment.findings[0];
            assert_eq!(
                (finding.severity, finding.message.key),
                (severity, key),
                "{permissions:?} {in_job} {in_step} {publishes}"
            );
        }
    }
}
