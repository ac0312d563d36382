//! Sending a request until there is an answer: credentials, attempts, pauses, deadline. The same
//! code for every operation, compiled once.

use std::time::Duration;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::future::{Either, select};
use http::header::{COOKIE, HeaderMap, HeaderValue, USER_AGENT};
use http::{Method, Request, StatusCode};

use super::retry::{self, Fault};
use crate::auth::Authorization;
use crate::error::{ErrorKind, message_of};
use crate::transport::CollectError;
use crate::{Body, Client, Error, RawReply, Transport, TransportError};

/// A request with all that is needed to send it, as often as it takes.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    /// What errors call it.
    pub(crate) subject: String,
    pub(crate) limits: Limits,
    pub(crate) method: Method,
    /// Absolute, without credentials.
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// Whether the request may take effect twice.
    pub(crate) repeatable: bool,
    /// The security schemes whose credentials it carries.
    pub(crate) schemes: Vec<&'static str>,
}

/// What one call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) reply_limit: usize,
}

impl Limits {
    /// The client's, with the defaults.
    pub(crate) fn of(client: &Client) -> Self {
        let options = client.options();
        Self {
            timeout: options.timeout.unwrap_or(Duration::from_secs(60)),
            attempt_timeout: options.attempt_timeout.unwrap_or(Duration::from_secs(30)),
            retries: options.retries.unwrap_or(2),
            reply_limit: options.reply_limit.unwrap_or(64 << 20),
        }
    }
}

/// Sends the request and brings the reply of a success.
pub(crate) fn execute(exchange: Exchange) -> BoxFuture<'static, Result<RawReply, Error>> {
    Box::pin(async move { exchange.run().await })
}

/// The reply if it is a success, else the error that it means.
pub(crate) fn accepted(client: &Client, subject: &str, reply: RawReply) -> Result<RawReply, Error> {
    if reply.status.is_success() {
        Ok(reply)
    } else {
        Err(refusal(client, subject, reply, &Authorization::default()))
    }
}

impl Exchange {
    /// The request with the credentials that are at hand.
    pub(super) fn request_without_tokens(&self) -> Result<Request<Body>, Error> {
        self.request(&self.client.auth().without_tokens(&self.schemes))
    }

    async fn run(self) -> Result<RawReply, Error> {
        let transport = self.client.transport(&self.subject)?;
        let started = transport.now();
        let left = || {
            self.limits
                .timeout
                .saturating_sub(transport.now().saturating_duration_since(started))
        };
        let (mut attempts, mut retries, mut renewed) = (0, 0, false);
        loop {
            let authorization = self
                .authorize(transport, left())
                .await
                .map_err(|error| error.with_attempts(attempts))?;
            let request = self.request(&authorization)?;
            attempts += 1;
            let fault = match self.attempt(transport, request, left()).await {
                Ok(reply) => return Ok(RawReply { attempts, ..reply }),
                Err(fault) => fault,
            };
            // A token that the server no longer takes is replaced once. That is no retry: the
            // request did nothing.
            if !renewed && is_unauthorized(&fault) && authorization.forget_tokens() {
                renewed = true;
                continue;
            }
            match retry::pause(&fault, self.repeatable, retries) {
                Some(pause) if retries < self.limits.retries && pause < left() => {
                    transport.sleep(pause).await
                }
                _ => return Err(self.failure(fault, &authorization).with_attempts(attempts)),
            }
            retries += 1;
        }
    }

    async fn authorize(
        &self,
        transport: &dyn Transport,
        left: Duration,
    ) -> Result<Authorization, Error> {
        let authorization = self.client.auth().authorize(&self.schemes, &self.client);
        match within(transport, left, authorization).await {
            Some(authorization) => authorization.map_err(|cause| Error::auth(&self.subject, cause)),
            None => {
                let message = format!("no access token within {:?}", self.limits.timeout);
                Err(Error::timeout(&self.subject, message))
            }
        }
    }

