//! Every value of a document against the table.

mod hints;
mod message;

use serde_json::{Map, Value};

use super::{Case, Object, ROOT, SCHEMA, Shape};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::{Pointer, push_segment};
use crate::source::SourceId;

pub(in crate::read) use message::nearest;

/// How many properties, values or alternatives a schema may have.
const MOST_MEMBERS: usize = 20_000;

/// A `$ref` and what it must lead to.
pub(in crate::read) struct Reference {
    /// Where the object with the `$ref` stands.
    pub(in crate::read) at: Pointer,
    pub(in crate::read) text: String,
    pub(in crate::read) kind: &'static Object,
}

/// Says everything in the document that is not as the table has it, and gives the references.
pub(in crate::read) fn check(
    document: &Value,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Vec<Reference> {
    let mut check = Check {
        source,
        diagnostics,
        path: String::new(),
        references: Vec::new(),
    };
    check.value(document, &ROOT);
    check.references
}

struct Check<'a> {
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
    path: String,
    references: Vec<Reference>,
}

impl Check<'_> {
    fn value(&mut self, value: &Value, shape: &'static Shape) {
        match (shape, value) {
            (Shape::Object(object), Value::Object(map)) => self.object(map, object),
            (Shape::Schema, Value::Object(map)) => self.object(map, &SCHEMA),
            (Shape::List(item), Value::Array(items)) => {
                for (index, value) in items.iter().enumerate() {
                    self.at(&index.to_string(), |check| check.value(value, item));
                }
            }
            (Shape::Map(inner), Value::Object(map)) => {
                for (key, value) in map {
                    self.at(key, |check| check.value(value, inner));
                }
            }
            (Shape::Either(shapes), _) => match shapes.iter().find(|shape| shape.fits(value)) {
                Some(shape) => self.value(value, shape),
                None => self.misfit(value, shape),
            },
            (Shape::Word(words), Value::String(word)) if !words.contains(&word.as_str()) => {
                let found = message::not_a_word(self.source, &self.pointer(), words, word);
                self.diagnostics.push(found);
            }
            _ if shape.fits(value) => {}
            _ => self.misfit(value, shape),
        }
    }

    fn object(&mut self, map: &Map<String, Value>, object: &'static Object) {
        let reference = map.get("$ref").filter(|_| object.reference);
        match reference {
            Some(Value::String(text)) => self.references.push(Reference {
                at: self.pointer(),
                text: text.clone(),
                kind: object,
            }),
            Some(other) => self.at("$ref", |check| check.misfit(other, &Shape::Text)),
            None => self.missing(map, object),
        }
        for (key, value) in map {
            if reference.is_some() && key == "$ref" {
                continue;
            }
            self.at(key, |check| check.entry(key, value, object));
        }
        for case in object.cases {
            if map.get(case.key).and_then(Value::as_str) == Some(case.value) {
                self.case(map, object, case);
            }
        }
    }

    fn entry(&mut self, key: &str, value: &Value, object: &'static Object) {
        let length = match value {
            Value::Array(items) => items.len(),
            Value::Object(map) => map.len(),
            _ => 0,
        };
        if length > MOST_MEMBERS && object.is(&SCHEMA) {
            let found = message::too_many(self.source, &self.pointer(), key, MOST_MEMBERS);
            self.diagnostics.push(found);
            return;
        }
        let names = object.names.as_ref();
        match object.shape(key) {
            Some(Shape::Any) => {}
            Some(_) if value.is_null() && !object.required.contains(&key) => {
                let found = message::null(self.source, &self.pointer(), key);
                self.diagnostics.push(found);
            }
            Some(shape) => self.value(value, shape),
            None if key.starts_with("x-") => {}
            None => match names.filter(|names| (names.fit)(key)) {
                Some(names) => self.value(value, &names.shape),
                None => {
                    let found =
                        message::unknown_key(self.source, &self.pointer(), (key, value), object);
                    self.diagnostics.push(found);
                }
            },
        }
    }

    fn missing(&mut self, map: &Map<String, Value>, object: &'static Object) {
        for key in object
            .required
            .iter()
            .filter(|key| !map.contains_key(**key))
        {
            let found = message::missing(self.source, &self.pointer(), key, object.name);
            self.diagnostics.push(found);
        }
        for (key, _) in object
            .filled
            .iter()
            .filter(|(key, _)| !map.contains_key(*key))
        {
            let message = format!("{} should have `{key}`", object.name);
            let found =
                Diagnostic::warning(Code::MissingKey, self.source, &self.pointer(), message);
            self.diagnostics.push(found);
        }
    }

    fn case(&mut self, map: &Map<String, Value>, object: &'static Object, case: &'static Case) {
        for key in case
            .required
            .iter()
            .filter(|key| map.get(**key).is_none_or(Value::is_null))
        {
            let name = format!("{} with `{}: {}`", object.name, case.key, case.value);
            let found = message::missing(self.source, &self.pointer(), key, &name);
            self.diagnostics.push(found);
        }
        for (key, words) in case.words {
            let word = map.get(*key).and_then(Value::as_str);
            if let Some(word) = word.filter(|word| !words.contains(word)) {
                let at = self.pointer().join(key);
                self.diagnostics
                    .push(message::not_a_word(self.source, &at, words, word));
            }
        }
    }

    fn misfit(&mut self, value: &Value, shape: &Shape) {
        let found = message::misfit(self.source, &self.pointer(), value, shape);
        self.diagnostics.push(found);
    }

    fn at(&mut self, segment: &str, then: impl FnOnce(&mut Self)) {
        let length = self.path.len();
        push_segment(&mut self.path, segment);
        then(self);
        self.path.truncate(length);
    }

    fn pointer(&self) -> Pointer {
        Pointer::from_text(self.path.clone())
    }
}

impl Shape {
    /// Whether a value is of the JSON kind that the shape asks for.
    pub(in crate::read) fn fits(&self, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Text | Self::Word(_) => value.is_string(),
            Self::Label => value.is_string() || value.is_number() || value.is_boolean(),
            Self::Flag => value.is_boolean(),
            Self::Number => value.is_number(),
            Self::Count => {
                let whole = |number: f64| number >= 0.0 && number.fract() == 0.0;
                value.is_u64() || value.is_f64() && value.as_f64().is_some_and(whole)
            }
            Self::Object(_) | Self::Map(_) => value.is_object(),
            Self::Schema => value.is_object() || value.is_boolean(),
            Self::List(_) => value.is_array(),
            Self::Either(shapes) => shapes.iter().any(|shape| shape.fits(value)),
        }
    }
}
