//! What a `$ref` leads to is lowered once, also where it leads back to what it stands in.

use std::borrow::Borrow;

use openapiv3::{ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Home, Type};
use crate::lower::context::{Lowered, Lowering, Target};
use crate::lower::enums;
use crate::lower::facets::Facets;
use crate::lower::parts::DEEPEST;
use crate::lower::schema::{self, Class, MOST_NESTED};

/// Lowers the component of this name, if there is one.
pub(super) fn component(lowering: &mut Lowering<'_>, name: &str) -> Option<Lowered> {
    let document = lowering.document;
    let components = document.openapi.components.as_ref()?;
    let at = Pointer::root()
        .join("components")
        .join("schemas")
        .join(name);
    let (target, schema) = document.schema(components.schemas.get(name)?, &at)?;
    Some(referenced(lowering, schema, target))
}

/// The name that the target of a `$ref` gives to its type: that of the component, and of what is
/// below it if the reference leads deeper.
fn component_home(at: &Pointer) -> Home {
    let words: Vec<_> = at
        .segments()
        .skip(2)
        .filter(|word| word != "properties")
        .collect();
    Home::Component(words.join("_"))
}

/// The type of what a `$ref` leads to.
pub(super) fn referenced<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    at: Pointer,
) -> Lowered {
    match lowering.targets.get(&at) {
        Some(Target::Done(lowered)) => return lowered.clone(),
        Some(Target::Begun) => {
            if let Some(lowered) = begun(lowering, schema, &at, 0) {
                return lowered;
            }
            lowering.unsupported(
                &at,
                "this schema contains itself, with no object between",
                "put an object with a property between the schema and itself",
            );
            return Lowered::plain(Type::Json);
        }
        None => {}
    }
    lowering.targets.insert(at.clone(), Target::Begun);
    let lowered = schema::standing(lowering, schema, &at, component_home(&at));
    lowering.targets.insert(at, Target::Done(lowered.clone()));
    lowered
}

/// Whether the values of the map that stands at `at` are that map again, or lists or maps of it.
pub(super) fn leads_back<'a>(
    lowering: &mut Lowering<'a>,
    values: &'a ReferenceOr<Schema>,
    at: &Pointer,
) -> bool {
    let document = lowering.document;
    let mut next = document.schema(values, &at.join("additionalProperties"));
    for _ in 0..DEEPEST {
        let Some((place, schema)) = next else {
            return false;
        };
        if place == *at {
            return true;
        }
        next = match schema::classify(lowering, &Facets::of(schema), &place) {
            Class::Wrapper(inner, inner_at) => document.schema(inner, &inner_at),
            Class::Map(values) => document.schema(values, &place.join("additionalProperties")),
            Class::List(Some(items)) => document.schema(items, &place.join("items")),
            _ => return false,
        };
    }
    false
}

/// The type of a schema without a name whose lowering has begun, if what it holds is known by now: the
/// list of objects that a property of these objects refers to.
fn begun<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    at: &Pointer,
    depth: usize,
) -> Option<Lowered> {
    if depth == MOST_NESTED {
        return None;
    }
    let facets = Facets::of(schema);
    let lowered = match schema::classify(lowering, &facets, at) {
        Class::Wrapper(inner, inner_at) => begun_at(lowering, inner, &inner_at, depth)?,
        Class::Map(values) => {
            let values = begun_at(lowering, values, &at.join("additionalProperties"), depth)?;
            Lowered::plain(Type::Map(Box::new(values.into_element())))
        }
        Class::List(Some(items)) => {
            let items = begun_at(lowering, items, &at.join("items"), depth)?;
            Lowered::plain(Type::List(Box::new(items.into_element())))
        }
        _ => return None,
    };
    Some(lowered.or_null(schema.schema_data.nullable || enums::lists_null(&facets)))
}

fn begun_at<'a, S: Borrow<Schema>>(
    lowering: &mut Lowering<'a>,
    schema: &'a ReferenceOr<S>,
    at: &Pointer,
    depth: usize,
) -> Option<Lowered> {
    let document = lowering.document;
    let (at, schema) = document.schema(schema, at)?;
    match lowering.targets.get(&at) {
        Some(Target::Done(lowered)) => Some(lowered.clone()),
        _ => begun(lowering, schema, &at, depth + 1),
    }
}
