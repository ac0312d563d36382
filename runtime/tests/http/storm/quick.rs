//! The real transport with a clock that runs faster, and with ports where nobody listens.

use std::time::{Duration, Instant};

use http::uri::{Authority, Uri};
use http::{Request, Response};
use specwright::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};

/// The client's seconds last so much less.
pub(crate) const FACTOR: u32 = 50;

/// A port that no server is given who asks for a free one: where nobody listens now, no other test
/// will in a moment.
const DEAD: &str = "127.0.0.1:1";

#[derive(Clone, Debug)]
pub(crate) struct Quick {
    inner: ReqwestTransport,
    start: Instant,
    /// One request of a hundred finds nobody listening, times this.
    refusals: u8,
}

impl Quick {
    pub(crate) fn new() -> Self {
        Self {
            inner: ReqwestTransport::new(Duration::from_secs(1)).unwrap(),
            start: Instant::now(),
            refusals: 0,
        }
    }

    pub(crate) fn refusing(mut self, refusals: u8) -> Self {
        self.refusals = refusals;
        self
    }
}

impl Transport for Quick {
    fn send(
        &self,
        mut request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        if fastrand::u8(..100) < self.refusals {
            let mut parts = std::mem::take(request.uri_mut()).into_parts();
            parts.authority = Some(Authority::from_static(DEAD));
            *request.uri_mut() = Uri::from_parts(parts).unwrap();
        }
        self.inner.send(request)
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.inner.sleep(duration / FACTOR)
    }

    fn spawn(&self, work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
        self.inner.spawn(work)
    }

    fn now(&self) -> Instant {
        self.start + self.start.elapsed() * FACTOR
    }
}
