//! Replies of one JSON value on each line.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

use super::ByteStream;
use super::line::LineReader;
use crate::{DecodeError, Error, Handover, Reply, Value};

/// The values of a reply that has one on each line (`application/x-ndjson`, `application/jsonl`,
/// `application/json-seq`), as they come. A [`Stream`], which can also be read with
/// [`next`](Self::next) alone.
///
/// A line that is not what the document promises is an error that names the place in it and has the
/// line as its [body](Error::body); the next read goes on behind it. Empty lines are passed over.
/// After an error of the connection the feed is at its end; to be silent for longer than
/// [`ClientOptions::feed_timeout`](crate::ClientOptions::feed_timeout) is one.
#[must_use = "a feed does nothing until it is read"]
pub struct Lines<T> {
    lines: LineReader,
    promised: PhantomData<fn() -> T>,
}

impl<T: Value + Default> Lines<T> {
    fn new(stream: ByteStream) -> Self {
        Self {
            lines: LineReader::new(stream),
            promised: PhantomData,
        }
    }

    /// The reply below: its status and headers.
    pub fn reply(&self) -> &ByteStream {
        self.lines.source()
    }

    /// The next value; `None` at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

impl<T: Value + Default> Stream for Lines<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        // The mark that begins a record of `application/json-seq`.
        const RECORD: &[u8] = b"\x1e";
        loop {
            let line = match ready!(self.lines.poll(context)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let text = line.strip_prefix(RECORD).unwrap_or(&line);
            if !text.trim_ascii().is_empty() {
                let value = crate::from_slice(text);
                let value = value.map_err(|error| self.reply().undecodable(line.clone(), error));
                return Poll::Ready(Some(value));
            }
        }
    }
}

impl<T> Unpin for Lines<T> {}

impl<T: Value + Default> Reply for Lines<T> {
    const ACCEPT: &'static str = "application/x-ndjson, application/jsonl, application/json-seq";
    const HANDOVER: Handover = Handover::Feed;

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(Self::new(ByteStream::from(body.clone())))
    }

    fn open(stream: ByteStream) -> Option<Self> {
        Some(Self::new(stream))
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lines").field(self.lines.source()).finish()
    }
}
