//! The laws of differences, over random edits of the whole vocabulary.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::Value;

use super::edits::{changes, document, put};
use crate::Pointer;
use crate::diff::contract::Change;
use crate::diff::finding::Use;
use crate::diff::kind::{Action, Kind};
use crate::read::{Keyword, keywords};

/// An edit: a keyword, and which of its values it gets, or none.
type Edit = (usize, usize);

fn edited(base: &Value, all: &[Keyword], edits: &[Edit]) -> Value {
    let mut document = base.clone();
    for (keyword, state) in edits {
        let keyword = &all[keyword % all.len()];
        put(&mut document, keyword, keyword.values.get(*state).cloned());
    }
    document
}

/// What a change is called when it is seen from the other side.
fn mirrored(kind: Kind) -> Option<String> {
    let action = match kind.action {
        Action::Added => Action::Removed,
        Action::Removed => Action::Added,
        Action::Increased => Action::Decreased,
        Action::Decreased => Action::Increased,
        Action::Widened => Action::Narrowed,
        Action::Narrowed => Action::Widened,
        Action::Opened => Action::Closed,
        Action::Closed => Action::Opened,
        Action::BecameRequired => Action::BecameOptional,
        Action::BecameOptional => Action::BecameRequired,
        Action::BecameNullable => Action::BecameNotNullable,
        Action::BecameNotNullable => Action::BecameNullable,
        other => other,
    };
    name(Kind::new(kind.subject, action))
}

/// A required thing that is removed is a kind of its own only where that makes a difference.
fn name(kind: Kind) -> Option<String> {
    let name = kind.to_string();
    Some(name.trim_start_matches("required-").to_owned())
}

fn counted(kinds: impl Iterator<Item = Option<String>>) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for kind in kinds.flatten() {
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

/// Where a change stands: what was added stands in the head alone, what was removed in the base.
fn places(change: &Change) -> Vec<&Pointer> {
    match change.kind.action {
        Action::Added => vec![&change.head],
        Action::Removed => vec![&change.base],
        _ => vec![&change.base, &change.head],
    }
}

/// Whether a change of the whole way is told by a step of it: the same thing has changed, there or of
/// the same operation, which may say it itself or have it of the document; or the step has taken,
/// brought or changed something whole that it stands in, or that refers to where it stands.
fn is_told(whole: &Change, step: &Change) -> bool {
    let subject = |change: &Change| {
        let word = change.kind.subject.word();
        word.trim_start_matches("required-").to_owned()
    };
    let same = subject(whole) == subject(step);
    let of_one = whole.operations.iter().any(|reached| {
        let itself = reached.part == Use::Operation;
        itself
            && step
                .operations
                .iter()
                .any(|other| other.operation == reached.operation)
    });
    let mut places_of_whole = places(whole).into_iter();
    let mut users = whole.users.iter();
    (same && of_one)
        || users.any(|user| {
            places(step)
                .into_iter()
                .any(|at| user == at || user.is_below(at))
        })
        || places_of_whole.any(|place| {
            let mut steps = places(step).into_iter();
            steps.any(|at| place.is_below(at) || (same && (place == at || at.is_below(place))))
        })
}

fn some_edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..10_000_usize, 0..3_usize), 0..7)
}

proptest! {
    // Other cases in every run; `PROPTEST_CASES=100000` looks longer.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(1_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn nothing_differs_from_itself(edits in some_edits()) {
        let document = edited(&document(), &keywords(), &edits);
        prop_assert!(changes(&document, &document).is_empty());
        prop_assert!(changes(&document, &document.clone()).is_empty());
    }

    #[test]
    fn the_way_back_mirrors_the_way_there(first in some_edits(), second in some_edits()) {
        let (base, all) = (document(), keywords());
        let (one, other) = (edited(&base, &all, &first), edited(&base, &all, &second));
        let there = counted(changes(&one, &other).iter().map(|change| mirrored(change.kind)));
        let back = counted(changes(&other, &one).iter().map(|change| name(change.kind)));
        prop_assert_eq!(there, back);
    }

    #[test]
    fn what_two_steps_do_not_touch_does_not_differ(first in some_edits(), second in some_edits()) {
        let (base, all) = (document(), keywords());
        let middle = edited(&base, &all, &first);
        let end = edited(&middle, &all, &second);
        let steps = [changes(&base, &middle), changes(&middle, &end)].concat();
        for change in changes(&base, &end) {
            let told = steps.iter().any(|step| is_told(&change, step));
            prop_assert!(told, "{change:?} is not among {steps:?}");
        }
    }

    #[test]
    fn a_step_that_changes_nothing_can_be_left_out(first in some_edits()) {
        let (base, all) = (document(), keywords());
        let end = edited(&base, &all, &first);
        let mut respelt = base.clone();
        respelt["components"]["schemas"]["Order"]["description"] = "In other words.".into();
        let count = |from: &Value| counted(changes(from, &end).iter().map(|change| name(change.kind)));
        prop_assert_eq!(count(&base), count(&respelt));
    }
}
