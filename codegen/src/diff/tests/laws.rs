//! The laws of differences, over random edits of the whole vocabulary.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;

use super::edits::{changes, document, put};
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

fn subjects(base: &Value, head: &Value) -> BTreeSet<String> {
    let found = changes(base, head).into_iter();
    found
        .map(|change| {
            change
                .kind
                .subject
                .word()
                .trim_start_matches("required-")
                .to_owned()
        })
        .collect()
}

fn some_edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec((0..10_000_usize, 0..3_usize), 0..4)
}

proptest! {
    // The same cases on every machine: what a change breaks must not depend on luck.
    #![proptest_config(ProptestConfig {
        cases: 200,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(1),
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
        let steps: BTreeSet<String> =
            subjects(&base, &middle).union(&subjects(&middle, &end)).cloned().collect();
        let whole = subjects(&base, &end);
        prop_assert!(whole.is_subset(&steps), "{whole:?} is not among {steps:?}");
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
