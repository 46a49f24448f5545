//! PRC-26: errors in production reach nobody.

use crate::Rule;
use crate::support::{
    absence, by_share, days, dependencies_in, file_name, files_of, has_file, holds_word, insecure_on_purpose,
    is_library, repository_finding, running_pipelines, shipped_signals_of, ships, signals_of, source_lines_of,
};
use quarterdeck_base::Message;
use quarterdeck_facts::{DependencyScope, Facts, SignalRole};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
};

/// Less code is an experiment.
const LEAST_LINES: u64 = 500;

/// Packages on which pages in a browser are built: named where no server stands beside them.
const BROWSERS: &[&str] = &["@angular/core"];

/// Parts of the names of packages that count what happens, for somebody to look at.
const METERS: &[&str] =
    &["dropwizard.metrics", "hot-shots", "micrometer", "prom-bundle", "prom-client", "prometheus", "statsd", "yabeda"];

/// Packages on which applications with users are built.
const SERVERS: &[&str] = &[
    "@nestjs/core",
    "actix-web",
    "axum",
    "cakephp/cakephp",
    "codeigniter4/framework",
    "django",
    "express",
    "fastapi",
    "fastify",
    "flask",
    "github.com/gin-gonic/gin",
    "github.com/labstack/echo/v4",
    "github.com/gofiber/fiber/v2",
    "koa",
    "laravel/framework",
    "microsoft.aspnetcore.app",
    "next",
    "nuxt",
    "rails",
    "rocket",
    "sinatra",
    "slim/slim",
    "symfony/framework-bundle",
    "symfony/symfony",
    "org.springframework.boot:spring-boot-starter-web",
    "org.springframework.boot:spring-boot-starter-webflux",
    "io.quarkus:quarkus-rest",
    "io.micronaut:micronaut-http-server-netty",
];

/// Parts of the names of packages and files that report errors or traces to somebody.
const TRACKERS: &[&str] = &[
    "airbrake",
    "apm-agent",
    "applicationinsights",
    "appsignal",
    "azure-monitor",
    "azure.monitor",
    "bugsnag",
    "datadog",
    "dd-trace",
    "ddtrace",
    "dynatrace",
    "elastic-apm",
    "elmah",
    "error-reporting",
    "errorreporting",
    "exceptionless",
    "getsentry",
    "glitchtip",
    "highlight.run",
    "honeybadger",
    "honeycomb",
    "instana",
    "logrocket",
    "new-relic",
    "new_relic",
    "newrelic",
    "opentelemetry",
    "raygun",
    "rollbar",
    "scout-apm",
    "scout_apm",
    "sentry",
    "skylight",
    "spatie/laravel-flare",
    "trackjs",
];

const LOOKED_FOR: &str = "a package, a setting or a pipeline step of Sentry, Bugsnag, Rollbar, Raygun, Airbrake, \
                          Honeybadger, Application Insights, Datadog, New Relic, Elastic APM, OpenTelemetry and others";

static META: CheckMeta = CheckMeta {
    id: "PRC-26",
    name: "missing-error-tracking",
    dimension: Dimension::Process,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository with 500 source lines or more that declares a web framework in an application's manifest, and \
            no package, setting or pipeline step of a service that collects errors or traces.",
    matters: "Without it, customers are the monitoring: defects are known when somebody calls, and nobody knows how \
              often they happen.",
    evidence: "What was looked for.",
    effort: "Half a day to two days for each application.",
    texts: &[
        Text { key: "title", english: "Errors in production reach nobody" },
        Text {
            key: "found",
            english: "Repository { $repository } uses the web framework { $framework }, and nothing in it reports errors \
                      to anybody.",
        },
        Text { key: "works", english: "Each web application carries a package that reports errors or traces." },
        Text {
            key: "consequence",
            english: "Customers meet defects for weeks before you hear of them, and then nobody can reproduce them.",
        },
        Text {
            key: "remedy",
            english: "Add an error tracker (hosted, or run by yourself), without personal data in the reports; name \
                      who reads new errors each day, and link each to an issue.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "untracked_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal; DORA capability: monitoring and observability",
    }],
    exceptions: &[
        "Agents that are attached from outside (Java agents, service meshes, log collectors of the platform) leave no \
         package: the confidence is low.",
        "Software that others install and run reports to them, not to its authors: where a program that sets it up comes \
         with it (`InstallCommand.php` of kimai, `install.php` of SuiteCRM), the check does not answer.",
        "Software to learn with or to show something (NodeGoat: its manifest or README says so) has no production: the \
         check does not answer.",
        "Who counts what happens (`prom-client`, Micrometer, a page of Grafana that is kept) may be alerted by it: the check \
         does not answer.",
        "Libraries, examples and repositories without a web framework are left out.",
        "A framework may be known under another name: only the listed ones make a repository a web application.",
    ],
    precision: None,
    sources: &["DORA capability: monitoring and observability", "OWASP Top 10 2021: A09"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut judged, mut unknown) = (0, Vec::new());
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let Some(framework) = framework(facts, at).filter(|_| source_lines_of(facts, at) >= LEAST_LINES) else {
            continue;
        };
        if reports(facts, at) {
            judged += 1;
            continue;
        }
        if let Some(sign) = counts(facts, at) {
            unknown.push(format!("{} counts what happens ({sign})", repository.name));
            continue;
        }
        if let Some(reason) = run_by_others(facts, at) {
            unknown.push(format!("{} {reason}", repository.name));
            continue;
        }
        judged += 1;
        findings.push(Finding {
            severity: Severity::Medium,
            confidence: Confidence::Low,
            effort: days(0.5, 2.0, 2.0),
            ..repository_finding(
                &META,
                repository,
                Message::new("found").name("framework", framework),
                vec![absence(repository, LOOKED_FOR)],
            )
        });
    }
    if findings.is_empty() && !unknown.is_empty() {
        return Assessment::could_not_assess(
            format!("{}; whether somebody is told of errors cannot be seen here", unknown.join("; ")),
            "read access to the monitoring of production",
        );
    }
    if judged == 0 {
        return Assessment::not_applicable("no application's manifest declares a known web framework");
    }
    by_share(policy, &META, "untracked_repositories_percent", (findings.len() as f64, judged), findings)
}

