//! SEC-14: parts whose licence asks that the whole be given away.

use crate::Rule;
use crate::support::{
    days, dependencies_of, is_aside, lines_evidence, manifests_of, measured, repository_scope, ships,
};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{Dependency, DependencyScope, Facts, FileKind};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Severity, Status, Text, ThresholdMeta,
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
            repository that is not under such a licence itself. Read from composer.lock and package-lock.json (versions \
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
    precision: None,
    sources: &["SPDX License List", "OpenChain ISO/IEC 5230", "FSF: Frequently Asked Questions about the GNU Licenses"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let (mut stated, mut own_copyleft, mut locked) = (0_u64, 0, 0_u64);
    let mut groups: BTreeMap<(usize, &str, &str), Vec<&Dependency>> = BTreeMap::new();
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
                    let key = (at, dependency.name.as_str(), dependency.licence.as_str());
                    groups.entry(key).or_default().push(dependency);
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
    let value = groups.len() as f64;
    let figures = vec![measured("copyleft_packages", value, "packages")];
    if groups.is_empty() {
        return Assessment::ok(Message::new("works").count("count", stated), figures);
    }
    let findings =
        groups.iter().map(|((at, name, licence), places)| finding(facts, *at, name, licence, places)).collect();
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

fn finding(facts: &Facts, at: usize, name: &str, licence: &str, places: &[&Dependency]) -> Finding {
    let repository = &facts.repositories[at];
    let service = ["AGPL", "SSPL"].iter().any(|family| licence.to_ascii_uppercase().contains(family));
    let evidence: Vec<Evidence> = places
        .iter()
        .take(SHOWN_PLACES)
        .map(|place| lines_evidence(facts, place.manifest, place.line, place.line))
        .collect();
    Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[repository.name.as_bytes(), name.as_bytes()]),
        scope: repository_scope(repository),
        severity: if service { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("name", name)
            .name("repository", repository.name.as_str())
            .name("licence", licence),
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
}
