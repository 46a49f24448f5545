//! SEC-14: parts whose licence asks that the whole be given away.

use crate::Rule;
use crate::support::{
    days, dependencies_in, dependencies_of, is_aside, lines_evidence, manifests_of, measured, repository_scope, ships,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Dependency, DependencyScope, Facts, FileKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};
use std::collections::{BTreeMap, BTreeSet};

/// Most lines that a finding names.
const SHOWN_PLACES: usize = 20;

static META: CheckMeta = CheckMeta {
    id: "SEC-14",
    name: "copyleft-dependencies",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "Packages needed at run time whose lock file states only licences of the families GPL, AGPL or SSPL, in a \
            repository that is not under such a licence itself. One finding for each package that a manifest names, with \
            the packages that it brings. Read from composer.lock and package-lock.json (versions \
            2 and 3), the lock files that state licences.",
    matters: "Who hands such a system to customers, or for AGPL and SSPL lets them use it, may have to hand over its \
              source; buyers of companies look for it first.",
    evidence: "The lines of the lock files.",
    effort: "Half a day to three days for each package: ask a lawyer, buy another licence, or replace it.",
    texts: &[
        Text { key: "title", english: "Parts under a licence that reaches the whole product" },
        Text {
            key: "found",
            english: "{ $name } in repository { $repository } is under { $licence }, and the product is not.",
        },
        Text {
            key: "found-with",
            english: "{ $name } in repository { $repository } is under { $licence } and brings { $parts } under such a \
                      licence as well; the product is not under one.",
        },
        Text {
            key: "found-brought",
            english: "{ $name } in repository { $repository } brings { $parts }, under { $licence }, and the product is not.",
        },
        Text {
            key: "works",
            english: "None of the { $count } packages whose licence is stated asks for the source of the whole.",
        },
        Text {
            key: "consequence",
            english: "A customer, a competitor or a buyer can ask for your source code, or stop a sale until the part is \
                      gone.",
        },
        Text {
            key: "remedy",
            english: "Find out how the part is used and whether it leaves the house; then replace it, buy a commercial \
                      licence, or separate it, with a lawyer's word on paper.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "copyleft_packages",
        green: 0.0,
        red: 3.0,
        source: "proposal; OpenChain ISO/IEC 5230: licence compliance",
    }],
    exceptions: &[
        "Packages of the vendor under whose name the repository publishes its own (`acme/pdf` in `acme/shop`) are its \
         own: left out.",
        "A choice (`MIT OR GPL-3.0`, several licences of Composer) may be made for the free one: not found.",
        "LGPL, MPL and EPL reach only the part itself: not found. GPL with a linking exception: not found.",
        "A product that is itself under GPL, AGPL or SSPL, by its manifest or its licence file: not applicable.",
        "Software that never leaves the house owes nothing under the GPL: low severity; AGPL and SSPL reach services.",
        "What a package states of itself may be wrong, and most lock files state nothing: the check does not answer \
         there.",
        "Packages for development and tests are not part of what is handed over: left out.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &["SPDX License List", "OpenChain ISO/IEC 5230", "FSF: Frequently Asked Questions about the GNU Licenses"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut stated, mut own_copyleft, mut locked) = (0_u64, 0, 0_u64);
    let mut packages: BTreeMap<(usize, &str), Vec<&Dependency>> = BTreeMap::new();
    for at in 0..facts.repositories.len() {
        let is_copyleft = is_own_copyleft(facts, at);
        own_copyleft += u64::from(is_copyleft);
        let vendors = own_vendors(facts, at);
        for manifest in manifests_of(facts, at).iter().filter(|manifest| manifest.lock) {
            for dependency in dependencies_of(facts, manifest.file) {
                locked += 1;
                let file = facts.file(manifest.file);
                // A lock file is written by a program and ships all the same.
                let own = file.kind != FileKind::Vendored && !is_aside(&file.path);
                let shipped = dependency.scope != DependencyScope::Development && own;
                let is_own = vendor(&dependency.name).is_some_and(|vendor| vendors.contains(vendor));
                if is_copyleft || is_own || !shipped || dependency.licence.is_empty() {
                    continue;
                }
                stated += 1;
                if is_strong(&dependency.licence) {
                    packages.entry((at, dependency.name.as_str())).or_default().push(dependency);
                }
            }
        }
    }
    if stated == 0 {
        return if own_copyleft > 0 {
            Assessment::not_applicable("the product is under a licence of this family itself")
        } else if locked == 0 {
            Assessment::not_applicable("no lock file lists packages")
        } else {
            Assessment::could_not_assess("the lock files do not state licences", "an SBOM with licences")
        };
    }
    let value = packages.len() as f64;
    let figures = vec![measured("copyleft_packages", value, "packages")];
    if packages.is_empty() {
        return Assessment::ok(Message::new("works").count("count", stated), figures);
    }
    let findings = (0..facts.repositories.len())
        .flat_map(|at| {
            let own = packages.iter().filter(|((of, _), _)| *of == at);
            by_bringer(facts, at, own.map(|((_, name), places)| (*name, places.as_slice())).collect())
        })
        .map(|bringer| finding(facts, &bringer))
        .collect();
    Assessment::found(policy.threshold(&META, "copyleft_packages").score(value), figures, findings)
}

/// `acme` of `acme/pdf`, `@acme` of `@acme/pdf`.
fn vendor(name: &str) -> Option<&str> {
    name.split_once('/').map(|(vendor, _)| vendor)
}

/// Vendors under whose names the repository publishes packages itself.
fn own_vendors(facts: &Facts, repository: usize) -> BTreeSet<&str> {
    let own = manifests_of(facts, repository).iter().filter(|one| !one.lock && ships(facts.file(one.file)));
    own.filter_map(|manifest| vendor(&manifest.name)).collect()
}

fn is_own_copyleft(facts: &Facts, repository: usize) -> bool {
    let by_manifest = manifests_of(facts, repository)
        .iter()
        .any(|manifest| !manifest.lock && ships(facts.file(manifest.file)) && is_strong(&manifest.licence));
    let by_text = facts.licences.iter().any(|text| {
        facts.file(text.file).repository.at() == repository && matches!(text.family.as_str(), "GPL" | "AGPL" | "SSPL")
    });
    by_manifest || by_text
}

/// True when each choice that the expression leaves contains a licence of these families.
fn is_strong(expression: &str) -> bool {
    let text = expression.to_ascii_uppercase().replace(['(', ')'], " ");
    if text.contains("WITH ") || text.contains("EXCEPTION") || text.contains('/') || text.contains("DUAL") {
        return false;
    }
    !text.trim().is_empty()
        && text.split(" OR ").all(|choice| {
            choice.split(" AND ").any(|licence| {
                let licence = licence.trim();
                ["GPL-", "AGPL-", "SSPL-"].iter().any(|family| licence.starts_with(family))
                    || matches!(licence, "GPL" | "AGPL" | "GPLV2" | "GPLV3" | "AGPLV3" | "GPL2" | "GPL3")
            })
        })
}

/// A package that somebody decided to use, with what of it is under such a licence.
struct Bringer<'a> {
    repository: usize,
    name: &'a str,
    /// Packages under such a licence, by name; the bringer may be one of them.
    parts: BTreeMap<&'a str, &'a [&'a Dependency]>,
}

/// Who took these packages in: a package that a manifest names itself, else one that needs them and that a manifest
/// names, one under such a licence before others; else the package stands for itself.
fn by_bringer<'a>(
    facts: &'a Facts,
    repository: usize,
    packages: BTreeMap<&'a str, &'a [&'a Dependency]>,
) -> Vec<Bringer<'a>> {
    let all = dependencies_in(facts, repository);
    let mut needed_by: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for dependency in all {
        for needed in &dependency.needs {
            needed_by.entry(needed.as_str()).or_default().insert(dependency.name.as_str());
        }
    }
    let direct: BTreeSet<&str> =
        all.iter().filter(|one| one.direct == Some(true)).map(|one| one.name.as_str()).collect();
    let mut bringers: BTreeMap<&str, BTreeMap<&str, &[&Dependency]>> = BTreeMap::new();
    for (name, places) in &packages {
        let above = above(name, &needed_by);
        let mut named = above.iter().copied().filter(|above| direct.contains(above));
        let strong = named.clone().find(|above| packages.contains_key(above));
        let bringer = if direct.contains(name) { *name } else { strong.or_else(|| named.next()).unwrap_or(name) };
        bringers.entry(bringer).or_default().insert(name, places);
    }
    bringers.into_iter().map(|(name, parts)| Bringer { repository, name, parts }).collect()
}

