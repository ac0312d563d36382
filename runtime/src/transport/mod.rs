//! How bytes leave and arrive: one trait, so that the rest of the crate knows no HTTP client and no
//! runtime.

mod body;
mod error;
#[cfg(feature = "gzip")]
pub(crate) mod gzip;
#[cfg(feature = "reqwest")]
mod reqwest;

use std::time::{Duration, Instant};

use futures_core::future::BoxFuture;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;
pub use body::Body;
pub(crate) use body::{CollectError, Patience};
pub use error::TransportError;

/// Sends one request and brings one reply, once: retries, timeouts and credentials are the client's
/// business.
///
/// `examples/own_transport.rs` is one over hyper.
///
/// A transport must not follow redirects: the request carries credentials that are meant for one
/// host.
///
/// ```
/// use std::time::Duration;
/// use specwright::{Body, BoxFuture, Transport, TransportError};
///
/// /// Answers every request with an empty list: enough for a test without a network.
/// struct Nothing;
///
/// impl Transport for Nothing {
///     fn send(
///         &self,
///         _: http::Request<Body>,
///     ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
///         Box::pin(async { Ok(http::Response::new(Body::from(r#"{"data":[]}"#))) })
///     }
///     fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
///         Box::pin(std::future::pending())
///     }
/// }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends the request. The client drops the future when its time is up.
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>>;

    /// Completes after this time; pauses between attempts and every timeout wait for it.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;

    /// Does work beside the callers, such as renewing a token before it expires. A transport that
    /// cannot gives the work back, as this default does; then the callers do it themselves.
    fn spawn(&self, work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
        Some(work)
    }

    /// The clock that deadlines and token expiry go by; it must run with [`sleep`](Self::sleep).
    fn now(&self) -> Instant {
        Instant::now()
    }
}
