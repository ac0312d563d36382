//! What several operations say in the same words, each for itself: a parameter, a reply or a header that is
//! written out wherever it holds. What became of it everywhere is one change.

use super::delta::{self, Delta, Found};
use super::document::Doc;
use crate::Pointer;
use crate::diff::kind::{Action, Kind};

/// What makes two changes one: the kind, the words, what stood and stands around them, and where in it.
#[derive(PartialEq, Eq, Hash)]
struct Key {
    kind: Kind,
    message: String,
    base: Option<(String, String)>,
    head: Option<(String, String)>,
}

/// The same with each change that several operations have in the same words told where it is first: it
/// reaches all of them.
pub(super) fn together(docs: (Doc<'_>, Doc<'_>), all: Vec<Found>) -> Vec<Found> {
    let absorb = |first: &mut Delta, delta: Delta| {
        first.copies.push((delta.base, delta.head));
        first.also.extend(delta.also);
    };
    delta::together(all, |found| key(docs, found), absorb)
}

fn key(docs: (Doc<'_>, Doc<'_>), found: &Found) -> Option<Key> {
    let delta = &found.delta;
    // What has come or gone stands on one side alone.
    let (added, removed) = (Action::Added, Action::Removed);
    let base = (delta.kind.action != added).then(|| around(docs.0, &delta.base));
    let head = (delta.kind.action != removed).then(|| around(docs.1, &delta.head));
    let (base, head) = (base.flatten(), head.flatten());
    (base.is_some() || head.is_some()).then(|| Key {
        kind: delta.kind,
        message: delta.message.clone(),
        base,
        head,
    })
}

/// The words of the parameter, the reply or the header that a place of an operation is in, and where in it.
fn around(doc: Doc<'_>, at: &Pointer) -> Option<(String, String)> {
    let segments: Vec<_> = at.segments().collect();
    let names: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    let length = match names.as_slice() {
        ["paths" | "webhooks", _, _, "responses", _, "headers", _, ..] => 7,
        [
            "paths" | "webhooks",
            _,
            _,
            "parameters" | "responses",
            _,
            ..,
        ] => 5,
        ["paths" | "webhooks", _, "parameters", _, ..] => 4,
        _ => return None,
    };
    let whole = names.iter().take(length);
    let whole = whole.fold(Pointer::root(), |at, name| at.join(name));
    let words = doc.at(&whole)?.value.to_string();
    Some((words, names.get(length..)?.join("/")))
}
