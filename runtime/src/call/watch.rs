//! Telling observers and spans of a call while it is made.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use super::answer::{Sent, since};
use super::retry::Fault;
use super::{Attempt, Exchange};
use crate::observe::Span;
use crate::{CallFacts, RawReply, Transport};

/// Who looks at a call while it is made.
pub(super) struct Watch<'e> {
    exchange: &'e Exchange,
    facts: Option<CallFacts<'e>>,
    span: Option<Span>,
}

impl<'e> Watch<'e> {
    /// Nothing is put together where nobody looks.
    pub(super) fn new(exchange: &'e Exchange) -> Self {
        let options = exchange.client.options();
        let watched = !options.observers.is_empty() || Span::enabled();
        let facts = watched.then(|| {
            CallFacts::new(
                &exchange.subject,
                &exchange.method,
                &exchange.template,
                &exchange.url.to_string(),
                &exchange.headers,
                &options.show,
            )
        });
        let span = facts.as_ref().map(Span::call);
        Self {
            exchange,
            facts,
            span,
        }
    }

    /// One attempt, and what became of it.
    pub(super) async fn attempt(
        &self,
        transport: &Arc<dyn Transport>,
        sent: Sent,
        left: Duration,
        number: usize,
    ) -> (Result<RawReply, Fault>, Attempt) {
        let began = transport.now();
        let work = pin!(self.exchange.attempt(transport, sent, left));
        let (Some(facts), Some(span)) = (&self.facts, &self.span) else {
            let outcome = work.await;
            let attempt = Attempt::new(&outcome, since(transport, began));
            return (outcome, attempt);
        };
        let span = span.attempt(facts, number);
        let outcome = span.around(work).await;
        let attempt = Attempt::new(&outcome, since(transport, began));
        span.end_attempt(&attempt);
        for observer in &self.exchange.client.options().observers {
            observer.attempt_ended(facts, &attempt);
        }
        (outcome, attempt)
    }

    /// The call is over.
    pub(super) fn end(self, attempts: &[Attempt], failed: bool) {
        if let (Some(facts), Some(span)) = (self.facts, self.span) {
            span.end_call(attempts.len(), failed);
            for observer in &self.exchange.client.options().observers {
                observer.call_ended(&facts, attempts);
            }
        }
    }
}
