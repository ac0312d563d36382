//! Bytes on their way to the server: all at once, or as a stream.

use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::{StreamExt, stream};

use crate::{Body, TransportError};

/// Bytes that are sent: all at once, or as a stream that the transport reads while it sends.
///
/// Whatever is bytes or text becomes one by `into()`. How often a request may be sent depends on
/// it: bytes can be sent again, and so can what a function opens anew
/// ([`reopened`](Self::reopened)), but a stream ([`from_stream`](Self::from_stream)) is gone once
/// the transport has begun to read it, and then the request is never repeated.
///
/// ```
/// use specwright::{Bytes, Upload};
///
/// let small = Upload::from("some text");
/// let large = Upload::reopened(|| {
///     let pieces = ["one ", "two"].map(|text| Ok::<_, std::io::Error>(Bytes::from(text)));
///     futures_util::stream::iter(pieces) // or one that reads a file
/// });
/// assert_eq!(small.length(), Some(9));
/// assert_eq!(large.with_length(7).length(), Some(7));
/// ```
#[derive(Clone)]
pub struct Upload {
    source: Source,
    length: Option<u64>,
}

#[derive(Clone)]
enum Source {
    Whole(Bytes),
    Once(Arc<Mutex<Option<Body>>>),
    Reopened(Arc<dyn Fn() -> Body + Send + Sync>),
    Chain(Arc<[Upload]>),
}

impl Upload {
    /// What a stream brings, once: a request that has begun to send it is not repeated.
    pub fn from_stream<E>(pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Self
    where
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self {
            source: Source::Once(Arc::new(Mutex::new(Some(body_of(pieces))))),
            length: None,
        }
    }

    /// What the stream brings that this function opens, anew for each time that the request is
    /// sent. Every stream must bring the same bytes.
    pub fn reopened<S, E>(open: impl Fn() -> S + Send + Sync + 'static) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<Box<dyn std::error::Error + Send + Sync>>,
    {
        Self {
            source: Source::Reopened(Arc::new(move || body_of(open()))),
            length: None,
        }
    }

    /// States how many bytes a stream brings, which becomes the `Content-Length`: some servers take
    /// no body without it. The transport fails if it is not true.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        if !matches!(self.source, Source::Whole(_)) {
            self.length = Some(length);
        }
        self
    }

    /// How many bytes it is, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.length
    }

    /// One after the other.
    pub(crate) fn chain(parts: Vec<Self>) -> Self {
        let mut all = Some(0_u64);
        for part in &parts {
            all = all
                .zip(part.length)
                .and_then(|(all, part)| all.checked_add(part));
        }
        Self {
            source: Source::Chain(parts.into()),
            length: all,
        }
    }

    /// The bytes, if they are all here already.
    pub(crate) fn whole(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Whole(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// Whether it can be sent (again): no part of it has been used up.
    pub(crate) fn is_unspent(&self) -> bool {
        match &self.source {
            Source::Whole(_) | Source::Reopened(_) => true,
            Source::Once(slot) => lock(slot).is_some(),
            Source::Chain(parts) => parts.iter().all(Self::is_unspent),
        }
    }

    /// The body of one request.
    pub(crate) fn body(&self) -> Body {
        let body = match &self.source {
            Source::Whole(bytes) => return Body::from(bytes.clone()),
            Source::Once(slot) => Body::from_stream(Once {
                slot: Arc::clone(slot),
                taken: None,
            }),
            Source::Reopened(open) => open(),
            Source::Chain(parts) => {
                let parts = Arc::clone(parts);
                let bodies = (0..parts.len()).map(move |index| parts[index].body());
                Body::from_stream(stream::iter(bodies).flatten())
            }
        };
        match self.length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}

fn body_of<E>(pieces: impl Stream<Item = Result<Bytes, E>> + Send + 'static) -> Body
where
    E: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    Body::from_stream(pieces.map(|piece| piece.map_err(TransportError::new)))
}

fn lock(slot: &Mutex<Option<Body>>) -> std::sync::MutexGuard<'_, Option<Body>> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A stream that is taken out of its slot when it is first read: a request that never reached the
/// transport leaves it there for the next one.
struct Once {
    slot: Arc<Mutex<Option<Body>>>,
    taken: Option<Body>,
}

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.taken.is_none() {
            let found = lock(&self.slot).take();
            self.taken = found;
        }
        match &mut self.taken {
            Some(body) => Pin::new(body).poll_next(context),
            None => {
                self.taken = Some(Body::empty());
                let problem = "the body is a stream that was sent before";
                Poll::Ready(Some(Err(TransportError::new(problem))))
            }
        }
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self {
            length: u64::try_from(bytes.len()).ok(),
            source: Source::Whole(bytes),
        }
    }
}

impl Default for Upload {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

impl fmt::Debug for Upload {
    /// Sizes only: it is the caller's data.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length {
            Some(length) => write!(f, "Upload({length} bytes)"),
            None => f.write_str("Upload(stream)"),
        }
    }
}
