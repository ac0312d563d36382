//! Two surfaces and the changes of the contract, joined: every line of Rust that differs is told by
//! the change that it follows from.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Bound;

use super::clusters::Clusters;
use super::contract::{Change, Uses};
use super::finding::{Rust, Use};
use super::followers::Followers;
use super::join::by_rule;
use super::kind::{Action, Kind, Subject};
use super::lines::{Line, container};
use super::rules;
use super::surface::Surface;
use crate::Pointer;

/// A change with its Rust.
pub(super) struct Judged {
    pub(super) change: Change,
    pub(super) rust: Rust,
    pub(super) before: Vec<String>,
    pub(super) after: Vec<String>,
}

impl Judged {
    /// A change of documents of which there is no Rust to compare.
    pub(super) fn by_rule(change: Change) -> Self {
        Self {
            rust: by_rule(&change),
            change,
            before: Vec::new(),
            after: Vec::new(),
        }
    }
}

/// Two surfaces, and the lines in which they differ.
pub(super) struct Joined<'a> {
    pub(super) old: &'a Surface,
    pub(super) new: &'a Surface,
    pub(super) lines: BTreeMap<&'a str, Line<'a>>,
    pub(super) uses: &'a Uses,
    /// The lines by their places, in the base and in the head.
    placed: [BTreeMap<&'a str, Vec<&'a str>>; 2],
}

impl<'a> Joined<'a> {
    pub(super) fn new(old: &'a Surface, new: &'a Surface, uses: &'a Uses) -> Self {
        let lines = Line::differing(old, new);
        let placed = [old, new].map(|surface| {
            let mut placed: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
            for key in lines.keys() {
                if let Some(at) = surface.place_of(key) {
                    placed.entry(at.as_str()).or_default().push(key);
                }
            }
            placed
        });
        Self {
            old,
            new,
            lines,
            uses,
            placed,
        }
    }

    /// Every change with the lines that follow from it, and a change for the lines that follow from
    /// none: names that the document gives to Rust, extensions of the generator.
    pub(super) fn all(self, changes: Vec<Change>) -> Vec<Judged> {
        let clusters = Clusters::of(&self.lines, self.old, self.new);
        // The changes that stand at a line, and of each cluster the one that the rest follows from.
        let mut causes: HashMap<&str, Vec<usize>> = HashMap::new();
        let mut chiefs: HashMap<usize, usize> = HashMap::new();
        for (index, change) in changes.iter().enumerate() {
            for key in self.direct(change) {
                causes.entry(key).or_default().push(index);
                let chief = chiefs.entry(clusters.id(key)).or_insert(index);
                if self.weight(change) > self.weight(&changes[*chief]) {
                    *chief = index;
                }
            }
        }
        let mut lines: Vec<BTreeSet<&str>> = vec![BTreeSet::new(); changes.len()];
        let mut orphans: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for key in self.lines.keys() {
            let cluster = clusters.id(key);
            let chief = chiefs.get(&cluster);
            match causes.get(key) {
                Some(causes) => {
                    for cause in causes {
                        lines[*cause].insert(key);
                    }
                }
                None => match chief {
                    Some(chief) => _ = lines[*chief].insert(key),
                    None => match self.maker(key, &changes) {
                        Some(cause) => _ = lines[cause].insert(key),
                        None => orphans.entry(cluster).or_default().push(key),
                    },
                },
            }
        }
        // What follows from a change may have followers of its own.
        let mut left = usize::MAX;
        while orphans.len() < left && !orphans.is_empty() {
            left = orphans.len();
            let followers = Followers::new(&self, &changes, &causes, &lines);
            let found: BTreeMap<usize, usize> = orphans
                .iter()
                .filter_map(|(cluster, keys)| Some((*cluster, followers.cause(keys)?)))
                .collect();
            for (cluster, cause) in found {
                lines[cause].extend(orphans.remove(&cluster).unwrap_or_default());
            }
        }
        let mut judged: Vec<Judged> = changes
            .into_iter()
            .zip(lines)
            .map(|(change, lines)| self.judged(change, &lines))
            .collect();
        judged.extend(orphans.values().filter_map(|keys| self.orphan(keys)));
        judged
    }