/// The first web framework that an application needs when it runs, one of a server before one of a browser.
fn framework(facts: &Facts, repository: usize) -> Option<&str> {
    [SERVERS, BROWSERS].iter().find_map(|list| declared_of(facts, repository, list))
}

fn declared_of<'a>(facts: &'a Facts, repository: usize, list: &[&str]) -> Option<&'a str> {
    dependencies_in(facts, repository)
        .iter()
        .filter(|dependency| dependency.direct == Some(true) && dependency.scope != DependencyScope::Development)
        .filter(|dependency| list.contains(&dependency.name.to_ascii_lowercase().as_str()))
        .find(|dependency| ships(facts.file(dependency.manifest)) && !is_library(facts, dependency.manifest))
        .map(|dependency| dependency.name.as_str())
}

/// Why the authors may have no production of their own.
fn run_by_others(facts: &Facts, repository: usize) -> Option<String> {
    let path = |file| facts.file(file).path.to_string();
    let installer =
        shipped_signals_of(facts, repository, SignalRole::Installer).find(|one| ships(facts.file(one.file)));
    if let Some(mark) = installer {
        return Some(format!("is set up by who installs it ({})", path(mark.file)));
    }
    let mark = signals_of(facts, repository, SignalRole::Teaching)
        .next()
        .or_else(|| insecure_on_purpose(facts, repository))?;
    Some(format!("says that it is there to show or to learn something ({})", path(mark.file)))
}

/// A package that counts, or a page of Grafana or a setting of Prometheus that is kept.
fn counts(facts: &Facts, repository: usize) -> Option<String> {
    let known = |name: &str| METERS.iter().any(|part| holds_word(&name.to_ascii_lowercase(), part));
    let package = dependencies_in(facts, repository)
        .iter()
        .filter(|dependency| dependency.scope != DependencyScope::Development)
        .find(|dependency| known(&dependency.name) && ships(facts.file(dependency.manifest)))
        .map(|dependency| dependency.name.clone());
    let kept = || {
        let shows = |path: &str| {
            let configured = [".json", ".yml", ".yaml", ".rules"].iter().any(|ending| path.ends_with(ending));
            configured && (path.contains("grafana") || path.contains("prometheus"))
        };
        let file = files_of(facts, repository)
            .iter()
            .find(|file| ships(file) && shows(&file.path.as_bstr().to_string().to_ascii_lowercase()));
        file.map(|file| file.path.to_string())
    };
    package.or_else(kept)
}

fn reports(facts: &Facts, repository: usize) -> bool {
    let known = |name: &str| {
        let name = name.to_ascii_lowercase();
        TRACKERS.iter().any(|part| holds_word(&name, part))
    };
    dependencies_in(facts, repository).iter().any(|dependency| known(&dependency.name))
        || running_pipelines(facts, repository).flat_map(|pipeline| &pipeline.uses).any(|used| known(&used.name))
        || has_file(facts, repository, |path| known(file_name(path)))
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{add_file, add_manifest, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, SignalRole};
    use quarterdeck_findings::Policy;

    fn system(lines: u32, packages: &[(&str, &str)], path: &str) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.js", |file| file.code = lines);
        add_file(&mut facts, path, |_| {});
        add_manifest(&mut facts, "package.json", Ecosystem::Npm, packages);
        facts
    }

    #[test]
    fn the_framework_of_the_server_is_named() {
        let facts = system(900, &[("@angular/core", "17.0.0"), ("express", "4.18.0")], "a.js");
        assert_eq!(super::framework(&facts, 0), Some("express"));
        assert_eq!(super::framework(&system(900, &[("@angular/core", "17.0.0")], "a.js"), 0), Some("@angular/core"));
    }

    #[test]
    fn a_web_application_reports_its_errors() {
        let (express, sentry) = (("express", "4.18.0"), ("@sentry/node", "8.0.0"));
        let marked = |role: SignalRole, path: &str| {
            let mut facts = system(900, &[express], "a.js");
            add_signal(&mut facts, path, role);
            facts
        };
        let mut library = system(900, &[express], "a.js");
        library.manifests[0].library = true;
        for (facts, expected) in [
            (system(900, &[express], "a.js"), "found 1"),
            (system(900, &[express, sentry], "a.js"), "ok"),
            (system(900, &[express, ("prom-client", "14.0.0")], "a.js"), "could-not-assess"),
            (system(900, &[express], "monitoring/grafana-dashboard.json"), "could-not-assess"),
            (system(900, &[express], "tests/prometheus.yml"), "found 1"),
            (marked(SignalRole::Installer, "src/Command/InstallCommand.php"), "could-not-assess"),
            (marked(SignalRole::Installer, "tests/InstallCommand.php"), "found 1"),
            (marked(SignalRole::Teaching, "README.md"), "could-not-assess"),
            (marked(SignalRole::InsecureOnPurpose, "README.md"), "could-not-assess"),
            (system(900, &[express], "newrelic.js"), "ok"),
            (system(900, &[express], "src/ImapTestSettingsEntry.js"), "found 1"),
            (system(900, &[("left-pad", "1.0.0")], "a.js"), "not-applicable"),
            (system(100, &[express], "a.js"), "not-applicable"),
            (library, "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
