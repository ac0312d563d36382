//! What operations require of whoever calls them.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::document::{Doc, Node};
use super::operation::Operation;
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// The alternatives, each the schemes and scopes that must all be satisfied.
type Alternatives = BTreeMap<BTreeSet<String>, BTreeMap<String, BTreeSet<String>>>;

/// Those of an operation, and where they stand.
fn alternatives(doc: Doc<'_>, operation: &Operation<'_>) -> (Alternatives, Pointer) {
    let Some(list) = operation
        .node
        .get("security")
        .or_else(|| doc.node().get("security"))
    else {
        return (Alternatives::new(), Pointer::root().join("security"));
    };
    let scopes = |node: &Node<'_>| {
        node.items()
            .filter_map(|scope| scope.value.as_str().map(str::to_owned))
            .collect()
    };
    let found = list.items().map(|alternative| {
        let schemes: BTreeMap<String, BTreeSet<String>> = alternative
            .entries()
            .map(|(name, node)| (name.to_owned(), scopes(&node)))
            .collect();
        (schemes.keys().cloned().collect(), schemes)
    });
    (found.collect(), list.at.clone())
}

pub(super) fn requirements(
    walk: &mut Walk<'_>,
    old: &Operation<'_>,
    new: &Operation<'_>,
    id: usize,
) {
    let (mut base, from) = alternatives(walk.docs.0, old);
    if !walk.schemes.is_empty() {
        base = renamed(base, &walk.schemes);
    }
    let (mut head, to) = alternatives(walk.docs.1, new);
    let open = |found: &Alternatives| found.is_empty() || found.keys().any(BTreeSet::is_empty);
    let mut push = |subject, action, message| {
        walk.push(
            subject,
            action,
            (&from, &to),
            message,
            Some((id, Use::Operation)),
        )
    };
    match (open(&base), open(&head)) {
        (true, false) => {
            return push(
                Subject::Security,
                Action::BecameRequired,
                format!("{} is required now", told(&head)),
            );
        }
        (false, true) => {
            return push(
                Subject::Security,
                Action::BecameOptional,
                format!("{} is not required any more", told(&base)),
            );
        }
        _ => {}
    }
    let only = |one: &Alternatives, other: &Alternatives| -> Vec<BTreeSet<String>> {
        let names = one.keys().filter(|names| !other.contains_key(*names));
        names.cloned().collect()
    };
    if let ([gone], [new]) = (only(&base, &head).as_slice(), only(&head, &base).as_slice()) {
        let message = format!(
            "{} suffices now, {} does not any more",
            listed(new),
            listed(gone)
        );
        push(Subject::Security, Action::Replaced, message);
        base.remove(gone);
        head.remove(new);
    }
    for (names, schemes) in &base {
        let Some(other) = head.get(names) else {
            push(
                Subject::Security,
                Action::Removed,
                format!("{} does not suffice any more", listed(names)),
            );
            continue;
        };
        for (name, scopes) in schemes {
            let now = other.get(name).cloned().unwrap_or_default();
            for scope in scopes.difference(&now) {
                push(
                    Subject::SecurityScope,
                    Action::Removed,
                    format!("the scope `{scope}` of `{name}` is not required any more"),
                );
            }
            for scope in now.difference(scopes) {
                push(
                    Subject::SecurityScope,
                    Action::Added,
                    format!("the scope `{scope}` of `{name}` is required now"),
                );
            }
        }
    }
    for names in head.keys().filter(|names| !base.contains_key(*names)) {
        push(
            Subject::Security,
            Action::Added,
            format!("{} suffices too", listed(names)),
        );
    }
}

/// The same by the names that the schemes have in the head.
fn renamed(base: Alternatives, names: &BTreeMap<String, String>) -> Alternatives {
    let name = |name: &String| names.get(name).unwrap_or(name).clone();
    let alternatives = base.into_values().map(|schemes| {
        let schemes: BTreeMap<_, _> = schemes
            .into_iter()
            .map(|(scheme, scopes)| (name(&scheme), scopes))
            .collect();
        (schemes.keys().cloned().collect(), schemes)
    });
    alternatives.collect()
}

fn told(found: &Alternatives) -> String {
    let all: Vec<String> = found
        .keys()
        .filter(|names| !names.is_empty())
        .map(listed)
        .collect();
    all.join(" or ")
}

fn listed(names: &BTreeSet<String>) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    if names.is_empty() {
        "no authentication".to_owned()
    } else {
        names.join(" with ")
    }
}
