//! What is sent and what comes back: bodies and replies.

use openapiv3::{MediaType, Operation as Described, ReferenceOr, Response, StatusCode};

use crate::Pointer;
use crate::ir::{Body, Encoding, Home, Output, Shape, Type, Union, Variant};
use crate::lower::annotations::Annotations;
use crate::lower::context::Lowering;
use crate::lower::{scalar, schema, union};

/// The media types of form fields.
const FORM: &str = "application/x-www-form-urlencoded";

/// The body that an operation takes.
pub(super) fn body<'a>(
    lowering: &mut Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
) -> Option<Body> {
    let document = lowering.document;
    let found = described.request_body.as_ref()?;
    let (at, described) = document.request_body(found, &at.join("requestBody"))?;
    let (media_type, media, encoding) = preferred(lowering, &described.content, &at)?;
    let at = at.join("content").join(media_type);
    if encoding == Encoding::Json && !matches!(essence(media_type), "application/json" | "*/*") {
        lowering.unsupported(
            &at,
            format!("a request body of `{media_type}` is not supported"),
            "`application/json` is",
        );
    }
    let home = Home::Operation(operation, "body".to_owned());
    let ty = match encoding {
        Encoding::Bytes => Type::Bytes,
        Encoding::Json | Encoding::Form => content(lowering, media, &at, home),
    };
    Some(Body {
        media_type: media_type.to_owned(),
        encoding,
        ty,
        required: described.required,
        docs: described.description.clone().unwrap_or_default(),
        at,
    })
}

/// The media type that a body is sent in, of those that the operation takes: JSON before form
/// fields before bytes of any kind.
fn preferred<'a>(
    lowering: &mut Lowering<'_>,
    content: &'a openapiv3::Content,
    at: &Pointer,
) -> Option<(&'a str, &'a MediaType, Encoding)> {
    let find = |fits: fn(&str) -> bool, encoding| {
        let mut media_types = content.iter();
        let (name, media) = media_types.find(|(name, _)| fits(name))?;
        Some((name.as_str(), media, encoding))
    };
    let is_bytes = |name: &str| essence(name).split('/').next() != Some("multipart");
    let found = find(is_json, Encoding::Json)
        .or_else(|| find(|name| essence(name) == FORM, Encoding::Form))
        .or_else(|| find(is_bytes, Encoding::Bytes));
    if found.is_none() && !content.is_empty() {
        let names: Vec<_> = content.keys().map(|name| format!("`{name}`")).collect();
        lowering.unsupported(
            &at.join("content"),
            format!("a body of {} is not supported", names.join(", ")),
            "JSON, form fields and single files are",
        );
    }
    found
}

/// A reply's body, with the word that tells it from the others.
struct Reply {
    word: String,
    ty: Option<Type>,
    at: Pointer,
}

/// What a success replies, and the body of the error replies.
pub(super) fn replies<'a>(
    lowering: &mut Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
) -> (Output, Option<Type>) {
    let at = at.join("responses");
    let responses = &described.responses;
    let coded = responses.responses.iter();
    let coded = coded.map(|(code, found)| (Some(code), found, at.join(code)));
    let default = responses.default.iter();
    let default = default.map(|found| (None, found, at.join("default")));
    let has_success = responses.responses.keys().any(is_success);
    let (mut success, mut failure, mut other) = (Vec::new(), Vec::new(), false);
    for (code, found, at) in coded.chain(default) {
        let succeeds = code.map_or(!has_success, is_success);
        if !succeeds && code.is_some_and(|code| !is_failure(code)) {
            continue;
        }
        let word = code.map_or_else(|| "default".to_owned(), |code| format!("status_{code}"));
        let kind = if succeeds { "response" } else { "error" };
        let home = Home::Operation(operation, format!("{kind}_{word}"));
        let ty = reply(lowering, found, &at, home);
        other |= succeeds && matches!(ty, Some(Type::Bytes));
        let replies = if succeeds { &mut success } else { &mut failure };
        replies.push(Reply { word, ty, at });
    }
    let empty = success.iter().any(|reply| reply.ty.is_none());
    let output = match joined(lowering, success, operation, "response") {
        _ if other => Output::Bytes,
        None => Output::Nothing,
        Some(ty) if empty => Output::Perhaps(ty),
        Some(ty) => Output::Json(ty),
    };
    failure.retain(|reply| reply.ty != Some(Type::Bytes));
    (output, joined(lowering, failure, operation, "error"))
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn is_failure(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(400..) | StatusCode::Range(4..))
}

/// The type of a reply's body; `None` without one.
fn reply<'a>(
    lowering: &mut Lowering<'a>,
    found: &'a ReferenceOr<Response>,
    at: &Pointer,
    home: Home,
) -> Option<Type> {
    let document = lowering.document;
    let (at, response) = document.response(found, at)?;
    let mut json = response.content.iter().filter(|(name, _)| is_json(name));
    match json.next() {
        Some((name, media)) => {
            let at = at.join("content").join(name);
            Some(content(lowering, media, &at, home))
        }
        None if response.content.is_empty() => None,
        None => Some(Type::Bytes),
    }
}

fn content<'a>(
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

fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type).to_ascii_lowercase();
    essence == "*/*" || essence == "application/json" || essence.ends_with("+json")
}

/// The one type of the bodies, or the union of their types.
fn joined(
    lowering: &mut Lowering<'_>,
    replies: Vec<Reply>,
    operation: usize,
    word: &str,
) -> Option<Type> {
    let mut different: Vec<(Type, Reply)> = Vec::new();
    for reply in replies {
        match &reply.ty {
            Some(ty) if !different.iter().any(|(other, _)| other == ty) => {
                different.push((ty.clone(), reply));
            }
            _ => {}
        }
    }
    if different.len() < 2 {
        return different.pop().map(|(ty, _)| ty);
    }
    let at = different[0].1.at.parent().unwrap_or_default();
    let variants = different.into_iter().map(|(ty, reply)| Variant {
        kind: union::kind(lowering, &ty).1,
        hint: reply.word,
        ty,
        tags: Vec::new(),
        required: Vec::new(),
        at: reply.at,
    });
    let union = Union {
        tag: None,
        variants: variants.collect(),
    };
    let docs = match word {
        "error" => "What an error reply holds, by what it looks like.",
        _ => "What a reply holds, by what it looks like.",
    };
    let annotations = Annotations::documented(docs);
    let home = Home::Operation(operation, word.to_owned());
    let id = lowering.reserve(home, &at, &annotations, Shape::Union(union));
    Some(Type::Named(id))
}
