//! The client core that specwright's generated crates call.
//!
//! Generated code states facts: an [`Api`], an [`OperationInfo`], what each [`Operation`] writes and
//! what its reply is made of. The work is done here, once for all operations: building the request
//! ([`RequestWriter`]), credentials and tokens ([`Credential`]), sending with retries and deadlines
//! ([`Call`]), pages ([`Pages`], [`Items`]), decoding ([`Value`]), and one [`Error`] for all of it.
//!
//! Nothing here knows an HTTP client but the transport behind the feature `reqwest`: without it, a
//! client builds requests and decodes replies ([`Call::request`], [`Call::decode`]), or sends them
//! over a [`Transport`] of the caller's own.

mod api;
mod client;
mod idempotency;
mod operation;

mod request;

mod call;
mod observe;
mod paging;

mod auth;
mod secret;

mod raw;
mod reply;
mod stream;
mod transport;
mod upload;

mod error;

#[cfg(feature = "blocking")]
pub mod blocking;
#[cfg(feature = "webhooks")]
pub mod webhooks;

#[cfg(feature = "testing")]
pub mod testing;

mod json;

pub use api::{Api, ClientParameter};
pub use auth::{AccessToken, Credential, Credentials, SecurityScheme};
pub use bytes::Bytes;
pub use call::{Attempt, Call, CustomCall, Sending};
pub use client::{Client, ClientBuilder, ClientOptions};
pub use error::{Error, ErrorKind};
pub use futures_core::future::BoxFuture;
pub use http::Method;
pub use idempotency::IdempotencyKey;
pub use observe::{CallFacts, Middleware, Next, Observer};
pub use operation::{Operation, OperationInfo, Paginated};
pub use paging::{Items, Offset, PageNumber, Pages};
pub use raw::RawResponse;
pub use reply::Reply;
pub(crate) use reply::{RawReply, Reading};
pub use request::{File, Files, FormField, RequestWriter, Style};
pub use secret::Secret;
pub use stream::{ByteStream, Event, Events, Handover, Lines};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Body, Transport, TransportError};
pub use upload::Upload;

// The crates whose types are those of arguments and fields, in the versions that fit.
pub use {http, jiff, rust_decimal};

/// What the macros need. Not for use by hand.
#[doc(hidden)]
pub mod __private {
    pub use crate::json::bridge::*;
    pub use crate::request::show_request;
}
pub use json::{
    Base64, Date, Decimal, DecodeError, DecodeErrorKind, DecodeStats, Drift, DriftKind,
    DriftRecorder, Entries, Field, Json, JsonKind, JsonNumber, JsonObject, NotANumber, NotBase64,
    Nullable, Nulls, Object, ObjectInfo, Reader, Timestamp, Tuple, TupleInfo, UndecodedRecord,
    Union, UnionInfo, Value, Variant, VariantError, Writer, from_slice, to_request, to_string,
    to_vec,
};
