//! SEC-15: what others may do with the code is not said, or said in two ways.

use crate::Rule;
use crate::support::{absence, by_share, days, file_evidence, manifests_of, repository_finding, ships};
use quarterdeck_base::Message;
use quarterdeck_facts::{DocumentRole, Facts, Manifest, RepositoryFacts};
use quarterdeck_findings::{
    Assessment, CheckMeta, Confidence, Dimension, Finding, Policy, Precision, Severity, Status, Text, ThresholdMeta,
};

const LOOKED_FOR: &str = "LICENSE, LICENCE, COPYING at the root; a licence in the manifests";

static META: CheckMeta = CheckMeta {
    id: "SEC-15",
    name: "unclear-licence",
    dimension: Dimension::Security,
    status: Status::Stable,
    since: "0.1.0",
    finds: "A repository whose manifest publishes a library and that states no licence, in a file or in a manifest; and \
            one whose licence file at the root is of another family than the one licence that a manifest at the root \
            states.",
    matters: "Without a licence nobody may use the code; with two, nobody knows which one holds.",
    evidence: "What was looked for, or the licence file and the manifest.",
    effort: "A tenth to half a day, once the owner has decided.",
    texts: &[
        Text { key: "title", english: "The licence of the own code is unclear" },
        Text { key: "found", english: "Repository { $repository } publishes { $name } and states no licence." },
        Text {
            key: "found-two",
            english: "In repository { $repository }, { $path } states { $licence } while the licence file holds a text of \
                      { $family }.",
        },
        Text { key: "works", english: "The licence of the own code is stated, and in one way." },
        Text {
            key: "consequence",
            english: "Careful customers do not use it, and in a dispute or a sale the question costs weeks.",
        },
        Text {
            key: "remedy",
            english: "Decide on one licence with the owner of the rights, put its full text at the root and its SPDX \
                      name into each manifest.",
        },
    ],
    thresholds: &[ThresholdMeta {
        key: "unclear_repositories_percent",
        green: 0.0,
        red: 100.0,
        source: "OpenSSF Scorecard: License, risk low",
    }],
    exceptions: &[
        "Code that nobody outside gets needs no licence: repositories that publish no library are left out unless they \
         contradict themselves.",
        "A choice of licences, several licence files and texts that are not recognised contradict nothing.",
        "Manifests below the root may be under terms of their own.",
    ],
    precision: Some(Precision { read: 2, correct: 2, repositories: 1 }),
    sources: &["OpenSSF Scorecard: License", "REUSE Specification 3.3"],
};

pub(crate) static CHECK: Rule = Rule { meta: &META, assess };

fn assess(facts: &Facts, policy: &Policy) -> Assessment {
    let mut judged = 0;
    let mut findings: Vec<Finding> = Vec::new();
    for (at, repository) in facts.repositories.iter().enumerate() {
        let own: Vec<&Manifest> = manifests_of(facts, at)
            .iter()
            .filter(|manifest| !manifest.lock && ships(facts.file(manifest.file)))
            .collect();
        let has_text =
            facts.documents_of(DocumentRole::Licence).any(|document| facts.file(document.file).repository.at() == at);
        let stated = has_text || own.iter().any(|manifest| !manifest.licence.is_empty());
        let library = own.iter().find(|manifest| manifest.library);
        if !stated && library.is_none() {
            continue;
        }
        judged += 1;
        if let Some(library) = library.filter(|_| !stated) {
            let message = Message::new("found").name("name", library.name.as_str());
            findings.push(told(repository, message, vec![absence(repository, LOOKED_FOR)]));
        }
        findings.extend(contradiction(facts, at, repository, &own));
    }
    if judged == 0 {
        return Assessment::not_applicable("nothing is published and no licence is stated");
    }
    by_share(policy, &META, "unclear_repositories_percent", (findings.len() as f64, judged), findings)
}

fn told(repository: &RepositoryFacts, message: Message, evidence: Vec<quarterdeck_base::Evidence>) -> Finding {
    Finding {
        severity: Severity::Low,
        confidence: Confidence::High,
        effort: days(0.1, 0.5, 0.5),
        ..repository_finding(&META, repository, message, evidence)
    }
}

fn contradiction(facts: &Facts, at: usize, repository: &RepositoryFacts, own: &[&Manifest]) -> Option<Finding> {
    let mut texts = facts.licences.iter().filter(|text| facts.file(text.file).repository.at() == at);
    let text = texts.next().filter(|text| !text.family.is_empty())?;
    // A second file is a second licence, or the exceptions of the first.
    if texts.next().is_some() {
        return None;
    }
    let manifest = own.iter().find(|manifest| {
        let at_root = facts.file(manifest.file).path.parent().is_empty();
        at_root && family(&manifest.licence).is_some_and(|family| family != text.family)
    })?;
    let message = Message::new("found-two")
        .path("path", &facts.file(manifest.file).path)
        .name("licence", manifest.licence.as_str())
        .name("family", text.family.as_str());
    Some(told(repository, message, vec![file_evidence(facts, text.file), file_evidence(facts, manifest.file)]))
}

/// The family of one SPDX name; `None` for a choice, a combination and what is not known.
fn family(licence: &str) -> Option<&'static str> {
    let licence = licence.trim();
    if licence.contains(' ') || licence.contains('/') {
        return None;
    }
    let known = [
        ("AGPL-", "AGPL"),
        ("LGPL-", "LGPL"),
        ("GPL-", "GPL"),
        ("SSPL-", "SSPL"),
        ("MPL-", "MPL"),
        ("EPL-", "EPL"),
        ("EUPL-", "EUPL"),
        ("Apache-", "Apache"),
        ("MIT", "MIT"),
        ("BSD-", "BSD"),
        ("ISC", "ISC"),
    ];
    let exact = |name: &str| matches!(name, "MIT" | "ISC");
    known
        .iter()
        .find(|(start, _)| if exact(start) { licence == *start } else { licence.starts_with(start) })
        .map(|(_, family)| *family)
}

#[cfg(test)]
mod tests {
    use super::CHECK;
    use crate::Check;
    use crate::testing::{add_file, add_manifest, empty_facts, said};
    use quarterdeck_facts::{Document, DocumentRole, Ecosystem, Facts, LicenceText};
    use quarterdeck_findings::Policy;

    fn system(library: bool, licence: &str, text: Option<&str>) -> Facts {
        let mut facts = empty_facts();
        add_manifest(&mut facts, "package.json", Ecosystem::Npm, &[]);
        facts.manifests[0].library = library;
        licence.clone_into(&mut facts.manifests[0].licence);
        if let Some(family) = text {
            let file = add_file(&mut facts, "LICENSE", |_| {});
            facts.documents.push(Document { role: DocumentRole::Licence, file });
            facts.licences.push(LicenceText { file, family: family.to_owned() });
        }
        facts
    }

    #[test]
    fn the_licence_is_stated_once_and_in_one_way() {
        for (facts, expected) in [
            (system(true, "", None), "found 1"),
            (system(true, "MIT", None), "ok"),
            (system(true, "", Some("MIT")), "ok"),
            (system(false, "MIT", Some("GPL")), "found 1"),
            (system(false, "MIT", Some("MIT")), "ok"),
            (system(false, "MIT OR Apache-2.0", Some("GPL")), "ok"),
            (system(false, "UNLICENSED", Some("MIT")), "ok"),
            (system(false, "MIT", Some("")), "ok"),
            (system(false, "", None), "not-applicable"),
        ] {
            assert_eq!(said(&CHECK.assess(&facts, &Policy::default())), expected);
        }
    }
}
