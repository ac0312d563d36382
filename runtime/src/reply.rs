//! What a successful reply becomes.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap};
use http::{Response, StatusCode};

use crate::error::escaped;
use crate::{DecodeError, DecodeErrorKind, Error, Value};

/// A type that a successful reply can become: any [`Value`] out of JSON, `()` where nothing is
/// promised, [`Bytes`] as they come.
pub trait Reply: Sized {
    /// What the request asks for in `Accept`.
    const ACCEPT: &'static str = "application/json";

    /// Makes the value out of the body.
    ///
    /// # Errors
    ///
    /// The body is not what the document promises.
    fn decode(body: &Bytes) -> Result<Self, DecodeError>;
}

impl<T: Value> Reply for T {
    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        match body.is_empty() {
            true => crate::from_slice(b"null").or_else(|_| crate::from_slice(body)),
            false => crate::from_slice(body),
        }
    }
}

impl Reply for () {
    fn decode(_: &Bytes) -> Result<Self, DecodeError> {
        Ok(())
    }
}

impl Reply for Bytes {
    const ACCEPT: &'static str = "*/*";

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(body.clone())
    }
}

/// A reply whose body is all here.
#[derive(Debug)]
pub(crate) struct RawReply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// How many requests it took to get it.
    pub(crate) attempts: u32,
}

impl RawReply {
    /// The id that the server gave the request, under one of the usual names.
    pub(crate) fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 4] = [
            "x-request-id",
            "request-id",
            "x-amzn-requestid",
            "x-correlation-id",
        ];
        NAMES
            .iter()
            .find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The reply as its type, or an error that names the operation.
    pub(crate) fn decode<T: Reply>(self, subject: &str) -> Result<T, Error> {
        T::decode(&self.body).map_err(|error| self.undecodable(subject, error))
    }

    /// A body that is no JSON at all is told apart from one with a wrong field: there the content
    /// type is the clue.
    fn undecodable(self, subject: &str, error: DecodeError) -> Error {
        let malformed = matches!(error.kind(), DecodeErrorKind::Malformed(_));
        let content_type = self
            .headers
            .get(CONTENT_TYPE)
            .map(|value| String::from_utf8_lossy(value.as_bytes()));
        let says_json = content_type
            .as_deref()
            .is_some_and(|text| text.contains("json"));
        if self.body.is_empty() || (malformed && !says_json) {
            let what = match (self.body.len(), content_type) {
                (0, _) => "an empty body".to_owned(),
                (length, None) => format!("{length} bytes without a content type"),
                (length, Some(text)) => format!("{length} bytes of {}", escaped(&text, 80)),
            };
            let message = format!(
                "expected JSON, but the {} reply is {what}",
                self.status.as_u16()
            );
            return Error::decode(subject, message, self, Some(error));
        }
        Error::decode(subject, error.to_string(), self, Some(error))
    }
}

impl From<RawReply> for Response<Bytes> {
    fn from(reply: RawReply) -> Self {
        let mut response = Self::new(reply.body);
        *response.status_mut() = reply.status;
        *response.headers_mut() = reply.headers;
        response
    }
}
