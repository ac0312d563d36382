//! Whether a failed attempt is repeated, and after what pause: decisions without effects.

use std::time::{Duration, SystemTime};

use http::StatusCode;
use http::header::{DATE, HeaderMap, RETRY_AFTER};

use crate::{IdempotencyKey, RawReply, TransportError};

/// A server that asks for a longer pause than this gets none: the caller had better know at once.
const LONGEST_REQUESTED: Duration = Duration::from_secs(60);

const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);

/// How an attempt failed.
pub(crate) enum Fault {
    /// The server answered with a status other than 2xx.
    Refused(RawReply),
    /// No complete reply came.
    Broken(TransportError),
    /// The reply came but must not or cannot be read, and would be the same again.
    Unreadable(String),
}

/// What a request that is sent twice does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// The same as one that is sent once.
    Safe,
    /// Also, because the server knows it by its idempotency key, under these rules.
    Keyed(IdempotencyKey),
    /// It may take effect twice.
    Unsafe,
}

/// The pause before the next attempt, or `None` if there must be none. `retries` is how many there
/// were already.
pub(crate) fn pause(fault: &Fault, repeat: Repeat, retries: u32) -> Option<Duration> {
    match fault {
        Fault::Unreadable(_) => None,
        Fault::Broken(error) => {
            let harmless = repeat != Repeat::Unsafe || !error.may_have_reached_server();
            harmless.then(|| random_pause(retries))
        }
        Fault::Refused(reply) => {
            let wait = retry_after(&reply.headers);
            let again = should_retry(&reply.headers).unwrap_or_else(|| {
                // Of a request that must not take effect twice, only one that the server turned
                // away is repeated.
                let turned_away = reply.status == StatusCode::TOO_MANY_REQUESTS
                    || (reply.status == StatusCode::SERVICE_UNAVAILABLE && wait.is_some());
                is_passing(reply, repeat) && (repeat != Repeat::Unsafe || turned_away)
            });
            let pause = wait.unwrap_or_else(|| random_pause(retries));
            (again && pause <= LONGEST_REQUESTED).then_some(pause)
        }
    }
}

/// Whether the same call may succeed later, by what the server says or by its status.
pub(crate) fn is_retryable(reply: &RawReply, repeat: Repeat) -> bool {
    should_retry(&reply.headers).unwrap_or_else(|| is_passing(reply, repeat))
}

/// How long the server asks to wait: in milliseconds, in seconds, or until a date.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    if let Some(milliseconds) = text("retry-after-ms").and_then(|text| text.parse::<f64>().ok()) {
        return seconds(milliseconds / 1000.0);
    }
    let wait = text(RETRY_AFTER.as_str())?;
    if let Ok(number) = wait.parse::<f64>() {
        return seconds(number);
    }
    let until = httpdate::parse_http_date(wait).ok()?;
    // The server's own clock, if it shows it: ours may be minutes off.
    let now = text(DATE.as_str()).and_then(|date| httpdate::parse_http_date(date).ok());
    Some(
        until
            .duration_since(now.unwrap_or_else(SystemTime::now))
            .unwrap_or_default(),
    )
}

/// What the server itself says about retrying.
fn should_retry(headers: &HeaderMap) -> Option<bool> {
    match headers.get("x-should-retry")?.as_bytes() {
        b"true" => Some(true),
        b"false" => Some(false),
        _ => None,
    }
}

/// Whether the status says that another try may fare better.
fn is_passing(reply: &RawReply, repeat: Repeat) -> bool {
    let status = reply.status.as_u16();
    let ruled = match repeat {
        Repeat::Keyed(key) => key.may_repeat(status, &reply.headers),
        Repeat::Safe | Repeat::Unsafe => None,
    };
    ruled.unwrap_or(matches!(status, 408 | 429 | 500 | 502 | 503 | 504))
}

fn seconds(number: f64) -> Option<Duration> {
    if number.is_nan() || number < 0.0 {
        return None;
    }
    Some(Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX))
}

/// Exponential with full jitter: clients that failed together must not come back together.
fn random_pause(retries: u32) -> Duration {
    let longest = FIRST_PAUSE
        .saturating_mul(2_u32.saturating_pow(retries))
        .min(LONGEST_PAUSE);
    longest.mul_f64(fastrand::f64())
}
