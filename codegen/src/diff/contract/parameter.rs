//! The parameters of an operation.

use super::document::{Doc, Node};
use super::operation::Operation;
use super::view::View;
use super::{Walk, lifecycle};
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// A parameter where it stands.
#[derive(Clone, Debug)]
struct Parameter<'a> {
    name: &'a str,
    location: &'a str,
    /// The place of a path parameter among those of the path.
    position: Option<usize>,
    node: Node<'a>,
}

impl<'a> Parameter<'a> {
    fn required(&self) -> bool {
        self.location == "path" || self.node.flag("required")
    }

    fn schema(&self) -> Option<Node<'a>> {
        let content = || self.node.get("content")?.entries().next()?.1.get("schema");
        content().or_else(|| self.node.get("schema"))
    }

    fn matches(&self, other: &Parameter<'_>) -> bool {
        let name = match (self.position, other.position) {
            (Some(one), Some(other)) => one == other,
            _ if self.location == "header" => self.name.eq_ignore_ascii_case(other.name),
            _ => self.name == other.name,
        };
        self.location == other.location && name
    }

    /// The media type of one that is written as a document of its own.
    fn media(&self) -> Option<&'a str> {
        let content = self.node.get("content")?;
        content.entries().next().map(|(media, _)| media)
    }

    /// How it is written: the style, whether it is exploded, whether reserved characters stay.
    fn style(&self) -> (&'a str, bool, bool) {
        let usual = if matches!(self.location, "query" | "cookie") {
            "form"
        } else {
            "simple"
        };
        let style = self.node.text("style").unwrap_or(usual);
        let explode = self
            .node
            .value
            .get("explode")
            .and_then(serde_json::Value::as_bool);
        let reserved = self.node.flag("allowReserved");
        (style, explode.unwrap_or(style == "form"), reserved)
    }
}

/// Those of the path and of the operation itself, which wins.
fn parameters<'a>(doc: Doc<'a>, operation: &Operation<'a>) -> Vec<Parameter<'a>> {
    let mut found: Vec<Parameter<'a>> = Vec::new();
    for holder in [&operation.node, &operation.item] {
        let Some(list) = holder.get("parameters") else {
            continue;
        };
        for node in list.items() {
            let node = doc.follow(&node);
            let (Some(name), Some(location)) = (node.text("name"), node.text("in")) else {
                continue;
            };
            if found
                .iter()
                .any(|known| known.name == name && known.location == location)
            {
                continue;
            }
            let placeholder = format!("{{{name}}}");
            let position = (location == "path")
                .then(|| operation.path.find(&placeholder))
                .flatten();
            let position = position.map(|offset| operation.path[..offset].matches('{').count());
            found.push(Parameter {
                name,
                location,
                position,
                node,
            });
        }
    }
    found
}

pub(super) fn all<'a>(walk: &mut Walk<'a>, old: &Operation<'a>, new: &Operation<'a>, id: usize) {
    let base = parameters(walk.docs.0, old);
    let mut added = parameters(walk.docs.1, new);
    let reordered = reordered(&base, &added);
    let mut removed = Vec::new();
    for one in base.clone() {
        match added.iter().position(|other| one.matches(other)) {
            Some(index) => compare(walk, &one, &added.remove(index), id),
            None => removed.push(one),
        }
    }
    if reordered {
        let at = (
            old.node.at.join("parameters"),
            new.node.at.join("parameters"),
        );
        let message = "the required parameters come in another order".to_owned();
        walk.push(
            Subject::Parameter,
            Action::Reordered,
            (&at.0, &at.1),
            message,
            Some((id, Use::Operation)),
        );
    }
    for one in removed {
        match added.iter().position(|other| one.name == other.name) {
            Some(index) => {
                let other = added.remove(index);
                let message = format!(
                    "the parameter `{}` travels in the {}, was in the {}",
                    one.name, other.location, one.location
                );
                push(walk, Action::Moved, &one, &other, message, id);
                compare(walk, &one, &other, id);
            }
            None => gone(walk, &one, new, id),
        }
    }
    for other in added {
        let (subject, word) = if other.required() {
            (Subject::RequiredParameter, "required")
        } else {
            (Subject::Parameter, "optional")
        };
        let message = format!(
            "the {word} {} parameter `{}` was added",
            other.location, other.name
        );
        walk.push(
            subject,
            Action::Added,
            (&old.node.at, &other.node.at),
            message,
            Some((id, Use::Parameter)),
        );
    }
}

/// Whether the required ones are the same in another order.
fn reordered(base: &[Parameter<'_>], head: &[Parameter<'_>]) -> bool {
    let order = |parameters: &[Parameter<'_>]| -> Vec<(String, Option<usize>)> {
        let required = parameters.iter().filter(|one| one.required());
        let name =
            |one: &Parameter<'_>| one.position.map_or(one.name.to_owned(), |_| String::new());
        required.map(|one| (name(one), one.position)).collect()
    };
    let (mut old, mut new) = (order(base), order(head));
    let moved = old != new;
    old.sort();
    new.sort();
    moved && old == new
}

fn gone(walk: &mut Walk<'_>, one: &Parameter<'_>, new: &Operation<'_>, id: usize) {
    let sunset = one
        .node
        .text("x-sunset")
        .filter(|_| one.node.flag("deprecated"));
    let action = match (sunset, walk.today) {
        (Some(day), Some(today)) if day > today => Action::RemovedBeforeSunset,
        (Some(_), Some(_)) => Action::RemovedAfterSunset,
        _ => Action::Removed,
    };
    let message = format!("the {} parameter `{}` was removed", one.location, one.name);
    walk.push(
        Subject::Parameter,
        action,
        (&one.node.at, &new.node.at),
        message,
        Some((id, Use::Parameter)),
    );
}

fn push(
    walk: &mut Walk<'_>,
    action: Action,
    one: &Parameter<'_>,
    other: &Parameter<'_>,
    message: String,
    id: usize,
) {
    walk.push(
        Subject::Parameter,
        action,
        (&one.node.at, &other.node.at),
        message,
        Some((id, Use::Parameter)),
    );
}

fn compare<'a>(walk: &mut Walk<'a>, one: &Parameter<'a>, other: &Parameter<'a>, id: usize) {
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
    if one.location == other.location && one.style() != other.style() {
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
    if one.location == other.location && one.media() != other.media() {
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
