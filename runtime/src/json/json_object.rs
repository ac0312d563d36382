//! The members of a dynamic object, in their order.

use std::collections::{HashMap, HashSet};

use super::dynamic::Json;

/// The members of a JSON object, in the order in which they came; each name is there once.
///
/// Finding a member takes a look at each of them. Two objects are equal when they have equal
/// members, in whatever order.
#[derive(Clone, Debug, Default)]
pub struct JsonObject {
    members: Vec<(String, Json)>,
}

impl JsonObject {
    /// An object without members.
    pub const fn new() -> Self {
        Self {
            members: Vec::new(),
        }
    }

    /// The member of this name.
    pub fn get(&self, name: &str) -> Option<&Json> {
        self.members
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The member of this name.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Json> {
        self.members
            .iter_mut()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// Sets a member: in its old place if there is one of the name, else at the end. Returns the
    /// old value.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Json>) -> Option<Json> {
        let name = name.into();
        if let Some(old) = self.get_mut(&name) {
            return Some(std::mem::replace(old, value.into()));
        }
        self.members.push((name, value.into()));
        None
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Json> {
        let index = self.members.iter().position(|(known, _)| known == name)?;
        Some(self.members.remove(index).1)
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The members in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &Json)> {
        self.members
            .iter()
            .map(|(name, value)| (name.as_str(), value))
    }

    /// An object of members of which a later one replaces an earlier one of the same name.
    pub(super) fn from_members(mut members: Vec<(String, Json)>) -> Self {
        let mut names = HashSet::with_capacity(members.len());
        // Repeated names are rare, so look before anything is moved.
        if !members.iter().all(|(name, _)| names.insert(name.as_str())) {
            members = without_repeats(members);
        }
        Self { members }
    }
}

fn without_repeats(members: Vec<(String, Json)>) -> Vec<(String, Json)> {
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut kept: Vec<(String, Json)> = Vec::new();
    for (name, value) in members {
        if let Some(&place) = places.get(&name) {
            kept[place].1 = value;
        } else {
            places.insert(name.clone(), kept.len());
            kept.push((name, value));
        }
    }
    kept
}

impl PartialEq for JsonObject {
    fn eq(&self, other: &Self) -> bool {
        if self.members == other.members {
            return true;
        }
        let by_name: HashMap<&str, &Json> = other.iter().collect();
        self.len() == other.len()
            && self
                .iter()
                .all(|(name, value)| by_name.get(name) == Some(&value))
    }
}

impl Eq for JsonObject {}

impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let members = members
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()));
        Self::from_members(members.collect())
    }
}

impl IntoIterator for JsonObject {
    type Item = (String, Json);
    type IntoIter = std::vec::IntoIter<(String, Json)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}
