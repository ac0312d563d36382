//! Two versions of one parameter.

use super::declared::Parameter;
use super::push;
use crate::diff::contract::document::Node;
use crate::diff::contract::view::View;
use crate::diff::contract::{Walk, lifecycle};
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

pub(super) fn compare<'a>(
    walk: &mut Walk<'a>,
    one: &Parameter<'a>,
    other: &Parameter<'a>,
    id: usize,
) {
    match (one.required(), other.required()) {
        (false, true) => push(
            walk,
            Action::BecameRequired,
            one,
            other,
            format!("the parameter `{}` became required", other.name),
            id,
        ),
        (true, false) => push(
            walk,
            Action::BecameOptional,
            one,
            other,
            format!("the parameter `{}` became optional", other.name),
            id,
        ),
        _ => {}
    }
    let same_media = one.media() == other.media();
    if one.location == other.location && same_media && one.style() != other.style() {
        let told = |(style, explode, reserved): (&str, bool, bool)| {
            let explode = if explode { ", exploded" } else { "" };
            let reserved = if reserved {
                ", with reserved characters"
            } else {
                ""
            };
            format!("{style}{explode}{reserved}")
        };
        let message = format!(
            "the parameter `{}` is written as {}, was {}",
            other.name,
            told(other.style()),
            told(one.style())
        );
        walk.push(
            Subject::ParameterStyle,
            Action::Changed,
            (&one.node.at, &other.node.at),
            message,
            Some((id, Use::Parameter)),
        );
    }
    if one.location == other.location && !same_media {
        let told = |media: Option<&str>| media.unwrap_or("plain text").to_owned();
        let message = format!(
            "the parameter `{}` is written as {}, was {}",
            other.name,
            told(other.media()),
            told(one.media())
        );
        let at = (&one.node.at, &other.node.at);
        let part = Some((id, Use::Parameter));
        walk.push(Subject::ParameterMedia, Action::Changed, at, message, part);
    }
    let empty = |one: &Parameter<'_>| one.node.flag("allowEmptyValue");
    match (empty(one), empty(other)) {
        (true, false) => {
            let message = format!("the parameter `{}` may not be empty any more", other.name);
            push(walk, Action::Narrowed, one, other, message, id);
        }
        (false, true) => {
            let message = format!("the parameter `{}` may be empty now", other.name);
            push(walk, Action::Widened, one, other, message, id);
        }
        _ => {}
    }
    lifecycle::node(walk, &one.node, &other.node, id, Use::Parameter);
    let (old, new) = match (one.schema(), other.schema()) {
        (Some(old), Some(new)) => (old, new),
        (old, new) => {
            let at = (
                old.as_ref().unwrap_or(&one.node),
                new.as_ref().unwrap_or(&other.node),
            );
            let (action, message) = match (&old, &new) {
                (Some(_), _) => (Action::Widened, "it may be anything now"),
                (_, Some(_)) => (Action::Narrowed, "it has a type now"),
                (None, None) => return,
            };
            let part = Some((id, Use::Parameter));
            walk.push(
                Subject::Type,
                action,
                (&at.0.at, &at.1.at),
                message.to_owned(),
                part,
            );
            return;
        }
    };
    if matches!(other.style(), ("form", true, _)) && became_list(walk, &old, &new) {
        let message = format!("the parameter `{}` takes several values now", other.name);
        walk.push(
            Subject::Type,
            Action::Widened,
            (&old.at, &new.at),
            message,
            Some((id, Use::Parameter)),
        );
    } else {
        walk.root(&old, &new, id, Use::Parameter);
    }
}

/// Whether one value became a list of such values, which an exploded form writes the same.
fn became_list<'a>(walk: &Walk<'a>, old: &Node<'a>, new: &Node<'a>) -> bool {
    let (old, new) = (View::of(walk.docs.0, old), View::of(walk.docs.1, new));
    let scalar = !old.types.is_empty()
        && !old
            .types
            .iter()
            .any(|name| ["array", "object"].contains(name));
    let Some(items) = new
        .children
        .get("items")
        .filter(|_| scalar && new.types == ["array"])
    else {
        return false;
    };
    let items = View::of(walk.docs.1, items);
    // Anything is text in a query.
    let fits = |name: &&str| {
        items.types.contains(name)
            || items.types.contains(&"string")
            || (*name == "integer" && items.types.contains(&"number"))
    };
    items.types.is_empty() || old.types.iter().all(fits)
}
