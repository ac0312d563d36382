//! What is sent as a body, and in which of the media types that an operation takes.

use openapiv3::{
    Encoding as DescribedEncoding, MediaType, Operation as Described, QueryStyle, ReferenceOr,
    Schema,
};

use crate::Pointer;
use crate::ir::{Body, Encoding, FormField, Home, Parameter, Shape, Style, Type};
use crate::lower::context::Lowering;
use crate::lower::media::{self, Kind};
use crate::lower::{facets::Facets, multipart};

/// One way to fill the body of a request. A method of its own stands for each.
#[derive(Default)]
pub(super) struct Payload {
    /// The word that tells its method from that of the first one.
    pub word: Option<String>,
    /// The body, unless it is none or multipart.
    pub body: Option<Body>,
    /// The parts of a multipart body.
    pub parts: Vec<Parameter>,
}

/// A media type that the operation takes.
struct Candidate<'a> {
    name: &'a str,
    media: &'a MediaType,
    kind: Kind,
    at: Pointer,
    /// Others that the same value can be sent as.
    also: Vec<String>,
}

/// The ways to fill the body of an operation, the preferred one first. One that says no more than
/// another, only in a different notation, is none of its own.
pub(super) fn payloads<'a>(
    lowering: &mut Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
) -> Vec<Payload> {
    let document = lowering.document;
    let found = described.request_body.as_ref();
    let found = found.and_then(|found| document.request_body(found, &at.join("requestBody")));
    let Some((at, described)) = found else {
        return vec![Payload::default()];
    };
    let content = described.content.iter();
    let mut candidates: Vec<Candidate<'a>> = content
        .map(|(name, media)| {
            let at = at.join("content").join(name);
            let kind = match media::kind(lowering, name, media, &at) {
                // Events are for replies.
                Kind::Events => Kind::Text,
                kind => kind,
            };
            Candidate {
                name,
                media,
                kind,
                at,
                also: Vec::new(),
            }
        })
        .collect();
    candidates.sort_by_key(|candidate| rank(lowering, candidate));
    let mut kept: Vec<Candidate<'a>> = Vec::new();
    for candidate in candidates {
        match kept.iter_mut().find(|kept| says_the_same(kept, &candidate)) {
            Some(kept) => kept.also.extend(other_name(kept, &candidate)),
            None => kept.push(candidate),
        }
    }
    let mut payloads: Vec<Payload> = Vec::new();
    for (index, candidate) in kept.iter().enumerate() {
        let word = (index > 0).then(|| word(candidate, &kept[..index]));
        let docs = described.description.as_deref().unwrap_or_default();
        payloads.push(payload(
            lowering,
            candidate,
            word,
            operation,
            described.required,
            docs,
        ));
    }
    if payloads.is_empty() {
        payloads.push(Payload::default());
    }
    payloads
}

/// JSON is preferred, and of JSON the plain one; but not for what is a file.
fn rank(lowering: &Lowering<'_>, candidate: &Candidate<'_>) -> (bool, Kind, bool) {
    let files = multipart::has_files(lowering, candidate.media, &candidate.at);
    let plain = media::essence(candidate.name) == "application/json";
    (
        files && candidate.kind != Kind::Multipart,
        candidate.kind,
        !plain,
    )
}

fn says_the_same(kept: &Candidate<'_>, other: &Candidate<'_>) -> bool {
    let same_schema = kept.media.schema == other.media.schema;
    match (kept.kind, other.kind) {
        (Kind::Bytes, Kind::Bytes) | (Kind::Text, Kind::Text) => true,
        // A notation such as XML for what JSON can say.
        (Kind::Json | Kind::Form | Kind::Multipart, Kind::Text) => {
            same_schema || !is_text(other.media.schema.as_ref())
        }
        (_, Kind::Bytes) => false,
        _ => same_schema,
    }
}

/// Whether a schema that stands here is that of a text.
fn is_text(schema: Option<&ReferenceOr<Schema>>) -> bool {
    schema
        .and_then(ReferenceOr::as_item)
        .is_some_and(|schema| Facets::of(schema).ty == Some("string"))
}

/// The other name that the same body can go by.
fn other_name(kept: &Candidate<'_>, other: &Candidate<'_>) -> Option<String> {
    let usual = ["application/json", "text/json"].contains(&media::essence(other.name).as_str());
    let differs = kept.kind == other.kind && !usual && !media::is_range(other.name);
    differs.then(|| other.name.to_owned())
}

