//! Server-sent events (`text/event-stream`), as the HTML standard reads them.

use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;

use super::ByteStream;
use super::line::LineReader;
use crate::{DecodeError, Error, Handover, Reply, Value};

/// One event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type; `message` unless the server says otherwise.
    pub event: String,
    /// What it carries.
    pub data: T,
    /// The last id that the server gave, for a request that is to go on behind it.
    pub id: Option<String>,
    /// How long the server asks to wait before connecting anew.
    pub retry: Option<Duration>,
}

/// The events of a reply as they come. A [`Stream`], which can also be read with
/// [`next`](Self::next) alone.
///
/// The data of an event is JSON, unless `T` is `String`. Data that is not what the document promises
/// is an error with the data as its [body](Error::body); the next read goes on behind it. `[DONE]`
/// in place of JSON, as some services end a feed, is its end. It does not connect anew; a feed that is
/// silent for longer than [`ClientOptions::feed_timeout`](crate::ClientOptions::feed_timeout), without
/// even a comment, ends with an error.
#[must_use = "a feed does nothing until it is read"]
pub struct Events<T> {
    lines: LineReader,
    pending: Pending,
    id: Option<String>,
    retry: Option<Duration>,
    begun: bool,
    done: bool,
    promised: PhantomData<fn() -> T>,
}

/// An event of which not all lines are here.
#[derive(Default)]
struct Pending {
    event: String,
    data: Option<String>,
}

impl<T: Value + Default> Events<T> {
    fn new(stream: ByteStream) -> Self {
        Self {
            lines: LineReader::new(stream),
            pending: Pending::default(),
            id: None,
            retry: None,
            begun: false,
            done: false,
            promised: PhantomData,
        }
    }

    /// The reply below: its status and headers.
    pub fn reply(&self) -> &ByteStream {
        self.lines.source()
    }

    /// The next event; `None` at the end. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn take_line(&mut self, line: &[u8]) {
        const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
        let line = match std::mem::replace(&mut self.begun, true) {
            true => line,
            false => line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line),
        };
        let line = String::from_utf8_lossy(line);
        let (field, value) = line.split_once(':').unwrap_or((&line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut self.pending.event),
            "data" => match &mut self.pending.data {
                Some(data) => {
                    data.push('\n');
                    data.push_str(value);
                }
                None => self.pending.data = Some(value.to_owned()),
            },
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()),
            "retry" => {
                let time = value.parse().ok().map(Duration::from_millis);
                self.retry = time.or(self.retry);
            }
            // A comment, or a field of the future.
            _ => {}
        }
    }

    /// The event whose last line was there; `None` if it has no data, which is none.
    fn dispatch(&mut self) -> Option<Result<Event<T>, Error>> {
        let Pending { event, data } = std::mem::take(&mut self.pending);
        let data = data?;
        let data = match T::from_text(&data) {
            Some(text) => text,
            None if data == "[DONE]" => {
                self.done = true;
                return None;
            }
            None => match crate::from_slice(data.as_bytes()) {
                Ok(value) => value,
                Err(error) => return Some(Err(self.reply().undecodable(Bytes::from(data), error))),
            },
        };
        Some(Ok(Event {
            event: if event.is_empty() {
                "message".to_owned()
            } else {
                event
            },
            data,
            id: self.id.clone(),
            retry: self.retry,
        }))
    }
}

impl<T: Value + Default> Stream for Events<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while !self.done {
            let line = match ready!(self.lines.poll(context)) {
                Some(Ok(line)) => line,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                // An event without the empty line behind it is not whole.
                None => break,
            };
            if !line.is_empty() {
                self.take_line(&line);
            } else if let Some(event) = self.dispatch() {
                return Poll::Ready(Some(event));
            }
        }
        self.done = true;
        Poll::Ready(None)
    }
}

impl<T> Unpin for Events<T> {}

impl<T: Value + Default> Reply for Events<T> {
    const ACCEPT: &'static str = "text/event-stream";
    const HANDOVER: Handover = Handover::Feed;

    fn decode(body: &Bytes) -> Result<Self, DecodeError> {
        Ok(Self::new(ByteStream::from(body.clone())))
    }

    fn open(stream: ByteStream) -> Option<Self> {
        Some(Self::new(stream))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Events").field(self.lines.source()).finish()
    }
}
