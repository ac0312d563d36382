//! Positions in every style of YAML and JSON that a document may be written in.

use super::*;

/// The text of the key and of the value at a pointer.
fn found(path: &str, text: &str, pointer: &str) -> (String, String) {
    let source = Source::new("api", path, text);
    let places = locate(&source, &[Pointer::from_reference(pointer).unwrap()]);
    let place = &places[0][0];
    let key = place
        .key
        .clone()
        .map_or(String::new(), |key| text[key].to_owned());
    let value = if place.collection {
        "…"
    } else {
        &text[place.value.clone()]
    };
    (key, value.trim_end().to_owned())
}

fn yaml(text: &str, pointer: &str) -> (String, String) {
    found("a.yaml", text, pointer)
}

fn json(text: &str, pointer: &str) -> (String, String) {
    found("a.json", text, pointer)
}

fn pair(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

#[test]
fn block_mappings_and_sequences() {
    let text = "a:\n  b: one\n  c:\n    - x: 1\n    - x: two # note\n";
    assert_eq!(yaml(text, "#/a/b"), pair("b", "one"));
    assert_eq!(yaml(text, "#/a/c"), pair("c", "…"));
    assert_eq!(yaml(text, "#/a/c/1/x"), pair("x", "two"));
    assert_eq!(yaml(text, "#/a/c/1"), pair("", "…"));
    assert_eq!(yaml(text, "#"), pair("", "…"));
}

#[test]
fn flow_collections() {
    let text = "a: {b: [one, {c: two}], \"d\": three}\n";
    assert_eq!(yaml(text, "#/a/b/0"), pair("", "one"));
    assert_eq!(yaml(text, "#/a/b/1/c"), pair("c", "two"));
    assert_eq!(yaml(text, "#/a/d"), pair("\"d\"", "three"));
}

#[test]
fn quoted_keys_with_slashes_and_tildes() {
    let text = "'/a~b':\n  \"c/d\": 1\n/e/{f}: 2\n";
    assert_eq!(yaml(text, "#/~1a~0b/c~1d"), pair("\"c/d\"", "1"));
    assert_eq!(yaml(text, "#/~1e~1{f}"), pair("/e/{f}", "2"));
}

#[test]
fn carriage_returns_and_a_byte_order_mark() {
    assert_eq!(
        yaml("a: 1\r\nb:\r\n  c: two\r\n", "#/b/c"),
        pair("c", "two")
    );
    assert_eq!(yaml("\u{feff}a: 1\nb: two\n", "#/b"), pair("b", "two"));
    assert_eq!(json("\u{feff}{\"a\": 1}", "#/a"), pair("\"a\"", "1"));
}

#[test]
fn characters_of_several_bytes() {
    let text = "é: ü\nb: [\"日本\", 🦀, z]\nc: d\n";
    assert_eq!(yaml(text, "#/é"), pair("é", "ü"));
    assert_eq!(yaml(text, "#/b/1"), pair("", "🦀"));
    assert_eq!(yaml(text, "#/b/2"), pair("", "z"));
    assert_eq!(yaml(text, "#/c"), pair("c", "d"));
}

#[test]
fn block_scalars_and_what_follows_them() {
    let text = "a: |\n  line: one\n  line: two\nb: >-\n  folded\n  text\nc: d\n";
    assert_eq!(yaml(text, "#/c"), pair("c", "d"));
    assert_eq!(yaml(text, "#/b").0, "b");
}

#[test]
fn aliases_and_merge_keys_stand_where_they_are_written() {
    let text = "base: &base {x: 1}\nuse: *base\nmerged:\n  <<: *base\n  y: 2\n";
    assert_eq!(yaml(text, "#/use/x"), pair("use", "*base"));
    assert_eq!(yaml(text, "#/merged/x"), pair("merged", "…"));
    assert_eq!(yaml(text, "#/merged/y"), pair("y", "2"));
}

#[test]
fn keys_that_are_collections_are_passed_over() {
    let text = "? [a, {b: c}]\n: one\nd: two\n";
    assert_eq!(yaml(text, "#/d"), pair("d", "two"));
}

#[test]
fn json_with_tabs_escapes_and_compact_text() {
    let text = "{\n\t\"a\\u002fb\":\t{\"c\": [1, -2.5e3, \"x\\\"y\"]},\r\n\t\"d\": null}";
    assert_eq!(json(text, "#/a~1b/c/1"), pair("", "-2.5e3"));
    assert_eq!(json(text, "#/a~1b/c/2"), pair("", "\"x\\\"y\""));
    assert_eq!(json(text, "#/d"), pair("\"d\"", "null"));
    assert_eq!(
        json("{\"a\":{},\"b\":[[]],\"c\":true}", "#/c"),
        pair("\"c\"", "true")
    );
}

#[test]
fn json_in_a_file_of_another_name() {
    assert_eq!(yaml("{\n\t\"a\": {\"b\": 1}}", "#/a/b"), pair("\"b\"", "1"));
}

#[test]
fn a_pointer_that_is_not_there_stands_at_its_nearest_ancestor() {
    assert_eq!(yaml("a:\n  b: 1\n", "#/a/x/y/0"), pair("a", "…"));
    assert_eq!(yaml("a: [1]\n", "#/a/7"), pair("a", "…"));
}

#[test]
fn a_key_that_is_there_twice_has_two_places() {
    for (path, text) in [
        ("a.yaml", "a: 1\nb: 2\na: 3\n"),
        ("a.json", "{\"a\":1,\"b\":2,\"a\":3}"),
    ] {
        let places = locate(
            &Source::new("api", path, text),
            &[Pointer::root().join("a")],
        );
        assert_eq!(places[0].len(), 2);
    }
}

#[test]
fn broken_text_ends_the_walk() {
    for text in [
        "{\"a\": \"",
        "{\"a\\",
        "}}]]{",
        "a: [",
        "\"",
        "é\"\\é",
        "- a\n b: c: d",
    ] {
        for path in ["a.json", "a.yaml"] {
            locate(
                &Source::new("api", path, text),
                &[Pointer::root().join("a")],
            );
        }
    }
}
