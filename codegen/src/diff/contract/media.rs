//! The media types of bodies, and the schemas of what they carry.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Walk;
use super::document::Node;
use super::pairing::same;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// Compares what stands in two bodies, media type by media type.
pub(super) fn content<'a>(
    walk: &mut Walk<'a>,
    base: &Node<'a>,
    head: &Node<'a>,
    id: usize,
    part: Use,
) {
    let nodes = |node: &Node<'a>| {
        node.get("content")
            .map(|content| content.entries().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let mut added = nodes(head);
    let mut removed = Vec::new();
    for (name, media) in nodes(base) {
        match added
            .iter()
            .position(|(other, _)| essence(other) == essence(name))
        {
            Some(index) => {
                let (_, other) = added.remove(index);
                schemas(walk, &media, &other, id, part);
            }
            None => removed.push((name, media)),
        }
    }
    let lone = removed.len() == 1 && added.len() == 1;
    for (name, media) in removed {
        // The same type with other parameters or another suffix, or one that holds the other; or
        // another one in the place of the only one.
        let stands_for = |(other, _): &(&str, Node<'a>)| related(name, other) || lone;
        if let Some(index) = added.iter().position(stands_for) {
            let (other, node) = added.remove(index);
            let action = if covers(other, name) {
                Action::Widened
            } else if covers(name, other) {
                Action::Narrowed
            } else if related(name, other) {
                Action::Changed
            } else {
                Action::Replaced
            };
            let message = format!("the media type is `{other}`, was `{name}`");
            let at = (&media.at, &node.at);
            walk.push(Subject::MediaType, action, at, message, Some((id, part)));
            // What is written in another way is described in another way, too.
            if action != Action::Replaced || same(media.value, node.value) {
                schemas(walk, &media, &node, id, part);
            }
        } else {
            let message = format!("the media type `{name}` was removed");
            let at = (&media.at, &head.at);
            walk.push(
                Subject::MediaType,
                Action::Removed,
                at,
                message,
                Some((id, part)),
            );
        }
    }
    for (name, media) in added {
        walk.push(
            Subject::MediaType,
            Action::Added,
            (&base.at, &media.at),
            format!("the media type `{name}` was added"),
            Some((id, part)),
        );
    }
}

fn schemas<'a>(walk: &mut Walk<'a>, base: &Node<'a>, head: &Node<'a>, id: usize, part: Use) {
    encodings(walk, base, head, id, part);
    let subject = Subject::MediaTypeSchema;
    match (base.get("schema"), head.get("schema")) {
        (Some(old), Some(new)) => walk.root(&old, &new, id, part),
        (Some(old), None) => walk.push(
            subject,
            Action::Removed,
            (&old.at, &head.at),
            "the schema of the media type was removed".to_owned(),
            Some((id, part)),
        ),
        (None, Some(new)) => walk.push(
            subject,
            Action::Added,
            (&base.at, &new.at),
            "the media type has a schema now".to_owned(),
            Some((id, part)),
        ),
        (None, None) => {}
    }
}

/// How the properties of a body are written.
fn encodings(walk: &mut Walk<'_>, base: &Node<'_>, head: &Node<'_>, id: usize, part: Use) {
    let (old, new) = (base.member("encoding"), head.member("encoding"));
    let names = old.entries().chain(new.entries());
    let names: BTreeSet<&str> = names.map(|(name, _)| name).collect();
    for name in names {
        let (one, other) = (old.get(name), new.get(name));
        let action = match (&one, &other) {
            (Some(one), Some(other)) if same(one.value, other.value) => continue,
            (Some(_), Some(_)) => Action::Changed,
            (Some(_), None) => Action::Removed,
            _ => Action::Added,
        };
        let at = (
            one.map_or(base.at.clone(), |node| node.at),
            other.map_or(head.at.clone(), |node| node.at),
        );
        let message = format!("the encoding of `{name}` was {}", action.word());
        walk.push(
            Subject::Encoding,
            action,
            (&at.0, &at.1),
            message,
            Some((id, part)),
        );
    }
}

/// A media type without white space and capitals.
fn essence(name: &str) -> String {
    name.chars()
        .filter(|character| !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

fn kind(name: &str) -> String {
    essence(name)
        .split(';')
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Whether two media types differ only in parameters, or in a suffix such as `+json`.
fn related(one: &str, other: &str) -> bool {
    kind(one) == kind(other) || covers(one, other) || covers(other, one)
}

/// Whether everything of the second is of the first too.
fn covers(one: &str, other: &str) -> bool {
    let (wide, narrow) = (kind(one), kind(other));
    if wide == narrow {
        return !one.contains(';') && other.contains(';');
    }
    let suffix = narrow.rsplit_once('+').map(|(_, suffix)| suffix.to_owned());
    let group = narrow.split('/').next().unwrap_or_default().to_owned();
    wide == "*/*"
        || wide == format!("{group}/*")
        || suffix.is_some_and(|suffix| wide == format!("{group}/{suffix}"))
}

/// Whether anything below a place of a document is written as XML.
pub(super) fn speak_xml(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.iter().any(|(key, value)| {
            let content = value.as_object().filter(|_| key == "content");
            let mut names = content.into_iter().flat_map(|content| content.keys());
            names.any(|name| kind(name).ends_with("xml")) || speak_xml(value)
        }),
        Value::Array(items) => items.iter().any(speak_xml),
        _ => false,
    }
}
