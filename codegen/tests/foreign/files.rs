//! References into the files beside a document.

use specwright_codegen::{Source, companions};

use super::{codes, generated, refused, source, surface};

const ROOT: &str = r##"
openapi: 3.0.3
info: {title: Files, version: '1'}
servers: [{url: https://files.example}]
paths:
  /pets: {$ref: 'paths/pets.yaml'}
  /owners:
    get:
      operationId: listOwners
      parameters: [{$ref: 'common.yaml#/parameters/Limit'}]
      responses:
        '200': {$ref: 'common.yaml#/responses/Owners'}
components:
  schemas:
    Owner: {$ref: 'schemas/Owner.yaml'}
    Name: {type: string}
"##;

const PETS: &str = r##"
get:
  operationId: listPets
  parameters: [{$ref: '../common.yaml#/parameters/Limit'}]
  responses:
    '200':
      description: All.
      content:
        application/json:
          schema: {type: array, items: {$ref: '../schemas/Pet.yaml'}}
"##;

const PET: &str = r##"
type: object
requried: [name]
properties:
  name: {$ref: '../files.yaml#/components/schemas/Name'}
  owner: {$ref: './Owner.yaml'}
  size: {$ref: '#/$defs/Name'}
$defs:
  Name: {type: string, enum: [small, large]}
"##;

const OWNER: &str = "type: object\nproperties: {pets: {type: array, items: {$ref: Pet.yaml}}}\n";

const COMMON: &str = r##"
parameters:
  Limit: {name: limit, in: query, schema: {type: integer}}
responses:
  Owners: {description: All., content: {application/json: {schema: {$ref: 'schemas/Owner.yaml'}}}}
"##;

/// The document with those of its files that it asks for.
fn with_files(mut document: Source, files: &[(&str, &str)]) -> Source {
    loop {
        let missing = companions(&document);
        let found = files.iter().filter(|(path, _)| missing.contains(*path));
        let found: Vec<Source> = found
            .map(|(path, text)| Source::new("", *path, *text))
            .collect();
        if found.is_empty() {
            return document;
        }
        document.companions.extend(found);
    }
}

fn document() -> Source {
    let mut document = source(ROOT);
    document.path = "files.yaml".to_owned();
    document
}

fn files() -> [(&'static str, &'static str); 5] {
    [
        ("paths/pets.yaml", PETS),
        ("schemas/Pet.yaml", PET),
        ("schemas/Owner.yaml", OWNER),
        ("common.yaml", COMMON),
        ("unrelated.yaml", "a: 1"),
    ]
}

#[test]
fn parts_of_other_files_become_components_called_after_them() {
    let generated = generated(with_files(document(), &files()));
    let surface = surface(&generated);
    for line in [
        "operation list_pets -> Vec<Pet> ! Json (GET /pets)",
        "operation list_pets.limit: Option<i64> (query limit)",
        "operation list_owners -> Owner ! Json (GET /owners)",
        "struct Pet.name: Option<String> (name)",
        "struct Pet.owner: Option<Owner> (owner)",
        "struct Pet.size: Option<PetName> (size)",
        "struct Owner.pets: Option<Vec<Pet>> (pets)",
    ] {
        assert!(surface.contains(line), "{line}\n--- not in ---\n{surface}");
    }
}

#[test]
fn messages_show_the_file_in_which_a_thing_was_written() {
    let mut document = with_files(document(), &files());
    document.ownership = specwright_codegen::Ownership::Owned;
    let message = refused(document);
    assert!(message.contains("schemas/Pet.yaml:3:1"), "{message}");
    assert!(message.contains("at #/requried"), "{message}");
}

#[test]
fn what_is_not_there_is_told_where_it_is_asked_for() {
    let message = |text: &str| {
        let text = ROOT.replace("schemas/Owner.yaml", text);
        let mut document = document();
        document.text = text;
        document.ownership = specwright_codegen::Ownership::Owned;
        refused(with_files(document, &files()))
    };
    for (reference, part) in [
        ("schemas/Nobody.yaml", "schemas/Nobody.yaml is not there"),
        (
            "schemas/Owner.yaml#/x",
            "`#/x` does not exist in schemas/Owner.yaml",
        ),
        ("../Owner.yaml", "leads out of the document's folder"),
        ("/etc/passwd", "does not start from the document's folder"),
        (
            "https://a.example/Owner.yaml",
            "is on the network, which is never asked",
        ),
    ] {
        let message = message(reference);
        assert!(message.contains(part), "{part}: {message}");
        assert!(message.contains("files.yaml:"), "{message}");
    }
}

#[test]
fn only_files_below_the_document_are_asked_for() {
    let text = ROOT.replace("schemas/Owner.yaml", "../../secret.yaml");
    let asked = companions(&source(&text));
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    assert_eq!(asked, ["common.yaml", "paths/pets.yaml"]);
}

#[test]
fn files_that_lead_back_to_each_other_end() {
    let text = ROOT.replace("'paths/pets.yaml'", "'a.yaml'");
    let mut document = document();
    document.text = text;
    let mut files = files().to_vec();
    files.extend([("a.yaml", "$ref: b.yaml"), ("b.yaml", "$ref: a.yaml")]);
    let found = generated(with_files(document, &files)).diagnostics;
    assert!(codes(&found).contains(&"reference-cycle"), "{found:?}");
}
