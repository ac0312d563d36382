//! The alternatives of `oneOf` and `anyOf`.

use super::discriminator;
use super::document::{Doc, Node};
use super::pairing::{resembles, same};
use super::schema::Compare;
use super::view::View;
use crate::diff::kind::{Action, Subject};

/// What became of the alternatives: those that stayed, gone or came.
#[derive(Debug, Default)]
pub(super) struct Alternatives<'a> {
    pub(super) both: Vec<(Node<'a>, Node<'a>)>,
    pub(super) removed: Vec<Node<'a>>,
    pub(super) added: Vec<Node<'a>>,
}

pub(super) fn compare(compare: &mut Compare<'_, '_>) {
    let one_of = (compare.base.one_of.clone(), compare.head.one_of.clone());
    let any_of = (compare.base.any_of.clone(), compare.head.any_of.clone());
    let mut all = Alternatives::default();
    // How many of the same alternatives may hold is one change.
    match (&one_of, &any_of) {
        ((base, to), (from, head))
            if to.is_empty() && from.is_empty() && !base.is_empty() && !head.is_empty() =>
        {
            counted(
                compare,
                Action::Widened,
                (&base[0], &head[0]),
                "more than one alternative may hold now: `anyOf` was `oneOf`",
            );
            alternatives(
                compare,
                Subject::AnyOf,
                (base.clone(), head.clone()),
                &mut all,
            );
        }
        ((from, head), (base, to))
            if to.is_empty() && from.is_empty() && !base.is_empty() && !head.is_empty() =>
        {
            counted(
                compare,
                Action::Narrowed,
                (&base[0], &head[0]),
                "only one alternative may hold now: `oneOf` was `anyOf`",
            );
            alternatives(
                compare,
                Subject::AnyOf,
                (base.clone(), head.clone()),
                &mut all,
            );
        }
        _ => {
            alternatives(compare, Subject::OneOf, one_of, &mut all);
            alternatives(compare, Subject::AnyOf, any_of, &mut all);
        }
    }
    discriminator::compare(compare, &all);
}

/// Tells that another number of alternatives may hold.
fn counted(
    compare: &mut Compare<'_, '_>,
    action: Action,
    firsts: (&Node<'_>, &Node<'_>),
    message: &str,
) {
    let list = |node: &Node<'_>| node.at.parent().unwrap_or_else(|| node.at.clone());
    let at = (list(firsts.0), list(firsts.1));
    compare.changed(Subject::OneOf, action, at, message.to_owned());
}

fn alternatives<'a>(
    compare: &mut Compare<'_, 'a>,
    subject: Subject,
    lists: (Vec<Node<'a>>, Vec<Node<'a>>),
    all: &mut Alternatives<'a>,
) {
    let (docs, (base, mut added)) = (compare.docs, lists);
    let mut removed = Vec::new();
    for node in base {
        let found = added.iter().position(|other| identity(docs, &node, other));
        let found = found.or_else(|| {
            added
                .iter()
                .position(|other| say_the_same(docs, &node, other))
        });
        match found {
            Some(index) => all.both.push((node, added.remove(index))),
            None => removed.push(node),
        }
    }
    removed.retain(|node| {
        let found = added.iter().position(|other| is_renamed(docs, node, other));
        // Inline alternatives have no name: those of the same kind are the same, changed.
        let found = found.or_else(|| added.iter().position(|other| are_of_a_kind(node, other)));
        let found = found.map(|index| added.remove(index));
        let kept = found.is_none();
        all.both.extend(found.map(|other| (node.clone(), other)));
        kept
    });
    for (node, other) in &all.both {
        compare.alternative(node, other);
    }
    let word = if subject == Subject::OneOf {
        "oneOf"
    } else {
        "anyOf"
    };
    if let ([gone], [new]) = (removed.as_slice(), added.as_slice())
        && gone.at.last() == new.at.last()
    {
        let (from, to) = (called(gone), called(new));
        let message = format!("the alternative {to} of `{word}` stands where {from} stood");
        let at = (gone.at.clone(), new.at.clone());
        compare.changed(subject, Action::Replaced, at, message);
        all.removed.append(&mut removed);
        all.added.append(&mut added);
        return;
    }
    for node in &removed {
        let message = format!("the alternative {} of `{word}` was removed", called(node));
        compare.removed(subject, &node.at, message);
    }
    for node in &added {
        let message = format!("the alternative {} of `{word}` was added", called(node));
        compare.added(subject, &node.at, message);
    }
    all.removed.append(&mut removed);
    all.added.append(&mut added);
}

/// Whether both are the same component.
fn identity(docs: (Doc<'_>, Doc<'_>), base: &Node<'_>, head: &Node<'_>) -> bool {
    let (old, new) = (docs.0.follow(base), docs.1.follow(head));
    refer(base, head) && old.at == new.at
}

/// Whether both say the same, inline or by reference.
fn say_the_same(docs: (Doc<'_>, Doc<'_>), base: &Node<'_>, head: &Node<'_>) -> bool {
    let inline = base.text("$ref").is_none() || head.text("$ref").is_none();
    inline && same(docs.0.follow(base).value, docs.1.follow(head).value)
}

/// Whether both are one component, which has another name now.
fn is_renamed(docs: (Doc<'_>, Doc<'_>), base: &Node<'_>, head: &Node<'_>) -> bool {
    let (old, new) = (docs.0.follow(base), docs.1.follow(head));
    refer(base, head)
        && docs.1.at(&old.at).is_none()
        && docs.0.at(&new.at).is_none()
        && resembles(&View::of(docs.0, &old), &View::of(docs.1, &new))
}

fn refer(base: &Node<'_>, head: &Node<'_>) -> bool {
    base.text("$ref").is_some() && head.text("$ref").is_some()
}

fn are_of_a_kind(base: &Node<'_>, head: &Node<'_>) -> bool {
    let inline = |node: &Node<'_>| node.text("$ref").is_none();
    inline(base)
        && inline(head)
        && base.value.get("type") == head.value.get("type")
        && base.text("title") == head.text("title")
}

fn called(node: &Node<'_>) -> String {
    let name = node.text("$ref").and_then(|text| text.rsplit('/').next());
    match name
        .or_else(|| node.text("title"))
        .or_else(|| node.text("type"))
    {
        Some(name) => format!("`{name}`"),
        None => format!("`{}`", node.at),
    }
}
