//! What OpenAPI 3.1 says and what 3.0 allows but `openapiv3` cannot hold, in words that it can.
//!
//! A document that says 3.0 and uses a word of 3.1 means what that word means, so all of this
//! holds for every document. Nothing is refused that a client can do without: keywords that only
//! narrow which values are valid are left where they are, and the types do not see them.

mod combine;
mod numbers;
mod schema;
mod tuple;

use serde_json::{Map, Value, json};

pub(crate) use tuple::POSITIONS;

use super::grammar::{
    self, COMPONENTS, DOCUMENT, HEADER, OPERATION, Object, PARAMETER, PATH_ITEM, RESPONSE,
    RESPONSES, SCHEMA, SECURITY_SCHEME, fill, tidy,
};
use crate::pointer::Pointer;

/// Rewrites the whole document in place.
pub(super) fn to_3_0(document: &mut Value) {
    inline_path_items(document);
    grammar::rewrite(document, &mut |value, object, path| {
        if object.is(&SCHEMA) {
            schema::rewrite(value, path);
        } else if let Value::Object(map) = value {
            tidy(map, object);
            fill(map, object);
            change(map, object);
        }
    });
}

fn change(map: &mut Map<String, Value>, object: &'static Object) {
    // A client neither receives callbacks and webhooks nor follows links.
    if object.is(&OPERATION) {
        map.shift_remove("callbacks");
    } else if object.is(&RESPONSE) {
        map.shift_remove("links");
    } else if object.is(&COMPONENTS) {
        for unused in ["callbacks", "links", "pathItems"] {
            map.shift_remove(unused);
        }
    } else if object.is(&DOCUMENT) {
        map.shift_remove("webhooks");
        map.entry("paths").or_insert_with(|| json!({}));
    } else if object.is(&RESPONSES) {
        upper_case_ranges(map);
    } else if object.is(&SECURITY_SCHEME) {
        mutual_tls(map);
    } else if object.is(&PARAMETER) || object.is(&HEADER) {
        any_schema(map);
    }
}

/// `4xx` is `4XX`.
fn upper_case_ranges(map: &mut Map<String, Value>) {
    if map.keys().any(|key| key.ends_with("xx")) {
        let entries = std::mem::take(map);
        *map = entries
            .into_iter()
            .map(|(key, value)| match key.strip_suffix("xx") {
                Some(digit) => (format!("{digit}XX"), value),
                None => (key, value),
            })
            .collect();
    }
}

/// `openapiv3` has no scheme for it; as an HTTP scheme of that name a later stage can refuse it.
fn mutual_tls(map: &mut Map<String, Value>) {
    if map.get("type").and_then(Value::as_str) == Some("mutualTLS") {
        map.insert("type".to_owned(), json!("http"));
        map.insert("scheme".to_owned(), json!("mutualTLS"));
    }
}

/// What has neither a schema nor a content can be anything.
fn any_schema(map: &mut Map<String, Value>) {
    if !["$ref", "schema", "content"]
        .iter()
        .any(|key| map.contains_key(*key))
    {
        map.insert("schema".to_owned(), json!({}));
    }
}

/// Puts the path item that a `$ref` leads to where the `$ref` stands, under its own siblings.
/// One that leads nowhere stays; `references` tells of it.
pub(in crate::read) fn inline_path_items(document: &mut Value) {
    let Some(paths) = document.get("paths").and_then(Value::as_object) else {
        return;
    };
    let is_reference = |item: &Value| item.get("$ref").is_some_and(Value::is_string);
    let referring = paths.iter().filter(|(_, item)| is_reference(item));
    let resolved: Vec<(String, Value)> = referring
        .filter_map(|(path, item)| Some((path.clone(), path_item(document, item)?)))
        .collect();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for (path, item) in resolved {
        paths.insert(path, item);
    }
}

fn path_item(document: &Value, item: &Value) -> Option<Value> {
    let mut merged = item.as_object()?.clone();
    for _ in 0..super::document::LONGEST_CHAIN {
        let Some(reference) = merged.shift_remove("$ref") else {
            break;
        };
        let pointer = Pointer::from_reference(reference.as_str()?)?;
        grammar::kind_at(&pointer).filter(|kind| kind.is(&PATH_ITEM))?;
        for (key, value) in document.pointer(pointer.as_str())?.as_object()? {
            merged.entry(key.clone()).or_insert_with(|| value.clone());
        }
    }
    Some(Value::Object(merged))
}

#[cfg(test)]
mod tests;
