//! What belongs to a document as a whole: its version and its named schemas.

use std::collections::BTreeSet;

use serde_json::Value;

use super::document::Doc;
use super::{Walk, pairing};
use crate::Pointer;
use crate::diff::kind::{Action, Subject};

/// The version that the documents give themselves.
pub(super) fn version(walk: &mut Walk<'_>) {
    let of = |doc: Doc<'_>| -> Option<String> {
        match doc.node().get("info")?.value.get("version")? {
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        }
    };
    let (from, to) = (of(walk.docs.0), of(walk.docs.1));
    let told = |version: &Option<String>| version.clone().unwrap_or("nothing".to_owned());
    let message = format!(
        "the document calls itself {}, was {}",
        told(&to),
        told(&from)
    );
    let action = match (&from, &to) {
        _ if from == to => return,
        (None, _) => Action::Added,
        (_, None) => Action::Removed,
        (Some(from), Some(to)) => match (numbers(from), numbers(to)) {
            (Some(from), Some(to)) if from < to => Action::Increased,
            (Some(from), Some(to)) if from > to => Action::Decreased,
            _ => Action::Changed,
        },
    };
    let at = Pointer::root().join("info").join("version");
    let (base, head) = (walk.docs.0.surviving(&at), walk.docs.1.surviving(&at));
    walk.push(
        Subject::DocumentVersion,
        action,
        (&base, &head),
        message,
        None,
    );
}

/// `1.12.0` as numbers, which compare as versions do.
fn numbers(version: &str) -> Option<Vec<u64>> {
    let plain = version.trim_start_matches('v');
    plain.split('.').map(|number| number.parse().ok()).collect()
}

/// The named schemas that both have are compared whether or not an operation uses them.
pub(super) fn definitions(walk: &mut Walk<'_>) {
    let docs = walk.docs;
    let below = schemas();
    let Some(base) = docs.0.at(&below) else {
        return;
    };
    for (name, node) in base.entries() {
        if let Some(other) = docs.1.at(&below.join(name)) {
            walk.graph.pair(docs, &node, &other);
        }
    }
}

fn schemas() -> Pointer {
    Pointer::root().join("components").join("schemas")
}

/// The names of schemas: which of them are gone, which are new, and which are other names of the
/// same.
pub(super) fn components(walk: &mut Walk<'_>) {
    let below = schemas();
    let of = |doc: Doc<'_>| {
        let node = doc.at(&below);
        let names = node.iter().flat_map(|node| node.entries());
        names
            .map(|(name, _)| name.to_owned())
            .collect::<BTreeSet<_>>()
    };
    let (base, head) = (of(walk.docs.0), of(walk.docs.1));
    let mut gone: BTreeSet<&String> = base.difference(&head).collect();
    let mut new: BTreeSet<&String> = head.difference(&base).collect();
    for (from, to) in renamed(walk, &gone, &new) {
        gone.remove(&from);
        new.remove(&to);
        let message = format!("the schema `{from}` is called `{to}` now");
        let (from, to) = (below.join(&from), below.join(&to));
        walk.push(
            Subject::Schema,
            Action::Renamed,
            (&from, &to),
            message,
            None,
        );
    }
    for name in gone {
        let at = below.join(name);
        let surviving = walk.docs.1.surviving(&at);
        let message = format!("the schema `{name}` was removed");
        let at = (&at, &surviving);
        walk.push(Subject::Schema, Action::Removed, at, message, None);
    }
    for name in new {
        let at = below.join(name);
        let surviving = walk.docs.0.surviving(&at);
        let message = format!("the schema `{name}` was added");
        let at = (&surviving, &at);
        walk.push(Subject::Schema, Action::Added, at, message, None);
    }
}

/// Schemas that stand in each other's place wherever they are used, and of those that nothing uses
/// the ones that say the same.
fn renamed(
    walk: &Walk<'_>,
    gone: &BTreeSet<&String>,
    new: &BTreeSet<&String>,
) -> BTreeSet<(String, String)> {
    let below = schemas();
    let named = |at: &Pointer, names: &BTreeSet<&String>| {
        let name = at.last().filter(|_| at.parent().as_ref() == Some(&below))?;
        names.get(&name.into_owned()).map(|name| (*name).clone())
    };
    let mut renamed = BTreeSet::new();
    for (old, other) in walk.graph.places() {
        if let (Some(old), Some(other)) = (named(old, gone), named(other, new)) {
            renamed.insert((old, other));
        }
    }
    for old in gone {
        let is_known = |name: &String| renamed.iter().any(|(from, to)| from == name || to == name);
        if is_known(old) {
            continue;
        }
        let own = walk.docs.0.at(&below.join(old));
        let same = |name: &&&String| {
            let other = walk.docs.1.at(&below.join(name));
            own.as_ref().zip(other).is_some_and(|(own, other)| {
                pairing::same(own.value, other.value)
                    && (pairing::are_alike(old, name) || says_much(own.value))
            })
        };
        let likest = new.iter().filter(|name| !is_known(name)).filter(same);
        let likest = likest.max_by(|one, other| {
            let alike = |name: &str| pairing::likeness(old, name);
            alike(one).total_cmp(&alike(other))
        });
        renamed.extend(likest.map(|name| ((*old).clone(), (*name).clone())));
    }
    renamed
}

/// Whether no other schema says the same by chance.
fn says_much(schema: &Value) -> bool {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.is_some_and(|properties| properties.len() > 1)
}