/// What the method is called after: the kind, or the media type if the kind does not tell.
fn word(candidate: &Candidate<'_>, before: &[Candidate<'_>]) -> String {
    let word = match candidate.kind {
        Kind::Json => "json",
        Kind::Form => "form",
        Kind::Multipart => "multipart",
        Kind::Lines => "lines",
        Kind::Text | Kind::Events => "text",
        Kind::Bytes => "bytes",
    };
    match before.iter().any(|other| other.kind == candidate.kind) {
        false => word.to_owned(),
        true => {
            let essence = media::essence(candidate.name);
            let subtype = essence
                .split_once('/')
                .map_or(essence.as_str(), |(_, subtype)| subtype);
            subtype.to_owned()
        }
    }
}

fn payload<'a>(
    lowering: &mut Lowering<'a>,
    candidate: &Candidate<'a>,
    word: Option<String>,
    operation: usize,
    required: bool,
    docs: &str,
) -> Payload {
    let Candidate { media, at, .. } = candidate;
    if candidate.kind == Kind::Multipart {
        let parts = multipart::parts(lowering, media, at, operation, required);
        if !parts.is_empty() {
            return Payload {
                word,
                body: None,
                parts,
            };
        }
    }
    let home = match &word {
        Some(word) => format!("{word}_body"),
        None => "body".to_owned(),
    };
    let home = Home::Operation(operation, home);
    let (encoding, ty) = match candidate.kind {
        Kind::Json => (Encoding::Json, media::content(lowering, media, at, home)),
        Kind::Form => {
            let ty = media::content(lowering, media, at, home);
            (Encoding::Form(form_fields(lowering, media, &ty)), ty)
        }
        Kind::Lines => {
            let item = match media::content(lowering, media, at, home) {
                // The schema of the whole, by some; of a line, by others.
                Type::List(item) => item,
                item => Box::new(item),
            };
            (Encoding::Lines, Type::List(item))
        }
        Kind::Multipart => (Encoding::Multipart, Type::Map(Box::new(Type::File))),
        Kind::Text | Kind::Events => (Encoding::Raw, Type::String),
        Kind::Bytes => (Encoding::Raw, Type::Upload),
    };
    Payload {
        word,
        body: Some(Body {
            media_type: sendable(candidate),
            also: candidate.also.clone(),
            encoding,
            ty,
            required,
            docs: docs.to_owned(),
            at: at.clone(),
        }),
        parts: Vec::new(),
    }
}

/// A media type to send, where the document names a set of them.
fn sendable(candidate: &Candidate<'_>) -> String {
    match candidate.kind {
        Kind::Json if media::is_range(candidate.name) => "application/json".to_owned(),
        Kind::Text if media::is_range(candidate.name) => "text/plain".to_owned(),
        _ if media::is_range(candidate.name) => "application/octet-stream".to_owned(),
        _ => candidate.name.trim().to_owned(),
    }
}

/// The fields of a form that are not written as usual.
fn form_fields(lowering: &Lowering<'_>, media: &MediaType, ty: &Type) -> Vec<FormField> {
    let Some(Shape::Object(object)) = ty.target().map(|id| &lowering.types[id.0].shape) else {
        return Vec::new();
    };
    let fields = media.encoding.iter().filter_map(|(name, encoding)| {
        let field = object.fields.iter().find(|field| field.name == *name)?;
        let style = style(encoding)?;
        // An object in brackets is the usual form, and a scalar has one form only.
        let usual = match &field.ty {
            Type::List(_) => style == Style::FormExploded,
            ty => ty.target().is_none() || style == Style::DeepObject,
        };
        (!usual).then(|| FormField {
            name: name.clone(),
            style,
        })
    });
    fields.collect()
}

fn style(encoding: &DescribedEncoding) -> Option<Style> {
    let content_type = encoding.content_type.as_deref().map(media::essence);
    match (&encoding.style, encoding.explode) {
        (None, _) if content_type.is_some_and(|name| name.ends_with("json")) => Some(Style::Json),
        (None, _) => None,
        (Some(QueryStyle::DeepObject), _) => Some(Style::DeepObject),
        (Some(_), true) => Some(Style::FormExploded),
        (Some(QueryStyle::Form), false) => Some(Style::Form),
        (Some(QueryStyle::SpaceDelimited), false) => Some(Style::SpaceDelimited),
        (Some(QueryStyle::PipeDelimited), false) => Some(Style::PipeDelimited),
    }
}
