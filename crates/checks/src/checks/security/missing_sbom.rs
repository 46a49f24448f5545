//! SEC-11: nobody can list the parts that a released version is made of.

use crate::Rule;
use crate::support::{
    YEAR_DAYS, absence, by_share, days, dependencies_in, file_name, has_file, has_unread_pipelines,
    holds_libraries_only, release_tags, repository_finding, running_pipelines, ships, source_lines_of,
};
use quarterdeck_base::Message;
use quarterdeck_facts::{Dependency, Facts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

/// What was released longer ago than this is no release that anybody waits for.
const RELEASE_DAYS: i64 = 2 * YEAR_DAYS;

/// A script has no parts worth a list.
const LEAST_LINES: u64 = 500;

/// Packages and plug-ins of build tools that write the list; a library for the format is none of them.
const WRITERS: &[&str] = &[
    "@cyclonedx/bom",
    "@cyclonedx/cdxgen",
    "@cyclonedx/cyclonedx-npm",
    "@cyclonedx/webpack-plugin",
    "@cyclonedx/yarn-plugin-cyclonedx",
    "cyclonedx",
    "cyclonedx-bom",
    "cyclonedx-gomod",
    "cyclonedx-ruby",
    "cyclonedx/cyclonedx-php-composer",
    "microsoft.sbom.targets",
    "org.cyclonedx.bom",
    "org.cyclonedx:cyclonedx-maven-plugin",
    "org.spdx.sbom",
    "org.spdx:spdx-maven-plugin",
];

const LOOKED_FOR: &str = "a pipeline step that writes CycloneDX or SPDX (Syft, cdxgen, Trivy, plug-ins of build tools), \
                          such a plug-in among packages, a kept bill of materials";

static META: CheckMeta = CheckMeta {
    id: "SEC-11",
    name: "missing-sbom",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository that releases (a tag of the last 24 months with a digit in its name, or a pipeline step that deploys or publishes and a \
            commit in that time) and declares dependencies, \
            without a step that writes a bill of materials, a package that does, or a kept one. What counts as a step \
            is data: crates/formats/data/pipelines.toml.",
    matters: "When the next library makes the news, customers ask the same day whether they are affected; the European \
              Cyber Resilience Act asks makers of products for the list from December 2027.",
    evidence: "What was looked for.",
    effort: "Half a day to one day for each repository.",
    texts: &[
        Text { key: "title", english: "No list of the parts of a release" },
        Text {
            key: "found",
            english: "Repository { $repository } releases, and no bill of materials (SBOM) is written for a release.",
        },
        Text { key: "works", english: "The pipelines that release write down the parts of each release." },
        Text {
            key: "consequence",
            english: "After a published hole, days go into finding out which customers run the affected version.",
        },
        Text {
            key: "remedy",
            english: "Let the release pipeline write a CycloneDX or SPDX file and keep it beside each release.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "unlisted_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "proposal; Regulation (EU) 2024/2847, annex I, part II",
    }],
    exceptions: &[
        "The list of parts belongs to the product that links them: repositories that hold libraries only are left out.",
        "A code host or registry can make the list from lock files on demand, which leaves no trace here: the severity \
         is low.",
        "Pipelines that call one of another repository cannot be read from here: the check does not answer.",
        "A library for the format (`cyclonedx-core-java`) or for plug-ins among the dependencies writes nothing: it is no \
         sign.",
        "Libraries have no fixed list of parts; the product that links them has: repositories whose manifests all are \
         libraries are left out.",
        "Repositories without dependencies, without a release in the last 24 months, or with fewer than 500 source lines are left out.",
        "Software that is only run by its makers falls under no such duty: waive it with that reason.",
    ],
    precision: Some(Precision { read: 16, correct: 16, repositories: 8 }),
    sources: &[
        "Regulation (EU) 2024/2847 (Cyber Resilience Act), annex I, part II",
        "CISA: Types of Software Bill of Material Documents",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut judged, mut unknown) = (0, Vec::new());
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let since = facts.as_of.days_before(RELEASE_DAYS);
        let releases = release_tags(repository).any(|tag| tag.at >= since)
            || repository.committed_at >= since && running_pipelines(facts, at).any(|pipeline| pipeline.deploys);
        let libraries = holds_libraries_only(facts, at);
        if !releases || libraries || dependencies_in(facts, at).is_empty() || source_lines_of(facts, at) < LEAST_LINES {
            continue;
        }
        if lists_parts(facts, at) {
            judged += 1;
        } else if has_unread_pipelines(facts, at, |one| one.lists_parts) {
            unknown.push(repository.name.as_str());
        } else {
            judged += 1;
            findings.push(Finding {
                severity: Severity::Low,
                confidence: Confidence::Medium,
                effort: days(0.5, 1.0, 1.0),
                ..repository_finding(&META, repository, Message::new("found"), vec![absence(repository, LOOKED_FOR)])
            });
        }
    }
    if findings.is_empty() && !unknown.is_empty() {
        return Assessment::could_not_assess(
            format!("pipelines are defined elsewhere or could not be read: {}", unknown.join(", ")),
            "read access to the repository that defines the pipelines",
        );
    }
    if judged == 0 {
        return Assessment::not_applicable("no repository with dependencies shows a release of the last 24 months");
    }
    by_share(policy, &META, "unlisted_repositories_percent", (findings.len() as f64, judged), findings)
}

