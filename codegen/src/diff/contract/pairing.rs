//! Which property of the base is which of the head, renamed or not.

use serde_json::Value;

use super::document::Node;
use super::view::View;

/// How alike two names must be that stand for the same thing.
const ALIKE: f64 = 0.6;

/// The properties of two objects.
#[derive(Debug, Default)]
pub(super) struct Pairs<'a> {
    pub(super) both: Vec<(&'a str, Node<'a>, Node<'a>)>,
    pub(super) renamed: Vec<(&'a str, &'a str, Node<'a>, Node<'a>)>,
    pub(super) removed: Vec<(&'a str, Node<'a>)>,
    pub(super) added: Vec<(&'a str, Node<'a>)>,
}

/// Pairs the properties of two objects by name; of the rest, those that say the same under a name
/// that is alike, or, if nothing else came or went, at the same place or under a longer or shorter name.
pub(super) fn properties<'a>(base: &View<'a>, head: &View<'a>) -> Pairs<'a> {
    let mut pairs = Pairs::default();
    let mut added: Vec<(&str, Node<'_>)> = Vec::new();
    for (name, node) in &head.properties {
        match base.properties.get(name) {
            Some(old) => pairs.both.push((name, old.clone(), node.clone())),
            None => added.push((name, node.clone())),
        }
    }
    let gone = base.properties.keys();
    let gone = gone
        .filter(|name| !head.properties.contains_key(*name))
        .count();
    let lone = gone == 1 && added.len() == 1;
    let stands_for = |name: &str, other: &str| {
        base.properties.get_index_of(name) == head.properties.get_index_of(other)
            || plain(name).contains(&plain(other))
            || plain(other).contains(&plain(name))
    };
    for (name, node) in &base.properties {
        if head.properties.contains_key(name) {
            continue;
        }
        let alike = added
            .iter()
            .enumerate()
            .filter(|(_, (_, other))| same(node.value, other.value));
        let alike = alike
            .filter(|(_, (other, _))| are_alike(name, other) || (lone && stands_for(name, other)));
        let best = alike
            .map(|(index, (other, _))| (index, likeness(name, other)))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((index, _)) => {
                let (other, found) = added.remove(index);
                pairs.renamed.push((name, other, node.clone(), found));
            }
            None => pairs.removed.push((name, node.clone())),
        }
    }
    pairs.added = added;
    pairs
}

/// Whether two names may stand for the same thing.
pub(super) fn are_alike(one: &str, other: &str) -> bool {
    likeness(one, other) >= ALIKE
}

/// Whether two definitions of different names may be one: their names are alike, they say the same, or
/// most of what the one holds the other holds too.
pub(super) fn resembles<'a>(base: &View<'a>, head: &View<'a>) -> bool {
    let (from, to) = (base.at.last(), head.at.last());
    if from.zip(to).is_some_and(|(from, to)| are_alike(&from, &to)) {
        return true;
    }
    let (old, new) = (&base.properties, &head.properties);
    if old.is_empty() && new.is_empty() {
        let values = |view: &View<'a>| view.values.clone().map_or_else(Vec::new, |(all, _)| all);
        let (from, to) = (values(base), values(head));
        let shared =
            from.is_empty() && to.is_empty() || from.iter().any(|value| to.contains(value));
        return base.types == head.types && shared;
    }
    let shared = old.keys().filter(|name| new.contains_key(*name)).count();
    2 * shared >= old.len().max(new.len())
}

/// How alike two names are: 1 if only case and separators differ.
pub(in crate::diff) fn likeness(one: &str, other: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&plain(one), &plain(other))
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Whether two schemas say the same, whatever their docs.
pub(super) fn same(one: &Value, other: &Value) -> bool {
    const DOCS: [&str; 5] = ["description", "title", "example", "examples", "summary"];
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let told = |map: &serde_json::Map<String, Value>| {
                map.keys()
                    .filter(|key| !DOCS.contains(&key.as_str()))
                    .count()
            };
            told(one) == told(other)
                && one
                    .iter()
                    .filter(|(key, _)| !DOCS.contains(&key.as_str()))
                    .all(|(key, value)| other.get(key).is_some_and(|found| same(value, found)))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (one, other) => one == other,
    }
}
