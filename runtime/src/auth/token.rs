//! An access token: asking for one, and how long it is good.

use std::sync::Arc;
use std::time::{Duration, Instant};

use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue};

use super::material::sensitive;
use super::{AccessToken, Credentials};
use crate::call::{Exchange, Limits, Progress, Repeat, execute, sendable};
use crate::error::{ErrorKind, escaped};
use crate::{Client, Error, Handover, Json, Reading, Secret, Upload};

/// A token is renewed this long before it expires, as the services' own clients do.
const MARGIN: Duration = Duration::from_secs(300);

/// A token may be thrown away early, but not before it has served this part of its life.
const SHORTEST_USE: f64 = 0.8;

/// While it is being renewed, it serves on until this part of its life is over.
const LONGEST_USE: f64 = 0.95;

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
    good_until: Option<Instant>,
}

impl Token {
    pub(super) fn is_fresh(&self, now: Instant) -> bool {
        self.renew_at.is_some_and(|renew_at| now < renew_at)
    }

    /// Whether it can serve while another one is on its way.
    pub(super) fn is_good(&self, now: Instant) -> bool {
        self.good_until.is_some_and(|good_until| now < good_until)
    }

    fn new(text: &str, prefix: &str, life: Duration, now: Instant) -> Result<Self, String> {
        let header = sensitive(&format!("{prefix}{text}"))
            .map_err(|_| "the token holds a control character")?;
        Ok(Self {
            header,
            secret: Secret::from(text),
            renew_at: now.checked_add(life.saturating_sub(MARGIN).max(life.mul_f64(SHORTEST_USE))),
            // The last moments are left to requests that are under way.
            good_until: now.checked_add(life.mul_f64(LONGEST_USE)),
        })
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
    let body = Upload::from("grant_type=client_credentials");
    let reply = execute(Exchange {
        url: sendable(url, &subject)?,
        subject: subject.clone(),
        limits: Limits::of(&client),
        method: Method::POST,
        template: "".into(),
        headers,
        progress: Progress::of(&body),
        body,
        handover: Handover::Whole,
        repeat: Repeat::Safe,
        auth: Arc::clone(client.auth()),
        schemes: Vec::new(),
        client: client.clone(),
    })
    .await?;
    // The time that the reply took is lost life; counting from its arrival errs by less than the
    // margin.
    let now = client.transport(&subject)?.now();
    let json: Json = reply.decode(&subject, &Reading::default())?;
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
    Token::new(text, "Bearer ", life(json.pointer("/expires_in")), now)
}

/// Asks the caller's own source.
pub(super) async fn ask(
    client: Client,
    own: Arc<dyn Credentials>,
    prefix: &'static str,
) -> Result<Token, Error> {
    let subject = format!("{} credentials", client.api().name);
    let failed = |problem: String| Error::new(ErrorKind::Auth, &*subject, problem);
    let AccessToken { secret, life } = own.token().await.map_err(|error| {
        let message = escaped(&error.to_string(), 300);
        failed(message).with_source(error)
    })?;
    let now = client.transport(&subject)?.now();
    if secret.expose().is_empty() {
        return Err(failed("the token is empty".to_owned()));
    }
    Token::new(secret.expose(), prefix, life.min(LONGEST_LIFE), now).map_err(failed)
}

/// How long a token lives, in seconds as a number or text.
fn life(expires_in: Option<&Json>) -> Duration {
    let seconds = match expires_in {
        Some(Json::String(text)) => text.trim().parse().ok(),
        Some(value) => value.as_f64(),
        None => None,
    };
    match seconds {
        Some(seconds) if seconds <= 0.0 => Duration::ZERO,
        Some(seconds) => Duration::try_from_secs_f64(seconds)
            .unwrap_or(LONGEST_LIFE)
            .min(LONGEST_LIFE),
        None => UNNAMED_LIFE,
    }
}
