//! The alternatives of `oneOf` and `anyOf`, and what tells them apart.

use serde_json::Value;

use super::document::{Doc, Node};
use super::pairing::same;
use super::schema::Compare;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare(compare: &mut Compare<'_, '_>) {
    let one_of = (compare.base.one_of.clone(), compare.head.one_of.clone());
    let any_of = (compare.base.any_of.clone(), compare.head.any_of.clone());
    alternatives(compare, Subject::OneOf, one_of);
    alternatives(compare, Subject::AnyOf, any_of);
    discriminator(compare);
}

fn alternatives<'a>(
    compare: &mut Compare<'_, 'a>,
    subject: Subject,
    lists: (Vec<Node<'a>>, Vec<Node<'a>>),
) {
    let (docs, (base, mut added)) = (compare.docs, lists);
    let mut removed = Vec::new();
    for node in base {
        let found = added.iter().position(|other| identity(docs, &node, other));
        let found = found.or_else(|| added.iter().position(|other| same(node.value, other.value)));
        match found {
            Some(index) => {
                let other = added.remove(index);
                compare.alternative(&node, &other);
            }
            None => removed.push(node),
        }
    }
    // Inline alternatives have no name: those of the same kind are the same, changed.
    let inline = |node: &Node<'_>| node.text("$ref").is_none();
    removed.retain(|node| {
        let found = added.iter().position(|other| {
            inline(node)
                && inline(other)
                && node.value.get("type") == other.value.get("type")
                && node.text("title") == other.text("title")
        });
        found.is_none_or(|index| {
            let other = added.remove(index);
            compare.alternative(node, &other);
            false
        })
    });
    let word = if subject == Subject::OneOf {
        "oneOf"
    } else {
        "anyOf"
    };
    for node in removed {
        compare.removed(
            subject,
            &node.at,
            format!("the alternative {} of `{word}` was removed", called(&node)),
        );
    }
    for node in added {
        compare.added(
            subject,
            &node.at,
            format!("the alternative {} of `{word}` was added", called(&node)),
        );
    }
}

/// Whether both are the same component.
fn identity(docs: (Doc<'_>, Doc<'_>), base: &Node<'_>, head: &Node<'_>) -> bool {
    let (old, new) = (docs.0.follow(base), docs.1.follow(head));
    let referred = base.text("$ref").is_some() && head.text("$ref").is_some();
    referred && old.at == new.at
}

fn called(node: &Node<'_>) -> String {
    let name = node.text("$ref").and_then(|text| text.rsplit('/').next());
    match name
        .or_else(|| node.text("title"))
        .or_else(|| node.text("type"))
    {
        Some(name) => format!("`{name}`"),
        None => format!("`{}`", node.at),
    }
}

fn discriminator(compare: &mut Compare<'_, '_>) {
    let subject = Subject::Discriminator;
    let (base, head) = match (
        compare.base.facts.get("discriminator").cloned(),
        compare.head.facts.get("discriminator").cloned(),
    ) {
        (Some(base), Some(head)) => (base, head),
        (Some(base), None) => {
            return compare.removed(
                subject,
                &base.at,
                "the discriminator was removed".to_owned(),
            );
        }
        (None, Some(head)) => {
            return compare.added(subject, &head.at, "a discriminator was added".to_owned());
        }
        (None, None) => return,
    };
    let name = |value: &Value| {
        value
            .get("propertyName")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    let (old, new) = (name(base.value), name(head.value));
    if old != new {
        let at = (base.at.join("propertyName"), head.at.join("propertyName"));
        compare.changed(
            Subject::DiscriminatorProperty,
            Action::Changed,
            at,
            format!("the discriminator is `{new}`, was `{old}`"),
        );
    }
    let subject = Subject::DiscriminatorMapping;
    let of = |value: &Value| {
        value
            .get("mapping")
            .and_then(Value::as_object)
            .cloned()
            .unwrap_or_default()
    };
    let (old, new) = (of(base.value), of(head.value));
    for (key, value) in &old {
        let at = base.at.join("mapping").join(key);
        match new.get(key) {
            None => compare.removed(
                subject,
                &at,
                format!("the discriminator does not know `{key}` any more"),
            ),
            Some(other) if other != value => {
                let at = (at, head.at.join("mapping").join(key));
                compare.changed(
                    subject,
                    Action::Changed,
                    at,
                    format!("the discriminator's `{key}` means another schema"),
                );
            }
            Some(_) => {}
        }
    }
    for key in new.keys().filter(|key| !old.contains_key(*key)) {
        compare.added(
            subject,
            &head.at.join("mapping").join(key),
            format!("the discriminator knows `{key}` now"),
        );
    }
}
