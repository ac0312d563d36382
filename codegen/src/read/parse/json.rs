//! JSON text, through `serde_json`.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use super::{MOST_DEPTH, MOST_DUPLICATES, Parsed, Refusal, fitted};
use crate::pointer::{Pointer, push_segment};

pub(super) fn parse(text: &str) -> Result<Parsed, Refusal> {
    let json = text.trim_start_matches('\u{feff}');
    let state = State::default();
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let node = Node {
        state: &state,
        depth: 0,
    };
    let value = node.deserialize(&mut deserializer);
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok(Parsed {
            value,
            duplicates: state.duplicates.into_inner(),
        }),
        Err(error) => {
            let bytes = bytes(json, &error, text.len() - json.len());
            Err(if state.too_deep.get() {
                Refusal::too_deep(bytes)
            } else {
                refusal(bytes, &error)
            })
        }
    }
}

fn refusal(bytes: Range<usize>, error: &serde_json::Error) -> Refusal {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or(&text);
    Refusal::syntax(bytes, format!("this is not JSON: {message}"))
}

/// The parser counts lines from 1 and columns in bytes from 1.
fn bytes(text: &str, error: &serde_json::Error, skipped: usize) -> Range<usize> {
    let before = error.line().saturating_sub(1);
    let line_start: usize = text.split_inclusive('\n').take(before).map(str::len).sum();
    let start = skipped + line_start + error.column().saturating_sub(1);
    start..start + 1
}

/// What is noticed on the way.
#[derive(Default)]
struct State {
    path: RefCell<String>,
    duplicates: RefCell<Vec<Pointer>>,
    too_deep: Cell<bool>,
}

/// A value that is still to be read.
#[derive(Clone, Copy)]
struct Node<'a> {
    state: &'a State,
    depth: usize,
}

impl Node<'_> {
    fn inner<E: Error>(self) -> Result<Self, E> {
        if self.depth == MOST_DEPTH {
            self.state.too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(Self {
            depth: self.depth + 1,
            ..self
        })
    }
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut values = Vec::new();
        let length = self.state.path.borrow().len();
        loop {
            push_segment(&mut self.state.path.borrow_mut(), &values.len().to_string());
            let item = items.next_element_seed(inner)?;
            self.state.path.borrow_mut().truncate(length);
            match item {
                Some(item) => values.push(item),
                None => break,
            }
        }
        values.shrink_to_fit();
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let inner = self.inner()?;
        let mut map = Map::new();
        let length = self.state.path.borrow().len();
        while let Some(key) = entries.next_key::<String>()? {
            push_segment(&mut self.state.path.borrow_mut(), &key);
            let value = entries.next_value_seed(inner)?;
            if map.insert(key, value).is_some() {
                let mut duplicates = self.state.duplicates.borrow_mut();
                if duplicates.len() < MOST_DUPLICATES {
                    duplicates.push(Pointer::from_text(self.state.path.borrow().clone()));
                }
            }
            self.state.path.borrow_mut().truncate(length);
        }
        Ok(Value::Object(fitted(map)))
    }
}
