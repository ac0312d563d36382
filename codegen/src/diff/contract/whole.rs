//! What belongs to a document as a whole: its version and its named schemas.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Walk;
use super::document::Doc;
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

/// The named schemas: which of them are gone, and which have another name.
pub(super) fn components(walk: &mut Walk<'_>) {
    let below = Pointer::root().join("components").join("schemas");
    let of = |doc: Doc<'_>| {
        doc.at(&below)
            .map(|node| {
                node.entries()
                    .map(|(name, _)| name.to_owned())
                    .collect::<BTreeSet<_>>()
            })
            .unwrap_or_default()
    };
    let (base, head) = (of(walk.docs.0), of(walk.docs.1));
    let mut renamed = BTreeSet::new();
    for (old, new) in walk.graph.places() {
        let named = |at: &Pointer| at.parent().as_ref() == Some(&below);
        if named(old) && named(new) && old != new {
            renamed.insert((old.clone(), new.clone()));
        }
    }
    let name = |at: &Pointer| at.last().unwrap_or_default().into_owned();
    renamed.retain(|(old, new)| !head.contains(&name(old)) && !base.contains(&name(new)));
    for (old, new) in &renamed {
        let message = format!("the schema `{}` is called `{}` now", name(old), name(new));
        walk.push(Subject::Schema, Action::Renamed, (old, new), message, None);
    }
    for gone in base.difference(&head) {
        let at = below.join(gone);
        if !renamed.iter().any(|(old, _)| *old == at) {
            let surviving = walk.docs.1.surviving(&at);
            walk.push(
                Subject::Schema,
                Action::Removed,
                (&at, &surviving),
                format!("the schema `{gone}` was removed"),
                None,
            );
        }
    }
    for new in head.difference(&base) {
        let at = below.join(new);
        if !renamed.iter().any(|(_, found)| *found == at) {
            let surviving = walk.docs.0.surviving(&at);
            walk.push(
                Subject::Schema,
                Action::Added,
                (&surviving, &at),
                format!("the schema `{new}` was added"),
                None,
            );
        }
    }
}
