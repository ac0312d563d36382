//! What is odd in somebody else's document but costs nothing of it is a note, not a warning.

use crate::{codes, generated, source, surface};
use specwright_codegen::Severity;

/// An operation without replies, and bytes where only text can stand.
const ODD: &str = r"
openapi: 3.1.0
info: {title: Odd, version: '1'}
paths:
  /upload:
    post:
      operationId: upload
      requestBody:
        content:
          application/json:
            schema: {type: object, properties: {file: {type: string, format: binary}}}
";

#[test]
fn what_costs_nothing_is_a_note() {
    let found = generated(source(ODD)).diagnostics;
    assert_eq!(codes(&found), ["missing-key", "ignored-keyword"]);
    assert_eq!(found.count(Severity::Note), 2);
}

#[test]
fn what_is_left_out_is_a_warning_and_told_once() {
    let wrong = ODD.replace("operationId: upload", "operationId: upload\n      oops: 1");
    let found = generated(source(&wrong)).diagnostics;
    assert_eq!(
        codes(&found),
        ["unknown-key", "missing-key", "ignored-keyword"]
    );
    assert_eq!(found.count(Severity::Warning), 1);
}

/// A document with a place for a parameter and one for a schema.
fn with(parameter: &str, schema: &str) -> String {
    format!(
        r"
openapi: 3.1.0
info: {{title: Read, version: '1'}}
paths:
  /things:
    get:
      operationId: things
      parameters:
        - {parameter}
      responses:
        '200':
          description: It.
          content:
            application/json:
              schema: {{type: object, properties: {{it: {schema}}}}}
"
    )
}

#[test]
fn what_can_only_mean_one_thing_is_read_so() {
    let usual = "{in: query, name: q, schema: {type: string}}";
    for (parameter, schema, line) in [
        (usual, "{type: int}", "ThingsResponse.it: Option<i64>"),
        (usual, "{type: Bool}", "ThingsResponse.it: Option<bool>"),
        (usual, "{type: float}", "ThingsResponse.it: Option<f64>"),
        (
            usual,
            "{type: [string, null]}",
            "ThingsResponse.it: Option<String>",
        ),
        (
            usual,
            "{type: string, pattern: 0}",
            "ThingsResponse.it: Option<String>",
        ),
        (
            "{in: query, name: q, required: yes, schema: {type: string}}",
            "{type: string}",
            "things.q: String",
        ),
        (
            "{in: Query, name: q, schema: {type: string}}",
            "{type: string}",
            "things.q: Option<String>",
        ),
    ] {
        let source = source(&with(parameter, schema));
        let output = generated(source.clone());
        let told = output.diagnostics.render(&[source], false);
        assert_eq!(told.matches("warning[").count(), 1, "{told}");
        assert!(told.contains("it is read as"), "{told}");
        let surface = surface(&output);
        assert!(surface.contains(line), "{line} is not in {surface}");
    }
}

#[test]
fn what_follows_from_leaving_out_is_not_told() {
    let found = generated(source(&with(
        "{in: querry, name: q, schema: {type: string}}",
        "{type: string}",
    )));
    assert_eq!(codes(&found.diagnostics), ["invalid-value"]);
}

#[test]
fn a_wrong_item_leaves_its_siblings() {
    let parameter = "{in: query, name: q, schema: {type: string}}";
    let output = generated(source(&with(parameter, "{type: [string, nul]}")));
    assert_eq!(codes(&output.diagnostics), ["invalid-value"]);
    assert!(surface(&output).contains("ThingsResponse.it: Option<String>"));
}

#[test]
fn the_last_of_two_keys_counts() {
    let twice = "{type: string, type: integer}";
    let output = generated(source(&with(
        "{in: query, name: q, schema: {type: string}}",
        twice,
    )));
    assert_eq!(codes(&output.diagnostics), ["duplicate-key"]);
    assert!(surface(&output).contains("ThingsResponse.it: Option<i64>"));
}

#[test]
fn json_that_is_indented_less_than_its_key_is_read() {
    let pasted = r#"
openapi: 3.0.3
info: {title: Pasted, version: '1'}
paths:
  /things:
    get:
      operationId: things
      responses:
        '200':
          description: It.
          content:
            application/json:
              example: {
  "it": [
    1
  ]
}
              schema: {type: object, properties: {it: {type: array}}}
              oops: 1
"#;
    let source = source(pasted);
    let output = generated(source.clone());
    assert!(surface(&output).contains("ThingsResponse.it: Option<Vec<Json>>"));
    assert_eq!(codes(&output.diagnostics), ["unknown-key"]);
    let told = output.diagnostics.render(&[source], false);
    assert!(told.contains("their.yaml:19:15"), "{told}");
}
