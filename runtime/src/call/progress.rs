//! How far a streamed body has been sent.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use futures_util::StreamExt;

use crate::{Body, Transport};

/// When the transport last took a piece of the body.
#[derive(Clone, Debug, Default)]
pub(crate) struct Progress(Arc<Mutex<Option<Instant>>>);

impl Progress {
    /// When the last piece left, if one did since.
    pub(super) fn since(&self, moment: Instant) -> Option<Instant> {
        let last = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|last| *last > moment)
    }

    /// The same body; each piece that leaves it is noted.
    pub(super) fn watch(&self, body: Body, transport: &Arc<dyn Transport>) -> Body {
        let (progress, transport) = (self.clone(), Arc::clone(transport));
        let length = body.length();
        let body = Body::from_stream(body.inspect(move |_| {
            let mut last = progress.0.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some(transport.now());
        }));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}
