//! DEB-16: applications whose dependencies are chosen anew at each installation.

use crate::Rule;
use crate::support::{days, dependencies_of, file_evidence, is_aside, measured, percent, repository_name, share};
use quarterdeck_base::{Fingerprint, Message};
use quarterdeck_facts::{DependencyScope, Ecosystem, Facts, FileKind, Manifest, RepositoryIx};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Scope, Severity, Status, Text,
    ThresholdMeta,
};
use std::collections::BTreeSet;

/// Repository, ecosystem and folder of a library.
type Place<'a> = (RepositoryIx, Ecosystem, &'a [u8]);

/// Generators of documentation: as a folder, a package, or the scope of packages.
const DOCUMENTATION: &[&str] = &["antora", "docusaurus", "mkdocs", "sphinx", "vitepress", "vuepress"];

static META: CheckMeta = CheckMeta {
    id: "DEB-16",
    name: "missing-lock-file",
    dimension: Dimension::Debt,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Manifests of applications that declare dependencies of npm, Packagist, PyPI, Go, crates.io or RubyGems \
            and that \
            no lock file pins, in their folder or in a workspace root above.",
    matters: "Two installations of the same version are not the same: what was tested is not what runs, and a bad \
              release \
              of a stranger reaches you the same day.",
    evidence: "The manifest.",
    effort: "A quarter of a day to one day for each manifest: write the lock file, let the pipeline install from it.",
    texts: &[
        Text { key: "title", english: "Dependencies without a lock file" },
        Text {
            key: "found",
            english: "{ $path } declares { $count ->\n    [one] one dependency\n   *[other] { $count } dependencies\n \
                      } of { $ecosystem }, and no lock file pins their versions.",
        },
        Text {
            key: "works",
            english: "Lock files pin the dependencies of { $count ->\n    [one] the one application\n   *[other] all { \
                      $count } applications\n } whose package manager has them.",
        },
        Text {
            key: "consequence",
            english: "A build that worked yesterday fails today without a change of yours, or installs a version \
                      nobody tested.",
        },
        Text {
            key: "remedy",
            english: "Commit the lock file that the package manager writes, install from it in the pipeline (`npm ci`, \
                      `composer install`), and let the update bot renew it.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "unlocked_manifests_percent",
        green: 0.0,
        red: 50.0,
        source: "proposal, after OpenSSF Scorecard: Pinned-Dependencies",
    }],
    exceptions: &[
        "Libraries leave the choice of versions to who uses them: left out, and so are the other manifests of a \
         repository \
         that publishes Rust libraries (the benches and test crates of tokio), and those in or below the folder of a \
         library.",
        "Maven, Gradle and NuGet have no lock file by custom (spring-boot, jellyfin): left out.",
        "A requirements file whose every line names an exact version is its own lock file.",
        "Manifests of tests, examples, documentation and tools: left out by path. A manifest below the root that asks \
         for a generator of documentation, or stands in a folder named after one (spring-boot's `antora`), builds \
         pages and is no application.",
        "Manifests with development dependencies only do not ship: the severity is low.",
        "A Go module without go.sum does not build: it hardly ever occurs.",
    ],
    precision: Some(Precision { read: 4, correct: 4, repositories: 1 }),
    sources: &["OpenSSF Scorecard: Pinned-Dependencies", "12factor: II. Dependencies"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let libraries = libraries(facts);
    let applications: Vec<&Manifest> = facts
        .manifests
        .iter()
        .filter(|manifest| needs_lock(facts, manifest) && !belongs_to_library(facts, &libraries, manifest))
        .collect();
    if applications.is_empty() {
        return Assessment::not_applicable("there is no application manifest whose dependencies are locked by custom");
    }
    let unlocked: Vec<&&Manifest> =
        applications.iter().filter(|manifest| !is_pinned_in_itself(facts, manifest)).collect();
    let value = percent(share(unlocked.len() as u64, applications.len() as u64));
    let figures = vec![measured("unlocked_manifests_percent", value, "%")];
    if unlocked.is_empty() {
        return Assessment::ok(Message::new("works").count("count", applications.len() as u64), figures);
    }
    let findings = unlocked.iter().map(|manifest| finding(facts, manifest)).collect();
    Assessment::found(policy.threshold(&META, "unlocked_manifests_percent").score(value), figures, findings)
}

fn needs_lock(facts: &Facts, manifest: &Manifest) -> bool {
    let file = facts.file(manifest.file);
    let by_custom = !matches!(manifest.ecosystem, Ecosystem::Maven | Ecosystem::NuGet);
    by_custom
        && !manifest.lock
        && !manifest.library
        && manifest.dependencies > 0
        && !matches!(file.kind, FileKind::Vendored | FileKind::Test | FileKind::Generated)
        && !is_aside(&file.path)
        && !builds_documentation(facts, manifest)
}

/// True when a manifest below the root serves a generator of documentation.
fn builds_documentation(facts: &Facts, manifest: &Manifest) -> bool {
    let folder = facts.file(manifest.file).path.parent();
    let folders = String::from_utf8_lossy(folder).to_ascii_lowercase();
    let is_named = folders.split('/').any(|part| DOCUMENTATION.contains(&part));
    let generator = |name: &str| {
        let name = name.trim_start_matches('@');
        DOCUMENTATION.contains(&name.split('/').next().unwrap_or_default())
    };
    !folders.is_empty()
        && (is_named || dependencies_of(facts, manifest.file).iter().any(|it| generator(&it.name.to_ascii_lowercase())))
}

/// Folders of libraries. For Rust the whole repository counts, as the empty folder.
fn libraries(facts: &Facts) -> BTreeSet<Place<'_>> {
    let place = |manifest: &Manifest| {
        let file = facts.file(manifest.file);
        let folder: &[u8] = if manifest.ecosystem == Ecosystem::Cargo { b"" } else { file.path.parent() };
        (file.repository, manifest.ecosystem, folder)
    };
    facts.manifests.iter().filter(|manifest| manifest.library).map(place).collect()
}

