//! The two other ways to go through a document by the table: to one place, and to change it.

use serde_json::Value;

use super::{Object, ROOT, SCHEMA, Shape};
use crate::pointer::{Pointer, push_segment};

/// The kind of object that stands at a pointer, if the table knows one there.
pub(in crate::read) fn kind_at(pointer: &Pointer) -> Option<&'static Object> {
    let mut shape = &ROOT;
    for segment in pointer.segments() {
        shape = child(shape, &segment)?;
    }
    object(shape)
}

fn child(shape: &'static Shape, segment: &str) -> Option<&'static Shape> {
    match shape {
        Shape::Object(_) | Shape::Schema => {
            let object = object(shape)?;
            let names = object.names.as_ref().filter(|names| (names.fit)(segment));
            object.shape(segment).or(names.map(|names| &names.shape))
        }
        Shape::List(item) => segment.parse::<usize>().ok().map(|_| *item),
        Shape::Map(value) => Some(value),
        _ => None,
    }
}

fn object(shape: &'static Shape) -> Option<&'static Object> {
    match shape {
        Shape::Object(object) => Some(object),
        Shape::Schema => Some(&SCHEMA),
        _ => None,
    }
}

/// Calls `change` with every value that stands where the table has an object, with its kind and
/// pointer, the inner ones before the outer ones.
pub(in crate::read) fn rewrite(
    document: &mut Value,
    change: &mut dyn FnMut(&mut Value, &'static Object, &str),
) {
    descend(document, &ROOT, &mut String::new(), change);
}

fn descend(
    value: &mut Value,
    shape: &'static Shape,
    path: &mut String,
    change: &mut dyn FnMut(&mut Value, &'static Object, &str),
) {
    let length = path.len();
    // Nothing below a leaf of the table is ever changed: an example is the author's own.
    if object(shape).is_none() && !matches!(shape, Shape::List(_) | Shape::Map(_)) {
        return;
    }
    match value {
        Value::Object(map) => {
            for (key, value) in map.iter_mut() {
                let Some(shape) = child(shape, key) else {
                    continue;
                };
                push_segment(path, key);
                descend(value, shape, path, change);
                path.truncate(length);
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter_mut().enumerate() {
                let Some(shape) = child(shape, &index.to_string()) else {
                    continue;
                };
                push_segment(path, &index.to_string());
                descend(value, shape, path, change);
                path.truncate(length);
            }
        }
        _ => {}
    }
    if let Some(object) = object(shape) {
        change(value, object, path);
    }
}
