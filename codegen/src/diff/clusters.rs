//! Lines of Rust that differ for one reason: a type and its parts, what stood at one place before
//! and after, a type and the lines that name it.

use std::collections::{BTreeMap, HashMap};

use super::lines::{Line, container};
use super::surface::Surface;

/// Which lines belong together.
pub(super) struct Clusters<'a> {
    index: HashMap<&'a str, usize>,
    /// Every line's parent; a line that is its own parent stands for the cluster.
    parents: Vec<usize>,
}

impl<'a> Clusters<'a> {
    pub(super) fn of(
        lines: &BTreeMap<&'a str, Line<'a>>,
        old: &'a Surface,
        new: &'a Surface,
    ) -> Self {
        let index: HashMap<&str, usize> = lines.keys().copied().zip(0..).collect();
        let parents = (0..index.len()).collect();
        let mut clusters = Self { index, parents };
        let types: HashMap<&str, &str> = lines
            .iter()
            .filter(|(_, line)| line.before.is_none() != line.after.is_none())
            .filter_map(|(key, _)| Some((type_name(key)?, *key)))
            .collect();
        for (key, line) in lines {
            if let Some(whole) = container(key) {
                clusters.join(key, whole);
            }
            let place = old.place_of(key).filter(|_| line.after.is_none());
            for other in place.into_iter().flat_map(|place| new.at(place)) {
                clusters.join(key, other);
            }
            let both = [line.before, line.after].into_iter().flatten();
            for word in both.flat_map(words).filter(|word| *word != *key) {
                if let Some(other) = types.get(word) {
                    clusters.join(key, other);
                }
            }
        }
        clusters
    }

    /// The cluster of a line that differs.
    pub(super) fn id(&self, key: &str) -> usize {
        let mut at = self.index.get(key).copied().unwrap_or(usize::MAX);
        while let Some(parent) = self.parents.get(at).copied().filter(|parent| *parent != at) {
            at = parent;
        }
        at
    }

    /// Puts two lines together, if both differ.
    fn join(&mut self, one: &str, other: &str) {
        let (one, other) = (self.id(one), self.id(other));
        if other < self.parents.len() && one < self.parents.len() {
            self.parents[one] = other;
        }
    }
}

/// The name of a type that a line is about as a whole.
fn type_name(key: &str) -> Option<&str> {
    let (word, name) = key.split_once(' ')?;
    (["struct", "enum", "union"].contains(&word) && container(key).is_none()).then_some(name)
}

/// The names in a line.
pub(super) fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|character: char| !character.is_alphanumeric() && character != '_')
}