/// Packages that need this one, directly or through others, by name.
fn above<'a>(name: &'a str, needed_by: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let (mut known, mut open) = (BTreeSet::new(), vec![name]);
    while let Some(next) = open.pop() {
        open.extend(needed_by.get(next).into_iter().flatten().copied().filter(|above| known.insert(*above)));
    }
    known
}

fn finding(facts: &Facts, bringer: &Bringer<'_>) -> Finding {
    let Bringer { name, parts, .. } = bringer;
    let repository = &facts.repositories[bringer.repository];
    let places = || parts.values().flat_map(|places| places.iter());
    let licences: BTreeSet<&str> = match parts.get(name) {
        Some(own) => own.iter().map(|place| place.licence.as_str()).collect(),
        None => places().map(|place| place.licence.as_str()).collect(),
    };
    let reaches = |licence: &str| ["AGPL", "SSPL"].iter().any(|family| licence.to_ascii_uppercase().contains(family));
    let service = places().any(|place| reaches(&place.licence));
    let evidence: Vec<Evidence> = places()
        .take(SHOWN_PLACES)
        .map(|place| lines_evidence(facts, place.manifest, place.line, place.line))
        .collect();
    let others: Vec<&str> = parts.keys().copied().filter(|part| part != name).collect();
    let message = match (parts.contains_key(name), others.is_empty()) {
        (_, true) => Message::new("found"),
        (true, false) => Message::new("found-with").name("parts", others.join(", ")),
        (false, false) => Message::new("found-brought").name("parts", others.join(", ")),
    };
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), name.as_bytes()]),
        scope: repository_scope(repository),
        severity: if service { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: message
            .name("name", *name)
            .name("repository", repository.name.as_str())
            .name("licence", licences.into_iter().collect::<Vec<_>>().join(", ")),
        evidence,
        effort: days(0.5, 3.0, 3.0),
        remediation_unit: format!("package:{}:{name}", repository.name),
        rank: if service { 2.0 } else { 1.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::{CHECK, is_strong};
    use crate::Check;
    use crate::testing::{add_file, add_manifest, empty_facts, said};
    use quarterdeck_facts::{DependencyScope, Ecosystem, Facts, FileKind, LicenceText};
    use quarterdeck_findings::{Policy, Severity};

    #[test]
    fn expressions_that_leave_no_free_choice_are_strong() {
        for (expression, strong) in [
            ("GPL-3.0-or-later", true),
            ("AGPL-3.0", true),
            ("(GPL-2.0-only AND MIT)", true),
            ("(MIT OR GPL-3.0-or-later)", false),
            ("GPL-2.0-only OR GPL-3.0-only", true),
            ("GPL-2.0-only WITH Classpath-exception-2.0", false),
            ("LGPL-3.0", false),
            ("MIT", false),
            ("MIT/GPL", false),
            ("", false),
        ] {
            assert_eq!(is_strong(expression), strong, "{expression}");
        }
    }

    fn system(licence: &str, scope: DependencyScope) -> Facts {
        let mut facts = empty_facts();
        add_manifest(&mut facts, "composer.lock", Ecosystem::Packagist, &[("acme/pdf", "1.0.0")]);
        facts.manifests[0].lock = true;
        facts.files[0].kind = FileKind::Generated;
        licence.clone_into(&mut facts.dependencies[0].licence);
        facts.dependencies[0].scope = scope;
        facts
    }

    #[test]
    fn strong_licences_of_parts_that_ship_are_found_unless_the_product_has_one() {
        let runtime = DependencyScope::Runtime;
        let mut own = system("GPL-3.0", runtime);
        let file = add_file(&mut own, "LICENSE", |_| {});
        own.licences.push(LicenceText { file, family: "GPL".to_owned() });
        let mut of_house = system("GPL-3.0", runtime);
        add_manifest(&mut of_house, "composer.json", Ecosystem::Packagist, &[]);
        of_house.manifests.iter_mut().filter(|one| !one.lock).for_each(|one| one.name = "acme/shop".to_owned());
        for (facts, expected, severity) in [
            (of_house, "could-not-assess", None),
            (system("GPL-3.0", runtime), "found 1", Some(Severity::Low)),
            (system("AGPL-3.0-only", runtime), "found 1", Some(Severity::Medium)),
            (system("MIT", runtime), "ok", None),
            (system("", runtime), "could-not-assess", None),
            (system("GPL-3.0", DependencyScope::Development), "could-not-assess", None),
            (own, "not-applicable", None),
            (empty_facts(), "not-applicable", None),
        ] {
            let assessment = CHECK.assess(&facts, &Policy::default());
            assert_eq!(said(&assessment), expected);
            assert_eq!(assessment.findings.first().map(|finding| finding.severity), severity);
        }
    }
    /// Packages of a lock file: name, licence, what they need; the manifest names `direct`.
    fn locked(packages: &[(&str, &str, &[&str])], direct: &[&str]) -> Facts {
        let mut facts = empty_facts();
        let names: Vec<(&str, &str)> = packages.iter().map(|(name, ..)| (*name, "1.0.0")).collect();
        add_manifest(&mut facts, "composer.lock", Ecosystem::Packagist, &names);
        facts.manifests[0].lock = true;
        for (dependency, (_, licence, needs)) in facts.dependencies.iter_mut().zip(packages) {
            (*licence).clone_into(&mut dependency.licence);
            dependency.direct = None;
            dependency.needs = needs.iter().map(|name| (*name).to_owned()).collect();
        }
        let named: Vec<(&str, &str)> = direct.iter().map(|name| (*name, "1.0.0")).collect();
        add_manifest(&mut facts, "sub/composer.json", Ecosystem::Packagist, &named);
        facts
    }

    #[test]
    fn a_package_is_told_with_what_it_brings() {
        let (ui, events, icons) = ("acme/ui", "acme/ui-events", "zeta/icons");
        for (packages, direct, expected) in [
            (vec![(ui, "AGPL-3.0", &[events][..]), (events, "AGPL-3.0", &[])], vec![ui], vec![("found-with", ui)]),
            (vec![(ui, "MIT", &[events]), (events, "AGPL-3.0", &[])], vec![ui], vec![("found-brought", ui)]),
            (
                vec![(ui, "MIT", &[events, icons]), (events, "GPL-3.0", &[]), (icons, "GPL-3.0", &[])],
                vec![ui],
                vec![("found-brought", ui)],
            ),
            // Both are named: two decisions.
            (
                vec![(ui, "AGPL-3.0", &[events]), (events, "AGPL-3.0", &[])],
                vec![ui, events],
                vec![("found", ui), ("found", events)],
            ),
            // Through a package between, and where nobody is named.
            (
                vec![(ui, "MIT", &[icons]), (icons, "MIT", &[events]), (events, "GPL-3.0", &[ui])],
                vec![ui],
                vec![("found-brought", ui)],
            ),
            (vec![(ui, "MIT", &[events]), (events, "GPL-3.0", &[])], vec![], vec![("found", events)]),
        ] {
            let assessment = CHECK.assess(&locked(&packages, &direct), &Policy::default());
            let told = assessment.findings.iter().map(|finding| {
                let name = finding.remediation_unit.rsplit(':').next().unwrap_or_default();
                (finding.message.key, name)
            });
            assert_eq!(told.collect::<Vec<_>>(), expected, "{packages:?} {direct:?}");
        }
    }
}
