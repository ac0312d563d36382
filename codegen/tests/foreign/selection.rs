//! `--only`: some operations and what they reach.

use super::{codes, generated, refused, source, surface};

const ZOO: &str = r##"
openapi: 3.1.0
info: {title: Zoo, version: '1'}
servers: [{url: https://zoo.example}]
paths:
  /animals:
    get:
      operationId: listAnimals
      tags: [Animals]
      parameters: [{$ref: '#/components/parameters/Limit'}]
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
    post:
      operationId: addAnimal
      tags: [Animals, Keepers]
      requestBody: {content: {application/json: {schema: {$ref: '#/paths/~1cages/get/responses/200/content/application~1json/schema'}}}}
      responses: {'204': {description: Done.}}
  /cages: {$ref: '#/components/pathItems/Cages'}
  /keepers:
    requried: true
    get:
      tags: [Keepers]
      responses:
        '200': {description: All., content: {application/json: {schema: {$ref: '#/components/schemas/Keeper'}}}}
components:
  pathItems:
    Cages:
      get:
        operationId: listCages
        responses:
          '200': {description: All., content: {application/json: {schema: {type: object, properties: {size: {type: integer}}}}}}
  parameters:
    Limit: {name: limit, in: query, schema: {type: integer}}
  schemas:
    Animal:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind}
    Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {claws: {$ref: '#/components/schemas/Claws'}}}]}
    Claws: {type: object, properties: {length: {type: number}}}
    Keeper: {type: object, requried: [name], properties: {name: {type: string}}}
"##;

fn operations(only: &[&str]) -> Vec<String> {
    let only = only.iter().map(|name| (*name).to_owned()).collect();
    let generated = generated(source(ZOO).only(only));
    let lines = surface(&generated).lines();
    let operations = lines.filter_map(|line| line.strip_prefix("operation "));
    let operations = operations.filter_map(|line| Some(line.split_once(" ->")?.0.to_owned()));
    operations.collect()
}

#[test]
fn operations_are_chosen_by_tag_by_id_and_by_path() {
    assert_eq!(operations(&["Animals"]), ["list_animals", "add_animal"]);
    assert_eq!(
        operations(&["listAnimals", "get_keepers"]),
        ["list_animals", "get_keepers"]
    );
    assert_eq!(operations(&["GET /cages"]), ["list_cages"]);
    assert_eq!(operations(&["Keepers"]), ["add_animal", "get_keepers"]);
    assert_eq!(operations(&[]).len(), 4);
}

#[test]
fn only_what_is_reached_is_generated_and_told_of() {
    let generated = generated(source(ZOO).only(vec!["Animals".to_owned()]));
    let surface = surface(&generated);
    assert!(surface.contains("size"), "{surface}");
    assert!(!surface.contains("Keeper"), "{surface}");
    assert_eq!(codes(&generated.diagnostics), [""; 0]);
}

#[test]
fn a_name_that_is_none_is_an_error_with_the_nearest() {
    let message = refused(source(ZOO).only(vec!["animals".to_owned(), "listCage".to_owned()]));
    for part in ["`animals`", "`Animals`?", "`listCage`", "`listCages`?"] {
        assert!(message.contains(part), "{part}: {message}");
    }
}