    /// The lines where a change stands: at the nearest places that have any.
    fn direct(&self, change: &Change) -> BTreeSet<&'a str> {
        if !rules::touches_rust(change.kind) {
            return BTreeSet::new();
        }
        let added = change.kind.action == Action::Added;
        let removed = matches!(
            change.kind.action,
            Action::Removed | Action::RemovedAfterSunset | Action::RemovedBeforeSunset
        );
        let old = (!added).then(|| self.old.keys(&change.base));
        let new = (!removed).then(|| self.new.keys(&change.head));
        let mut found = self.known(old.into_iter().chain(new).flatten());
        for (base, head) in &change.also {
            found.extend(self.known(self.old.at(base).iter().chain(self.new.at(head))));
        }
        for (base, head) in &change.copies {
            let old = (!added).then(|| self.old.keys(base));
            let new = (!removed).then(|| self.new.keys(head));
            found.extend(self.known(old.into_iter().chain(new).flatten()));
        }
        // What was added may give its user another type, and what was removed may take it.
        if found.is_empty() && added {
            found = self.known(self.old.keys(&change.base));
        }
        if found.is_empty() && removed {
            found = self.known(self.new.keys(&change.head));
        }
        if found.is_empty() {
            let base = (!added).then_some(&change.base);
            let head = (!removed).then_some(&change.head);
            found = self.below(base, head);
        }
        if found.is_empty() {
            let users = change.users.iter();
            found = self.known(users.flat_map(|user| self.old.keys(user)));
        }
        // A constant is a list of one value to Rust, and null an alternative less.
        if found.is_empty() {
            let schema = |at: &Pointer| at.parent().filter(|parent| parent.segments().count() > 2);
            let (base, head) = (schema(&change.base), schema(&change.head));
            found = self.below(base.as_ref(), head.as_ref());
        }
        if found.is_empty() && rules::is_of_schema(change.kind) {
            found = self.above(&change.base);
        }
        if found.is_empty() && rules::is_of_schema(change.kind) {
            found = self.replies(change);
        }
        found
    }

    /// The lines that stand below a change: a body's below the word that it is required.
    fn below(&self, base: Option<&Pointer>, head: Option<&Pointer>) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        for (placed, above) in self.placed.iter().zip([base, head]) {
            let Some(above) = above else { continue };
            let below = format!("{}/", above.as_str());
            let from = (Bound::Included(below.as_str()), Bound::Unbounded);
            let lines = placed.range::<str, _>(from);
            let lines = lines.take_while(|(at, _)| at.starts_with(&below));
            found.extend(lines.flat_map(|(_, keys)| keys));
        }
        found
    }

    /// The lines of the operations whose reply it is, where they share one.
    fn replies(&self, change: &Change) -> BTreeSet<&'a str> {
        let operations = change.operations.iter();
        let replies = operations.filter(|reached| reached.part == Use::ResponseBody);
        let ends: Vec<String> = replies
            .map(|reached| format!(" ({})", reached.operation))
            .collect();
        let is_one = |key: &str, line: &Line<'_>| {
            let mut texts = [line.before, line.after].into_iter().flatten();
            container(key).is_none()
                && key.starts_with("operation ")
                && texts.any(|text| ends.iter().any(|end| text.ends_with(end)))
        };
        let lines = self.lines.iter();
        let lines = lines.filter(|(key, line)| is_one(key, line));
        lines.map(|(key, _)| *key).collect()
    }

    /// The nearest lines above a place that differ: those of who uses the schema there.
    fn above(&self, at: &Pointer) -> BTreeSet<&'a str> {
        let mut at = at.parent();
        while let Some(place) = at {
            let found = self.known(self.old.at(&place));
            if !found.is_empty() {
                return found;
            }
            at = place.parent();
        }
        BTreeSet::new()
    }

    fn known<'k>(&self, keys: impl IntoIterator<Item = &'k String>) -> BTreeSet<&'a str> {
        let keys = keys.into_iter();
        keys.filter_map(|key| self.lines.get_key_value(key.as_str()))
            .map(|(key, _)| *key)
            .collect()
    }

    /// Of the changes that touch some lines, the one that the others follow from.
    fn weight(&self, change: &Change) -> (bool, Rust, bool) {
        let names = matches!(
            (change.kind.subject, change.kind.action),
            (Subject::OperationId, _) | (Subject::Schema, Action::Added) | (_, Action::Renamed)
        );
        // A definition goes because nothing uses it any more.
        let used = change.kind.subject != Subject::Schema;
        (names, by_rule(change), used)
    }

    fn judged(&self, change: Change, keys: &BTreeSet<&str>) -> Judged {
        let rule = by_rule(&change);
        let verdict = |key: &&str| {
            self.lines
                .get(key)
                .map(|line| line.verdict(key, self.old, self.new))
        };
        let mut rust = keys.iter().filter_map(verdict).max().unwrap_or_default();
        if rule == Rust::ChangesMeaning {
            rust = rust.max(rule);
        }
        if change.kind == Kind::new(Subject::Parameter, Action::Reordered) {
            rust = self.reordered(&change);
        }
        let (before, after) = self.shown(keys, &self.direct(&change));
        Judged {
            change,
            rust,
            before,
            after,
        }
    }

    /// The lines before and after, the nearest first, without what goes or comes with its container.
    pub(super) fn shown(
        &self,
        keys: &BTreeSet<&str>,
        near: &BTreeSet<&str>,
    ) -> (Vec<String>, Vec<String>) {
        let (near, far): (Vec<&str>, Vec<&str>) = keys.iter().partition(|key| near.contains(*key));
        let shown = near
            .iter()
            .chain(&far)
            .filter(|key| container(key).is_none_or(|whole| !keys.contains(whole)));
        let lines: Vec<&Line<'_>> = shown.filter_map(|key| self.lines.get(*key)).collect();
        let text = |line: Option<&str>| line.map(str::to_owned);
        (
            lines.iter().filter_map(|line| text(line.before)).collect(),
            lines.iter().filter_map(|line| text(line.after)).collect(),
        )
    }

    /// The same required types in another order still build.
    fn reordered(&self, change: &Change) -> Rust {
        let required = |surface: &Surface, keys: &[String]| {
            keys.iter()
                .find(|key| key.starts_with("operation "))
                .map(|key| surface.required(key))
                .map(|all| {
                    all.into_iter()
                        .map(|(_, ty)| ty.to_owned())
                        .collect::<Vec<_>>()
                })
        };
        let old = required(self.old, self.old.keys(&change.base));
        match old == required(self.new, self.new.keys(&change.head)) {
            true => Rust::ChangesMeaning,
            false => Rust::BreaksBuild,
        }
    }
}
