//! One flat view of a schema's keywords.
//!
//! `openapiv3` sorts schemas into kinds; the kinds say too little about schemas that mix keywords,
//! so lowering looks at the keywords themselves.

use indexmap::IndexMap;
use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, IntegerType, NumberType, ObjectType, ReferenceOr,
    Schema, SchemaKind, StringType, Type, VariantOrUnknownOrEmpty,
};
use serde_json::Value;

use crate::ir::Limits;
use crate::read::POSITIONS;

/// The keywords of a schema.
#[derive(Default)]
pub(super) struct Facets<'a> {
    pub ty: Option<&'a str>,
    pub format: Option<String>,
    pub enumeration: Vec<Value>,
    pub properties: Option<&'a IndexMap<String, ReferenceOr<Box<Schema>>>>,
    pub required: &'a [String],
    pub additional: Option<&'a AdditionalProperties>,
    pub items: Option<&'a ReferenceOr<Box<Schema>>>,
    /// What stands in each position, if each has a schema of its own.
    pub positions: &'a [ReferenceOr<Schema>],
    pub one_of: &'a [ReferenceOr<Schema>],
    pub any_of: &'a [ReferenceOr<Schema>],
    pub all_of: &'a [ReferenceOr<Schema>],
    pub limits: Limits,
}

impl<'a> Facets<'a> {
    /// The keywords of a schema.
    pub fn of(schema: &'a Schema) -> Self {
        let mut facets = match &schema.schema_kind {
            SchemaKind::Type(ty) => Self::of_type(ty),
            SchemaKind::OneOf { one_of } => Self {
                one_of,
                ..Self::default()
            },
            SchemaKind::AnyOf { any_of } => Self {
                any_of,
                ..Self::default()
            },
            SchemaKind::AllOf { all_of } => Self {
                all_of,
                ..Self::default()
            },
            SchemaKind::Not { .. } => Self::default(),
            SchemaKind::Any(any) => Self::of_any(any),
        };
        let default = schema.schema_data.default.as_ref();
        facets.limits.default = default.map(ToString::to_string);
        if schema.schema_data.extensions.contains_key(POSITIONS)
            && let Some(ReferenceOr::Item(items)) = facets.items
            && let SchemaKind::AnyOf { any_of } = &items.schema_kind
        {
            facets.positions = any_of;
            // That there are so many is what the type says.
            (facets.limits.min_length, facets.limits.max_length) = (None, None);
        }
        facets
    }

    /// Whether the schema has properties of its own, beside those of its `allOf`.
    pub fn has_properties(&self) -> bool {
        self.properties
            .is_some_and(|properties| !properties.is_empty())
    }

    /// Whether the schema is made of no others.
    pub fn stands_alone(&self) -> bool {
        self.all_of.is_empty() && self.one_of.is_empty() && self.any_of.is_empty()
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::String(string) => Self::of_string(string),
            Type::Number(number) => Self::of_number(number),
            Type::Integer(integer) => Self::of_integer(integer),
            Type::Boolean(boolean) => Self {
                ty: Some("boolean"),
                enumeration: values(&boolean.enumeration),
                ..Self::default()
            },
            Type::Array(array) => Self::of_array(array),
            Type::Object(object) => Self::of_object(object),
        }
    }

    fn of_string(string: &'a StringType) -> Self {
        Self {
            ty: Some("string"),
            format: format(&string.format),
            enumeration: values(&string.enumeration),
            limits: Limits {
                min_length: string.min_length,
                max_length: string.max_length,
                pattern: string.pattern.clone(),
                ..Limits::default()
            },
            ..Self::default()
        }
    }

    fn of_number(number: &'a NumberType) -> Self {
        Self {
            ty: Some("number"),
            format: format(&number.format),
            enumeration: values(&number.enumeration),
            limits: Limits {
                minimum: bound('>', number.exclusive_minimum, number.minimum),
                maximum: bound('<', number.exclusive_maximum, number.maximum),
                multiple_of: number.multiple_of.map(|n| n.to_string()),
                ..Limits::default()
            },
            ..Self::default()
        }
    }

    fn of_integer(integer: &'a IntegerType) -> Self {
        Self {
            ty: Some("integer"),
            format: format(&integer.format),
            enumeration: values(&integer.enumeration),
            limits: Limits {
                minimum: bound('>', integer.exclusive_minimum, integer.minimum),
                maximum: bound('<', integer.exclusive_maximum, integer.maximum),
                multiple_of: integer.multiple_of.map(|n| n.to_string()),
                ..Limits::default()
            },
            ..Self::default()
        }
    }

    fn of_array(array: &'a ArrayType) -> Self {
        Self {
            ty: Some("array"),
            items: array.items.as_ref(),
            limits: Limits {
                min_length: array.min_items,
                max_length: array.max_items,
                ..Limits::default()
            },
            ..Self::default()
        }
    }

    fn of_object(object: &'a ObjectType) -> Self {
        Self {
            ty: Some("object"),
            properties: Some(&object.properties),
            required: &object.required,
            additional: object.additional_properties.as_ref(),
            limits: Limits {
                min_length: object.min_properties,
                max_length: object.max_properties,
                ..Limits::default()
            },
            ..Self::default()
        }
    }

    fn of_any(any: &'a AnySchema) -> Self {
        let exclusive = |flag: Option<bool>| flag.unwrap_or(false);
        Self {
            ty: any.typ.as_deref(),
            format: any.format.clone(),
            enumeration: any.enumeration.clone(),
            properties: Some(&any.properties),
            required: &any.required,
            additional: any.additional_properties.as_ref(),
            items: any.items.as_ref(),
            positions: &[],
            one_of: &any.one_of,
            any_of: &any.any_of,
            all_of: &any.all_of,
            limits: Limits {
                minimum: bound('>', exclusive(any.exclusive_minimum), any.minimum),
                maximum: bound('<', exclusive(any.exclusive_maximum), any.maximum),
                multiple_of: any.multiple_of.map(|n| n.to_string()),
                min_length: any.min_length.or(any.min_items).or(any.min_properties),
                max_length: any.max_length.or(any.max_items).or(any.max_properties),
                pattern: any.pattern.clone(),
                default: None,
            },
        }
    }
}

/// The name of a format, whether `openapiv3` knows it or not.
fn format<T: serde::Serialize>(format: &VariantOrUnknownOrEmpty<T>) -> Option<String> {
    match format {
        VariantOrUnknownOrEmpty::Empty => None,
        VariantOrUnknownOrEmpty::Unknown(name) => Some(name.clone()),
        VariantOrUnknownOrEmpty::Item(known) => {
            let name = serde_json::to_value(known).ok()?;
            name.as_str().map(str::to_owned)
        }
    }
}

/// The values of an enum, with null for the null that a nullable enum may list.
fn values<T: Clone + Into<Value>>(values: &[Option<T>]) -> Vec<Value> {
    let values = values.iter().cloned();
    values
        .map(|value| value.map_or(Value::Null, Into::into))
        .collect()
}

fn bound(sign: char, exclusive: bool, value: Option<impl ToString>) -> Option<String> {
    let equal = if exclusive { "" } else { "=" };
    value.map(|value| format!("{sign}{equal} {}", value.to_string()))
}
