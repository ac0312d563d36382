//! Sending a request until there is an answer: credentials, attempts, pauses, deadline. The same
//! code for every operation, compiled once.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use futures_util::future::{Either, poll_immediate, select};
use http::header::{COOKIE, HeaderMap, USER_AGENT};
use http::{Method, Request, StatusCode, Uri};

use super::parts::cookies;
#[cfg(feature = "gzip")]
use super::parts::inflated;
use super::progress::Progress;
use super::retry::{self, Fault, Repeat};
use super::watch::Watch;
use crate::auth::{Auth, Authorization};
use crate::error::{ErrorKind, message_of};
use crate::observe::Next;
use crate::stream::Rest;
use crate::transport::{CollectError, Patience};
use crate::{Body, Client, Error, Handover, RawReply, Transport, TransportError, Upload};

/// A request with all that is needed to send it, as often as it takes.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    /// What errors call it.
    pub(crate) subject: String,
    pub(crate) limits: Limits,
    pub(crate) method: Method,
    /// The path before its arguments were put in.
    pub(crate) template: Cow<'static, str>,
    /// Absolute, without credentials.
    pub(crate) url: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Upload,
    /// When the transport last took a piece of a body that is a stream.
    pub(crate) progress: Progress,
    /// When a success is handed over.
    pub(crate) handover: Handover,
    /// What it does when it is sent twice.
    pub(crate) repeat: Repeat,
    /// The credentials, and the security schemes of those that it carries.
    pub(crate) auth: Arc<Auth>,
    pub(crate) schemes: Vec<&'static str>,
}

/// What one call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) read_timeout: Duration,
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
            read_timeout: options.read_timeout.unwrap_or(Duration::from_secs(10)),
            retries: options.retries.unwrap_or(2),
            reply_limit: options.reply_limit.unwrap_or(64 << 20),
        }
    }
}

/// Sends the request and brings the reply of a success.
pub(crate) fn execute(exchange: Exchange) -> BoxFuture<'static, Result<RawReply, Error>> {
    Box::pin(exchange.run())
}

impl Exchange {
    /// The request with the credentials that are at hand.
    pub(super) fn request_without_tokens(&self) -> Result<Request<Body>, Error> {
        self.request(&self.auth.without_tokens(&self.schemes))
    }

    async fn run(self) -> Result<RawReply, Error> {
        let watch = Watch::new(&self);
        let result = self.send(&watch).await;
        let attempts = match &result {
            Ok(reply) => &reply.attempts,
            Err(error) => error.attempts(),
        };
        watch.end(attempts, result.is_err());
        result
    }

    async fn send(&self, watch: &Watch<'_>) -> Result<RawReply, Error> {
        let transport = self.client.transport(&self.subject)?;
        let started = transport.now();
        let left = || {
            self.limits.timeout.saturating_sub(since(
                transport,
                self.progress.since(started).unwrap_or(started),
            ))
        };
        let (mut attempts, mut retries, mut renewed) = (Vec::new(), 0, false);
        loop {
            let authorization = match self.authorize(transport, left()).await {
                Ok(authorization) => authorization,
                Err(error) => return Err(error.with_attempts(attempts)),
            };
            let request = self.request(&authorization)?;
            let number = attempts.len();
            let (outcome, attempt) = watch.attempt(transport, request, left(), number).await;
            attempts.push(attempt);
            let fault = match outcome {
                Ok(reply) => {
                    self.client.budget().deposit();
                    return Ok(RawReply { attempts, ..reply });
                }
                Err(fault) => fault,
            };
            // A token that the server no longer takes is replaced once. That is no retry: the
            // request did nothing.
            let again = self.body.is_unspent();
            if again && !renewed && is_unauthorized(&fault) && authorization.forget_tokens() {
                renewed = true;
                continue;
            }
            let pause = retry::pause(&fault, self.repeat, retries)
                .filter(|pause| again && retries < self.limits.retries && *pause < left());
            let affordable = pause.filter(|_| self.client.budget().withdraw());
            let Some(next) = affordable else {
                let failure = self.failure(fault, &authorization).with_attempts(attempts);
                return Err(failure.for_lack_of_budget(pause.is_some()));
            };
            if let Some(last) = attempts.last_mut() {
                last.pause_after(next);
            }
            transport.sleep(next).await;
            retries += 1;
        }
    }

    async fn authorize(
        &self,
        transport: &Arc<dyn Transport>,
        left: Duration,
    ) -> Result<Authorization, Error> {
        let authorization = self.auth.authorize(&self.schemes, &self.client);
        match self.within(transport, left, authorization).await {
            Some(authorization) => authorization.map_err(|cause| Error::auth(&self.subject, cause)),
            None => {
                let message = format!("no access token within {:?}", self.limits.timeout);
                Err(Error::timeout(&self.subject, message))
            }
        }
    }

