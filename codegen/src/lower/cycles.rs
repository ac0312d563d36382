//! Types that contain themselves: boxed where they can, refused where nothing could ever end them.

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Severity};
use crate::ir::{Api, Presence, Shape, Type, TypeDef, TypeId};
use crate::lower::finish::shape_types;
use crate::source::Ownership;

/// Refuses objects that require themselves, directly or through others: no document can hold one.
/// In somebody else's document what closes the circle may be left out.
pub(super) fn refuse_endless(api: &mut Api, diagnostics: &mut Diagnostics) {
    for (id, field) in endless(&api.types) {
        let Shape::Object(object) = &mut api.types[id.0].shape else {
            continue;
        };
        let field = &mut object.fields[field];
        let mut diagnostic = Diagnostic::error(
            Code::Unsupported,
            api.source,
            &field.at,
            format!(
                "the required `{}` makes its object contain itself without end",
                field.name
            ),
        )
        .help("leave it out of `required`, or make it `nullable`");
        if api.ownership == Ownership::Foreign {
            diagnostic.severity = Severity::Warning;
            field.presence = Presence::Optional;
        }
        diagnostics.push(diagnostic);
    }
}

/// The required fields that close a circle of objects.
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

/// The fields of an object that cannot be without a value of a named type.
fn required_objects(def: &TypeDef) -> impl Iterator<Item = (usize, TypeId)> {
    let fields = match &def.shape {
        Shape::Object(object) => object.fields.as_slice(),
        _ => &[],
    };
    let required = fields
        .iter()
        .enumerate()
        .filter(|(_, field)| field.presence == Presence::Required);
    required.filter_map(|(index, field)| match field.ty {
        Type::Named(target) | Type::Boxed(target) => Some((index, target)),
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
            let mut references = shape_types(&mut types[index].shape);
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

/// The named type that a value of this type holds within itself, without an allocation between.
fn by_value(ty: &mut Type) -> Option<&mut Type> {
    match ty {
        Type::Nullable(inner) => by_value(inner),
        Type::Named(_) => Some(ty),
        _ => None,
    }
}
