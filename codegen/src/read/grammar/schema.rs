//! Schemas: the keywords of OpenAPI 3.0 and of JSON Schema 2020-12.

use super::Shape::{Any, Count, Either, Flag, List, Map, Number, Schema, Text, Word};
use super::api::EXTERNAL_DOCS;
use super::{Object, Shape};

const TYPES: &[&str] = &[
    "string", "number", "integer", "boolean", "object", "array", "null",
];

pub(in crate::read) static SCHEMA: Object = Object {
    reference: true,
    ..Object::new("a schema", SCHEMA_KEYS)
};

const SCHEMA_KEYS: &[(&str, Shape)] = &[
    ("type", Either(&[Word(TYPES), List(&Word(TYPES))])),
    ("format", Text),
    ("title", Text),
    ("description", Text),
    ("properties", Map(&Schema)),
    ("required", List(&Text)),
    ("items", Schema),
    ("enum", List(&Any)),
    ("nullable", Flag),
    ("default", Any),
    ("example", Any),
    ("allOf", List(&Schema)),
    ("oneOf", List(&Schema)),
    ("anyOf", List(&Schema)),
    ("not", Schema),
    ("additionalProperties", Schema),
    ("discriminator", Shape::Object(&DISCRIMINATOR)),
    ("readOnly", Flag),
    ("writeOnly", Flag),
    ("deprecated", Flag),
    ("multipleOf", Number),
    ("maximum", Number),
    ("exclusiveMaximum", Either(&[Flag, Number])),
    ("minimum", Number),
    ("exclusiveMinimum", Either(&[Flag, Number])),
    ("maxLength", Count),
    ("minLength", Count),
    ("pattern", Text),
    ("maxItems", Count),
    ("minItems", Count),
    ("uniqueItems", Flag),
    ("maxProperties", Count),
    ("minProperties", Count),
    ("xml", Shape::Object(&XML)),
    ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    // From here on 3.1 only.
    ("const", Any),
    ("examples", Any),
    ("prefixItems", List(&Schema)),
    ("patternProperties", Map(&Schema)),
    ("propertyNames", Schema),
    ("contains", Schema),
    ("minContains", Count),
    ("maxContains", Count),
    ("dependentRequired", Map(&List(&Text))),
    ("dependentSchemas", Map(&Schema)),
    ("if", Schema),
    ("then", Schema),
    ("else", Schema),
    ("unevaluatedItems", Schema),
    ("unevaluatedProperties", Schema),
    ("contentEncoding", Text),
    ("contentMediaType", Text),
    ("contentSchema", Schema),
    ("$defs", Map(&Schema)),
    // What `$defs` was called before, and still is in many documents.
    ("definitions", Map(&Schema)),
    ("$schema", Text),
    ("$id", Text),
    ("$anchor", Text),
    ("$dynamicRef", Text),
    ("$dynamicAnchor", Text),
    ("$comment", Text),
    ("$vocabulary", Any),
];

static DISCRIMINATOR: Object = Object {
    required: &["propertyName"],
    ..Object::new(
        "a discriminator",
        &[("propertyName", Text), ("mapping", Map(&Text))],
    )
};

static XML: Object = Object::new(
    "an xml object",
    &[
        ("name", Text),
        ("namespace", Text),
        ("prefix", Text),
        ("attribute", Flag),
        ("wrapped", Flag),
    ],
);
