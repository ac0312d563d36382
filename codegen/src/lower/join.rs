//! One type out of two that describe the same value: what both allow, or what either allows.

use crate::ir::{
    Enum, Field, Home, JsonKind, Object, Presence, Shape, Type, TypeDef, TypeId, Union,
};
use crate::lower::annotations::Annotations;
use crate::lower::context::Lowering;
use crate::lower::either::either;
use crate::lower::union;

/// How the two descriptions belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Join {
    /// Both hold, as in `allOf`; the second refines the first.
    Both,
    /// One of them holds, as in `oneOf`.
    Either,
}

/// Where a type stands that has to be made of two.
#[derive(Clone, Copy)]
pub(super) struct Place<'p> {
    /// What it stands in.
    pub parent: TypeId,
    /// The word that tells it from its siblings.
    pub word: &'p str,
}

/// The type of a value that two types describe; `None` where no value can be of both.
pub(super) fn types(
    lowering: &mut Lowering<'_>,
    place: Place<'_>,
    join: Join,
    first: &Type,
    second: &Type,
) -> Option<Type> {
    match (first, second) {
        (first, second) if first == second => Some(second.clone()),
        (Type::Json, other) | (other, Type::Json) => Some(match join {
            // Any JSON is narrowed by whoever says more.
            Join::Both => other.clone(),
            Join::Either => Type::Json,
        }),
        (Type::List(first), Type::List(second)) => {
            let item = types(lowering, place, join, first, second)?;
            Some(Type::List(Box::new(item)))
        }
        (Type::Map(first), Type::Map(second)) => {
            let value = types(lowering, place, join, first, second)?;
            Some(Type::Map(Box::new(value)))
        }
        (Type::Nullable(first), second) | (second, Type::Nullable(first)) => {
            let both = types(lowering, place, join, first, second)?;
            Some(match join {
                Join::Both => both,
                Join::Either => Type::Nullable(Box::new(both)),
            })
        }
        (Type::Named(one), Type::Named(other)) => named(lowering, place, join, *one, *other),
        _ => unnamed(lowering, place, join, first, second),
    }
}

/// Two fields of one name; the second says what it is.
pub(super) fn fields(
    lowering: &mut Lowering<'_>,
    parent: TypeId,
    join: Join,
    first: &Field,
    second: Field,
) -> Option<Field> {
    let place = Place {
        parent,
        word: &second.name,
    };
    let ty = types(lowering, place, join, &first.ty, &second.ty)?;
    let is_required = |field: &Field| !field.presence.is_optional();
    let presence = match join {
        Join::Both => Presence::new(
            is_required(first) || is_required(&second),
            second.presence.is_nullable(),
        ),
        Join::Either => Presence::new(
            is_required(first) && is_required(&second),
            first.presence.is_nullable() || second.presence.is_nullable(),
        ),
    };
    Some(Field {
        ty,
        presence,
        ..second
    })
}

fn named(
    lowering: &mut Lowering<'_>,
    place: Place<'_>,
    join: Join,
    one: TypeId,
    other: TypeId,
) -> Option<Type> {
    if let Some(done) = lowering.joined.get(&(join, one, other)) {
        return Some(Type::Named(*done));
    }
    // What is built on the other says all that the other says.
    for (derived, base) in [(one, other), (other, one)] {
        let bases = lowering.bases.get(&derived);
        let built_on = bases.is_some_and(|bases| bases.contains(&lowering.types[base.0].at));
        if join == Join::Both && built_on {
            return Some(Type::Named(derived));
        }
    }
    let (first, second) = (&lowering.types[one.0], &lowering.types[other.0]);
    match (&first.shape, &second.shape) {
        (Shape::Object(first), Shape::Object(second)) => {
            let (first, second) = (first.clone(), second.clone());
            let empty = Shape::Object(Object {
                fields: Vec::new(),
                additional: None,
            });
            let id = reserve(lowering, place, other, empty);
            lowering.joined.insert((join, one, other), id);
            let object = objects(lowering, id, join, first, second);
            lowering.types[id.0].shape = Shape::Object(object);
            Some(Type::Named(id))
        }
        (Shape::Enum(first), Shape::Enum(second)) if first.kind == second.kind => match join {
            Join::Both if lists_all(second, first) => Some(Type::Named(one)),
            Join::Both if lists_all(first, second) => Some(Type::Named(other)),
            Join::Both => Some(Type::Named(match values_of_both(first, second) {
                Some(both) => reserve(lowering, place, other, Shape::Enum(both)),
                // A value that neither lists may still come: an enum is open.
                None => other,
            })),
            Join::Either => {
                let shape = Shape::Enum(all_values(first, second));
                let id = reserve(lowering, place, other, shape);
                Some(Type::Named(id))
            }
        },
        // The second refines the first, if both have as many positions.
        (Shape::Tuple(first), Shape::Tuple(second))
            if join == Join::Both && first.positions.len() == second.positions.len() =>
        {
            Some(Type::Named(other))
        }
        (Shape::Union(first), Shape::Union(second))
            if join == Join::Both && !variants_of_both(first, second).variants.is_empty() =>
        {
            let both = variants_of_both(first, second);
            let count = both.variants.len();
            Some(Type::Named(match count {
                _ if count == second.variants.len() => other,
                _ if count == first.variants.len() => one,
                _ => reserve(lowering, place, other, Shape::Union(both)),
            }))
        }
        _ => unnamed(
            lowering,
            place,
            join,
            &Type::Named(one),
            &Type::Named(other),
        ),
    }
}

