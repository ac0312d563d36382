//! Two surfaces and the changes of the contract, joined by their places.

use std::collections::BTreeSet;

use super::contract::Change;
use super::finding::Rust;
use super::join::by_rule;
use super::kind::{Action, Kind, Subject};
use super::lines::{is_member, lines_judged, meaning, member, names_container};
use super::surface::{Surface, rust_part};
use crate::Pointer;

/// A change with its Rust.
pub(super) struct Judged {
    pub(super) change: Change,
    pub(super) rust: Rust,
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
}

/// Two surfaces and what of their differences is not explained yet.
pub(super) struct Joined<'a> {
    old: &'a Surface,
    new: &'a Surface,
    gone: BTreeSet<String>,
    come: BTreeSet<String>,
}

impl<'a> Joined<'a> {
    pub(super) fn new(old: &'a Surface, new: &'a Surface) -> Self {
        Self {
            old,
            new,
            gone: old.differences(new),
            come: new.differences(old),
        }
    }

    pub(super) fn all(mut self, changes: Vec<Change>) -> Vec<Judged> {
        let mut judged: Vec<Judged> = changes.into_iter().map(|change| self.one(change)).collect();
        let unshown = |one: &Judged| {
            one.rust == Rust::BreaksBuild && one.before.is_empty() && one.after.is_empty()
        };
        for one in judged.iter_mut().filter(|one| unshown(one)) {
            self.elsewhere(one);
        }
        judged.extend(self.unexplained(&judged));
        judged
    }

    fn one(&mut self, change: Change) -> Judged {
        let action = change.kind.action;
        let old_keys = if action == Action::Added {
            &[]
        } else {
            self.old.keys(&change.base)
        };
        let removed = matches!(
            action,
            Action::Removed | Action::RemovedAfterSunset | Action::RemovedBeforeSunset
        );
        let new_keys = if removed {
            &[]
        } else {
            self.new.keys(&change.head)
        };
        let lines = |surface: &Surface, keys: &[String]| -> Vec<String> {
            keys.iter()
                .filter_map(|key| surface.line(key).cloned())
                .collect()
        };
        let (mut before, mut after) = (lines(self.old, old_keys), lines(self.new, new_keys));
        if old_keys.is_empty() {
            before = lines(self.old, new_keys);
        }
        if new_keys.is_empty() {
            after = lines(self.new, old_keys);
        }
        let mut rust = by_rule(&change);
        let touched = self.touched(old_keys) | self.touched(new_keys);
        let shown: fn(&str) -> &str = if names_container(change.kind) {
            rust_part
        } else {
            member
        };
        let common = before.clone();
        before.retain(|line| !after.iter().any(|other| shown(other) == shown(line)));
        after.retain(|line| !common.iter().any(|other| shown(other) == shown(line)));
        if !before.is_empty() || !after.is_empty() {
            rust = if names_container(change.kind) && !before.is_empty() {
                Rust::BreaksBuild
            } else {
                lines_judged(&before, &after, self.old).max(meaning(rust))
            };
        } else if rust == Rust::BreaksBuild
            && !touched
            && is_member(old_keys)
            && change.kind.subject != Subject::RequestBody
        {
            rust = Rust::Compatible;
        }
        if change.kind == Kind::new(Subject::Parameter, Action::Reordered) {
            rust = self.reordered(old_keys, new_keys);
        }
        for key in old_keys.iter().chain(new_keys) {
            self.explain(key);
        }
        if change.kind.subject == Subject::Schema && action == Action::Renamed {
            self.follow_rename(old_keys, new_keys);
        }
        Judged {
            change,
            rust,
            before,
            after,
        }
    }

