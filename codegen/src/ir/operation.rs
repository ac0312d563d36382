//! Operations: what is sent, and what comes back.

use crate::Pointer;
use crate::ir::{Limits, Pagination, Type};

/// One operation of an API.
#[derive(Clone, Debug)]
pub struct Operation {
    /// `operationId`.
    pub id: String,
    /// What tells it from another operation of the same id, which takes another body.
    pub variant: Option<String>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// The HTTP method, in capitals.
    pub method: &'static str,
    /// The path template, below the base URL.
    pub path: String,
    /// Summary and description.
    pub docs: String,
    /// The resources that it belongs to.
    pub tags: Vec<String>,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// What it takes besides the body, in the document's order.
    pub parameters: Vec<Parameter>,
    /// The body that it takes.
    pub body: Option<Body>,
    /// What a success replies.
    pub output: Output,
    /// The media types that it is asked for in, where its type does not tell.
    pub accept: Option<String>,
    /// What a success replies if it is asked for a feed instead, and the media type of that.
    pub feed: Option<(Output, String)>,
    /// The body of the error replies, where they all have the same.
    pub failure: Option<Type>,
    /// Which variant of that each status brings, if it is a union; by the document's words.
    pub failures: Vec<(String, usize)>,
    /// Alternatives, each a list of schemes that must all be satisfied; none: no authentication.
    pub security: Vec<Vec<String>>,
    /// How its pages follow each other.
    pub pagination: Option<Pagination>,
    /// How the server takes idempotency keys with it, if it says so.
    pub idempotency_key: Option<IdempotencyKey>,
    /// Its place in the document.
    pub at: Pointer,
}

/// A parameter of an operation.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// The name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// How its value is written there.
    pub style: Style,
    /// Who supplies it.
    pub argument: Argument,
    /// Its type.
    pub ty: Type,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub docs: String,
    /// Whether its value is for no eyes: `format: password`.
    pub secret: bool,
    /// What its value must satisfy.
    pub limits: Limits,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// The media type of a part of a multipart body; empty for the usual one.
    pub content_type: String,
    /// Its place in the document.
    pub at: Pointer,
}

/// How a server takes idempotency keys (`x-idempotency-key`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The header that takes the key.
    pub header: String,
    /// Statuses that say that the first request under the key is still being worked on.
    pub running: Vec<u16>,
    /// Statuses that the server keeps under the key.
    pub kept: Vec<u16>,
    /// The header of a reply which says that its status is not kept.
    pub released_by: Option<String>,
}

/// Who supplies a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Argument {
    /// The caller, always.
    Required,
    /// The caller, at will.
    Optional,
    /// The client, which was given it once.
    Client,
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Location {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In a part of a multipart body.
    Part,
}

impl Location {
    /// The word of OpenAPI's `in`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
            Self::Part => "part",
        }
    }
}

/// How the value of a parameter is written: OpenAPI's `style` and `explode` together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `simple`: `a,b`.
    Simple,
    /// `simple`, exploded: objects as `k=v,l=w`.
    SimpleExploded,
    /// `label`: `.a,b`.
    Label,
    /// `label`, exploded: `.a.b`.
    LabelExploded,
    /// `matrix`: `;name=a,b`.
    Matrix,
    /// `matrix`, exploded: `;name=a;name=b`.
    MatrixExploded,
    /// `form`: `name=a,b`.
    Form,
    /// `form`, exploded: `name=a&name=b`.
    FormExploded,
    /// `spaceDelimited`: `name=a%20b`.
    SpaceDelimited,
    /// `pipeDelimited`: `name=a|b`.
    PipeDelimited,
    /// `deepObject`: `name[k]=v`.
    DeepObject,
    /// `content`: JSON.
    Json,
}

/// The body of a request.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its media type.
    pub media_type: String,
    /// Other media types that the same value can be sent as.
    pub also: Vec<String>,
    /// How it is written.
    pub encoding: Encoding,
    /// Its type.
    pub ty: Type,
    /// Whether the operation can be sent without it.
    pub required: bool,
    /// What it is.
    pub docs: String,
    /// Its place in the document.
    pub at: Pointer,
}

/// How the body of a request is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// As JSON.
    Json,
    /// As form fields, of which these are not written as usual.
    Form(Vec<FormField>),
    /// As parts whose names the caller gives; parts with names in the document are parameters.
    Multipart,
    /// As JSON values, one on each line.
    Lines,
    /// As the text or bytes that the caller gives.
    Raw,
}

/// A field of a form that is not written as usual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormField {
    /// Its name on the wire.
    pub name: String,
    /// How it is written.
    pub style: Style,
}

/// What a success replies.
#[derive(Clone, Debug)]
pub enum Output {
    /// No content.
    Nothing,
    /// A JSON document of this type.
    Json(Type),
    /// A JSON document of this type, or no content.
    Perhaps(Type),
    /// Text.
    Text,
    /// Something else, as it comes.
    Bytes,
    /// JSON values of this type, one on each line.
    Lines(Type),
    /// Server-sent events with data of this type.
    Events(Type),
}

impl Output {
    /// The type of the JSON in it, if it is JSON.
    #[must_use]
    pub fn json(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) | Self::Perhaps(ty) | Self::Lines(ty) | Self::Events(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Bytes => None,
        }
    }

    /// The same, to change it.
    pub fn json_mut(&mut self) -> Option<&mut Type> {
        match self {
            Self::Json(ty) | Self::Perhaps(ty) | Self::Lines(ty) | Self::Events(ty) => Some(ty),
            Self::Nothing | Self::Text | Self::Bytes => None,
        }
    }
}
