//! ARC-09: frameworks whose line of releases is no longer supported.

use crate::Rule;
use crate::support::{by_share, days, dependencies_of, lines_evidence, repository_scope, ships};
use quarterdeck_base::{Evidence, Fingerprint, Message, Timestamp};
use quarterdeck_facts::{Dependency, DependencyScope, Facts, Manifest};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use quarterdeck_knowledge::{Cycle, Product, ProductKind, product_of_package};
use std::collections::BTreeMap;

/// Most places that a finding names.
const SHOWN_PLACES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "ARC-09",
    name: "ended-frameworks",
    dimension: Dimension::Architecture,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A framework that an application declares directly, at a line of releases whose public support has ended \
            or ends within 180 days. The version is the locked one, else the exact one, else the only line that the \
            requirement allows. The dates are a bundled data set of 2026-08-22: \
            crates/knowledge/data/end_of_life.toml.",
    matters: "The framework carries the whole product: when it stops getting repairs, so does the product, and the \
              price of moving grows with each line that is skipped.",
    evidence: "The lines of the manifests that declare it.",
    effort: "Three to twenty days for each framework: small for one line, large for several.",
    texts: &[
        Text { key: "title", english: "Frameworks that are no longer supported" },
        Text {
            key: "found",
            english: "Support of { $product } { $version } ended on { $date }; { $path } in repository { $repository } \
                      declares it.",
        },
        Text {
            key: "found-soon",
            english: "Support of { $product } { $version } ends on { $date }; { $path } in repository { $repository } \
                      declares it.",
        },
        Text { key: "works", english: "The frameworks whose dates are known are supported." },
        Text {
            key: "consequence",
            english: "Holes in the framework stay open, libraries around it move on, and in the end nobody wants to \
                      work on it.",
        },
        Text {
            key: "remedy",
            english: "Move one line at a time with the tests running, following the project's upgrade guide; start \
                      where support ended first.",
        },
    ],
    thresholds: &[
        ThresholdMeta {
            key: "ended_frameworks_percent",
            green: 0.0,
            red: 100.0,
            source: "proposal; ended counts 1, ending soon counts a half",
        },
        ThresholdMeta { key: "days_before_end", green: 180.0, red: 180.0, source: "proposal: two quarters to plan" },
    ],
    exceptions: &[
        "Requirements that allow several lines (`>=3.2`, `^5` without a lock file) are not judged.",
        "Libraries declare what they work with, not what runs: left out; so are examples, tests and packages for \
         development.",
        "Frameworks whose users are expected to follow minor releases (Vue, React, Next.js) are judged by their major.",
        "Bootstrap and jQuery of a part below the root are of low severity: they are its look, not its base.",
        "Spring Boot, Spring Framework and Hibernate are moved in one upgrade: their effort counts once.",
        "Paid support (long-term support of Spring, Angular or Vue 2 by vendors) is not visible: waive it with the \
         contract.",
        "Frameworks that are copied in or loaded from a network are not declared and not seen.",
    ],
    precision: Some(Precision { read: 14, correct: 14, repositories: 3 }),
    sources: &[
        "endoflife.date, collected 2026-08-22, with the project's page of each framework",
        "OWASP Top 10 2021: A06 Vulnerable and Outdated Components",
    ],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

