//! What a schema is made of: `allOf`, lone alternatives, null among the alternatives.

use serde_json::{Map, Value};

use super::document::{Doc, Node};
use crate::Pointer;

/// No `allOf` is nested deeper in an honest document.
const DEEPEST: usize = 32;

/// The schema itself and every part of it that `allOf` or, if wished, a lone alternative adds.
pub(super) fn flatten<'a>(
    doc: Doc<'a>,
    node: &Node<'a>,
    lone: bool,
    parts: &mut Vec<Node<'a>>,
    depth: usize,
) {
    let known = parts
        .iter()
        .any(|part| std::ptr::eq(part.value, node.value));
    let Value::Object(schema) = node.value else {
        return;
    };
    if known || depth > DEEPEST {
        return;
    }
    parts.push(node.clone());
    // A reference with siblings: what it leads to holds too.
    if let Some(target) = doc.target(node) {
        flatten(doc, &doc.follow(&target), lone, parts, depth + 1);
    }
    let all = list(schema, &node.at, "allOf");
    let only = lone_alternatives(node).filter(|_| lone);
    for part in all.into_iter().chain(only) {
        flatten(doc, &doc.follow(&part), lone, parts, depth + 1);
    }
}

/// The alternatives that have no other beside them.
pub(super) fn lone_alternatives<'a>(node: &Node<'a>) -> impl Iterator<Item = Node<'a>> {
    let schema = node.value.as_object();
    let of =
        |keyword| schema.map_or_else(Vec::new, |schema| alternatives(schema, &node.at, keyword));
    let lists = ["oneOf", "anyOf"].map(of);
    lists.into_iter().filter(|found| found.len() == 1).flatten()
}

/// The types that a schema names itself.
pub(super) fn types_of(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(many)) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// An alternative that says nothing but its type: a list of them is a list of types.
pub(super) fn is_bare(node: &Node<'_>) -> bool {
    let told = [
        "type",
        "description",
        "title",
        "example",
        "examples",
        "nullable",
    ];
    node.text("type").is_some() && node.entries().all(|(key, _)| told.contains(&key))
}

/// The alternatives of a keyword other than null.
pub(super) fn alternatives<'a>(
    schema: &'a Map<String, Value>,
    at: &Pointer,
    keyword: &str,
) -> Vec<Node<'a>> {
    let mut found = list(schema, at, keyword);
    found.retain(|node| !is_null(node.value));
    found
}

fn list<'a>(schema: &'a Map<String, Value>, at: &Pointer, keyword: &str) -> Vec<Node<'a>> {
    let Some(Value::Array(list)) = schema.get(keyword) else {
        return Vec::new();
    };
    let below = at.join(keyword);
    let nodes = list.iter().enumerate();
    nodes
        .map(|(index, value)| Node {
            value,
            at: below.join(index),
        })
        .collect()
}

fn is_null(schema: &Value) -> bool {
    match schema.get("type") {
        Some(Value::String(one)) => one == "null",
        Some(Value::Array(many)) => many.len() == 1 && many[0] == "null",
        _ => schema
            .get("enum")
            .and_then(Value::as_array)
            .is_some_and(|values| values.len() == 1 && values[0].is_null()),
    }
}

/// Whether a schema names null among its own types.
fn allows_null(schema: &Value) -> bool {
    let typed = matches!(schema.get("type"), Some(Value::Array(types)) if types.iter().any(|name| name == "null"));
    typed || schema.get("nullable") == Some(&Value::Bool(true))
}

/// Null is allowed if the schema itself says so, or every part that has a word on it.
pub(super) fn nullable(parts: &[Node<'_>]) -> bool {
    let says = |schema: &Value| {
        let alternative = ["oneOf", "anyOf"].iter().any(|keyword| {
            schema
                .get(keyword)
                .and_then(Value::as_array)
                .is_some_and(|list| list.iter().any(|one| is_null(one) || allows_null(one)))
        });
        alternative || allows_null(schema)
    };
    let Some((own, inner)) = parts.split_first() else {
        return false;
    };
    if says(own.value) {
        return true;
    }
    let typed = own.value.get("type").is_some() || own.value.get("properties").is_some();
    let mut inner = inner
        .iter()
        .filter(|part| {
            part.value.get("type").is_some()
                || part.value.get("oneOf").is_some()
                || part.value.get("anyOf").is_some()
        })
        .peekable();
    !typed && inner.peek().is_some() && inner.all(|part| says(part.value))
}
