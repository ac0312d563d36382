//! The two other ways to go through a document by the table: to one place, and to change it.

use serde_json::Value;

use super::{Object, ROOT, SCHEMA, Shape};
use crate::pointer::{Pointer, push_segment};

/// What a whole document must be.
pub(in crate::read) fn root() -> &'static Shape {
    &ROOT
}

/// Calls `see` with every value that stands where the table has an object, with its kind and
/// pointer.
pub(in crate::read) fn visit(document: &Value, see: &mut dyn FnMut(&Value, &'static Object, &str)) {
    look(document, &ROOT, &mut String::new(), see);
}

fn look(
    value: &Value,
    shape: &'static Shape,
    path: &mut String,
    see: &mut dyn FnMut(&Value, &'static Object, &str),
) {
    if let Some(object) = object(shape) {
        see(value, object, path);
    }
    let length = path.len();
    let mut below = |key: &str, value: &Value| {
        if let Some(shape) = child(shape, key) {
            push_segment(path, key);
            look(value, shape, path, see);
            path.truncate(length);
        }
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| below(key, value)),
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                below(&index.to_string(), value);
            }
        }
        _ => {}
    }
}

/// The kind of object that stands at a pointer, if the table knows one there.
pub(in crate::read) fn kind_at(pointer: &Pointer) -> Option<&'static Object> {
    object(shape_at(pointer)?)
}

/// What the value at a pointer must be.
pub(in crate::read) fn shape_at(pointer: &Pointer) -> Option<&'static Shape> {
    let mut segments = pointer.segments();
    segments.try_fold(&ROOT, |shape, segment| child(shape, &segment))
}

/// What the value below a key or an index must be.
pub(in crate::read) fn child(shape: &'static Shape, segment: &str) -> Option<&'static Shape> {
    match shape {
        Shape::Object(_) | Shape::Schema => {
            let object = object(shape)?;
            let names = object.names.as_ref().filter(|names| (names.fit)(segment));
            object.shape(segment).or(names.map(|names| &names.shape))
        }
        Shape::List(item) => segment.parse::<usize>().ok().map(|_| *item),
        Shape::Map(value) => Some(value),
        Shape::Either(shapes) => shapes.iter().find_map(|shape| child(shape, segment)),
        _ => None,
    }
}

/// The kind of object that a shape asks for.
pub(in crate::read) fn object(shape: &'static Shape) -> Option<&'static Object> {
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
