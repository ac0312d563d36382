//! The examples of the reference pages, as they stand in the documents: every field of each is in
//! the typed value.

use serde_json::Value;
use specwright::{Timestamp, Value as Decoded};
use usage_billing::{m3ter, solvimon};

/// The example of the 200 reply below a path.
fn example(document: &str, path: &str) -> Value {
    let document: Value = serde_yaml::from_str(document).expect("a document");
    document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["example"]
        .clone()
}

fn m3ter_example(resource: &str) -> Value {
    let document = include_str!("../../../spec/m3ter.yaml");
    example(document, &format!("/organizations/{{orgId}}/{resource}"))
}

fn solvimon_example() -> Value {
    let document = include_str!("../../../spec/solvimon.yaml");
    example(document, "/v{version}/events/{resourceId}")
}

/// Decodes an example and compares what is written again: a field that the model lacks would be
/// missing, one that it misreads would differ. Null and absent are one in what is only received.
fn survives<T: Decoded + Default>(example: &Value) {
    let text = example.to_string();
    assert!(text.len() > 100, "the example is there: {text}");
    let decoded: T = specwright::from_slice(text.as_bytes()).expect("the example fits its type");
    let again: Value = serde_json::from_str(&specwright::to_string(&decoded)).expect("JSON");
    assert_eq!(
        difference(&without_nulls(&again), &without_nulls(example), ""),
        None
    );
}

/// The first place where two values differ, with both.
fn difference(left: &Value, right: &Value, at: &str) -> Option<String> {
    match (left, right) {
        (Value::Object(left), Value::Object(right)) => {
            let names = left.keys().chain(right.keys());
            let mut differences = names.filter_map(|name| {
                let [left, right] =
                    [left, right].map(|side| side.get(name).unwrap_or(&Value::Null));
                difference(left, right, &format!("{at}/{name}"))
            });
            differences.next()
        }
        (Value::Array(left), Value::Array(right)) if left.len() == right.len() => {
            let mut pairs = left.iter().zip(right).enumerate();
            pairs.find_map(|(index, (left, right))| {
                difference(left, right, &format!("{at}/{index}"))
            })
        }
        (Value::String(left), Value::String(right)) if is_same_instant(left, right) => None,
        _ => (left != right).then(|| format!("{at}: {left} is not {right}")),
    }
}

/// An instant is written in UTC, whatever offset it came with.
fn is_same_instant(left: &str, right: &str) -> bool {
    match (left.parse::<Timestamp>(), right.parse::<Timestamp>()) {
        (Ok(left), Ok(right)) => left == right,
        _ => false,
    }
}

fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.iter().filter(|(_, value)| !value.is_null());
            members
                .map(|(name, value)| (name.clone(), without_nulls(value)))
                .collect()
        }
        Value::Array(items) => items.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

#[test]
fn list_events() {
    survives::<m3ter::types::EventPage>(&m3ter_example("events"));
}

#[test]
fn list_commitments() {
    survives::<m3ter::types::CommitmentPage>(&m3ter_example("commitments"));
}

#[test]
fn list_pricings() {
    survives::<m3ter::types::PricingPage>(&m3ter_example("pricings"));
}

#[test]
fn get_custom_fields() {
    survives::<m3ter::types::CustomFields>(&m3ter_example("customfields"));
}

#[test]
fn get_event() {
    survives::<solvimon::types::MeterData>(&solvimon_example());
}

#[test]
fn the_demonstration_replies_with_the_examples() {
    let demo = [
        (
            include_str!("../../../generated/examples/demo/replies/events.json"),
            m3ter_example("events"),
        ),
        (
            include_str!("../../../generated/examples/demo/replies/commitments.json"),
            m3ter_example("commitments"),
        ),
        (
            include_str!("../../../generated/examples/demo/replies/pricings.json"),
            m3ter_example("pricings"),
        ),
        (
            include_str!("../../../generated/examples/demo/replies/custom-fields.json"),
            m3ter_example("customfields"),
        ),
        (
            include_str!("../../../generated/examples/demo/replies/solvimon-event.json"),
            solvimon_example(),
        ),
    ];
    for (reply, example) in demo {
        let reply: Value = serde_json::from_str(reply).expect("JSON");
        assert_eq!(reply, example);
    }
}
