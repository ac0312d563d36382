//! `allOf`: the parts of an object are joined into one.
//!
//! A property keeps the place of its first mention and the words of its last, as a derived schema
//! refines what it inherits. Its type is what all of its mentions allow; where they stand in different
//! alternatives, what any of them allows.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Field, Object, Type, TypeId};
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::join::{self, Join};
use crate::lower::{enums, object};

/// What the parts have brought so far.
struct Parts<'a> {
    /// The schema that is put together.
    whole: Pointer,
    properties: IndexMap<String, Vec<Mention<'a>>>,
    required: HashSet<&'a str>,
    additional: Option<(&'a AdditionalProperties, Pointer)>,
    visited: HashSet<Pointer>,
}

/// One part's schema of a property.
struct Mention<'a> {
    schema: &'a ReferenceOr<Box<Schema>>,
    at: Pointer,
    binding: Binding,
}

/// Joins the parts, those of parts, and the schema's own properties.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Object {
    let mut parts = Parts {
        whole: at.clone(),
        properties: IndexMap::new(),
        required: HashSet::new(),
        additional: None,
        visited: HashSet::from([at.clone()]),
    };
    collect(lowering, facets, at, Binding::Always, &mut parts);
    lowering
        .bases
        .insert(id, std::mem::take(&mut parts.visited));
    let mut fields = Vec::new();
    for (name, mentions) in &parts.properties {
        let required = parts.required.contains(name.as_str());
        let (mut always, mut perhaps) = (None, None);
        for mention in mentions {
            let field = object::field(lowering, name, mention.schema, &mention.at, required, id);
            match mention.binding {
                Binding::Always => always = Some(refined(lowering, id, always, field)),
                Binding::Perhaps => perhaps = Some(widened(lowering, id, perhaps, field)),
            }
        }
        fields.extend(match (perhaps, always) {
            (Some(perhaps), Some(always)) => {
                let known = join::fields(lowering, id, Join::Both, &perhaps, always.clone());
                Some(known.unwrap_or(always))
            }
            (perhaps, always) => always.or(perhaps),
        });
    }
    let additional = parts.additional.take();
    let additional =
        additional.and_then(|(values, at)| object::additional(lowering, Some(values), &at, id));
    Object { fields, additional }
}

/// A property that holds whatever the parts before have said of it.
fn refined(lowering: &mut Lowering<'_>, id: TypeId, before: Option<Field>, last: Field) -> Field {
    let Some(before) = before else { return last };
    if let Some(field) = join::fields(lowering, id, Join::Both, &before, last.clone()) {
        return field;
    }
    let name = &last.name;
    let diagnostic = lowering
        .error(
            Code::Unsupported,
            &last.at,
            format!("the parts of `allOf` give `{name}` types that have no value in common"),
        )
        .related(lowering.document.source, &before.at, "the other part")
        .help("give both the same type, or leave the property out of one of them");
    lowering.refuse(diagnostic);
    Field {
        ty: Type::Json,
        ..last
    }
}

/// A property that one alternative describes in this way, and another one perhaps in another.
fn widened(lowering: &mut Lowering<'_>, id: TypeId, before: Option<Field>, last: Field) -> Field {
    let known =
        before.and_then(|before| join::fields(lowering, id, Join::Either, &before, last.clone()));
    known.unwrap_or(last)
}

/// Whether a part holds for every value of the schema.
#[derive(Clone, Copy, PartialEq)]
enum Binding {
    /// It is a part of `allOf`: what it requires is required.
    Always,
    /// It is an alternative of `oneOf` or `anyOf`: any of its properties may come.
    Perhaps,
}

fn collect<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
    binding: Binding,
    parts: &mut Parts<'a>,
) {
    let lists = [
        ("allOf", facets.all_of, binding),
        ("oneOf", facets.one_of, Binding::Perhaps),
        ("anyOf", facets.any_of, Binding::Perhaps),
    ];
    for (keyword, list, binding) in lists {
        if keyword != "allOf" && lists_whole(lowering, list, parts) {
            continue;
        }
        for (index, part) in list.iter().enumerate() {
            let document = lowering.document;
            let Some((at, schema)) = document.schema(part, &at.join(keyword).join(index)) else {
                continue;
            };
            // A base that several parts share is joined once; one that includes itself adds nothing.
            if parts.visited.insert(at.clone()) {
                let facets = Facets::of(schema);
                check_object(lowering, &facets, &at);
                collect(lowering, &facets, &at, binding, parts);
            }
        }
    }
    for (name, schema) in facets.properties.into_iter().flatten() {
        let at = at.join("properties").join(name);
        let mentions = parts.properties.entry(name.clone()).or_default();
        mentions.push(Mention {
            schema,
            at,
            binding,
        });
    }
    if binding == Binding::Always {
        let required = facets.required.iter().map(String::as_str);
        parts.required.extend(required);
    }
    if let Some(additional @ AdditionalProperties::Schema(_)) = facets.additional {
        parts.additional = Some((additional, at.clone()));
    }
}

/// Whether a base lists what is put together among its alternatives, whose siblings then are none of
/// its business.
fn lists_whole(lowering: &Lowering<'_>, list: &[ReferenceOr<Schema>], parts: &Parts<'_>) -> bool {
    list.iter().any(|part| {
        let target = lowering.document.schema(part, &Pointer::root());
        target.is_some_and(|(at, _)| at == parts.whole)
    })
}

/// Refuses a part that is not an object.
fn check_object(lowering: &mut Lowering<'_>, facets: &Facets<'_>, at: &Pointer) {
    if !matches!(facets.ty, None | Some("object")) || enums::kind(facets).is_some() {
        lowering.unsupported(
            at,
            "a part that is not an object, among others that are, is not supported",
            "make every part an object, or keep a single part",
        );
    }
}
