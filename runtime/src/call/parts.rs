//! The parts of a request and a reply that take some work.

#[cfg(feature = "gzip")]
use bytes::Bytes;
#[cfg(feature = "gzip")]
use http::header::HeaderMap;
use http::header::HeaderValue;

#[cfg(feature = "gzip")]
use crate::transport::CollectError;

/// The operation's cookies and the credentials in one header, as HTTP wants it.
pub(super) fn cookies(present: Option<&HeaderValue>, more: &[String]) -> Option<HeaderValue> {
    let mut line = present
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
        .into_iter()
        .collect::<Vec<_>>();
    line.extend(more.iter().cloned());
    let mut value = HeaderValue::try_from(line.join("; ")).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The body as it was before gzip, with headers that fit it.
#[cfg(feature = "gzip")]
pub(super) fn inflated(
    headers: &mut HeaderMap,
    body: Bytes,
    limit: usize,
) -> Result<Bytes, CollectError> {
    use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
    let is_gzip = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"gzip");
    if body.is_empty() || !headers.get(CONTENT_ENCODING).is_some_and(is_gzip) {
        return Ok(body);
    }
    headers.remove(CONTENT_ENCODING);
    headers.remove(CONTENT_LENGTH);
    crate::transport::gzip::inflate(&body, limit)
}