    /// One request and its whole reply.
    async fn attempt(
        &self,
        transport: &dyn Transport,
        request: Request<Body>,
        left: Duration,
    ) -> Result<RawReply, Fault> {
        let limit = left.min(self.limits.attempt_timeout);
        let answer = async {
            let response = transport.send(request).await.map_err(Fault::Broken)?;
            let (parts, body) = response.into_parts();
            let body =
                body.collect(self.limits.reply_limit)
                    .await
                    .map_err(|error| match error {
                        CollectError::TooLong => Fault::TooLong,
                        CollectError::Broken(error) => Fault::Broken(error.after_headers()),
                    })?;
            Ok(RawReply {
                status: parts.status,
                headers: parts.headers,
                body,
                attempts: 0,
            })
        };
        match within(transport, limit, answer).await {
            Some(Ok(reply)) if !reply.status.is_success() => Err(Fault::Refused(reply)),
            Some(answer) => answer,
            None => {
                let (limit, whole) = (self.limits.attempt_timeout, self.limits.timeout);
                let message = match limit < left {
                    true => format!("no reply within {limit:?}"),
                    false => format!("no reply within the {whole:?} that the call may take"),
                };
                Err(Fault::Broken(TransportError::new(message).timed_out()))
            }
        }
    }

    fn request(&self, authorization: &Authorization) -> Result<Request<Body>, Error> {
        let mut url = self.url.clone();
        for pair in &authorization.query {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(pair);
        }
        let mut request = Request::new(Body::from(self.body.clone()));
        *request.method_mut() = self.method.clone();
        // Every part is encoded, so all that can be wrong is the length.
        *request.uri_mut() = url.parse().map_err(|error| {
            Error::new(
                ErrorKind::Argument,
                &*self.subject,
                format!("the URL cannot be sent: {error}"),
            )
        })?;
        let headers = request.headers_mut();
        *headers = self.headers.clone();
        headers
            .entry(USER_AGENT)
            .or_insert(self.client.user_agent().clone());
        for (name, value) in &authorization.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if !authorization.cookies.is_empty() {
            let line = cookies(headers.get(COOKIE), &authorization.cookies);
            line.map(|line| headers.insert(COOKIE, line));
        }
        Ok(request)
    }

    fn failure(&self, fault: Fault, authorization: &Authorization) -> Error {
        match fault {
            Fault::Refused(reply) => refusal(&self.client, &self.subject, reply, authorization),
            Fault::Broken(error) => Error::transport(&self.subject, error),
            Fault::TooLong => {
                let message = format!("the reply is longer than {} bytes", self.limits.reply_limit);
                Error::new(ErrorKind::Transport, &*self.subject, message)
            }
        }
    }
}

fn refusal(
    client: &Client,
    subject: &str,
    reply: RawReply,
    authorization: &Authorization,
) -> Error {
    let message = message_of(&reply.headers, &reply.body)
        .map(|message| client.auth().redact(message, authorization));
    let retryable = retry::is_retryable(&reply);
    let attempts = reply.attempts;
    Error::api(subject, reply, message, retryable).with_attempts(attempts)
}

fn is_unauthorized(fault: &Fault) -> bool {
    matches!(fault, Fault::Refused(reply) if reply.status == StatusCode::UNAUTHORIZED)
}

/// The operation's cookies and the credentials in one header, as HTTP wants it.
fn cookies(present: Option<&HeaderValue>, more: &[String]) -> Option<HeaderValue> {
    let mut line = present
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
        .into_iter()
        .collect::<Vec<_>>();
    line.extend(more.iter().cloned());
    let mut value = HeaderValue::try_from(line.join("; ")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// What the future brings, unless the time is over first.
async fn within<T>(
    transport: &dyn Transport,
    limit: Duration,
    work: impl Future<Output = T>,
) -> Option<T> {
    match select(Box::pin(work), transport.sleep(limit)).await {
        Either::Left((value, _)) => Some(value),
        Either::Right(_) => None,
    }
}
