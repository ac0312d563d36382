//! Schemas that are put together from others: what `allOf`, `oneOf` and `anyOf` amount to.

use std::collections::{HashMap, HashSet};
use std::ptr;

use openapiv3::{ReferenceOr, Schema};

use crate::Pointer;
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::schema::Class;
use crate::lower::{conflict, enums, scalar};

/// How deep parts of parts are looked into: many times what any honest document has.
pub(super) const DEEPEST: usize = 256;

/// What one part brings.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    /// Nothing but annotations and constraints.
    Nothing,
    /// Properties.
    Properties,
    /// A list of values.
    Enum,
    /// Something else.
    Other,
}

/// What a schema with `allOf` is; `None` where its parts say nothing about the type.
pub(super) fn of_all<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> Option<Class<'a>> {
    let parts = telling(lowering, facets.all_of);
    if !parts.is_empty() && conflict::is_reported(lowering, facets, at) {
        return Some(Class::Json);
    }
    let alternatives =
        telling(lowering, facets.one_of).len() + telling(lowering, facets.any_of).len();
    let wrapped = |index: usize| {
        let at = at.join("allOf").join(index);
        Some(Class::Wrapper(&facets.all_of[index], at))
    };
    let merges = facets.has_properties() || alternatives > 0;
    match parts.as_slice() {
        [] if facets.has_properties() && alternatives > 0 => Some(Class::Object),
        [] => None,
        // What an enum lists itself narrows the part too.
        _ if !merges && enums::is_narrowed(lowering, facets) => Some(Class::Enum),
        [(index, _)] if !merges && !requires_more(lowering, facets, *index, at) => wrapped(*index),
        several if several.iter().any(|(_, part)| *part == Part::Properties) => Some(Class::Object),
        _ if merges => Some(Class::Object),
        // Each part narrows the others: the type is that of the one that says the most.
        several => wrapped(narrowest(lowering, facets.all_of, several)?),
    }
}

/// Whether `required`, of the schema or of a part that brings nothing else, names a property that the
/// one part with properties has and does not require.
fn requires_more(lowering: &Lowering<'_>, facets: &Facets<'_>, index: usize, at: &Pointer) -> bool {
    let at = at.join("allOf").join(index);
    let Some((target, schema)) = lowering.document.schema(&facets.all_of[index], &at) else {
        return false;
    };
    let (mut properties, mut required) = (HashSet::new(), HashSet::new());
    let is_object = members(
        lowering,
        schema,
        &mut HashSet::new(),
        &mut properties,
        &mut required,
    );
    let others = facets.all_of.iter().filter_map(|part| {
        let (_, schema) = lowering.document.schema(part, &Pointer::root())?;
        Some(Facets::of(schema).required)
    });
    let mut more = others.chain([facets.required]).flatten();
    is_object
        && !lowering.families.has(&target)
        && more.any(|name| properties.contains(name.as_str()) && !required.contains(name.as_str()))
}

/// Collects the properties of an object and those that it requires; whether it is one, and not one of
/// several.
fn members<'a>(
    lowering: &Lowering<'a>,
    schema: &'a Schema,
    visited: &mut HashSet<*const Schema>,
    properties: &mut HashSet<&'a str>,
    required: &mut HashSet<&'a str>,
) -> bool {
    visited.insert(schema);
    let facets = Facets::of(schema);
    properties.extend(
        facets
            .properties
            .into_iter()
            .flatten()
            .map(|(name, _)| name.as_str()),
    );
    required.extend(facets.required.iter().map(String::as_str));
    let mut parts = facets.all_of.iter();
    let are_objects = parts.all(|part| {
        let part = lowering.document.schema(part, &Pointer::root());
        // A part that several share says the same each time.
        let part = part.filter(|(_, part)| !visited.contains(&ptr::from_ref(*part)));
        visited.len() < DEEPEST
            && part.is_none_or(|(_, part)| members(lowering, part, visited, properties, required))
    });
    are_objects && facets.one_of.is_empty() && facets.any_of.is_empty()
}