/// A manifest that declares a framework of a known line.
struct Named<'a> {
    repository: usize,
    product: &'static Product,
    cycle: Cycle<'static>,
    dependency: &'a Dependency,
}

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let mut known = 0;
    let mut groups: BTreeMap<(usize, &str, &str), Vec<Named<'_>>> = BTreeMap::new();
    for manifest in facts.manifests.iter().filter(|manifest| is_application(facts, manifest)) {
        for dependency in dependencies_of(facts, manifest.file) {
            if dependency.scope == DependencyScope::Development || dependency.direct == Some(false) {
                continue;
            }
            let Some(product) = product_of_package(dependency.ecosystem.id(), &dependency.name) else { continue };
            if product.kind != ProductKind::Framework {
                continue;
            }
            known += 1;
            let Some(cycle) = cycle(facts, manifest, dependency, product) else { continue };
            let repository = facts.file(manifest.file).repository.at();
            let key = (repository, product.id.as_str(), cycle.name);
            groups.entry(key).or_default().push(Named { repository, product, cycle, dependency });
        }
    }
    if known == 0 {
        return Assessment::not_applicable("no application declares a framework whose dates are known");
    }
    if groups.is_empty() {
        return Assessment::could_not_assess(
            "no lock file or exact version says which line of a framework is used",
            "a lock file beside each manifest",
        );
    }
    let soon = policy.threshold(&META, "days_before_end").green;
    let mut faulty = 0.0;
    let mut findings = Vec::new();
    for places in groups.values() {
        let Some(ends) = places[0].cycle.ends else { continue };
        let left = ends.days_since(facts.as_of);
        if left <= soon {
            faulty += if left < 0.0 { 1.0 } else { 0.5 };
            findings.push(finding(facts, places, ends, left));
        }
    }
    by_share(policy, &META, "ended_frameworks_percent", (faulty, groups.len()), findings)
}

fn is_application(facts: &Facts, manifest: &Manifest) -> bool {
    !manifest.lock && !manifest.library && ships(facts.file(manifest.file))
}

/// The line in use: of the locked version, else of the exact one, else of a requirement that allows one line only.
fn cycle(
    facts: &Facts,
    manifest: &Manifest,
    dependency: &Dependency,
    product: &'static Product,
) -> Option<Cycle<'static>> {
    let locked = manifest.locked_by.and_then(|lock| {
        let mut versions = dependencies_of(facts, lock)
            .iter()
            .filter(|locked| locked.name.eq_ignore_ascii_case(&dependency.name) && !locked.version.is_empty());
        let first = versions.next()?;
        // Several locked versions: which one this manifest gets is not known.
        versions.all(|other| other.version == first.version).then_some(first.version.as_str())
    });
    if let Some(version) = locked.or(Some(dependency.version.as_str()).filter(|version| !version.is_empty())) {
        return product.cycle(version);
    }
    let requirement = dependency.requirement.trim();
    let exact = requirement.trim_start_matches(['^', '~', '=', '>']).trim();
    let cycle = product.cycle(exact)?;
    let parts = cycle.name.split('.').count();
    let written = exact.trim_end_matches(".x").trim_end_matches(".*").split('.').count();
    // `^2.6` stays in line 2; `~3.2.1`, `~> 3.2.1` and `3.2.*` stay in line 3.2; `~3.2` of some tools does not.
    let closed = match requirement.chars().next()? {
        '^' => parts == 1,
        '~' => parts == 1 || written > 2,
        '>' | '<' | '!' => false,
        _ => exact.ends_with(".*") || exact.ends_with(".x"),
    };
    let single = !requirement.contains(['|', ',', ' ']) || requirement.starts_with("~> ");
    (closed && single && !requirement.trim_start_matches("~> ").contains([' ', '|', ','])).then_some(cycle)
}

fn finding(facts: &Facts, places: &[Named<'_>], ends: Timestamp, left: f64) -> Finding {
    let first = &places[0];
    let repository = &facts.repositories[first.repository];
    let below = |place: &Named<'_>| !facts.file(place.dependency.manifest).path.parent().is_empty();
    let is_look_of_a_part = matches!(first.product.id.as_str(), "bootstrap" | "jquery") && places.iter().all(below);
    let at = |place: &Named<'_>| {
        lines_evidence(facts, place.dependency.manifest, place.dependency.line, place.dependency.line)
    };
    let evidence: Vec<Evidence> = places.iter().take(SHOWN_PLACES).map(at).collect();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(
            META.id,
            &[repository.name.as_bytes(), first.product.id.as_bytes(), first.cycle.name.as_bytes()],
        ),
        scope: repository_scope(repository),
        severity: if left < -365.0 && !is_look_of_a_part { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message: Message::new(if left < 0.0 { "found" } else { "found-soon" })
            .name("product", first.product.title.as_str())
            .name("version", first.cycle.name)
            .date("date", ends)
            .name("repository", repository.name.as_str())
            .path("path", &facts.file(first.dependency.manifest).path),
        evidence,
        effort: days(3.0, 20.0, 20.0),
        remediation_unit: format!("framework:{}:{}", repository.name, family(&first.product.id)),
        rank: -left,
    }
}

