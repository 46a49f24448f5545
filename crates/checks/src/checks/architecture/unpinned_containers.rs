//! ARC-17: container recipes that give another image tomorrow, or that run as root.

use crate::Rule;
use crate::support::{days, file_scope, file_unit, is_aside, lines_evidence, measured, percent};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{BaseImage, Container, Facts, FileKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Parts of base image names whose default user is not root.
const ROOTLESS: &[&str] =
    &["nonroot", "rootless", "unprivileged", "bitnami", "jenkins/", "chainguard", "ubi-micro-user"];

static META: CheckMeta = CheckMeta {
    id: "ARC-17",
    name: "unpinned-containers",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Container recipes that ship: a base image without tag and digest or with the tag `latest`, and a last \
            stage \
            without `USER` or with the user root. Each of the two is half a fault; the score falls with the share of \
            faults.",
    matters: "An image that is built from something else each week cannot be reproduced after an incident, and a \
              process \
              that runs as root gives an intruder the whole container.",
    evidence: "The line of the base image; the line of the user or of the last stage.",
    effort: "A quarter of a day to one day for each recipe.",
    texts: &[
        Text { key: "title", english: "Container images that drift or run as root" },
        Text { key: "found", english: "A stage of { $path } starts from { $image }, which names no fixed version." },
        Text {
            key: "found-root",
            english: "{ $path } says no user other than root for its last stage; whoever deploys it may still set one.",
        },
        Text {
            key: "found-both",
            english: "A stage of { $path } starts from { $image }, which names no fixed version, and the last one says \
                      no user other than root.",
        },
        Text {
            key: "works",
            english: "Container recipes ({ $count }) name the versions they start from and do not run as root.",
        },
        Text {
            key: "consequence",
            english: "The same recipe gives another image next week, and whoever breaks into the process is root \
                      inside it.",
        },
        Text {
            key: "remedy",
            english: "Name a version, or better a digest that the update bot moves forward, and end the recipe with a \
                      USER \
                      that is not root.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "recipe_faults_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal, after OpenSSF Scorecard: Pinned-Dependencies",
    }],
    exceptions: &[
        "Recipes for development, tests, examples and documentation (dev containers, `Dockerfile.dev`) do not ship: \
         left out by path.",
        "A stage that the shipped one only copies from (`FROM composer:latest AS composer`): low.",
        "Images computed from a build argument without default are unknown, not unpinned.",
        "Base images whose own user is not root (distroless nonroot, unprivileged nginx) need no USER.",
        "Windows images have no root user.",
        "A project that starts from its own, always current base image (prometheus and its busybox) has decided so: \
         the \
         severity is low.",
        "The orchestrator may set the user (Kubernetes `runAsNonRoot`): a missing USER alone is of medium confidence.",
    ],
    precision: None,
    sources: &[
        "OpenSSF Scorecard: Pinned-Dependencies",
        "Docker: Building best practices (USER, pin base image versions)",
        "Mercari production readiness checklist",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let shipped: Vec<&Container> = facts.containers.iter().filter(|container| ships(facts, container)).collect();
    if shipped.is_empty() {
        return Assessment::not_applicable("there is no container recipe that ships");
    }
    let mut faults = 0.0;
    let mut findings = Vec::new();
    for container in &shipped {
        let loose = container.bases.iter().rev().find(|base| is_loose(base));
        let root = runs_as_root(container);
        faults += f64::from(u8::from(loose.is_some())) * 0.5 + f64::from(u8::from(root)) * 0.5;
        findings.extend(finding(facts, container, loose, root));
    }
    let value = percent(faults / shipped.len() as f64);
    let figures = vec![measured("recipe_faults_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works").count("count", shipped.len() as u64), figures);
    }
    Assessment::found(policy.threshold(&META, "recipe_faults_percent").score(value), figures, findings)
}

fn ships(facts: &Facts, container: &Container) -> bool {
    let file = facts.file(container.file);
    !matches!(file.kind, FileKind::Vendored | FileKind::Test | FileKind::Generated) && !is_aside(&file.path)
}

fn is_loose(base: &BaseImage) -> bool {
    !base.computed && base.digest.is_empty() && (base.tag.is_empty() || base.tag == "latest")
}

/// A stage of which the last one, with a base of its own, copies at most.
fn is_helper(container: &Container, base: &BaseImage) -> bool {
    let last = container.last_stage_line;
    base.line != last && container.bases.iter().any(|other| other.line == last)
}

fn runs_as_root(container: &Container) -> bool {
    let user = container.user.split(':').next().unwrap_or_default();
    if !user.is_empty() {
        return matches!(user, "root" | "0");
    }
    let last = container.bases.last().map(|base| format!("{}:{}", base.name, base.tag)).unwrap_or_default();
    let windows = last.contains("windows") || last.contains("nanoserver");
    let computed = container.bases.last().is_some_and(|base| base.computed);
    !windows && !computed && !ROOTLESS.iter().any(|part| last.contains(part))
}

fn finding(facts: &Facts, container: &Container, loose: Option<&BaseImage>, root: bool) -> Option<Finding> {
    let path = &facts.file(container.file).path;
    let message = match (loose, root) {
        (Some(base), true) => Message::new("found-both").path("path", path).name("image", shown(base)),
        (Some(base), false) => Message::new("found").path("path", path).name("image", shown(base)),
        (None, true) => Message::new("found-root").path("path", path),
        (None, false) => return None,
    };
    let user_line = if container.user_line > 0 { container.user_line } else { container.last_stage_line };
    let lines = loose.map(|base| base.line).into_iter().chain(root.then_some(user_line));
    let mut evidence: Vec<Evidence> = lines.map(|line| lines_evidence(facts, container.file, line, line)).collect();
    evidence.dedup();
    let first_base = container.bases.first().map_or("", |base| base.name.as_str());
    Some(Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name(), first_base.as_bytes()]),
        scope: file_scope(facts, container.file),
        severity: if loose.is_some_and(|base| !is_helper(container, base)) && root {
            Severity::Medium
        } else {
            Severity::Low
        },
        confidence: if loose.is_some() { Confidence::High } else { Confidence::Medium },
        message,
        evidence,
        effort: days(0.25, 1.0, 1.0),
        remediation_unit: file_unit(facts, container.file),
        rank: f64::from(u8::from(loose.is_some())) + f64::from(u8::from(root)),
    })
}

