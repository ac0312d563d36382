//! Schemas that are put together from others: what `allOf`, `oneOf` and `anyOf` amount to.

use openapiv3::{ReferenceOr, Schema};

use crate::Pointer;
use crate::lower::conflict;
use crate::lower::context::Lowering;
use crate::lower::enums;
use crate::lower::facets::Facets;
use crate::lower::schema::Class;

/// How deep parts of parts are looked into: more than any honest document has.
pub(super) const DEEPEST: usize = 16;

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
        [(index, _)] if !merges => wrapped(*index),
        several if several.iter().any(|(_, part)| *part == Part::Properties) => Some(Class::Object),
        _ if merges => Some(Class::Object),
        // Each part narrows the others: the list of texts says the most.
        several => {
            let narrowest = several.iter().find(|(_, part)| *part == Part::Enum);
            wrapped(narrowest.or(several.first())?.0)
        }
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
    let parts = list.iter().enumerate();
    let parts = parts.map(|(index, part)| (index, brings(lowering, part, 0)));
    parts.filter(|(_, part)| *part != Part::Nothing).collect()
}

fn brings(lowering: &Lowering<'_>, part: &ReferenceOr<Schema>, depth: usize) -> Part {
    let Some((_, schema)) = lowering.document.schema(part, &Pointer::root()) else {
        return Part::Nothing;
    };
    let facets = Facets::of(schema);
    if facets.has_properties() {
        return Part::Properties;
    }
    if enums::kind(&facets).is_some() {
        return Part::Enum;
    }
    if !facets.stands_alone() && depth < DEEPEST {
        let inner = facets
            .all_of
            .iter()
            .chain(facets.one_of)
            .chain(facets.any_of);
        let inner = inner.map(|part| brings(lowering, part, depth + 1));
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
