//! ARC-04: one part that holds most of the system.

use crate::Rule;
use crate::support::{days, limit, measured, percent, share, source_code, source_lines};
use quarterdeck_base::{Evidence, Fingerprint, Message};
use quarterdeck_facts::{ComponentIx, ComponentReason, Facts, Manifest};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Scope, Severity, Status, Text, ThresholdMeta,
};
use std::collections::BTreeMap;

static META: CheckMeta = CheckMeta {
    id: "ARC-04",
    name: "lopsided-components",
    dimension: Dimension::Architecture,
    status: Status::Preview,
    since: "0.1.0",
    finds: "The component that holds more than half of the source code lines of a system of at least 20,000 lines. \
            Components are the folders with a manifest, and the folders that hold a fair share of the code; a folder \
            that holds nearly everything is looked into, not counted.",
    matters: "A system can be divided among people, suppliers or steps of a renewal only along its parts. With one \
              part, everything is one project.",
    evidence: "The command that prints the components with their lines.",
    effort: "20 to 60 days to take the first part out; the whole is a programme, not a task.",
    texts: &[
        Text { key: "title", english: "One part holds most of the system" },
        Text {
            key: "found",
            english: "Component { $component } holds { $share } of the { $lines } lines of source code.",
        },
        Text {
            key: "works",
            english: "The system has parts: the largest, { $component }, holds { $share } of the source code.",
        },
        Text {
            key: "consequence",
            english: "The system can only be replaced as a whole, and two teams cannot work on it without meeting.",
        },
        Text {
            key: "remedy",
            english: "Do not split for its own sake. Find the subject that changes most on its own, give it a folder \
                      with one entrance, and forbid imports around it in the pipeline.",
        },
    ],
    thresholds: &[
        ThresholdMeta { key: "largest_component_percent", green: 50.0, red: 80.0, source: "proposal" },
        ThresholdMeta {
            key: "system_lines",
            green: 20_000.0,
            red: 20_000.0,
            source: "proposal: a smaller system is one part for a small team, and that is fine",
        },
    ],
    exceptions: &[
        "Small systems are not asked.",
        "Parts that exist as namespaces or classes and not as folders are not seen.",
        "A library with one purpose is one part by nature: not asked, where its manifest says so (tokio).",
        "What lies at the root or in folders too small to be parts is no part (OpenCATS).",
        "A folder that is a bag of parts (`modules` of SuiteCRM) is found when it holds more than half: read it with \
         what stands in it.",
        "Tests, generated and vendored code do not count.",
    ],
    precision: None,
    sources: &["SIG/TUViT Evaluation Criteria Trusted Product Maintainability: component balance"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let all = source_lines(facts);
    let least = limit(policy, &META, "system_lines");
    if (all as f64) < least {
        return Assessment::not_applicable(format!("there are fewer than {least} lines of source code"));
    }
    let mut lines: BTreeMap<ComponentIx, u64> = BTreeMap::new();
    for (_, file) in source_code(facts) {
        *lines.entry(file.component).or_default() += u64::from(file.code);
    }
    // What is left at the root is no part: it is what belongs to none.
    let parts = lines.iter().filter_map(|(at, held)| Some((at, facts.components.get(at.at())?, *held)));
    let parts = parts.filter(|(_, component, _)| component.reason != ComponentReason::Root);
    let Some((at, component, held)) = parts.max_by(|a, b| a.2.cmp(&b.2).then(b.0.cmp(a.0))) else {
        return Assessment::could_not_assess(
            "no folder holds a fair share of the code",
            "folders or manifests that show the parts of the system",
        );
    };
    let library = |manifest: &&Manifest| manifest.library && facts.file(manifest.file).component == *at;
    if facts.manifests.iter().any(|manifest| library(&manifest)) {
        return Assessment::not_applicable("the largest part is a library");
    }
    let of_all = share(held, all);
    let value = percent(of_all);
    let figures = vec![measured("largest_component_percent", value, "%")];
    let threshold = policy.threshold(&META, "largest_component_percent");
    let score = threshold.score(value);
    if score >= 1.0 {
        let works = Message::new("works").name("component", component.name.as_str()).share("share", of_all);
        return Assessment::ok(works, figures);
    }
    let repository = facts.repositories.get(component.repository.at()).map_or("", |known| known.name.as_str());
    let finding = Finding {
        check: META.id,
        fingerprint: Fingerprint::new(META.id, &[component.name.as_bytes()]),
        scope: Scope::Component { repository: repository.to_owned(), name: component.name.clone() },
        severity: if threshold.is_red(value) { Severity::Medium } else { Severity::Low },
        confidence: Confidence::Medium,
        message: Message::new("found")
            .name("component", component.name.as_str())
            .share("share", of_all)
            .count("lines", all),
        evidence: vec![Evidence::Command { arguments: "facts . --level component".to_owned() }],
        effort: days(20.0, 60.0, 60.0),
        remediation_unit: format!("component:{repository}:{}", component.name),
        rank: of_all,
    };
    Assessment::found(score, figures, vec![finding])
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, component, empty_facts, said};
    use quarterdeck_facts::{ComponentIx, Facts, FileKind};
    use quarterdeck_findings::{Policy, Severity};

    fn system(shop: u32, stock: u32, tests: u32) -> Facts {
        let mut facts = empty_facts();
        facts.components.push(component("stock"));
        for (path, at, lines, kind) in [
            ("shop/a.py", 0, shop, FileKind::Source),
            ("stock/a.py", 1, stock, FileKind::Source),
            ("stock/test_a.py", 1, tests, FileKind::Test),
        ] {
            add_file(&mut facts, path, |file| {
                (file.component, file.code, file.kind) = (ComponentIx::new(at), lines, kind);
            });
        }
        facts
    }

    #[test]
    fn the_share_of_the_largest_component_decides() {
        for (shop, stock, tests, expected, score) in [
            (10_000, 10_000, 0, "ok", 1.0),
            (13_000, 7_000, 0, "found 1", 0.5),
            (13_000, 7_000, 90_000, "found 1", 0.5),
            (16_000, 4_000, 0, "found 1", 0.0),
            (19_999, 0, 9_000, "not-applicable", 0.0),
        ] {
            let assessment = CHECK.assess(&system(shop, stock, tests), &Policy::default());
            assert_eq!(said(&assessment), expected, "{shop} {stock}");
            assert!((assessment.score - score).abs() < 1e-9, "{shop} {stock}");
        }
        let found = CHECK.assess(&system(16_000, 4_000, 0), &Policy::default());
        assert_eq!(found.findings[0].severity, Severity::Medium);
    }
}
