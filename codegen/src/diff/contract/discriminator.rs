//! What tells the alternatives of a union apart: a property, and what its values stand for.

use serde_json::{Map, Value};

use super::document::{Doc, Node};
use super::pairing::same;
use super::schema::Compare;
use super::union::Alternatives;
use super::view::{Fact, View};
use crate::Pointer;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare<'a>(compare: &mut Compare<'_, 'a>, alternatives: &Alternatives<'a>) {
    let subject = Subject::Discriminator;
    let fact = |view: &View<'a>| view.facts.get("discriminator").cloned();
    match (fact(&compare.base), fact(&compare.head)) {
        (Some(base), Some(head)) => {
            property(compare, &base, &head, alternatives);
            mapping(compare, &base, &head, alternatives);
        }
        (Some(base), None) => {
            let message = "the discriminator was removed".to_owned();
            compare.removed(subject, &base.at, message);
        }
        (None, Some(head)) => {
            let message = "a discriminator was added".to_owned();
            compare.added(subject, &head.at, message);
        }
        (None, None) => {}
    }
}

/// The name of the property. If the alternatives call theirs so too, that is the same change.
fn property<'a>(
    compare: &mut Compare<'_, 'a>,
    base: &Fact<'a>,
    head: &Fact<'a>,
    alternatives: &Alternatives<'a>,
) {
    let name = |fact: &Fact<'a>| fact.value.get("propertyName").and_then(Value::as_str);
    let (old, new) = (
        name(base).unwrap_or_default(),
        name(head).unwrap_or_default(),
    );
    if old == new {
        return;
    }
    let pairs = alternatives.both.iter();
    let renamed = pairs.map(|(one, other)| renamed(compare.docs, (one, old), (other, new)));
    let also: Option<Vec<(Pointer, Pointer)>> = renamed.collect();
    let at = (base.at.join("propertyName"), head.at.join("propertyName"));
    let subject = Subject::DiscriminatorProperty;
    match also.filter(|also| !also.is_empty()) {
        Some(also) => {
            let message = format!("the discriminator `{old}` is called `{new}` now");
            compare.changed(subject, Action::Renamed, at, message);
            compare.also(also);
        }
        None => {
            let message = format!("the discriminator is `{new}`, was `{old}`");
            compare.changed(subject, Action::Changed, at, message);
        }
    }
}

/// Where the property of an alternative stood and stands, if it has only got another name.
fn renamed<'a>(
    docs: (Doc<'a>, Doc<'a>),
    (base, old): (&Node<'a>, &str),
    (head, new): (&Node<'a>, &str),
) -> Option<(Pointer, Pointer)> {
    let (base, head) = (View::of(docs.0, base), View::of(docs.1, head));
    let (from, to) = (base.properties.get(old)?, head.properties.get(new)?);
    let moved = !head.properties.contains_key(old) && !base.properties.contains_key(new);
    let alike = same(from.value, to.value) && base.is_required(old) == head.is_required(new);
    (moved && alike).then(|| (from.at.clone(), to.at.clone()))
}

/// What the values of the property stand for. What belongs to an alternative that comes or goes is
/// told with it.
fn mapping<'a>(
    compare: &mut Compare<'_, 'a>,
    base: &Fact<'a>,
    head: &Fact<'a>,
    alternatives: &Alternatives<'a>,
) {
    let none = Map::new();
    let of = |fact: &Fact<'a>| fact.value.get("mapping").and_then(Value::as_object);
    let (old, new) = (of(base).unwrap_or(&none), of(head).unwrap_or(&none));
    let subject = Subject::DiscriminatorMapping;
    let at = |fact: &Fact<'a>, key: &str| fact.at.join("mapping").join(key);
    let (stays, goes, comes) = (
        |one: &Value, other: &Value| one == other || alternatives.are_one(one, other),
        |value: &Value| refers(&alternatives.removed, value),
        |value: &Value| refers(&alternatives.added, value),
    );
    let mut come: Vec<(&String, &Value)> = new
        .iter()
        .filter(|(key, value)| !old.contains_key(*key) && !comes(value))
        .collect();
    let mut gone = Vec::new();
    for (key, value) in old {
        match new.get(key) {
            Some(other) if stays(value, other) => {}
            Some(_) => {
                let message = format!("the discriminator's `{key}` means another schema");
                compare.changed(
                    subject,
                    Action::Changed,
                    (at(base, key), at(head, key)),
                    message,
                );
            }
            None if goes(value) => {}
            None => match come.iter().position(|(_, other)| stays(value, other)) {
                Some(index) => {
                    let (other, _) = come.remove(index);
                    let message = format!("the discriminator says `{other}` now, was `{key}`");
                    let at = (at(base, key), at(head, other));
                    compare.changed(subject, Action::Renamed, at, message);
                }
                None => gone.push(key),
            },
        }
    }
    // A mapping is one thing, too.
    if new.is_empty() && gone.len() > 1 {
        let message = "the discriminator has no mapping any more".to_owned();
        return compare.removed(subject, &base.at.join("mapping"), message);
    }
    if old.is_empty() && come.len() > 1 {
        let message = "the discriminator has a mapping now".to_owned();
        return compare.added(subject, &head.at.join("mapping"), message);
    }
    for key in gone {
        let message = format!("the discriminator does not know `{key}` any more");
        compare.removed(subject, &at(base, key), message);
    }
    for (key, _) in come {
        let message = format!("the discriminator knows `{key}` now");
        compare.added(subject, &at(head, key), message);
    }
}

impl Alternatives<'_> {
    /// Whether two entries of mappings mean one alternative, by whatever name.
    fn are_one(&self, one: &Value, other: &Value) -> bool {
        let pairs = self.both.iter();
        pairs
            .clone()
            .any(|(base, head)| means(base, one) && means(head, other))
    }
}

fn refers(nodes: &[Node<'_>], value: &Value) -> bool {
    nodes.iter().any(|node| means(node, value))
}

/// Whether an entry of a mapping, a reference or a bare name, means an alternative.
fn means(node: &Node<'_>, value: &Value) -> bool {
    let last = |text: &str| text.rsplit('/').next().map(str::to_owned);
    let (reference, value) = (node.text("$ref"), value.as_str());
    reference.is_some_and(|reference| value.and_then(last) == last(reference))
}
