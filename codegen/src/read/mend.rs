//! What is wrong in somebody else's document is left out, so that the rest can be used.

use std::collections::HashSet;

use indexmap::IndexMap;
use serde_json::Value;

use super::bundle::Reasons;
use super::grammar;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// What is left out can leave something else without what it needs; past so many rounds the
/// document is not worth mending.
const ROUNDS: usize = 6;

/// Checks the document, leaves out what does not pass, and says so in warnings. Ends with the
/// references of what is left, or with errors.
pub(super) fn mend(
    document: &mut Value,
    source: SourceId,
    reasons: &Reasons,
    diagnostics: &mut Diagnostics,
) -> Vec<grammar::Reference> {
    let mut round = 0;
    loop {
        let mut found = Diagnostics::default();
        let references = super::check(document, source, reasons, &mut found);
        if found.errors() == 0 || round == ROUNDS {
            diagnostics.extend(found.iter().cloned().map(harmless));
            return references;
        }
        let wrong = found
            .iter()
            .filter(|wrong| wrong.severity == Severity::Error);
        leave_out(document, wrong.clone());
        for mut wrong in wrong.cloned() {
            wrong.severity = Severity::Warning;
            diagnostics.push(wrong.help("it is left out"));
        }
        round += 1;
    }
}

/// What is merely suspicious costs nothing of the document.
fn harmless(mut found: Diagnostic) -> Diagnostic {
    if found.severity == Severity::Warning {
        found.severity = Severity::Note;
    }
    found
}

/// Members of mappings go first and together: it moves nothing else, and a mapping may be long.
fn leave_out<'a>(document: &mut Value, errors: impl Iterator<Item = &'a Diagnostic>) {
    let mut members: IndexMap<Pointer, HashSet<String>> = IndexMap::new();
    let mut items = Vec::new();
    for at in errors.filter_map(culprit) {
        let (Some(parent), Some(name)) = (at.parent(), at.last()) else {
            continue;
        };
        match document.pointer(parent.as_str()) {
            Some(Value::Array(_)) => items.push(at),
            _ => drop(members.entry(parent).or_default().insert(name.into_owned())),
        }
    }
    for (parent, names) in members {
        let parent = document.pointer_mut(parent.as_str());
        if let Some(map) = parent.and_then(Value::as_object_mut) {
            map.retain(|name, _| !names.contains(name));
        }
    }
    for at in items {
        empty(document, &at);
    }
}

/// What has to go for the document to be right.
fn culprit(wrong: &Diagnostic) -> Option<Pointer> {
    let (Place::Key(at) | Place::Value(at)) = &wrong.place else {
        return None;
    };
    let is_reference = matches!(
        wrong.code,
        Code::DanglingReference
            | Code::WrongReference
            | Code::ReferenceCycle
            | Code::ForeignReference
    );
    let holder = at.parent().filter(|_| is_reference);
    Some(match holder {
        // A schema whose `$ref` leads nowhere may be anything.
        Some(holder) if is_schema(&holder) => at.clone(),
        Some(holder) => holder,
        None => at.clone(),
    })
}

fn is_schema(at: &Pointer) -> bool {
    at.segments()
        .any(|word| word == "schema" || word == "schemas")
}

/// Empties the item of a list, so that its siblings keep their places; one that is empty or no
/// mapping goes.
fn empty(document: &mut Value, at: &Pointer) {
    let (Some(parent), Some(name)) = (at.parent(), at.last()) else {
        return;
    };
    let list = document.pointer_mut(parent.as_str());
    let Some(items) = list.and_then(Value::as_array_mut) else {
        return;
    };
    let index = name.parse::<usize>().ok();
    if let Some(item) = index.and_then(|index| items.get_mut(index)) {
        match item.as_object().is_some_and(|map| !map.is_empty()) {
            true => *item = Value::Object(serde_json::Map::new()),
            false => items.retain(Value::is_object),
        }
    }
}
