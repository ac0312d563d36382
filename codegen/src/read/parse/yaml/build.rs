//! A value out of YAML events, one event at a time.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use serde_json::map::Entry;
use serde_json::{Map, Value};

use crate::pointer::Pointer;
use crate::read::parse::{
    MOST_COPIES, MOST_DEPTH, MOST_DUPLICATES, Parsed, Refusal, fitted, scalar,
};

/// A scalar as the text has it.
pub(super) struct Scalar<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) plain: bool,
    /// Whether it means what it looks like, rather than text.
    pub(super) resolved: bool,
}

/// A collection that is still open.
pub(super) enum Collection {
    Sequence(Vec<Value>),
    Mapping {
        map: Map<String, Value>,
        key: Option<Key>,
        /// What `<<` adds when the mapping closes: its own keys win, wherever they stand.
        merged: Vec<Map<String, Value>>,
    },
}

pub(super) enum Key {
    Name(String),
    Merge,
}

#[derive(Default)]
pub(super) struct Builder {
    root: Value,
    open: Vec<Frame>,
    anchors: HashMap<usize, Node>,
    copies: usize,
    duplicates: Vec<Pointer>,
}

struct Frame {
    collection: Collection,
    anchor: usize,
    size: Size,
}

/// A finished value. The size is kept so that an alias can be refused before it is copied.
#[derive(Clone)]
struct Node {
    value: Value,
    size: Size,
}

#[derive(Clone, Copy, Default)]
struct Size {
    values: usize,
    depth: usize,
}

impl Builder {
    pub(super) fn scalar(
        &mut self,
        scalar: Scalar<'_>,
        anchor: usize,
        at: Range<usize>,
    ) -> Result<(), Refusal> {
        if self.expects_key() {
            // A key is text, whatever it looks like: `200:`, `null:`.
            let name = scalar.text.into_owned();
            if anchor != 0 {
                self.keep(anchor, &Node::scalar(Value::String(name.clone())), &at)?;
            }
            let key = if scalar.plain && name == "<<" {
                Key::Merge
            } else {
                Key::Name(name)
            };
            self.set_key(key);
            return Ok(());
        }
        let value = match scalar.resolved {
            true => scalar::plain(&scalar.text),
            false => Value::String(scalar.text.into_owned()),
        };
        self.value(Node::scalar(value), anchor, at)
    }

    pub(super) fn alias(&mut self, anchor: usize, at: Range<usize>) -> Result<(), Refusal> {
        let Some(node) = self.anchors.get(&anchor) else {
            return Err(Refusal::syntax(
                at,
                "this alias stands inside what it is an alias of",
            ));
        };
        self.copies = self.copies.saturating_add(node.size.values);
        if self.copies > MOST_COPIES {
            return Err(too_many_copies(at));
        }
        if self.open.len() + node.size.depth > MOST_DEPTH {
            return Err(Refusal::too_deep(at));
        }
        if !self.expects_key() {
            let node = node.clone();
            return self.value(node, 0, at);
        }
        match &node.value {
            Value::String(name) => {
                let key = Key::Name(name.clone());
                self.set_key(key);
                Ok(())
            }
            _ => Err(Refusal::syntax(at, "a key must be text")),
        }
    }

    pub(super) fn open(
        &mut self,
        collection: Collection,
        anchor: usize,
        at: Range<usize>,
    ) -> Result<(), Refusal> {
        if self.expects_key() {
            return Err(Refusal::syntax(
                at,
                "a key must be text, not a mapping or a sequence",
            ));
        }
        if self.open.len() == MOST_DEPTH {
            return Err(Refusal::too_deep(at));
        }
        let size = Size {
            values: 1,
            depth: 1,
        };
        self.open.push(Frame {
            collection,
            anchor,
            size,
        });
        Ok(())
    }

    pub(super) fn close(&mut self, at: Range<usize>) -> Result<(), Refusal> {
        let Some(frame) = self.open.pop() else {
            return Ok(());
        };
        let value = match frame.collection {
            Collection::Sequence(mut items) => {
                items.shrink_to_fit();
                Value::Array(items)
            }
            Collection::Mapping {
                mut map, merged, ..
            } => {
                for (key, value) in merged.into_iter().flatten() {
                    map.entry(key).or_insert(value);
                }
                Value::Object(fitted(map))
            }
        };
        self.value(
            Node {
                value,
                size: frame.size,
            },
            frame.anchor,
            at,
        )
    }

