//! A line of a surface before and after, and what it means to Rust callers.

use std::collections::BTreeMap;

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
        found
    }

    /// What it means: what is new breaks nobody, unless it must be given.
    pub(super) fn verdict(&self, key: &str, old: &Surface) -> Rust {
        match (self.before, self.after) {
            (None, Some(after)) if is_required(after) && whole_is_known(key, old) => {
                Rust::BreaksBuild
            }
            (None, _) => Rust::Compatible,
            (Some(_), None) => Rust::BreaksBuild,
            (Some(_), Some(_)) if is_setting(key) => Rust::ChangesMeaning,
            (Some(before), Some(after)) if takes_the_same(before, after) => Rust::Compatible,
            (Some(_), Some(_)) => Rust::BreaksBuild,
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

/// An argument is anything that becomes its type, so that a wider number takes what the narrower
/// one took.
fn takes_the_same(before: &str, after: &str) -> bool {
    let is_argument = |line: &str| line.starts_with("operation ") && line.contains(": ");
    is_argument(before) && rust_part(before).replace("i32", "i64") == rust_part(after)
}
