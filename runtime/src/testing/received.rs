//! A request as it came over the wire.

use bytes::Bytes;
use http::{HeaderMap, Method};

/// A request that the server received.
///
/// Its `Debug`, which a failing test prints, shows no value that could be a secret: neither those
/// of the query nor those of most headers, and no body. The fields have them all.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The method.
    pub method: Method,
    /// The path, exactly as it was sent: nothing is decoded.
    pub path: String,
    /// The query after the question mark, exactly as it was sent; empty if there is none.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Received {
    /// The path with its query, exactly as they were sent.
    pub fn target(&self) -> String {
        let question = if self.query.is_empty() { "" } else { "?" };
        format!("{}{question}{}", self.path, self.query)
    }

    /// The first value of a header, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The first value of a query parameter, exactly as it was sent.
    pub fn query_value(&self, name: &str) -> Option<&str> {
        self.query
            .split('&')
            .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// The headers whose values can be shown.
const SHOWN: [&str; 6] = [
    "accept",
    "content-length",
    "content-type",
    "host",
    "idempotency-key",
    "user-agent",
];

impl std::fmt::Debug for Received {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.query.split('&');
        let names = names.map(|pair| pair.split('=').next().unwrap_or_default());
        let headers = self.headers.iter().map(|(name, value)| {
            let text = value.to_str().unwrap_or_default();
            (
                name.as_str(),
                if SHOWN.contains(&name.as_str()) {
                    text
                } else {
                    "…"
                },
            )
        });
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &names.collect::<Vec<_>>())
            .field("headers", &headers.collect::<Vec<_>>())
            .field("body_bytes", &self.body.len())
            .finish()
    }
}
