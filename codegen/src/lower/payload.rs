//! What is sent and what comes back: bodies and replies.

use openapiv3::{MediaType, Operation as Described, ReferenceOr, Response, StatusCode};

use crate::Pointer;
use crate::ir::{Body, Home, Output, Type};
use crate::lower::context::Lowering;
use crate::lower::{scalar, schema};

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
    let (media_type, media) = json(lowering, &described.content, &at)?;
    let at = at.join("content").join(media_type);
    if essence(media_type) != "application/json" {
        lowering.unsupported(
            &at,
            format!("a request body of `{media_type}` is not supported"),
            "`application/json` is",
        );
    }
    let home = Home::Operation(operation, "body".to_owned());
    Some(Body {
        media_type: media_type.to_owned(),
        ty: content(lowering, media, &at, home),
        required: described.required,
        docs: described.description.clone().unwrap_or_default(),
        at,
    })
}

/// What a success replies, and the body that the error replies have in common.
pub(super) fn replies<'a>(
    lowering: &mut Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
) -> (Output, Option<Type>) {
    let at = at.join("responses");
    let mut success: Vec<(Type, Pointer)> = Vec::new();
    let mut failure: Vec<(Type, Pointer)> = Vec::new();
    let responses = &described.responses;
    let coded = responses.responses.iter();
    let coded = coded.map(|(code, found)| (is_success(code), found, at.join(code)));
    let default = responses.default.iter();
    let default = default.map(|found| (false, found, at.join("default")));
    for (success_reply, found, at) in coded.chain(default) {
        let (bodies, word) = if success_reply {
            (&mut success, "response")
        } else {
            (&mut failure, "error")
        };
        let home = Home::Operation(operation, word.to_owned());
        bodies.extend(reply(lowering, found, &at, home));
    }
    let output = common(lowering, success, "successes").map_or(Output::Nothing, Output::Json);
    (output, common(lowering, failure, "errors"))
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

/// The type of a reply's body, and where it stands.
fn reply<'a>(
    lowering: &mut Lowering<'a>,
    found: &'a ReferenceOr<Response>,
    at: &Pointer,
    home: Home,
) -> Option<(Type, Pointer)> {
    let document = lowering.document;
    let (response_at, response) = document.response(found, at)?;
    if response.content.is_empty() {
        return None;
    }
    let (media_type, media) = json(lowering, &response.content, &response_at)?;
    let media_at = response_at.join("content").join(media_type);
    Some((content(lowering, media, &media_at, home), media_at))
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

/// The JSON among the media types.
fn json<'a>(
    lowering: &mut Lowering<'_>,
    content: &'a openapiv3::Content,
    at: &Pointer,
) -> Option<(&'a str, &'a MediaType)> {
    let mut media_types = content.iter();
    match (media_types.next(), media_types.next()) {
        (Some((name, media)), None) if is_json(name) => Some((name, media)),
        _ => {
            let names: Vec<_> = content.keys().map(|name| format!("`{name}`")).collect();
            lowering.unsupported(
                &at.join("content"),
                format!("content of {} is not supported", names.join(", ")),
                "a single JSON media type is, such as `application/json`",
            );
            None
        }
    }
}

fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json")
}

/// A media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// The one type that all have.
fn common(lowering: &mut Lowering<'_>, bodies: Vec<(Type, Pointer)>, what: &str) -> Option<Type> {
    let mut bodies = bodies.into_iter();
    let (first, first_at) = bodies.next()?;
    for (other, at) in bodies {
        if other != first {
            let diagnostic = lowering
                .error(
                    crate::diagnostics::Code::Unsupported,
                    &at,
                    format!("{what} of one operation with different bodies are not supported"),
                )
                .related(lowering.document.source, &first_at, "the other body")
                .help("give them the same schema");
            lowering.report(diagnostic);
        }
    }
    Some(first)
}
