//! The parameters of an operation: which there are, and in which order.

mod compare;
mod declared;
mod renamed;

use super::Walk;
use super::operation::Operation;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};
use compare::compare;
use declared::{Parameter, parameters};

pub(in crate::diff::contract) fn all<'a>(
    walk: &mut Walk<'a>,
    old: &Operation<'a>,
    new: &Operation<'a>,
    id: usize,
) {
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
    for (one, other) in renamed::pairs(&mut removed, &mut added) {
        let message = format!(
            "the {} parameter `{}` is called `{}` now",
            other.location, one.name, other.name
        );
        push(walk, Action::Renamed, &one, &other, message, id);
        compare(walk, &one, &other, id);
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
