//! ARC-08: runtimes, base images and servers without security updates.

use crate::Rule;
use crate::support::{
    by_share, days, insecure_on_purpose, is_library, is_overlay_recipe, is_shipped_recipe, lines_evidence,
    repository_scope, ships,
};
use quarterdeck_base::{Evidence, Fingerprint, Message, Timestamp};
use quarterdeck_facts::{Facts, FileIx, SettingKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use quarterdeck_knowledge::{Product, ProductKind, product, product_named_by_image, product_of_image};
use std::collections::{BTreeMap, BTreeSet};

/// Most places that a finding names.
const SHOWN_PLACES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "ARC-08",
    name: "ended-runtimes",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A line of releases of a language, operating system or server that a container recipe, a Compose or Kubernetes file or a version file of \
            the repository names, and whose public support has ended or ends within 180 days. The dates are a bundled \
            data set of 2026-08-22: crates/knowledge/data/end_of_life.toml.",
    matters: "Holes that are found from now on stay open, insurers and buyers ask for it, and each year makes the jump \
              larger.",
    evidence: "The lines that name the version.",
    effort: "One to five days for each line of releases; more when the language changed a lot in between.",
    texts: &[
        Text { key: "title", english: "Runtimes whose security updates end or have ended" },
        Text {
            key: "found",
            english: "Support of { $product } { $version } ended on { $date }; repository { $repository } still names \
                      it ({ $path }).",
        },
        Text {
            key: "found-soon",
            english: "Support of { $product } { $version } ends on { $date }; repository { $repository } names it ({ \
                      $path }).",
        },
        Text {
            key: "found-by-name",
            english: "Support of { $product } { $version } ended on { $date }; repository { $repository } names an image that \
                      is called after it ({ $path }).",
        },
        Text {
            key: "found-soon-by-name",
            english: "Support of { $product } { $version } ends on { $date }; repository { $repository } names an image that \
                      is called after it ({ $path }).",
        },
        Text { key: "works", english: "The runtimes and base images that are named still get security updates." },
        Text {
            key: "consequence",
            english: "The next serious hole in this version gets no repair, and the move has to be made in a hurry.",
        },
        Text {
            key: "remedy",
            english: "Move to a supported line now, with the tests running on both; let the update bot watch base \
                      images as well, and plan the next move before its date.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "ended_runtimes_percent",
            green: 0.0,
            red: 50.0,
            source: "proposal; ended counts 1, ending soon counts a tenth",
        },
        ThresholdMeta { key: "days_before_end", green: 180.0, red: 180.0, source: "proposal: two quarters to plan" },
    ],
    exceptions: &[
        "Only versions that name one line of releases are judged: `node:lts`, `python:3` and `>=14` move on by \
         themselves.",
        "What a library asks for is the least that it needs, so libraries are left out; so are the level that Java is \
         compiled for, the `go` line of go.mod, and targets of .NET Framework, which runs on the newest one installed.",
        "Paid support (Ubuntu Pro, Red Hat, extended Java) is not visible here: waive it with the contract.",
        "Recipes and files for tests, examples and development are left out by path.",
        "A version file alone (`.nvmrc`, `.python-version`) speaks of the machines of developers and of the build: it is not \
         found before support has ended, and below the root it is low.",
        "A Compose file that is laid over another one (`docker-compose.search.yml`) is medium at most; those for tests, \
         development and single machines (`docker-compose-test.yml`, `compose.override.yml`) are left out.",
        "A Compose file that sets a well-known password (`MYSQL_PASSWORD: dev`) is often for the developer's machine only, as \
         open-infrastructure says too: medium at most (opencats' `docker/docker-compose.yml`).",
        "Where the repository says that it is insecure on purpose, for people to learn with (OWASP NodeGoat), each is one \
         step lower: what is outdated may be the lesson.",
        "An image of somebody else that is called after a runtime, with a tag as the image of that runtime has it \
         (`opencats/php-base:7.2-fpm-alpine`), is taken for one built on it: medium confidence, and told so.",
        "A stage that only builds (its image is not the last `FROM`) does not run in production: medium at most.",
    ],
    precision: Some(Precision { read: 10, correct: 10, repositories: 4 }),
    sources: &[
        "endoflife.date, collected 2026-08-22, with the vendor's page of each product",
        "OWASP Top 10 2021: A06 Vulnerable and Outdated Components",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// How a place speaks of a version.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// A recipe names the image of the product.
    Image,
    /// A recipe names an image of somebody else that is called after the product.
    NamedAfter,
    /// A version file or a manifest names it.
    File,
}

/// A place that names a version.
struct Named {
    repository: usize,
    product: &'static Product,
    cycle: &'static str,
    ends: Option<Timestamp>,
    file: FileIx,
    line: u32,
    /// In production, as far as can be told.
    runs: bool,
    by: By,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let named = named(facts);
    if named.is_empty() {
        let any = facts.containers.iter().any(|container| ships(facts.file(container.file)))
            || facts.settings.iter().any(|setting| is_shipped_recipe(facts.file(setting.file)));
        return if any || !facts.runtimes.is_empty() {
            Assessment::could_not_assess(
                "no recipe or version file names one line of releases of a known runtime",
                "the versions that run in production",
            )
        } else {
            Assessment::not_applicable("no container recipe or version file names a runtime")
        };
    }
    let mut groups: BTreeMap<(usize, &str, &str), Vec<&Named>> = BTreeMap::new();
    for place in &named {
        groups.entry((place.repository, &place.product.id, place.cycle)).or_default().push(place);
    }
    let soon = policy.threshold(&META, "days_before_end").green;
    let mut faulty = 0.0;
    let mut findings = Vec::new();
    for places in groups.values() {
        let Some(ends) = places[0].ends else { continue };
        let left = ends.days_since(facts.as_of);
        let is_build_tool = places.iter().all(|place| place.by == By::File);
        if left < 0.0 || (left <= soon && !is_build_tool) {
            faulty += if left < 0.0 { 1.0 } else { 0.1 };
            findings.push(finding(facts, places, ends, left));
        }
    }
    by_share(policy, &META, "ended_runtimes_percent", (faulty, groups.len()), findings)
}

fn named(facts: &Facts) -> Vec<Named> {
    let mut out = Vec::new();
    let mut add = |file: FileIx, product: &'static Product, version: &str, line: u32, (runs, by): (bool, By)| {
        if product.kind == ProductKind::Runtime
            && let Some(cycle) = product.cycle(version)
        {
            let repository = facts.file(file).repository.at();
            out.push(Named { repository, product, cycle: cycle.name, ends: cycle.ends, file, line, runs, by });
        }
    };
    for container in facts.containers.iter().filter(|container| ships(facts.file(container.file))) {
        for base in container.bases.iter().filter(|base| !base.computed) {
            if let Some((product, by)) = product_in(&base.name, &base.tag) {
                add(container.file, product, &base.tag, base.line, (base.line == container.last_stage_line, by));
            }
        }
    }
    let of_kind = |kind| facts.settings.iter().filter(move |setting| setting.kind == kind);
    let rigs: BTreeSet<FileIx> = of_kind(SettingKind::WellKnownPassword).map(|setting| setting.file).collect();
    let images = of_kind(SettingKind::Image);
    for setting in images.filter(|setting| is_shipped_recipe(facts.file(setting.file))) {
        let image = setting.value.split('@').next().unwrap_or_default();
        let split = image.rfind('/').map_or(0, |at| at + 1);
        if let Some((name, tag)) = image[split..].split_once(':')
            && let Some((product, by)) = product_in(&format!("{}{name}", &image[..split]), tag)
        {
            let runs = !is_overlay_recipe(facts.file(setting.file)) && !rigs.contains(&setting.file);
            add(setting.file, product, tag, setting.line, (runs, by));
        }
    }
    for runtime in &facts.runtimes {
        if let Some(product) = product(&runtime.product)
            && ships(facts.file(runtime.file))
            && !is_library(facts, runtime.file)
        {
            add(runtime.file, product, &runtime.version, runtime.line, (false, By::File));
        }
    }
    out
}

