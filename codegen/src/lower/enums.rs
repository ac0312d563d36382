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
        match value {
            Value::Null => {}
            Value::String(value) => values.push(EnumValue {
                value: value.clone(),
                rust_name: names.get(value).cloned(),
                at,
            }),
            other => lowering.unsupported(
                &at,
                format!("the enum value `{other}` is not text"),
                "list texts only, or leave the `enum` out",
            ),
        }
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
