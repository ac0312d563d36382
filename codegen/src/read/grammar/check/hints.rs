//! What somebody who writes such a thing most likely means.

use serde_json::Value;

use super::super::{DOCUMENT, OPERATION, Object, PARAMETER, RESPONSE, SCHEMA, Shape};
use crate::diagnostics::Diagnostic;
use crate::pointer::Pointer;

/// Other names of types, and how OpenAPI writes them.
const TYPES: &[(&str, &str)] = &[
    ("any", "leave `type` out"),
    ("date", "use `type: string` with `format: date`"),
    ("date-time", "use `type: string` with `format: date-time`"),
    ("datetime", "use `type: string` with `format: date-time`"),
    ("dict", "use `type: object` with `additionalProperties`"),
    ("double", "use `type: number` with `format: double`"),
    ("email", "use `type: string` with `format: email`"),
    ("enum", "use `type: string` with the values in `enum`"),
    ("file", "use `type: string` with `format: binary`"),
    ("float", "use `type: number` with `format: float`"),
    ("list", "use `type: array`"),
    ("long", "use `type: integer` with `format: int64`"),
    ("map", "use `type: object` with `additionalProperties`"),
    ("timestamp", "use `type: string` with `format: date-time`"),
    ("uuid", "use `type: string` with `format: uuid`"),
];

/// Places of parameters that only Swagger 2.0 has.
const PLACES: &[(&str, &str)] = &[
    ("body", "describe it as the `requestBody` of the operation"),
    (
        "formData",
        "make it a property of the `requestBody`, under `multipart/form-data`",
    ),
];

/// Keys that only Swagger 2.0 has, by what has them.
static KEYS: &[(&Object, &[(&str, &str)])] = &[
    (
        &DOCUMENT,
        &[
            (
                "basePath",
                "write it into the `url` of one of the `servers`",
            ),
            ("consumes", "name the media type in each `requestBody`"),
            ("definitions", "put them under `components/schemas`"),
            ("host", "write it into the `url` of one of the `servers`"),
            ("parameters", "put them under `components/parameters`"),
            (
                "produces",
                "name the media type in the `content` of each reply",
            ),
            ("responses", "put them under `components/responses`"),
            ("schemas", "put them under `components/schemas`"),
            ("schemes", "write it into the `url` of one of the `servers`"),
            (
                "securityDefinitions",
                "put them under `components/securitySchemes`",
            ),
            (
                "securitySchemes",
                "put them under `components/securitySchemes`",
            ),
        ],
    ),
    (
        &OPERATION,
        &[
            ("consumes", "name the media type in the `requestBody`"),
            (
                "produces",
                "name the media type in the `content` of each reply",
            ),
            ("schemes", "write it into the `url` of one of the `servers`"),
        ],
    ),
    (
        &PARAMETER,
        &[("collectionFormat", "use `style` and `explode`")],
    ),
    (
        &RESPONSE,
        &[(
            "schema",
            "put it under `content`, below a media type such as `application/json`",
        )],
    ),
    (
        &SCHEMA,
        &[(
            "optional",
            "name the others in the `required` of the object that holds it",
        )],
    ),
];

/// What a word stands for that is none of those allowed here.
pub(super) fn of_word(at: &Pointer, word: &str) -> Option<&'static str> {
    let key = at.last()?;
    let known = match key.as_ref() {
        "in" => PLACES,
        _ if is_of_type(at) => TYPES,
        _ => return None,
    };
    let mut known = known.iter();
    let (_, help) = known.find(|(name, _)| name.eq_ignore_ascii_case(word))?;
    Some(help)
}

/// What a key stands for that an object does not have.
pub(super) fn of_key(key: &str, value: &Value, object: &'static Object) -> Option<String> {
    let known = KEYS.iter().find(|(known, _)| known.is(object));
    let mut keys = known.into_iter().flat_map(|(_, keys)| keys.iter());
    if let Some((_, help)) = keys.find(|(known, _)| *known == key) {
        return Some((*help).to_owned());
    }
    // Swagger 2.0 had the keywords of a schema right in the parameter.
    if object.shape("schema").is_some() && SCHEMA.shape(key).is_some() {
        return Some(format!("put `{key}` under `schema`"));
    }
    let names = object.names.as_ref()?;
    if (names.fit)(&format!("/{key}")) && value.is_object() {
        return Some(format!("a path begins with a slash: `/{key}`"));
    }
    let below = super::super::object(&names.shape)?;
    let belongs = below.shape(key).is_some();
    belongs.then(|| format!("indent it deeper: `{key}` belongs to {}", below.name))
}

/// What a value of another kind than it must be stands for.
pub(super) fn of_value(at: &Pointer, value: &Value, shape: &Shape) -> Option<String> {
    let key = at.last()?;
    match (shape, value) {
        (Shape::List(Shape::Text), Value::Bool(_)) if key == "required" => {
            Some("name the property in the `required` of the object that holds it".to_owned())
        }
        (Shape::List(_), Value::Object(_)) => Some("begin each item with `- `".to_owned()),
        (Shape::List(_), Value::String(text)) if text.len() < 40 => {
            Some(format!("write a sequence of one: `[{text}]`"))
        }
        (Shape::Schema, Value::String(text)) if is_type(text) => {
            Some(format!("write `{key}: {{type: {text}}}`"))
        }
        (Shape::Either(_), Value::Null) | (Shape::Word(_), Value::Null) if is_of_type(at) => {
            Some("write `'null'`, in quotes".to_owned())
        }
        (Shape::Flag, Value::String(text)) if ["yes", "on"].contains(&text.as_str()) => {
            Some("write `true`".to_owned())
        }
        (Shape::Flag, Value::String(text)) if ["no", "off"].contains(&text.as_str()) => {
            Some("write `false`".to_owned())
        }
        _ => None,
    }
}

fn is_type(text: &str) -> bool {
    matches!(
        text,
        "string" | "number" | "integer" | "boolean" | "object" | "array"
    )
}

/// Whether a value is a type of a schema, alone or in a sequence.
fn is_of_type(at: &Pointer) -> bool {
    let is_type = |at: &Pointer| at.last().is_some_and(|key| key == "type");
    let is_index = at.last().is_some_and(|key| key.parse::<usize>().is_ok());
    is_type(at) || is_index && at.parent().is_some_and(|list| is_type(&list))
}

/// The same with the help, if there is any.
pub(super) fn with(diagnostic: Diagnostic, help: Option<impl Into<String>>) -> Diagnostic {
    match help {
        Some(help) => diagnostic.help(help.into()),
        None => diagnostic,
    }
}
