//! Types that contain themselves: boxed where they can, refused where nothing could ever end them.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::ir::{Api, Presence, Shape, Type, TypeDef, TypeId};
use crate::lower::finish::shape_types;
use crate::source::Ownership;

/// Refuses objects and tuples that require themselves, directly or through others: no document can hold one.
/// In somebody else's document what closes the circle may be left out.
pub(super) fn refuse_endless(api: &mut Api, diagnostics: &mut Diagnostics) {
    for (id, field) in endless(&api.types) {
        let is_foreign = api.ownership == Ownership::Foreign;
        let (at, message, help) = match &mut api.types[id.0].shape {
            Shape::Object(object) => {
                let field = &mut object.fields[field];
                if is_foreign {
                    field.presence = Presence::Optional;
                }
                let message = format!(
                    "the required `{}` makes its object contain itself without end",
                    field.name
                );
                let help = "leave it out of `required`, or make it `nullable`";
                (&field.at, message, help)
            }
            Shape::Tuple(tuple) => {
                let position = &mut tuple.positions[field];
                if is_foreign {
                    position.ty = Type::Nullable(Box::new(position.ty.clone()));
                }
                let message = "this position makes its array contain itself without end";
                (&position.at, message.to_owned(), "make it `nullable`")
            }
            _ => continue,
        };
        let mut diagnostic =
            Diagnostic::error(Code::Unsupported, api.source, at, message).help(help);
        if is_foreign {
            diagnostic.severity = Severity::Warning;
        }
        diagnostics.push(diagnostic);
    }
}

/// The required fields, and the positions, that close a circle of objects and tuples.
fn endless(types: &[TypeDef]) -> Vec<(TypeId, usize)> {
    let mut closing = Vec::new();
    let mut state = vec![Visit::New; types.len()];
    for root in 0..types.len() {
        let mut stack = vec![(root, 0)];
        while let Some((index, edge)) = stack.pop() {
            if edge == 0 && state[index] != Visit::New {
                continue;
            }
            state[index] = Visit::Open;
            let Some((field, target)) = required_objects(&types[index]).nth(edge) else {
                state[index] = Visit::Done;
                continue;
            };
            stack.push((index, edge + 1));
            match state[target.0] {
                Visit::New => stack.push((target.0, 0)),
                Visit::Done => {}
                Visit::Open => closing.push((TypeId(index), field)),
            }
        }
    }
    closing
}

/// What an object or a tuple cannot be without, of a named type.
fn required_objects(def: &TypeDef) -> impl Iterator<Item = (usize, TypeId)> {
    let (fields, positions) = match &def.shape {
        Shape::Object(object) => (object.fields.as_slice(), [].as_slice()),
        Shape::Tuple(tuple) => ([].as_slice(), tuple.positions.as_slice()),
        _ => ([].as_slice(), [].as_slice()),
    };
    let fields = fields.iter().enumerate();
    let required = fields.filter(|(_, field)| field.presence == Presence::Required);
    let types = required.map(|(index, field)| (index, &field.ty));
    let positions = positions.iter().enumerate();
    let types = types.chain(positions.map(|(index, position)| (index, &position.ty)));
    types.filter_map(|(index, ty)| match ty {
        Type::Named(target) | Type::Boxed(target) => Some((index, *target)),
        _ => None,
    })
}

/// Boxes the references that close a circle of types that hold each other by value.
pub(super) fn box_values(types: &mut [TypeDef]) {
    let mut state = vec![Visit::New; types.len()];
    for root in 0..types.len() {
        // An explicit stack: a document may chain types as deep as it likes.
        let mut stack = vec![(root, 0)];
        while let Some((index, edge)) = stack.pop() {
            if edge == 0 && state[index] != Visit::New {
                continue;
            }
            state[index] = Visit::Open;
            let mut references = held(&mut types[index].shape);
            match references.get_mut(edge).map(|ty| by_value(ty)) {
                None => state[index] = Visit::Done,
                Some(reference) => {
                    stack.push((index, edge + 1));
                    if let Some(ty) = reference
                        && let Type::Named(target) = *ty
                    {
                        match state[target.0] {
                            Visit::New => stack.push((target.0, 0)),
                            Visit::Open => *ty = Type::Boxed(target),
                            Visit::Done => {}
                        }
                    }
                }
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Visit {
    New,
    Open,
    Done,
}

/// The types whose values stand in a value of this shape. Those of properties that are not listed stand
/// in a map.
fn held(shape: &mut Shape) -> Vec<&mut Type> {
    match shape {
        Shape::Object(object) => object
            .fields
            .iter_mut()
            .map(|field| &mut field.ty)
            .collect(),
        shape => shape_types(shape),
    }
}

/// The named type that a value of this type holds within itself, without an allocation between.
fn by_value(ty: &mut Type) -> Option<&mut Type> {
    match ty {
        Type::Nullable(inner) => by_value(inner),
        Type::Named(_) => Some(ty),
        _ => None,
    }
}
