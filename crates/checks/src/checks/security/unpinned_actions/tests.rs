//! Tests of SEC-06.

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

/// The first begins at line 1, the second at line 90.
fn jobs_of(rights: &[Permissions]) -> Vec<PipelineJob> {
    let job = |(line, permissions): (u32, &Permissions)| PipelineJob {
        id: format!("job {line}"),
        line,
        permissions: *permissions,
    };
    [1, 90].into_iter().zip(rights).map(job).collect()
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
        (Permissions::ReadOnly, Permissions::SignIn, "found-runs"),
    ] {
        let mut facts = system(&[("acme/deploy", false)]);
        facts.pipelines[0].jobs = jobs_of(&[first, second]);
        facts.pipelines[0].uses[0].line = 9;
        let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
        assert_eq!(finding.message.key, key, "{first:?} {second:?}");
    }
}

#[test]
fn rights_and_secrets_make_it_worse() {
    for (permissions, (in_job, in_step, publishes), severity, key) in [
        (Permissions::ReadOnly, (false, false, false), Severity::Low, "found-runs"),
        (Permissions::ReadOnly, (false, false, true), Severity::Low, "found-runs"),
        (Permissions::Undeclared, (false, false, false), Severity::Low, "found-undeclared"),
        (Permissions::SignIn, (false, false, false), Severity::Low, "found-sign-in"),
        (Permissions::SignIn, (false, false, true), Severity::Medium, "found-sign-in"),
        (Permissions::SignIn, (true, false, false), Severity::Low, "found"),
        (Permissions::SomeWrite, (false, false, false), Severity::Medium, "found-writes"),
        (Permissions::SomeWrite, (false, false, true), Severity::Medium, "found-writes"),
        (Permissions::SomeWrite, (true, false, false), Severity::Medium, "found"),
        (Permissions::WriteAndSignIn, (false, false, false), Severity::Medium, "found-writes"),
        (Permissions::WriteAndSignIn, (false, false, true), Severity::Medium, "found-writes-sign-in"),
        (Permissions::WriteAndSignIn, (true, false, true), Severity::Medium, "found"),
        (Permissions::WriteAll, (false, false, true), Severity::Medium, "found-writes-sign-in"),
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

#[test]
fn what_the_file_does_not_say_is_told_by_what_its_steps_do() {
    for (other, secret, jobs, severity, key) in [
        ("peter-evans/create-pull-request", false, &[][..], Severity::Medium, "found-writes-by-step"),
        ("EndBug/add-and-commit", false, &[], Severity::Medium, "found-writes-by-step"),
        ("acme/create-pull-request", false, &[], Severity::Low, "found-undeclared"),
        // With the token of a person, which is named in the job.
        ("peter-evans/create-pull-request", true, &[], Severity::Low, "found-undeclared"),
        // In another job that says itself what it may do, the step tells nothing of the rest.
        (
            "peter-evans/create-pull-request",
            false,
            &[Permissions::Undeclared, Permissions::SomeWrite],
            Severity::Medium,
            "found-writes",
        ),
        (
            "peter-evans/create-pull-request",
            false,
            &[Permissions::ReadOnly, Permissions::Undeclared],
            Severity::Low,
            "found-runs",
        ),
        (
            "peter-evans/create-pull-request",
            false,
            &[Permissions::Undeclared, Permissions::Undeclared],
            Severity::Medium,
            "found-writes-by-step",
        ),
    ] {
        let mut facts = system(&[("acme/scan", false), (other, true)]);
        facts.pipelines[0].uses[1].secret_in_job = secret;
        facts.pipelines[0].uses[1].line = 99;
        facts.pipelines[0].jobs = jobs_of(jobs);
        let finding = &CHECK.assess(&facts, &Policy::default()).findings[0];
        assert_eq!((finding.severity, finding.message.key), (severity, key), "{other} {secret} {jobs:?}");
    }
}

#[test]
fn only_what_builds_or_tests_is_told_to_change_that() {
    for (permissions, [builds, tests, may_test], key) in [
        (Permissions::ReadOnly, [false, false, false], "found-runs"),
        (Permissions::ReadOnly, [true, false, false], "found-builds"),
        (Permissions::ReadOnly, [false, true, false], "found-builds"),
        (Permissions::ReadOnly, [false, false, true], "found-builds"),
        (Permissions::Undeclared, [true, false, false], "found-undeclared-builds"),
    ] {
        let mut facts = system(&[("acme/scan", false)]);
        let pipeline = &mut facts.pipelines[0];
        (pipeline.permissions, pipeline.builds) = (permissions, builds);
        (pipeline.runs_tests, pipeline.may_test) = (tests, may_test);
        assert_eq!(
            CHECK.assess(&facts, &Policy::default()).findings[0].message.key,
            key,
            "{builds} {tests} {may_test}"
        );
    }
}

#[test]
fn an_action_that_signs_in_elsewhere_comes_first() {
    // The action that signs in stands in the same job, in another one, or deploys at the host itself.
    for (trader, line, is_first) in [
        ("rubygems/configure-rubygems-credentials", 8, true),
        ("rubygems/configure-rubygems-credentials", 99, false),
        ("actions/deploy-pages", 8, false),
        ("softprops/action-gh-release", 8, false),
    ] {
        let mut facts = system(&[("acme/a", false), ("acme/b", false), ("acme/c", false)]);
        facts.pipelines[0].permissions = Permissions::SomeWrite;
        let release = add_pipeline(&mut facts, ".github/workflows/release.yml");
        release.uses = vec![action_use("acme/a", "v1", false), action_use(trader, "v1", true)];
        release.uses[1].line = line;
        release.jobs = jobs_of(&[Permissions::WriteAndSignIn, Permissions::WriteAndSignIn]);
        let mut findings = CHECK.assess(&facts, &Policy::default()).findings;
        findings.sort_by(|a, b| b.rank.total_cmp(&a.rank));
        let first = findings[0].message.key == "found-writes-sign-in";
        assert_eq!(first, is_first, "{trader} {line}");
    }
}
