//! Overlays: changes that are written down beside a document.

use specwright_codegen::{Ownership, Source, generate};

use super::{codes, generated, refused, source, surface};

const THING: &str = r##"
openapi: 3.0.3
info: {title: Things, version: '1'}
servers: [{url: https://things.example}]
paths:
  /things:
    get:
      operationId: listThings
      parameters: [{name: limit, in: query, schema: {type: integer}}, {name: old, in: query, schema: {type: string}}]
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    delete: {operationId: deleteThings, responses: {'204': {description: x}}}
components:
  schemas:
    Thing: {type: object, required: [id], properties: {id: {type: string}, size: {type: string}}}
"##;

fn mended(actions: &str) -> Source {
    let text = format!("overlay: 1.0.0\ninfo: {{title: Mends, version: '1'}}\nactions:\n{actions}");
    let mut document = source(THING);
    document.overlays.push(Source::new("", "mends.yaml", text));
    document
}

#[test]
fn an_overlay_merges_appends_and_removes() {
    let generated = generated(mended(
        "- {target: '$.components.schemas.Thing', update: {required: [size], properties: {size: {type: integer}}}}\n\
         - {target: '$.paths[*].delete', remove: true}\n\
         - {target: \"$.paths['/things'].get.parameters[?@.name=='old']\", remove: true}\n\
         - {target: '$.paths[*].get.parameters', update: {name: after, in: query, schema: {type: string}}}\n",
    ));
    let surface = surface(&generated);
    for line in [
        "struct Thing.size: i64 (size)",
        "operation list_things.limit: Option<i64> (query limit)",
        "operation list_things.after: Option<String> (query after)",
    ] {
        assert!(surface.contains(line), "{line}\n--- not in ---\n{surface}");
    }
    for line in ["delete_things", "list_things.old"] {
        assert!(!surface.contains(line), "{line}\n--- in ---\n{surface}");
    }
    assert_eq!(codes(&generated.diagnostics), [""; 0]);
}

#[test]
fn an_action_that_matches_nothing_is_a_warning() {
    let found = generated(mended("- {target: '$.paths[\"/gone\"]', remove: true}\n")).diagnostics;
    assert_eq!(codes(&found), ["unmatched-action"]);
}

#[test]
fn what_an_overlay_brings_is_told_of_with_its_place() {
    let mut document =
        mended("- target: $.components.schemas.Thing\n  update:\n    requried: [size]\n");
    document.ownership = Ownership::Owned;
    let message = refused(document);
    assert!(message.contains("mends.yaml:6:5"), "{message}");
}

#[test]
fn a_wrong_overlay_is_refused_with_its_place() {
    for (actions, part) in [
        ("- {target: 'paths', remove: true}\n", "is not a JSONPath"),
        ("- {update: {}}\n", "must have a `target`"),
        ("- {target: $.info}\n", "`update` or `remove: true`"),
        (
            "- {target: $.info.title, update: {a: b}}\n",
            "neither a mapping",
        ),
        ("- {target: $.info, updaet: {}}\n", "no key `updaet`"),
    ] {
        let sources = [mended(actions)];
        let message = generate(&sources).unwrap_err().render(&sources, false);
        assert!(
            message.contains(part) && message.contains("mends.yaml:4"),
            "{part}: {message}"
        );
    }
}
