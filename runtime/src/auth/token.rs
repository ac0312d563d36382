//! An access token: asking for one, and how long it is good.

use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};

use super::sensitive;
use crate::call::{Exchange, Limits, execute};
use crate::error::{ErrorKind, escaped};
use crate::{Client, Error, Json, Secret};

/// A token is renewed this long before it expires, as the services' own clients do.
const MARGIN: Duration = Duration::from_secs(300);

/// A token may be thrown away early, but not before it has served this part of its life.
const SHORTEST_USE: f64 = 0.8;

/// The life of a token whose reply names none. Short: a needless request costs less than a refused
/// one.
const UNNAMED_LIFE: Duration = Duration::from_secs(300);

/// Longer lives are cut to this, so that no clock overflows.
const LONGEST_LIFE: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

/// A token that a server gave.
pub(crate) struct Token {
    /// The value of `Authorization`.
    pub(crate) header: HeaderValue,
    pub(crate) secret: Secret,
    renew_at: Option<Instant>,
}

impl Token {
    pub(super) fn is_fresh(&self, now: Instant) -> bool {
        self.renew_at.is_some_and(|renew_at| now < renew_at)
    }
}

/// Asks for a token. Asking changes nothing on the server, so it is repeated like a request that
/// reads.
pub(super) async fn fetch(client: Client, url: String, basic: HeaderValue) -> Result<Token, Error> {
    let mut headers = HeaderMap::new();
    headers.insert(AUTHORIZATION, basic);
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    headers.insert(
        CONTENT_TYPE,
        HeaderValue::from_static("application/x-www-form-urlencoded"),
    );
    let subject = format!("{} access token", client.api().name);
    let reply = execute(Exchange {
        subject: subject.clone(),
        limits: Limits::of(&client),
        method: Method::POST,
        url,
        headers,
        body: Bytes::from_static(b"grant_type=client_credentials"),
        repeatable: true,
        schemes: Vec::new(),
        client: client.clone(),
    })
    .await?;
    // The time that the reply took is lost life; counting from its arrival errs by less than the
    // margin.
    let now = client.transport(&subject)?.now();
    let json: Json = reply.decode(&subject)?;
    parse(&json, now).map_err(|problem| Error::new(ErrorKind::Auth, subject, problem))
}

fn parse(json: &Json, now: Instant) -> Result<Token, String> {
    let text = json
        .pointer("/access_token")
        .and_then(Json::as_str)
        .filter(|text| !text.is_empty());
    let text = text.ok_or("the reply has no `access_token`")?;
    let kind = json
        .pointer("/token_type")
        .and_then(Json::as_str)
        .unwrap_or("Bearer");
    if !kind.eq_ignore_ascii_case("bearer") {
        return Err(format!(
            "the token is of type `{}`, not Bearer",
            escaped(kind, 40)
        ));
    }
    let header =
        sensitive(&format!("Bearer {text}")).map_err(|_| "the token holds a control character")?;
    Ok(Token {
        header,
        secret: Secret::from(text),
        renew_at: now.checked_add(use_of(json.pointer("/expires_in"))),
    })
}

/// How long to use a token that lives as long as the reply says, in seconds as a number or text.
fn use_of(expires_in: Option<&Json>) -> Duration {
    let seconds = match expires_in {
        Some(Json::String(text)) => text.trim().parse().ok(),
        Some(value) => value.as_f64(),
        None => None,
    };
    let life = match seconds {
        Some(seconds) if seconds <= 0.0 => Duration::ZERO,
        Some(seconds) => Duration::try_from_secs_f64(seconds)
            .unwrap_or(LONGEST_LIFE)
            .min(LONGEST_LIFE),
        None => UNNAMED_LIFE,
    };
    life.saturating_sub(MARGIN).max(life.mul_f64(SHORTEST_USE))
}
