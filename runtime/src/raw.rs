//! A reply as it came, decoded on demand.

use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

use crate::{Attempt, Error, RawReply, Reading, Reply};

/// A successful reply as it came: status, headers and bytes. [`parse`](Self::parse) makes of it
/// what the operation promises.
pub struct RawResponse<T> {
    reply: RawReply,
    subject: String,
    reading: Reading,
    promised: PhantomData<fn() -> T>,
}

impl<T: Reply> RawResponse<T> {
    pub(crate) fn new(reply: RawReply, subject: String, reading: Reading) -> Self {
        Self {
            reply,
            subject,
            reading,
            promised: PhantomData,
        }
    }

    /// The status, which is a success: 2xx.
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// The body.
    pub fn bytes(&self) -> &Bytes {
        &self.reply.body
    }

    /// The id that the server gave the request: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// What became of each request that was sent for this call; the last one brought this reply.
    pub fn attempts(&self) -> &[Attempt] {
        &self.reply.attempts
    }

    /// What the operation promises.
    ///
    /// # Errors
    ///
    /// The body is something else.
    pub fn parse(&self) -> Result<T, Error> {
        self.parse_as()
    }

    /// Something else than the operation promises.
    ///
    /// # Errors
    ///
    /// The body is not that.
    pub fn parse_as<U: Reply>(&self) -> Result<U, Error> {
        let reply = self.reply.clone();
        reply.decode(&self.subject, &self.reading)
    }
}

impl<T: Reply> From<RawResponse<T>> for http::Response<Bytes> {
    fn from(response: RawResponse<T>) -> Self {
        response.reply.into()
    }
}

impl<T> fmt::Debug for RawResponse<T> {
    // Neither body nor headers: they are the customer's data, and a cookie may be among them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawResponse")
            .field("operation", &self.subject)
            .field("status", &self.reply.status.as_u16())
            .field("request_id", &self.reply.request_id())
            .field("body_bytes", &self.reply.body.len())
            .field("attempts", &self.reply.attempts)
            .finish_non_exhaustive()
    }
}
