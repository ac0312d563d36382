//! Media types: what a body of each is to a program.

use std::borrow::Borrow;

use openapiv3::{MediaType, ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Home, Type};
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::{scalar, schema};

/// What a body is to a program, in the order in which one of several is preferred.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A JSON document.
    Json,
    /// Form fields.
    Form,
    /// Parts, of which some may be files.
    Multipart,
    /// JSON values, one on each line.
    Lines,
    /// Server-sent events.
    Events,
    /// Text of any notation.
    Text,
    /// Everything else.
    Bytes,
}

/// JSON values, one on each line, by the names that are in use for it.
const LINES: [&str; 10] = [
    "application/json-lines",
    "application/json-seq",
    "application/jsonl",
    "application/jsonlines",
    "application/ndjson",
    "application/stream+json",
    "application/x-json-stream",
    "application/x-jsonlines",
    "application/x-ndjson",
    "text/x-ndjson",
];

/// What a media type is; binary content is bytes whatever it is called.
pub(super) fn kind<'a>(
    lowering: &Lowering<'a>,
    name: &str,
    media: &'a MediaType,
    at: &Pointer,
) -> Kind {
    let essence = essence(name);
    let binary = media
        .schema
        .as_ref()
        .is_some_and(|schema| is_binary(lowering, schema, &at.join("schema")));
    match by_name(&essence) {
        Kind::Json | Kind::Text if binary => Kind::Bytes,
        Kind::Json if essence == "*/*" && media.schema.is_none() => Kind::Bytes,
        kind => kind,
    }
}

fn by_name(essence: &str) -> Kind {
    let suffix = |suffix: &str| essence.ends_with(suffix);
    if LINES.contains(&essence) {
        Kind::Lines
    } else if essence == "text/event-stream" {
        Kind::Events
    } else if essence == "application/x-www-form-urlencoded" {
        Kind::Form
    } else if essence == "multipart/form-data" {
        Kind::Multipart
    } else if essence == "*/*" || suffix("json") || essence.starts_with("application/json+") {
        Kind::Json
    } else if essence.starts_with("text/") || suffix("xml") || suffix("yaml") || suffix("jwt") {
        Kind::Text
    } else {
        Kind::Bytes
    }
}

/// A media type without its parameters, in small letters.
pub(super) fn essence(name: &str) -> String {
    let essence = name.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

/// Whether it names a set of media types, of which none can be sent.
pub(super) fn is_range(name: &str) -> bool {
    name.contains('*')
}

/// Whether a schema describes bytes that are no text.
pub(super) fn is_binary<S: Borrow<Schema>>(
    lowering: &Lowering<'_>,
    schema: &ReferenceOr<S>,
    at: &Pointer,
) -> bool {
    let target = lowering.document.schema(schema, at);
    target.is_some_and(|(_, schema)| {
        let facets = Facets::of(schema);
        facets.ty == Some("string") && facets.format.as_deref() == Some("binary")
    })
}

/// The type of what a media type holds as JSON.
pub(super) fn content<'a>(
    lowering: &mut Lowering<'a>,
    media: &'a MediaType,
    at: &Pointer,
    home: Home,
) -> Type {
    match &media.schema {
        Some(described) => {
            let at = at.join("schema");
            let ty = schema::lower(lowering, described, &at, home).into_element();
            scalar::refuse_text(lowering, &ty, &at);
            ty
        }
        None => Type::Json,
    }
}
