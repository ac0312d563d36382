//! What is wrong in somebody else's document is left out, so that the rest can be used.

use serde_json::Value;

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
    diagnostics: &mut Diagnostics,
) -> Vec<grammar::Reference> {
    let mut round = 0;
    loop {
        let mut found = Diagnostics::default();
        let references = super::check(document, source, &mut found);
        if found.errors() == 0 || round == ROUNDS {
            diagnostics.extend(found.iter().cloned());
            return references;
        }
        for mut wrong in found.iter().cloned() {
            if wrong.severity == Severity::Error {
                leave_out(document, &wrong);
                wrong.severity = Severity::Warning;
                wrong = wrong.help("it is left out");
            }
            diagnostics.push(wrong);
        }
        round += 1;
    }
}

fn leave_out(document: &mut Value, wrong: &Diagnostic) {
    let (Place::Key(at) | Place::Value(at)) = &wrong.place else {
        return;
    };
    match wrong.code {
        // A schema whose `$ref` leads nowhere may be anything.
        Code::DanglingReference
        | Code::WrongReference
        | Code::ReferenceCycle
        | Code::ForeignReference => {
            let at = at.parent().unwrap_or_default();
            if at
                .segments()
                .any(|word| word == "schema" || word == "schemas")
            {
                remove(document, &at.join("$ref"));
            } else {
                remove(document, &at);
            }
        }
        _ => remove(document, at),
    }
}

/// Takes a member out of a mapping; the item of a list is emptied, so that its siblings keep their
/// places.
fn remove(document: &mut Value, at: &Pointer) {
    let (Some(parent), Some(name)) = (at.parent(), at.last()) else {
        return;
    };
    match document.pointer_mut(parent.as_str()) {
        Some(Value::Object(members)) => {
            members.shift_remove(name.as_ref());
        }
        Some(Value::Array(items)) => {
            let index = name.parse::<usize>().ok();
            if let Some(item) = index.and_then(|index| items.get_mut(index)) {
                if item.as_object().is_some_and(serde_json::Map::is_empty) || !item.is_object() {
                    items.retain(|other| other.is_object());
                } else {
                    *item = Value::Object(serde_json::Map::new());
                }
            }
        }
        _ => {}
    }
}
