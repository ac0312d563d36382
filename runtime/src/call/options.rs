//! What a caller sets for one call, and how it comes together with what the operation and the
//! client say.

use std::time::Duration;

use http::header::{ACCEPT, AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::{Exchange, Limits};
use crate::error::ErrorKind;
use crate::request::{Draft, encode, header_value};
use crate::{Client, Error, OperationInfo};

#[derive(Clone, Debug, Default)]
pub(super) struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) retries: Option<u32>,
    headers: HeaderMap,
    query: Vec<String>,
    problems: Vec<String>,
}

impl CallOptions {
    pub(super) fn push_header(&mut self, name: &str, value: &str) {
        let Ok(header) = HeaderName::try_from(name) else {
            self.problems
                .push(format!("`{}` is no name of a header", name.escape_debug()));
            return;
        };
        if is_framing(&header) {
            self.problems
                .push(format!("header `{header}` belongs to the transport"));
            return;
        }
        let Some(mut value) = header_value(value) else {
            self.problems.push(format!(
                "header `{header}` has a line break or another control character"
            ));
            return;
        };
        value.set_sensitive(header == AUTHORIZATION || header == COOKIE);
        self.headers.insert(header, value);
    }

    pub(super) fn push_query(&mut self, name: &str, value: &str) {
        self.query
            .push(format!("{}={}", encode(name), encode(value)));
    }

    /// The whole request but for its credentials, and the limits that it runs under.
    pub(super) fn exchange(
        &self,
        client: &Client,
        info: &OperationInfo,
        draft: Result<Draft, String>,
        accept: &'static str,
    ) -> Result<Exchange, Error> {
        let subject = format!("{} {}", info.api, info.name);
        let mut draft =
            draft.map_err(|problem| Error::new(ErrorKind::Argument, &*subject, problem))?;
        if !self.problems.is_empty() {
            return Err(Error::new(
                ErrorKind::Argument,
                subject,
                self.problems.join("; "),
            ));
        }
        let schemes = client.auth().choose(info.security);
        let schemes = schemes.map_err(|problem| Error::new(ErrorKind::Auth, &*subject, problem))?;
        self.query.iter().for_each(|pair| draft.push_query(pair));
        draft
            .headers
            .entry(ACCEPT)
            .or_insert(HeaderValue::from_static(accept));
        for (name, value) in &self.headers {
            draft.headers.insert(name, value.clone());
        }
        Ok(Exchange {
            limits: self.limits(client),
            subject,
            method: info.method.clone(),
            url: draft.url(client.base_url().as_str()),
            headers: draft.headers,
            body: draft.body.unwrap_or_default(),
            repeatable: info.method.is_idempotent(),
            schemes,
            client: client.clone(),
        })
    }

    fn limits(&self, client: &Client) -> Limits {
        let base = Limits::of(client);
        Limits {
            timeout: self.timeout.unwrap_or(base.timeout),
            attempt_timeout: self.attempt_timeout.unwrap_or(base.attempt_timeout),
            retries: self.retries.unwrap_or(base.retries),
            ..base
        }
    }
}

/// Headers that say where a message goes and where it ends: in a caller's hands they would split
/// it.
fn is_framing(name: &HeaderName) -> bool {
    [
        "connection",
        "content-length",
        "host",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ]
    .contains(&name.as_str())
}