/// The part that says the most of a value; the first of those that say as much.
fn narrowest(
    lowering: &Lowering<'_>,
    list: &[ReferenceOr<Schema>],
    several: &[(usize, Part)],
) -> Option<usize> {
    let several = several.iter().rev();
    let narrowest = several.max_by_key(|(index, part)| match part {
        Part::Enum => 5,
        _ => match lowering.document.schema(&list[*index], &Pointer::root()) {
            Some((_, schema)) => weight(&Facets::of(schema)),
            None => 0,
        },
    });
    narrowest.map(|(index, _)| *index)
}

/// How much a schema that lists no values says of them.
fn weight(facets: &Facets<'_>) -> usize {
    match (facets.ty, facets.format.as_deref()) {
        (Some("string"), format) if scalar::is_narrow(format) => 4,
        (Some("integer"), Some("int32" | "uint32")) => 4,
        (Some("integer"), _) => 3,
        (Some("number"), Some("decimal")) => 2,
        (Some("string" | "number" | "boolean"), _) => 1,
        _ if !facets.positions.is_empty() => 4,
        _ if facets.items.is_some() || facets.additional.is_some() => 3,
        (Some(_), _) => 1,
        (None, _) => 2,
    }
}

/// What a schema with `oneOf` or `anyOf` is; `None` where they only constrain it.
pub(super) fn of_alternatives<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> Option<Class<'a>> {
    for (keyword, list) in [("oneOf", facets.one_of), ("anyOf", facets.any_of)] {
        match telling(lowering, list).as_slice() {
            [] => {}
            [(index, _)] if list.len() == 1 => {
                let at = at.join(keyword).join(index);
                return Some(Class::Wrapper(&list[*index], at));
            }
            _ if enums::is_enum_in_parts(list) => return Some(Class::Enum),
            _ => return Some(Class::Union),
        }
    }
    None
}

/// The parts that say something about the type, with their places in the list.
fn telling(lowering: &Lowering<'_>, list: &[ReferenceOr<Schema>]) -> Vec<(usize, Part)> {
    let mut known = Known::new();
    let parts = list.iter().enumerate();
    let parts = parts.map(|(index, part)| (index, brings(lowering, part, 0, &mut known)));
    parts.filter(|(_, part)| *part != Part::Nothing).collect()
}

/// What the parts looked at so far bring, by their addresses: those that many share are looked at once,
/// and those that are made of themselves bring nothing more by that.
type Known = HashMap<*const Schema, Part>;

fn brings(
    lowering: &Lowering<'_>,
    part: &ReferenceOr<Schema>,
    depth: usize,
    known: &mut Known,
) -> Part {
    let Some((_, schema)) = lowering.document.schema(part, &Pointer::root()) else {
        return Part::Nothing;
    };
    if let Some(part) = known.get(&ptr::from_ref(schema)) {
        return *part;
    }
    known.insert(schema, Part::Nothing);
    let part = brought(lowering, &Facets::of(schema), depth, known);
    known.insert(schema, part);
    part
}

fn brought(lowering: &Lowering<'_>, facets: &Facets<'_>, depth: usize, known: &mut Known) -> Part {
    if facets.has_properties() {
        return Part::Properties;
    }
    if enums::kind(facets).is_some() {
        return Part::Enum;
    }
    if !facets.stands_alone() && depth < DEEPEST {
        let inner = facets
            .all_of
            .iter()
            .chain(facets.one_of)
            .chain(facets.any_of);
        let inner = inner.map(|part| brings(lowering, part, depth + 1, known));
        let inner: Vec<Part> = inner.filter(|part| *part != Part::Nothing).collect();
        return match inner.as_slice() {
            [] => Part::Nothing,
            parts if parts.contains(&Part::Properties) => Part::Properties,
            [only] => *only,
            _ => Part::Other,
        };
    }
    let typed = facets.ty.is_some_and(|ty| ty != "object") || !facets.enumeration.is_empty();
    match typed || facets.additional.is_some() || facets.items.is_some() {
        true => Part::Other,
        false if facets.ty == Some("object") => Part::Properties,
        false => Part::Nothing,
    }
}
