//! SEC-32: recipes of deployment that open a machine or a store to others.

use crate::Rule;
use crate::support::{days, file_scope, file_unit, is_shipped_recipe, lines_evidence, measured, share};
use quarterdeck_base::{Evidence, Fingerprint, Gap, GapKind, Message};
use quarterdeck_facts::{DeploymentSetting, Facts, SettingKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most lines that a finding names.
const SHOWN_LINES: usize = 20;

/// Images whose work needs the container socket or the host's network: proxies that watch containers, agents that
/// measure the machine, runners, tools of administration.
const AGENTS: &[&str] = &[
    "agent",
    "alloy",
    "autoheal",
    "beat",
    "cadvisor",
    "calico",
    "cilium",
    "collector",
    "datadog",
    "diun",
    "dind",
    "docker",
    "dozzle",
    "exporter",
    "falco",
    "filebeat",
    "flannel",
    "fluent",
    "glances",
    "gitlab-runner",
    "kube",
    "logspout",
    "metricbeat",
    "netdata",
    "nginx-proxy",
    "node-exporter",
    "otel",
    "ouroboros",
    "plugin",
    "portainer",
    "promtail",
    "runner",
    "socket-proxy",
    "telegraf",
    "traefik",
    "vector",
    "watchtower",
    "weave",
];

static META: CheckMeta = CheckMeta {
    id: "SEC-32",
    name: "open-infrastructure",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Compose services and Kubernetes pods that are privileged, share the host's network or processes, or get the \
            container socket; Compose services with a well-known password (`root`, `changeme`) for a variable that ends \
            in PASSWORD, also as the default of `${NAME:-default}`, or with none at all (`xpack.security.enabled=false`, \
            `POSTGRES_HOST_AUTH_METHOD=trust`, `MYSQL_ALLOW_EMPTY_PASSWORD`); Terraform rules that open a port of administration or of a database to everybody, stores that \
            everybody may write and databases with a public address. One finding for each file and kind.",
    matters: "One such line is enough for who gets into one container to own the machine, or for who scans the internet \
              to find the database.",
    evidence: "The lines.",
    effort: "Half a day to two days for each file.",
    texts: &[
        Text { key: "title", english: "Deployment recipes that open too much" },
        Text { key: "found", english: "{ $path } runs { $subjects } privileged: such a container owns its machine." },
        Text {
            key: "found-host",
            english: "{ $path } lets { $subjects } share the network or the processes of the host.",
        },
        Text {
            key: "found-socket",
            english: "{ $path } hands the container socket to { $subjects }: it can start anything on the machine.",
        },
        Text {
            key: "found-password",
            english: "{ $path } gives { $subjects } no password, or one that everybody tries first.",
        },
        Text { key: "found-port", english: "{ $path } opens { $subjects } to the whole internet (port { $value })." },
        Text { key: "found-public", english: "{ $path } makes { $subjects } public." },
        Text { key: "works", english: "The recipes of deployment open nothing that was looked for ({ $count } read)." },
        Text { key: "consequence", english: "A hole in one of these services becomes the loss of the whole machine." },
        Text {
            key: "consequence-host",
            english: "Whoever breaks into one of these services sees and reaches what else runs on the machine.",
        },
        Text {
            key: "consequence-password",
            english: "Wherever this recipe runs within reach of others, anybody can read and change the data.",
        },
        Text {
            key: "consequence-port",
            english: "Anybody on the internet can try to get in, day and night; one hole or one leaked password is enough.",
        },
        Text {
            key: "consequence-public",
            english: "Strangers reach the data directly; one wrong setting or one leaked password and it is lost.",
        },
        Text {
            key: "remedy",
            english: "Take the line out and see what breaks; give single capabilities instead of all.",
        },
        Text {
            key: "remedy-password",
            english: "Keep the password outside the repository, without a default, and change it wherever it was used.",
        },
        Text {
            key: "remedy-port",
            english: "Close the port to the world: reach machines and databases through a private network, or from named \
                      addresses alone.",
        },
        Text {
            key: "remedy-public",
            english: "Take the public address or the right to write away, and reach the store through a private network.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "open_recipes_percent",
        green: 0.0,
        red: 50.0,
        source: "proposal; CIS Docker Benchmark 5.4, 5.9, 5.15, 5.31; CIS AWS Foundations 5.2",
    }],
    exceptions: &[
        "Files for development, tests and examples are left out by path and name (`compose.dev.yml`, `compose.test.yml`).",
        "Proxies that watch containers, agents that measure the machine, and runners need the socket or the host's \
         network: left out by image.",
        "A well-known password in a plain `docker-compose.yml` is often for the developer's machine only: of low \
         severity and confidence.",
        "Only literals and defaults are read: values of other variables, modules and Helm templates are not seen.",
        "Sites that are public on purpose: reading for everybody is not looked for, writing is.",
    ],
    precision: Some(Precision { read: 10, correct: 10, repositories: 3 }),
    sources: &["CIS Docker Benchmark", "Kubernetes: Pod Security Standards", "CIS AWS Foundations Benchmark"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let shipped: Vec<&DeploymentSetting> =
        facts.settings.iter().filter(|setting| is_shipped_recipe(facts.file(setting.file))).collect();
    let files: BTreeSet<_> = shipped.iter().map(|setting| setting.file).collect();
    if files.is_empty() && facts.gaps.iter().any(is_unread_recipe) {
        return Assessment::could_not_assess(
            "the recipes of deployment could not be read",
            "recipes that follow their format strictly",
        );
    }
    if files.is_empty() {
        return Assessment::not_applicable("there is no recipe of Compose, Kubernetes or Terraform that ships");
    }
    let images: BTreeMap<_, _> = shipped
        .iter()
        .filter(|setting| setting.kind == SettingKind::Image)
        .map(|setting| ((setting.file, setting.subject.as_str()), setting.value.as_str()))
        .collect();
    let mut groups: BTreeMap<_, Vec<&DeploymentSetting>> = BTreeMap::new();
    for setting in &shipped {
        let image = images.get(&(setting.file, setting.subject.as_str())).copied().unwrap_or_default();
        if !matches!(setting.kind, SettingKind::Image | SettingKind::Alert) && !is_agent(setting, image) {
            groups.entry((setting.file, key_of(setting.kind))).or_default().push(setting);
        }
    }
    let faulty: BTreeSet<_> = groups.keys().map(|(file, _)| *file).collect();
    let value = share(faulty.len() as u64, files.len() as u64) * 100.0;
    let figures = vec![measured("open_recipes_percent", value, "%")];
    if groups.is_empty() {
        return Assessment::ok(Message::new("works").count("count", files.len() as u64), figures);
    }
    let findings = groups.iter().map(|((_, key), settings)| finding(facts, key, settings)).collect();
    Assessment::found(policy.threshold(&META, "open_recipes_percent").score(value), figures, findings)
}

fn is_unread_recipe(gap: &Gap) -> bool {
    gap.kind == GapKind::Malformed && ["compose", "kubernetes", "terraform"].iter().any(|id| gap.detail.contains(id))
}

fn is_agent(setting: &DeploymentSetting, image: &str) -> bool {
    let needs_host = matches!(
        setting.kind,
        SettingKind::Privileged | SettingKind::HostNetwork | SettingKind::HostProcesses | SettingKind::ContainerSocket
    );
    let names = format!("{} {image}", setting.subject).to_ascii_lowercase();
    needs_host && AGENTS.iter().any(|part| names.contains(part))
}

fn key_of(kind: SettingKind) -> &'static str {
    match kind {
        SettingKind::Privileged => "found",
        SettingKind::ContainerSocket => "found-socket",
        SettingKind::WellKnownPassword => "found-password",
        SettingKind::OpenPort => "found-port",
        SettingKind::PublicStore | SettingKind::PublicDatabase => "found-public",
        SettingKind::HostNetwork | SettingKind::HostProcesses | SettingKind::Image | SettingKind::Alert => "found-host",
    }
}

fn finding(facts: &Facts, key: &'static str, settings: &[&DeploymentSetting]) -> Finding {
    let file = settings[0].file;
    let path = &facts.file(file).path;
    let subjects: BTreeSet<&str> = settings.iter().map(|setting| setting.subject.as_str()).collect();
    let subjects = subjects.into_iter().take(5).collect::<Vec<_>>().join(", ");
    let message = match key {
        "found-host" => Message::new("found-host"),
        "found-socket" => Message::new("found-socket"),
        "found-password" => Message::new("found-password"),
        "found-port" => Message::new("found-port").name("value", settings[0].value.as_str()),
        "found-public" => Message::new("found-public"),
        _ => Message::new("found"),
    };
    let (severity, confidence) = match key {
        "found-port" | "found-public" => (Severity::High, Confidence::Medium),
        "found-password" => (Severity::Low, Confidence::Low),
        _ => (Severity::Medium, Confidence::Medium),
    };
    let at = |setting: &&DeploymentSetting| lines_evidence(facts, file, setting.line, setting.line);
    let evidence: Vec<Evidence> = settings.iter().take(SHOWN_LINES).map(at).collect();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[path.file_name(), key.as_bytes()]),
        scope: file_scope(facts, file),
        severity,
        confidence,
        message: message.path("path", path).name("subjects", subjects),
        evidence,
        effort: days(0.5, 2.0, 2.0),
        remediation_unit: file_unit(facts, file),
        rank: settings.len() as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_setting, empty_facts, said};
    use quarterdeck_base::{Gap, GapKind};
    use quarterdeck_facts::SettingKind::{
        ContainerSocket, HostNetwork, Image, OpenPort, Privileged, PublicStore, WellKnownPassword,
    };
    use quarterdeck_facts::{Facts, SettingKind};
    use quarterdeck_findings::{Policy, Severity};

    fn system(path: &str, image: &str, kind: SettingKind) -> Facts {
        let mut facts = empty_facts();
        add_setting(&mut facts, path, Image, "web", image);
        if kind != Image {
            add_setting(&mut facts, path, kind, "web", "22");
        }
        facts
    }

    #[test]
    fn recipes_that_ship_open_nothing() {
        for (path, image, kind, expected, severity) in [
            ("compose.yml", "acme/shop:1", Image, "ok", None),
            ("compose.yml", "acme/shop:1", Privileged, "found 1", Some(Severity::Medium)),
            ("compose.yml", "acme/shop:1", HostNetwork, "found 1", Some(Severity::Medium)),
            ("compose.yml", "acme/shop:1", ContainerSocket, "found 1", Some(Severity::Medium)),
            ("compose.yml", "traefik:3", ContainerSocket, "ok", None),
            ("compose.yml", "postgres:16", WellKnownPassword, "found 1", Some(Severity::Low)),
            ("compose.dev.yml", "acme/shop:1", Privileged, "not-applicable", None),
            ("compose.override.yml", "acme/shop:1", Privileged, "not-applicable", None),
            ("test/compose.yml", "acme/shop:1", Privileged, "not-applicable", None),
            ("infra/main.tf", "", OpenPort, "found 1", Some(Severity::High)),
            ("infra/main.tf", "", PublicStore, "found 1", Some(Severity::High)),
        ] {
            let assessment = CHECK.assess(&system(path, image, kind), &Policy::default());
            assert_eq!(said(&assessment), expected, "{path} {kind:?}");
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
        assert_eq!(said(&CHECK.assess(&empty_facts(), &Policy::default())), "not-applicable");
        let mut unread = empty_facts();
        unread.gaps.push(Gap {
            repository: "shop".to_owned(),
            kind: GapKind::Malformed,
            count: 1,
            examples: Vec::new(),
            detail: "compose".to_owned(),
        });
        assert_eq!(said(&CHECK.assess(&unread, &Policy::default())), "could-not-assess");
    }
}
