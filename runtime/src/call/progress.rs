//! How far a streamed body has been sent.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Instant;

use bytes::Bytes;
use futures_core::Stream;

use crate::{Body, Transport, TransportError, Upload};

/// When the transport last took a piece of the body, and who has to move next. A body that is there
/// whole makes no progress.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Option<Arc<Mutex<Moved>>>);

#[derive(Debug, Default)]
struct Moved {
    last: Option<Instant>,
    turn: Turn,
}

/// Whose turn it is.
#[derive(Clone, Copy, Debug, Default)]
enum Turn {
    /// The server's, to let us begin or to reply.
    #[default]
    Reply,
    /// The server's, to take more of the body.
    Taker,
    /// The stream's that brings the body.
    Giver,
}

impl Progress {
    pub(crate) fn of(body: &Upload) -> Self {
        Self(body.whole().is_none().then(Arc::default))
    }

    /// Whether there is anything to tell.
    pub(super) fn is_tracked(&self) -> bool {
        self.0.is_some()
    }

    /// When the last piece left, if one did since.
    pub(super) fn since(&self, moment: Instant) -> Option<Instant> {
        let last = lock(self.0.as_ref()?).last;
        last.filter(|last| *last > moment)
    }

    /// What it is that does not come, if it is not the reply.
    pub(super) fn held_up(&self) -> Option<&'static str> {
        match lock(self.0.as_ref()?).turn {
            Turn::Reply => None,
            Turn::Taker => Some("the server took no more of the request's body"),
            Turn::Giver => Some("the stream of the request's body brought nothing"),
        }
    }

    /// The same body; each piece that leaves it is noted.
    pub(super) fn watch(&self, body: Body, transport: &Arc<dyn Transport>) -> Body {
        let Some(moved) = self.0.clone() else {
            return body;
        };
        lock(&moved).turn = Turn::Reply;
        let length = body.length();
        let watched = Body::from_stream(Watched {
            left: length,
            body,
            moved,
            transport: Arc::clone(transport),
        });
        match length {
            Some(length) => watched.with_length(length),
            None => watched,
        }
    }
}

/// A body of which each piece is noted.
struct Watched {
    body: Body,
    /// How many bytes are still to come, where that is known.
    left: Option<u64>,
    moved: Arc<Mutex<Moved>>,
    transport: Arc<dyn Transport>,
}

impl Stream for Watched {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let piece = Pin::new(&mut self.body).poll_next(context);
        if let (Some(left), Poll::Ready(Some(Ok(piece)))) = (&mut self.left, &piece) {
            *left = left.saturating_sub(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        }
        let mut moved = lock(&self.moved);
        moved.turn = match &piece {
            Poll::Pending => Turn::Giver,
            // Who knows the length does not ask for the end.
            Poll::Ready(Some(Ok(_))) if self.left != Some(0) => Turn::Taker,
            Poll::Ready(_) => Turn::Reply,
        };
        if let Poll::Ready(Some(_)) = &piece {
            moved.last = Some(self.transport.now());
        }
        drop(moved);
        piece
    }
}

fn lock(moved: &Mutex<Moved>) -> MutexGuard<'_, Moved> {
    moved.lock().unwrap_or_else(PoisonError::into_inner)
}
