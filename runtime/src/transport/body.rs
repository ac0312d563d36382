//! The body of a request or reply: bytes at once, or a stream of them.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use futures_util::future::{Either, poll_immediate, select};
use futures_util::{StreamExt, stream};

use super::{Transport, TransportError};

/// The body of a request or reply.
pub struct Body {
    inner: Inner,
}

enum Inner {
    Whole(Bytes),
    Stream(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>),
}

impl Body {
    /// A body without bytes.
    pub fn empty() -> Self {
        Self::from(Bytes::new())
    }

    /// A body that arrives in pieces.
    pub fn from_stream(
        pieces: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self {
            inner: Inner::Stream(Box::pin(pieces)),
        }
    }

    /// The bytes, if they are all here already. The bodies of this crate's requests always are.
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.inner {
            Inner::Whole(bytes) => Some(bytes),
            Inner::Stream(_) => None,
        }
    }

    /// The same body, which fails when no byte of it comes for so long.
    pub(crate) fn impatient(self, transport: &Arc<dyn Transport>, limit: Duration) -> Self {
        let pieces = match self.inner {
            Inner::Whole(_) => return self,
            Inner::Stream(pieces) => pieces,
        };
        let transport = Arc::clone(transport);
        Self::from_stream(stream::unfold(Some(pieces), move |pieces| {
            let transport = Arc::clone(&transport);
            async move {
                let mut pieces = pieces?;
                let next = match poll_immediate(pieces.next()).await {
                    // Most pieces are there already, and cost no timer.
                    Some(next) => next,
                    None => match select(pieces.next(), transport.sleep(limit)).await {
                        Either::Left((next, _)) => next,
                        Either::Right(_) => {
                            let message = format!("no byte of the reply came within {limit:?}");
                            return Some((Err(TransportError::new(message).timed_out()), None));
                        }
                    },
                };
                next.map(|piece| (piece, Some(pieces)))
            }
        }))
    }

    /// Waits for all bytes, but takes no more than `limit` of them.
    pub(crate) async fn collect(self, limit: usize) -> Result<Bytes, CollectError> {
        let mut pieces = match self.inner {
            Inner::Whole(bytes) if bytes.len() > limit => return Err(CollectError::TooLong),
            Inner::Whole(bytes) => return Ok(bytes),
            Inner::Stream(pieces) => pieces,
        };
        let Some(first) = pieces.next().await else {
            return Ok(Bytes::new());
        };
        let first = first.map_err(CollectError::Broken)?;
        if first.len() > limit {
            return Err(CollectError::TooLong);
        }
        // Most replies come in one piece, which then needs no copy.
        let Some(second) = pieces.next().await else {
            return Ok(first);
        };
        let mut all = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(piece) = next {
            let piece = piece.map_err(CollectError::Broken)?;
            if piece.len() > limit - all.len() {
                return Err(CollectError::TooLong);
            }
            all.extend_from_slice(&piece);
            next = pieces.next().await;
        }
        Ok(all.freeze())
    }
}

/// Why a body could not be had whole.
#[derive(Debug)]
pub(crate) enum CollectError {
    TooLong,
    Broken(TransportError),
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self {
            inner: Inner::Whole(bytes),
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::from(Bytes::from(bytes))
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self::from(Bytes::from(text))
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self::from(Bytes::from_static(text.as_bytes()))
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl fmt::Debug for Body {
    /// Sizes only: a body is the caller's data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.inner {
            Inner::Whole(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Inner::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}
