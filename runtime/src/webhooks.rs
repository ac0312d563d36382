//! Verification of signed webhooks: HMAC-SHA256 over `{timestamp}.{body}`, whatever API sends them.

use std::fmt;
use std::marker::PhantomData;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hmac::{Hmac, Mac};
use http::header::{HeaderMap, HeaderName, HeaderValue};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::{DecodeError, Json, Secret, Timestamp, Value};

/// Checks that a webhook comes from who knows the secret, and that it is not an old one; and reads the
/// event in it, an `E`.
///
/// The names of the headers are the API's. The time is in ISO 8601 or in seconds since 1970, as the
/// service writes it; a signature is `v1=<hex>`, and several may stand in one header, separated by
/// commas. For an API whose document says how it signs, the generated crate has a function that makes
/// one.
///
/// ```
/// use specwright::webhooks::Verifier;
/// use specwright::{Bytes, Json};
///
/// let verifier: Verifier<Json> = Verifier::new("X-SIGNATURE-TIMESTAMP", "X-SIGNATURE")
///     .secrets(["the new secret", "the old one, valid for a day"]);
/// # let (headers, body) = (http::HeaderMap::new(), Bytes::new());
/// // The body must be the bytes that came, not JSON that was read and written again.
/// match verifier.event(&headers, &body) {
///     Ok(event) => println!("{event}"),
///     Err(error) => println!("not handled: {error}"),
/// }
/// ```
#[must_use]
pub struct Verifier<E = Json> {
    timestamp: String,
    signature: String,
    secrets: Vec<Secret>,
    tolerance: Duration,
    event: PhantomData<fn() -> E>,
}

/// Why a webhook is not to be trusted.
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// The header of this name is missing, is there twice, or is not what it should be.
    BadHeader(String),
    /// No signature fits the body under any of the secrets.
    WrongSignature,
    /// No secret was given to the verifier, or none but empty ones.
    NoSecret,
    /// It was signed so long ago, which is more than the tolerance.
    TooOld(Duration),
    /// It was signed so far in the future, which is more than the tolerance.
    TooEarly(Duration),
    /// The signature is right, but the body is not what was expected.
    Undecodable(DecodeError),
}

impl<E: Value + Default> Verifier<E> {
    /// A verifier with these names of headers and a tolerance of five minutes. Without a secret it
    /// trusts nothing, and says so.
    pub fn new(timestamp_header: impl Into<String>, signature_header: impl Into<String>) -> Self {
        Self {
            timestamp: timestamp_header.into(),
            signature: signature_header.into(),
            secrets: Vec::new(),
            tolerance: Duration::from_secs(300),
            event: PhantomData,
        }
    }

    /// Secrets, beside those given before: after a roll, two are valid. An empty one is ignored, since
    /// anybody can sign with it.
    pub fn secrets(mut self, secrets: impl IntoIterator<Item = impl Into<Secret>>) -> Self {
        let secrets = secrets.into_iter().map(Into::into);
        let usable = secrets.filter(|secret| !secret.expose().is_empty());
        self.secrets.extend(usable);
        self
    }

    /// How far the signature's time may be from now, into the past and into the future.
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// The event in a webhook, if it can be trusted.
    ///
    /// # Errors
    ///
    /// It cannot be trusted, or is not such an event.
    pub fn event(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookError> {
        self.verify(headers, body)?;
        crate::from_slice(body).map_err(WebhookError::Undecodable)
    }

    /// Checks a webhook by the clock of this machine.
    ///
    /// # Errors
    ///
    /// It cannot be trusted.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), WebhookError> {
        self.verify_at(headers, body, SystemTime::now())
    }

    /// Checks a webhook that came at this time.
    ///
    /// # Errors
    ///
    /// It cannot be trusted.
    pub fn verify_at(
        &self,
        headers: &HeaderMap,
        body: &[u8],
        now: SystemTime,
    ) -> Result<(), WebhookError> {
        if self.secrets.is_empty() {
            return Err(WebhookError::NoSecret);
        }
        let timestamp = only(headers, &self.timestamp)?;
        let bad_time = || WebhookError::BadHeader(self.timestamp.clone());
        let signed = instant(timestamp).ok_or_else(bad_time)?;
        let signatures = signatures(only(headers, &self.signature)?);
        if signatures.is_empty() {
            return Err(WebhookError::BadHeader(self.signature.clone()));
        }
        // First whether it is genuine: who cannot sign learns nothing of our clock.
        if !self.is_signed(timestamp, body, &signatures) {
            return Err(WebhookError::WrongSignature);
        }
        match now.duration_since(signed) {
            Ok(age) if age > self.tolerance => Err(WebhookError::TooOld(age)),
            Err(early) if early.duration() > self.tolerance => {
                Err(WebhookError::TooEarly(early.duration()))
            }
            Ok(_) | Err(_) => Ok(()),
        }
    }

