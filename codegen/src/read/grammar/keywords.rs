//! Every keyword of the table with values that it may have, for tests that edit documents.

use serde_json::{Map, Value, json};

use super::{DOCUMENT, Object, PATH_ITEM, RESPONSE, SCHEMA, Shape};

/// A key of a kind of object, and two values that it may have.
pub(crate) struct Keyword {
    pub(crate) object: &'static str,
    pub(crate) key: &'static str,
    pub(crate) values: [Value; 2],
    pub(crate) is_flag: bool,
}

/// Every one of them, each once.
pub(crate) fn keywords() -> Vec<Keyword> {
    let mut known: Vec<&'static Object> = Vec::new();
    let mut open: Vec<&'static Object> = vec![&DOCUMENT, &SCHEMA];
    let mut found = Vec::new();
    while let Some(object) = open.pop() {
        if known.iter().any(|other| object.is(other)) {
            continue;
        }
        known.push(object);
        let names = object.names.as_ref().map(|names| &names.shape);
        for shape in object.keys.iter().map(|(_, shape)| shape).chain(names) {
            open.extend(inner(shape));
        }
        found.extend(object.keys.iter().map(|(key, shape)| Keyword {
            object: object.name,
            key,
            values: [value(shape, 0), value(shape, 1)],
            is_flag: matches!(shape, Shape::Flag | Shape::Either([Shape::Flag, ..])),
        }));
    }
    found
}

/// The kinds of objects that a shape leads to.
fn inner(shape: &'static Shape) -> Vec<&'static Object> {
    match shape {
        Shape::Object(object) => vec![object],
        Shape::Schema => vec![&SCHEMA],
        Shape::List(item) | Shape::Map(item) => inner(item),
        Shape::Either(shapes) => shapes.iter().flat_map(inner).collect(),
        _ => Vec::new(),
    }
}

/// One of two values of a shape.
fn value(shape: &Shape, which: usize) -> Value {
    match shape {
        Shape::Any | Shape::Text | Shape::Label => json!(["one", "two"][which]),
        Shape::Flag => json!(which == 0),
        Shape::Number | Shape::Count => json!(which + 1),
        Shape::Word(words) => json!(words[which.min(words.len() - 1)]),
        Shape::Object(object) => object_value(object, which),
        Shape::Schema => json!({"type": (["string", "integer"][which])}),
        Shape::List(item) => json!([value(item, which)]),
        Shape::Map(item) => json!({"one": value(item, which)}),
        Shape::Either(shapes) => value(&shapes[0], which),
    }
}

/// An object with what it cannot be without, or with one thing that it may have.
fn object_value(object: &Object, which: usize) -> Value {
    if object.is(&PATH_ITEM) {
        return json!({(["get", "put"][which]): {"responses": {}}});
    }
    if object.is(&RESPONSE) {
        return json!({"content": {(["one", "two"][which]): {}}});
    }
    let filled = object.filled.iter().map(|(key, _)| key);
    let mut keys: Vec<&str> = object.required.iter().chain(filled).copied().collect();
    if keys.is_empty() {
        let all = || object.keys.iter().map(|(key, _)| *key);
        keys.extend(all().find(|key| *key == "schema").or(all().next()));
    }
    let entries = keys.into_iter().filter_map(|key| {
        let (_, shape) = object.keys.iter().find(|(known, _)| *known == key)?;
        Some((key.to_owned(), value(shape, which)))
    });
    Value::Object(entries.collect::<Map<_, _>>())
}
