//! Small mends that the table itself prescribes.

use serde_json::{Map, Number, Value, json};

use super::{Fill, Object, Shape};

/// Takes away keys without a value, and writes labels as text and counts as integers.
pub(in crate::read) fn tidy(map: &mut Map<String, Value>, object: &'static Object) {
    let is_empty = |key: &str, value: &Value| {
        value.is_null()
            && object
                .shape(key)
                .is_some_and(|shape| !matches!(shape, Shape::Any))
    };
    if map.iter().any(|(key, value)| is_empty(key, value)) {
        map.retain(|key, value| !is_empty(key, value));
    }
    for (key, value) in map.iter_mut() {
        match (object.shape(key), &mut *value) {
            (Some(Shape::Label), label) => write_label(label),
            (Some(Shape::List(Shape::Label)), Value::Array(labels)) => {
                labels.iter_mut().for_each(write_label);
            }
            (Some(Shape::Count), count) => write_count(count),
            _ => {}
        }
    }
}

/// Puts in what is missing. The check has warned of it.
pub(in crate::read) fn fill(map: &mut Map<String, Value>, object: &'static Object) {
    if object.reference && map.contains_key("$ref") {
        return;
    }
    for (key, missing) in object.filled {
        map.entry(*key).or_insert_with(|| match missing {
            Fill::Text => json!(""),
            Fill::Mapping => {
                let mut inner = Map::new();
                if let Some(Shape::Object(object)) = object.shape(key) {
                    fill(&mut inner, object);
                }
                Value::Object(inner)
            }
        });
    }
}

fn write_label(value: &mut Value) {
    if value.is_number() || value.is_boolean() {
        *value = Value::String(value.to_string());
    }
}

/// `3.0` is three. What is larger than any length stays as large as a length can be.
fn write_count(value: &mut Value) {
    let whole = value.as_f64().filter(|_| value.is_f64());
    if let Some(whole) = whole {
        *value = Value::Number(Number::from(whole as u64));
    }
}