fn shown(base: &BaseImage) -> String {
    if base.tag.is_empty() { base.name.clone() } else { format!("{}:{}", base.name, base.tag) }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{BaseImage, Container, Facts};
    use quarterdeck_findings::{Policy, Severity};

    fn system(path: &str, name: &str, tag: &str, user: &str) -> Facts {
        let mut facts = empty_facts();
        let file = add_file(&mut facts, path, |file| file.language = "Dockerfile");
        let base = BaseImage {
            name: name.to_owned(),
            tag: tag.trim_start_matches('$').to_owned(),
            digest: String::new(),
            computed: tag.starts_with('$'),
            line: 1,
        };
        let user_line = if user.is_empty() { 0 } else { 9 };
        facts.containers.push(Container {
            file,
            bases: vec![base],
            user: user.to_owned(),
            user_line,
            last_stage_line: 1,
        });
        facts
    }

    #[test]
    fn recipes_that_ship_name_a_version_and_a_user() {
        for (path, name, tag, user, expected) in [
            ("Dockerfile", "python", "3.12", "app", "ok"),
            ("Dockerfile", "python", "", "app", "found 1"),
            ("Dockerfile", "python", "latest", "app", "found 1"),
            ("Dockerfile", "python", "3.12", "", "found 1"),
            ("Dockerfile", "python", "3.12", "root", "found 1"),
            ("Dockerfile", "python", "3.12", "0:0", "found 1"),
            ("Dockerfile", "python", "3.12", "1000:0", "ok"),
            ("Dockerfile", "gcr.io/distroless/static", "nonroot", "", "ok"),
            ("Dockerfile", "mcr.microsoft.com/windows/servercore", "ltsc2022", "", "ok"),
            ("Dockerfile", "python", "$VERSION", "app", "ok"),
            (".devcontainer/Dockerfile", "python", "", "", "not-applicable"),
            ("Dockerfile.dev", "python", "", "", "not-applicable"),
        ] {
            let assessment = CHECK.assess(&system(path, name, tag, user), &Policy::default());
            assert_eq!(said(&assessment), expected, "{path} {name} {tag} {user}");
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
    }

    #[test]
    fn a_loose_helper_stage_is_low() {
        let mut facts = system("Dockerfile", "composer", "latest", "root");
        let base = BaseImage {
            name: "php".to_owned(),
            tag: "8.3".to_owned(),
            line: 5,
            ..facts.containers[0].bases[0].clone()
        };
        facts.containers[0].bases.push(base);
        facts.containers[0].last_stage_line = 5;
        assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, Severity::Low);
    }

    #[test]
    fn each_of_the_two_faults_is_half_of_the_score() {
        for (tag, user, score, severity) in [
            ("latest", "app", 0.5, Severity::Low),
            ("3.12", "", 0.5, Severity::Low),
            ("latest", "", 0.0, Severity::Medium),
        ] {
            let assessment = CHECK.assess(&system("Dockerfile", "python", tag, user), &Policy::default());
            assert_eq!((assessment.score, assessment.findings[0].severity), (score, severity));
        }
    }
}
