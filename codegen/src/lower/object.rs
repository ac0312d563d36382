//! Objects: named properties.

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Field, Home, Object, Presence, Type, TypeId};
use crate::lower::annotations;
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::{scalar, schema};

/// The properties of an object that stands in one place.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Object {
    let properties = facets.properties.into_iter().flatten();
    let mut fields = Vec::new();
    for (name, property) in properties {
        let at = at.join("properties").join(name);
        let required = facets.required.contains(name);
        fields.push(field(lowering, name, property, &at, required, id));
    }
    Object {
        fields,
        additional: additional(lowering, facets.additional, at, id),
    }
}

/// One property of the object `id`.
pub(super) fn field<'a>(
    lowering: &mut Lowering<'a>,
    name: &str,
    property: &'a ReferenceOr<Box<Schema>>,
    at: &Pointer,
    required: bool,
    id: TypeId,
) -> Field {
    let annotations = annotations::annotations(lowering, property, at);
    let limits = schema::limits(lowering, property, at);
    let secret = schema::is_secret(lowering, property, at);
    let lowered = schema::lower(lowering, property, at, Home::Inline(id, name.to_owned()));
    Field {
        name: name.to_owned(),
        rust_name: annotations.rust_name,
        docs: annotations.docs,
        ty: lowered.ty,
        presence: Presence::new(required, lowered.nullable),
        access: annotations.access,
        secret,
        limits,
        deprecated: annotations.deprecated,
        at: at.clone(),
    }
}

/// The type of the properties that an object with properties does not list. OpenAPI allows them by
/// default; only a document that gives them a schema means to use them.
pub(super) fn additional<'a>(
    lowering: &mut Lowering<'a>,
    additional: Option<&'a AdditionalProperties>,
    at: &Pointer,
    id: TypeId,
) -> Option<Type> {
    let Some(AdditionalProperties::Schema(values)) = additional else {
        return None;
    };
    let at = at.join("additionalProperties");
    let home = Home::Inline(id, "additional_property".to_owned());
    let values = schema::lower(lowering, values.as_ref(), &at, home);
    let values = values.into_element();
    scalar::refuse_text(lowering, &values, &at);
    Some(values)
}
