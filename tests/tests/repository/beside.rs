//! `cargo xtask gen --spec` on a document of several files, and on one that an overlay mends.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;

use crate::program::{Run, stderr};

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Shop, version: '1'}
servers: [{url: https://shop.example}]
paths:
  /things/{id}: {$ref: 'paths.yaml#/thing'}
";

const PATHS: &str = "
thing:
  get:
    operationId: getThing
    parameters: [{name: id, in: path, required: true, schema: {type: string}}]
    responses: {'200': {description: It., content: {application/json: {schema: {$ref: 'schemas/thing.yaml#/Thing'}}}}}
";

const THING: &str = "
Thing:
  type: object
  requried: [id]
  properties:
    id: {$ref: 'common.json#/Id'}
    child: {$ref: '#/Thing'}
";

#[test]
fn files_below_the_document_become_part_of_it() {
    let run = Run::of(DOCUMENT);
    run.write("paths.yaml", PATHS);
    run.write("schemas/thing.yaml", THING);
    run.write("schemas/common.json", r#"{"Id": {"type": "string"}}"#);
    let output = run.r#gen(&[]);
    assert!(output.status.success(), "{}", stderr(&output));
    let surface = run.read("SURFACE/their_client.txt");
    for line in [
        "operation get_thing -> Thing ! Json (GET /things/{id})",
        "struct Thing.id: Option<String> (id)",
        "struct Thing.child: Option<Box<Thing>> (child)",
    ] {
        assert!(surface.contains(line), "{line} is not in\n{surface}");
    }
    let said = stderr(&output);
    assert!(said.contains("schemas/thing.yaml:4:3"), "{said}");
    assert!(said.contains("did you mean `required`?"), "{said}");
}

#[test]
fn files_elsewhere_are_never_read() {
    let elsewhere = tempfile::tempdir().expect("a folder");
    let secret = elsewhere.path().join("secret.yaml");
    fs::write(
        &secret,
        "X: {type: object, properties: {password: {type: string}}}",
    )
    .expect("a file");
    let folder = elsewhere.path().file_name().expect("a name");
    let folder = folder.to_str().expect("text");
    let references = [
        (
            format!("../{folder}/secret.yaml#/X"),
            "leads out of the document's folder",
        ),
        (
            format!("{}#/X", secret.display()),
            "does not start from the document's folder",
        ),
        (
            format!("file://{}#/X", secret.display()),
            "is on the network, which is never asked",
        ),
        (
            "https://shop.example/secret.yaml#/X".to_owned(),
            "is on the network, which is never asked",
        ),
        ("link.yaml#/X".to_owned(), "is not there, or cannot be read"),
    ];
    for (reference, reason) in references {
        let content = format!("{{application/json: {{schema: {{$ref: '{reference}'}}}}}}");
        let run = Run::of(&format!(
            "{DOCUMENT}  /x: {{get: {{operationId: getX, responses: {{'200': {{description: X, content: {content}}}}}}}}}\n"
        ));
        run.write("paths.yaml", PATHS);
        run.write("schemas/thing.yaml", THING);
        run.write("schemas/common.json", r#"{"Id": {"type": "string"}}"#);
        symlink(&secret, run.path("link.yaml")).expect("a link");
        let output = run.r#gen(&[]);
        assert!(output.status.success(), "{}", stderr(&output));
        assert!(
            stderr(&output).contains(reason),
            "{reference}: {}",
            stderr(&output)
        );
        let surface = run.read("SURFACE/their_client.txt");
        assert!(surface.contains("operation get_x -> Json"), "{surface}");
        assert!(!surface.contains("password"), "{surface}");
    }
}

#[test]
fn overlays_mend_a_document_in_their_order() {
    let run = Run::of(DOCUMENT);
    run.write("paths.yaml", PATHS);
    run.write("schemas/thing.yaml", &THING.replace("requried", "required"));
    run.write("schemas/common.json", r#"{"Id": {"type": "string"}}"#);
    let overlay = |actions: &str| {
        format!("overlay: 1.0.0\ninfo: {{title: Mend, version: '1'}}\nactions:\n{actions}")
    };
    run.write(
        "first.yaml",
        &overlay("  - {target: $.paths, update: {/a: {get: {operationId: first, responses: {'204': {description: Done.}}}}}}\n"),
    );
    run.write(
        "second.yaml",
        &overlay(
            "  - {target: \"$.paths['/a'].get\", update: {operationId: second}}\n  - {target: \"$.paths['/nowhere']\", remove: true}\n",
        ),
    );
    let [first, second] =
        ["first.yaml", "second.yaml"].map(|name| run.path(name).display().to_string());
    let output = run.r#gen(&["--overlay", &first, "--overlay", &second]);
    assert!(output.status.success(), "{}", stderr(&output));
    let surface = run.read("SURFACE/their_client.txt");
    assert!(surface.contains("operation second -> () "), "{surface}");
    assert!(!surface.contains("operation first"), "{surface}");
    // An action that matches nothing is told with its place.
    assert!(
        stderr(&output).contains("second.yaml:5:14"),
        "{}",
        stderr(&output)
    );
    let missing = run.path("third.yaml").display().to_string();
    let output = run.r#gen(&["--overlay", &missing]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("third.yaml"),
        "{}",
        stderr(&output)
    );
}
