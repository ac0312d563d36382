//! What is legal in a document of our own but hardly meant.

use std::collections::HashSet;

use serde_json::Value;

use super::grammar::{self, OPERATION, Reference, SCHEMA};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// Keywords that narrow which values are valid, in ways that no type can say.
const IGNORED: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependentSchemas",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// Warns of keywords that change nothing, of operations without an id and of components that
/// nothing refers to.
pub(super) fn warn(
    document: &Value,
    references: &[Reference],
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    let mut found = Vec::new();
    grammar::visit(document, &mut |value, object, path| {
        let at = || Pointer::from_text(path.to_owned());
        if object.is(&OPERATION) && value.get("operationId").is_none() {
            let message = "the operation has no `operationId`: its name follows from its path";
            let found_here = Diagnostic::warning(Code::MissingOperationId, source, &at(), message);
            found.push(
                found_here
                    .on_key()
                    .help("give it one, so that its name stays when the path changes"),
            );
        } else if object.is(&SCHEMA) {
            for key in IGNORED.iter().filter(|key| value.get(**key).is_some()) {
                let message = format!("`{key}` changes nothing: no type can say it");
                let found_here =
                    Diagnostic::warning(Code::IgnoredKeyword, source, &at().join(key), message);
                found.push(
                    found_here
                        .on_key()
                        .help("say it in the description, and leave the check to the server"),
                );
            }
        }
    });
    diagnostics.extend(found);
    diagnostics.extend(unused(document, references, source));
}

fn unused(document: &Value, references: &[Reference], source: SourceId) -> Vec<Diagnostic> {
    let mut used: HashSet<Pointer> = HashSet::new();
    for reference in references {
        let mut at = Pointer::from_reference(&reference.text);
        while let Some(pointer) = at {
            at = pointer.parent();
            used.insert(pointer);
        }
    }
    let named = named_by_annotations(document);
    let all = document.get("components").and_then(Value::as_object);
    let mut found = Vec::new();
    for (kind, components) in all.into_iter().flatten() {
        // Schemes are named, not referred to; a discriminator may lead to a schema without a name.
        if kind == "securitySchemes" || kind.starts_with("x-") {
            continue;
        }
        for (name, component) in components.as_object().into_iter().flatten() {
            let at = Pointer::root().join("components").join(kind).join(name);
            let is_used = used.contains(&at) || named.contains(name.as_str());
            if !is_used && component.get("allOf").is_none() {
                let message = format!("nothing refers to `{at}`");
                let warning = Diagnostic::warning(Code::UnusedComponent, source, &at, message);
                found.push(warning.on_key().help("refer to it, or take it out"));
            }
        }
    }
    found
}

/// The last words of what `x-` keys say: some of them name components.
fn named_by_annotations(document: &Value) -> HashSet<&str> {
    let mut named = HashSet::new();
    let mut open = vec![(document, false)];
    while let Some((value, is_annotation)) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().map(|item| (item, is_annotation))),
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| {
                let is_annotation = is_annotation || key.starts_with("x-");
                (value, is_annotation)
            })),
            Value::String(text) if is_annotation => {
                named.extend(text.rsplit('/').next());
            }
            _ => {}
        }
    }
    named
}
