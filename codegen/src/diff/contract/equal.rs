//! What two documents say in the same words, so that nothing below it needs a comparison.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::document::Doc;

/// What a reference leads to that leads to no component, as far as it can be told.
const ELSEWHERE: &str = "";

/// The components that differ, or that lead to one that differs.
#[derive(Debug, Default)]
pub(super) struct Changed<'a>(HashSet<&'a str>);

impl<'a> Changed<'a> {
    pub(super) fn of(base: Doc<'a>, head: Doc<'a>) -> Self {
        let mut changed = HashSet::from([ELSEWHERE]);
        let mut users: HashMap<&str, Vec<&str>> = HashMap::new();
        for (kind, components) in entries(base.root.get("components")) {
            for (name, value) in entries(Some(components)) {
                let other = head
                    .root
                    .get("components")
                    .and_then(|all| all.get(kind)?.get(name));
                if other != Some(value) {
                    changed.insert(name);
                }
                references(value, &mut |target| {
                    users.entry(target).or_default().push(name)
                });
            }
        }
        for (kind, components) in entries(head.root.get("components")) {
            let known = base.root.get("components").and_then(|all| all.get(kind));
            let new = entries(Some(components)).map(|(name, _)| name);
            changed.extend(new.filter(|name| known.is_none_or(|all| all.get(name).is_none())));
        }
        // A component is told by its name alone: two kinds that share one share its fate.
        let mut open: Vec<&str> = changed.iter().copied().collect();
        while let Some(target) = open.pop() {
            let users = users.get(target).into_iter().flatten().copied();
            open.extend(users.filter(|user| changed.insert(*user)));
        }
        Self(changed)
    }

    /// Whether two values, and everything that they lead to, are the same to the letter.
    pub(super) fn is_none_in(&self, base: &Value, head: &Value) -> bool {
        let mut same = base == head;
        if same {
            references(base, &mut |target| same &= !self.0.contains(target));
        }
        same
    }
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&str, &Value)> {
    let map = value.and_then(Value::as_object).into_iter().flatten();
    map.map(|(key, value)| (key.as_str(), value))
}

/// The names of the components that the references in a value lead to or into.
fn references<'a>(value: &'a Value, told: &mut dyn FnMut(&'a str)) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "$ref" => told(component(text)),
                    value => references(value, told),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, told)),
        _ => {}
    }
}

/// `Event` of `#/components/schemas/Event` and of what stands below it.
fn component(reference: &str) -> &str {
    let rest = reference.strip_prefix("#/components/");
    let name = rest.and_then(|rest| rest.split('/').nth(1));
    name.filter(|name| !name.contains(['~', '%']))
        .unwrap_or(ELSEWHERE)
}
