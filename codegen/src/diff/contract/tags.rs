//! The tags of operations. One that all of its operations know by another name now is told once.

use std::collections::{BTreeMap, BTreeSet};

use super::Walk;
use super::document::{Doc, Node};
use super::operation::Operation;
use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Subject};

/// The tags that an operation has lost and gained, and where the lists of them stand.
pub(super) struct Retagged {
    lost: BTreeSet<String>,
    gained: BTreeSet<String>,
    at: (Pointer, Pointer),
    operation: usize,
}

impl Retagged {
    /// The lone tag that has become another lone tag.
    fn swapped(&self) -> Option<(&str, &str)> {
        let lone = self.lost.len() == 1 && self.gained.len() == 1;
        let (lost, gained) = (self.lost.first()?, self.gained.first()?);
        lone.then_some((lost, gained))
    }
}

/// Remembers what has changed in the tags of an operation, for `tell`.
pub(super) fn compare(walk: &mut Walk<'_>, old: &Operation<'_>, new: &Operation<'_>, id: usize) {
    let (from, to) = (of(&old.node), of(&new.node));
    let lost: BTreeSet<String> = from.difference(&to).cloned().collect();
    let gained: BTreeSet<String> = to.difference(&from).cloned().collect();
    if !lost.is_empty() || !gained.is_empty() {
        let at = (old.node.at.join("tags"), new.node.at.join("tags"));
        let operation = id;
        walk.retagged.push(Retagged {
            lost,
            gained,
            at,
            operation,
        });
    }
}

/// Tells what has changed in the tags of all operations.
pub(super) fn tell(walk: &mut Walk<'_>) {
    let renamed = renamed(walk);
    for found in std::mem::take(&mut walk.retagged) {
        let part = Some((found.operation, Use::Operation));
        let at = (&found.at.0, &found.at.1);
        match found.swapped() {
            Some((from, to)) if renamed.contains_key(from) => {
                let first = &renamed[from];
                let message = format!("the tag `{from}` is called `{to}` now");
                walk.push(
                    Subject::Tag,
                    Action::Renamed,
                    (&first.0, &first.1),
                    message,
                    part,
                );
            }
            Some((from, to)) => {
                let message = format!("the operation is tagged `{to}`, was `{from}`");
                walk.push(Subject::Tag, Action::Changed, at, message, part);
            }
            None => {
                for (tags, action) in [
                    (&found.lost, Action::Removed),
                    (&found.gained, Action::Added),
                ] {
                    for tag in tags {
                        let message = format!("the tag `{tag}` was {}", action.word());
                        walk.push(Subject::Tag, action, at, message, part);
                    }
                }
            }
        }
    }
}

/// The tags that stand for another one: wherever the one went the other came, nothing has the one any
/// more, and nothing had the other. Each with the first places where that is so.
fn renamed(walk: &Walk<'_>) -> BTreeMap<String, (Pointer, Pointer)> {
    let (old, new) = (all(walk.docs.0), all(walk.docs.1));
    let mut known: BTreeMap<&str, (&str, &(Pointer, Pointer))> = BTreeMap::new();
    for found in &walk.retagged {
        if let Some((from, to)) = found.swapped() {
            known.entry(from).or_insert((to, &found.at));
        }
    }
    let is_whole = |from: &str, to: &str| {
        let mut touched = walk
            .retagged
            .iter()
            .filter(|found| found.lost.contains(from) || found.gained.contains(to));
        !new.contains(from)
            && !old.contains(to)
            && touched.all(|found| found.swapped() == Some((from, to)))
    };
    let renamed = known
        .into_iter()
        .filter(|(from, (to, _))| is_whole(from, to));
    renamed
        .map(|(from, (_, at))| (from.to_owned(), at.clone()))
        .collect()
}

/// The tags that some operation of a document has.
fn all(doc: Doc<'_>) -> BTreeSet<String> {
    super::operation::operations(doc)
        .iter()
        .flat_map(|operation| of(&operation.node))
        .collect()
}

fn of(operation: &Node<'_>) -> BTreeSet<String> {
    let tags = operation.member("tags");
    let tags = tags.items().filter_map(|tag| tag.value.as_str());
    tags.map(str::to_owned).collect()
}
