//! Sending a request until there is an answer: credentials, attempts, pauses, deadline. The same
//! code for every operation, compiled once.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_core::future::BoxFuture;
use http::StatusCode;

use super::Exchange;
use super::answer::since;
use super::retry::{self, Fault, Repeat};
use super::watch::Watch;
use crate::auth::{Auth, Authorization};
use crate::error::{ErrorKind, message_of, redirect_of};
use crate::{Error, RawReply, Transport};

/// Sends the request and brings the reply of a success.
pub(crate) fn execute(exchange: Exchange) -> BoxFuture<'static, Result<RawReply, Error>> {
    Box::pin(async move {
        let watch = Watch::new(&exchange);
        let result = exchange.send(&watch).await;
        let attempts = match &result {
            Ok(reply) => &reply.attempts,
            Err(error) => error.attempts(),
        };
        watch.end(attempts, result.is_err());
        result
    })
}

impl Exchange {
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
            let sent = self.dispatch(transport, self.request(&authorization)?);
            let number = attempts.len();
            let (outcome, attempt) = watch.attempt(transport, sent, left(), number).await;
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
        let authorization = pin!(self.auth.authorize(&self.schemes, &self.client));
        match self.within(transport, left, authorization).await {
            Some(authorization) => authorization.map_err(|cause| Error::auth(&self.subject, cause)),
            None => {
                let message = format!("no access token within {:?}", self.limits.timeout);
                Err(Error::timeout(&self.subject, message))
            }
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
    let message = match reply.status.is_redirection() {
        true => redirect_of(&reply.headers),
        false => message_of(&reply.headers, &reply.body),
    };
    let message = message.map(|message| auth.redact(message, authorization));
    let retryable = retry::is_retryable(&reply, repeat);
    let attempts = std::mem::take(&mut reply.attempts);
    Error::api(subject, reply, message, retryable).with_attempts(attempts)
}

fn is_unauthorized(fault: &Fault) -> bool {
    matches!(fault, Fault::Refused(reply) if reply.status == StatusCode::UNAUTHORIZED)
}