fn lists_parts(facts: &Facts, repository: usize) -> bool {
    let kept = |path: &str| {
        let name = file_name(path);
        let ending = [".json", ".xml", ".spdx", ".yml", ".yaml"].iter().any(|ending| name.ends_with(ending));
        let named =
            name.contains("sbom") || name.contains(".cdx.") || name.contains(".spdx") || name.contains("cyclonedx");
        let tests = path.split('/').any(|part| matches!(part, "test" | "tests" | "testdata" | "fixtures"));
        !tests && ((ending && named) || matches!(name, "bom.json" | "bom.xml" | ".sbom.yml"))
    };
    let writes = |dependency: &&Dependency| {
        let name = dependency.name.to_ascii_lowercase();
        WRITERS.iter().any(|writer| name == *writer || name.starts_with(&format!("{writer}:")))
    };
    running_pipelines(facts, repository).any(|pipeline| pipeline.lists_parts)
        || dependencies_in(facts, repository)
            .iter()
            .filter(writes)
            .any(|dependency| ships(facts.file(dependency.manifest)))
        || has_file(facts, repository, kept)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_manifest, add_pipeline, days_ago, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, Tag};
    use quarterdeck_findings::Policy;

    fn system(packages: &[(&str, &str)], deploys: bool, lists_parts: bool) -> Facts {
        let mut facts = empty_facts();
        add_file(&mut facts, "shop/app.py", |file| file.code = 2000);
        add_manifest(&mut facts, "Pipfile", Ecosystem::PyPi, packages);
        let pipeline = add_pipeline(&mut facts, ".github/workflows/ci.yml");
        (pipeline.deploys, pipeline.lists_parts) = (deploys, lists_parts);
        facts
    }

    #[test]
    fn a_release_has_a_list_of_its_parts() {
        let django = ("django", "5.2.1");
        let named = |name: &str, days: i64| {
            let mut facts = system(&[django], false, false);
            facts.repositories[0].tags.push(Tag { name: name.to_owned(), at: days_ago(days) });
            facts
        };
        let tagged = |days: i64| named("v1", days);
        let mut at_rest = system(&[django], true, false);
        at_rest.repositories[0].committed_at = days_ago(731);
        let mut kept = system(&[django], true, false);
        add_file(&mut kept, "docs/shop.cdx.json", |_| {});
        let mut in_tests = system(&[django], true, false);
        add_file(&mut in_tests, "src/test/resources/sbom.json", |_| {});
        let mut library = system(&[django], true, false);
        library.manifests[0].library = true;
        for (facts, expected) in [
            (system(&[django], true, false), "found 1"),
            (tagged(30), "found 1"),
            (tagged(729), "found 1"),
            (tagged(731), "not-applicable"),
            // Somebody's own mark.
            (named("before-rewrite", 30), "not-applicable"),
            (at_rest, "not-applicable"),
            (system(&[django], true, true), "ok"),
            (system(&[django, ("cyclonedx-bom", "4.0.0")], true, false), "ok"),
            (kept, "ok"),
            (in_tests, "found 1"),
            (system(&[django, ("org.cyclonedx:cyclonedx-gradle-plugin", "1.0.0")], true, false), "found 1"),
            (system(&[django, ("org.cyclonedx.bom:org.cyclonedx.bom.gradle.plugin", "1.0.0")], true, false), "ok"),
            (library, "not-applicable"),
            (system(&[django], false, false), "not-applicable"),
            (system(&[], true, false), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
