//! The hosts of a document, of a path or of an operation.

use serde_json::Value;

use super::Walk;
use super::document::Node;
use super::operation::Operation;
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// A host: its URL, what may stand for its variables, and where it stands.
struct Server {
    url: String,
    variables: Vec<(String, Option<Value>, Vec<Value>)>,
    at: Pointer,
}

/// The hosts of the documents as a whole.
pub(super) fn of_documents(walk: &mut Walk<'_>) {
    let (base, head) = (walk.docs.0.node(), walk.docs.1.node());
    compare(walk, (&base, &head), None);
}

/// The hosts that an operation, or the path that it stands in, has of its own.
pub(super) fn of_operations(
    walk: &mut Walk<'_>,
    old: &Operation<'_>,
    new: &Operation<'_>,
    id: usize,
) {
    let part = Some((id, Use::Operation));
    let own = |node: &Node<'_>| !servers(node).is_empty();
    for (base, head) in [(&old.item, &new.item), (&old.node, &new.node)] {
        match (own(base), own(head)) {
            (false, true) => {
                let hosts: Vec<String> = servers(head).into_iter().map(|one| one.url).collect();
                let message = format!("it has servers of its own now: {}", hosts.join(", "));
                let at = (&base.at, &head.member("servers").at);
                walk.push(Subject::Server, Action::Replaced, at, message, part);
            }
            (true, false) => {
                let message = "it has no servers of its own any more".to_owned();
                let at = (&base.member("servers").at, &head.at);
                walk.push(Subject::Server, Action::Replaced, at, message, part);
            }
            _ => compare(walk, (base, head), part),
        }
    }
}

fn compare(walk: &mut Walk<'_>, nodes: (&Node<'_>, &Node<'_>), part: Option<(usize, Use)>) {
    let (mut base, mut head) = (servers(nodes.0), servers(nodes.1));
    base.retain(|one| {
        let found = head.iter().position(|other| one.is(other));
        found.map(|index| head.remove(index)).is_none()
    });
    // The clients that are generated call the hosts of the document.
    let changed = match part {
        Some(_) => Action::Replaced,
        None => Action::Changed,
    };
    if let ([old], [new]) = (base.as_slice(), head.as_slice()) {
        let message = if old.url == new.url {
            format!("the variables of the server {} have changed", new.url)
        } else {
            format!("the server is {}, was {}", new.url, old.url)
        };
        let at = (&old.at.join("url"), &new.at.join("url"));
        walk.push(Subject::Server, changed, at, message, part);
        return;
    }
    for old in base {
        let message = format!("the server {} was removed", old.url);
        let at = (&old.at, &nodes.1.at);
        walk.push(Subject::Server, Action::Removed, at, message, part);
    }
    for new in head {
        let message = format!("the server {} was added", new.url);
        let at = (&nodes.0.at, &new.at);
        walk.push(Subject::Server, Action::Added, at, message, part);
    }
}

impl Server {
    fn is(&self, other: &Self) -> bool {
        self.url == other.url && self.variables == other.variables
    }
}

fn servers(node: &Node<'_>) -> Vec<Server> {
    let Some(list) = node.get("servers") else {
        return Vec::new();
    };
    let server = |node: Node<'_>| {
        let variables = node.get("variables");
        let variables = variables
            .iter()
            .flat_map(Node::entries)
            .map(|(name, variable)| {
                let values = variable.get("enum");
                let values = values
                    .iter()
                    .flat_map(|values| values.items().collect::<Vec<_>>());
                let default = variable.value.get("default").cloned();
                (
                    name.to_owned(),
                    default,
                    values.map(|item| item.value.clone()).collect(),
                )
            });
        Some(Server {
            url: node.text("url")?.to_owned(),
            variables: variables.collect(),
            at: node.at.clone(),
        })
    };
    list.items().filter_map(server).collect()
}
