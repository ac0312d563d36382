//! Documents that want too much, and files that are no documents.

use std::fmt::Write as _;

use specwright_codegen::Severity;

use super::{codes, generated, refused, source, surface};

/// A document with these schemas, of which one operation needs the first.
fn document(schemas: &str) -> String {
    format!(
        r##"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "servers": [{{"url": "https://a.example"}}],
        "paths": {{"/a": {{"get": {{"operationId": "a", "responses": {{"200": {{"description": "x",
        "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/S0"}}}}}}}}}}}}}}}},
        "components": {{"schemas": {{{schemas} "Last": {{"type": "object", "properties": {{"a": {{"type": "string"}}}}}}}}}}}}"##
    )
}

/// As many schemas as that, each of which refers to the next with `body`.
fn chain(length: usize, body: impl Fn(&str) -> String) -> String {
    let mut schemas = String::new();
    for index in 0..length {
        let next = match index + 1 == length {
            true => "Last".to_owned(),
            false => format!("S{}", index + 1),
        };
        let next = format!(r##"{{"$ref": "#/components/schemas/{next}"}}"##);
        let _ = write!(schemas, r#""S{index}": {},"#, body(&next));
    }
    document(&schemas)
}

#[test]
fn chains_of_schemas_are_as_long_as_they_like() {
    let objects = chain(1000, |next| {
        format!(r#"{{"type": "object", "properties": {{"n": {next}}}}}"#)
    });
    assert_eq!(codes(&generated(source(&objects)).diagnostics), [""; 0]);
    let parts = chain(1000, |next| format!(r#"{{"allOf": [{next}]}}"#));
    assert_eq!(codes(&generated(source(&parts)).diagnostics), [""; 0]);
}

#[test]
fn what_a_long_chain_of_parts_ends_in_is_not_lost() {
    let parts = chain(100, |next| {
        format!(r#"{{"allOf": [{next}, {next}], "description": "d"}}"#)
    });
    let files = generated(source(&parts)).files;
    let surface = files.iter().find(|file| file.path.starts_with("SURFACE/"));
    let surface = surface.expect("a surface");
    assert!(
        surface.text.contains("struct S0.a: Option<String>"),
        "{}",
        surface.text
    );
    let wrapped = parts.replacen(
        r##""S0": {"##,
        r##""W": {"allOf": [{"$ref": "#/components/schemas/S0"}], "required": ["a"]}, "S0": {"##,
        1,
    );
    assert_eq!(codes(&generated(source(&wrapped)).diagnostics), [""; 0]);
}

#[test]
fn a_tuple_that_requires_itself_may_end() {
    let text = document(
        r##""S0": {"type": "array", "minItems": 2, "maxItems": 2, "prefixItems":
            [{"type": "string"}, {"$ref": "#/components/schemas/S0"}]},"##,
    );
    let found = generated(source(&text));
    assert_eq!(codes(&found.diagnostics), ["unsupported"]);
    let lines = surface(&found);
    assert!(
        lines.contains("struct S0(String, Option<Box<S0>>)"),
        "{lines}"
    );
}

#[test]
fn lists_and_maps_are_not_nested_without_end() {
    for body in [
        r#"{"type": "array", "items": NEXT}"#,
        r#"{"type": "object", "additionalProperties": NEXT}"#,
    ] {
        let text = chain(1000, |next| body.replace("NEXT", next));
        let found = generated(source(&text)).diagnostics;
        assert!(codes(&found).contains(&"limit-exceeded"));
    }
}

#[test]
fn references_to_references_end() {
    let text = chain(1000, ToOwned::to_owned);
    let found = generated(source(&text)).diagnostics;
    assert_eq!(codes(&found), vec!["limit-exceeded"; 1000 / 65]);
}

#[test]
fn a_schema_has_no_more_members_than_anybody_writes() {
    let mut values = String::new();
    for index in 0..20_001 {
        let _ = write!(values, r#""v{index}","#);
    }
    let text = document(&format!(
        r#""S0": {{"type": "string", "enum": [{values} "last"]}},"#
    ));
    assert_eq!(
        codes(&generated(source(&text)).diagnostics),
        ["limit-exceeded"]
    );
}

#[test]
fn thousands_of_messages_are_cut_for_people_and_whole_for_tools() {
    let mut keys = String::new();
    for index in 0..5000 {
        let _ = write!(keys, r#""y{index}": 1,"#);
    }
    let text = document(&format!(r#""S0": {{{keys} "type": "string"}},"#));
    let sources = [source(&text)];
    let found = specwright_codegen::generate(&sources).unwrap().diagnostics;
    assert_eq!(found.count(Severity::Warning), 5000);
    assert_eq!(found.to_json(&sources).lines().count(), 5000);
    let shown = found.render(&sources, false);
    assert!(
        shown.contains("… and 4000 more"),
        "{}",
        &shown[shown.len() - 200..]
    );
}

#[test]
fn what_is_no_openapi_document_is_refused_with_the_way_out() {
    for (text, message, help) in [
        (
            "openapi: 3.2.0\npaths: {}\n",
            "OpenAPI 3.2.0 is not read",
            "convert the document",
        ),
        (
            "swagger: '2.0'\n",
            "Swagger 2.0 is not read",
            "swagger2openapi",
        ),
        (
            "asyncapi: 3.0.0\n",
            "AsyncAPI 3.0.0 is not read",
            "OpenAPI document of the HTTP API",
        ),
        (
            "overlay: 1.0.0\nactions: []\n",
            "an Overlay on its own",
            "--overlay",
        ),
        (
            "{\"name\": \"x\", \"version\": 1}",
            "does not say which OpenAPI",
            "openapi: 3.0.3",
        ),
        (
            "[1, 2]",
            "must be a mapping, found a sequence",
            "openapi: 3.0.3",
        ),
        ("", "the file is empty", "openapi: 3.0.3"),
        ("\u{feff} \r\n", "the file is empty", "openapi: 3.0.3"),
        (
            "<!DOCTYPE html>\n<html></html>",
            "page for people",
            "openapi.json",
        ),
        (
            "\u{feff}<?xml version='1.0'?>",
            "page for people",
            "openapi.json",
        ),
        ("o\0p\0e\0n\0a\0p\0i\0", "", ""),
    ] {
        let found = refused(source(text));
        assert!(
            found.contains(message) && found.contains(help),
            "{text:?}: {found}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_carriage_returns_change_nothing() {
    let plain = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\nservers: [{url: https://a.example}]\npaths:\n  /a:\n    get:\n      description: |\n        One.\n        Two.\n      responses: {'204': {description: x}}\n";
    let marked = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let expected = generated(source(plain)).files;
    assert_eq!(generated(source(&marked)).files, expected);
}
