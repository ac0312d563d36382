//! Documents that are right, however odd.

use openapiv3::{ReferenceOr, SchemaKind, Type};
use serde_json::{Map, Value, json};

use super::grammar::{DOCUMENT, Names, Object, SCHEMA, Shape};
use super::*;
use crate::pointer::Pointer;

#[track_caller]
fn read(path: &str, text: &str) -> (Document, usize) {
    let sources = [Source::new("api", path, text)];
    let mut diagnostics = Diagnostics::default();
    let document = documents(&sources, &mut diagnostics).pop();
    let message = diagnostics.render(&sources, false);
    (
        document.unwrap_or_else(|| panic!("{message}")),
        diagnostics.iter().count(),
    )
}

#[test]
fn references_lead_through_chains_and_into_components() {
    let (document, _) = read(
        "a.yaml",
        r##"
openapi: 3.0.3
info: {title: A, version: "1"}
paths:
  /a:
    $ref: '#/paths/~1b'
  /b:
    get:
      parameters: [{name: q, in: query, schema: {type: string}}]
      responses: {}
  /c:
    get:
      parameters: [{$ref: '#/paths/~1b/get/parameters/0'}]
      responses: {}
components:
  schemas:
    A: {$ref: '#/components/schemas/B'}
    B: {type: object, properties: {id: {type: integer}, self: {$ref: '#/components/schemas/A'}}}
    C: {$ref: '#/components/schemas/B/properties/id'}
"##,
    );
    let (at, schema) = document.component_schema("A").unwrap();
    assert_eq!(at.to_string(), "#/components/schemas/B");
    assert!(matches!(
        schema.schema_kind,
        SchemaKind::Type(Type::Object(_))
    ));
    let (at, schema) = document.component_schema("C").unwrap();
    assert_eq!(at.to_string(), "#/components/schemas/B/properties/id");
    assert!(matches!(
        schema.schema_kind,
        SchemaKind::Type(Type::Integer(_))
    ));

    let item = |path: &str| document.openapi.paths.paths[path].as_item().unwrap();
    assert!(item("/a").get.is_some());
    let parameter = &item("/c").get.as_ref().unwrap().parameters[0];
    assert!(matches!(parameter, ReferenceOr::Reference { .. }));
    let (at, parameter) = document.parameter(parameter, &Pointer::root()).unwrap();
    assert_eq!(parameter.parameter_data_ref().name, "q");
    assert_eq!(at.to_string(), "#/paths/~1b/get/parameters/0");
}

#[test]
fn what_is_missing_but_harmless_is_filled_in_with_a_warning() {
    let (document, warnings) = read("a.yaml", "{openapi: 3.0.0, info: }");
    assert_eq!((document.openapi.info.title.as_str(), warnings), ("", 1));
    let text = "{openapi: 3.1.0, info: {version: 1.2}, paths: {/a: {get: {responses: {200: {}}}}}}";
    let (document, warnings) = read("a.yaml", text);
    assert_eq!(document.openapi.info.version, "1.2");
    // The operation has no id either.
    assert_eq!(warnings, 3);
}

#[test]
fn anchors_aliases_and_merge_keys_are_what_they_stand_for() {
    let (document, _) = read(
        "a.yaml",
        "
openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
components:
  schemas:
    A: &a {type: object, description: a}
    B: *a
    C:
      <<: *a
      description: c
",
    );
    let description = |name| {
        let (_, schema) = document.component_schema(name).unwrap();
        schema.schema_data.description.clone().unwrap()
    };
    assert_eq!([description("B"), description("C")], ["a", "c"]);
}

/// A document that has every key of the table at once: whatever the check lets through, the types
/// must take. A type that refuses a schema tries it again at every level above, so this must hold.
#[test]
fn whatever_the_table_allows_fits_the_types() {
    for pick in 0..5 {
        let mut document = object(&DOCUMENT, pick, 6);
        document["openapi"] = json!("3.1.0");
        let (_, _) = read("a.json", &document.to_string());
    }
}

/// Every key of the schema table, alone beside every type.
#[test]
fn every_keyword_fits_beside_every_type() {
    let types = ["string", "number", "integer", "boolean", "object", "array"];
    let mut schemas = Map::new();
    for (key, shape) in SCHEMA.keys.iter().filter(|(key, _)| *key != "$dynamicRef") {
        for (pick, kind) in types.iter().enumerate() {
            for pick in [pick, pick + 3] {
                let schema = json!({ "type": kind, *key: sample(shape, pick, 2) });
                schemas.insert(format!("{key}-{kind}-{pick}"), schema);
            }
        }
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": { "title": "A", "version": "1" },
        "components": { "schemas": schemas },
    });
    read("a.json", &document.to_string());
}

fn object(object: &'static Object, pick: usize, depth: usize) -> Value {
    // Schemas hold schemas under two dozen keys: each level more is two dozen times as much.
    let depth = if object.is(&SCHEMA) {
        depth.min(1)
    } else {
        depth
    };
    let keys = object.keys.iter().filter(|(key, _)| *key != "$dynamicRef");
    let wanted = keys.filter(|(key, _)| depth > 0 || object.required.contains(key));
    let mut map: Map<_, _> = wanted
        .map(|(key, shape)| {
            (
                (*key).to_owned(),
                sample(shape, pick, depth.saturating_sub(1)),
            )
        })
        .collect();
    let names = ["/form", "200", "5xx", "{$url}"];
    if let Some(Names { fit, shape }) = object.names.as_ref().filter(|_| depth > 0) {
        let name = names.iter().find(|name| fit(name)).unwrap();
        map.insert((*name).to_owned(), sample(shape, pick, depth - 1));
    }
    let case = object.cases.iter().find(|case| map[case.key] == case.value);
    for (key, words) in case.map_or(&[][..], |case| case.words) {
        map.insert((*key).to_owned(), json!(words[0]));
    }
    Value::Object(map)
}

fn sample(shape: &'static Shape, pick: usize, depth: usize) -> Value {
    let counts = [json!(0), json!(3.0), json!(u64::MAX), json!(1e300)];
    let numbers = [
        json!(-1),
        json!(1.5),
        json!(u64::MAX),
        json!(-1e300),
        json!(0),
    ];
    let anything = [
        json!(null),
        json!({"$ref": 1}),
        json!([1, "a"]),
        json!("a"),
        json!(1),
    ];
    match shape {
        Shape::Any => anything[pick % anything.len()].clone(),
        Shape::Text => json!("form"),
        Shape::Label => [json!(1), json!("a")][pick % 2].clone(),
        Shape::Flag => json!(pick.is_multiple_of(2)),
        Shape::Number => numbers[pick % numbers.len()].clone(),
        Shape::Count => counts[pick % counts.len()].clone(),
        Shape::Word(words) => json!(words[pick % words.len()]),
        Shape::Object(kind) => object(kind, pick, depth),
        Shape::Schema if pick % 3 == 2 => json!(pick.is_multiple_of(2)),
        Shape::Schema => object(&SCHEMA, pick, depth),
        Shape::List(_) | Shape::Map(_) if depth == 0 => match shape {
            Shape::List(_) => json!([]),
            _ => json!({}),
        },
        Shape::List(item) => json!([sample(item, pick, depth), sample(item, pick + 1, depth)]),
        Shape::Map(value) => json!({ "a": sample(value, pick, depth) }),
        Shape::Either(shapes) => sample(&shapes[pick % shapes.len()], pick / 2, depth),
    }
}
