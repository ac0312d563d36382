//! Enums: texts and whole numbers out of a list.

use std::collections::HashSet;

use openapiv3::{ReferenceOr, Schema};
use serde_json::Value;

use crate::Pointer;
use crate::ir::{Enum, EnumKind, EnumValue};
use crate::lower::context::Lowering;
use crate::lower::extensions;
use crate::lower::facets::Facets;

/// What other tools read: the names of the values, in their order.
const LISTS_OF_NAMES: [&str; 2] = ["x-enum-varnames", "x-enumNames"];

/// Whether null is among the listed values.
pub(super) fn lists_null(facets: &Facets<'_>) -> bool {
    facets.enumeration.contains(&Value::Null)
}

/// What the values of an enum are; `None` where a schema is none. Listed numbers with a fraction and
/// truth values leave their type as it is.
pub(super) fn kind(facets: &Facets<'_>) -> Option<EnumKind> {
    let mut values = facets
        .enumeration
        .iter()
        .filter(|value| !value.is_null())
        .peekable();
    values.peek()?;
    let ty = facets.ty.or_else(|| type_of_values(facets));
    match ty {
        Some("string") => Some(EnumKind::Text),
        Some("integer") if values.all(|value| integer(value).is_some()) => Some(EnumKind::Integer),
        _ => None,
    }
}

/// A whole number, also where the document writes it as text.
fn integer(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    }
}

/// Whether a schema is an enum of texts.
pub(super) fn is_enum(facets: &Facets<'_>) -> bool {
    kind(facets) == Some(EnumKind::Text)
}

/// The text of a list of one.
pub(super) fn only_text<'f>(facets: &'f Facets<'_>) -> Option<&'f str> {
    match facets.enumeration.as_slice() {
        [Value::String(only)] if !only.is_empty() => Some(only),
        _ => None,
    }
}

/// The type that all listed values have, for a schema that names none.
pub(super) fn type_of_values(facets: &Facets<'_>) -> Option<&'static str> {
    let values = facets.enumeration.iter().filter(|value| !value.is_null());
    let mut types = values.map(|value| match value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        _ => None,
    });
    let first = types.next()??;
    types.all(|other| other == Some(first)).then_some(first)
}

/// Whether all alternatives are texts without a name: lists of them, and perhaps any other one. That
/// is an enum, since an enum is open.
pub(super) fn is_enum_in_parts(parts: &[ReferenceOr<Schema>]) -> bool {
    let mut lists = 0;
    let all = parts.iter().all(|part| {
        let ReferenceOr::Item(schema) = part else {
            return false;
        };
        let facets = Facets::of(schema);
        let data = &schema.schema_data;
        let named = data.title.is_some() || data.extensions.contains_key(extensions::RUST_NAME);
        let is_list = is_enum(&facets) && facets.stands_alone();
        lists += usize::from(is_list);
        !named && (is_list || is_any_text(&facets))
    });
    all && lists > 0
}

fn is_any_text(facets: &Facets<'_>) -> bool {
    facets.ty == Some("string") && facets.format.is_none() && facets.stands_alone()
}

/// The listed values, null apart; of a schema with alternatives, those of all, and of one with parts,
/// those that stand in each list.
pub(super) fn values(
    lowering: &mut Lowering<'_>,
    schema: &Schema,
    facets: &Facets<'_>,
    at: &Pointer,
) -> Enum {
    let mut values = Vec::new();
    let mut kind = kind(facets);
    listed(lowering, schema, facets, at, &mut values);
    for (part, at) in lists_of_parts(lowering, facets, at) {
        let facets = Facets::of(part);
        let mut others = Vec::new();
        listed(lowering, part, &facets, &at, &mut others);
        if kind.is_none() {
            kind = self::kind(&facets);
            values = others;
            continue;
        }
        values.retain(|value| others.iter().any(|other| other.value == value.value));
    }
    for (keyword, parts) in [("oneOf", facets.one_of), ("anyOf", facets.any_of)] {
        for (index, part) in parts.iter().enumerate() {
            if let ReferenceOr::Item(schema) = part {
                let at = at.join(keyword).join(index);
                listed(lowering, schema, &Facets::of(schema), &at, &mut values);
            }
        }
    }
    Enum {
        kind: kind.unwrap_or(EnumKind::Text),
        values,
    }
}

