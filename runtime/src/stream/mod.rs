//! Replies that are read while they come.

mod bytes;
mod events;
mod line;
mod lines;

use std::sync::{Arc, Mutex, PoisonError};

pub use bytes::ByteStream;
pub use events::{Event, Events};
pub use lines::Lines;

use crate::Body;

/// When a reply is handed to the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Handover {
    /// With its whole body, within the time and size that a call may take.
    Whole,
    /// When its head is there. The limits of the call end with that.
    Stream,
    /// The same, of a feed that may be silent for as long as
    /// [`ClientOptions::feed_timeout`](crate::ClientOptions::feed_timeout) says.
    Feed,
}

/// The body of a reply that is still to be read, by the first who asks.
#[derive(Clone, Debug)]
pub(crate) struct Rest {
    body: Arc<Mutex<Option<Body>>>,
    limit: usize,
}

impl Rest {
    pub(crate) fn new(body: Body, limit: usize) -> Self {
        Self {
            body: Arc::new(Mutex::new(Some(body))),
            limit,
        }
    }

    fn take(&self) -> Option<Body> {
        let mut body = self.body.lock().unwrap_or_else(PoisonError::into_inner);
        body.take()
    }
}
