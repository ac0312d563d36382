//! Schemas: what type each of them is.

use std::borrow::Borrow;

use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Enum, EnumKind, Home, Limits, Object, Shape, Tuple, Type, TypeId, Union};
use crate::lower::annotations::{self, Annotations};
use crate::lower::context::{Lowered, Lowering, Target};
use crate::lower::facets::Facets;
use crate::lower::{all_of, enums, family, object, parts, reference, scalar, tuple, union};

/// What a schema is, by a look at its keywords.
pub(super) enum Class<'a> {
    /// Another schema, perhaps with annotations around it.
    Wrapper(&'a ReferenceOr<Schema>, Pointer),
    /// An object with named properties.
    Object,
    /// A text or a number out of a list.
    Enum,
    /// An object that others are built on, and that may be any of them.
    Family,
    /// One of several types.
    Union,
    /// A map from text.
    Map(&'a ReferenceOr<Schema>),
    /// An array of which each position has a schema of its own.
    Tuple(&'a [ReferenceOr<Schema>]),
    /// A sequence.
    List(Option<&'a ReferenceOr<Box<Schema>>>),
    /// Text, a number or a truth value.
    Scalar(&'a str),
    /// Any JSON.
    Json,
}

/// The stack that one step may need, and how much is added when there is less.
const RED_ZONE: usize = 256 << 10;
const MORE_STACK: usize = 4 << 20;

/// How many lists and maps may be nested with no named type between; compilers have limits too.
pub(super) const MOST_NESTED: usize = 16;

/// Lowers the schema that stands at `at`; if it needs a name of its own, it gets it from `home`.
pub(super) fn lower<'a, S: Borrow<Schema>>(
    lowering: &mut Lowering<'a>,
    schema: &'a ReferenceOr<S>,
    at: &Pointer,
    home: Home,
) -> Lowered {
    // A document may chain schemas as long as it likes.
    stacker::maybe_grow(RED_ZONE, MORE_STACK, || match schema {
        ReferenceOr::Item(schema) => match lowering.targets.get(at) {
            // A `$ref` from elsewhere has led here before.
            Some(Target::Done(lowered)) => lowered.clone(),
            _ => standing(lowering, schema.borrow(), at, home),
        },
        ReferenceOr::Reference { .. } => {
            let document = lowering.document;
            match document.schema(schema, at) {
                Some((target, schema)) => reference::referenced(lowering, schema, target),
                // `read` has refused the document already.
                None => Lowered::plain(Type::Json),
            }
        }
    })
}

/// The type of a schema that stands at a place itself.
pub(super) fn standing<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    at: &Pointer,
    home: Home,
) -> Lowered {
    let facets = Facets::of(schema);
    let home = shared_home(home, at);
    let nullable = schema.schema_data.nullable;
    let class = match classify(lowering, &facets, at) {
        Class::Object if lowering.families.has(at) => Class::Family,
        // A map of itself needs a name to refer to.
        Class::Map(values) if reference::leads_back(lowering, values, at) => Class::Object,
        class => class,
    };
    let lowered = match class {
        Class::Wrapper(inner, inner_at) => lower(lowering, inner, &inner_at, home),
        Class::Object | Class::Enum | Class::Tuple(_) | Class::Union | Class::Family => {
            let annotations = annotations::of_schema(lowering, &schema.schema_data, at);
            named(lowering, schema, &facets, &class, at, home, &annotations)
        }
        Class::Map(values) => {
            let at = at.join("additionalProperties");
            let values = lower(lowering, values, &at, element_home(home, "value"));
            let values = bounded(lowering, values.into_element(), &at);
            Lowered::plain(Type::Map(Box::new(values)))
        }
        Class::List(Some(items)) => {
            let at = at.join("items");
            let items = lower(lowering, items, &at, element_home(home, "item"));
            let items = bounded(lowering, items.into_element(), &at);
            Lowered::plain(Type::List(Box::new(items)))
        }
        Class::List(None) => Lowered::plain(Type::List(Box::new(Type::Json))),
        Class::Scalar(ty) => Lowered::plain(scalar::lower(lowering, ty, &facets, at)),
        Class::Json => Lowered::plain(Type::Json),
    };
    lowered.or_null(nullable || enums::lists_null(&facets))
}

/// The type of an element, unless it is nested too deep.
fn bounded(lowering: &mut Lowering<'_>, ty: Type, at: &Pointer) -> Type {
    if ty.nesting() < MOST_NESTED {
        return ty;
    }
    let message = format!("more than {MOST_NESTED} lists and maps are nested here");
    let diagnostic = lowering.error(Code::LimitExceeded, at, message);
    lowering.refuse(diagnostic.help("put an object with a property between them"));
    Type::Json
}

/// A type that gets a name. Its place is kept before its shape is known: it may refer to itself.
fn named<'a>(
    lowering: &mut Lowering<'a>,
    schema: &'a Schema,
    facets: &Facets<'a>,
    class: &Class<'a>,
    at: &Pointer,
    home: Home,
    annotations: &Annotations,
) -> Lowered {
    let empty = match class {
        Class::Enum => Shape::Enum(Enum {
            kind: EnumKind::Text,
            values: Vec::new(),
        }),
        Class::Tuple(_) => Shape::Tuple(Tuple {
            positions: Vec::new(),
        }),
        Class::Union | Class::Family => Shape::Union(Union {
            tag: None,
            variants: Vec::new(),
        }),
        _ => Shape::Object(Object {
            fields: Vec::new(),
            additional: None,
        }),
    };
    let id = lowering.reserve(home, at, annotations, empty);
    let lowered = Lowered {
        ty: Type::Named(id),
        nullable: schema.schema_data.nullable || enums::lists_null(facets),
    };
    let done = Target::Done(lowered.clone());
    lowering.targets.insert(at.clone(), done);
    let shape = match class {
        Class::Enum => Shape::Enum(enums::values(lowering, schema, facets, at)),
        Class::Tuple(positions) => Shape::Tuple(tuple::lower(lowering, positions, at, id)),
        Class::Union => Shape::Union(union::lower(lowering, schema, facets, at, id)),
        Class::Family => Shape::Union(family::lower(lowering, schema, facets, at, id)),
        _ => Shape::Object(object(lowering, facets, at, id)),
    };
    lowering.types[id.0].shape = shape;
    lowered
}

/// The object that a schema describes, with all that it is put together from.
pub(super) fn object<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Object {
    match facets.stands_alone() {
        true => object::lower(lowering, facets, at, id),
        false => all_of::lower(lowering, facets, at, id),
    }
}

/// The home of a schema that an operation uses and that stands below a component, such as a shared
/// response, or a body of which each property is a part: it is called after that, and not after the
/// operation that happened to use it first.
fn shared_home(home: Home, at: &Pointer) -> Home {
    let mut segments = at.segments();
    let (Home::Operation(_, part), Some("components")) = (&home, segments.next().as_deref()) else {
        return home;
    };
    let (Some(kind), Some(name)) = (segments.next(), segments.next()) else {
        return home;
    };
    let word = match kind.as_ref() {
        "responses" => "response",
        "requestBodies" => "body",
        "schemas" => part,
        _ => "",
    };
    if kind != "schemas" && name.to_ascii_lowercase().ends_with(word) {
        return Home::Component(name.into_owned());
    }
    Home::Component(format!("{name}_{word}"))
}

/// An element without a name of its own is called after what holds it.
pub(super) fn element_home(home: Home, word: &str) -> Home {
    match home {
        Home::Component(name) => Home::Component(format!("{name}_{word}")),
        Home::Inline(id, name) => Home::Inline(id, format!("{name}_{word}")),
        Home::Operation(index, name) => Home::Operation(index, format!("{name}_{word}")),
        Home::Shared(name) => Home::Shared(format!("{name}_{word}")),
    }
}

pub(super) fn classify<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> Class<'a> {
    // `not` only forbids values: it says nothing of the type of those that are left.
    if let Some(class) = parts::of_all(lowering, facets, at) {
        return class;
    }
    if let Some(class) = parts::of_alternatives(lowering, facets, at) {
        return class;
    }
    if enums::kind(facets).is_some() {
        return Class::Enum;
    }
    by_type(lowering, facets, at)
}

