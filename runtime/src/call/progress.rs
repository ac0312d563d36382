//! How far a streamed body has been sent.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use futures_util::StreamExt;

use crate::{Body, Transport, Upload};

/// When the transport last took a piece of the body. One that is there whole makes no progress.
#[derive(Clone, Debug)]
pub(crate) struct Progress(Option<Arc<Mutex<Option<Instant>>>>);

impl Progress {
    pub(crate) fn of(body: &Upload) -> Self {
        Self(body.whole().is_none().then(Arc::default))
    }

    /// When the last piece left, if one did since.
    pub(super) fn since(&self, moment: Instant) -> Option<Instant> {
        let last = self.0.as_ref()?;
        let last = *last.lock().unwrap_or_else(PoisonError::into_inner);
        last.filter(|last| *last > moment)
    }

    /// The same body; each piece that leaves it is noted.
    pub(super) fn watch(&self, body: Body, transport: &Arc<dyn Transport>) -> Body {
        let Some(progress) = self.0.clone() else {
            return body;
        };
        let transport = Arc::clone(transport);
        let length = body.length();
        let body = Body::from_stream(body.inspect(move |_| {
            let mut last = progress.lock().unwrap_or_else(PoisonError::into_inner);
            *last = Some(transport.now());
        }));
        match length {
            Some(length) => body.with_length(length),
            None => body,
        }
    }
}
