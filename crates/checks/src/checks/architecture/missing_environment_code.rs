//! ARC-16: a system that runs somewhere, and no file says where and how.

use crate::Rule;
use crate::support::{
    absence, days, dependencies_of, is_aside, lines_evidence, manifests_of, measured, percent, repository_scope, share,
    shipped_signals_of, signals_of,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{DependencyScope, Facts, FileKind, RepositoryFacts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "Terraform, Bicep, Pulumi, CloudFormation, CDK, Serverless, Helm, Kustomize, manifests of \
                          Kubernetes, Compose, Ansible, Puppet, Vagrant, Nomad, Procfile and the files of hosting \
                          platforms";

/// Frameworks of programs that serve requests.
#[rustfmt::skip]
const SERVERS: &[&str] = &[
    "express", "fastify", "koa", "@nestjs/core", "@hapi/hapi", "next", "nuxt",
    "django", "flask", "fastapi", "starlette", "tornado", "aiohttp",
    "laravel/framework", "symfony/framework-bundle", "slim/slim", "cakephp/cakephp", "yiisoft/yii2",
    "org.springframework.boot:spring-boot-starter-web", "org.springframework.boot:spring-boot-starter-webflux",
    "io.quarkus:quarkus-rest", "rails", "sinatra", "axum", "actix-web", "rocket",
    "github.com/gin-gonic/gin", "github.com/labstack/echo/v4", "github.com/gofiber/fiber/v2",
];

static META: CheckMeta = CheckMeta {
    id: "ARC-16",
    name: "missing-environment-code",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "Repositories that hold a program that serves requests (a container that offers a port, or an application \
            with a web framework among its dependencies), in which no file describes any environment.",
    matters: "An environment that was set up by hand cannot be set up again: a second one for tests, a move to another \
              supplier or a rebuild after an attack takes weeks.",
    evidence: "What shows that it serves requests, and what was looked for.",
    effort: "Five to 20 days for each repository.",
    texts: &[
        Text { key: "title", english: "No environment is described by files" },
        Text {
            key: "found",
            english: "Repository { $repository } holds a program that serves requests, and no file in it describes an \
                      environment to run it in.",
        },
        Text { key: "works", english: "Environments are described by files." },
        Text {
            key: "consequence",
            english: "Rebuilding the environment depends on the memory of one person, and takes weeks in the worst \
                      moment.",
        },
        Text {
            key: "remedy",
            english: "Describe the smallest environment first, the one for tests: containers with Compose, or the \
                      cloud with Terraform. Build it from nothing once, then production the same way.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "described_repositories_percent",
        green: 100.0,
        red: 0.0,
        source: "proposal, after DORA capability: version control for all production artefacts",
    }],
    exceptions: &[
        "The description may live in another repository: give all repositories of the system to one audit.",
        "Libraries, samples and development containers are not asked.",
        "A product that others run (prometheus) has no environment of its own: waive it.",
        "A description of an environment for development counts: it is the first step.",
    ],
    precision: None,
    sources: &["DORA capability: version control", "The Twelve-Factor App: dev/prod parity"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let serving: Vec<(&RepositoryFacts, Evidence)> = facts
        .repositories
        .iter()
        .enumerate()
        .filter_map(|(at, repository)| Some((repository, serves(facts, at)?)))
        .collect();
    if serving.is_empty() {
        return Assessment::not_applicable("nothing shows a program that serves requests");
    }
    let all = serving.len() as u64;
    let described =
        (0..facts.repositories.len()).any(|at| signals_of(facts, at, SignalRole::Environment).next().is_some());
    let findings: Vec<Finding> = serving
        .into_iter()
        .filter(|_| !described)
        .map(|(repository, evidence)| finding(repository, evidence))
        .collect();
    let value = percent(share(all - findings.len() as u64, all));
    let figures = vec![measured("described_repositories_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "described_repositories_percent").score(value), figures, findings)
}

/// What shows that the repository holds a program that serves requests.
fn serves(facts: &Facts, repository: usize) -> Option<Evidence> {
    if let Some(port) = shipped_signals_of(facts, repository, SignalRole::Port).next() {
        return Some(lines_evidence(facts, port.file, port.line, port.line));
    }
    let asked = manifests_of(facts, repository).iter().filter(|manifest| {
        let file = facts.file(manifest.file);
        !manifest.lock && !manifest.library && file.kind != FileKind::Vendored && !is_aside(&file.path)
    });
    let server = asked.flat_map(|manifest| dependencies_of(facts, manifest.file)).find(|dependency| {
        dependency.scope != DependencyScope::Development
            && dependency.direct != Some(false)
            && SERVERS.contains(&dependency.name.to_ascii_lowercase().as_str())
    })?;
    Some(lines_evidence(facts, server.manifest, server.line, server.line))
}

fn finding(repository: &RepositoryFacts, evidence: Evidence) -> Finding {
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Low,
        message: Message::new("found").name("repository", repository.name.as_str()),
        evidence: vec![evidence, absence(repository, LOOKED_FOR)],
        effort: days(5.0, 20.0, 20.0),
        remediation_unit: format!("environment:{}", repository.name),
        rank: 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::{add_dependency, add_signal};
    use crate::testing::{empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(signals: &[(&str, SignalRole)], dependency: &str) -> Facts {
        let mut facts = empty_facts();
        add_dependency(&mut facts, "package.json", Ecosystem::Npm, dependency);
        signals.iter().for_each(|(path, role)| add_signal(&mut facts, path, *role));
        facts
    }

    #[test]
    fn what_serves_requests_needs_a_described_environment() {
        use SignalRole::{Environment, Port};
        for (signals, dependency, expected) in [
            (vec![("Dockerfile", Port)], "left-pad", "found 1"),
            (vec![], "express", "found 1"),
            (vec![], "left-pad", "not-applicable"),
            (vec![(".devcontainer/Dockerfile", Port)], "left-pad", "not-applicable"),
            (vec![("Dockerfile", Port), ("infra/main.tf", Environment)], "express", "ok"),
        ] {
            let assessment = CHECK.assess(&system(&signals, dependency), &Policy::default());
            assert_eq!(said(&assessment), expected, "{signals:?} {dependency}");
        }
    }
}
