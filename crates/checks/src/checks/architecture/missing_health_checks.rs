//! ARC-18: containers that nobody asks whether they are healthy.

use crate::Rule;
use crate::support::{
    absence, days, files_of, insecure_on_purpose, is_source_code, lines_evidence, measured, percent, repository_scope,
    says_insecure, share, shipped_signals_of, ships,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Facts, RepositoryFacts, Signal, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "HEALTHCHECK in container recipes, healthcheck in Compose files, liveness, readiness and \
                          startup probes in manifests of Kubernetes, health checks of hosting platforms";

/// Places named as evidence.
const SHOWN_PLACES: usize = 5;

static META: CheckMeta = CheckMeta {
    id: "ARC-18",
    name: "missing-health-checks",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Repositories with workloads of Kubernetes, or with container recipes that offer a port, in which no \
            recipe asks whether they are healthy. Tests, samples and development containers are left out.",
    matters: "Without a health check a program that hangs counts as running: customers notice before the machine does, \
              and nothing restarts it.",
    evidence: "The workloads and ports, and what was looked for.",
    effort: "Half a day to two days for each repository.",
    texts: &[
        Text { key: "title", english: "Nobody asks the containers whether they are healthy" },
        Text {
            key: "found",
            english: "Repository { $repository } describes containers that serve requests ({ $count ->\n    [one] one \
                      place\n   *[other] { $count } places\n }), and none of its recipes asks whether they are healthy.",
        },
        Text { key: "works", english: "The containers are asked whether they are healthy." },
        Text { key: "consequence", english: "An outage lasts until a customer calls, also at night." },
        Text {
            key: "remedy",
            english: "Give the program an address that answers when it can do its work, and name it as a probe in the \
                      manifest, in the Compose file or in the container recipe.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "checked_repositories_percent",
        green: 100.0,
        red: 0.0,
        source: "proposal, after Mercari production readiness checklist: liveness and readiness",
    }],
    exceptions: &[
        "A container without a port (a command, a job) is not asked.",
        "One health check anywhere in the repository is enough: which container it is for is not judged.",
        "Probes may be declared where the container is deployed, in another repository: the finding says what is in \
         this one, with low severity.",
        "Where the program itself offers an address for its health (`/health/` of saleor) and only container recipes are here, \
         whoever deploys the image asks it, or does not: the check does not answer.",
        "Software that says of itself that it is insecure on purpose, to learn with (juice-shop, NodeGoat), serves nobody for long: \
         the check does not answer.",
        "Kubernetes does not use HEALTHCHECK of a recipe: a green answer says that somebody thought of it.",
    ],
    precision: Some(Precision { read: 3, correct: 1, repositories: 2 }),
    sources: &[
        "Mercari production readiness checklist",
        "Kubernetes: Configure Liveness, Readiness and Startup Probes",
        "Dockerfile reference: HEALTHCHECK",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut asked, mut findings, mut answering, mut claim) = (0, Vec::new(), Vec::new(), None);
    for (at, repository) in facts.repositories.iter().enumerate() {
        let workloads =
            shipped_signals_of(facts, at, SignalRole::Workload).chain(shipped_signals_of(facts, at, SignalRole::Port));
        let serving: Vec<&Signal> = workloads.collect();
        if serving.is_empty() {
            continue;
        }
        if let Some(mark) = insecure_on_purpose(facts, at) {
            claim = Some(mark);
            continue;
        }
        asked += 1;
        if shipped_signals_of(facts, at, SignalRole::HealthProbe).next().is_none() {
            if answers(facts, at, &serving) {
                answering.push(repository.name.as_str());
                asked -= 1;
                continue;
            }
            findings.push(finding(facts, repository, &serving));
        }
    }
    if asked == 0 && !answering.is_empty() {
        return Assessment::could_not_assess(
            format!(
                "the program offers an address for its health, and no recipe of a deployment is here: {}",
                answering.join(", ")
            ),
            "the manifests with which the images are deployed",
        );
    }
    if let Some(mark) = claim.filter(|_| asked == 0) {
        return Assessment::not_applicable(says_insecure(facts, mark));
    }
    if asked == 0 {
        return Assessment::not_applicable("no container offers a port");
    }
    let value = percent(share(asked - findings.len() as u64, asked));
    let figures = vec![measured("checked_repositories_percent", value, "%")];
    if findings.is_empty() {
        return Assessment::ok(Message::new("works"), figures);
    }
    Assessment::found(policy.threshold(&META, "checked_repositories_percent").score(value), figures, findings)
}

/// True when source that ships names an address for its health, and nothing here but container recipes says how it is run:
/// whoever deploys the image asks it, or does not.
fn answers(facts: &Facts, at: usize, serving: &[&Signal]) -> bool {
    let is_recipe = |signal: &&Signal| {
        let name = facts.file(signal.file).path.file_name().to_string().to_ascii_lowercase();
        name.contains("dockerfile") || name.contains("containerfile")
    };
    let offers = || files_of(facts, at).iter().any(|file| file.serves_health && is_source_code(file) && ships(file));
    serving.iter().all(is_recipe) && offers()
}

fn finding(facts: &Facts, repository: &RepositoryFacts, serving: &[&Signal]) -> Finding {
    let shown =
        serving.iter().take(SHOWN_PLACES).map(|place| lines_evidence(facts, place.file, place.line, place.line));
    let mut evidence: Vec<Evidence> = shown.collect();
    evidence.push(absence(repository, LOOKED_FOR));
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes()]),
        scope: repository_scope(repository),
        severity: Severity::Low,
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("repository", repository.name.as_str())
            .count("count", serving.len() as u64),
        evidence,
        effort: days(0.5, 2.0, 2.0),
        remediation_unit: format!("health:{}", repository.name),
        rank: serving.len() as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::SignalRole;
    use quarterdeck_findings::Policy;

    #[test]
    fn a_program_that_answers_may_be_asked_elsewhere() {
        use SignalRole::{Port, Workload};
        for (path, role, source, expected) in [
            ("Dockerfile", Port, "shop/asgi.py", "could-not-assess"),
            ("docker/web.Dockerfile", Port, "shop/asgi.py", "could-not-assess"),
            ("compose.yml", Port, "shop/asgi.py", "found 1"),
            ("k8s/web.yaml", Workload, "shop/asgi.py", "found 1"),
            ("Dockerfile", Port, "examples/asgi.py", "found 1"),
        ] {
            let mut facts = empty_facts();
            add_signal(&mut facts, path, role);
            add_file(&mut facts, source, |file| file.serves_health = true);
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{path} {source}");
        }
    }

    #[test]
    fn what_serves_requests_is_asked_for_its_health() {
        use SignalRole::{HealthProbe, InsecureOnPurpose, Port, Workload};
        for (signals, expected) in [
            (vec![("Dockerfile", Port)], "found 1"),
            (vec![("k8s/web.yaml", Workload)], "found 1"),
            (vec![("Dockerfile", Port), ("compose.yml", HealthProbe)], "ok"),
            (vec![("Dockerfile", Port), ("tests/compose.yml", HealthProbe)], "found 1"),
            (vec![("Dockerfile", Port), ("README.md", InsecureOnPurpose)], "not-applicable"),
            (vec![("examples/Dockerfile", Port)], "not-applicable"),
            (vec![], "not-applicable"),
        ] {
            let mut facts = empty_facts();
            signals.iter().for_each(|(path, role)| add_signal(&mut facts, path, *role));
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected, "{signals:?}");
        }
    }
}
