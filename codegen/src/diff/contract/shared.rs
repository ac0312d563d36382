//! What is added to or removed from several operations by one definition is one change.

use std::collections::HashMap;

use super::delta::{Delta, Found};
use crate::Pointer;
use crate::diff::kind::{Action, Kind};

/// The same with those put together that come or go with one component, such as a parameter that many
/// operations refer to: the first stays, and reaches what all of them reach.
pub(super) fn together(all: Vec<Found>) -> Vec<Found> {
    let mut firsts: HashMap<(Kind, Pointer), usize> = HashMap::new();
    let mut together: Vec<Found> = Vec::with_capacity(all.len());
    for found in all {
        let key = definition(&found.delta).map(|at| (found.delta.kind, at.clone()));
        let first = key.as_ref().and_then(|key| firsts.get(key)).copied();
        let first = first.and_then(|index| together.get_mut(index));
        match first.filter(|first| first.delta.message == found.delta.message) {
            Some(first) => {
                first.reach.extend(found.reach);
                first.users.extend(found.users);
            }
            None => {
                firsts.extend(key.map(|key| (key, together.len())));
                together.push(found);
            }
        }
    }
    together
}

/// The same without what stands at a place that another change stands for: that one reaches whatever
/// it reaches.
pub(super) fn without_covered(mut all: Vec<Found>) -> Vec<Found> {
    let also = |(index, found): (usize, &Found)| {
        let places = found.delta.also.clone();
        places.into_iter().map(move |place| (index, place))
    };
    let places: Vec<(usize, (Pointer, Pointer))> = all.iter().enumerate().flat_map(also).collect();
    if places.is_empty() {
        return all;
    }
    let covers = |delta: &Delta, (base, head): &(Pointer, Pointer)| match delta.kind.action {
        Action::Removed => delta.base == *base,
        Action::Added => delta.head == *head,
        Action::Renamed => delta.base == *base && delta.head == *head,
        _ => false,
    };
    let mut dropped = Vec::new();
    for (index, found) in all.iter().enumerate() {
        let mut chiefs = places.iter().filter(|(chief, _)| *chief != index);
        let chief = chiefs.find(|(_, place)| covers(&found.delta, place));
        dropped.extend(chief.map(|(chief, _)| (index, *chief)));
    }
    for (index, chief) in dropped.iter().rev() {
        let reach = std::mem::take(&mut all[*index].reach);
        all[*chief].reach.extend(reach);
    }
    let mut index = 0;
    all.retain(|_| {
        index += 1;
        dropped.iter().all(|(gone, _)| *gone != index - 1)
    });
    all
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
