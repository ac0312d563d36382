//! Calls that wait for their replies, for programs without async.
//!
//! ```no_run
//! # fn example<O: specwright::Paginated<Item: std::fmt::Debug>>(
//! #     list: O,
//! # ) -> Result<(), specwright::Error> {
//! use specwright::blocking::Blocking;
//!
//! // `list` is what a generated client's method gives, such as `client.list_events()`.
//! for item in list.items_blocking() {
//!     println!("{:?}", item?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The calling thread waits; connections and timers are served by one thread of this module's own.
//! So it works without a runtime, and within one it blocks the thread that calls, but never panics
//! and never waits for a runtime that it blocks itself: it has connections of its own, and tokens
//! of its own once the first ones have expired. A [`Transport`](crate::Transport) of the caller's
//! own is used as it is, within the context of that thread's runtime.

use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;

use tokio::runtime::{Builder, Runtime};

use crate::error::ErrorKind;
use crate::{
    ByteStream, Bytes, Call, CustomCall, Error, Event, Events, Items, Lines, Operation, Pages,
    Paginated, RawResponse, Reply, Value,
};

/// The blocking form of every operation's calls.
pub trait Blocking: Operation + Sized {
    /// Sends the request and waits for the reply.
    ///
    /// # Errors
    ///
    /// As [`Call::send`].
    fn send_blocking(self) -> Result<Self::Output, Error> {
        Call::new(self).send_blocking()
    }

    /// Every item of every page.
    fn items_blocking(self) -> Iter<Items<Self>>
    where
        Self: Paginated,
    {
        Call::new(self).items_blocking()
    }

    /// Every page.
    fn pages_blocking(self) -> Iter<Pages<Self>>
    where
        Self: Paginated,
    {
        Call::new(self).pages_blocking()
    }
}

impl<O: Operation> Blocking for O {}

impl<O: Operation> Call<O> {
    /// Sends the request and waits for the reply.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_blocking(self) -> Result<O::Output, Error> {
        wait(self.blocking().send())?
    }

    /// As [`send_raw`](Self::send_raw), but waits.
    ///
    /// # Errors
    ///
    /// As [`send_raw`](Self::send_raw).
    pub fn send_raw_blocking(self) -> Result<RawResponse<O::Output>, Error> {
        wait(self.blocking().send_raw())?
    }

    /// As [`send_as`](Self::send_as), but waits.
    ///
    /// # Errors
    ///
    /// As [`send_as`](Self::send_as).
    pub fn send_as_blocking<T: Reply>(self, media_type: &str) -> Result<T, Error> {
        wait(self.blocking().send_as(media_type))?
    }
}

impl<O: Paginated> Call<O> {
    /// Every item of every page.
    pub fn items_blocking(self) -> Iter<Items<O>> {
        Iter(self.blocking().items())
    }

    /// Every page.
    pub fn pages_blocking(self) -> Iter<Pages<O>> {
        Iter(self.blocking().pages())
    }
}

impl CustomCall {
    /// Sends the request and waits for the reply.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_blocking<T: Reply>(self) -> Result<T, Error> {
        wait(self.blocking().send())?
    }

    /// As [`send_raw`](Self::send_raw), but waits.
    ///
    /// # Errors
    ///
    /// As [`send_raw`](Self::send_raw).
    pub fn send_raw_blocking<T: Reply>(self) -> Result<RawResponse<T>, Error> {
        wait(self.blocking().send_raw())?
    }
}

/// A list or a reply that comes in pieces, read by waiting: an iterator.
#[derive(Debug)]
#[must_use = "a list does nothing until it is read"]
pub struct Iter<S>(S);

impl<S> Iter<S> {
    /// Reads what [`send_blocking`](Blocking::send_blocking) brings of an operation that replies with
    /// a stream: a [`ByteStream`], [`Lines`] or [`Events`].
    pub fn new(stream: S) -> Self {
        Self(stream)
    }

    /// What is read: the list, for what can be asked of it.
    pub fn get_ref(&self) -> &S {
        &self.0
    }
}

impl<O: Paginated> Iter<Items<O>> {
    /// As [`Items::lenient`].
    pub fn lenient(self) -> Self {
        Self(self.0.lenient())
    }

    /// As [`Items::prefetch`].
    pub fn prefetch(self) -> Self {
        Self(self.0.prefetch())
    }

    /// As [`Items::max_items`].
    pub fn max_items(self, count: usize) -> Self {
        Self(self.0.max_items(count))
    }

    /// As [`Items::resume`].
    pub fn resume(self, position: impl Into<String>) -> Self {
        Self(self.0.resume(position))
    }

    /// As [`Items::position`].
    pub fn position(&self) -> Option<&str> {
        self.0.position()
    }
}

impl<O: Paginated> Iter<Pages<O>> {
    /// As [`Pages::prefetch`].
    pub fn prefetch(self) -> Self {
        Self(self.0.prefetch())
    }

    /// As [`Pages::resume`].
    pub fn resume(self, position: impl Into<String>) -> Self {
        Self(self.0.resume(position))
    }

    /// As [`Pages::position`].
    pub fn position(&self) -> Option<&str> {
        self.0.position()
    }
}

impl<O: Paginated> Iterator for Iter<Items<O>> {
    type Item = Result<O::Item, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<O: Paginated> Iterator for Iter<Pages<O>> {
    type Item = Result<O::Output, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl Iterator for Iter<ByteStream> {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<T: Value + Default> Iterator for Iter<Lines<T>> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

impl<T: Value + Default> Iterator for Iter<Events<T>> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        wait(self.0.next()).unwrap_or_else(|error| Some(Err(error)))
    }
}

/// The runtime of all blocking calls: one thread for connections and timers.
static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();

/// Waits for a future on this thread.
///
/// `Runtime::block_on` panics within another runtime; to enter a runtime's context does not, and
/// polling needs no more than that.
fn wait<T>(work: impl Future<Output = T>) -> Result<T, Error> {
    let runtime = RUNTIME.get_or_init(|| {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build();
        runtime.map_err(|error| error.to_string())
    });
    let runtime = runtime.as_ref().map_err(|problem| {
        let message = format!("no thread for blocking calls: {problem}");
        Error::new(ErrorKind::Config, "blocking call", message)
    })?;
    let _inside = runtime.enter();
    let alarm = Arc::new(Alarm {
        sleeper: std::thread::current(),
        rung: AtomicBool::new(false),
    });
    let waker = Waker::from(Arc::clone(&alarm));
    let mut work = pin!(work);
    loop {
        if let Poll::Ready(value) = work.as_mut().poll(&mut Context::from_waker(&waker)) {
            return Ok(value);
        }
        while !alarm.rung.swap(false, Ordering::Acquire) {
            std::thread::park();
        }
    }
}

/// Wakes the thread that waits.
struct Alarm {
    sleeper: Thread,
    rung: AtomicBool,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::Release);
        self.sleeper.unpark();
    }
}
