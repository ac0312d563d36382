//! A reply as a stream of its bytes.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;
use http::header::HeaderMap;

use crate::error::ErrorKind;
use crate::transport::CollectError;
use crate::{Attempt, Body, DecodeError, Error, Handover, RawReply, Reply, TransportError};

/// The bytes of a reply as they come. A [`Stream`], which can also be read with
/// [`next`](Self::next) alone, or [whole](Self::bytes).
///
/// It is handed over when the head of the reply is there: the time that the call may take ends with
/// that, and nothing is repeated any more. When no byte comes for as long as
/// [`ClientOptions::read_timeout`](crate::ClientOptions::read_timeout) says, it ends with an error.
/// Dropping it closes the connection.
#[must_use = "a reply that is not read tells nothing"]
pub struct ByteStream {
    subject: String,
    reply: RawReply,
    body: Body,
    limit: usize,
}

impl ByteStream {
    /// The stream of a reply that came as one; of another, the bytes that are here.
    pub(crate) fn new(subject: &str, mut reply: RawReply) -> Result<Self, Error> {
        let (body, limit) = match reply.rest.take() {
            None => (Body::from(std::mem::take(&mut reply.body)), usize::MAX),
            Some(rest) => match rest.take() {
                Some(body) => (body, rest.limit),
                None => {
                    let problem = "the reply was read before";
                    return Err(Error::new(ErrorKind::Argument, subject, problem));
                }
            },
        };
        Ok(Self {
            subject: subject.to_owned(),
            reply,
            body,
            limit,
        })
    }

    /// The status, which is a success: 2xx.
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers: what it is, what it is called, how long it is.
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// The id that the server gave the request.
    pub fn request_id(&self) -> Option<&str> {
        self.reply.request_id()
    }

    /// The requests that it took to get it.
    pub fn attempts(&self) -> &[Attempt] {
        &self.reply.attempts
    }

    /// The next bytes; `None` at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All bytes at once, if they are no more than
    /// [`ClientOptions::reply_limit`](crate::ClientOptions::reply_limit) allows.
    ///
    /// # Errors
    ///
    /// The connection breaks, or there are more.
    pub async fn bytes(self) -> Result<Bytes, Error> {
        let Self {
            subject,
            reply,
            body,
            limit,
        } = self;
        let collected = body.collect(limit, None).await;
        collected.map_err(|error| match error {
            CollectError::Broken(error) => broken(&subject, &reply, error),
            CollectError::TooLong => too_long(&subject, "reply", limit),
        })
    }

    pub(super) fn subject(&self) -> &str {
        &self.subject
    }

    pub(super) fn limit(&self) -> usize {
        self.limit
    }

    /// The error of one record, whose bytes are its body.
    pub(super) fn undecodable(&self, record: Bytes, error: DecodeError) -> Error {
        let reply = RawReply {
            body: record,
            ..self.reply.clone()
        };
        Error::decode(&self.subject, error.to_string(), reply, Some(error))
    }
}

/// The head came, but not the whole body.
fn broken(subject: &str, reply: &RawReply, error: TransportError) -> Error {
    Error::transport(subject, error.after_headers()).with_attempts(reply.attempts.clone())
}

pub(super) fn too_long(subject: &str, what: &str, limit: usize) -> Error {
    let message = format!("the {what} is longer than {limit} bytes");
    Error::new(ErrorKind::Transport, subject, message)
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = ready!(Pin::new(&mut self.body).poll_next(context));
        Poll::Ready(piece.map(|piece| {
            piece.map_err(|error| {
                self.body = Body::empty();
                broken(&self.subject, &self.reply, error)
            })
        }))
    }
}

/// Bytes that are here already.
impl From<Bytes> for ByteStream {
    fn from(bytes: Bytes) -> Self {
        Self {
            subject: "a reply".to_owned(),
            reply: RawReply {
                status: StatusCode::OK,
                headers: HeaderMap::new(),
                body: Bytes::new(),
                rest: None,
                attempts: Vec::new(),
            },
            body: Body::from(bytes),
            limit: usize::MAX,
        }
    }
}

impl Reply for ByteStream {
    const ACCEPT: &'static str = "*/*";
    const HANDOVER: Handover = Handover::Stream;

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(Self::from(body.clone()))
    }

    fn open(stream: ByteStream) -> Option<Self> {
        Some(stream)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("operation", &self.subject)
            .field("status", &self.reply.status.as_u16())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
