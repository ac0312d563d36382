//! What comes back: the replies of an operation.

use openapiv3::{Operation as Described, ReferenceOr, Response, StatusCode};

use crate::Pointer;
use crate::ir::{Home, Output, Shape, Type, Union, Variant};
use crate::lower::annotations::Annotations;
use crate::lower::context::Lowering;
use crate::lower::media::{self, Kind};
use crate::lower::union;

/// What comes back from an operation.
pub(super) struct Replies {
    pub output: Output,
    /// The media types of the output, where its type does not tell.
    pub accept: Option<String>,
    /// What comes if the operation is asked for a feed, and the media type of that.
    pub feed: Option<(Output, String)>,
    /// The body of the error replies.
    pub failure: Option<Type>,
    /// Which variant of that each status brings, if it is a union.
    pub failures: Vec<(String, usize)>,
}

/// A reply as the document declares it, with the word that tells it from the others.
struct Declared<'a> {
    succeeds: bool,
    has_body: bool,
    word: String,
    found: &'a ReferenceOr<Response>,
    at: Pointer,
}

/// A reply, with the word that tells it from the others.
struct Reply {
    word: String,
    content: Option<Content>,
    feed: Option<Content>,
    at: Pointer,
}

/// The body of a reply.
struct Content {
    kind: Kind,
    /// The type of the JSON in it.
    ty: Type,
    media_types: Vec<String>,
}

/// What a success replies, and the body of the error replies.
pub(super) fn replies<'a>(
    lowering: &mut Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
) -> Replies {
    let at = at.join("responses");
    let declared = declared(lowering, described, &at);
    let (mut success, mut failure) = (Vec::new(), Vec::new());
    for reply in &declared {
        let body = body_word(&declared, reply);
        let home = Home::Operation(operation, body);
        let (content, feed) = contents(lowering, reply.found, &reply.at, &home);
        let replies = if reply.succeeds {
            &mut success
        } else {
            &mut failure
        };
        replies.push(Reply {
            word: reply.word.clone(),
            content,
            feed,
            at: reply.at.clone(),
        });
    }
    failure.retain(|reply| matches!(&reply.content, Some(content) if content.kind == Kind::Json));
    let feed = success.iter_mut().find_map(|reply| reply.feed.take());
    let feed =
        feed.and_then(|feed| Some((output_of(feed.kind, feed.ty)?, feed.media_types.join(", "))));
    let accept = accept(&success);
    let failures = variants(&failure);
    Replies {
        output: output(lowering, success, operation),
        accept,
        feed,
        failure: joined(lowering, failure, operation, "error"),
        failures,
    }
}

/// The replies that are successes or errors. The default is a success where there is no other.
fn declared<'a>(
    lowering: &Lowering<'a>,
    described: &'a Described,
    at: &Pointer,
) -> Vec<Declared<'a>> {
    let declared = |succeeds, word, found, at: Pointer| Declared {
        succeeds,
        has_body: (lowering.document.response(found, &at))
            .is_some_and(|(_, response)| !response.content.is_empty()),
        word,
        found,
        at,
    };
    let responses = &described.responses;
    let has_success = responses.responses.keys().any(is_success);
    let coded = responses.responses.iter();
    let coded = coded.filter(|(code, _)| is_success(code) || is_failure(code));
    let coded = coded.map(|(code, found)| {
        let word = format!("status_{code}");
        declared(is_success(code), word, found, at.join(code))
    });
    let default = responses.default.iter();
    let default = default.map(|found| {
        let word = "default".to_owned();
        declared(!has_success, word, found, at.join("default"))
    });
    coded.chain(default).collect()
}

/// The word for the body of a reply: with its status only where others of its kind have bodies too.
fn body_word(declared: &[Declared<'_>], reply: &Declared<'_>) -> String {
    let kind = if reply.succeeds { "response" } else { "error" };
    let alike = |other: &&Declared<'_>| other.succeeds == reply.succeeds && other.has_body;
    match declared.iter().filter(alike).count() {
        0 | 1 => kind.to_owned(),
        _ => format!("{kind}_{}", reply.word),
    }
}

fn is_success(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(200..=299) | StatusCode::Range(2))
}

fn is_failure(code: &StatusCode) -> bool {
    matches!(code, StatusCode::Code(400..) | StatusCode::Range(4..))
}

