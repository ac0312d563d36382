//! Observers: told what happens, in words that hold no secret.

use std::borrow::Cow;

use http::Method;
use http::header::HeaderMap;

use crate::Attempt;

/// Is told of every attempt and of the end of every call, token requests included. It is called in
/// the middle of a call, so it must be quick.
pub trait Observer: Send + Sync + 'static {
    /// A request was sent, and this became of it. Whether it is sent again is not known yet, so that
    /// there never is a [`pause`](Attempt::pause).
    fn attempt_ended(&self, call: &CallFacts<'_>, attempt: &Attempt) {
        let _ = (call, attempt);
    }

    /// No more requests are sent for the call. The last attempt says how it ended; there is none if
    /// there was no token for it. A call that is dropped has no end.
    fn call_ended(&self, call: &CallFacts<'_>, attempts: &[Attempt]) {
        let _ = (call, attempts);
    }
}

/// What an observer learns of a call. Of headers and query parameters only those are shown whose
/// names are on a list: `accept`, `content-type` and a `user-agent` of the caller's own, and what
/// [`ClientOptions::show`](crate::ClientOptions::show) adds. There is no list of secrets to hide,
/// because such a list is never complete.
#[derive(Clone, Debug)]
pub struct CallFacts<'a> {
    pub(crate) operation: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) template: &'a str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'a str, &'a str)>,
}

impl<'a> CallFacts<'a> {
    /// The API and the operation: "m3ter ListEvents".
    pub fn operation(&self) -> &'a str {
        self.operation
    }

    /// The HTTP method.
    pub fn method(&self) -> &'a Method {
        self.method
    }

    /// The path before its arguments were put in; empty for a token request.
    pub fn template(&self) -> &'a str {
        self.template
    }

    /// The URL, with `REDACTED` in place of the query values that are not to be shown.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers that are to be shown.
    pub fn headers(&self) -> &[(&'a str, &'a str)] {
        &self.headers
    }
}

/// What may always be shown.
const SHOWN: [&str; 3] = ["accept", "content-type", "user-agent"];

/// The URL without the query values that are not to be shown.
pub(super) fn redacted<'u>(url: &'u str, show: &[String]) -> Cow<'u, str> {
    let Some((path, query)) = url.split_once('?') else {
        return Cow::Borrowed(url);
    };
    let pairs = query.split('&').map(|pair| {
        let name = pair.split('=').next().unwrap_or_default();
        match show.iter().any(|shown| shown == name) {
            true => pair.to_owned(),
            false => format!("{name}=REDACTED"),
        }
    });
    Cow::Owned(format!("{path}?{}", pairs.collect::<Vec<_>>().join("&")))
}

/// The headers that are to be shown. A value that is marked as sensitive never is.
pub(super) fn shown<'h>(headers: &'h HeaderMap, show: &[String]) -> Vec<(&'h str, &'h str)> {
    let is_shown = |name: &str| {
        SHOWN.contains(&name) || show.iter().any(|shown| shown.eq_ignore_ascii_case(name))
    };
    let headers = headers.iter();
    let shown = headers.filter(|(name, value)| is_shown(name.as_str()) && !value.is_sensitive());
    shown
        .filter_map(|(name, value)| Some((name.as_str(), value.to_str().ok()?)))
        .collect()
}

impl<'a> CallFacts<'a> {
    pub(crate) fn new(
        operation: &'a str,
        method: &'a Method,
        template: &'a str,
        url: &str,
        headers: &'a HeaderMap,
        show: &[String],
    ) -> Self {
        Self {
            operation,
            method,
            template,
            url: redacted(url, show).into_owned(),
            headers: shown(headers, show),
        }
    }
}