    /// What a change of a definition does to those that use it.
    fn elsewhere(&mut self, one: &mut Judged) {
        let keys = self.old.keys(&one.change.base);
        let ident = keys
            .first()
            .and_then(|key| key.split([' ', '.', ':']).nth(1))
            .map(str::to_owned);
        let both: Vec<String> = self.gone.intersection(&self.come).cloned().collect();
        let names = |key: &String| {
            let line = self.old.line(key).map(|line| rust_part(line));
            ident
                .as_ref()
                .zip(line)
                .is_none_or(|(ident, line)| line.contains(ident.as_str()))
        };
        let users: Vec<String> = both.into_iter().filter(names).collect();
        if users.is_empty() && one.change.kind.subject != Subject::RequestBody {
            one.rust = Rust::Compatible;
        }
        for key in users {
            one.before.extend(self.old.line(&key).cloned());
            one.after.extend(self.new.line(&key).cloned());
            self.explain(&key);
        }
    }

    fn touched(&self, keys: &[String]) -> bool {
        keys.iter()
            .any(|key| self.gone.contains(key) || self.come.contains(key))
    }

    /// The same required types in another order still build.
    fn reordered(&self, old: &[String], new: &[String]) -> Rust {
        let required = |surface: &Surface, keys: &[String]| {
            keys.iter()
                .find(|key| key.starts_with("operation "))
                .map(|key| surface.required(key))
        };
        match required(self.old, old) == required(self.new, new) {
            true => Rust::ChangesMeaning,
            false => Rust::BreaksBuild,
        }
    }

    /// Takes a line, and all lines of what it contains, out of what is to be explained.
    fn explain(&mut self, key: &str) {
        let whole = self.old.line(key).is_none() || self.new.line(key).is_none();
        let within = |other: &String| {
            other == key
                || (whole
                    && other
                        .strip_prefix(key)
                        .is_some_and(|rest| rest.starts_with(['.', ':'])))
        };
        self.gone.retain(|other| !within(other));
        self.come.retain(|other| !within(other));
    }

    /// Lines that differ only by the new name of a type.
    fn follow_rename(&mut self, old: &[String], new: &[String]) {
        let name = |keys: &[String]| {
            keys.first()
                .and_then(|key| key.split(' ').nth(1))
                .map(str::to_owned)
        };
        let (Some(from), Some(to)) = (name(old), name(new)) else {
            return;
        };
        let renamed = |key: &String| {
            let lines = self.old.line(key).zip(self.new.line(key));
            lines.is_some_and(|(old, new)| rust_part(old).replace(&from, &to) == rust_part(new))
        };
        let keys: Vec<String> = self
            .gone
            .iter()
            .filter(|key| renamed(key))
            .cloned()
            .collect();
        for key in keys {
            self.gone.remove(&key);
            self.come.remove(&key);
        }
    }

    /// Lines that changed although no change of the contract says why: names that the document
    /// gives to Rust, extensions of the generator.
    fn unexplained(&self, judged: &[Judged]) -> Vec<Judged> {
        let broken = judged.iter().any(|one| one.rust == Rust::BreaksBuild);
        let mut found = Vec::new();
        for key in &self.gone {
            let (before, after) = (self.old.line(key), self.new.line(key));
            // A type that goes with what used it is no change of its own.
            if after.is_none() && broken {
                continue;
            }
            let place = self.old.place_of(key);
            let renamed = self
                .new
                .keys(&place)
                .iter()
                .find(|other| self.come.contains(*other));
            let renamed = renamed
                .filter(|_| after.is_none())
                .and_then(|other| self.new.line(other));
            let (action, what) = match (after, renamed) {
                (Some(_), _) => (Action::Changed, "has another type"),
                (None, Some(_)) => (Action::Renamed, "has another name"),
                (None, None) => (Action::Removed, "is gone"),
            };
            let after = after.or(renamed);
            let change = Change {
                kind: Kind::new(Subject::RustItem, action),
                message: format!("`{key}` {what}"),
                head: if self.new.place_of(key) == Pointer::root() {
                    place.clone()
                } else {
                    self.new.place_of(key)
                },
                base: place,
                operations: Vec::new(),
                request: false,
                response: false,
                parameter: false,
            };
            let before: Vec<String> = before.into_iter().cloned().collect();
            let after: Vec<String> = after.into_iter().cloned().collect();
            let rust = lines_judged(&before, &after, self.old);
            found.push(Judged {
                change,
                rust,
                before,
                after,
            });
        }
        found
    }
}
