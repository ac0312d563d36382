//! One attempt: a request on its way, and the whole reply within the time for it.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::future::BoxFuture;
use http::{Request, Response};

use super::Exchange;
#[cfg(feature = "gzip")]
use super::parts::inflated;
use super::retry::Fault;
use crate::observe::Next;
use crate::stream::Rest;
use crate::transport::{CollectError, Patience};
use crate::{Body, Handover, RawReply, Transport, TransportError};

/// A request on its way.
pub(super) type Sent = BoxFuture<'static, Result<Response<Body>, TransportError>>;

// These take the futures that they wait for by reference, or boxed: each `async fn` would keep the
// ones that it is given twice over, and one call would take thousands of bytes.
impl Exchange {
    /// Sends the request on its way, through the middleware if there is any.
    pub(super) fn dispatch(&self, transport: &Arc<dyn Transport>, request: Request<Body>) -> Sent {
        let chain = &self.client.options().middleware;
        match chain.is_empty() {
            true => transport.send(request),
            false => Next {
                chain: Arc::from(chain.as_slice()),
                transport: Arc::clone(transport),
                passed: 0,
            }
            .run(request),
        }
    }

    /// The reply to one request, whole and within the time for it.
    pub(super) async fn attempt(
        &self,
        transport: &Arc<dyn Transport>,
        sent: Sent,
        left: Duration,
    ) -> Result<RawReply, Fault> {
        let limit = left.min(self.limits.attempt_timeout);
        let answer = pin!(self.answer(transport, sent));
        match self.within(transport, limit, answer).await {
            Some(Ok(reply)) if !reply.status.is_success() => Err(Fault::Refused(reply)),
            Some(answer) => answer,
            None => {
                let (limit, whole) = (self.limits.attempt_timeout, self.limits.timeout);
                let problem = self.progress.held_up().unwrap_or("no reply");
                let message = match limit < left {
                    true => format!("{problem} within {limit:?}"),
                    false => format!("{problem} within the {whole:?} that the call may take"),
                };
                Err(Fault::Broken(TransportError::new(message).timed_out()))
            }
        }
    }

    async fn answer(&self, transport: &Arc<dyn Transport>, sent: Sent) -> Result<RawReply, Fault> {
        let (mut reply, body) = sent.await.map(head).map_err(Fault::Broken)?;
        let limit = self.limits.reply_limit;
        if self.handover != Handover::Whole && reply.status.is_success() {
            let silence = match self.handover {
                Handover::Feed => self.limits.feed_timeout,
                _ => self.limits.read_timeout,
            };
            reply.rest = Some(Rest::new(body.impatient(transport, silence), limit));
            return Ok(reply);
        }
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
        reply.body = body.collect(limit, Some(patience)).await.map_err(unread)?;
        #[cfg(feature = "gzip")]
        {
            reply.body = inflated(&mut reply.headers, reply.body, limit).map_err(unread)?;
        }
        Ok(reply)
    }

    /// What the future brings, unless the time is over first. It starts anew with every piece of a
    /// streamed body that leaves: how long an upload takes is up to its size.
    pub(super) async fn within<F: Future>(
        &self,
        transport: &Arc<dyn Transport>,
        limit: Duration,
        mut work: Pin<&mut F>,
    ) -> Option<F::Output> {
        // To look at the clock costs something, and most bodies are no streams.
        let mut from = self.progress.is_tracked().then(|| transport.now());
        let mut wait = limit;
        loop {
            let patience = Patience {
                transport,
                limit: wait,
            };
            match patience.wait_for(work.as_mut()).await {
                Some(value) => return Some(value),
                None => {
                    let moved = self.progress.since(from?)?;
                    from = Some(moved);
                    wait = limit.saturating_sub(since(transport, moved));
                }
            }
        }
    }
}

/// The reply as far as its head goes, and the body that is still to be read.
fn head(response: Response<Body>) -> (RawReply, Body) {
    let (parts, body) = response.into_parts();
    let reply = RawReply {
        status: parts.status,
        headers: parts.headers,
        body: Bytes::new(),
        rest: None,
        attempts: Vec::new(),
    };
    (reply, body)
}

pub(super) fn since(transport: &Arc<dyn Transport>, moment: Instant) -> Duration {
    transport.now().saturating_duration_since(moment)
}
