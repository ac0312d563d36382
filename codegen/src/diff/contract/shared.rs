//! What is added to or removed from several operations by one definition is one change.

use std::collections::HashMap;

use super::graph::{Delta, Found};
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
