//! `allOf`: the parts of an object are joined into one.
//!
//! A property keeps the place of its first mention and the schema of its last, as a derived schema
//! refines what it inherits. Two mentions must mean the same type.

use std::collections::HashSet;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Field, Object, Type, TypeId};
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::{enums, object};

/// What the parts have brought so far.
#[derive(Default)]
struct Parts<'a> {
    properties: IndexMap<String, Vec<Mention<'a>>>,
    required: HashSet<&'a str>,
    additional: Option<(&'a AdditionalProperties, Pointer)>,
    visited: HashSet<Pointer>,
}

/// One part's schema of a property.
struct Mention<'a> {
    schema: &'a ReferenceOr<Box<Schema>>,
    at: Pointer,
}

/// Joins the parts, those of parts, and the schema's own properties.
pub(super) fn lower<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
    id: TypeId,
) -> Object {
    let mut parts = Parts::default();
    collect(lowering, facets, at, Binding::Always, &mut parts);
    let mut fields = Vec::new();
    for (name, mentions) in &parts.properties {
        let required = parts.required.contains(name.as_str());
        let mut lowered = mentions
            .iter()
            .map(|mention| object::field(lowering, name, mention.schema, &mention.at, required, id))
            .collect::<Vec<_>>();
        let Some(last) = lowered.pop() else { continue };
        fields.push(reconciled(lowering, lowered, last));
    }
    let additional = parts.additional.take();
    let additional =
        additional.and_then(|(values, at)| object::additional(lowering, Some(values), &at, id));
    Object { fields, additional }
}

/// The last mention of a property, where the others say the same or less.
fn reconciled(lowering: &mut Lowering<'_>, others: Vec<Field>, mut last: Field) -> Field {
    for other in others {
        match (&other.ty, &last.ty) {
            (other, last) if other == last => {}
            // Any JSON is narrowed by whoever says more.
            (Type::Json, _) => {}
            (_, Type::Json) => last.ty = other.ty,
            _ => {
                let name = &last.name;
                let diagnostic = lowering
                    .error(
                        Code::Unsupported,
                        &last.at,
                        format!("the parts of `allOf` give `{name}` different types"),
                    )
                    .related(lowering.document.source, &other.at, "the other part")
                    .help("give both the same type, or leave the property out of one of them");
                lowering.refuse(diagnostic);
            }
        }
    }
    last
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
        mentions.push(Mention { schema, at });
    }
    if binding == Binding::Always {
        let required = facets.required.iter().map(String::as_str);
        parts.required.extend(required);
    }
    if let Some(additional @ AdditionalProperties::Schema(_)) = facets.additional {
        parts.additional = Some((additional, at.clone()));
    }
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
