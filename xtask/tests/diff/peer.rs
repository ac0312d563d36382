//! The lists of what is meant to differ from another differ.

use std::collections::BTreeSet;

use xtask::score::{Listed, rules};

#[test]
fn every_rule_of_the_peer_has_our_kinds_or_a_reason() {
    let rules = rules().unwrap_or_else(|error| panic!("{error:#}"));
    assert_eq!(rules.len(), 509);
    let kinds: BTreeSet<_> = rules.values().flat_map(|rule| &rule.kinds).collect();
    assert!(kinds.len() > 100, "{}", kinds.len());
}

#[test]
fn every_entry_has_a_reason() {
    assert!(Listed::cases().is_ok());
    assert!(Listed::alone().is_ok());
}
