//! How a server takes idempotency keys, as its document says.

use http::header::HeaderMap;

/// The facts of an API, or of one operation, about idempotency keys: names under which a server
/// recognises a request that comes again.
///
/// A request under a key is repeated like one that only reads. Where a server goes by rules of its own,
/// they are stated here:
///
/// ```
/// use specwright::IdempotencyKey;
///
/// const KEY: IdempotencyKey = IdempotencyKey::header("Idempotency-Key")
///     .running(&[422])
///     .kept(&[500], Some("Idempotency-Retryable"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdempotencyKey {
    pub(crate) header: &'static str,
    running: &'static [u16],
    kept: &'static [u16],
    released_by: Option<&'static str>,
}

impl IdempotencyKey {
    /// A key goes into this header.
    pub const fn header(name: &'static str) -> Self {
        Self {
            header: name,
            running: &[],
            kept: &[],
            released_by: None,
        }
    }

    /// Statuses which say that the first request under the key is still being worked on: asking again
    /// later brings its reply. Without this, such a status is a refusal like any other.
    pub const fn running(mut self, statuses: &'static [u16]) -> Self {
        self.running = statuses;
        self
    }

    /// Statuses that the server keeps under the key, so that a repeat would bring the same failure; but
    /// not if the reply has the header `unless`, with any value but `false`.
    pub const fn kept(mut self, statuses: &'static [u16], unless: Option<&'static str>) -> Self {
        self.kept = statuses;
        self.released_by = unless;
        self
    }

    /// What the rules say of repeating a request that was refused, if they say anything.
    pub(crate) fn may_repeat(&self, status: u16, headers: &HeaderMap) -> Option<bool> {
        if self.running.contains(&status) {
            return Some(true);
        }
        self.kept.contains(&status).then(|| {
            let released = self.released_by.and_then(|name| headers.get(name));
            released.is_some_and(|value| !value.as_bytes().eq_ignore_ascii_case(b"false"))
        })
    }
}
