//! `oneOf` and `anyOf`: values of one of several types.

use openapiv3::{ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Enum, EnumKind, Home, JsonKind, Shape, Type, TypeId, Union, Variant};
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::{enums, extensions, scalar, schema};

/// The alternatives of a union.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Union {
    let (keyword, parts) = match facets.one_of {
        [] => ("anyOf", facets.any_of),
        parts => ("oneOf", parts),
    };
    let discriminator = schema.schema_data.discriminator.as_ref();
    let mut variants: Vec<Variant> = Vec::new();
    for (index, part) in parts.iter().enumerate() {
        let at = at.join(keyword).join(index);
        let mut variant = variant(lowering, parts, part, &at, id);
        if let (Some(discriminator), ReferenceOr::Reference { reference }) = (discriminator, part) {
            variant.tags = Some(tags(&discriminator.mapping, reference));
        }
        // An alternative that is listed twice is one.
        if !variants.iter().any(|other| other.ty == variant.ty) {
            variants.push(variant);
        }
    }
    Union {
        tag: discriminator.map(|discriminator| discriminator.property_name.clone()),
        variants,
    }
}

fn variant<'a>(
    lowering: &mut Lowering<'a>,
    parts: &[ReferenceOr<Schema>],
    part: &'a ReferenceOr<Schema>,
    at: &Pointer,
    id: TypeId,
) -> Variant {
    let name = match part {
        ReferenceOr::Item(schema) => {
            let data = &schema.schema_data;
            let key = extensions::RUST_NAME;
            let name = extensions::text(lowering, &data.extensions, key, at);
            name.or_else(|| data.title.clone())
                .or_else(|| telling_word(lowering, parts, schema))
        }
        ReferenceOr::Reference { reference } => component(reference).map(str::to_owned),
    };
    let place = name.clone().unwrap_or_else(|| "variant".to_owned());
    let lowered = schema::lower(lowering, part, at, Home::Inline(id, place));
    scalar::refuse_text(lowering, &lowered.ty, at);
    let (word, kind) = kind(lowering, &lowered.ty);
    Variant {
        hint: name.unwrap_or_else(|| word.to_owned()),
        ty: lowered.into_element(),
        kind,
        tags: None,
        required: Vec::new(),
        at: at.clone(),
    }
}

/// What tells an alternative without a name from the others: the only text that it can be, the kind of
/// listed values, what it is built on, the only text that one of its properties can be, or the first
/// property that no other has.
fn telling_word(
    lowering: &Lowering<'_>,
    parts: &[ReferenceOr<Schema>],
    schema: &Schema,
) -> Option<String> {
    let facets = Facets::of(schema);
    if let Some(only) = enums::only_text(&facets) {
        return Some(only.to_owned());
    }
    if let Some(word) = kind_of_enum(parts, &facets) {
        return Some(word.to_owned());
    }
    if let Some(ReferenceOr::Reference { reference }) = facets.all_of.first() {
        return component(reference).map(str::to_owned);
    }
    let properties = facets.properties?;
    let constant = properties.values().find_map(|property| match property {
        ReferenceOr::Item(schema) => enums::only_text(&Facets::of(schema)).map(str::to_owned),
        ReferenceOr::Reference { .. } => None,
    });
    let others = parts.iter().filter_map(|part| {
        let (_, other) = lowering.document.schema(part, &Pointer::root())?;
        let other = Facets::of(other);
        other.properties.filter(|other| *other != properties)
    });
    let others: Vec<_> = others.collect();
    let own = |name: &&String| others.iter().all(|other| !other.contains_key(*name));
    constant.or_else(|| properties.keys().find(own).cloned())
}

/// The kind of listed values, where alternatives list values of both.
fn kind_of_enum(parts: &[ReferenceOr<Schema>], facets: &Facets<'_>) -> Option<&'static str> {
    let own = enums::kind(facets)?;
    let mut others = parts.iter().filter_map(|part| match part {
        ReferenceOr::Item(schema) => enums::kind(&Facets::of(schema)),
        ReferenceOr::Reference { .. } => None,
    });
    others.any(|other| other != own).then_some(match own {
        EnumKind::Text => "Text",
        EnumKind::Integer => "Integer",
    })
}

/// The values of the discriminator that mean the schema of a reference: those that the mapping
/// lists, else the component's own name.
pub(super) fn tags(mapping: &indexmap::IndexMap<String, String>, reference: &str) -> Vec<String> {
    let name = component(reference).unwrap_or(reference);
    let listed: Vec<String> = mapping
        .iter()
        .filter(|(_, target)| *target == reference || *target == name)
        .map(|(value, _)| value.clone())
        .collect();
    if listed.is_empty() {
        vec![name.to_owned()]
    } else {
        listed
    }
}

/// The name of the component that a reference leads to.
fn component(reference: &str) -> Option<&str> {
    reference.rsplit('/').next()
}

/// The word for an alternative that has no name, and the JSON that it is written as.
pub(super) fn kind(lowering: &Lowering<'_>, ty: &Type) -> (&'static str, JsonKind) {
    match ty {
        Type::String | Type::Text(_) => ("String", JsonKind::String),
        Type::Date => ("Date", JsonKind::String),
        Type::Timestamp => ("Timestamp", JsonKind::String),
        Type::Base64 => ("Base64", JsonKind::String),
        Type::Boolean => ("Boolean", JsonKind::Boolean),
        Type::Integer(_) => ("Integer", JsonKind::Integer),
        Type::Float | Type::Decimal => ("Number", JsonKind::Number),
        Type::List(_) => ("List", JsonKind::Array),
        Type::Map(_) => ("Map", JsonKind::Object),
        Type::Json | Type::Upload | Type::File => ("Json", JsonKind::Any),
        Type::Nullable(inner) => kind(lowering, inner),
        Type::Named(id) | Type::Boxed(id) => match &lowering.types[id.0].shape {
            Shape::Object(_) => ("Object", JsonKind::Object),
            Shape::Enum(Enum { kind, .. }) => match kind {
                EnumKind::Text => ("Enum", JsonKind::String),
                EnumKind::Integer => ("Enum", JsonKind::Integer),
            },
            Shape::Tuple(_) => ("Tuple", JsonKind::Array),
            Shape::Union(_) => ("Union", JsonKind::Any),
        },
    }
}
