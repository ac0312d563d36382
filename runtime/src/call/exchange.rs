//! A request with all that is needed to send it, as often as it takes.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use http::header::{COOKIE, HeaderMap, USER_AGENT};
use http::{Method, Request, Uri};

use super::parts::cookies;
use super::progress::Progress;
use super::retry::Repeat;
use crate::auth::{Auth, Authorization};
use crate::error::ErrorKind;
use crate::{Body, Client, Error, Handover, Upload};

/// A request with all that is needed to send it, as often as it takes.
pub(crate) struct Exchange {
    pub(crate) client: Client,
    /// What errors call it.
    pub(crate) subject: String,
    pub(crate) limits: Limits,
    pub(crate) method: Method,
    /// The path before its arguments were put in.
    pub(crate) template: Cow<'static, str>,
    /// Absolute, without credentials.
    pub(crate) url: Uri,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Upload,
    /// When the transport last took a piece of a body that is a stream.
    pub(crate) progress: Progress,
    /// When a success is handed over.
    pub(crate) handover: Handover,
    /// What it does when it is sent twice.
    pub(crate) repeat: Repeat,
    /// The credentials, and the security schemes of those that it carries.
    pub(crate) auth: Arc<Auth>,
    pub(crate) schemes: Vec<&'static str>,
}

/// What one call may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) read_timeout: Duration,
    pub(crate) feed_timeout: Duration,
    pub(crate) retries: u32,
    pub(crate) reply_limit: usize,
}

impl Limits {
    /// The client's, with the defaults.
    pub(crate) fn of(client: &Client) -> Self {
        let options = client.options();
        Self {
            timeout: options.timeout.unwrap_or(Duration::from_secs(60)),
            attempt_timeout: options.attempt_timeout.unwrap_or(Duration::from_secs(30)),
            read_timeout: options.read_timeout.unwrap_or(Duration::from_secs(10)),
            feed_timeout: options.feed_timeout.unwrap_or(Duration::from_secs(300)),
            retries: options.retries.unwrap_or(2),
            reply_limit: options.reply_limit.unwrap_or(64 << 20),
        }
    }
}

impl Exchange {
    /// The request with the credentials that are at hand.
    pub(super) fn request_without_tokens(&self) -> Result<Request<Body>, Error> {
        self.request(&self.auth.without_tokens(&self.schemes))
    }

    /// One more request, with these credentials.
    pub(super) fn request(&self, authorization: &Authorization) -> Result<Request<Body>, Error> {
        let mut request = Request::new(self.outgoing());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.url_with(&authorization.query)?;
        let headers = request.headers_mut();
        *headers = self.headers.clone();
        headers
            .entry(USER_AGENT)
            .or_insert_with(|| self.client.user_agent().clone());
        #[cfg(feature = "gzip")]
        if self.handover == Handover::Whole {
            headers
                .entry(http::header::ACCEPT_ENCODING)
                .or_insert(http::HeaderValue::from_static("gzip"));
        }
        for (name, value) in &authorization.headers {
            headers.entry(name).or_insert_with(|| value.clone());
        }
        if !authorization.cookies.is_empty() {
            let line = cookies(headers.get(COOKIE), &authorization.cookies);
            line.map(|line| headers.insert(COOKIE, line));
        }
        Ok(request)
    }

    fn url_with(&self, credentials: &[String]) -> Result<Uri, Error> {
        if credentials.is_empty() {
            return Ok(self.url.clone());
        }
        let mut url = self.url.to_string();
        for pair in credentials {
            url.push(if url.contains('?') { '&' } else { '?' });
            url.push_str(pair);
        }
        sendable(url, &self.subject)
    }

    fn outgoing(&self) -> Body {
        let body = self.body.body();
        match self.client.transport(&self.subject) {
            Ok(transport) => self.progress.watch(body, transport),
            Err(_) => body,
        }
    }
}

/// The URL in the form in which it is sent. Every part is encoded, so all that can be wrong is the
/// length.
pub(crate) fn sendable(url: String, subject: &str) -> Result<Uri, Error> {
    Uri::try_from(url).map_err(|error| {
        let message = format!("the URL cannot be sent: {error}");
        Error::new(ErrorKind::Argument, subject, message)
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Limits;
    use crate::{Api, ClientBuilder};

    #[test]
    fn the_defaults_are_those_that_the_options_promise() {
        static API: Api = Api::new("example");
        let client = ClientBuilder::new(&API).base_url("https://example.com");
        let limits = Limits::of(&client.build().unwrap());
        let times = [
            limits.timeout,
            limits.attempt_timeout,
            limits.read_timeout,
            limits.feed_timeout,
        ];
        assert_eq!(times, [60, 30, 10, 300].map(Duration::from_secs));
        assert_eq!((limits.retries, limits.reply_limit), (2, 64 * 1024 * 1024));
    }
}
