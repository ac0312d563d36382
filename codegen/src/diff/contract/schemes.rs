//! How callers may say who they are: the security schemes.

use std::collections::{BTreeMap, BTreeSet};

use super::document::{Doc, Node};
use super::{Walk, pairing};
use crate::Pointer;
use crate::diff::kind::{Action, Subject};

/// The names of schemes that are other names of the same scheme now: it says the same, and nothing else has
/// come or gone that it could be taken for, or the names are alike.
pub(super) fn renamed(docs: (Doc<'_>, Doc<'_>)) -> BTreeMap<String, String> {
    let below = Pointer::root().join("components").join("securitySchemes");
    let (base, head) = (docs.0.at(&below), docs.1.at(&below));
    let (Some(base), Some(head)) = (base, head) else {
        return BTreeMap::new();
    };
    let gone: Vec<_> = base
        .entries()
        .filter(|(name, _)| head.get(name).is_none())
        .collect();
    let new: Vec<_> = head
        .entries()
        .filter(|(name, _)| base.get(name).is_none())
        .collect();
    let lone = gone.len() == 1 && new.len() == 1;
    let other = |(name, scheme): &(&str, Node<'_>)| {
        let found = new.iter().find(|(other, node)| {
            pairing::same(scheme.value, node.value) && (lone || pairing::are_alike(name, other))
        });
        found.map(|(other, _)| ((*name).to_owned(), (*other).to_owned()))
    };
    gone.iter().filter_map(other).collect()
}

/// The security schemes of the documents, by name.
pub(super) fn compare(walk: &mut Walk<'_>) {
    let below = Pointer::root().join("components").join("securitySchemes");
    let (base, head) = (walk.docs.0.at(&below), walk.docs.1.at(&below));
    let subject = Subject::SecurityScheme;
    for (name, scheme) in base.iter().flat_map(Node::entries) {
        match head.as_ref().and_then(|schemes| schemes.get(name)) {
            Some(other) => {
                let (scheme, other) = walk.follow(&scheme, &other);
                scheme_changed(walk, name, &scheme, &other);
            }
            None if walk.schemes.contains_key(name) => {
                let other = &walk.schemes[name];
                let message = format!("the security scheme `{name}` is called `{other}` now");
                let at = (&scheme.at, &below.join(other));
                walk.push(subject, Action::Renamed, at, message, None);
            }
            None => {
                let message = format!("the security scheme `{name}` was removed");
                let surviving = walk.docs.1.surviving(&scheme.at);
                let at = (&scheme.at, &surviving);
                walk.push(subject, Action::Removed, at, message, None);
            }
        }
    }
    let renamed: BTreeSet<String> = walk.schemes.values().cloned().collect();
    let new = head.iter().flat_map(Node::entries);
    for (name, scheme) in new.filter(|(name, _)| !renamed.contains(*name)) {
        if base
            .as_ref()
            .is_none_or(|schemes| schemes.get(name).is_none())
        {
            let message = format!("the security scheme `{name}` was added");
            let surviving = walk.docs.0.surviving(&scheme.at);
            let at = (&surviving, &scheme.at);
            walk.push(subject, Action::Added, at, message, None);
        }
    }
}

fn scheme_changed(walk: &mut Walk<'_>, name: &str, base: &Node<'_>, head: &Node<'_>) {
    let differ = |key: &str| base.value.get(key) != head.value.get(key);
    let flows = |node: &Node<'_>| node.get("flows").is_some();
    let other = flows(base) != flows(head);
    if other || ["type", "in", "name", "scheme"].into_iter().any(differ) {
        let message = format!("the security scheme `{name}` works in another way");
        let at = (&base.at, &head.at);
        walk.push(Subject::SecurityScheme, Action::Changed, at, message, None);
        return;
    }
    if differ("openIdConnectUrl") {
        url_changed(walk, name, "openIdConnectUrl", base, head);
    }
    let (Some(base), Some(head)) = (base.get("flows"), head.get("flows")) else {
        return;
    };
    let only = |one: &Node<'_>, other: &Node<'_>| -> Vec<String> {
        let kinds = one.entries().map(|(kind, _)| kind);
        kinds
            .filter(|kind| other.get(kind).is_none())
            .map(str::to_owned)
            .collect()
    };
    if let ([old], [new]) = (only(&base, &head).as_slice(), only(&head, &base).as_slice()) {
        let message = format!("the flow of `{name}` is `{new}`, was `{old}`");
        let at = (&base.at.join(old), &head.at.join(new));
        walk.push(Subject::OauthFlow, Action::Replaced, at, message, None);
        return;
    }
    for (kind, flow) in base.entries() {
        match head.get(kind) {
            Some(other) => flow_changed(walk, name, &flow, &other),
            None => {
                let message = format!("the flow `{kind}` of `{name}` was removed");
                let at = (&flow.at, &head.at);
                walk.push(Subject::OauthFlow, Action::Removed, at, message, None);
            }
        }
    }
    for (kind, flow) in head.entries() {
        if base.get(kind).is_none() {
            let message = format!("the flow `{kind}` of `{name}` was added");
            let at = (&base.at, &flow.at);
            walk.push(Subject::OauthFlow, Action::Added, at, message, None);
        }
    }
}

fn flow_changed(walk: &mut Walk<'_>, name: &str, base: &Node<'_>, head: &Node<'_>) {
    for key in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
        if base.text(key) != head.text(key) {
            url_changed(walk, name, key, base, head);
        }
    }
    let (base, head) = (base.member("scopes"), head.member("scopes"));
    let subject = Subject::OauthScope;
    for (scope, about) in base.entries() {
        match head.get(scope) {
            Some(other) if about.value == other.value => {}
            Some(other) => {
                let message =
                    format!("the scope `{scope}` of `{name}` is described in other words");
                walk.push(
                    subject,
                    Action::Changed,
                    (&about.at, &other.at),
                    message,
                    None,
                );
            }
            None => {
                let message = format!("`{name}` has no scope `{scope}` any more");
                walk.push(
                    subject,
                    Action::Removed,
                    (&about.at, &head.at),
                    message,
                    None,
                );
            }
        }
    }
    for (scope, about) in head.entries() {
        if base.get(scope).is_none() {
            let message = format!("`{name}` has the scope `{scope}` now");
            walk.push(subject, Action::Added, (&base.at, &about.at), message, None);
        }
    }
}

fn url_changed(walk: &mut Walk<'_>, name: &str, key: &str, base: &Node<'_>, head: &Node<'_>) {
    let told = |node: &Node<'_>| node.text(key).unwrap_or("none").to_owned();
    let message = format!("`{key}` of `{name}` is {}, was {}", told(head), told(base));
    let at = |node: &Node<'_>| node.get(key).map_or(node.at.clone(), |found| found.at);
    let at = (&at(base), &at(head));
    walk.push(Subject::OauthUrl, Action::Changed, at, message, None);
}
