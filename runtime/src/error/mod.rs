//! The one error of everything that a client does.

mod kind;
mod message;
mod show;

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::HeaderMap;

pub use kind::ErrorKind;
pub(crate) use message::{escaped, message_of, redirect_of};

use crate::{Attempt, DecodeError, Operation, RawReply, Reader, TransportError, Value};

/// Why a call, or the building of a client, failed.
///
/// It is as large as a pointer. Its `Display` is one line that says which operation failed, how,
/// and what to do where that is known; neither that line nor `Debug` shows a credential or a
/// reply's body. The line has the texts of all sources in it already: they are there to be asked,
/// and a report that prints them too says everything twice.
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    /// What was being done: "m3ter ListEvents".
    subject: String,
    message: String,
    reply: Option<RawReply>,
    decode: Option<DecodeError>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
    attempts: Vec<Attempt>,
    /// A retry would have been in order, but the budget for them was spent.
    budget_spent: bool,
    retryable: bool,
}

impl Error {
    /// What sort of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What was being done, as "m3ter ListEvents"; "m3ter client" while a client was being built.
    pub fn operation(&self) -> &str {
        &self.0.subject
    }

    /// The status of the reply, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// The headers of the reply, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// The id that the server gave the request: what its support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.as_ref()?.request_id()
    }

    /// What became of each request that was sent for this call, in order.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// How often the request was sent again.
    pub fn retries(&self) -> usize {
        self.0.attempts.len().saturating_sub(1)
    }

    /// The body of the reply, as it came. It may be the customer's data: think before logging it.
    pub fn body(&self) -> Option<&Bytes> {
        self.0.reply.as_ref().map(|reply| &reply.body)
    }

    /// The body of the reply, decoded as this type.
    pub fn body_as<T: Value + Default>(&self) -> Option<Result<T, DecodeError>> {
        self.body().map(|body| crate::from_slice(body))
    }

    /// The body of an error reply, as the document of this operation describes it. `None` if the
    /// server did not refuse the call but something else went wrong.
    ///
    /// ```
    /// use specwright::{Error, Operation};
    ///
    /// /// What the server says is wrong with a call of `O`.
    /// fn refusal<O: Operation>(error: &Error) -> Option<O::Failure> {
    ///     error.failure_of::<O>()?.ok()
    /// }
    /// ```
    pub fn failure_of<O: Operation>(&self) -> Option<Result<O::Failure, DecodeError>> {
        if self.0.kind != ErrorKind::Api {
            return None;
        }
        let reply = self.0.reply.as_ref()?;
        let variant = O::INFO.failure(reply.status);
        let mut json = Reader::new(&reply.body).with_likely_variant(variant);
        Some(json.value().and_then(|failure| {
            json.finish()?;
            Ok(failure)
        }))
    }

    /// Where and why the body of a reply could not be decoded.
    pub fn decode_error(&self) -> Option<&DecodeError> {
        self.0.decode.as_ref()
    }

    /// How long the server asks to wait before another try.
    pub fn retry_after(&self) -> Option<Duration> {
        crate::call::retry_after(&self.0.reply.as_ref()?.headers)
    }

    /// Whether the same call may well succeed later, without a change.
    ///
    /// It does not say that repeating it is harmless: that depends on what the call does.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// Whether the time ran out.
    pub fn is_timeout(&self) -> bool {
        self.0.kind == ErrorKind::Timeout
    }

    /// Whether the server knows no such thing: 404 or 410.
    pub fn is_not_found(&self) -> bool {
        matches!(
            self.status(),
            Some(StatusCode::NOT_FOUND | StatusCode::GONE)
        )
    }

    /// Whether the call conflicts with what the server has: 409.
    pub fn is_conflict(&self) -> bool {
        self.status() == Some(StatusCode::CONFLICT)
    }

    /// Whether the caller is not known or not allowed: 401, 403, or no token could be had.
    pub fn is_auth(&self) -> bool {
        self.0.kind == ErrorKind::Auth
            || matches!(
                self.status(),
                Some(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN)
            )
    }

    /// Whether the server asks for fewer calls: 429.
    pub fn is_rate_limited(&self) -> bool {
        self.status() == Some(StatusCode::TOO_MANY_REQUESTS)
    }
}

// How the crate makes errors.
impl Error {
    pub(crate) fn new(
        kind: ErrorKind,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            subject: subject.into(),
            message: message.into(),
            reply: None,
            decode: None,
            source: None,
            attempts: Vec::new(),
            budget_spent: false,
            retryable: false,
        }))
    }

    /// The server refused: a status other than 2xx.
    pub(crate) fn api(
        subject: &str,
        reply: RawReply,
        message: Option<String>,
        retryable: bool,
    ) -> Self {
        let mut error = Self::new(ErrorKind::Api, subject, message.unwrap_or_default());
        error.0.reply = Some(reply);
        error.0.retryable = retryable;
        error
    }

    /// The reply came, but it is not what the document promises.
    pub(crate) fn decode(
        subject: &str,
        message: String,
        mut reply: RawReply,
        error: Option<DecodeError>,
    ) -> Self {
        let mut made = Self::new(ErrorKind::Decode, subject, message);
        made.0.attempts = std::mem::take(&mut reply.attempts);
        made.0.reply = Some(reply);
        made.0.decode = error;
        made
    }

    pub(crate) fn transport(subject: &str, error: TransportError) -> Self {
        let kind = if error.is_timeout() {
            ErrorKind::Timeout
        } else {
            ErrorKind::Transport
        };
        let sent = if error.may_have_reached_server() {
            ""
        } else {
            " (nothing was sent)"
        };
        let mut made = Self::new(kind, subject, format!("{error}{sent}"));
        made.0.retryable = true;
        made.0.source = Some(Box::new(error));
        made
    }

    pub(crate) fn timeout(subject: &str, message: impl Into<String>) -> Self {
        let mut error = Self::new(ErrorKind::Timeout, subject, message);
        error.0.retryable = true;
        error
    }

    /// No token could be had: this caller's own error over the one that all waiters share.
    pub(crate) fn auth(subject: &str, cause: std::sync::Arc<Error>) -> Self {
        let mut error = Self::new(
            ErrorKind::Auth,
            subject,
            format!("no access token: {}", cause.unnamed()),
        );
        error.0.retryable = cause.is_retryable();
        error.0.source = Some(Box::new(show::Shared(cause)));
        error
    }

    pub(crate) fn with_attempts(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn for_lack_of_budget(mut self, spent: bool) -> Self {
        self.0.budget_spent = spent;
        self
    }

    pub(crate) fn with_source(mut self, source: Box<dyn std::error::Error + Send + Sync>) -> Self {
        self.0.source = Some(source);
        self
    }
}
