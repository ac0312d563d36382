//! A document as a plain value, with references that are followed where they are met.

use serde_json::Value;

use crate::Pointer;

/// No chain of references is longer.
const LONGEST_CHAIN: usize = 64;

/// One document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Doc<'a> {
    pub(super) root: &'a Value,
}

/// A value of a document and its place.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) at: Pointer,
}

impl<'a> Node<'a> {
    /// What stands below a key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key)?;
        Some(Self {
            value,
            at: self.at.join(key),
        })
    }

    /// What stands below a key, or nothing there.
    pub(super) fn member(&self, key: &str) -> Self {
        static NOTHING: Value = Value::Null;
        self.get(key).unwrap_or_else(|| Self {
            value: &NOTHING,
            at: self.at.join(key),
        })
    }

    /// The text below a key.
    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.value.get(key)?.as_str()
    }

    /// Whether `true` stands below a key.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.value.get(key) == Some(&Value::Bool(true))
    }

    /// Every key with what stands below it.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&'a str, Self)> {
        let entries = self.value.as_object().into_iter().flatten();
        entries.map(|(key, value)| {
            (
                key.as_str(),
                Self {
                    value,
                    at: self.at.join(key),
                },
            )
        })
    }

    /// Every item of a list.
    pub(super) fn items(&self) -> impl Iterator<Item = Self> {
        let items = self.value.as_array().into_iter().flatten().enumerate();
        items.map(|(index, value)| Self {
            value,
            at: self.at.join(index),
        })
    }
}

impl<'a> Doc<'a> {
    /// The whole document.
    pub(super) fn node(self) -> Node<'a> {
        Node {
            value: self.root,
            at: Pointer::root(),
        }
    }

    /// What a place of the document holds.
    pub(super) fn at(self, pointer: &Pointer) -> Option<Node<'a>> {
        let value = self.root.pointer(pointer.as_str())?;
        Some(Node {
            value,
            at: pointer.clone(),
        })
    }

    /// What the `$ref` of a node leads to.
    pub(super) fn target(self, node: &Node<'a>) -> Option<Node<'a>> {
        self.at(&Pointer::from_reference(node.text("$ref")?)?)
    }

    /// The node itself or, if it is nothing but a reference or a lone `allOf`, what that leads to in the
    /// end. What a summary or a description says beside it is docs.
    pub(super) fn follow(self, node: &Node<'a>) -> Node<'a> {
        let mut node = node.clone();
        for _ in 0..LONGEST_CHAIN {
            let docs = |key: &str| ["$ref", "description", "summary"].contains(&key);
            let lone = node
                .get("allOf")
                .filter(|all| all.items().count() == 1 && node.text("$ref").is_none());
            let only = |key: &str| docs(key) || (key == "allOf" && lone.is_some());
            if !node.entries().all(|(key, _)| only(key)) {
                break;
            }
            let alone = lone.as_ref().and_then(|all| all.items().next());
            match alone.or_else(|| self.target(&node)) {
                Some(target) => node = target,
                None => break,
            }
        }
        node
    }

    /// The nearest place at or above a pointer that the document has.
    pub(super) fn surviving(self, pointer: &Pointer) -> Pointer {
        let mut at = pointer.clone();
        while self.root.pointer(at.as_str()).is_none() {
            match at.parent() {
                Some(parent) => at = parent,
                None => break,
            }
        }
        at
    }
}