/// Frameworks that move together: one upgrade of Spring Boot brings its Spring Framework and its Hibernate.
fn family(product: &str) -> &str {
    if matches!(product, "spring-boot" | "spring-framework" | "hibernate-orm") { "spring" } else { product }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_manifest, empty_facts, said};
    use quarterdeck_facts::{Ecosystem, Facts};
    use quarterdeck_findings::{Policy, Severity};

    fn system(ecosystem: Ecosystem, name: &str, requirement: &str, version: &str) -> Facts {
        let mut facts = empty_facts();
        add_manifest(&mut facts, "manifest", ecosystem, &[(name, requirement)]);
        version.clone_into(&mut facts.dependencies[0].version);
        facts
    }

    fn locked(name: &str, requirement: &str, versions: &[&str]) -> Facts {
        let mut facts = system(Ecosystem::Npm, name, requirement, "");
        let packages: Vec<(&str, &str)> = versions.iter().map(|version| (name, *version)).collect();
        let lock = add_manifest(&mut facts, "package-lock.json", Ecosystem::Npm, &packages);
        (facts.manifests[0].locked_by, facts.manifests[1].lock) = (Some(lock), true);
        facts
    }

    #[test]
    fn what_moves_together_is_one_unit_and_the_look_of_a_part_is_low() {
        assert_eq!((super::family("spring-framework"), super::family("hibernate-orm")), ("spring", "spring"));
        for (path, severity) in [("package.json", Severity::Medium), ("web/package.json", Severity::Low)] {
            let mut facts = empty_facts();
            add_manifest(&mut facts, path, Ecosystem::Npm, &[("bootstrap", "4.6.2")]);
            assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, severity, "{path}");
        }
    }

    /// The day of judgement is 2026-01-01.
    #[test]
    fn the_line_in_use_decides() {
        let mut library = system(Ecosystem::Npm, "vue", "2.6.14", "2.6.14");
        library.manifests[0].library = true;
        for (facts, expected, severity) in [
            (system(Ecosystem::PyPi, "Django", "==2.2.1", "2.2.1"), "found 1", Some(Severity::Medium)),
            (system(Ecosystem::PyPi, "Django", "==5.2.1", "5.2.1"), "ok", None),
            (system(Ecosystem::PyPi, "Django", ">=2.2", ""), "could-not-assess", None),
            (system(Ecosystem::Npm, "vue", "^2.6.0", ""), "found 1", Some(Severity::Medium)),
            (system(Ecosystem::Npm, "vue", "^2.6.0 || ^3.0.0", ""), "could-not-assess", None),
            (system(Ecosystem::Packagist, "symfony/framework-bundle", "4.4.*", ""), "found 1", Some(Severity::Medium)),
            (system(Ecosystem::Packagist, "symfony/framework-bundle", "^4.3", ""), "could-not-assess", None),
            (system(Ecosystem::RubyGems, "rails", "~> 5.2.0", ""), "found 1", Some(Severity::Medium)),
            (system(Ecosystem::RubyGems, "rails", "~> 5.2", ""), "could-not-assess", None),
            (locked("vue", "*", &["2.6.14"]), "found 1", Some(Severity::Medium)),
            (locked("vue", "^2.6.0", &["3.4.0"]), "ok", None),
            (locked("vue", "*", &["2.6.14", "3.4.0"]), "could-not-assess", None),
            (library, "not-applicable", None),
            (system(Ecosystem::Npm, "left-pad", "1.0.0", "1.0.0"), "not-applicable", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected, "{:?}", facts.dependencies);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }
}
