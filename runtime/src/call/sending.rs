//! A call on its way.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::future::BoxFuture;

use crate::{Error, RawReply, Reading, Reply};

/// The future of a call: what the server replies, decoded. Nothing is sent before it is polled, and
/// nothing more after it is dropped.
///
/// It has a name, and is not that of an `async fn`, because a generated crate has a thousand operations:
/// all that the compiler has to make for one of them is how its reply is decoded.
#[must_use = "a call is not made until its future is awaited"]
pub struct Sending<T> {
    reply: BoxFuture<'static, Result<RawReply, Error>>,
    subject: String,
    reading: Reading,
    promised: PhantomData<fn() -> T>,
}

impl<T> Sending<T> {
    pub(super) fn new(
        reply: BoxFuture<'static, Result<RawReply, Error>>,
        subject: String,
        reading: Reading,
    ) -> Self {
        Self {
            reply,
            subject,
            reading,
            promised: PhantomData,
        }
    }
}

impl<T: Reply> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.reply.as_mut().poll(context));
        Poll::Ready(reply.and_then(|reply| reply.decode(&self.subject, &self.reading)))
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Sending").field(&self.subject).finish()
    }
}
