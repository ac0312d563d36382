//! The part of a document that was asked for: some operations and what they reach.
//!
//! Everything else is taken out before the document is checked, so that nothing is said about it.

use std::collections::{HashMap, HashSet};

use openapiv3::{OpenAPI, ReferenceOr};
use serde_json::{Map, Value};

use super::{grammar, rewrite};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// Keeps the operations that `asked` names, by tag, by id or as `GET /path`, with what they reach.
/// A name that is none is an error. Gives the operations that stay only because a reference leads
/// into them: [`hide`] takes them out when the references are resolved.
pub(super) fn select(
    document: &mut Value,
    asked: &[String],
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Vec<Pointer> {
    rewrite::inline_path_items(document);
    let mut known = HashSet::new();
    let mut chosen = HashSet::new();
    for (at, names) in operations(document) {
        if names.iter().any(|name| asked.contains(name)) {
            chosen.insert(at);
        }
        known.extend(names);
    }
    let unknown: Vec<_> = asked.iter().filter(|name| !known.contains(*name)).collect();
    if !unknown.is_empty() {
        let found = unknown.iter().map(|name| no_such(name, &known, source));
        diagnostics.extend(found);
        return Vec::new();
    }
    let reached = reach(document, &chosen);
    let hidden = keep(document, &chosen, &reached);
    retain_components(document, &reached);
    hidden
}

/// Takes the operations out of the document that nobody asked for.
pub(super) fn hide(document: &mut OpenAPI, hidden: &[Pointer]) {
    for at in hidden {
        let mut words = at.segments().skip(1);
        let (Some(path), Some(method)) = (words.next(), words.next()) else {
            continue;
        };
        let item = document.paths.paths.get_mut(path.as_ref());
        if let Some(ReferenceOr::Item(item)) = item {
            let slot = match method.as_ref() {
                "get" => &mut item.get,
                "put" => &mut item.put,
                "post" => &mut item.post,
                "delete" => &mut item.delete,
                "options" => &mut item.options,
                "head" => &mut item.head,
                "patch" => &mut item.patch,
                _ => &mut item.trace,
            };
            *slot = None;
        }
    }
}

/// The id of an operation that has none: its method and path, `get_events_by_id`.
pub(crate) fn default_id(method: &str, path: &str) -> String {
    let mut words = vec![method.to_ascii_lowercase()];
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        let name = segment.strip_prefix('{');
        match name.and_then(|name| name.strip_suffix('}')) {
            Some(name) => words.push(format!("by_{name}")),
            None => words.push(segment.to_owned()),
        }
    }
    words.join("_")
}

/// Every operation with the names that it can be asked for by.
fn operations(document: &Value) -> Vec<(Pointer, Vec<String>)> {
    let mut found = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(operation) = item.get(method).and_then(Value::as_object) else {
                continue;
            };
            let tags = operation.get("tags").and_then(Value::as_array);
            let tags = tags.into_iter().flatten().filter_map(Value::as_str);
            let id = operation.get("operationId").and_then(Value::as_str);
            let id = id.filter(|id| !id.trim().is_empty());
            let mut names: Vec<String> = tags.map(str::to_owned).collect();
            names.push(id.map_or_else(|| default_id(method, path), str::to_owned));
            names.push(format!("{} {path}", method.to_ascii_uppercase()));
            let at = Pointer::root().join("paths").join(path).join(method);
            found.push((at, names));
        }
    }
    found
}

fn no_such(name: &str, known: &HashSet<String>, source: SourceId) -> Diagnostic {
    let message = format!("the document has no tag and no operation `{name}`");
    let at = Pointer::root().join("paths");
    let found = Diagnostic::error(Code::UnknownSelection, source, &at, message).on_key();
    let mut known: Vec<&str> = known.iter().map(String::as_str).collect();
    known.sort_unstable();
    match grammar::nearest(name, known.into_iter()) {
        Some(known) => found.help(format!("did you mean `{known}`?")),
        None => {
            found.help("name a tag, an operationId, or a method and path such as `GET /events`")
        }
    }
}

