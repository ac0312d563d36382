//! Every keyword of a schema, wherever a schema may stand: in a parameter, a body, a reply, a header, or
//! below one of them. What is told is one change, of how it travels there, with the verdict for that.

use std::fmt::Write as _;

use serde_json::{Value, json};
use specwright_codegen::Source;
use specwright_codegen::diff::{Kind, Options, Use, diff};

/// Edits of a schema: before and after, and the kinds of the change there and back.
const EDITS: &[(&str, &str, &str, &str)] = &[
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","minLength":2}"#,
        "min-length-added",
        "min-length-removed",
    ),
    (
        r#"{"type":"string","minLength":2}"#,
        r#"{"type":"string","minLength":3}"#,
        "min-length-increased",
        "min-length-decreased",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","maxLength":9}"#,
        "max-length-added",
        "max-length-removed",
    ),
    (
        r#"{"type":"string","maxLength":8}"#,
        r#"{"type":"string","maxLength":9}"#,
        "max-length-increased",
        "max-length-decreased",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","pattern":"^a"}"#,
        "pattern-added",
        "pattern-removed",
    ),
    (
        r#"{"type":"string","pattern":"^a"}"#,
        r#"{"type":"string","pattern":"^b"}"#,
        "pattern-changed",
        "pattern-changed",
    ),
    (
        r#"{"type":"integer"}"#,
        r#"{"type":"integer","minimum":1}"#,
        "minimum-added",
        "minimum-removed",
    ),
    (
        r#"{"type":"integer","minimum":1}"#,
        r#"{"type":"integer","minimum":2}"#,
        "minimum-increased",
        "minimum-decreased",
    ),
    (
        r#"{"type":"integer"}"#,
        r#"{"type":"integer","maximum":9}"#,
        "maximum-added",
        "maximum-removed",
    ),
    (
        r#"{"type":"integer","maximum":8}"#,
        r#"{"type":"integer","maximum":9}"#,
        "maximum-increased",
        "maximum-decreased",
    ),
    (
        r#"{"type":"integer"}"#,
        r#"{"type":"integer","exclusiveMinimum":1}"#,
        "exclusive-minimum-added",
        "exclusive-minimum-removed",
    ),
    (
        r#"{"type":"integer","exclusiveMinimum":1}"#,
        r#"{"type":"integer","exclusiveMinimum":2}"#,
        "exclusive-minimum-increased",
        "exclusive-minimum-decreased",
    ),
    (
        r#"{"type":"integer","exclusiveMaximum":8}"#,
        r#"{"type":"integer","exclusiveMaximum":9}"#,
        "exclusive-maximum-increased",
        "exclusive-maximum-decreased",
    ),
    (
        r#"{"type":"integer","minimum":1}"#,
        r#"{"type":"integer","exclusiveMinimum":1}"#,
        "exclusive-minimum-added",
        "exclusive-minimum-removed",
    ),
    (
        r#"{"type":"integer"}"#,
        r#"{"type":"integer","multipleOf":5}"#,
        "multiple-of-added",
        "multiple-of-removed",
    ),
    (
        r#"{"type":"integer","multipleOf":5}"#,
        r#"{"type":"integer","multipleOf":10}"#,
        "multiple-of-changed",
        "multiple-of-changed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"minItems":1}"#,
        "min-items-added",
        "min-items-removed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"},"minItems":1}"#,
        r#"{"type":"array","items":{"type":"string"},"minItems":2}"#,
        "min-items-increased",
        "min-items-decreased",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"maxItems":9}"#,
        "max-items-added",
        "max-items-removed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"},"maxItems":8}"#,
        r#"{"type":"array","items":{"type":"string"},"maxItems":9}"#,
        "max-items-increased",
        "max-items-decreased",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"uniqueItems":true}"#,
        "unique-items-added",
        "unique-items-removed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"contains":{"const":"a"}}"#,
        "contains-added",
        "contains-removed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"prefixItems":[{"type":"string"}]}"#,
        "prefix-items-added",
        "prefix-items-removed",
    ),
    (
        r#"{"type":"array","items":{"type":"string"}}"#,
        r#"{"type":"array","items":{"type":"string"},"unevaluatedItems":false}"#,
        "unevaluated-items-added",
        "unevaluated-items-removed",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","minProperties":1}"#,
        "min-properties-added",
        "min-properties-removed",
    ),
    (
        r#"{"type":"object","maxProperties":8}"#,
        r#"{"type":"object","maxProperties":9}"#,
        "max-properties-increased",
        "max-properties-decreased",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","additionalProperties":false}"#,
        "additional-properties-closed",
        "additional-properties-opened",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","additionalProperties":{"type":"string"}}"#,
        "additional-properties-narrowed",
        "additional-properties-widened",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","patternProperties":{"^x":{"type":"string"}}}"#,
        "pattern-property-added",
        "pattern-property-removed",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","propertyNames":{"pattern":"^x"}}"#,
        "property-names-added",
        "property-names-removed",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","dependentRequired":{"a":["b"]}}"#,
        "dependent-required-added",
        "dependent-required-removed",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","dependentSchemas":{"a":{"minProperties":2}}}"#,
        "dependent-schema-added",
        "dependent-schema-removed",
    ),
    (
        r#"{"type":"object"}"#,
        r#"{"type":"object","unevaluatedProperties":false}"#,
        "unevaluated-properties-added",
        "unevaluated-properties-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","not":{"const":"a"}}"#,
        "not-added",
        "not-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","if":{"minLength":2}}"#,
        "if-added",
        "if-removed",
    ),
    (
        r#"{"type":"string","if":{"minLength":2}}"#,
        r#"{"type":"string","if":{"minLength":2},"then":{"pattern":"^a"}}"#,
        "then-added",
        "then-removed",
    ),
    (
        r#"{"type":"string","if":{"minLength":2}}"#,
        r#"{"type":"string","if":{"minLength":2},"else":{"pattern":"^a"}}"#,
        "else-added",
        "else-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","contentEncoding":"base64"}"#,
        "content-encoding-added",
        "content-encoding-removed",
    ),
    (
        r#"{"type":"string","contentEncoding":"base64"}"#,
        r#"{"type":"string","contentEncoding":"base16"}"#,
        "content-encoding-changed",
        "content-encoding-changed",
    ),
    (
        r#"{"type":"string","contentMediaType":"image/png"}"#,
        r#"{"type":"string","contentMediaType":"image/gif"}"#,
        "content-media-type-changed",
        "content-media-type-changed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","contentSchema":{"type":"object"}}"#,
        "content-schema-added",
        "content-schema-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","default":"a"}"#,
        "default-added",
        "default-removed",
    ),
    (
        r#"{"type":"string","default":"a"}"#,
        r#"{"type":"string","default":"b"}"#,
        "default-changed",
        "default-changed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","enum":["a"]}"#,
        "enum-added",
        "enum-removed",
    ),
    (
        r#"{"type":"string","enum":["a"]}"#,
        r#"{"type":"string","enum":["a","other"]}"#,
        "enum-value-added",
        "enum-value-removed",
    ),
    (
        r#"{"type":"string","enum":["left-side","b"]}"#,
        r#"{"type":"string","enum":["left_side","b"]}"#,
        "enum-value-renamed",
        "enum-value-renamed",
    ),
    (
        r#"{"type":"string","x-extensible-enum":["a"]}"#,
        r#"{"type":"string","x-extensible-enum":["a","other"]}"#,
        "extensible-enum-value-added",
        "extensible-enum-value-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","const":"a"}"#,
        "const-added",
        "const-removed",
    ),
    (
        r#"{"type":"string","const":"a"}"#,
        r#"{"type":"string","const":"b"}"#,
        "const-changed",
        "const-changed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":["string","null"]}"#,
        "value-became-nullable",
        "value-became-not-nullable",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"boolean"}"#,
        "type-changed",
        "type-changed",
    ),
    (
        r#"{"type":"integer"}"#,
        r#"{"type":"number"}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":["string","boolean"]}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"type":"integer","format":"int32"}"#,
        r#"{"type":"integer","format":"int64"}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"type":"string","format":"date"}"#,
        r#"{"type":"string"}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"type":"string","minLength":1,"pattern":"a"}"#,
        r#"{}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"oneOf":[{"type":"string"},{"type":"integer","minimum":1}]}"#,
        "type-widened",
        "type-narrowed",
    ),
    (
        r#"{"oneOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1}]}"#,
        r#"{"oneOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1},{"type":"boolean","title":"Flag"}]}"#,
        "one-of-added",
        "one-of-removed",
    ),
    (
        r#"{"anyOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1}]}"#,
        r#"{"anyOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1},{"type":"boolean","title":"Flag"}]}"#,
        "any-of-added",
        "any-of-removed",
    ),
    (
        r#"{"oneOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1}]}"#,
        r#"{"oneOf":[{"type":"string","maxLength":9}]}"#,
        "one-of-removed",
        "one-of-added",
    ),
    (
        r#"{"oneOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1}]}"#,
        r#"{"anyOf":[{"type":"string","maxLength":9},{"type":"integer","minimum":1}]}"#,
        "one-of-widened",
        "one-of-narrowed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","deprecated":true}"#,
        "deprecation-added",
        "deprecation-removed",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"type":"string","description":"Text.","title":"Text","examples":["a"]}"#,
        "",
        "",
    ),
    (
        r#"{"type":"string","enum":["a","b"]}"#,
        r#"{"type":"string","enum":["b","a"]}"#,
        "",
        "",
    ),
    (
        r#"{"type":"string","const":"a"}"#,
        r#"{"type":"string","enum":["a"]}"#,
        "",
        "",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"allOf":[{"type":"string"}]}"#,
        "",
        "",
    ),
    (
        r#"{"type":"string"}"#,
        r#"{"anyOf":[{"type":"string"}]}"#,
        "",
        "",
    ),
    (
        r#"{"type":["string","null"]}"#,
        r#"{"anyOf":[{"type":"string"},{"type":"null"}]}"#,
        "",
        "",
    ),
];

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
    for (before, after, there, back) in EDITS {
        for at in PLACES {
            let (base, head) = (document(&schema(before), at), document(&schema(after), at));
            for (from, to, name) in [(&base, &head, there), (&head, &base, back)] {
                let kind = Kind::from_name(name);
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
