//! Code of the caller's own around every attempt.

use std::sync::Arc;

use futures_core::future::BoxFuture;
use http::{Request, Response};

use crate::{Body, Transport, TransportError};

/// Code around every attempt of every call, token requests included: it sees the request as it
/// leaves, credentials included, and the reply as it arrives, and can change both.
///
/// It is inside of the timeouts and retries. An error of its own counts as one after which the
/// server may have seen the request, unless it says [`never_sent`](TransportError::never_sent).
///
/// ```
/// use specwright::{Body, BoxFuture, Middleware, Next, TransportError};
///
/// struct Traced;
///
/// impl Middleware for Traced {
///     fn handle(
///         &self,
///         mut request: http::Request<Body>,
///         next: Next,
///     ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
///         let value = http::HeaderValue::from_static("00-…-01");
///         request.headers_mut().insert("traceparent", value);
///         next.run(request)
///     }
/// }
/// ```
pub trait Middleware: Send + Sync + 'static {
    /// Handles one attempt; `next` is the rest of the way.
    fn handle(
        &self,
        request: Request<Body>,
        next: Next,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>>;
}

/// The rest of the way of a request: the middleware that was added later, then the transport.
#[derive(Clone)]
pub struct Next {
    pub(crate) chain: Arc<[Arc<dyn Middleware>]>,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) passed: usize,
}

impl Next {
    /// Sends the request on its way.
    pub fn run(
        mut self,
        request: Request<Body>,
    ) -> BoxFuture<'static, Result<Response<Body>, TransportError>> {
        match self.chain.get(self.passed).cloned() {
            Some(middleware) => {
                self.passed += 1;
                middleware.handle(request, self)
            }
            None => self.transport.send(request),
        }
    }
}

impl std::fmt::Debug for Next {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Next")
            .field("left", &(self.chain.len() - self.passed))
            .finish_non_exhaustive()
    }
}
