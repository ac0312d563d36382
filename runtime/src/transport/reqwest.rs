//! The default transport: reqwest over rustls, on tokio.

use std::pin::Pin;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use ::reqwest::Url;
use bytes::Bytes;
use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::{FutureExt, future};
use http::Uri;
use http_body::{Body as _, Frame, SizeHint};
use rustls::ClientConfig;
use rustls::crypto::{CryptoProvider, ring};
use rustls_platform_verifier::BuilderVerifierExt;
use tokio::runtime::Handle;

use super::{Body, Transport, TransportError};

/// Sends requests with reqwest. It pools connections, trusts what the operating system trusts, takes
/// a proxy from the environment as reqwest does, and follows no redirect. It works within a tokio
/// runtime; outside of one, a call is an error that says so.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: ::reqwest::Client,
    origins: Arc<Origins>,
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
        Ok(Self::from_client(client))
    }

    /// A transport over a client of the caller's own making, for its proxy, certificates or pool.
    ///
    /// Build it with `redirect(Policy::none())`: reqwest would otherwise carry an API key in a
    /// custom header to another host.
    pub fn from_client(client: ::reqwest::Client) -> Self {
        Self {
            client,
            origins: Arc::default(),
        }
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'static, Result<http::Response<Body>, TransportError>> {
        if Handle::try_current().is_err() {
            let problem = "there is no tokio runtime here: call from within one, or wait with a \
                           blocking call (feature `blocking`)";
            let error = TransportError::new(problem).never_sent();
            return Box::pin(future::ready(Err(error)));
        }
        let (parts, body) = request.into_parts();
        let Some(url) = self.origins.url(&parts.uri) else {
            let error = TransportError::new("the URL cannot be sent").never_sent();
            return Box::pin(future::ready(Err(error)));
        };
        let mut request = ::reqwest::Request::new(parts.method, url);
        *request.headers_mut() = parts.headers;
        *request.body_mut() = Some(outgoing(body));
        let pending = self.client.execute(request);
        Box::pin(pending.map(|response| response.map(reply).map_err(failure)))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        match Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            // Nothing was sent, so there is nothing to wait for.
            Err(_) => Box::pin(future::ready(())),
        }
    }

    fn spawn(&self, work: BoxFuture<'static, ()>) -> Option<BoxFuture<'static, ()>> {
        match Handle::try_current() {
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

/// The first origins that requests went to: that of the API, of its tokens, of links. Nearly all
/// requests go to one of them, and to read a host again for each costs as much as the rest of
/// building a request.
#[derive(Debug, Default)]
struct Origins([OnceLock<(Uri, Url)>; 4]);

impl Origins {
    fn url(&self, uri: &Uri) -> Option<Url> {
        let mut known = self.0.iter().map_while(OnceLock::get);
        let known = known.find(|(known, _)| {
            known.scheme() == uri.scheme() && known.authority() == uri.authority()
        });
        if let Some((_, url)) = known {
            let mut url = url.clone();
            url.set_path(uri.path());
            url.set_query(uri.query());
            return Some(url);
        }
        let url = Url::parse(&uri.to_string()).ok()?;
        let origin = (uri.clone(), url.clone());
        // The first place that is free; where none is, the origin is not kept.
        let _ = self
            .0
            .iter()
            .try_fold(origin, |origin, place| match place.set(origin) {
                Ok(()) => Err(()),
                Err(origin) => Ok(origin),
            });
        Some(url)
    }
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

fn reply(response: ::reqwest::Response) -> http::Response<Body> {
    let length = response.content_length();
    http::Response::from(response).map(|body| {
        let body = Body::from_stream(Incoming(body));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    })
}

/// A body as it arrives.
struct Incoming(::reqwest::Body);

impl Stream for Incoming {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(failure(error)))),
                // What is no data are trailers.
                Some(Ok(frame)) => {
                    if let Ok(piece) = frame.into_data() {
                        return Poll::Ready(Some(Ok(piece)));
                    }
                }
            }
        }
    }
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

#[cfg(test)]
mod tests {
    use super::{Origins, Uri, Url};

    #[test]
    fn a_url_of_a_known_origin_is_as_it_is_read_anew() {
        let origins = Origins::default();
        let urls = [
            "https://api.example.com",
            "https://api.example.com/a/b?c=d",
            "https://api.example.com/a%2Fb/%2e%2e/c",
            "https://api.example.com/a/../b/./c",
            "https://api.example.com/?x=%26&y=a+b&y='",
            "https://api.example.com/a?",
            "https://api.example.com//a//b;c=d",
            "https://api.example.com:443/a",
            "https://API.example.com/a",
            "http://api.example.com/a",
            "https://api.example.com:8443/a",
            "http://127.0.0.1:80/a|b\"c",
            "https://api.example.com:8443/b",
        ];
        for text in urls {
            let uri: Uri = text.parse().unwrap();
            let read = Url::parse(&uri.to_string()).unwrap();
            assert_eq!(origins.url(&uri).unwrap(), read, "{text}");
        }
        let kept = origins.0.iter().map(|place| place.get().unwrap());
        let kept: Vec<_> = kept.map(|(uri, _)| uri.to_string()).collect();
        let expected = [urls[0], urls[7], urls[9], urls[10]];
        assert_eq!(kept.len(), expected.len());
        for (kept, expected) in kept.iter().zip(expected) {
            assert_eq!(kept.trim_end_matches('/'), expected);
        }
    }
}
