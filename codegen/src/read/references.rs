//! Every `$ref` leads to something of the right kind, in this document, and not back to itself.

use std::collections::HashMap;

use serde_json::Value;

use super::bundle::Reasons;
use super::document::LONGEST_CHAIN;
use super::grammar::{self, Reference};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// How many members of a cycle are shown besides the first.
const MOST_RELATED: usize = 16;

/// Says what is wrong with any of the references.
pub(super) fn check(
    document: &Value,
    references: &[Reference],
    reasons: &Reasons,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    // Thousands of references lead to the same few hundred places.
    let mut known: HashMap<(&str, *const grammar::Object), bool> = HashMap::new();
    for reference in references {
        let key = (reference.text.as_str(), std::ptr::from_ref(reference.kind));
        if known.get(&key) == Some(&true) {
            continue;
        }
        let found = misdirected(document, reference, reasons, source);
        known.insert(key, found.is_none());
        diagnostics.extend(found);
    }
    diagnostics.extend(cycles(references, source));
}

fn misdirected(
    document: &Value,
    reference: &Reference,
    reasons: &Reasons,
    source: SourceId,
) -> Option<Diagnostic> {
    let at = reference.at.join("$ref");
    let text = &reference.text;
    if let Some(reason) = reasons.get(&reference.at) {
        return Some(reason.clone());
    }
    if !text.starts_with('#') {
        let message = format!("`{text}` leads into a file that was not read");
        return Some(
            Diagnostic::error(Code::ForeignReference, source, &at, message)
                .help("bundle the documents into one: `npx @redocly/cli bundle FILE`"),
        );
    }
    let Some(pointer) = Pointer::from_reference(text) else {
        let message = format!("`{text}` is not a JSON pointer");
        return Some(
            Diagnostic::error(Code::DanglingReference, source, &at, message)
                .help("a reference looks like `#/components/schemas/NAME`"),
        );
    };
    if document.pointer(pointer.as_str()).is_none() {
        return Some(dangling(document, &pointer, source, &at));
    }
    wrong_kind(reference, &pointer, source, &at)
}

fn dangling(document: &Value, pointer: &Pointer, source: SourceId, at: &Pointer) -> Diagnostic {
    let message = format!("`{pointer}` does not exist");
    let diagnostic = Diagnostic::error(Code::DanglingReference, source, at, message);
    match meant(document, pointer).or_else(|| elsewhere(document, pointer)) {
        Some(known) => diagnostic.help(format!("did you mean `{known}`?")),
        None => diagnostic,
    }
}

/// The place to which a pointer leads if each of its words that is not there is taken as the most
/// similar one.
fn meant(document: &Value, pointer: &Pointer) -> Option<Pointer> {
    let mut value = document;
    let mut at = Pointer::root();
    for word in pointer.segments() {
        let (name, next) = match value {
            Value::Object(map) => {
                let known = match map.contains_key(word.as_ref()) {
                    true => &word,
                    false => grammar::nearest(&word, map.keys().map(String::as_str))?,
                };
                (known.to_owned(), map.get(known)?)
            }
            Value::Array(items) => (word.to_string(), items.get(word.parse::<usize>().ok()?)?),
            _ => return None,
        };
        at = at.join(&name);
        value = next;
    }
    Some(at)
}

/// The component of that name, where another version of the specification has its own.
fn elsewhere(document: &Value, pointer: &Pointer) -> Option<Pointer> {
    let name = pointer.last()?;
    let components = document.get("components")?.as_object()?;
    let mut kinds = components.iter();
    let (kind, _) = kinds.find(|(_, parts)| parts.get(name.as_ref()).is_some())?;
    Some(Pointer::root().join("components").join(kind).join(&name))
}

fn wrong_kind(
    reference: &Reference,
    pointer: &Pointer,
    source: SourceId,
    at: &Pointer,
) -> Option<Diagnostic> {
    let needed = reference.kind.name;
    let message = match grammar::kind_at(pointer) {
        Some(kind) if kind.is(reference.kind) => return None,
        Some(kind) => format!("`{pointer}` is {}, and {needed} is needed here", kind.name),
        None => format!("`{pointer}` is not {needed}, which is needed here"),
    };
    Some(
        Diagnostic::error(Code::WrongReference, source, at, message).related(
            source,
            pointer,
            "this is what it leads to",
        ),
    )
}

/// How far it is from a reference to what is no reference.
#[derive(Clone, Copy)]
enum Length {
    Open,
    Steps(usize),
    Endless,
}

/// Chains of references that never reach a definition, each told once, and those that are too long.
fn cycles(references: &[Reference], source: SourceId) -> Vec<Diagnostic> {
    let next: HashMap<&Pointer, Pointer> = references
        .iter()
        .filter_map(|reference| Some((&reference.at, Pointer::from_reference(&reference.text)?)))
        .collect();
    let mut found = Vec::new();
    let mut lengths: HashMap<&Pointer, Length> = HashMap::new();
    for reference in references {
        let mut chain: Vec<&Pointer> = Vec::new();
        let mut at = &reference.at;
        let mut length = loop {
            match (lengths.get(at), next.get(at)) {
                (Some(Length::Open), _) => {
                    let start = chain.iter().position(|other| *other == at);
                    found.push(cycle(&chain[start.unwrap_or(0)..], source));
                    break Length::Endless;
                }
                (Some(known), _) => break *known,
                (None, None) => break Length::Steps(0),
                (None, Some(target)) => {
                    lengths.insert(at, Length::Open);
                    chain.push(at);
                    at = target;
                }
            }
        };
        for at in chain.into_iter().rev() {
            if let Length::Steps(steps) = &mut length {
                *steps += 1;
                if *steps % (LONGEST_CHAIN + 1) == 0 {
                    found.push(too_long(at, source));
                }
            }
            lengths.insert(at, length);
        }
    }
    found
}

fn cycle(members: &[&Pointer], source: SourceId) -> Diagnostic {
    let first = (0..members.len()).min_by_key(|index| members[*index]);
    let (before, from) = members.split_at(first.unwrap_or(0));
    let mut members = from.iter().chain(before);
    let start = members
        .next()
        .map_or_else(Pointer::root, |start| (*start).clone());
    let message = match before.len() + from.len() {
        1 => format!("`{start}` is a reference to itself"),
        _ => format!("`{start}` is a reference that leads back to itself"),
    };
    let diagnostic = Diagnostic::error(Code::ReferenceCycle, source, &start.join("$ref"), message);
    members
        .take(MOST_RELATED)
        .fold(diagnostic, |diagnostic, other| {
            diagnostic.related(source, &other.join("$ref"), "leads on from here")
        })
}

/// A chain that is longer than any honest one.
fn too_long(start: &Pointer, source: SourceId) -> Diagnostic {
    let message = format!("more than {LONGEST_CHAIN} references follow one another from here");
    let at = start.join("$ref");
    Diagnostic::error(Code::LimitExceeded, source, &at, message)
}
