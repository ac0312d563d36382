//! The body of a request or reply: bytes at once, or a stream of them.

use std::fmt;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};

use super::{Transport, TransportError};

/// The body of a request or reply: a [`Stream`] of its bytes.
pub struct Body {
    inner: Inner,
    length: Option<u64>,
}

enum Inner {
    Whole(Bytes),
    Stream(Pieces),
}

/// So much memory is taken at the word of a server that states a length.
const MOST_BELIEVED: usize = 1 << 20;

type Pieces = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

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
            length: None,
        }
    }

    /// States how many bytes the pieces are together.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self
    }

    /// How many bytes it has, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// The bytes, if they are all here already: those of a request are, unless the caller gave a
    /// stream.
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
                let patience = Patience {
                    transport: &transport,
                    limit,
                };
                let piece = next(&mut pieces, Some(patience)).await?;
                let pieces = piece.is_ok().then_some(pieces);
                Some((piece, pieces))
            }
        }))
    }

    /// Waits for all bytes, but takes no more than `limit` of them, and gives up when `patience` is
    /// over without another.
    pub(crate) async fn collect(
        self,
        limit: usize,
        patience: Option<Patience<'_>>,
    ) -> Result<Bytes, CollectError> {
        let mut pieces = match self.inner {
            Inner::Whole(bytes) if bytes.len() > limit => return Err(CollectError::TooLong),
            Inner::Whole(bytes) => return Ok(bytes),
            Inner::Stream(pieces) => pieces,
        };
        let Some(first) = next(&mut pieces, patience).await else {
            return Ok(Bytes::new());
        };
        let first = first.map_err(CollectError::Broken)?;
        if first.len() > limit {
            return Err(CollectError::TooLong);
        }
        // Most replies come in one piece, which then needs no copy.
        let Some(second) = next(&mut pieces, patience).await else {
            return Ok(first);
        };
        let stated = self.length.and_then(|length| usize::try_from(length).ok());
        let mut all = Vec::with_capacity(stated.unwrap_or(0).min(limit).min(MOST_BELIEVED));
        all.extend_from_slice(&first);
        let mut more = Some(second);
        while let Some(piece) = more {
            let piece = piece.map_err(CollectError::Broken)?;
            if piece.len() > limit - all.len() {
                return Err(CollectError::TooLong);
            }
            all.extend_from_slice(&piece);
            more = next(&mut pieces, patience).await;
        }
        Ok(Bytes::from(all))
    }
}

/// How long something may take, by whose clock.
#[derive(Clone, Copy)]
pub(crate) struct Patience<'t> {
    pub(crate) transport: &'t Arc<dyn Transport>,
    pub(crate) limit: Duration,
}

impl Patience<'_> {
    /// What the future brings, or `None` if it takes too long. What is there at once costs no timer.
    pub(crate) async fn wait_for<F: Future>(self, mut work: Pin<&mut F>) -> Option<F::Output> {
        let mut timer = None;
        poll_fn(move |context| {
            if let Poll::Ready(value) = work.as_mut().poll(context) {
                return Poll::Ready(Some(value));
            }
            let timer = timer.get_or_insert_with(|| self.transport.sleep(self.limit));
            timer.as_mut().poll(context).map(|()| None)
        })
        .await
    }
}

/// The next piece.
async fn next(
    pieces: &mut Pieces,
    patience: Option<Patience<'_>>,
) -> Option<Result<Bytes, TransportError>> {
    let Some(patience) = patience else {
        return pieces.next().await;
    };
    match patience.wait_for(pin!(pieces.next())).await {
        Some(piece) => piece,
        None => {
            let message = format!("no byte of the reply came within {:?}", patience.limit);
            Some(Err(TransportError::new(message).timed_out()))
        }
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
            length: u64::try_from(bytes.len()).ok(),
            inner: Inner::Whole(bytes),
        }
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.inner {
            Inner::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Inner::Whole(bytes) => Poll::Ready(Some(Ok(std::mem::take(bytes)))),
            Inner::Stream(pieces) => pieces.as_mut().poll_next(context),
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
