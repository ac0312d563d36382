//! The headers of a reply.

use super::document::Node;
use super::{Walk, lifecycle};
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &Node<'a>, head: &Node<'a>, id: usize) {
    let of = |node: &Node<'a>| {
        node.get("headers")
            .map(|headers| headers.entries().collect::<Vec<_>>())
            .unwrap_or_default()
    };
    let mut added = of(head);
    for (name, header) in of(base) {
        let found = added
            .iter()
            .position(|(other, _)| other.eq_ignore_ascii_case(name));
        let old = walk.docs.0.follow(&header);
        let Some(index) = found else {
            let subject = if old.flag("required") {
                Subject::RequiredHeader
            } else {
                Subject::Header
            };
            header_change(
                walk,
                subject,
                Action::Removed,
                (&header.at, &head.at),
                name,
                id,
            );
            continue;
        };
        let (_, other) = added.remove(index);
        let new = walk.docs.1.follow(&other);
        match (old.flag("required"), new.flag("required")) {
            (true, false) => header_change(
                walk,
                Subject::Header,
                Action::BecameOptional,
                (&old.at, &new.at),
                name,
                id,
            ),
            (false, true) => header_change(
                walk,
                Subject::Header,
                Action::BecameRequired,
                (&old.at, &new.at),
                name,
                id,
            ),
            _ => {}
        }
        let written = |node: &Node<'a>| (node.flag("explode"), node.value.get("content").cloned());
        if written(&old) != written(&new) {
            let message = format!("the header `{name}` of the reply is written in another way");
            let part = Some((id, Use::ResponseHeader));
            let at = (&old.at, &new.at);
            walk.push(Subject::HeaderStyle, Action::Changed, at, message, part);
        }
        lifecycle::node(walk, &old, &new, id, Use::ResponseHeader);
        let part = Some((id, Use::ResponseHeader));
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
    for (name, header) in added {
        let required = walk.docs.1.follow(&header).flag("required");
        let subject = if required {
            Subject::RequiredHeader
        } else {
            Subject::Header
        };
        header_change(
            walk,
            subject,
            Action::Added,
            (&base.at, &header.at),
            name,
            id,
        );
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