    /// One request and its whole reply.
    pub(super) async fn attempt(
        &self,
        transport: &Arc<dyn Transport>,
        request: Request<Body>,
        left: Duration,
    ) -> Result<RawReply, Fault> {
        let limit = left.min(self.limits.attempt_timeout);
        let answer = self.answer(transport, request);
        match self.within(transport, limit, answer).await {
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

    async fn answer(
        &self,
        transport: &Arc<dyn Transport>,
        request: Request<Body>,
    ) -> Result<RawReply, Fault> {
        let chain = &self.client.options().middleware;
        let sent = match chain.is_empty() {
            true => transport.send(request),
            false => Next {
                chain: Arc::from(chain.as_slice()),
                transport: Arc::clone(transport),
                passed: 0,
            }
            .run(request),
        };
        let response = sent.await.map_err(Fault::Broken)?;
        #[cfg_attr(not(feature = "gzip"), allow(unused_mut))]
        let (mut parts, body) = response.into_parts();
        if self.handover != Handover::Whole && parts.status.is_success() {
            let body = match self.handover {
                Handover::Feed => body,
                _ => body.impatient(transport, self.limits.read_timeout),
            };
            return Ok(RawReply {
                status: parts.status,
                headers: parts.headers,
                body: Bytes::new(),
                rest: Some(Rest::new(body, self.limits.reply_limit)),
                attempts: Vec::new(),
            });
        }
        let limit = self.limits.reply_limit;
        let unread = |error| match error {
            CollectError::TooLong => {
                Fault::Unreadable(format!("the reply is longer than {limit} bytes"))
            }
            CollectError::Broken(error) => Fault::Broken(error.after_headers()),
        };
        let patience = Patience {
            transport,
            limit: self.limits.read_timeout,
        };
        let body = body.collect(limit, Some(patience)).await.map_err(unread)?;
        #[cfg(feature = "gzip")]
        let body = inflated(&mut parts.headers, body, limit).map_err(unread)?;
        Ok(RawReply {
            status: parts.status,
            headers: parts.headers,
            body,
            rest: None,
            attempts: Vec::new(),
        })
    }

    /// What the future brings, unless the time is over first. It starts anew with every piece of a
    /// streamed body that leaves: how long an upload takes is up to its size. What is there at once
    /// costs no timer.
    async fn within<T>(
        &self,
        transport: &Arc<dyn Transport>,
        limit: Duration,
        work: impl Future<Output = T>,
    ) -> Option<T> {
        let mut work = pin!(work);
        if let Some(value) = poll_immediate(work.as_mut()).await {
            return Some(value);
        }
        let (mut from, mut wait) = (transport.now(), limit);
        loop {
            match select(work.as_mut(), transport.sleep(wait)).await {
                Either::Left((value, _)) => return Some(value),
                Either::Right(_) => {
                    from = self.progress.since(from)?;
                    wait = limit.saturating_sub(since(transport, from));
                }
            }
        }
    }

    fn request(&self, authorization: &Authorization) -> Result<Request<Body>, Error> {
        let mut url = self.url.clone();
        for pair in &authorization.query {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(pair);
        }
        let mut request = Request::new(self.outgoing());
        *request.method_mut() = self.method.clone();
        // Every part is encoded, so all that can be wrong is the length.
        *request.uri_mut() = Uri::try_from(url).map_err(|error| {
            let message = format!("the URL cannot be sent: {error}");
            Error::new(ErrorKind::Argument, &*self.subject, message)
        })?;
        let headers = request.headers_mut();
        *headers = self.headers.clone();
        headers
            .entry(USER_AGENT)
            .or_insert(self.client.user_agent().clone());
        #[cfg(feature = "gzip")]
        if self.handover == Handover::Whole {
            headers
                .entry(http::header::ACCEPT_ENCODING)
                .or_insert(http::HeaderValue::from_static("gzip"));
        }
        for (name, value) in &authorization.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if !authorization.cookies.is_empty() {
            let line = cookies(headers.get(COOKIE), &authorization.cookies);
            line.map(|line| headers.insert(COOKIE, line));
        }
        Ok(request)
    }

    fn outgoing(&self) -> Body {
        let body = self.body.body();
        let transport = self.client.transport(&self.subject).ok();
        match transport.filter(|_| self.body.whole().is_none()) {
            Some(transport) => self.progress.watch(body, transport),
            None => body,
        }
    }

    fn failure(&self, fault: Fault, authorization: &Authorization) -> Error {
        match fault {
            Fault::Refused(reply) => {
                refusal(&self.auth, &self.subject, reply, self.repeat, authorization)
            }
            Fault::Broken(error) => Error::transport(&self.subject, error),
            Fault::Unreadable(problem) => Error::new(ErrorKind::Transport, &*self.subject, problem),
        }
    }
}

/// The reply if it is a success, else the error that it means.
pub(crate) fn accepted(auth: &Auth, subject: &str, reply: RawReply) -> Result<RawReply, Error> {
    match reply.status.is_success() {
        true => Ok(reply),
        false => {
            let nothing = Authorization::default();
            Err(refusal(auth, subject, reply, Repeat::Safe, &nothing))
        }
    }
}

fn refusal(
    auth: &Auth,
    subject: &str,
    mut reply: RawReply,
    repeat: Repeat,
    authorization: &Authorization,
) -> Error {
    let message =
        message_of(&reply.headers, &reply.body).map(|message| auth.redact(message, authorization));
    let retryable = retry::is_retryable(&reply, repeat);
    let attempts = std::mem::take(&mut reply.attempts);
    Error::api(subject, reply, message, retryable).with_attempts(attempts)
}

fn is_unauthorized(fault: &Fault) -> bool {
    matches!(fault, Fault::Refused(reply) if reply.status == StatusCode::UNAUTHORIZED)
}

pub(super) fn since(transport: &Arc<dyn Transport>, moment: std::time::Instant) -> Duration {
    transport.now().saturating_duration_since(moment)
}
