//! What the lines of a surface mean to Rust callers, before and after.

use super::finding::Rust;
use super::kind::{Action, Kind, Subject};
use super::surface::{Surface, rust_part};

/// Whether a kind is about the name of what lines stand in.
pub(super) fn names_container(kind: Kind) -> bool {
    matches!(
        (kind.subject, kind.action),
        (Subject::OperationId | Subject::Schema, Action::Renamed)
    )
}

/// A change of meaning is one whatever the lines say.
pub(super) fn meaning(rust: Rust) -> Rust {
    if rust == Rust::ChangesMeaning {
        rust
    } else {
        Rust::Compatible
    }
}

/// A line without what it stands in: `.page_size: Option<i32>`.
pub(super) fn member(line: &str) -> &str {
    let line = rust_part(line);
    let rest = line.split_once(' ').map_or(line, |(_, rest)| rest);
    rest.trim_start_matches(|character: char| {
        character.is_alphanumeric() || character == '_' || character == '#'
    })
}

/// Whether the lines are about a part of something, and not about a whole type.
pub(super) fn is_member(keys: &[String]) -> bool {
    keys.iter()
        .any(|key| key.starts_with("operation ") || key.contains(['.', ':']))
}

/// What lines before and after mean: what is new breaks nobody, unless it must be given.
pub(super) fn lines_judged(before: &[String], after: &[String], old: &Surface) -> Rust {
    if before.is_empty() {
        let argument = |line: &String| {
            let part = rust_part(line);
            let Some((name, ty)) = part.split_once(": ") else {
                return false;
            };
            let operation = name.split_once('.').map(|(operation, _)| operation);
            name.starts_with("operation ")
                && !ty.starts_with("Option<")
                && operation.is_some_and(|key| old.line(key).is_some())
        };
        return if after.iter().any(argument) {
            Rust::BreaksBuild
        } else {
            Rust::Compatible
        };
    }
    let widened = |(old, new): (&String, &String)| {
        old.starts_with("operation ") && member(old).replace("i32", "i64") == member(new)
    };
    let address =
        |line: &String| line.starts_with("client base_url") || line.starts_with("server ");
    if before.len() == after.len() && before.iter().chain(after).all(address) {
        return Rust::ChangesMeaning;
    }
    match before.len() == after.len() && before.iter().zip(after).all(widened) {
        true => Rust::Compatible,
        false => Rust::BreaksBuild,
    }
}
