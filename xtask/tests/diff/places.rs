//! The lines and columns of findings in JSON documents, in both of them.

use serde_json::Value;

use crate::run::Checkout;

const OLD: &str = r##"{
  "openapi": "3.0.3",
  "info": {"title": "Schöner Laden", "version": "1"},
  "servers": [{"url": "https://shop.example"}],
  "paths": {
    "/orders": {"get": {"operationId": "listOrders", "responses": {"200": {
      "description": "The orders.",
      "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
    }}}}
  },
  "components": {"schemas": {"Order": {"type": "object", "properties": {
    "id": {"type": "string"},
    "größe": {"type": "string"}, "note": {"type": "string"},
    "count": {"type": "integer", "format": "int32"}
  }}}}
}
"##;

/// One property is gone, one is new, and of one the format differs; a line more comes first.
fn new() -> String {
    OLD.replace("{\n  \"openapi\"", "{\n\n  \"openapi\"")
        .replace(" \"note\": {\"type\": \"string\"},", "")
        .replace(
            "    \"count\": {\"type\": \"integer\", \"format\": \"int32\"}\n",
            "    \"count\": {\"type\": \"integer\", \"format\": \"int64\"},\n    \"state\": {\"type\": \"boolean\"}\n",
        )
}

/// Kind, then line and column in the base and in the head.
fn places(old: &str, new: &str) -> Vec<(String, [u64; 2], [u64; 2])> {
    let shop = Checkout::of(OLD);
    shop.write("old.json", old);
    shop.write("new.json", new);
    let told = shop.diff(&["old.json", "new.json", "--format", "json"]);
    let report: Value = serde_json::from_str(&told.text).expect("JSON");
    let place = |found: &Value, side: &str| {
        let path = if side == "base" {
            "old.json"
        } else {
            "new.json"
        };
        assert_eq!(found[side]["path"], path);
        ["line", "column"].map(|key| found[side][key].as_u64().expect("a number"))
    };
    let findings = report["findings"].as_array().expect("findings");
    let mut found: Vec<_> = findings
        .iter()
        .map(|found| {
            let kind = found["kind"].as_str().expect("a kind");
            (kind.to_owned(), place(found, "base"), place(found, "head"))
        })
        .collect();
    found.sort();
    found
}

#[test]
fn json_documents_have_lines_and_columns_on_both_sides() {
    let told = places(OLD, &new());
    let expected = [
        // What is new would stand in the schema, what is gone stood among what is left.
        ("property-added", [11, 30], [16, 5]),
        ("property-removed", [13, 34], [12, 58]),
        ("type-widened", [14, 15], [15, 15]),
    ];
    let expected = expected.map(|(kind, old, new)| (kind.to_owned(), old, new));
    assert_eq!(told, expected);
}

#[test]
fn json_on_one_line_has_columns() {
    let one = |text: &str| text.replace('\n', "");
    let (old, new) = (one(OLD), one(&new()));
    let column = |text: &str, part: &str| {
        let at = text.find(part).expect("the part");
        text[..at].chars().count() as u64 + 1
    };
    for (kind, base, head) in places(&old, &new) {
        assert_eq!((base[0], head[0]), (1, 1), "{kind}");
        match kind.as_str() {
            "property-removed" => assert_eq!(base[1], column(&old, "\"note\"")),
            "property-added" => assert_eq!(head[1], column(&new, "\"state\"")),
            _ => assert_eq!(kind, "type-widened"),
        }
    }
}

#[test]
fn the_excerpts_of_both_documents_are_shown() {
    let shop = Checkout::of(OLD);
    shop.write("old.json", OLD);
    shop.write("new.json", &new());
    let told = shop.diff(&["old.json", "new.json"]).text;
    for line in [
        "--> old.json:13:34",
        "13 |     \"größe\": {\"type\": \"string\"}, \"note\": {\"type\": \"string\"},",
        "::: new.json:12:58",
        "12 |   \"components\": {\"schemas\": {\"Order\": {\"type\": \"object\", \"properties\": {",
    ] {
        assert!(told.contains(line), "{line}\n{told}");
    }
}
