//! What is added to or removed from several operations by one definition is one change.

use std::collections::HashMap;

use super::delta::{self, Delta, Found};
use crate::Pointer;
use crate::diff::kind::{Action, Subject};

/// The same with those put together that come or go with one component, such as a parameter that many
/// operations refer to: the first stays, and reaches what all of them reach.
pub(super) fn together(all: Vec<Found>) -> Vec<Found> {
    let key = |found: &Found| {
        let at = definition(&found.delta)?.clone();
        Some((found.delta.kind, at, found.delta.message.clone()))
    };
    delta::together(all, key, |_, _| {})
}

/// The same without what stands at a place that another change stands for: that one reaches whatever
/// it reaches.
pub(super) fn without_covered(all: Vec<Found>) -> Vec<Found> {
    let chiefs = chiefs(&all);
    let mut covered: HashMap<usize, Vec<Found>> = HashMap::new();
    let mut kept = Vec::with_capacity(all.len());
    for (index, found) in all.into_iter().enumerate() {
        match chiefs.get(&index) {
            Some(chief) => covered.entry(*chief).or_default().push(found),
            None => kept.push((index, found)),
        }
    }
    let whole = kept.into_iter().map(|(index, mut chief)| {
        for found in covered.remove(&index).into_iter().flatten() {
            chief.delta.also.push((found.delta.base, found.delta.head));
            chief.reach.extend(found.reach);
        }
        chief
    });
    whole.collect()
}

/// The changes that another one stands for, each with that one.
fn chiefs(all: &[Found]) -> HashMap<usize, usize> {
    let mut also: Vec<(usize, &(Pointer, Pointer))> = Vec::new();
    let (mut gone, mut come) = (HashMap::new(), HashMap::new());
    for (index, Found { delta, .. }) in all.iter().enumerate() {
        also.extend(delta.also.iter().map(|place| (index, place)));
        match (delta.kind.subject, delta.kind.action) {
            (Subject::Property | Subject::RequiredProperty, Action::Removed) => {
                gone.insert(&delta.base, index);
            }
            (Subject::Property | Subject::RequiredProperty, Action::Added) => {
                come.insert(&delta.head, index);
            }
            _ => {}
        }
    }
    let stands_for = |delta: &Delta, (base, head): &(Pointer, Pointer)| match delta.kind.action {
        Action::Removed => delta.base == *base,
        Action::Added => delta.head == *head,
        Action::Renamed => delta.base == *base && delta.head == *head,
        _ => false,
    };
    let chief = |(index, found): (usize, &Found)| {
        let delta = &found.delta;
        let chief = match (delta.kind.subject, delta.kind.action) {
            // Another part of the schema has a property of that name, too.
            (Subject::Property, Action::BecameOptional) => gone.get(&delta.base).copied(),
            (Subject::Property, Action::BecameRequired) => come.get(&delta.head).copied(),
            _ => {
                let others = also.iter().filter(|(chief, _)| *chief != index);
                let mut others = others.filter(|(_, place)| stands_for(delta, place));
                others.next().map(|(chief, _)| *chief)
            }
        };
        Some((index, chief?))
    };
    all.iter().enumerate().filter_map(chief).collect()
}

/// The component that has come or gone.
fn definition(delta: &Delta) -> Option<&Pointer> {
    let at = match delta.kind.action {
        Action::Added => &delta.head,
        Action::Removed => &delta.base,
        _ => return None,
    };
    at.is_below(&Pointer::root().join("components"))
        .then_some(at)
}
