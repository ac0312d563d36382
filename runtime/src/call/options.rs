//! What a caller sets for one call, and how it comes together with what the operation and the
//! client say.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, COOKIE, HeaderMap, HeaderName, HeaderValue};

use super::progress::Progress;
use super::{Exchange, Limits, Repeat, key, sendable};
use crate::auth::{Auth, Security};
use crate::error::ErrorKind;
use crate::request::{Draft, encode, header_value};
use crate::{Client, Credential, Error, Handover, IdempotencyKey};

/// What is known of the operation, be it the document's or the caller's own.
pub(super) struct Facts<'a> {
    /// What errors call it.
    pub(super) subject: String,
    pub(super) method: Method,
    pub(super) template: Cow<'static, str>,
    pub(super) security: Security<'a>,
    pub(super) idempotency_key: Option<IdempotencyKey>,
    pub(super) accept: &'a str,
    pub(super) handover: Handover,
}

#[derive(Clone, Debug, Default)]
pub(super) struct CallOptions {
    pub(super) timeout: Option<Duration>,
    pub(super) attempt_timeout: Option<Duration>,
    pub(super) read_timeout: Option<Duration>,
    pub(super) retries: Option<u32>,
    pub(super) key: Option<String>,
    /// Whether a thread waits for the call, which then must not depend on the runtime that it blocks.
    #[cfg(feature = "blocking")]
    pub(super) blocking: bool,
    /// The client's credentials with those of this call.
    pub(super) auth: Option<Arc<Auth>>,
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

    pub(super) fn push_credential(
        &mut self,
        client: &Client,
        scheme: &str,
        credential: &Credential,
    ) {
        let auth = self.auth.as_ref().unwrap_or(client.auth());
        let allow_http = client.options().allow_http;
        match auth.with(scheme, credential, client.base_url(), allow_http) {
            Ok(auth) => self.auth = Some(Arc::new(auth)),
            Err(problem) => self.problems.push(problem),
        }
    }

    /// The whole request but for its credentials, and the limits that it runs under.
    pub(super) fn exchange(
        &self,
        client: &Client,
        facts: Facts<'_>,
        draft: Result<Draft, String>,
    ) -> Result<Exchange, Error> {
        let subject = &*facts.subject;
        #[cfg(feature = "blocking")]
        let client = if self.blocking {
            client.apart()?
        } else {
            client
        };
        let mut draft =
            draft.map_err(|problem| Error::new(ErrorKind::Argument, subject, problem))?;
        if !self.problems.is_empty() {
            return Err(Error::new(
                ErrorKind::Argument,
                subject,
                self.problems.join("; "),
            ));
        }
        let auth = self.auth.as_ref().unwrap_or(client.auth());
        let base = client.base_url();
        let followed = draft
            .link
            .as_deref()
            .map(|link| base.follow(link, client.options().allow_http));
        let followed = followed
            .transpose()
            .map_err(|problem| Error::new(ErrorKind::Pagination, subject, problem))?;
        let abroad = followed.as_ref().is_some_and(|(_, abroad)| *abroad);
        let schemes = match abroad {
            true => Ok(Vec::new()),
            false => auth.choose(facts.security),
        };
        if abroad {
            draft.headers.clear();
        }
        let schemes = schemes.map_err(|problem| Error::new(ErrorKind::Auth, subject, problem))?;
        self.query.iter().for_each(|pair| draft.push_query(pair));
        let accept = HeaderValue::from_str(facts.accept).map_err(|_| {
            let problem = format!("`{}` is no media type", facts.accept.escape_debug());
            Error::new(ErrorKind::Argument, subject, problem)
        })?;
        draft.headers.entry(ACCEPT).or_insert(accept);
        for (name, value) in self.headers.iter().filter(|_| !abroad) {
            draft.headers.insert(name, value.clone());
        }
        let repeat = self
            .put_key(client, &facts, &mut draft.headers)
            .map_err(|problem| Error::new(ErrorKind::Argument, subject, problem))?;
        let url = match followed {
            Some((url, _)) => url,
            None => draft.url(base.as_str()),
        };
        let url = sendable(url, subject)?;
        let body = draft.body.unwrap_or_default();
        Ok(Exchange {
            limits: self.limits(client),
            url,
            subject: facts.subject,
            method: facts.method,
            template: facts.template,
            headers: draft.headers,
            progress: Progress::of(&body),
            body,
            handover: facts.handover,
            repeat,
            auth: Arc::clone(auth),
            schemes,
            client: client.clone(),
        })
    }

    /// Adds the idempotency key, if there is to be one, and says what a repeated request does. A
    /// header that the caller or the operation has set already is the key.
    fn put_key(
        &self,
        client: &Client,
        facts: &Facts<'_>,
        headers: &mut HeaderMap,
    ) -> Result<Repeat, String> {
        const LONGEST: usize = 255;
        const USUAL: IdempotencyKey = IdempotencyKey::header("idempotency-key");
        let idempotent = facts.method.is_idempotent();
        let everywhere = client.api().idempotency_key;
        let declared = facts.idempotency_key.or(everywhere.filter(|_| !idempotent));
        if self.key.is_none() && declared.is_none() && idempotent {
            return Ok(Repeat::Safe);
        }
        let key = declared.or(everywhere).unwrap_or(USUAL);
        let name = HeaderName::try_from(key.header)
            .map_err(|_| format!("`{}` is no name of a header", key.header))?;
        let text = match (&self.key, declared) {
            (Some(text), _) => text.clone(),
            _ if headers.contains_key(&name) => return Ok(Repeat::Keyed(key)),
            (None, Some(_)) => key::new(),
            (None, None) => return Ok(Repeat::Unsafe),
        };
        let value = header_value(&text).filter(|_| (1..=LONGEST).contains(&text.len()));
        let value = value.ok_or_else(|| {
            format!("the idempotency key must be 1 to {LONGEST} characters that a header can hold")
        })?;
        headers.insert(name, value);
        Ok(Repeat::Keyed(key))
    }

    fn limits(&self, client: &Client) -> Limits {
        let base = Limits::of(client);
        Limits {
            timeout: self.timeout.unwrap_or(base.timeout),
            attempt_timeout: self.attempt_timeout.unwrap_or(base.attempt_timeout),
            read_timeout: self.read_timeout.unwrap_or(base.read_timeout),
            feed_timeout: self.read_timeout.unwrap_or(base.feed_timeout),
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
