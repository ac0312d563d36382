//! Building a request out of an operation's values.
//!
//! Generated code calls the methods of [`RequestWriter`] one after the other and never sees an
//! error: what cannot be sent is kept and comes out when the request is built, all of it in one
//! error.

mod body;
mod encode;
mod flatten;
mod form;
mod multipart;
mod path;
mod show;
mod style;

use http::header::{COOKIE, HeaderMap, HeaderName, HeaderValue};

pub(crate) use encode::encode;
use flatten::{Flat, Unfit, flatten};
pub use form::FormField;
use multipart::Part;
pub use multipart::{File, Files};
pub(crate) use path::custom as custom_path;
pub use show::show_request;
pub use style::Style;

use crate::{OperationInfo, Upload, Value, json};

/// Takes the parameters and the body of one request. A value that is absent or null is not sent.
#[derive(Debug)]
pub struct RequestWriter<'a> {
    info: &'a OperationInfo,
    arguments: Vec<(&'a str, String)>,
    query: Vec<String>,
    headers: HeaderMap,
    cookies: Vec<String>,
    body: Option<Upload>,
    parts: Vec<Part>,
    link: Option<String>,
    problems: Vec<String>,
    /// What a debug print shows, name and JSON, in place of what is sent.
    shown: Option<Vec<(String, String)>>,
}

impl<'a> RequestWriter<'a> {
    pub(crate) fn new(info: &'a OperationInfo) -> Self {
        Self {
            info,
            arguments: Vec::new(),
            query: Vec::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            body: None,
            parts: Vec::new(),
            link: None,
            problems: Vec::new(),
            shown: None,
        }
    }

    /// A parameter of the path. It must have a value, and one that leaves the path's shape alone.
    pub fn path(&mut self, name: &'a str, style: Style, value: &dyn Value) {
        if !self.show(name, value) {
            self.put_path(name, style, flatten(style, value));
        }
    }

    /// A parameter of the query.
    pub fn query(&mut self, name: &str, style: Style, value: &dyn Value) {
        if !self.show(name, value) {
            self.put_query(name, style, flatten(style, value));
        }
    }

    /// A parameter in a header.
    pub fn header(&mut self, name: &str, style: Style, value: &dyn Value) {
        if !self.hide(name, || json::present(value).is_some()) {
            self.put_header(name, style, flatten(style, value));
        }
    }

    /// A parameter in a cookie.
    pub fn cookie(&mut self, name: &str, style: Style, value: &dyn Value) {
        if !self.hide(name, || json::present(value).is_some()) {
            self.put_cookie(name, style, flatten(style, value));
        }
    }

    /// A link that a reply gave, such as that of the next page. It stands for path and query, those
    /// of the operation and those that the caller added. To the client's own origin the request
    /// goes with its credentials; to another origin it goes without them, and without any header
    /// that the operation or the caller set.
    pub fn link(&mut self, link: Option<&str>) {
        if !self.hide("link", || link.is_some()) {
            self.link = link.map(str::to_owned);
        }
    }

    /// Everything together, or every reason why it cannot be sent.
    pub(crate) fn finish(mut self) -> Result<Draft, String> {
        self.join_parts();
        if !self.cookies.is_empty() {
            self.set_header("cookie parameters", COOKIE, &self.cookies.join("; "));
        }
        let path = path::fill(self.info.path, &self.arguments).unwrap_or_else(|problem| {
            // An argument that was refused has its problem already; that it has no value would only
            // repeat it.
            if self.problems.is_empty() {
                self.problems.push(problem);
            }
            String::new()
        });
        if !self.problems.is_empty() {
            return Err(self.problems.join("; "));
        }
        Ok(Draft {
            path,
            query: self.query.join("&"),
            headers: self.headers,
            body: self.body,
            link: self.link,
        })
    }

    fn put_path(&mut self, name: &'a str, style: Style, value: Flattened) {
        if let Some(value) = self.fit("path", name, value) {
            self.arguments
                .push((name, style.segment(name, &value, encode)));
        }
    }

    fn put_query(&mut self, name: &str, style: Style, value: Flattened) {
        if let Some(value) = self.fit("query", name, value) {
            self.query.extend(style.pairs(name, &value));
        }
    }

    fn put_header(&mut self, name: &str, style: Style, value: Flattened) {
        let Some(value) = self.fit("header", name, value) else {
            return;
        };
        match HeaderName::try_from(name) {
            Ok(header) => {
                self.set_header(name, header, &style.segment(name, &value, str::to_owned))
            }
            Err(_) => self
                .problems
                .push(format!("`{}` is no name of a header", name.escape_debug())),
        }
    }

    fn put_cookie(&mut self, name: &str, style: Style, value: Flattened) {
        if let Some(value) = self.fit("cookie", name, value) {
            self.cookies.extend(style.pairs(name, &value));
        }
    }

    fn set_header(&mut self, parameter: &str, name: HeaderName, value: &str) {
        match header_value(value) {
            Some(value) => drop(self.headers.insert(name, value)),
            None => self.problems.push(format!(
                "header parameter `{parameter}` has a line break or another control character"
            )),
        }
    }

    fn fit(&mut self, place: &str, name: &str, value: Flattened) -> Option<Flat> {
        match value {
            Ok(value) => value,
            Err(Unfit::Nested) => {
                self.problems.push(format!(
                    "{place} parameter `{name}` holds a list or object inside another"
                ));
                None
            }
            Err(Unfit::NotJson(error)) => {
                self.problems.push(format!(
                    "{place} parameter `{name}` cannot be written: {error}"
                ));
                None
            }
        }
    }
}

type Flattened = Result<Option<Flat>, Unfit>;

/// A request without its server, credentials and common headers.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Encoded, with its leading slash.
    pub(crate) path: String,
    /// Encoded, without the question mark.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Upload>,
    /// What stands for path and query.
    pub(crate) link: Option<String>,
}

impl Draft {
    /// The whole URL below this base, which does not end in a slash.
    pub(crate) fn url(&self, base: &str) -> String {
        let question = if self.query.is_empty() { "" } else { "?" };
        [base, &self.path, question, &self.query].concat()
    }

    /// Adds an encoded `name=value` to the query.
    pub(crate) fn push_query(&mut self, pair: &str) {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.push_str(pair);
    }
}

/// The value, unless it could end the header and begin another one.
pub(crate) fn header_value(text: &str) -> Option<HeaderValue> {
    HeaderValue::from_bytes(text.as_bytes()).ok()
}
