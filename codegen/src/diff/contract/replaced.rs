//! Schemas that have nothing to do with what stood in their place. That is one change, however many
//! keywords differ.

use super::delta::Found;
use super::document::{Doc, Node};
use super::pairing::{resembles, same};
use super::schema::{self, Compare};
use super::view::View;
use super::{facts, lifecycle};
use crate::Pointer;
use crate::diff::finding::{Api, Use};
use crate::diff::kind::{Action, Kind, Subject};

/// Tells that a schema is something else now; whether it is.
pub(super) fn compare(compare: &mut Compare<'_, '_>) -> bool {
    let is_told =
        referred_elsewhere(compare) || retyped(compare) || anything(compare) || union(compare);
    if is_told {
        flags(compare);
        lifecycle::schema(compare);
    }
    is_told
}

/// Adds to what was told last the flags that came or went with the schema. What travels one way on one
/// side alone means to that way what the flag means.
fn flags(compare: &mut Compare<'_, '_>) {
    for (keyword, subject) in facts::FLAGS {
        let action = match (compare.base.flag(keyword), compare.head.flag(keyword)) {
            (true, false) => Action::Removed,
            (false, true) => Action::Added,
            _ => continue,
        };
        let flag = Kind::new(subject, action);
        if let Some(delta) = compare.graph.last(compare.id) {
            let (mut request, mut response) =
                (delta.api(Use::RequestBody), delta.api(Use::ResponseBody));
            match subject {
                Subject::ReadOnly => request = flag.api(Use::RequestBody),
                _ => response = flag.api(Use::ResponseBody),
            }
            delta.verdict = Some((request, response));
            let told = format!(", and `{keyword}` was {}", action.word());
            delta.message.push_str(&told);
        }
    }
}

/// Whether no value of the one is a value of the other, but for null.
fn retyped(compare: &mut Compare<'_, '_>) -> bool {
    let (base, head) = (&compare.base, &compare.head);
    let number = |name: &str| matches!(name, "integer" | "number");
    let shared = |name: &str| {
        head.types.contains(&name) || (number(name) && head.types.iter().any(|other| number(other)))
    };
    if base.types.is_empty() || head.types.is_empty() || base.types.iter().any(|name| shared(name))
    {
        return false;
    }
    tell(compare, Action::Changed);
    true
}

/// Whether anything is allowed now, or is not any more.
fn anything(compare: &mut Compare<'_, '_>) -> bool {
    let (base, head) = (&compare.base, &compare.head);
    let told = |view: &View<'_>| !view.types.is_empty() || view.is_union();
    let action = match (is_anything(base), is_anything(head)) {
        (false, true) if told(base) => Action::Widened,
        (true, false) if told(head) => Action::Narrowed,
        _ => return false,
    };
    tell(compare, action);
    true
}

/// Whether anything is a value of a schema, as far as its keywords say.
fn is_anything(view: &View<'_>) -> bool {
    const NOTES: [&str; 7] = [
        "readOnly",
        "writeOnly",
        "deprecated",
        "x-sunset",
        "x-stability-level",
        "default",
        "xml",
    ];
    view.types.is_empty()
        && view.facts.keys().all(|keyword| NOTES.contains(keyword))
        && view.values.is_none()
        && view.extensible.is_none()
        && view.required.is_empty()
        && view.additional.is_none()
        && view.children.is_empty()
        && view.families.is_empty()
        && !view.is_union()
}

/// Whether one thing became one of several, or the other way round.
fn union(compare: &mut Compare<'_, '_>) -> bool {
    let (base, head) = (&compare.base, &compare.head);
    let plain = |view: &View<'_>| !view.types.is_empty() && !view.is_union();
    let alone = |view: &View<'_>| view.types.is_empty() && view.is_union();
    let (doc, view, own, wider) = if plain(base) && alone(head) {
        (
            compare.docs.1,
            head,
            (compare.docs.0, base),
            Action::Widened,
        )
    } else if alone(base) && plain(head) {
        (
            compare.docs.0,
            base,
            (compare.docs.1, head),
            Action::Narrowed,
        )
    } else {
        return false;
    };
    let alternatives = view.one_of.iter().chain(&view.any_of);
    let mut alternatives = alternatives.map(|node| doc.follow(node));
    let is_own = |node: Node<'_>| {
        let it = own.0.at(&own.1.at);
        node.at == own.1.at || it.is_some_and(|it| same(it.value, node.value))
    };
    let kept = alternatives.any(is_own);
    tell(compare, if kept { wider } else { Action::Changed });
    true
}