fn by_type<'a>(lowering: &mut Lowering<'_>, facets: &Facets<'a>, at: &Pointer) -> Class<'a> {
    match facets.ty.or_else(|| enums::type_of_values(facets)) {
        Some(scalar @ ("string" | "number" | "integer" | "boolean")) => Class::Scalar(scalar),
        Some("array") => list(facets),
        Some("object") | None if facets.has_properties() => Class::Object,
        Some("object") | None => match facets.additional {
            Some(AdditionalProperties::Schema(values)) => Class::Map(values.as_ref()),
            _ if facets.items.is_some() => list(facets),
            _ => Class::Json,
        },
        Some(other) => {
            lowering.unsupported(
                &at.join("type"),
                format!("the type `{other}` is not supported"),
                "use `string`, `number`, `integer`, `boolean`, `array` or `object`",
            );
            Class::Json
        }
    }
}

fn list<'a>(facets: &Facets<'a>) -> Class<'a> {
    match facets.positions {
        [] => Class::List(facets.items),
        positions => Class::Tuple(positions),
    }
}

/// Whether the text at a place is for no eyes: a password.
pub(super) fn is_secret<S: Borrow<Schema>>(
    lowering: &Lowering<'_>,
    schema: &ReferenceOr<S>,
    at: &Pointer,
) -> bool {
    let target = lowering.document.schema(schema, at);
    target.is_some_and(|(_, schema)| Facets::of(schema).format.as_deref() == Some("password"))
}

/// The limits of the schema at a place, its own or those of what it refers to.
pub(super) fn limits<S: Borrow<Schema>>(
    lowering: &Lowering<'_>,
    schema: &ReferenceOr<S>,
    at: &Pointer,
) -> Limits {
    let target = lowering.document.schema(schema, at);
    target.map_or_else(Limits::default, |(_, schema)| Facets::of(schema).limits)
}
