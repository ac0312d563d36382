//! Operations that came, went or moved. A path that did so with all that it has is one change.

use super::Walk;
use super::document::Doc;
use super::operation::Operation;
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::Action;

/// A path that is another one now is told once, whatever its methods are.
pub(super) fn moved(walk: &mut Walk<'_>, old: &Operation<'_>, new: &Operation<'_>) {
    let part = Some((walk.operations.len(), Use::Operation));
    let item = |operation: &Operation<'_>| operation.node.at.parent();
    let gone = |doc: Doc<'_>, at: &Pointer| doc.at(at).is_none();
    if let (Some(base), Some(head)) = (item(old), item(new))
        && old.method == new.method
        && gone(walk.docs.1, &base)
        && gone(walk.docs.0, &head)
    {
        let message = format!("the path `{}` became `{}`", old.path, new.path);
        return walk.push(old.subject(), Action::Moved, (&base, &head), message, part);
    }
    let message = format!("`{}` became `{}`", old.label(), new.label());
    let at = (&old.node.at, &new.node.at);
    walk.push(old.subject(), Action::Moved, at, message, part);
}

/// Tells the operations that are gone.
pub(super) fn removed(walk: &mut Walk<'_>, gone: &[Operation<'_>]) {
    let actions: Vec<Action> = gone.iter().map(|old| removal(walk, old)).collect();
    for (old, action) in gone.iter().zip(&actions) {
        let others = || {
            gone.iter()
                .zip(&actions)
                .filter(|(other, _)| are_of_one_path(other, old))
        };
        let whole = others().all(|(_, other)| other == action);
        let (at, message) = told(old, others().map(|(other, _)| other), whole, walk.docs.1);
        let surviving = walk.docs.1.surviving(&at);
        let message = format!("{message} removed");
        push(walk, old, *action, (&at, &surviving), message);
    }
}

/// Tells the operations that are new.
pub(super) fn added(walk: &mut Walk<'_>, new: &[Operation<'_>]) {
    for one in new {
        let others = new.iter().filter(|other| are_of_one_path(other, one));
        let (at, message) = told(one, others, true, walk.docs.0);
        let surviving = walk.docs.0.surviving(&at);
        let message = format!("{message} added");
        push(walk, one, Action::Added, (&surviving, &at), message);
    }
}

fn push(
    walk: &mut Walk<'_>,
    operation: &Operation<'_>,
    action: Action,
    at: (&Pointer, &Pointer),
    message: String,
) {
    let part = Some((walk.operations.len(), Use::Operation));
    walk.operations.push(operation.label());
    walk.push(operation.subject(), action, at, message, part);
}

/// The place of an operation and what is said about it, or of its whole path, if that has others and
/// the other document does not have it.
fn told<'o, 'a: 'o>(
    one: &Operation<'a>,
    all: impl Iterator<Item = &'o Operation<'a>>,
    whole: bool,
    other: Doc<'_>,
) -> (Pointer, String) {
    let methods: Vec<String> = all.map(|other| other.method.to_uppercase()).collect();
    let item = one.node.at.parent();
    match item.filter(|item| whole && methods.len() > 1 && other.at(item).is_none()) {
        Some(item) => {
            let message = format!("the path `{}` ({}) was", one.path, methods.join(", "));
            (item, message)
        }
        None => {
            let message = format!("{} `{}` was", one.subject().word(), one.label());
            (one.node.at.clone(), message)
        }
    }
}

fn are_of_one_path(one: &Operation<'_>, other: &Operation<'_>) -> bool {
    one.node.at.parent() == other.node.at.parent()
}

/// What the removal of an operation is called: it may have been announced.
fn removal(walk: &Walk<'_>, old: &Operation<'_>) -> Action {
    let deprecated = old.node.flag("deprecated");
    let sunset = old.node.text("x-sunset").filter(|_| deprecated);
    match (sunset, walk.today) {
        (Some(day), Some(today)) if day > today => Action::RemovedBeforeSunset,
        (Some(_), Some(_)) => Action::RemovedAfterSunset,
        _ => Action::Removed,
    }
}
