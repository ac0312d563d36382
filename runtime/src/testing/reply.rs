//! What the server answers.

use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};

/// An answer of the [`Server`](super::Server), good or faulty.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) delay: Duration,
    pub(super) ending: Ending,
    pub(super) wire: Option<Wire>,
}

/// How an answer is written that HTTP does not allow: byte by byte, past the HTTP library.
#[derive(Clone, Debug, Default)]
pub(super) struct Wire {
    /// Exactly these bytes in place of head and body.
    pub(super) bytes: Option<Bytes>,
    /// What `Content-Length` says, be it true or not.
    pub(super) length: Option<u64>,
    /// The body comes in pieces of so many bytes, with a pause before each.
    pub(super) pieces: Option<(usize, Duration)>,
}

/// How the answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Whole,
    /// The connection breaks before the last byte.
    Cut,
    /// Nothing more comes in the middle of the body, and the connection stays.
    Stuck,
    /// The connection breaks before the first byte.
    Nothing,
    /// The connection is reset before the first byte.
    Reset,
}

impl Reply {
    /// A reply with this status and no body. A number that is no status becomes 500.
    pub fn status(status: u16) -> Self {
        Self {
            status: StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            delay: Duration::ZERO,
            ending: Ending::Whole,
            wire: None,
        }
    }

    /// A reply of status 200 with this JSON text.
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::status(200).body("application/json", body)
    }

    /// No reply at all: the connection is closed.
    pub fn hang_up() -> Self {
        Self {
            ending: Ending::Nothing,
            ..Self::status(200)
        }
    }

    /// No reply at all: the connection is reset (RST in place of FIN).
    pub fn reset() -> Self {
        Self {
            ending: Ending::Reset,
            ..Self::status(200)
        }
    }

    /// Exactly these bytes, HTTP or not; then the connection is closed.
    pub fn raw(bytes: impl Into<Bytes>) -> Self {
        let mut reply = Self::status(200);
        reply.wire_mut().bytes = Some(bytes.into());
        reply
    }

    /// The same with another status.
    pub fn with_status(mut self, status: u16) -> Self {
        self.status = Self::status(status).status;
        self
    }

    /// The same with a body of plain text.
    pub fn text(self, body: impl Into<Bytes>) -> Self {
        self.body("text/plain; charset=utf-8", body)
    }

    /// The same with a body of this content type.
    pub fn body(self, content_type: &str, body: impl Into<Bytes>) -> Self {
        let mut reply = self.header(CONTENT_TYPE.as_str(), content_type);
        reply.body = body.into();
        reply
    }

    /// The same with a header more. One that HTTP does not allow is left out.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            self.headers.append(name, value);
        }
        self
    }

    /// The same after a while.
    pub fn after(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The same, but the connection breaks in the middle of the body.
    pub fn cut(mut self) -> Self {
        self.ending = Ending::Cut;
        self
    }

    /// The same, but in the middle of the body nothing more comes, and the connection stays open.
    pub fn stuck(mut self) -> Self {
        self.ending = Ending::Stuck;
        self
    }

    /// The same with this `Content-Length`, be it true or not; then the connection is closed.
    pub fn claiming(mut self, length: u64) -> Self {
        self.wire_mut().length = Some(length);
        self
    }

    /// The same, but the body comes in pieces of so many bytes, with a pause before each; then the
    /// connection is closed.
    pub fn trickle(mut self, piece: usize, pause: Duration) -> Self {
        self.wire_mut().pieces = Some((piece.max(1), pause));
        self
    }

    fn wire_mut(&mut self) -> &mut Wire {
        self.wire.get_or_insert_with(Wire::default)
    }
}
