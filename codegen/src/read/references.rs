//! Every `$ref` leads to something of the right kind, in this document, and not back to itself.

use std::collections::HashMap;

use serde_json::Value;

use super::document::LONGEST_CHAIN;
use super::grammar::{self, Reference};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// Says what is wrong with any of the references.
pub(super) fn check(
    document: &Value,
    references: &[Reference],
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
        let found = misdirected(document, reference, source);
        known.insert(key, found.is_none());
        diagnostics.extend(found);
    }
    diagnostics.extend(cycles(references, source));
}

fn misdirected(document: &Value, reference: &Reference, source: SourceId) -> Option<Diagnostic> {
    let at = reference.at.join("$ref");
    let text = &reference.text;
    if !text.starts_with('#') {
        let message = format!("`{text}` leads out of the document, which is not followed yet");
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
    let parent = pointer.parent().unwrap_or_default();
    let siblings = document.pointer(parent.as_str()).and_then(Value::as_object);
    let name = pointer.last().unwrap_or_default();
    let names = siblings.into_iter().flat_map(|siblings| siblings.keys());
    match grammar::nearest(&name, names.map(String::as_str)) {
        Some(known) => diagnostic.help(format!("did you mean `{}`?", parent.join(known))),
        None => diagnostic,
    }
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

/// Chains of references that never reach a definition, each told once.
fn cycles(references: &[Reference], source: SourceId) -> Vec<Diagnostic> {
    let next: HashMap<&Pointer, Pointer> = references
        .iter()
        .filter_map(|reference| Some((&reference.at, Pointer::from_reference(&reference.text)?)))
        .collect();
    let mut found = Vec::new();
    for reference in references {
        let mut chain = vec![&reference.at];
        while let Some(target) = chain.last().and_then(|last| next.get(*last)) {
            if *target == reference.at {
                found.extend(cycle(&chain, source));
                break;
            }
            if chain.len() == LONGEST_CHAIN {
                found.extend(endless(&chain, &next, source));
                break;
            }
            chain.push(target);
        }
    }
    found
}

/// `None` for all members of a cycle but the one that is first by name.
fn cycle(chain: &[&Pointer], source: SourceId) -> Option<Diagnostic> {
    let start = *chain.first()?;
    if chain.iter().any(|other| *other < start) {
        return None;
    }
    let message = match chain {
        [_] => format!("`{start}` is a reference to itself"),
        _ => format!("`{start}` is a reference that leads back to itself"),
    };
    let diagnostic = Diagnostic::error(Code::ReferenceCycle, source, &start.join("$ref"), message);
    let others = chain.iter().skip(1);
    Some(others.fold(diagnostic, |diagnostic, other| {
        diagnostic.related(source, &other.join("$ref"), "leads on from here")
    }))
}

/// A chain that is longer than any honest one. Those that lead into a cycle are told with it.
fn endless(
    chain: &[&Pointer],
    next: &HashMap<&Pointer, Pointer>,
    source: SourceId,
) -> Option<Diagnostic> {
    let start = *chain.first()?;
    let mut seen: Vec<&Pointer> = Vec::new();
    let mut at = start;
    while let Some(target) = next.get(at) {
        if seen.contains(&target) {
            return None;
        }
        if seen.len() > 2 * LONGEST_CHAIN {
            break;
        }
        seen.push(target);
        at = target;
    }
    let message = format!("more than {LONGEST_CHAIN} references follow one another from here");
    Some(Diagnostic::error(
        Code::LimitExceeded,
        source,
        &start.join("$ref"),
        message,
    ))
}
