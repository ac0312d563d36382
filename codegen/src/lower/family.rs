//! A schema with a `discriminator` and no alternatives of its own: the schemas that are built on it
//! with `allOf` are its alternatives, and so is it itself.

use std::collections::HashMap;

use openapiv3::{Discriminator, OpenAPI, ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Home, JsonKind, Object, Shape, Type, TypeId, Union, Variant};
use crate::lower::annotations;
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::{reference, schema, union};

/// The components that are built on each component with a discriminator, in the document's order.
#[derive(Default)]
pub(super) struct Families(HashMap<Pointer, Vec<String>>);

impl Families {
    /// The families of a document.
    pub fn of(openapi: &OpenAPI) -> Self {
        let mut families = HashMap::new();
        let components = openapi.components.iter();
        let schemas: Vec<_> = components.flat_map(|all| &all.schemas).collect();
        let mut bases: HashMap<&str, Vec<&str>> = HashMap::new();
        for (name, schema) in &schemas {
            let ReferenceOr::Item(schema) = schema else {
                continue;
            };
            for part in Facets::of(schema).all_of {
                if let Some(base) = referenced(part) {
                    bases.entry(base).or_default().push(name.as_str());
                }
            }
        }
        for (name, schema) in &schemas {
            let base = match schema {
                ReferenceOr::Item(schema) => schema,
                ReferenceOr::Reference { .. } => continue,
            };
            let facets = Facets::of(base);
            let has_alternatives = !facets.one_of.is_empty() || !facets.any_of.is_empty();
            if base.schema_data.discriminator.is_none() || has_alternatives {
                continue;
            }
            let mut members: Vec<&str> = Vec::new();
            let mut open = vec![name.as_str()];
            while let Some(base) = open.pop() {
                for &member in bases.get(base).into_iter().flatten() {
                    if member != name.as_str() && !members.contains(&member) {
                        members.push(member);
                        open.push(member);
                    }
                }
            }
            let place = |member: &&str| {
                schemas
                    .iter()
                    .position(|(name, _)| name.as_str() == *member)
            };
            members.sort_by_key(place);
            if !members.is_empty() {
                let at = Pointer::root()
                    .join("components")
                    .join("schemas")
                    .join(name.as_str());
                families.insert(at, members.into_iter().map(str::to_owned).collect());
            }
        }
        Self(families)
    }

    /// Whether a schema is the base of a family.
    pub fn has(&self, at: &Pointer) -> bool {
        self.0.contains_key(at)
    }
}

fn referenced(part: &ReferenceOr<Schema>) -> Option<&str> {
    match part {
        ReferenceOr::Reference { reference } => reference.strip_prefix("#/components/schemas/"),
        ReferenceOr::Item(_) => None,
    }
}

/// The union of a base and of all that is built on it. A value whose tag names none of them is kept as
/// it came: as the base it would lose what makes it more than that.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Union {
    let members = lowering.families.0.get(at).cloned().unwrap_or_default();
    let discriminator = schema.schema_data.discriminator.as_ref();
    let mut variants = Vec::new();
    for name in &members {
        let at = at.parent().unwrap_or_default().join(name.as_str());
        let components = lowering.document.openapi.components.as_ref();
        let found = components.and_then(|components| components.schemas.get(name));
        let Some(ReferenceOr::Item(member)) = found else {
            continue;
        };
        let ty = reference::referenced(lowering, member, at.clone()).ty;
        variants.push(variant(discriminator, name, name, ty, at));
    }
    let annotations = annotations::of_schema(lowering, &schema.schema_data, at);
    let empty = Shape::Object(Object {
        fields: Vec::new(),
        additional: None,
    });
    let base = lowering.reserve(Home::Inline(id, "base".to_owned()), at, &annotations, empty);
    lowering.types[base.0].rust_name = None;
    lowering.types[base.0].shape = Shape::Object(schema::object(lowering, facets, at, base));
    let name = at.last().unwrap_or_default().into_owned();
    variants.push(variant(
        discriminator,
        &name,
        "base",
        Type::Named(base),
        at.clone(),
    ));
    Union {
        tag: discriminator.map(|discriminator| discriminator.property_name.clone()),
        variants,
    }
}

fn variant(
    discriminator: Option<&Discriminator>,
    name: &str,
    hint: &str,
    ty: Type,
    at: Pointer,
) -> Variant {
    let reference = format!("#/components/schemas/{name}");
    let tags = discriminator.map(|of| union::tags(&of.mapping, &reference));
    Variant {
        hint: hint.to_owned(),
        ty,
        kind: JsonKind::Object,
        tags,
        required: Vec::new(),
        at,
    }
}
