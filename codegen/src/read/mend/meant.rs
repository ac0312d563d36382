//! Values that can only mean one thing: `yes` where a flag stands, the type `int`.

use serde_json::{Number, Value};

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::read::grammar::{self, Shape};

/// Other names of types that say no more than the types do.
const TYPES: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("decimal", "number"),
    ("double", "number"),
    ("float", "number"),
    ("int", "integer"),
    ("int32", "integer"),
    ("int64", "integer"),
    ("list", "array"),
    ("long", "integer"),
    ("str", "string"),
    ("text", "string"),
];

/// Puts in the place of a wrong value what it can only mean, and gives that.
pub(super) fn read(document: &mut Value, wrong: &Diagnostic) -> Option<Value> {
    let (Code::WrongType | Code::InvalidValue, Place::Value(at)) = (wrong.code, &wrong.place)
    else {
        return None;
    };
    let shape = grammar::shape_at(at)?;
    let value = document.pointer_mut(at.as_str())?;
    let read = meant(shape, value).filter(|read| read != value)?;
    *value = read.clone();
    Some(read)
}

fn meant(shape: &Shape, value: &Value) -> Option<Value> {
    match (shape, value) {
        (Shape::Either(shapes), value) => shapes.iter().find_map(|shape| meant(shape, value)),
        // Without quotes, `null` is no text.
        (Shape::Word(words), Value::Null) => words.contains(&"null").then(|| Value::from("null")),
        (Shape::Word(words), Value::String(text)) => word(words, text.trim()).map(Value::from),
        (Shape::Text, Value::Number(_) | Value::Bool(_)) => Some(Value::from(value.to_string())),
        (Shape::Flag, Value::String(text)) => flag(text.trim()).map(Value::from),
        (Shape::Number | Shape::Count, Value::String(text)) => {
            let number = Value::Number(text.trim().parse::<Number>().ok()?);
            shape.fits(&number).then_some(number)
        }
        _ => None,
    }
}

fn word(words: &'static [&'static str], text: &str) -> Option<&'static str> {
    let is_type = words.contains(&"integer");
    let mut types = TYPES.iter().filter(|_| is_type);
    let named = types.find(|(name, _)| name.eq_ignore_ascii_case(text));
    let mut words = words.iter().copied();
    named
        .map(|(_, word)| *word)
        .or_else(|| words.find(|word| word.eq_ignore_ascii_case(text)))
}

/// A flag in the words of YAML 1.1, or in quotes.
fn flag(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}
