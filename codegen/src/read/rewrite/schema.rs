//! One schema, after the schemas in it.

use serde_json::{Map, Value, json};

use super::super::grammar::{self, SCHEMA, tidy};
use super::{combine, numbers, tuple};
use crate::pointer::Pointer;

pub(super) fn rewrite(value: &mut Value, path: &str) {
    match value {
        Value::Bool(_) if is_additional_properties(path) => {}
        // `true` takes everything, `false` nothing.
        Value::Bool(true) => *value = json!({}),
        Value::Bool(false) => *value = json!({ "not": {} }),
        Value::Object(schema) => map(schema),
        _ => {}
    }
}

/// The keyword, which may be a flag in 3.0 too, and not a property of that name.
fn is_additional_properties(path: &str) -> bool {
    let holder = path.strip_suffix("/additionalProperties");
    let holder = holder.map(|holder| Pointer::from_text(holder.to_owned()));
    holder.is_some_and(|holder| grammar::kind_at(&holder).is_some_and(|kind| kind.is(&SCHEMA)))
}

fn map(schema: &mut Map<String, Value>) {
    tidy(schema, &SCHEMA);
    if schema.contains_key("$ref") {
        wrap_reference(schema);
        return;
    }
    constant(schema);
    examples(schema);
    content(schema);
    tuple::rewrite(schema);
    patterns(schema);
    numbers::exclusive_bounds(schema);
    combine::types_of_values(schema);
    combine::types(schema);
    combine::null_alternative(schema);
    numbers::whole_bounds(schema);
}

/// A `$ref` with siblings is the referred schema and what the siblings say.
fn wrap_reference(schema: &mut Map<String, Value>) {
    let Some(reference) = schema.shift_remove("$ref") else {
        return;
    };
    if schema.is_empty() {
        schema.insert("$ref".to_owned(), reference);
        return;
    }
    let mut all = vec![json!({ "$ref": reference })];
    if let Some(Value::Array(more)) = schema.shift_remove("allOf") {
        all.extend(more);
    }
    schema.insert("allOf".to_owned(), Value::Array(all));
    map(schema);
}

/// `const: a` is `enum: [a]`.
fn constant(schema: &mut Map<String, Value>) {
    if let Some(value) = schema.shift_remove("const") {
        let is_scalar = !(value.is_null() || value.is_array() || value.is_object());
        if is_scalar && !schema.contains_key("type") {
            schema.insert("type".to_owned(), json!(combine::type_of(&value)));
        }
        schema.insert("enum".to_owned(), json!([value]));
    }
}

/// The first of `examples` stands for all.
fn examples(schema: &mut Map<String, Value>) {
    let examples = schema.shift_remove("examples");
    let first = match examples {
        Some(Value::Array(examples)) => examples.into_iter().next(),
        _ => None,
    };
    if let Some(first) = first {
        schema.entry("example").or_insert(first);
    }
}

/// Text that carries bytes: base64 is `byte`, anything without an encoding is `binary`.
fn content(schema: &mut Map<String, Value>) {
    let encoding = schema.shift_remove("contentEncoding");
    let media = schema.shift_remove("contentMediaType");
    let base64 = encoding
        .as_ref()
        .and_then(Value::as_str)
        .map(str::to_ascii_lowercase);
    let format = match (base64.as_deref(), media.as_ref().and_then(Value::as_str)) {
        (Some("base64"), _) => "byte",
        (None, Some("application/octet-stream")) => "binary",
        _ => return,
    };
    schema.entry("type").or_insert(json!("string"));
    schema.entry("format").or_insert(json!(format));
}

/// Keys by pattern are additional keys: what their values can be is the union over all patterns.
fn patterns(schema: &mut Map<String, Value>) {
    let Some(Value::Object(patterns)) = schema.shift_remove("patternProperties") else {
        return;
    };
    let mut values: Vec<Value> = patterns.into_iter().map(|(_, schema)| schema).collect();
    match schema.get("additionalProperties") {
        None | Some(Value::Bool(false)) => {}
        Some(Value::Bool(true)) => return,
        Some(other) => values.push(other.clone()),
    }
    values.dedup();
    let value = match values.len() {
        0 => return,
        1 => values.remove(0),
        _ => json!({ "anyOf": values }),
    };
    schema.insert("additionalProperties".to_owned(), value);
}
