//! Which components lead to which: who uses a schema through others.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::Value;

use super::document::Doc;
use crate::Pointer;

/// What the components of two documents refer to, each called `schemas/Event` or the like.
#[derive(Debug, Default)]
pub(in crate::diff) struct Uses {
    references: HashMap<String, BTreeSet<String>>,
    /// Those that both documents have in the same words.
    kept: HashSet<String>,
    /// The places where the documents give other names to Rust.
    named: HashSet<Pointer>,
    /// What some components lead to, for those that were asked about.
    led: RefCell<HashMap<BTreeSet<String>, HashSet<String>>>,
}

impl Uses {
    pub(in crate::diff) fn of(base: &Value, head: &Value) -> Self {
        let mut uses = Self::default();
        for root in [base, head] {
            let kinds = root.get("components").and_then(Value::as_object);
            for (kind, components) in kinds.into_iter().flatten() {
                for (name, value) in components.as_object().into_iter().flatten() {
                    let full = format!("{kind}/{name}");
                    let is_it = |root: &Value| {
                        let components = root.get("components").and_then(|all| all.get(kind));
                        components.and_then(|all| all.get(name)) == Some(value)
                    };
                    if is_it(base) && is_it(head) {
                        uses.kept.insert(full.clone());
                    }
                    references(value, uses.references.entry(full).or_default());
                }
            }
        }
        let (old, new) = (names(base), names(head));
        let differ = old.iter().filter(|(at, name)| new.get(*at) != Some(*name));
        let come = new.keys().filter(|at| !old.contains_key(*at));
        uses.named = differ.map(|(at, _)| at).chain(come).cloned().collect();
        uses
    }

    /// Whether a document gives a name, which it did not before, to what stands at a place.
    pub(in crate::diff) fn is_given_a_name(&self, at: &Pointer) -> bool {
        let mut named = self.named.iter();
        named.any(|name| name == at || name.is_below(at) || at.is_below(name))
    }

    /// Whether the component at or above a place is in both documents in the same words.
    pub(in crate::diff) fn is_kept(&self, at: &Pointer) -> bool {
        component(at).is_some_and(|name| self.kept.contains(&name))
    }

    /// What the component at or above a place is called here.
    pub(in crate::diff) fn named_at(at: &Pointer) -> Option<String> {
        component(at)
    }

    /// Whether one of some components is the schema at a place, or leads to it.
    pub(in crate::diff) fn lead_to(&self, from: &BTreeSet<String>, schema: &Pointer) -> bool {
        let Some(target) = component(schema) else {
            return false;
        };
        let mut led = self.led.borrow_mut();
        if let Some(found) = led.get(from) {
            return found.contains(&target);
        }
        let found = self.all_that(from);
        let leads = found.contains(&target);
        led.insert(from.clone(), found);
        leads
    }

    /// Every component that some lead to, and those themselves.
    fn all_that(&self, lead: &BTreeSet<String>) -> HashSet<String> {
        let mut seen: HashSet<&str> = lead.iter().map(String::as_str).collect();
        let mut open: Vec<&str> = seen.iter().copied().collect();
        while let Some(name) = open.pop() {
            let next = self.references.get(name).into_iter().flatten();
            open.extend(next.map(String::as_str).filter(|name| seen.insert(name)));
        }
        seen.into_iter().map(str::to_owned).collect()
    }
}

/// The components that a place of a document is or refers to.
pub(super) fn below(doc: Doc<'_>, at: &Pointer) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    if let Some(node) = doc.at(at) {
        match node.value {
            Value::String(text) if at.last().as_deref() == Some("$ref") => {
                let at = Pointer::from_reference(text);
                found.extend(at.as_ref().and_then(component));
            }
            value => references(value, &mut found),
        }
        found.extend(component(at).filter(|_| at.segments().count() == 3));
    }
    found
}

/// The names that a document gives to Rust, by what they are given to.
fn names(root: &Value) -> HashMap<Pointer, &Value> {
    fn walk<'a>(
        value: &'a Value,
        path: &mut Vec<Cow<'a, str>>,
        found: &mut HashMap<Pointer, &'a Value>,
    ) {
        let mut below = |key: Cow<'a, str>, value| {
            path.push(key);
            walk(value, path, found);
            path.pop();
        };
        match value {
            Value::Object(map) => {
                for (key, value) in map {
                    below(Cow::from(key), value);
                }
                let name = map.get("x-rust-name").or_else(|| map.get("x-rust-names"));
                if let Some(name) = name {
                    let at = path.iter().fold(Pointer::root(), |at, key| at.join(key));
                    found.insert(at, name);
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    below(Cow::from(index.to_string()), item);
                }
            }
            _ => {}
        }
    }
    let mut found = HashMap::new();
    walk(root, &mut Vec::new(), &mut found);
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