fn tell(compare: &mut Compare<'_, '_>, action: Action) {
    let (base, head) = (&compare.base, &compare.head);
    let (from, to) = (facts::type_name(base), facts::type_name(head));
    let mut at = (facts::types_at(base), facts::types_at(head));
    // The definitions are what they were: another one stands here.
    let elsewhere = compare.graph.user(compare.id).cloned();
    if let Some(user) = elsewhere.filter(|(old, new)| leads_elsewhere(compare, old, new)) {
        at = references(compare.docs, &user, &at);
    }
    compare.changed(
        Subject::Type,
        action,
        at,
        format!("the type is {to}, was {from}"),
    );
}

/// Whether a reference leads to quite another schema now: one change, which means what all the
/// differences between the two mean.
fn referred_elsewhere(compare: &mut Compare<'_, '_>) -> bool {
    let Some((old, new)) = compare.graph.user(compare.id).cloned() else {
        return false;
    };
    if !leads_elsewhere(compare, &old, &new) {
        return false;
    }
    let (docs, base, head) = (compare.docs, &compare.base.at, &compare.head.at);
    let (Some(one), Some(other)) = (docs.0.at(base), docs.1.at(head)) else {
        return false;
    };
    let details = compare.graph.aside(|aside| {
        aside.root(docs, &one, &other, 0, Use::RequestBody);
        aside.root(docs, &one, &other, 1, Use::ResponseBody);
        schema::all(aside, docs);
        aside.deltas()
    });
    let gravest = details.iter().max_by_key(|found| verdict(found));
    // Another type is told as such, and so is a lone difference of two that are much the same.
    let alike = resembles(&compare.base, &compare.head);
    let lone =
        |found: &Found| details.len() == 1 && (alike || found.delta.kind.subject == Subject::Type);
    let Some(gravest) = gravest.filter(|found| !lone(found)) else {
        return false;
    };
    let all = details.iter().map(verdict);
    let meant = all.fold(<(Api, Api)>::default(), |all, one| {
        (all.0.max(one.0), all.1.max(one.1))
    });
    let name = |user: &Pointer, at: &Pointer| match at.last().filter(|_| user != at) {
        Some(name) => format!("`{name}`"),
        None => "an inline schema".to_owned(),
    };
    let more = match details.len() - 1 {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let (now, before) = (name(&new, head), name(&old, base));
    let message = format!(
        "{now} stands where {before} stood: {}{more}",
        gravest.delta.message
    );
    let at = references(docs, &(old, new), &(base.clone(), head.clone()));
    compare.judged(Subject::Reference, at, message, meant);
    true
}

/// The references that lead to two schemas, or the schemas themselves, where they stand in place.
fn references(
    docs: (Doc<'_>, Doc<'_>),
    users: &(Pointer, Pointer),
    schemas: &(Pointer, Pointer),
) -> (Pointer, Pointer) {
    let place = |doc: Doc<'_>, user: &Pointer, schema: &Pointer| {
        let reference = user.join("$ref");
        match doc.at(&reference) {
            Some(_) => reference,
            None => schema.clone(),
        }
    };
    (
        place(docs.0, &users.0, &schemas.0),
        place(docs.1, &users.1, &schemas.1),
    )
}

/// What a difference means to requests and to replies.
fn verdict(found: &Found) -> (Api, Api) {
    let of = |is: fn(Use) -> bool| {
        let ways = found.reach.iter().filter(|(_, part, _)| is(*part));
        let carried = ways.filter(|(_, part, access)| access.carries(*part));
        let verdicts = carried.map(|(_, part, _)| found.delta.api(*part));
        verdicts.max().unwrap_or_default()
    };
    (of(Use::is_request), of(Use::is_response))
}

/// Whether what stands at a place is another definition now, and not the same under another name, or
/// with or without one.
fn leads_elsewhere(compare: &Compare<'_, '_>, old: &Pointer, new: &Pointer) -> bool {
    let (base, head) = (&compare.base.at, &compare.head.at);
    let kept = |at: &Pointer| compare.docs.0.at(at).is_some() && compare.docs.1.at(at).is_some();
    let alike = resembles(&compare.base, &compare.head);
    match (base != old, head != new) {
        (true, true) if base == head => false,
        (true, true) => kept(base) || kept(head) || !alike,
        (true, false) => kept(base) && !alike,
        (false, true) => kept(head) && !alike,
        (false, false) => false,
    }
}
