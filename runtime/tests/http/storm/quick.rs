//! The real transport with a clock that runs faster, and with ports where nobody listens.

use std::time::{Duration, Instant};

use http::uri::{Authority, Uri};
use http::{Request, Response};
use specwright::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};

/// The client's seconds last so much less.
pub(crate) const FACTOR: u32 = 50;

#[derive(Clone, Debug)]
pub(crate) struct Quick {
    inner: ReqwestTransport,
    start: Instant,
    /// A port that was free a moment ago.
    dead: Authority,
    /// One request of a hundred finds nobody listening, times this.
    refusals: u8,
}

impl Quick {
    pub(crate) fn new() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let dead = listener.local_addr().unwrap().to_string();
        Self {
            inner: ReqwestTransport::new(Duration::from_secs(1)).unwrap(),
            start: Instant::now(),
            dead: dead.parse().unwrap(),
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
            parts.authority = Some(self.dead.clone());
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