/// The one thing that all successes reply; where they differ in more than the type of their JSON,
/// it comes as it is.
fn output(lowering: &mut Lowering<'_>, replies: Vec<Reply>, operation: usize) -> Output {
    let empty = replies.iter().any(|reply| reply.content.is_none());
    let mut kinds = replies
        .iter()
        .filter_map(|reply| Some(reply.content.as_ref()?.kind));
    let Some(kind) = kinds.next() else {
        return Output::Nothing;
    };
    if kinds.any(|other| other != kind) {
        return Output::Bytes;
    }
    match joined(lowering, replies, operation, "response") {
        None => Output::Nothing,
        Some(ty) if kind == Kind::Json && empty => Output::Perhaps(ty),
        Some(ty) => output_of(kind, ty).unwrap_or(Output::Bytes),
    }
}

fn output_of(kind: Kind, ty: Type) -> Option<Output> {
    match kind {
        Kind::Json => Some(Output::Json(ty)),
        Kind::Lines => Some(Output::Lines(ty)),
        Kind::Events => Some(Output::Events(ty)),
        Kind::Form | Kind::Text => Some(Output::Text),
        Kind::Multipart | Kind::Bytes => None,
    }
}

/// The media types to ask for; `None` where the type of the output tells them.
fn accept(replies: &[Reply]) -> Option<String> {
    let contents = replies.iter().filter_map(|reply| reply.content.as_ref());
    let mut names: Vec<&str> = Vec::new();
    let mut told = true;
    for content in contents {
        for name in content.media_types.iter().map(String::as_str) {
            let usual = media::essence(name) == "application/json" || name == "*/*";
            told &= content.kind == Kind::Json && usual;
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    (!told).then(|| names.join(", "))
}

/// The body of a reply, JSON if there is a choice, and the feed that it can be instead.
fn contents<'a>(
    lowering: &mut Lowering<'a>,
    found: &'a ReferenceOr<Response>,
    at: &Pointer,
    home: &Home,
) -> (Option<Content>, Option<Content>) {
    let document = lowering.document;
    let Some((at, response)) = document.response(found, at) else {
        return (None, None);
    };
    let mut choices = Vec::new();
    for (name, media) in &response.content {
        let at = at.join("content").join(name);
        let kind = media::kind(lowering, name, media, &at);
        choices.push((kind, name, media, at));
    }
    choices.sort_by_key(|(kind, name, ..)| (*kind, media::essence(name) != "application/json"));
    let mut contents: Vec<Content> = Vec::new();
    for (kind, name, media, at) in choices {
        let name = name.trim().to_owned();
        match contents.iter_mut().find(|content| content.kind == kind) {
            // Of several of one kind the first counts; bytes and texts are all the same.
            Some(content) if kind > Kind::Events => content.media_types.push(name),
            Some(_) => {}
            None => {
                let is_feed = matches!(kind, Kind::Lines | Kind::Events);
                let needed = contents.is_empty() || is_feed;
                let ty = match kind {
                    Kind::Json | Kind::Lines | Kind::Events if needed => {
                        media::content(lowering, media, &at, home.clone())
                    }
                    _ => Type::String,
                };
                contents.push(Content {
                    kind,
                    ty,
                    media_types: vec![name],
                });
            }
        }
    }
    let mut contents = contents.into_iter();
    let first = contents.next();
    let feed = contents.find(|content| matches!(content.kind, Kind::Lines | Kind::Events));
    (first, feed)
}

/// The index of the type of each reply's body among the different ones, by the reply's status. None
/// if there are no different ones.
fn variants(replies: &[Reply]) -> Vec<(String, usize)> {
    let mut different: Vec<&Type> = Vec::new();
    let mut variants = Vec::new();
    for reply in replies {
        let Some(content) = &reply.content else {
            continue;
        };
        let index = different.iter().position(|ty| **ty == content.ty);
        let index = index.unwrap_or_else(|| {
            different.push(&content.ty);
            different.len() - 1
        });
        let status = reply.word.strip_prefix("status_").unwrap_or(&reply.word);
        variants.push((status.to_owned(), index));
    }
    match different.len() {
        0 | 1 => Vec::new(),
        _ => variants,
    }
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
        let Some(content) = &reply.content else {
            continue;
        };
        if !different.iter().any(|(other, _)| *other == content.ty) {
            different.push((content.ty.clone(), reply));
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
        tags: None,
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
