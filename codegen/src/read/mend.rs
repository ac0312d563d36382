//! What is wrong in somebody else's document is read as what it can only mean, or left out, so that the
//! rest can be used.

mod meant;

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};
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
        let mut left_out = Vec::new();
        for wrong in wrong {
            let read = meant::read(document, wrong);
            if read.is_none() {
                left_out.push(wrong);
            }
            // What is missing only now, after something was left out, was told with that.
            if round == 0 || wrong.code != Code::MissingKey {
                let mut wrong = wrong.clone().help(outcome(wrong, read.as_ref()));
                wrong.severity = Severity::Warning;
                diagnostics.push(wrong);
            }
        }
        leave_out(document, left_out.into_iter());
        round += 1;
    }
}

/// What becomes of a wrong value.
fn outcome(wrong: &Diagnostic, read: Option<&Value>) -> String {
    if let Some(read) = read {
        let text = read
            .as_str()
            .map_or_else(|| read.to_string(), str::to_owned);
        return format!("it is read as `{text}`");
    }
    let (Place::Key(at) | Place::Value(at)) = &wrong.place else {
        return "it is left out".to_owned();
    };
    let holder = at.parent().and_then(|holder| grammar::kind_at(&holder));
    let key = at.last().unwrap_or_default();
    match holder.filter(|holder| holder.required.contains(&key.as_ref())) {
        Some(_) => "it is left out with all that it stands in".to_owned(),
        None => "it is left out".to_owned(),
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
    let mut items = IndexSet::new();
    for at in errors.filter_map(culprit) {
        let (Some(parent), Some(name)) = (at.parent(), at.last()) else {
            continue;
        };
        match document.pointer(parent.as_str()) {
            Some(Value::Array(_)) => drop(items.insert(at)),
            _ => drop(members.entry(parent).or_default().insert(name.into_owned())),
        }
    }
    for (parent, names) in members {
        let parent = document.pointer_mut(parent.as_str());
        if let Some(map) = parent.and_then(Value::as_object_mut) {
            map.retain(|name, _| !names.contains(name));
        }
    }
    let lists: HashSet<Pointer> = items.iter().filter_map(Pointer::parent).collect();
    for at in items {
        empty(document, &at);
    }
    for list in lists {
        let list = document.pointer_mut(list.as_str());
        if let Some(items) = list.and_then(Value::as_array_mut) {
            items.retain(|item| !item.is_null());
        }
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

/// Empties the item of a list, so that its siblings keep their places; what is empty already, or no
/// mapping, becomes null.
fn empty(document: &mut Value, at: &Pointer) {
    if let Some(item) = document.pointer_mut(at.as_str()) {
        *item = match item.as_object().is_some_and(|map| !map.is_empty()) {
            true => Value::Object(serde_json::Map::new()),
            false => Value::Null,
        };
    }
}
