//! A line of a surface before and after, and what it means to Rust callers.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Rust;
use super::surface::{Surface, rust_part};

/// A line that differs, by what it is about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) before: Option<&'a str>,
    pub(super) after: Option<&'a str>,
}

impl<'a> Line<'a> {
    /// The lines in which two surfaces differ in the eyes of Rust callers.
    pub(super) fn differing(old: &'a Surface, new: &'a Surface) -> BTreeMap<&'a str, Self> {
        let mut found = BTreeMap::new();
        for (key, before) in old.lines() {
            let after = new.line(key);
            if after.is_none_or(|after| rust_part(after) != rust_part(before)) {
                let before = Some(before);
                found.insert(key, Self { before, after });
            }
        }
        for (key, after) in new.lines().filter(|(key, _)| old.line(key).is_none()) {
            let (before, after) = (None, Some(after));
            found.insert(key, Self { before, after });
        }
        let gone = found.iter().filter(|(_, line)| line.after.is_none());
        let operations: BTreeSet<&str> = gone
            .filter(|(key, _)| key.starts_with("operation "))
            .filter_map(|(key, _)| container(key))
            .collect();
        for operation in operations {
            let arguments = old.required(operation).into_iter();
            for ((from, one), (to, other)) in arguments.zip(new.required(operation)) {
                let moved = new.line(from).is_none() && old.line(to).is_none();
                if moved && one == other {
                    found.remove(from);
                    found.remove(to);
                }
            }
        }
        found
    }

    /// What it means: what is new breaks nobody, unless it must be given.
    pub(super) fn verdict(&self, key: &str, old: &Surface, new: &Surface) -> Rust {
        match (self.before, self.after) {
            (None, Some(after)) if is_required(after) && whole_is_known(key, old) => {
                Rust::BreaksBuild
            }
            (None, _) => Rust::Compatible,
            (Some(_), None) => Rust::BreaksBuild,
            (Some(_), Some(_)) if is_setting(key) => Rust::ChangesMeaning,
            (Some(before), Some(after)) => {
                let (before, after) = (rust_part(before), rust_part(after));
                let taken = arguments(before).zip(arguments(after));
                match taken {
                    Some((before, after)) => passed(&before, &after, new),
                    None if gained_pages(before, after) => Rust::Compatible,
                    None => Rust::BreaksBuild,
                }
            }
        }
    }
}

/// What a part belongs to: `operation list_events` of `operation list_events.page_size`.
pub(super) fn container(key: &str) -> Option<&str> {
    let name = key.find(' ')? + 1;
    let end = name + key[name..].find(['.', ':'])?;
    Some(&key[..end])
}

/// An argument that must be given.
fn is_required(line: &str) -> bool {
    let part = rust_part(line);
    line.starts_with("operation ")
        && part
            .split_once(": ")
            .is_some_and(|(_, ty)| !ty.starts_with("Option<"))
}

fn whole_is_known(key: &str, old: &Surface) -> bool {
    container(key).is_some_and(|whole| old.line(whole).is_some())
}

/// What a client is told at run time, or knows by itself.
fn is_setting(key: &str) -> bool {
    key.starts_with("client ") || key.starts_with("server ")
}

/// The names and types of what is passed: of one argument of an operation, or of all of a
/// constructor.
fn arguments(line: &str) -> Option<Vec<(&str, &str)>> {
    if let Some(line) = line.strip_prefix("operation ") {
        return Some(vec![line.split_once(": ")?]);
    }
    let (_, list) = line.strip_suffix(')')?.split_once("::new(")?;
    let (mut all, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, character) in list.char_indices() {
        match character {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                all.push(list[start..at].trim_start().split_once(": ")?);
                start = at + 1;
            }
            _ => {}
        }
    }
    all.push(list[start..].trim_start().split_once(": ")?);
    Some(all)
}

/// What other arguments mean. They are told apart by their order alone, so that two of one type that
/// change places are taken for each other.
fn passed(before: &[(&str, &str)], after: &[(&str, &str)], new: &Surface) -> Rust {
    let mut pairs = before.iter().zip(after);
    let same = before.len() == after.len()
        && pairs.all(|((_, old), (_, ty))| takes_the_same(old, ty, new));
    let names = |all: &[(&str, &str)]| all.iter().map(|(name, _)| (*name).to_owned()).collect();
    let (mut from, mut to): (Vec<String>, Vec<String>) = (names(before), names(after));
    let moved = from != to;
    from.sort();
    to.sort();
    match (same, moved && from == to) {
        (false, _) => Rust::BreaksBuild,
        (true, true) => Rust::ChangesMeaning,
        (true, false) => Rust::Compatible,
    }
}

/// An argument is anything that becomes its type: a wider number takes what the narrower one took,
/// and an open list of values takes any text.
fn takes_the_same(before: &str, after: &str, new: &Surface) -> bool {
    if before == after {
        return true;
    }
    let wrapped = |ty: &str| -> Vec<String> {
        let parts = ty.trim_end_matches('>').split('<');
        parts.map(str::to_owned).collect()
    };
    let (mut before, mut after) = (wrapped(before), wrapped(after));
    let (Some(from), Some(to)) = (before.pop(), after.pop()) else {
        return false;
    };
    let takes = match from.as_str() {
        "i32" => to == "i64",
        "String" => new.line(&format!("enum {to}")).is_some(),
        _ => false,
    };
    before == after && takes
}

/// What comes in pages now is still what it was.
fn gained_pages(before: &str, after: &str) -> bool {
    after
        .strip_prefix(before)
        .is_some_and(|rest| rest.starts_with(", pages of "))
}