    pub(super) fn finish(self) -> Parsed {
        Parsed {
            value: self.root,
            duplicates: self.duplicates,
        }
    }

    fn expects_key(&self) -> bool {
        let innermost = self.open.last().map(|frame| &frame.collection);
        matches!(innermost, Some(Collection::Mapping { key: None, .. }))
    }

    fn set_key(&mut self, name: Key) {
        if let Some(Frame {
            collection: Collection::Mapping { key, .. },
            ..
        }) = self.open.last_mut()
        {
            *key = Some(name);
        }
    }

    /// Puts a finished value where it belongs.
    fn value(&mut self, node: Node, anchor: usize, at: Range<usize>) -> Result<(), Refusal> {
        if anchor != 0 {
            self.keep(anchor, &node, &at)?;
        }
        let Some(frame) = self.open.last_mut() else {
            self.root = node.value;
            return Ok(());
        };
        frame.size.values = frame.size.values.saturating_add(node.size.values);
        frame.size.depth = frame.size.depth.max(node.size.depth + 1);
        match &mut frame.collection {
            Collection::Sequence(items) => items.push(node.value),
            Collection::Mapping { map, key, merged } => match key.take() {
                Some(Key::Merge) => merged.extend(mappings(node.value, at)?),
                Some(Key::Name(name)) => match map.entry(name) {
                    Entry::Vacant(entry) => {
                        entry.insert(node.value);
                    }
                    // The last one counts, as in JSON.
                    Entry::Occupied(mut entry) => {
                        let name = entry.key().clone();
                        entry.insert(node.value);
                        if self.duplicates.len() < MOST_DUPLICATES {
                            let twice = self.path().join(name);
                            self.duplicates.push(twice);
                        }
                    }
                },
                None => {}
            },
        }
        Ok(())
    }

    /// Keeps a value for its aliases. That copy counts too: anchors can be nested.
    fn keep(&mut self, anchor: usize, node: &Node, at: &Range<usize>) -> Result<(), Refusal> {
        self.copies = self.copies.saturating_add(node.size.values);
        if self.copies > MOST_COPIES {
            return Err(too_many_copies(at.clone()));
        }
        self.anchors.insert(anchor, node.clone());
        Ok(())
    }

    /// The pointer of the innermost open collection.
    fn path(&self) -> Pointer {
        let outer = self.open.iter().take(self.open.len().saturating_sub(1));
        outer.fold(Pointer::root(), |path, frame| match &frame.collection {
            Collection::Sequence(items) => path.join(items.len()),
            Collection::Mapping {
                key: Some(Key::Name(name)),
                ..
            } => path.join(name),
            Collection::Mapping { .. } => path.join("<<"),
        })
    }
}

impl Collection {
    pub(super) fn sequence() -> Self {
        Self::Sequence(Vec::new())
    }

    pub(super) fn mapping() -> Self {
        Self::Mapping {
            map: Map::new(),
            key: None,
            merged: Vec::new(),
        }
    }
}

impl Node {
    fn scalar(value: Value) -> Self {
        Self {
            value,
            size: Size {
                values: 1,
                depth: 0,
            },
        }
    }
}

/// What `<<` may stand before: a mapping, or several.
fn mappings(value: Value, at: Range<usize>) -> Result<Vec<Map<String, Value>>, Refusal> {
    let values = match value {
        Value::Array(items) => items,
        other => vec![other],
    };
    let maps = values.into_iter().map(|value| match value {
        Value::Object(map) => Ok(map),
        _ => Err(Refusal::syntax(
            at.clone(),
            "`<<` merges a mapping or a sequence of mappings",
        )),
    });
    maps.collect()
}

fn too_many_copies(at: Range<usize>) -> Refusal {
    let message = format!("YAML aliases stand for more than {MOST_COPIES} values up to here");
    Refusal::limit(at, message).help("write the parts as components and refer to them with `$ref`")
}
