//! Operations: which of the base is which of the head, and what belongs to them as a whole.

use std::collections::HashSet;

use super::document::{Doc, Node};
use super::pairing::same;
use super::{Walk, lifecycle, messages, parameter, presence, security, servers, tags};
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// An operation where it stands.
#[derive(Clone, Debug)]
pub(super) struct Operation<'a> {
    pub(super) method: &'static str,
    pub(super) path: &'a str,
    pub(super) node: Node<'a>,
    pub(super) item: Node<'a>,
    webhook: bool,
}

impl<'a> Operation<'a> {
    pub(super) fn label(&self) -> String {
        format!("{} {}", self.method.to_uppercase(), self.path)
    }

    fn id(&self) -> Option<&'a str> {
        self.node.text("operationId")
    }

    /// What tells it from others: the names of path parameters do not.
    fn key(&self) -> (bool, &'static str, String) {
        let mut parts = self.path.split('{');
        let mut key = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            key.push_str("{}");
            key.push_str(part.split_once('}').map_or("", |(_, rest)| rest));
        }
        (self.webhook, self.method, key)
    }

    pub(super) fn subject(&self) -> Subject {
        if self.webhook {
            Subject::Webhook
        } else {
            Subject::Operation
        }
    }
}

/// Every operation of a document, webhooks after the rest.
pub(super) fn operations(doc: Doc<'_>) -> Vec<Operation<'_>> {
    let mut found = Vec::new();
    for (key, webhook) in [("paths", false), ("webhooks", true)] {
        let Some(paths) = doc.node().get(key) else {
            continue;
        };
        for (path, item) in paths.entries() {
            let item = doc.follow(&item);
            for method in METHODS {
                let Some(node) = item.get(method) else {
                    continue;
                };
                found.push(Operation {
                    method,
                    path,
                    node,
                    item: item.clone(),
                    webhook,
                });
            }
        }
    }
    found
}

pub(super) fn all(walk: &mut Walk<'_>) {
    let base = operations(walk.docs.0);
    let mut head = operations(walk.docs.1);
    // Two paths that only the names of their parameters tell apart are two all the same.
    let label = |operation: &Operation<'_>| (operation.webhook, operation.label());
    let exact: HashSet<_> = base.iter().map(label).collect();
    let exact: HashSet<_> = head
        .iter()
        .map(label)
        .filter(|one| exact.contains(one))
        .collect();
    let mut rest = Vec::new();
    for old in base {
        let is_it = |new: &Operation<'_>| match exact.contains(&label(&old)) {
            true => label(new) == label(&old),
            false => !exact.contains(&label(new)) && new.key() == old.key(),
        };
        match head.iter().position(is_it) {
            Some(index) => compare(walk, &old, &head.remove(index)),
            None => rest.push(old),
        }
    }
    let mut gone = Vec::new();
    for old in rest {
        let moved = |new: &Operation<'_>| {
            old.id().is_some() && old.id() == new.id()
                || (old.method == new.method
                    && old.path != new.path
                    && super::likeness(old.path, new.path) > 0.5
                    && same(old.node.value, new.node.value))
        };
        match head.iter().position(moved) {
            Some(index) => {
                let new = head.remove(index);
                presence::moved(walk, &old, &new);
                compare(walk, &old, &new);
            }
            None => gone.push(old),
        }
    }
    presence::removed(walk, &gone);
    presence::added(walk, &head);
}

fn compare<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>) {
    let id = walk.operations.len();
    walk.operations.push(new.label());
    if is_same(walk, old, new) {
        return;
    }
    identity(walk, old, new, id);
    lifecycle::node(walk, &old.node, &new.node, id, Use::Operation);
    tags::compare(walk, old, new, id);
    security::requirements(walk, old, new, id);
    servers::of_operations(walk, old, new, id);
    parameter::all(walk, old, new, id);
    messages::all(walk, &old.node, &new.node, id, old.webhook);
}

/// Whether everything that two operations say, and what holds for both of them, is the same.
fn is_same(walk: &Walk<'_>, old: &Operation<'_>, new: &Operation<'_>) -> bool {
    let same = |base: &Node<'_>, head: &Node<'_>, key: &str| {
        let both = (base.value.get(key), head.value.get(key));
        match both {
            (Some(base), Some(head)) => walk.graph.is_same(base, head),
            (base, head) => base == head,
        }
    };
    let (base, head) = (walk.docs.0.node(), walk.docs.1.node());
    old.path == new.path
        && walk.graph.is_same(old.node.value, new.node.value)
        && same(&old.item, &new.item, "parameters")
        && same(&old.item, &new.item, "servers")
        && same(&base, &head, "security")
}

fn identity(walk: &mut Walk<'_>, old: &Operation<'_>, new: &Operation<'_>, id: usize) {
    let at = (
        old.node.at.join("operationId"),
        new.node.at.join("operationId"),
    );
    let (action, message) = match (old.id(), new.id()) {
        (Some(from), Some(to)) if from != to => (
            Action::Renamed,
            format!("the operation `{from}` is called `{to}` now"),
        ),
        (Some(from), None) => (
            Action::Removed,
            format!("the operation is not called `{from}` any more"),
        ),
        (None, Some(to)) => (Action::Added, format!("the operation is called `{to}` now")),
        _ => return,
    };
    walk.push(
        Subject::OperationId,
        action,
        (&at.0, &at.1),
        message,
        Some((id, Use::Operation)),
    );
}
