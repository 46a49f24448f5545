//! The log as a code-scanning service reads it: places, levels, limits, hostile names.

use super::{audit, relative_uri};
use crate::Texts;
use crate::testing::{self, empty_facts, empty_judgement, facts, judgement};
use quarterdeck_base::bound;
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use serde_json::{Value, json};

fn log(facts: &Facts, judgement: &Judgement) -> (Value, usize) {
    let texts = Texts::english(judgement.checks.iter().map(|check| check.meta));
    let mut out = Vec::new();
    audit(facts, judgement, &testing::meta(), &texts, &mut out).unwrap();
    (serde_json::from_slice(&out).unwrap(), out.len())
}

#[test]
fn a_result_says_what_where_and_how_bad() {
    let (log, _) = log(&facts(), &judgement());
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let result = &run["results"][0];
    assert_eq!(result["ruleId"], "DEB-02");
    assert_eq!(run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize]["id"], "DEB-02");
    assert_eq!(result["level"], "error");
    assert_eq!(
        result["locations"][0]["physicalLocation"],
        json!({
            "artifactLocation": {"uri": "src/Order/OrderService.php"},
            "region": {"startLine": 118, "endLine": 121}
        })
    );
    let fingerprint = judgement().ranked()[0].1.fingerprint.to_string();
    assert_eq!(result["fingerprints"]["quarterdeck/v1"], fingerprint.as_str());
    assert_eq!(result["partialFingerprints"]["primaryLocationLineHash"], fingerprint.as_str());
    let text = log.to_string();
    for part in ["330 findings are not listed here", "Not read in shop", "SEC-03 could not be assessed", "\"asOf\""] {
        assert!(text.contains(part), "{part}");
    }
    assert!(!text.contains("Ada"), "people are pseudonyms");
}

#[test]
fn every_result_has_a_relative_place_and_a_rule_with_help() {
    let (log, _) = log(&facts(), &judgement());
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for (field, limit) in [("shortDescription", 1024), ("fullDescription", 1024)] {
            let text = rule[field]["text"].as_str().unwrap();
            assert!(!text.is_empty() && text.len() <= limit, "{rule}");
        }
        assert!(rule["help"]["text"].as_str().unwrap().contains("quarterdeck explain"));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), judgement().ranked().len());
    for result in results {
        for location in result["locations"].as_array().unwrap() {
            let place = &location["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_graphic()) && !uri.starts_with('/'), "{uri}");
            assert!(place["region"]["startLine"].as_u64().unwrap() >= 1);
        }
    }
}

#[test]
fn several_repositories_are_told_apart() {
    let mut facts = facts();
    facts.repositories.push(quarterdeck_facts::RepositoryFacts { name: "web".to_owned(), ..Default::default() });
    let (log, _) = log(&facts, &judgement());
    let run = &log["runs"][0];
    let artifact = &run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(artifact["uriBaseId"], "shop");
    assert!(run["originalUriBaseIds"].get("shop").is_some());
}

#[test]
fn paths_are_relative_references() {
    for (path, uri) in [
        ("src/a.rs".as_bytes(), "src/a.rs"),
        (b"a b#c?.js", "a%20b%23c%3F.js"),
        (b"/etc/passwd", "%2Fetc/passwd"),
        (b"caf\xe9.js", "caf%E9.js"),
        (b"javascript:alert(1)", "javascript%3Aalert%281%29"),
        ("\u{202e}".as_bytes(), "%E2%80%AE"),
    ] {
        assert_eq!(relative_uri(path), uri);
    }
}

#[test]
fn what_a_service_would_refuse_is_cut_and_said() {
    let mut judgement = judgement();
    let findings = judgement.checks[1].assessment.findings.clone();
    judgement.checks[1].assessment.findings = findings.iter().cycle().take(26_000).cloned().collect();
    let (log, bytes) = log(&facts(), &judgement);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(results.len() as u64 <= bound::SARIF_RESULTS && bytes as u64 <= bound::SARIF_BYTES, "{bytes} bytes");
    assert!(results.len() > 5_000, "{}", results.len());
    assert_eq!(results[0]["level"], "error", "the worst stay");
    let note = log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    let cut = 26_001 - results.len() as u64;
    assert!(note.starts_with(&format!("{} findings are not listed", crate::words::grouped(cut))), "{note}");
}

#[test]
fn an_empty_audit_has_no_results() {
    let (log, _) = log(&empty_facts(), &empty_judgement());
    assert_eq!(log["runs"][0]["results"], json!([]));
}