/// Whether no part of `allOf` lists just those values that all lists have in common, its own among
/// them: then the schema is an enum of its own.
pub(super) fn is_narrowed(lowering: &Lowering<'_>, facets: &Facets<'_>) -> bool {
    let parts = lists_of_parts(lowering, facets, &Pointer::root());
    let mut lists: Vec<HashSet<Value>> = (parts.iter())
        .map(|(part, _)| set(&Facets::of(part)))
        .collect();
    let own = kind(facets).map(|_| set(facets));
    let mut shared = match own.as_ref().or(lists.first()) {
        Some(first) => first.clone(),
        None => return false,
    };
    let kinds = parts.iter().map(|(part, _)| kind(&Facets::of(part)));
    let mut kinds = kinds.chain(own.is_some().then(|| kind(facets)));
    let first = kinds.next();
    if lists.is_empty() || kinds.any(|kind| Some(kind) != first) {
        return false;
    }
    for list in &lists {
        shared.retain(|value| list.contains(value));
    }
    lists.retain(|list| *list == shared);
    lists.is_empty()
}

fn set(facets: &Facets<'_>) -> HashSet<Value> {
    let values = facets.enumeration.iter();
    values.filter(|value| !value.is_null()).cloned().collect()
}

/// The parts of `allOf` that list values, with their places.
fn lists_of_parts<'a>(
    lowering: &Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> Vec<(&'a Schema, Pointer)> {
    let parts = facets.all_of.iter().enumerate();
    let parts = parts.filter_map(|(index, part)| {
        let (at, schema) = lowering
            .document
            .schema(part, &at.join("allOf").join(index))?;
        kind(&Facets::of(schema)).map(|_| (schema, at))
    });
    parts.collect()
}

fn listed(
    lowering: &mut Lowering<'_>,
    schema: &Schema,
    facets: &Facets<'_>,
    at: &Pointer,
    values: &mut Vec<EnumValue>,
) {
    let names = rust_names(lowering, schema, at);
    let data = &schema.schema_data;
    let others = LISTS_OF_NAMES
        .iter()
        .find_map(|key| data.extensions.get(*key)?.as_array());
    for (index, value) in facets.enumeration.iter().enumerate() {
        let at = at.join("enum").join(index);
        let value = match value {
            Value::Null => continue,
            value if kind(facets) == Some(EnumKind::Integer) => {
                integer(value).unwrap_or_default().to_string()
            }
            Value::String(text) => text.clone(),
            // YAML reads `1` and `true` as no texts where the document says that they are.
            other => other.to_string(),
        };
        if values.iter().any(|known| known.value == value) {
            continue;
        }
        let other = others.and_then(|names| names.get(index)?.as_str());
        values.push(EnumValue {
            rust_name: names
                .get(&value)
                .cloned()
                .or_else(|| other.map(str::to_owned)),
            value,
            at,
        });
    }
}

/// `x-rust-names`: the names of values that do not make a good one by themselves.
fn rust_names(
    lowering: &mut Lowering<'_>,
    schema: &Schema,
    at: &Pointer,
) -> indexmap::IndexMap<String, String> {
    let key = extensions::RUST_NAMES;
    let Some(value) = schema.schema_data.extensions.get(key) else {
        return indexmap::IndexMap::new();
    };
    let names = value.as_object().and_then(|names| {
        let names = names.iter();
        names
            .map(|(value, name)| Some((value.clone(), name.as_str()?.to_owned())))
            .collect()
    });
    names.unwrap_or_else(|| {
        let expected = "a mapping from values to names";
        extensions::refuse(lowering, &at.join(key), key, expected, value);
        indexmap::IndexMap::new()
    })
}
