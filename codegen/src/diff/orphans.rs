//! Lines of Rust that stand at no change: constructors, which come and go with the requests that carry
//! what they make, and lines that follow from nothing that the contract says.

use std::collections::BTreeSet;

use super::contract::Change;
use super::finding::Rust;
use super::joined::{Joined, Judged};
use super::kind::{Action, Kind, Subject};
use super::lines::{Line, container};
use super::rules;
use super::surface::Surface;
use crate::Pointer;

impl<'a> Joined<'a> {
    /// The change that a constructor follows from: one of what it makes, or one that has taken or brought
    /// the requests that carry it.
    pub(super) fn maker(&self, key: &str, changes: &[Change]) -> Option<usize> {
        let made = key.strip_suffix("::new")?;
        let (old, new) = (self.old.place_of(made), self.new.place_of(made));
        let within = |at: &Pointer, of: Option<&Pointer>| of.is_some_and(|of| at.is_below(of));
        let inside = |change: &Change| {
            rules::touches_rust(change.kind)
                && (within(&change.base, old) || within(&change.head, new))
        };
        let carries = |change: &Change| {
            let places = [old, new].into_iter().flatten();
            let mut carried = places.map(|at| self.uses.lead_to(&change.leads, at));
            rules::touches_rust(change.kind) && carried.any(|carried| carried)
        };
        let found = changes.iter().position(inside);
        found.or_else(|| changes.iter().position(carries))
    }

    /// One change for lines that belong together; none if they only came.
    pub(super) fn orphan(&self, keys: &[&'a str]) -> Option<Judged> {
        let set: BTreeSet<&str> = keys.iter().copied().collect();
        let lines = || {
            keys.iter()
                .filter_map(|key| Some((*key, self.lines.get(key)?)))
        };
        let verdict = lines()
            .map(|(key, line)| line.verdict(key, self.old, self.new))
            .max()?;
        let gone = |line: &Line<'_>| line.before.is_some() && line.after.is_none();
        let whole = |key: &str| container(key).is_none();
        let chief = lines()
            .find(|(key, line)| gone(line) && whole(key))
            .or_else(|| lines().find(|(_, line)| line.before.is_some()))
            .or_else(|| lines().find(|_| verdict != Rust::Compatible))?;
        let (key, line) = chief;
        let place = self.old.place_of(key).map_or(&[][..], |at| self.new.at(at));
        let come = lines().find(|(other, line)| {
            line.before.is_none()
                && whole(other) == whole(key)
                && place.iter().any(|at| at == other)
        });
        let (action, what) = match (line.before, line.after, come) {
            (Some(_), None, Some((other, _))) => (Action::Renamed, format!("is `{other}` now")),
            (Some(_), None, None) => (Action::Removed, "is gone".to_owned()),
            (Some(_), Some(_), _) if key.ends_with("::new") => {
                (Action::Changed, "takes other arguments".to_owned())
            }
            (Some(_), Some(_), _) => (Action::Changed, "has another type".to_owned()),
            (None, ..) => (Action::Added, "is new".to_owned()),
        };
        let place = |surface: &Surface, key: &str| surface.place_of(key).cloned();
        let base = place(self.old, key).or_else(|| place(self.new, key))?;
        let other = come.map_or(key, |(other, _)| other);
        let head = place(self.new, other).unwrap_or_else(|| base.clone());
        let kind = Kind::new(Subject::RustItem, action);
        let change = Change::of_rust(kind, format!("`{key}` {what}"), base, head);
        let (before, after) = self.shown(&set, &BTreeSet::from([key]));
        Some(Judged {
            change,
            rust: verdict,
            before,
            after,
        })
    }
}