/// True when a library ofthe same ecosystem stands in its folder or above it.
fn belongs_to_library(facts: &Facts, libraries: &BTreeSet<Place<'_>>, manifest: &Manifest) -> bool {
    let own = facts.file(manifest.file);
    let mut folder: &[u8] = own.path.parent();
    loop {
        if libraries.contains(&(own.repository, manifest.ecosystem, folder)) {
            return true;
        }
        if folder.is_empty() {
            return false;
        }
        folder = &folder[..folder.iter().rposition(|byte| *byte == b'/').unwrap_or(0)];
    }
}

/// A lock file pins it, or each of its requirements is exact.
fn is_pinned_in_itself(facts: &Facts, manifest: &Manifest) -> bool {
    if manifest.locked_by.is_some() {
        return true;
    }
    let own = dependencies_of(facts, manifest.file);
    manifest.ecosystem == Ecosystem::PyPi
        && !own.is_empty()
        && own.iter().all(|dependency| !dependency.version.is_empty())
}

fn finding(facts: &Facts, manifest: &Manifest) -> Finding {
    let ecosystem = manifest.ecosystem.id();
    let repository = repository_name(facts, manifest.file);
    let path = facts.file(manifest.file).path.clone();
    let own = dependencies_of(facts, manifest.file);
    let ships = own.is_empty() || own.iter().any(|dependency| dependency.scope != DependencyScope::Development);
    let name = if manifest.name.is_empty() { &repository } else { &manifest.name };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[ecosystem.as_bytes(), name.as_bytes()]),
        remediation_unit: format!("lock:{repository}:{path}"),
        scope: Scope::File { repository, path: path.clone() },
        severity: if ships { Severity::Medium } else { Severity::Low },
        confidence: Confidence::High,
        message: Message::new("found")
            .path("path", &path)
            .count("count", u64::from(manifest.dependencies))
            .name("ecosystem", ecosystem),
        evidence: vec![file_evidence(facts, manifest.file)],
        effort: days(0.25, 1.0, 1.0),
        rank: f64::from(manifest.dependencies),
    }
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, empty_facts, said};
    use quarterdeck_facts::{Dependency, DependencyScope, Ecosystem, Facts, Manifest};
    use quarterdeck_findings::{Policy, Severity};

    fn add_manifest(facts: &mut Facts, path: &str, ecosystem: Ecosystem, library: bool, locked: bool) {
        let file = add_file(facts, path, |_| {});
        let locked_by = locked.then_some(file);
        let name = "shop".to_owned();
        facts.manifests.push(Manifest {
            file,
            ecosystem,
            lock: false,
            name,
            library,
            licence: String::new(),
            dependencies: 3,
            locked_by,
        });
    }

    fn system(path: &str, ecosystem: Ecosystem, library: bool, locked: bool) -> Facts {
        let mut facts = empty_facts();
        add_manifest(&mut facts, path, ecosystem, library, locked);
        facts
    }

    fn with_dependency(mut facts: Facts, version: &str, scope: DependencyScope) -> Facts {
        let manifest = &facts.manifests[0];
        facts.dependencies.push(Dependency {
            manifest: manifest.file,
            ecosystem: manifest.ecosystem,
            name: "left-pad".to_owned(),
            requirement: String::new(),
            version: version.to_owned(),
            scope,
            direct: Some(true),
            licence: String::new(),
            needs: Vec::new(),
            line: 1,
        });
        facts
    }

    #[test]
    fn applications_are_locked() {
        use Ecosystem::{Cargo, Maven, Npm, PyPi};
        let runtime = DependencyScope::Runtime;
        let generator = |path: &str| {
            let mut facts = with_dependency(system(path, Npm, false, false), "", runtime);
            facts.dependencies[0].name = "@docusaurus/core".to_owned();
            facts
        };
        let mut workspace = system("benches-of-it/Cargo.toml", Cargo, false, false);
        add_manifest(&mut workspace, "tokio/Cargo.toml", Cargo, true, false);
        for (facts, expected) in [
            (system("package.json", Npm, false, true), "ok"),
            (system("package.json", Npm, false, false), "found 1"),
            (system("package.json", Npm, true, false), "not-applicable"),
            (system("examples/package.json", Npm, false, false), "not-applicable"),
            (system("pom.xml", Maven, false, false), "not-applicable"),
            (system("antora/package.json", Npm, false, false), "not-applicable"),
            (generator("web/package.json"), "not-applicable"),
            // At the root it may be the application that has its documentation beside it.
            (generator("package.json"), "found 1"),
            (workspace, "not-applicable"),
            (with_dependency(system("requirements.txt", PyPi, false, false), "1.2.3", runtime), "ok"),
            (with_dependency(system("requirements.txt", PyPi, false, false), "", runtime), "found 1"),
            (empty_facts(), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }

    #[test]
    fn what_does_not_ship_is_of_low_severity() {
        for (scope, severity) in
            [(DependencyScope::Development, Severity::Low), (DependencyScope::Runtime, Severity::Medium)]
        {
            let facts = with_dependency(system("package.json", Ecosystem::Npm, false, false), "", scope);
            assert_eq!(CHECK.assess(&facts, &Policy::default()).findings[0].severity, severity);
        }
    }
}
