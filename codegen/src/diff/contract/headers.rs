//! The headers of a reply.

use super::document::Node;
use super::{Walk, lifecycle, pairing};
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &Node<'a>, head: &Node<'a>, id: usize) {
    let of = |node: &Node<'a>| {
        let headers = node.get("headers");
        headers.map_or_else(Vec::new, |headers| headers.entries().collect::<Vec<_>>())
    };
    let (mut removed, mut added) = (of(base), of(head));
    removed.retain(|(name, header)| {
        let is_it = |(other, _): &(&str, Node<'a>)| other.eq_ignore_ascii_case(name);
        let found = added
            .iter()
            .position(is_it)
            .map(|index| added.remove(index));
        if let Some((_, other)) = &found {
            one(walk, name, header, other, id);
        }
        found.is_none()
    });
    renamed(walk, &mut removed, &mut added, id);
    for (name, header) in removed {
        let (subject, at) = (
            subject(&walk.docs.0.follow(&header)),
            (&header.at, &head.at),
        );
        header_change(walk, subject, Action::Removed, at, name, id);
    }
    for (name, header) in added {
        let (subject, at) = (
            subject(&walk.docs.1.follow(&header)),
            (&base.at, &header.at),
        );
        header_change(walk, subject, Action::Added, at, name, id);
    }
}

/// Takes out the headers that say the same under a name that is alike, or alone took another's place.
fn renamed<'a>(
    walk: &mut Walk<'a>,
    removed: &mut Vec<(&'a str, Node<'a>)>,
    added: &mut Vec<(&'a str, Node<'a>)>,
    id: usize,
) {
    let lone = removed.len() == 1 && added.len() == 1;
    removed.retain(|(name, header)| {
        let old = walk.docs.0.follow(header);
        let stands_for = |(other, node): &(&str, Node<'a>)| {
            (lone || pairing::are_alike(name, other))
                && pairing::same(old.value, walk.docs.1.follow(node).value)
        };
        let found = added
            .iter()
            .position(stands_for)
            .map(|index| added.remove(index));
        if let Some((other, node)) = &found {
            let message = format!("the header `{name}` of the reply is called `{other}` now");
            let subject = subject(&old);
            let part = Some((id, Use::ResponseHeader));
            walk.push(
                subject,
                Action::Renamed,
                (&header.at, &node.at),
                message,
                part,
            );
        }
        found.is_none()
    });
}

/// A header that may be missing is one thing, one that may not another.
fn subject(header: &Node<'_>) -> Subject {
    match header.flag("required") {
        true => Subject::RequiredHeader,
        false => Subject::Header,
    }
}

/// Two versions of one header.
fn one<'a>(walk: &mut Walk<'a>, name: &str, header: &Node<'a>, other: &Node<'a>, id: usize) {
    let (old, new) = walk.follow(header, other);
    let part = Some((id, Use::ResponseHeader));
    let action = match (old.flag("required"), new.flag("required")) {
        (true, false) => Some(Action::BecameOptional),
        (false, true) => Some(Action::BecameRequired),
        _ => None,
    };
    if let Some(action) = action {
        header_change(walk, Subject::Header, action, (&old.at, &new.at), name, id);
    }
    let written = |node: &Node<'a>| (node.flag("explode"), node.value.get("content").cloned());
    if written(&old) != written(&new) {
        let message = format!("the header `{name}` of the reply is written in another way");
        let at = (&old.at, &new.at);
        walk.push(Subject::HeaderStyle, Action::Changed, at, message, part);
    }
    lifecycle::node(walk, &old, &new, id, Use::ResponseHeader);
    match (old.get("schema"), new.get("schema")) {
        (Some(old), Some(new)) => walk.root(&old, &new, id, Use::ResponseHeader),
        (Some(gone), None) => {
            let (at, message) = ((&gone.at, &new.at), "it may be anything now".to_owned());
            walk.push(Subject::Type, Action::Widened, at, message, part);
        }
        (None, Some(come)) => {
            let (at, message) = ((&old.at, &come.at), "it has a type now".to_owned());
            walk.push(Subject::Type, Action::Narrowed, at, message, part);
        }
        (None, None) => {}
    }
}

fn header_change(
    walk: &mut Walk<'_>,
    subject: Subject,
    action: Action,
    at: (&Pointer, &Pointer),
    name: &str,
    id: usize,
) {
    let what = match action {
        Action::Added => "was added",
        Action::Removed => "was removed",
        Action::BecameRequired => "became required",
        _ => "became optional",
    };
    walk.push(
        subject,
        action,
        at,
        format!("the header `{name}` of the reply {what}"),
        Some((id, Use::ResponseHeader)),
    );
}
