//! The sentences of the check.

use serde_json::Value;

use super::super::{Object, Shape};
use super::hints;
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// `minLength` must be a non-negative integer, found the string "3"
pub(super) fn misfit(source: SourceId, at: &Pointer, value: &Value, shape: &Shape) -> Diagnostic {
    let message = format!(
        "{} must be {}, found {}",
        subject(at),
        expected(shape),
        found(value)
    );
    let diagnostic = Diagnostic::error(Code::WrongType, source, at, message);
    match (value, shape) {
        (Value::String(text), _) if is_quoted(text, shape) => diagnostic.help("remove the quotes"),
        (Value::Number(_) | Value::Bool(_), Shape::Text | Shape::Word(_)) => {
            diagnostic.help("put it in quotes")
        }
        _ => hints::with(diagnostic, hints::of_value(at, value, shape)),
    }
}

/// `in` must be one of `query`, `header`, found "qurey"
pub(super) fn not_a_word(source: SourceId, at: &Pointer, words: &[&str], word: &str) -> Diagnostic {
    let expected = expected_words(words);
    let message = format!("{} must be {expected}, found {}", subject(at), quoted(word));
    let diagnostic = Diagnostic::error(Code::InvalidValue, source, at, message);
    match hints::of_word(at, word) {
        Some(help) => diagnostic.help(help),
        None => suggest(diagnostic, word, words.iter().copied()),
    }
}

/// a schema has no key `requried`
pub(super) fn unknown_key(
    source: SourceId,
    at: &Pointer,
    (key, value): (&str, &Value),
    object: &'static Object,
) -> Diagnostic {
    let message = format!("{} has no key `{key}`", object.name);
    let diagnostic = Diagnostic::error(Code::UnknownKey, source, at, message).on_key();
    match hints::of_key(key, value, object) {
        Some(help) => diagnostic.help(help),
        None => suggest(diagnostic, key, object.keys.iter().map(|(known, _)| *known)),
    }
}

pub(super) fn missing(source: SourceId, at: &Pointer, key: &str, name: &str) -> Diagnostic {
    Diagnostic::error(
        Code::MissingKey,
        source,
        at,
        format!("{name} must have `{key}`"),
    )
}

pub(super) fn null(source: SourceId, at: &Pointer, key: &str) -> Diagnostic {
    let message = format!("`{key}` has no value and is read as if it were not there");
    Diagnostic::warning(Code::WrongType, source, at, message).on_key()
}

/// A list or mapping that no honest schema has.
pub(super) fn too_many(source: SourceId, at: &Pointer, key: &str, most: usize) -> Diagnostic {
    let message = format!("`{key}` has more than {most} members");
    Diagnostic::error(Code::LimitExceeded, source, at, message).on_key()
}

/// The candidate that a misspelt word most likely means.
pub(in crate::read) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    // A third of the word may be wrong, but a hostile word may be megabytes.
    let farthest = (word.chars().take(64).count() / 3).max(1);
    let lower = word.to_lowercase();
    let near = candidates.filter(|known| known.len().abs_diff(word.len()) <= farthest);
    let measured = near.map(|known| {
        let distance = strsim::damerau_levenshtein(&lower, &known.to_lowercase());
        (distance, known)
    });
    let nearest = measured.filter(|(distance, _)| *distance <= farthest);
    nearest
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

fn suggest<'a>(
    diagnostic: Diagnostic,
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let candidates: Vec<_> = candidates.collect();
    let begun = candidates
        .iter()
        .copied()
        .find(|known| word.len() > 1 && known.starts_with(word));
    match begun.or_else(|| nearest(word, candidates.into_iter())) {
        Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
        None => diagnostic,
    }
}

/// What the sentence is about: the key, or what stands under a number in it: `tags/0`.
fn subject(at: &Pointer) -> String {
    let last = at.last().unwrap_or_default();
    match at
        .parent()
        .and_then(|parent| parent.last().map(|key| key.into_owned()))
    {
        Some(list) if last.parse::<usize>().is_ok() => format!("`{list}/{last}`"),
        _ if last.is_empty() => "the document".to_owned(),
        _ => format!("`{last}`"),
    }
}

fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Any => "a value".to_owned(),
        Shape::Text | Shape::Label => "a string".to_owned(),
        Shape::Flag => "`true` or `false`".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::Count => "a non-negative integer".to_owned(),
        Shape::Word(words) => expected_words(words),
        Shape::Object(object) => object.name.to_owned(),
        Shape::Schema => "a schema".to_owned(),
        Shape::List(Shape::Any) => "a sequence".to_owned(),
        Shape::Map(Shape::Any) => "a mapping".to_owned(),
        Shape::List(item) => format!("a sequence, each item {}", expected(item)),
        Shape::Map(value) => format!("a mapping, each value {}", expected(value)),
        Shape::Either(shapes) => shapes.iter().map(expected).collect::<Vec<_>>().join(" or "),
    }
}

fn expected_words(words: &[&str]) -> String {
    let words: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [word] => word.clone(),
        words => format!("one of {}", words.join(", ")),
    }
}

fn found(value: &Value) -> String {
    match value {
        Value::Null => "no value".to_owned(),
        Value::Bool(flag) => format!("`{flag}`"),
        Value::Number(number) => format!("the number {number}"),
        Value::String(text) => format!("the string {}", quoted(text)),
        Value::Array(_) => "a sequence".to_owned(),
        Value::Object(_) => "a mapping".to_owned(),
    }
}

fn quoted(text: &str) -> String {
    const LONGEST: usize = 40;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}

/// Whether a string would fit if it stood without its quotes.
fn is_quoted(text: &str, shape: &Shape) -> bool {
    serde_json::from_str::<Value>(text).is_ok_and(|value| !value.is_string() && shape.fits(&value))
}