    /// The headers of a webhook that is signed now, under every secret: for tests of the program that
    /// handles webhooks.
    ///
    /// ```
    /// use specwright::Json;
    /// use specwright::webhooks::Verifier;
    ///
    /// let verifier: Verifier<Json> = Verifier::new("X-TIME", "X-SIGNATURE").secrets(["a secret"]);
    /// let headers = verifier.sign(b"{}");
    /// assert!(verifier.event(&headers, b"{}").is_ok());
    /// assert!(verifier.event(&headers, b"[]").is_err());
    /// ```
    pub fn sign(&self, body: &[u8]) -> HeaderMap {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let timestamp = since.unwrap_or_default().as_secs().to_string();
        let secrets = self.secrets.iter();
        let signed = secrets.filter_map(|secret| signature(secret, &timestamp, body));
        let hex = signed.map(|bytes| {
            let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
            format!("v1={}", digits.collect::<String>())
        });
        let values = [
            (&self.signature, hex.collect::<Vec<_>>().join(",")),
            (&self.timestamp, timestamp),
        ];
        let pairs = values.into_iter().filter_map(|(name, value)| {
            let name = HeaderName::try_from(name.as_str()).ok()?;
            Some((name, HeaderValue::try_from(value).ok()?))
        });
        pairs.collect()
    }

    /// Every secret is tried on every signature, whatever came out before: the time that it takes
    /// says nothing of which one fits, nor how far.
    fn is_signed(&self, timestamp: &str, body: &[u8], signatures: &[[u8; 32]]) -> bool {
        let mut fits = subtle::Choice::from(0);
        for secret in &self.secrets {
            let Some(expected) = signature(secret, timestamp, body) else {
                continue;
            };
            for signature in signatures {
                fits |= expected.ct_eq(signature);
            }
        }
        fits.into()
    }
}

/// HMAC takes keys of any length, so there always is one.
fn signature(secret: &Secret, timestamp: &str, body: &[u8]) -> Option<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).ok()?;
    mac.update(timestamp.as_bytes());
    mac.update(b".");
    mac.update(body);
    Some(mac.finalize().into_bytes().into())
}

/// The value of a header that must come once: of two, another program may read the other one.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, WebhookError> {
    let mut values = headers.get_all(name).iter();
    let value = match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    };
    value.ok_or_else(|| WebhookError::BadHeader(name.to_owned()))
}

/// A time in seconds since 1970, or in ISO 8601.
fn instant(text: &str) -> Option<SystemTime> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match digits {
        true => UNIX_EPOCH.checked_add(Duration::from_secs(text.parse().ok()?)),
        false => Some(text.parse::<Timestamp>().ok()?.into()),
    }
}

/// Most signatures that are looked at, so that a header cannot keep us busy.
const MOST: usize = 10;

/// The signatures of the version that is known here; others are for others.
fn signatures(header: &str) -> Vec<[u8; 32]> {
    let parts = header.split(',').map(str::trim);
    let known = parts.filter_map(|part| part.strip_prefix("v1="));
    known.filter_map(unhex).take(MOST).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let digits = text.as_bytes();
    if digits.len() != 64 {
        return None;
    }
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        let value = |digit: u8| char::from(digit).to_digit(16);
        *byte = u8::try_from(value(pair[0])? * 16 + value(pair[1])?).ok()?;
    }
    Some(bytes)
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BadHeader(name) => write!(f, "webhook: no usable header `{name}`"),
            Self::WrongSignature => {
                f.write_str("webhook: no signature fits the body: is the secret the right one?")
            }
            Self::NoSecret => {
                f.write_str("webhook: there is no secret to check with (an empty one is none)")
            }
            Self::TooOld(age) => write!(f, "webhook: it was signed {} s ago", age.as_secs()),
            Self::TooEarly(ahead) => write!(
                f,
                "webhook: it was signed {} s in the future: is the clock of this machine right?",
                ahead.as_secs()
            ),
            Self::Undecodable(error) => write!(f, "webhook: {error}"),
        }
    }
}

impl std::error::Error for WebhookError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Undecodable(error) => Some(error),
            _ => None,
        }
    }
}

impl<E> Clone for Verifier<E> {
    fn clone(&self) -> Self {
        Self {
            timestamp: self.timestamp.clone(),
            signature: self.signature.clone(),
            secrets: self.secrets.clone(),
            tolerance: self.tolerance,
            event: PhantomData,
        }
    }
}

impl<E> fmt::Debug for Verifier<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("timestamp", &self.timestamp)
            .field("signature", &self.signature)
            .field("secrets", &self.secrets.len())
            .field("tolerance", &self.tolerance)
            .finish()
    }
}
