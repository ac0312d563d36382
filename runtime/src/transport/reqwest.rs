//! The default transport: reqwest over rustls, on tokio.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::stream;
use http_body::{Frame, SizeHint};
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;

use super::{Body, Transport, TransportError};

/// Sends requests with reqwest. It pools connections, trusts what the operating system trusts, takes
/// a proxy from the environment as reqwest does, and follows no redirect. It works within a tokio
/// runtime only.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
}

impl ReqwestTransport {
    /// A transport that gives up on connecting after this time.
    ///
    /// # Errors
    ///
    /// When TLS cannot be set up: no certificate of an authority can be read.
    pub fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        let client = ::reqwest::Client::builder()
            .tls_backend_preconfigured(tls().map_err(TransportError::new)?)
            .redirect(::reqwest::redirect::Policy::none())
            .retry(::reqwest::retry::never())
            .connect_timeout(connect_timeout)
            .build()
            .map_err(TransportError::new)?;
        Ok(Self { client })
    }

    /// A transport over a client of the caller's own making, for its proxy, certificates or pool.
    ///
    /// Build it with `redirect(Policy::none())`: reqwest would otherwise carry an API key in a
    /// custom header to another host.
    pub fn from_client(client: ::reqwest::Client) -> Self {
        Self { client }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        let client = self.client.clone();
        Box::pin(async move {
            let request = request.map(outgoing);
            let request = ::reqwest::Request::try_from(request)
                .map_err(|error| TransportError::new(error.without_url()).never_sent())?;
            client.execute(request).await.map(reply).map_err(failure)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }

    fn spawn(&self, work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
        match tokio::runtime::Handle::try_current() {
            Ok(runtime) => {
                drop(runtime.spawn(work));
                None
            }
            Err(_) => Some(work),
        }
    }

    fn now(&self) -> Instant {
        tokio::time::Instant::now().into_std()
    }
}

/// Every client of the process shares it: reading the system's certificates takes a while, and a
/// session with a host can be resumed by another client.
static TLS: OnceLock<ClientConfig> = OnceLock::new();

/// The process's own choice of cryptography if it made one, else ring: nothing is installed for the
/// whole process.
fn tls() -> Result<ClientConfig, rustls::Error> {
    if let Some(config) = TLS.get() {
        return Ok(config.clone());
    }
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(ring::default_provider()));
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_platform_verifier()?
        .with_no_client_auth();
    Ok(TLS.get_or_init(|| config).clone())
}

fn outgoing(body: Body) -> ::reqwest::Body {
    match body.as_bytes() {
        Some(bytes) => ::reqwest::Body::from(bytes.clone()),
        None => ::reqwest::Body::wrap(Outgoing(Mutex::new(body))),
    }
}

/// A body that is sent as a stream. The lock is never waited for: it only makes the stream one that
/// threads may share, as reqwest wants it.
struct Outgoing(Mutex<Body>);

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let body = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        let piece = Pin::new(body).poll_next(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.length()
            .map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

fn reply(mut response: ::reqwest::Response) -> http::Response<Body> {
    let mut reply = http::Response::new(Body::empty());
    *reply.status_mut() = response.status();
    *reply.headers_mut() = std::mem::take(response.headers_mut());
    *reply.body_mut() = Body::from_stream(pieces(response));
    reply
}

fn pieces(response: ::reqwest::Response) -> impl Stream<Item = Result<Bytes, TransportError>> {
    stream::unfold(Some(response), async |response| {
        let mut response = response?;
        match response.chunk().await {
            Ok(Some(piece)) => Some((Ok(piece), Some(response))),
            Ok(None) => None,
            Err(error) => Some((Err(failure(error)), None)),
        }
    })
}

/// The URL stays out of the text: it may hold a key, and the client's error names the operation.
fn failure(error: ::reqwest::Error) -> TransportError {
    let (unsent, timeout) = (error.is_connect(), error.is_timeout());
    let mut failure = TransportError::new(error.without_url());
    if unsent {
        failure = failure.never_sent();
    }
    if timeout {
        failure = failure.timed_out();
    }
    failure
}
