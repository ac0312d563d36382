//! Documents that try to write code: whatever stands in any place of a document stays a name, a
//! literal or text.

use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag};
use serde_json::Value;
use specwright_codegen::{Package, Runtime, package};

use super::source;

/// A document in which `@…@` marks every place that holds words of the author's own.
const DOCUMENT: &str = r##"{
  "openapi": "3.1.0",
  "info": {"title": "@title@", "version": "@version@", "description": "@about@"},
  "servers": [{"url": "https://h.example/@url@", "description": "@server@", "x-rust-name": "@constant@"}],
  "tags": [{"name": "@tag@", "description": "@tag-docs@"}],
  "x-@key@": "@value@",
  "security": [{"@scheme@": []}],
  "paths": {"/a/@segment@/{@argument@}": {
    "summary": "@path-docs@",
    "get": {
      "operationId": "@operation@", "tags": ["@tag@"], "summary": "@summary@", "description": "@description@",
      "parameters": [
        {"name": "@argument@", "in": "path", "required": true, "schema": {"type": "string", "pattern": "@pattern@"}},
        {"name": "@query@", "in": "query", "description": "@parameter-docs@", "schema": {"type": "string", "default": "@default@"}},
        {"name": "X-@header@", "in": "header", "schema": {"type": "string", "enum": ["@choice@", "b"]}},
        {"name": "@cookie@", "in": "cookie", "schema": {"type": "string"}, "example": "@example@"}],
      "requestBody": {"description": "@body-docs@", "content": {"application/@media@": {"schema": {"type": "string"}}}},
      "responses": {"200": {"description": "@reply@", "headers": {"X-@reply-header@": {"schema": {"type": "string"}}},
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/@schema@"}}}}}}}},
  "components": {
    "schemas": {"@schema@": {
      "type": "object", "title": "@schema-title@", "description": "@schema-docs@", "required": ["@property@"],
      "properties": {
        "@property@": {"type": "string", "description": "@property-docs@", "format": "@format@", "examples": ["@example@"]},
        "kind": {"type": "string", "enum": ["@choice@", "b"], "x-enum-varnames": ["@variant@", "B"]},
        "one": {"oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
          "discriminator": {"propertyName": "@by@", "mapping": {"@alias@": "#/components/schemas/Cat"}}}}},
      "Cat": {"type": "object", "required": ["@by@"], "properties": {"@by@": {"const": "@constant@"}}},
      "Dog": {"type": "object", "required": ["@by@"], "properties": {"@by@": {"type": "string"}}}},
    "securitySchemes": {"@scheme@": {"type": "apiKey", "in": "header", "name": "X-@key-header@", "description": "@scheme-docs@"}}}
}"##;

/// Every way out of a literal, a comment, a line, a folder or a page. None of them makes a name that
/// is `evil` and nothing else.
const PAYLOADS: [&str; 14] = [
    "\"]; fn evil() {} //",
    "\"); fn evil() {} (\"",
    "*/ fn evil() {} /*",
    "a\n fn evil() {}\n#![evil]",
    "a\r\u{85}\u{2028}fn evil() {}",
    "\n```\nfn evil() {}\n```\n",
    "\n    fn evil() {}\n\n\tfn evil() {}",
    "- ~~~rust\n  fn evil() {}",
    "<script>\n\nfn evil() {}\n\n</script>",
    "a <img src=x onerror=evil()> `<b>` <a `> `<script>fn evil()</script>`",
    "[a](javascript:evil()) ![b](data:text/html,evil) <javascript:evil()>",
    "../../../vile",
    "{vile} #{vile} \\u{22} $vile r#\"vile\"#",
    "\u{202e}fn evil() {}\u{0}",
];

/// The document with the payload in one place and plain words in the others.
fn attacked(place: &str, payload: &str) -> String {
    let escaped = Value::String(payload.to_owned()).to_string();
    let mut text = DOCUMENT.replace(place, &escaped[1..escaped.len() - 1]);
    while let Some(start) = text.find('@') {
        let end = start + 1 + text[start + 1..].find('@').unwrap();
        let word = text[start + 1..end].to_owned();
        text.replace_range(start..=end, &word);
    }
    text
}

fn places() -> Vec<String> {
    let parts: Vec<&str> = DOCUMENT.split('@').collect();
    let names = parts.iter().skip(1).step_by(2);
    let mut places: Vec<String> = names.map(|name| format!("@{name}@")).collect();
    places.sort();
    places.dedup();
    places
}

#[test]
fn nothing_in_a_document_becomes_code() {
    let package_of = Package {
        name: "their-api".to_owned(),
        runtime: Runtime::Version("0.1\"\n[evil]".to_owned()),
    };
    let places = places();
    assert!(places.len() > 35, "{places:?}");
    for place in &places {
        for payload in PAYLOADS {
            let text = attacked(place, payload);
            // Some places do not take some words; then nothing is generated at all.
            let Ok(generated) = package(&source(&text), &package_of) else {
                continue;
            };
            for file in &generated.files {
                let said = format!("{place} {payload:?} {}", file.path);
                super::outcome::check_path(&file.path);
                match file.path.rsplit('.').next() {
                    Some("rs") => check_code(&file.text, &said),
                    Some("md") => check_docs(&file.text, &said, "rust,no_run"),
                    Some("toml") => check_manifest(&file.text, &said),
                    _ => assert!(
                        !file.text.contains(['\r', '\u{2028}', '\u{202e}']),
                        "{said}"
                    ),
                }
            }
        }
    }
}

fn check_code(text: &str, said: &str) {
    let tokens: TokenStream = text
        .parse()
        .unwrap_or_else(|error| panic!("{said}: {error}"));
    let mut docs = String::new();
    check_tokens(tokens, &mut docs, said);
    check_docs(&docs, said, "text");
}

/// No word is `evil`; what is documentation is collected.
fn check_tokens(tokens: TokenStream, docs: &mut String, said: &str) {
    let mut is_doc = false;
    for token in tokens {
        match token {
            TokenTree::Group(group) => check_tokens(group.stream(), docs, said),
            TokenTree::Ident(ident) => {
                assert!(ident != "evil", "{said}");
                is_doc = ident == "doc";
                if !is_doc {
                    docs.push_str("\n\n");
                }
            }
            TokenTree::Literal(literal) if is_doc => {
                let text: syn::LitStr = syn::parse_quote!(#literal);
                let text = text.value();
                // rustdoc takes away the space that all lines begin with.
                docs.push_str(text.strip_prefix(' ').unwrap_or(&text));
                docs.push('\n');
            }
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// Nothing in a text is compiled by rustdoc or run by a browser.
fn check_docs(text: &str, said: &str, allowed: &str) {
    for event in Parser::new_ext(text, Options::all()) {
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("{said}: {html}"),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                panic!("{said}: indented\n{text}")
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                assert!(
                    [allowed, "text"].contains(&&*language),
                    "{said}: {language}\n{text}"
                );
            }
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                assert!(
                    !dest_url.contains("evil") || dest_url.starts_with("http"),
                    "{said}: {dest_url}"
                );
            }
            _ => {}
        }
    }
}

fn check_manifest(text: &str, said: &str) {
    let table: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{said}: {error}"));
    let keys: Vec<&str> = table.keys().map(String::as_str).collect();
    assert_eq!(
        keys,
        ["dependencies", "features", "package", "workspace"],
        "{said}"
    );
}
