//! Several types, in words or by listed values, and `null` among them.

use std::collections::HashSet;

use serde_json::{Map, Value, json};

use super::numbers;
use super::tuple::POSITIONS;

/// `enum: [1, auto]` without a type has those of its values.
pub(super) fn types_of_values(schema: &mut Map<String, Value>) {
    let Some(Value::Array(values)) = schema.get("enum").filter(|_| !schema.contains_key("type"))
    else {
        return;
    };
    let mut types: Vec<&str> = values.iter().map(type_of).collect();
    if types.iter().any(|one| ["array", "object"].contains(one)) {
        return;
    }
    let mut known = HashSet::new();
    types.retain(|one| known.insert(*one));
    // A number may be whole.
    if types.contains(&"number") {
        types.retain(|one| *one != "integer");
    }
    if types.iter().filter(|one| **one != "null").count() > 1 {
        let types = json!(types);
        schema.insert("type".to_owned(), types);
    }
}

/// The narrowest type that a value has.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// `type: [string, null]` is `type: string, nullable: true`; several types are alternatives.
pub(super) fn types(schema: &mut Map<String, Value>) {
    let types = match schema.get("type") {
        Some(Value::Array(types)) => types.clone(),
        Some(Value::String(only)) if only == "null" => vec![json!("null")],
        _ => return,
    };
    let null = json!("null");
    let nullable = types.contains(&null);
    let mut others: Vec<Value> = types.into_iter().filter(|other| *other != null).collect();
    others.dedup();
    schema.shift_remove("type");
    if nullable {
        schema.insert("nullable".to_owned(), json!(true));
    }
    match others.len() {
        0 if nullable => {
            schema.entry("enum").or_insert(json!([null]));
        }
        0 => {}
        1 => {
            schema.insert("type".to_owned(), others.remove(0));
        }
        _ => alternatives(schema, &others),
    }
}

/// `anyOf: [A, {type: "null"}]` is A, nullable. With several others the list stays, without null.
pub(super) fn null_alternative(schema: &mut Map<String, Value>) {
    for key in ["anyOf", "oneOf"] {
        let Some(Value::Array(parts)) = schema.get_mut(key) else {
            continue;
        };
        let before = parts.len();
        parts.retain(|part| !is_null(part));
        if parts.len() == before {
            continue;
        }
        let parts = std::mem::take(parts);
        schema.insert("nullable".to_owned(), json!(true));
        schema.shift_remove(key);
        match <[Value; 1]>::try_from(parts) {
            Ok([only]) => merge_only(schema, only),
            Err(parts) if parts.is_empty() => {}
            Err(parts) => {
                schema.insert(key.to_owned(), Value::Array(parts));
            }
        }
    }
}

/// The one alternative that is left says what the schema is.
fn merge_only(schema: &mut Map<String, Value>, only: Value) {
    let Value::Object(inner) = only else { return };
    let clashes = inner
        .keys()
        .any(|key| schema.contains_key(key) && key != "nullable");
    if inner.contains_key("$ref") || clashes {
        let all = schema.entry("allOf").or_insert(json!([]));
        if let Value::Array(all) = all {
            all.push(Value::Object(inner));
        }
        return;
    }
    for (key, value) in inner {
        schema.entry(key).or_insert(value);
    }
}

/// What [`types`] has made of `type: "null"`.
fn is_null(part: &Value) -> bool {
    let only_null = part
        .get("enum")
        .is_some_and(|values| *values == json!([null]));
    only_null && part.get("type").is_none()
}

/// One alternative for each type, with the keywords that speak about values of that type.
fn alternatives(schema: &mut Map<String, Value>, types: &[Value]) {
    let mut parts = Vec::new();
    for one in types {
        let mut part = Map::from_iter([("type".to_owned(), one.clone())]);
        for key in one.as_str().map_or(&[][..], keywords) {
            if let Some(value) = schema.get(*key) {
                part.insert((*key).to_owned(), value.clone());
            }
        }
        if let Some(Value::Array(values)) = schema.get("enum") {
            let own = values.iter().filter(|value| is_of(value, one));
            let own: Vec<Value> = own.cloned().collect();
            if own.is_empty() {
                continue;
            }
            part.insert("enum".to_owned(), Value::Array(own));
        }
        numbers::whole_bounds(&mut part);
        parts.push(Value::Object(part));
    }
    schema.shift_remove("enum");
    for one in types {
        for key in one.as_str().map_or(&[][..], keywords) {
            schema.shift_remove(*key);
        }
    }
    let parts = Value::Array(parts);
    if schema.contains_key("anyOf") {
        let both = json!({ "anyOf": parts });
        if let Value::Array(all) = schema.entry("allOf").or_insert(json!([])) {
            all.push(both);
        }
    } else {
        schema.insert("anyOf".to_owned(), parts);
    }
}

fn is_of(value: &Value, of: &Value) -> bool {
    let own = type_of(value);
    *of == own || (own == "integer" && *of == "number")
}

fn keywords(of: &str) -> &'static [&'static str] {
    match of {
        "string" => &["format", "pattern", "minLength", "maxLength"],
        "number" | "integer" => &[
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        "array" => &["items", "minItems", "maxItems", "uniqueItems", POSITIONS],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "minProperties",
            "maxProperties",
        ],
        _ => &[],
    }
}