/// The components and the parts of other operations that the chosen operations, their path items
/// and the document itself refer to, as far as their second and third word.
fn reach(document: &Value, chosen: &HashSet<Pointer>) -> HashSet<Pointer> {
    let children = children(document);
    let mut reached = HashSet::new();
    let mut open: Vec<&Value> = Vec::new();
    for (key, value) in document.as_object().into_iter().flatten() {
        if !["components", "paths", "webhooks"].contains(&key.as_str()) {
            open.push(value);
        }
    }
    let at_components = Pointer::root().join("components");
    let security = at_components.join("securitySchemes");
    open.extend(document.pointer(security.as_str()));
    for at in chosen {
        open.extend(document.pointer(at.as_str()));
        let item = at.parent().unwrap_or_default();
        for shared in ["parameters", "servers"] {
            open.extend(document.pointer(item.join(shared).as_str()));
        }
    }
    while let Some(value) = open.pop() {
        for target in targets(value) {
            let Some(at) = holder(&target) else { continue };
            let Some(value) = document.pointer(at.as_str()) else {
                continue;
            };
            let base = at.last().filter(|_| value.get("discriminator").is_some());
            let derived = base.and_then(|name| children.get(name.as_ref()));
            if reached.insert(at.clone()) {
                open.push(value);
            }
            for child in derived.into_iter().flatten() {
                let at = at_components.join("schemas").join(child);
                open.extend(document.pointer(at.as_str()).filter(|_| reached.insert(at)));
            }
        }
    }
    reached
}

/// The schemas that extend a schema, by its name: a discriminator leads to them without a `$ref`.
fn children(document: &Value) -> HashMap<String, Vec<&String>> {
    let mut children: HashMap<String, Vec<&String>> = HashMap::new();
    let schemas = document.pointer("/components/schemas");
    for (name, schema) in schemas.and_then(Value::as_object).into_iter().flatten() {
        let parts = schema.get("allOf").and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            let base = part.get("$ref").and_then(Value::as_str);
            let base = base.and_then(|base| base.strip_prefix("#/components/schemas/"));
            if let Some(base) = base {
                children.entry(base.to_owned()).or_default().push(name);
            }
        }
    }
    children
}

/// Where the references in a value lead.
fn targets(value: &Value) -> Vec<Pointer> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(map) => {
                let reference = map.get("$ref").and_then(Value::as_str);
                found.extend(reference.and_then(Pointer::from_reference));
                let mapping = map.get("mapping").and_then(Value::as_object);
                for target in mapping
                    .into_iter()
                    .flatten()
                    .filter_map(|(_, to)| to.as_str())
                {
                    let schemas = Pointer::root().join("components").join("schemas");
                    let by_name = || Some(schemas.join(target));
                    found.extend(Pointer::from_reference(target).or_else(by_name));
                }
                open.extend(map.values());
            }
            _ => {}
        }
    }
    found
}

/// The component or the part of a path item that a pointer leads into.
fn holder(target: &Pointer) -> Option<Pointer> {
    let words: Vec<_> = target.segments().take(3).collect();
    match words.as_slice() {
        [first, second, third] if first == "components" || first == "paths" => {
            Some(Pointer::root().join(first).join(second).join(third))
        }
        _ => None,
    }
}

/// Takes out the operations that are neither chosen nor referred to; gives those that are only
/// referred to.
fn keep(
    document: &mut Value,
    chosen: &HashSet<Pointer>,
    reached: &HashSet<Pointer>,
) -> Vec<Pointer> {
    let mut hidden = Vec::new();
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return hidden;
    };
    paths.retain(|path, item| {
        let at = Pointer::root().join("paths").join(path);
        let Value::Object(item) = item else {
            return true;
        };
        item.retain(|key, _| {
            let at = at.join(key);
            let is_operation = METHODS.contains(&key.as_str());
            if is_operation && !chosen.contains(&at) && reached.contains(&at) {
                hidden.push(at.clone());
            }
            !is_operation || chosen.contains(&at) || reached.contains(&at)
        });
        let is_operation = |key: &String| METHODS.contains(&key.as_str());
        item.keys().any(is_operation) || item.keys().any(|key| reached.contains(&at.join(key)))
    });
    hidden
}

fn retain_components(document: &mut Value, reached: &HashSet<Pointer>) {
    let components = document
        .get_mut("components")
        .and_then(Value::as_object_mut);
    for (kind, all) in components.into_iter().flatten() {
        let at = Pointer::root().join("components").join(kind);
        let Value::Object(all) = all else { continue };
        if kind != "securitySchemes" && !kind.starts_with("x-") {
            let all: &mut Map<String, Value> = all;
            all.retain(|name, _| reached.contains(&at.join(name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_with_a_discriminator_keeps_those_that_extend_it() {
        let reference = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let mut document = json!({
            "paths": { "/a": { "get": { "responses": { "200": reference("Base") } } } },
            "components": { "schemas": {
                "Base": { "discriminator": { "propertyName": "kind" } },
                "Child": { "allOf": [reference("Base"), { "items": reference("Inner") }] },
                "Inner": {},
                "Other": { "allOf": [reference("Child")] },
            } },
        });
        let asked = ["get_a".to_owned()];
        let mut found = Diagnostics::default();
        select(&mut document, &asked, SourceId(0), &mut found);
        let kept = document["components"]["schemas"].as_object().unwrap();
        assert_eq!(kept.keys().collect::<Vec<_>>(), ["Base", "Child", "Inner"]);
        assert!(found.is_empty());
    }
}
