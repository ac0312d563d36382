//! A union of two types that describe the same value, where one of them holds.

use crate::ir::{EnumKind, Home, Shape, Type, Union, Variant};
use crate::lower::annotations::Annotations;
use crate::lower::context::Lowering;
use crate::lower::join::Place;
use crate::lower::union;

/// A union of both. An enum is open, so that it takes any other text by itself.
pub(super) fn either(
    lowering: &mut Lowering<'_>,
    place: Place<'_>,
    first: &Type,
    second: &Type,
) -> Type {
    for (ty, other) in [(first, second), (second, first)] {
        if *other == Type::String
            && let Type::Named(id) = ty
            && let Shape::Enum(of) = &lowering.types[id.0].shape
            && of.kind == EnumKind::Text
        {
            return ty.clone();
        }
    }
    let mut variants: Vec<Variant> = Vec::new();
    for ty in [first, second] {
        for mut variant in alternatives(lowering, ty, place) {
            if variants.iter().any(|known| known.ty == variant.ty) {
                continue;
            }
            let alike = variants.iter().filter(|known| known.kind == variant.kind);
            let number = alike.count() + 1;
            if number > 1 {
                variant.hint = format!("{}{number}", variant.hint);
            }
            variants.push(variant);
        }
    }
    let annotations = Annotations::documented("A value of one of several kinds.");
    let at = lowering.types[place.parent.0].at.clone();
    let home = Home::Inline(place.parent, place.word.to_owned());
    let empty = Shape::Union(Union {
        tag: None,
        variants: Vec::new(),
    });
    let id = lowering.reserve(home.clone(), &at, &annotations, empty);
    for variant in &variants {
        // What would have the name of the union stands in it instead.
        if let Type::Named(inner) = variant.ty
            && lowering.types[inner.0].home == home
        {
            lowering.types[inner.0].home = Home::Inline(id, variant.hint.clone());
        }
    }
    lowering.types[id.0].shape = Shape::Union(Union {
        tag: None,
        variants,
    });
    Type::Named(id)
}

fn alternatives(lowering: &Lowering<'_>, ty: &Type, place: Place<'_>) -> Vec<Variant> {
    if let Type::Named(id) = ty
        && let Shape::Union(union) = &lowering.types[id.0].shape
    {
        return union.variants.clone();
    }
    let (word, kind) = union::kind(lowering, ty);
    vec![Variant {
        hint: word.to_owned(),
        ty: ty.clone(),
        kind,
        tags: None,
        required: Vec::new(),
        at: lowering.types[place.parent.0].at.clone(),
    }]
}
