//! Enums: strings out of a list.

use openapiv3::Schema;
use serde_json::Value;

use crate::Pointer;
use crate::ir::{Enum, EnumValue};
use crate::lower::context::Lowering;
use crate::lower::extensions;
use crate::lower::facets::Facets;

/// Whether null is among the listed values.
pub(super) fn lists_null(facets: &Facets<'_>) -> bool {
    facets.enumeration.contains(&Value::Null)
}

/// Whether a schema is an enum of texts. Other listed values leave their type as it is.
pub(super) fn is_enum(facets: &Facets<'_>) -> bool {
    let texts = facets.enumeration.iter().any(Value::is_string);
    match facets.ty {
        Some("string") => facets.enumeration.iter().any(|value| !value.is_null()),
        None => texts && type_of_values(facets) == Some("string"),
        Some(_) => false,
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

/// The listed values, null apart.
pub(super) fn values(
    lowering: &mut Lowering<'_>,
    schema: &Schema,
    facets: &Facets<'_>,
    at: &Pointer,
) -> Enum {
    let names = rust_names(lowering, schema, at);
    let mut values = Vec::new();
    for (index, value) in facets.enumeration.iter().enumerate() {
        let at = at.join("enum").join(index);
        let value = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            // YAML reads `1` and `true` as no texts where the document says that they are.
            other => other.to_string(),
        };
        values.push(EnumValue {
            rust_name: names.get(&value).cloned(),
            value,
            at,
        });
    }
    Enum { values }
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