fn unnamed(
    lowering: &mut Lowering<'_>,
    place: Place<'_>,
    join: Join,
    first: &Type,
    second: &Type,
) -> Option<Type> {
    if join == Join::Either {
        return Some(either(lowering, place, first, second));
    }
    match (first, second) {
        (Type::String, other) | (other, Type::String) => {
            let kind = union::kind(lowering, other).1;
            (kind == JsonKind::String).then(|| other.clone())
        }
        (Type::Float | Type::Decimal, other) | (other, Type::Float | Type::Decimal) => {
            let is_number = matches!(other, Type::Integer(_) | Type::Decimal | Type::Float);
            is_number.then(|| other.clone())
        }
        (Type::Integer(_), Type::Integer(_)) => Some(second.clone()),
        (Type::Integer(_), other) | (other, Type::Integer(_)) => {
            let kind = union::kind(lowering, other).1;
            (kind == JsonKind::Integer).then(|| other.clone())
        }
        (Type::Map(_), Type::Named(id)) | (Type::Named(id), Type::Map(_))
            if matches!(lowering.types[id.0].shape, Shape::Object(_)) =>
        {
            Some(Type::Named(*id))
        }
        (Type::List(_), Type::Named(id)) | (Type::Named(id), Type::List(_))
            if matches!(lowering.types[id.0].shape, Shape::Tuple(_)) =>
        {
            Some(Type::Named(*id))
        }
        // What is one of several is narrowed to the one that the other names.
        (Type::Named(id), other) if is_variant(&lowering.types[id.0], other) => Some(other.clone()),
        (other, Type::Named(id)) if is_variant(&lowering.types[id.0], other) => Some(other.clone()),
        _ => None,
    }
}

fn is_variant(def: &TypeDef, ty: &Type) -> bool {
    match &def.shape {
        Shape::Union(union) => union.variants.iter().any(|variant| variant.ty == *ty),
        _ => false,
    }
}

fn reserve(lowering: &mut Lowering<'_>, place: Place<'_>, like: TypeId, shape: Shape) -> TypeId {
    let def = &lowering.types[like.0];
    let at = def.at.clone();
    let annotations = Annotations {
        deprecated: def.deprecated,
        ..Annotations::documented(&def.docs)
    };
    let home = Home::Inline(place.parent, place.word.to_owned());
    lowering.reserve(home, &at, &annotations, shape)
}

fn objects(
    lowering: &mut Lowering<'_>,
    id: TypeId,
    join: Join,
    first: Object,
    second: Object,
) -> Object {
    let mut rest = second.fields;
    let mut all = Vec::new();
    for field in first.fields {
        let twin = rest.iter().position(|other| other.name == field.name);
        match twin.map(|index| rest.remove(index)) {
            Some(twin) => {
                let last = twin.clone();
                all.push(fields(lowering, id, join, &field, twin).unwrap_or(last));
            }
            None => all.push(alone(join, field)),
        }
    }
    all.extend(rest.into_iter().map(|field| alone(join, field)));
    Object {
        fields: all,
        additional: second.additional.or(first.additional),
    }
}

/// A field that only one of two objects has.
fn alone(join: Join, field: Field) -> Field {
    match join {
        Join::Both => field,
        Join::Either => Field {
            presence: Presence::new(false, field.presence.is_nullable()),
            ..field
        },
    }
}

fn lists_all(all: &Enum, of: &Enum) -> bool {
    let lists = |value: &str| all.values.iter().any(|known| known.value == value);
    of.values.iter().all(|value| lists(&value.value))
}

/// The values that stand in both lists, if there are any.
fn values_of_both(first: &Enum, second: &Enum) -> Option<Enum> {
    let is_in_first = |value: &str| first.values.iter().any(|known| known.value == value);
    let values = second.values.iter();
    let values: Vec<_> = (values.filter(|value| is_in_first(&value.value)).cloned()).collect();
    (!values.is_empty()).then_some(Enum {
        kind: second.kind,
        values,
    })
}

/// The alternatives of the second that the first has too.
fn variants_of_both(first: &Union, second: &Union) -> Union {
    let is_in_first = |ty: &Type| first.variants.iter().any(|variant| variant.ty == *ty);
    let mut both = second.clone();
    both.variants.retain(|variant| is_in_first(&variant.ty));
    both
}

fn all_values(first: &Enum, second: &Enum) -> Enum {
    let mut values = first.values.clone();
    for value in &second.values {
        if values.iter().all(|known| known.value != value.value) {
            values.push(value.clone());
        }
    }
    Enum {
        kind: first.kind,
        values,
    }
}
