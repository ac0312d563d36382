//! References by name: what leads to an `$anchor` or a `$dynamicAnchor` becomes a JSON pointer.

use std::collections::HashMap;

use serde_json::Value;

use super::grammar::{self, SCHEMA};
use crate::source::Source;

/// Puts pointers in the place of names, if the source has names at all.
///
/// A `$dynamicRef` leads to another schema only where several have its name, depending on the way to
/// it; that, no type can say. It leads to the first of that name.
pub(super) fn resolve(document: &mut Value, source: &Source) {
    let named = |source: &Source| {
        ["$anchor", "$dynamic"]
            .iter()
            .any(|key| source.text.contains(key))
    };
    if !named(source) && !source.companions.iter().any(named) {
        return;
    }
    let anchors = anchors(document);
    grammar::rewrite(document, &mut |value, _, _| {
        let Value::Object(map) = value else {
            return;
        };
        if let Some(name) = map.shift_remove("$dynamicRef") {
            map.entry("$ref").or_insert(name);
        }
        let Some(Value::String(reference)) = map.get_mut("$ref") else {
            return;
        };
        let name = reference.strip_prefix('#');
        if let Some(pointer) = name.and_then(|name| anchors.get(name)) {
            *reference = pointer.clone();
        }
    });
}

/// The schemas that have a name, as references to them; of those with one name the first.
fn anchors(document: &mut Value) -> HashMap<String, String> {
    let mut anchors = HashMap::new();
    grammar::rewrite(document, &mut |value, object, path| {
        if !object.is(&SCHEMA) {
            return;
        }
        for key in ["$anchor", "$dynamicAnchor"] {
            if let Some(name) = value.get(key).and_then(Value::as_str) {
                // A reference is a URL.
                let reference = format!("#{}", path.replace('%', "%25"));
                anchors.entry(name.to_owned()).or_insert(reference);
            }
        }
    });
    anchors
}