fn product_in(image: &str, tag: &str) -> Option<(&'static Product, By)> {
    let own = product_of_image(image).map(|product| (product, By::Image));
    own.or_else(|| Some((product_named_by_image(image, tag)?, By::NamedAfter)))
}

fn finding(facts: &Facts, places: &[&Named], ends: Timestamp, left: f64) -> Finding {
    let first = places[0];
    let repository = &facts.repositories[first.repository];
    let runs = places.iter().any(|place| place.runs);
    let below = places.iter().all(|place| place.by == By::File && !facts.file(place.file).path.parent().is_empty());
    let is_lesson = insecure_on_purpose(facts, first.repository).is_some();
    let severity = match (left >= 0.0 || below, runs && left < -365.0) {
        (true, _) => Severity::Low,
        (false, true) if !is_lesson => Severity::High,
        (false, false) if is_lesson => Severity::Low,
        _ => Severity::Medium,
    };
    let is_sure = places.iter().any(|place| place.by != By::NamedAfter);
    let key = match (left < 0.0, is_sure) {
        (true, true) => "found",
        (true, false) => "found-by-name",
        (false, true) => "found-soon",
        (false, false) => "found-soon-by-name",
    };
    let evidence: Vec<Evidence> = places
        .iter()
        .take(SHOWN_PLACES)
        .map(|place| lines_evidence(facts, place.file, place.line, place.line))
        .collect();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(
            META.id,
            &[repository.name.as_bytes(), first.product.id.as_bytes(), first.cycle.as_bytes()],
        ),
        scope: repository_scope(repository),
        severity,
        confidence: if is_sure { Confidence::High } else { Confidence::Medium },
        message: Message::new(key)
            .name("product", first.product.title.as_str())
            .name("version", first.cycle)
            .date("date", ends)
            .name("repository", repository.name.as_str())
            .path("path", &facts.file(first.file).path),
        evidence,
        effort: days(1.0, 5.0, 5.0),
        remediation_unit: format!("runtime:{}:{}", repository.name, first.product.id),
        rank: -left,
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::code::add_signal;
    use crate::testing::{add_container, add_file, add_runtime, add_setting, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts, Manifest, SettingKind, SignalRole};
    use quarterdeck_findings::{Confidence, Policy, Severity};

    fn recipe(path: &str, image: &str, tag: &str) -> Facts {
        let mut facts = empty_facts();
        add_container(&mut facts, path, image, tag);
        facts
    }

    fn file(path: &str, product: &str, version: &str) -> Facts {
        let mut facts = empty_facts();
        add_runtime(&mut facts, path, product, version);
        facts
    }

    fn compose(path: &str) -> Facts {
        let mut facts = empty_facts();
        add_setting(&mut facts, path, SettingKind::Image, "db", "postgres:9.6");
        facts
    }

    #[test]
    fn what_ends_soon_costs_little() {
        let score = |facts: &Facts| CHECK.assess(facts, &Policy::default()).score;
        assert!(score(&recipe("Dockerfile", "node", "14-alpine")) < 0.01);
        assert!(score(&recipe("Dockerfile", "node", "20")) > 0.7);
    }

    /// The day of judgement is 2026-01-01.
    #[test]
    fn versions_that_name_one_line_are_judged_by_the_end_of_its_support() {
        let mut library = file("package.json", "nodejs", "14");
        let manifest = library.runtimes[0].file;
        library.manifests.push(Manifest {
            file: manifest,
            ecosystem: Ecosystem::Npm,
            lock: false,
            name: "shop".to_owned(),
            library: true,
            licence: String::new(),
            dependencies: 0,
            locked_by: None,
        });
        let mut builder = recipe("Dockerfile", "node", "14-alpine");
        builder.containers[0].last_stage_line = 9;
        for (facts, expected, severity) in [
            (recipe("Dockerfile", "node", "14-alpine"), "found 1", Some(Severity::High)),
            (builder, "found 1", Some(Severity::Medium)),
            (recipe("Dockerfile", "node", "20"), "found 1", Some(Severity::Low)),
            (recipe("Dockerfile", "node", "24"), "ok", None),
            (recipe("Dockerfile", "debian", "buster-slim"), "found 1", Some(Severity::High)),
            (recipe("Dockerfile", "node", "lts"), "could-not-assess", None),
            (recipe("Dockerfile", "acme/base", "1"), "could-not-assess", None),
            (recipe("Dockerfile.dev", "node", "14"), "not-applicable", None),
            (file(".nvmrc", "nodejs", "v14.17"), "found 1", Some(Severity::Medium)),
            (file(".nvmrc", "nodejs", "v20.1"), "ok", None),
            (file(".nvmrc", "nodejs", "v24.1"), "ok", None),
            (file("web/ui/.nvmrc", "nodejs", "v14.17"), "found 1", Some(Severity::Low)),
            (file(".sdkmanrc", "java", "25.0.4"), "could-not-assess", None),
            (compose("docker-compose.yml"), "found 1", Some(Severity::High)),
            (compose("docker-compose.prod.yml"), "found 1", Some(Severity::High)),
            (compose("docker-compose.search.yml"), "found 1", Some(Severity::Medium)),
            (compose("docker/docker-compose-test.yml"), "not-applicable", None),
            (library, "could-not-assess", None),
            (empty_facts(), "not-applicable", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }

    #[test]
    fn a_rig_of_developers_is_medium_at_most_and_a_lesson_one_step_lower() {
        let rig = |path: &str, of: &str| {
            let mut facts = compose(path);
            add_setting(&mut facts, of, SettingKind::WellKnownPassword, "db", "MYSQL_PASSWORD");
            facts
        };
        let mut both = rig("compose.yml", "compose.yml");
        add_container(&mut both, "Dockerfile", "postgres", "9.6");
        for (mut facts, plain, lesson) in [
            (compose("docker/docker-compose.yml"), Some(Severity::High), Some(Severity::Medium)),
            (rig("docker/compose.yml", "docker/compose.yml"), Some(Severity::Medium), Some(Severity::Low)),
            // The password stands in another file, or the same line of releases ships in a recipe as well.
            (rig("compose.yml", "other/compose.yml"), Some(Severity::High), Some(Severity::Medium)),
            (both, Some(Severity::High), Some(Severity::Medium)),
            (recipe("Dockerfile", "node", "14-alpine"), Some(Severity::High), Some(Severity::Medium)),
            (recipe("Dockerfile", "node", "20"), Some(Severity::Low), Some(Severity::Low)),
            (compose(".devcontainer/docker-compose.yml"), None, None),
            (compose("docker-compose.dev.yml"), None, None),
            (compose("docker-compose.override.yml"), None, None),
        ] {
            let severity = |facts: &Facts| {
                CHECK.assess(facts, &Policy::default()).findings.first().map(|finding| finding.severity)
            };
            assert_eq!(severity(&facts), plain);
            add_signal(&mut facts, "README.md", SignalRole::InsecureOnPurpose);
            assert_eq!(severity(&facts), lesson);
        }
    }

    #[test]
    fn an_image_that_is_called_after_a_runtime_is_less_sure() {
        let compose = |image: &str| {
            let mut facts = empty_facts();
            add_setting(&mut facts, "docker/docker-compose.yml", SettingKind::Image, "web", image);
            facts
        };
        let mut both = compose("opencats/php-base:7.2-fpm-alpine");
        add_container(&mut both, "Dockerfile", "php", "7.2-fpm");
        for (facts, expected) in [
            (compose("opencats/php-base:7.2-fpm-alpine"), Some(("found-by-name", Confidence::Medium))),
            (recipe("Dockerfile", "acme/php", "7.2-apache"), Some(("found-by-name", Confidence::Medium))),
            (recipe("Dockerfile", "acme/php", "8.2-apache"), None),
            (recipe("Dockerfile", "acme/php", "7.2"), None),
            (recipe("Dockerfile", "acme/php", "latest-fpm"), None),
            (both, Some(("found", Confidence::High))),
        ] {
            let findings = CHECK.assess(&facts, &Policy::default()).findings;
            assert_eq!(findings.first().map(|finding| (finding.message.key, finding.confidence)), expected);
        }
    }

    #[test]
    fn places_of_one_line_are_one_finding_with_all_of_them_as_evidence() {
        let mut facts = file(".nvmrc", "nodejs", "14");
        add_runtime(&mut facts, "web/.nvmrc", "nodejs", "v14.2");
        add_file(&mut facts, "a.py", |_| {});
        let assessment = CHECK.assess(&facts, &Policy::default());
        assert_eq!((assessment.findings.len(), assessment.findings[0].evidence.len()), (1, 2));
    }
}
