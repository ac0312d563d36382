//! Every keyword of a schema, wherever a schema may stand: in a parameter, a body, a reply, a header, or
//! below one of them. What is told is one change, of how it travels there, with the verdict for that.

use std::fmt::Write as _;

use serde_json::{Value, json};
use specwright_codegen::Source;
use specwright_codegen::diff::{Kind, Options, Use, diff};

/// Edits of a schema: before and after, and the kinds of the change there and back.
const EDITS: &str = include_str!("keywords.txt");

/// Where a schema may stand.
const PLACES: [Use; 7] = [
    Use::Parameter,
    Use::ParameterProperty,
    Use::RequestBody,
    Use::RequestProperty,
    Use::ResponseBody,
    Use::ResponseProperty,
    Use::ResponseHeader,
];

fn document(schema: &Value, at: Use) -> Value {
    let below = json!({"type": "object", "properties": {"part": schema}});
    let mut operation =
        json!({"operationId": "act", "responses": {"200": {"description": "Done."}}});
    let json = |schema: &Value| json!({"application/json": {"schema": schema}});
    match at {
        Use::Parameter => {
            operation["parameters"] = json!([{"name": "it", "in": "query", "schema": schema}])
        }
        Use::ParameterProperty => {
            operation["parameters"] =
                json!([{"name": "it", "in": "query", "content": json(&below)}]);
        }
        Use::RequestBody => operation["requestBody"] = json!({"content": json(schema)}),
        Use::RequestProperty => operation["requestBody"] = json!({"content": json(&below)}),
        Use::ResponseBody => operation["responses"]["200"]["content"] = json(schema),
        Use::ResponseProperty => operation["responses"]["200"]["content"] = json(&below),
        _ => operation["responses"]["200"]["headers"] = json!({"X-It": {"schema": schema}}),
    }
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Shop", "version": "1"},
        "servers": [{"url": "https://shop.example"}],
        "paths": {"/act": {"post": operation}},
    })
}

/// The kinds that are told, each with how it travels and what it means there.
fn told(base: &Value, head: &Value) -> Vec<String> {
    let source = |value: &Value| [Source::new("shop", "shop.json", value.to_string()).foreign()];
    let report = diff(&source(base), &source(head), &Options::default());
    let report = report.unwrap_or_else(|found| panic!("{}", found.render(&source(head), false)));
    let findings = report.findings.iter().flat_map(|found| {
        let operations = found.operations.iter();
        operations.map(|reached| line(found.kind, reached.part, reached.api.name()))
    });
    findings.collect()
}

fn line(kind: Kind, part: Use, api: &str) -> String {
    format!("{kind} {} {api}", part.name())
}

#[test]
fn every_keyword_is_told_wherever_a_schema_stands() {
    let mut wrong = String::new();
    let schema = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    for edit in EDITS.split("\n\n") {
        let lines: Vec<&str> = edit.lines().collect();
        let [before, after, there, back] = lines.as_slice() else {
            panic!("an edit has four lines: {edit}");
        };
        let name = |line: &str, sign: &str| line.strip_prefix(sign).expect("a sign").to_owned();
        let (there, back) = (name(there, "> "), name(back, "< "));
        for at in PLACES {
            let (base, head) = (document(&schema(before), at), document(&schema(after), at));
            for (from, to, name) in [(&base, &head, &there), (&head, &base, &back)] {
                let kind = Kind::from_name(name);
                assert!(kind.is_some() || name == "nothing", "{name} is no kind");
                let expected = kind.map(|kind| line(kind, at, kind.api(at).name()));
                let told = told(from, to);
                if told != expected.iter().cloned().collect::<Vec<_>>() {
                    _ = writeln!(wrong, "{before} to {after}: {expected:?}, but {told:?}");
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
