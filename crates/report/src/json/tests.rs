//! The document against its published schema.

use super::{SCHEMA, audit};
use crate::testing::{self, empty_facts, empty_judgement, facts, judgement};
use quarterdeck_facts::Facts;
use quarterdeck_findings::Judgement;
use serde_json::Value;

fn text(facts: &Facts, judgement: &Judgement) -> String {
    let mut out = Vec::new();
    audit(facts, judgement, &testing::meta(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn sample() -> Value {
    serde_json::from_str(&text(&facts(), &judgement())).unwrap()
}

/// The part of JSON Schema that the published schema uses, stricter in one way: a property that the schema does not
/// describe is a fault, so that the schema cannot fall behind the output.
fn faults(schema: &Value, root: &Value, value: &Value, at: &str, out: &mut Vec<String>) {
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let name = reference.strip_prefix("#/$defs/").unwrap();
        return faults(&root["$defs"][name], root, value, at, out);
    }
    if let Some(options) = schema.get("oneOf").and_then(Value::as_array) {
        let fits = |option: &&Value| {
            let mut found = Vec::new();
            faults(option, root, value, at, &mut found);
            found.is_empty()
        };
        if options.iter().filter(fits).count() != 1 {
            out.push(format!("{at}: fits not exactly one of the options: {value}"));
        }
        return;
    }
    if schema.get("const").is_some_and(|constant| constant != value)
        || schema.get("enum").and_then(Value::as_array).is_some_and(|options| !options.contains(value))
    {
        out.push(format!("{at}: {value} is not allowed"));
    }
    if let Some(kind) = schema.get("type") {
        let is = |name: &Value| match name.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "integer" => value.is_u64(),
            "number" => value.is_number(),
            "boolean" => value.is_boolean(),
            "null" => value.is_null(),
            other => panic!("type {other} is not in this subset"),
        };
        if !kind.as_array().map_or_else(|| is(kind), |kinds| kinds.iter().any(is)) {
            out.push(format!("{at}: {value} is not a {kind}"));
        }
    }
    let below = |name: &str| schema.get(name).and_then(Value::as_f64);
    if let (Some(number), low, high) = (value.as_f64(), below("minimum"), below("maximum"))
        && (low.is_some_and(|low| number < low) || high.is_some_and(|high| number > high))
    {
        out.push(format!("{at}: {number} is out of range"));
    }
    for required in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
        if value.get(required.as_str().unwrap()).is_none() {
            out.push(format!("{at}: {required} is missing"));
        }
    }
    for (name, inner) in value.as_object().into_iter().flatten() {
        match schema["properties"].get(name) {
            Some(property) => faults(property, root, inner, &format!("{at}.{name}"), out),
            None => out.push(format!("{at}: the schema does not describe {name}")),
        }
    }
    for (position, inner) in value.as_array().into_iter().flatten().enumerate() {
        faults(&schema["items"], root, inner, &format!("{at}[{position}]"), out);
    }
}

#[test]
fn the_output_follows_the_published_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut compared = Vec::new();
    audit(&facts(), &judgement(), &testing::compared_meta(), &mut compared).unwrap();
    let compared = serde_json::from_slice(&compared).unwrap();
    for value in [sample(), compared, serde_json::from_str(&text(&empty_facts(), &empty_judgement())).unwrap()] {
        let mut found = Vec::new();
        faults(&schema, &schema, &value, "audit", &mut found);
        assert!(found.is_empty(), "{found:#?}");
    }
}

#[test]
fn the_sample_reaches_every_definition_of_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let sample = sample();
    for (list, kinds) in [("findings", 8_usize), ("gaps", 3), ("clones", 1), ("cycles", 1), ("ownership", 4)] {
        assert!(sample[list].as_array().unwrap().len() >= kinds, "{list}");
    }
    let used = SCHEMA.matches("\"$ref\"").count();
    assert!(used >= schema["$defs"].as_object().unwrap().len());
}

fn nulls_without_reason(value: &Value, at: &str, out: &mut Vec<String>) {
    for (name, inner) in value.as_object().into_iter().flatten() {
        let reason = value.get(format!("{name}_reason")).and_then(Value::as_str).unwrap_or_default();
        if inner.is_null() && reason.is_empty() {
            out.push(format!("{at}.{name}"));
        }
        nulls_without_reason(inner, &format!("{at}.{name}"), out);
    }
    for inner in value.as_array().into_iter().flatten() {
        nulls_without_reason(inner, at, out);
    }
}

#[test]
fn null_always_stands_beside_its_reason() {
    let mut found = Vec::new();
    nulls_without_reason(&sample(), "audit", &mut found);
    assert!(found.is_empty(), "{found:?}");
    assert!(sample()["dimensions"][4]["grade"]["letter"].is_null());
    assert!(sample()["coupled_pairs"][1]["imported"].is_null());
}

#[test]
fn a_comparison_marks_each_finding() {
    let meta = testing::compared_meta();
    let mut out = Vec::new();
    audit(&facts(), &judgement(), &meta, &mut out).unwrap();
    let value: Value = serde_json::from_slice(&out).unwrap();
    let new: Vec<bool> =
        value["findings"].as_array().unwrap().iter().map(|finding| finding["new"].as_bool().unwrap()).collect();
    assert_eq!(new.iter().filter(|new| **new).count(), 1);
    assert!(new[0], "the worst is new");
    let compared = &value["compared"];
    assert_eq!((&compared["new"], &compared["new_listed"], &compared["gone"]), (&2.into(), &1.into(), &3.into()));
    assert!(sample().get("compared").is_none() && sample()["findings"][0].get("new").is_none());
}

#[test]
fn findings_say_all_that_a_reader_needs() {
    let sample = sample();
    let first = &sample["findings"][0];
    assert_eq!(first["severity"], "critical");
    assert_eq!(first["scope"]["kind"], "function");
    assert_eq!(first["scope"]["path"], "src/Order/OrderService.php");
    assert_eq!(
        first["message"]["text_en"],
        "OrderService::total in src/Order/OrderService.php is hard to follow: cognitive complexity 58 over 120 lines."
    );
    assert_eq!(first["message"]["args"][2], serde_json::json!({"name": "cognitive", "type": "count", "value": 58}));
    assert_eq!(first["effort_days"], serde_json::json!({"low": 1.0, "high": 4.0}));
    assert_eq!(first["reproduce"], "quarterdeck facts . --level function");
    assert_eq!(sample["bounds"][0]["name"], "BLOB_BYTES");
    assert_eq!(sample["checks"][1]["found"], 340);
}

#[test]
fn paths_that_are_not_utf8_keep_their_bytes() {
    let mut facts = facts();
    let last = facts.files.len() - 1;
    facts.files[last].hotspot_score = Some(99.0);
    let value: Value = serde_json::from_str(&text(&facts, &judgement())).unwrap();
    assert_eq!(value["hotspots"][0]["path_bytes"], "7765622f636166e92e6a73");
    assert_eq!(value["hotspots"][1].get("path_bytes"), None);
}

#[test]
fn people_are_pseudonyms_unless_named() {
    assert!(!text(&facts(), &judgement()).contains("Ada"));
    let mut meta = testing::meta();
    meta.names = true;
    let mut out = Vec::new();
    audit(&facts(), &judgement(), &meta, &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains("\"main_person\": \"Ada <i>Ex</i>\""));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let text_once = text(&facts(), &judgement());
    assert_eq!(text_once, text(&facts(), &judgement()));
    assert!(text_once.starts_with("{\n  \"schema_version\": \"1.0\",\n  \"product\"") && text_once.ends_with("}\n"));
}
