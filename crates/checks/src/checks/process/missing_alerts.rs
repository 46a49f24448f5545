//! PRC-28: the system is watched, and nobody is woken.

use crate::Rule;
use crate::support::{
    absence, by_share, days, file_evidence, file_name, has_file, is_overlay_recipe, is_shipped_recipe, lines_evidence,
    repository_finding, ships,
};
use quarterdeck_base::{Evidence, Message};
use quarterdeck_facts::{Facts, SettingKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "rules of Prometheus or Alertmanager, alerting of Grafana, monitors of Terraform";

/// Images of programs that collect measures, without the registry; one that shows them alone may show logs.
const MONITORS: &[&str] = &["grafana/mimir", "prom/prometheus", "victoriametrics/victoria-metrics"];

static META: CheckMeta = CheckMeta {
    id: "PRC-28",
    name: "missing-alerts",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository that keeps configuration of monitoring that ships (`prometheus.yml`, or Prometheus, Mimir or \
            VictoriaMetrics in a Compose or Kubernetes file) and no rule that alerts somebody: no file of rules or alerts, no monitor in \
            Terraform.",
    matters: "A screen that nobody looks at at night is no monitoring: customers report the failure first.",
    evidence: "The configuration of monitoring, and what was looked for.",
    effort: "One to three days for each system: five alerts on what customers feel.",
    texts: &[
        Text { key: "title", english: "Monitoring that alerts nobody" },
        Text {
            key: "found",
            english: "Repository { $repository } configures monitoring ({ $path }) and keeps no rule that alerts \
                      somebody.",
        },
        Text { key: "works", english: "Monitoring comes with rules that alert somebody." },
        Text {
            key: "consequence",
            english: "A failure on a Friday evening lasts until Monday, or until a customer calls.",
        },
        Text {
            key: "remedy",
            english: "Write a handful of rules on what customers feel (errors, slowness, a full disk, an expired \
                      certificate), each with an owner and what to do, and keep them beside the configuration.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "silent_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal; Mercari production readiness checklist: alerts",
    }],
    exceptions: &[
        "Alerts that are made in the pages of a service leave no file here: the confidence is low.",
        "Most systems keep their monitoring elsewhere: without any configuration of it the check does not answer.",
        "Configuration in tests, examples and development files does not count, nor does a Compose file that is laid over \
         another one (`docker-compose.metrics.yml`), nor Grafana without a source of measures.",
    ],
    precision: None,
    sources: &["Mercari production readiness checklist", "Google SRE Book, chapter 6: Monitoring Distributed Systems"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let mut judged = 0;
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let monitors = facts
            .settings
            .iter()
            .any(|setting| setting.kind == SettingKind::Alert && facts.file(setting.file).repository.at() == at);
        let Some((path, evidence)) = monitoring(facts, at) else {
            judged += usize::from(monitors);
            continue;
        };
        let alerts = monitors || has_file(facts, at, is_alert);
        judged += 1;
        if !alerts {
            findings.push(Finding {
                severity: Severity::Medium,
                confidence: Confidence::Low,
                effort: days(1.0, 3.0, 3.0),
                ..repository_finding(
                    &META,
                    repository,
                    Message::new("found").path("path", &path),
                    vec![evidence, absence(repository, LOOKED_FOR)],
                )
            });
        }
    }
    if judged == 0 {
        return Assessment::could_not_assess(
            "no configuration of a program that collects measures (Prometheus, Mimir, VictoriaMetrics) is kept in a repository",
            "read access to the monitoring of production",
        );
    }
    by_share(policy, &META, "silent_repositories_percent", (findings.len() as f64, judged), findings)
}

/// The first configuration of monitoring that ships.
fn monitoring(facts: &Facts, repository: usize) -> Option<(quarterdeck_base::RepoPath, Evidence)> {
    let by_image = facts.settings.iter().find(|setting| {
        let file = facts.file(setting.file);
        let image = setting.value.split([':', '@']).next().unwrap_or_default();
        setting.kind == SettingKind::Image
            && file.repository.at() == repository
            && is_shipped_recipe(file)
            && !is_overlay_recipe(file)
            && MONITORS.iter().any(|monitor| image.ends_with(monitor))
    });
    if let Some(setting) = by_image {
        let evidence = lines_evidence(facts, setting.file, setting.line, setting.line);
        return Some((facts.file(setting.file).path.clone(), evidence));
    }
    let (at, file) = facts.files.iter().enumerate().find(|(_, file)| {
        let path = file.path.as_bstr().to_string().to_ascii_lowercase();
        file.repository.at() == repository
            && ships(file)
            && matches!(file_name(&path), "prometheus.yml" | "prometheus.yaml")
    })?;
    Some((file.path.clone(), file_evidence(facts, quarterdeck_facts::FileIx::new(at))))
}

/// A file of rules, by its path in lower case.
fn is_alert(path: &str) -> bool {
    let configured = [".yml", ".yaml", ".json", ".rules", ".tf", ".jsonnet", ".libsonnet"];
    configured.iter().any(|ending| path.ends_with(ending))
        && (path.contains("alert")
            || path.contains("alarm")
            || file_name(path).contains("rules")
            || path.contains("/rules/"))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_setting, empty_facts, said};
    use quarterdeck_facts::{Facts, SettingKind};
    use quarterdeck_findings::Policy;

    fn system(paths: &[&str]) -> Facts {
        let mut facts = empty_facts();
        for path in paths {
            add_file(&mut facts, path, |_| {});
        }
        facts
    }

    #[test]
    fn monitoring_comes_with_rules_that_alert() {
        let mut by_image = empty_facts();
        add_setting(&mut by_image, "compose.yml", SettingKind::Image, "metrics", "docker.io/prom/prometheus:v3");
        let (mut overlay, mut logs) = (empty_facts(), empty_facts());
        add_setting(&mut overlay, "docker-compose.metrics.yml", SettingKind::Image, "metrics", "prom/prometheus:v3");
        add_setting(&mut logs, "compose.yml", SettingKind::Image, "logs", "grafana/grafana:12");
        let mut monitor = system(&["ops/prometheus.yml"]);
        add_setting(&mut monitor, "ops/main.tf", SettingKind::Alert, "aws_cloudwatch_metric_alarm.cpu", "");
        for (facts, expected) in [
            (system(&["ops/prometheus.yml"]), "found 1"),
            (system(&["ops/prometheus.yml", "ops/alerts.yml"]), "ok"),
            (system(&["ops/prometheus.yml", "ops/shop.rules.yml"]), "ok"),
            (system(&["examples/prometheus.yml"]), "could-not-assess"),
            (system(&["tests/fixtures/alert.json"]), "could-not-assess"),
            (by_image, "found 1"),
            (overlay, "could-not-assess"),
            (logs, "could-not-assess"),
            (monitor, "ok"),
            (empty_facts(), "could-not-assess"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
