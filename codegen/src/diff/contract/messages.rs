//! Request bodies and replies: which there are, and under which status.

use super::document::Node;
use super::media::content;
use super::pairing::same;
use super::{Walk, headers};
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// What is sent and what is answered. Of a webhook the clients get the one and send the other.
pub(super) fn all<'a>(
    walk: &mut Walk<'a>,
    old: &Node<'a>,
    new: &Node<'a>,
    id: usize,
    webhook: bool,
) {
    let (sent, answered) = match webhook {
        true => (Use::ResponseBody, Use::RequestBody),
        false => (Use::RequestBody, Use::ResponseBody),
    };
    request(walk, old, new, id, sent);
    replies(walk, old, new, id, answered);
}

fn request<'a>(walk: &mut Walk<'a>, old: &Node<'a>, new: &Node<'a>, id: usize, sent: Use) {
    let subject = Subject::RequestBody;
    let part = Some((id, sent));
    match (old.get("requestBody"), new.get("requestBody")) {
        (Some(base), Some(head)) => {
            let (base, head) = walk.follow(&base, &head);
            match (base.flag("required"), head.flag("required")) {
                (false, true) => walk.push(
                    subject,
                    Action::BecameRequired,
                    (&base.at, &head.at),
                    "the body became required".to_owned(),
                    part,
                ),
                (true, false) => walk.push(
                    subject,
                    Action::BecameOptional,
                    (&base.at, &head.at),
                    "the body became optional".to_owned(),
                    part,
                ),
                _ => {}
            }
            content(walk, &base, &head, id, sent);
        }
        (Some(base), None) => walk.push(
            subject,
            Action::Removed,
            (&base.at, &new.at),
            "the body was removed".to_owned(),
            part,
        ),
        (None, Some(head)) => {
            let required = walk.docs.1.follow(&head).flag("required");
            let (subject, word) = if required {
                (Subject::RequiredRequestBody, "a required")
            } else {
                (subject, "an optional")
            };
            walk.push(
                subject,
                Action::Added,
                (&old.at, &head.at),
                format!("{word} body was added"),
                part,
            );
        }
        (None, None) => {}
    }
}

fn replies<'a>(walk: &mut Walk<'a>, old: &Node<'a>, new: &Node<'a>, id: usize, answered: Use) {
    let (base, head) = (old.member("responses"), new.member("responses"));
    let entries = |node: &Node<'a>| -> Vec<(&'a str, Node<'a>)> {
        let entries = node.entries();
        entries
            .filter(|(status, _)| !status.starts_with("x-"))
            .collect()
    };
    let (mut gone, mut come) = (entries(&base), entries(&head));
    come.retain(|(status, _)| find(&base, status).is_none());
    gone.retain(|(status, reply)| match find(&head, status) {
        Some(other) => {
            let (reply, other) = walk.follow(reply, &other);
            content(walk, &reply, &other, id, answered);
            headers::compare(walk, &reply, &other, id);
            false
        }
        None => true,
    });
    let part = Some((id, answered));
    if let ([(from, reply)], [(to, other)]) = (gone.as_slice(), come.as_slice())
        && subject(from) == subject(to)
        && (subject(from) == Subject::SuccessStatus || same(reply.value, other.value))
    {
        let (reply, other) = walk.follow(reply, other);
        let message = format!("the reply {from} became {to}");
        let at = (&reply.at, &other.at);
        walk.push(subject(from), Action::Replaced, at, message, part);
        // A reply that has no body says so by its status.
        if reply.get("content").is_some() && other.get("content").is_some() {
            content(walk, &reply, &other, id, answered);
        }
        return headers::compare(walk, &reply, &other, id);
    }
    for (status, reply) in gone {
        let message = format!("the reply {status} was removed");
        let at = (&reply.at, &head.at);
        walk.push(subject(status), Action::Removed, at, message, part);
    }
    for (status, reply) in come {
        let message = format!("the reply {status} was added");
        let at = (&base.at, &reply.at);
        walk.push(subject(status), Action::Added, at, message, part);
    }
}

fn find<'a>(replies: &Node<'a>, status: &str) -> Option<Node<'a>> {
    replies
        .entries()
        .find(|(other, _)| other.eq_ignore_ascii_case(status))
        .map(|(_, reply)| reply)
}

fn subject(status: &str) -> Subject {
    if status.starts_with('2') {
        Subject::SuccessStatus
    } else {
        Subject::ErrorStatus
    }
}
