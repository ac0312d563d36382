//! Which components lead to which: who uses a schema through others.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::document::Doc;
use crate::Pointer;

/// What each component of two documents refers to, such as `schemas/Event`.
#[derive(Debug, Default)]
pub(in crate::diff) struct Uses(HashMap<String, BTreeSet<String>>);

impl Uses {
    pub(in crate::diff) fn of(base: &Value, head: &Value) -> Self {
        let mut uses: HashMap<String, BTreeSet<String>> = HashMap::new();
        for root in [base, head] {
            let kinds = root.get("components").and_then(Value::as_object);
            for (kind, components) in kinds.into_iter().flatten() {
                for (name, value) in components.as_object().into_iter().flatten() {
                    let known = uses.entry(format!("{kind}/{name}")).or_default();
                    references(value, known);
                }
            }
        }
        Self(uses)
    }

    /// Whether one of some components is the schema at a place, or leads to it.
    pub(in crate::diff) fn lead_to(&self, from: &BTreeSet<String>, schema: &Pointer) -> bool {
        let Some(target) = component(schema) else {
            return false;
        };
        let mut seen: HashSet<&str> = from.iter().map(String::as_str).collect();
        let mut open: Vec<&str> = seen.iter().copied().collect();
        while let Some(name) = open.pop() {
            if name == target {
                return true;
            }
            let next = self.0.get(name).into_iter().flatten();
            open.extend(next.map(String::as_str).filter(|name| seen.insert(name)));
        }
        false
    }
}

/// The components that a place of a document is or refers to.
pub(super) fn below(doc: Doc<'_>, at: &Pointer) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(node) = doc.at(at) {
        references(node.value, &mut found);
        found.extend(component(at).filter(|_| at.segments().count() == 3));
    }
    found
}

fn references(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "$ref" => {
                        let at = Pointer::from_reference(text);
                        found.extend(at.as_ref().and_then(component));
                    }
                    value => references(value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

/// `schemas/Event` of `/components/schemas/Event` and of what stands below it.
fn component(at: &Pointer) -> Option<String> {
    let mut segments = at.segments();
    let is_one = segments.next()? == "components";
    let (kind, name) = (segments.next()?, segments.next()?);
    is_one.then(|| format!("{kind}/{name}"))
}
