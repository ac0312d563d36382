//! The pages of a list, one request after the other.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_util::{FutureExt, future};

use super::seen::Seen;
use crate::error::{ErrorKind, escaped};
use crate::{Call, Error, Paginated, RawReply};

/// The pages of a list. A [`Stream`], which can also be read with [`next`](Self::next) alone.
///
/// * A page without items does not end the list; only a page without a next position does.
/// * A position that was there before ends it with an error, after the page that names it.
/// * Dropping the future of [`next`](Self::next) loses nothing: the next one goes on where it was.
/// * After an error that [is retryable](Error::is_retryable), the next read asks for the same page
///   again. After any other error the list is at its end. Either way [`position`](Self::position)
///   says where the page starts that could not be had.
#[must_use = "a list does nothing until it is read"]
pub struct Pages<O> {
    call: Call<O>,
    position: Option<String>,
    seen: Seen,
    state: State,
    /// Whether a record that does not fit comes apart from its page.
    lenient: bool,
    /// Whether the next page is asked for while the caller works on this one.
    prefetch: bool,
}

/// A page, and the records of it that did not fit, each with its place in the list.
pub(super) type Parted<T> = (T, Vec<(usize, Error)>);

enum State {
    /// The page at `position` is to be asked for.
    Ready,
    /// It has been asked for.
    Asked(BoxFuture<'static, Result<RawReply, Error>>),
    /// The last page led nowhere, which the next read tells.
    Broken(Error),
    Ended,
}

impl<O: Paginated> Pages<O> {
    pub(crate) fn new(call: Call<O>) -> Self {
        Self {
            call,
            position: None,
            seen: Seen::default(),
            state: State::Ready,
            lenient: false,
            prefetch: false,
        }
    }

    pub(super) fn lenient(mut self) -> Self {
        self.lenient = true;
        self
    }

    /// Asks for the next page as soon as a page is here, while the caller works on it. The order stays
    /// as it is, and never more than one page is asked for ahead. Off unless this is called: it may
    /// ask for a page that nobody reads. Dropping the list drops the request.
    ///
    /// It needs a transport that can [spawn](crate::Transport::spawn), as the one over reqwest can;
    /// over another it changes nothing.
    pub fn prefetch(mut self) -> Self {
        self.prefetch = true;
        self
    }

    /// Starts at a position that [`position`](Self::position) gave, perhaps in another run of the
    /// program.
    pub fn resume(mut self, position: impl Into<String>) -> Self {
        self.go_on(position.into());
        self.state = State::Ready;
        self
    }

    /// Where the page starts that is read next, as text that can be stored. `None` at the first
    /// page and after the last.
    pub fn position(&self) -> Option<&str> {
        self.position.as_deref()
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        std::future::poll_fn(|context| self.poll_page(context)).await
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Output, Error>>> {
        let parted = self.poll_parted(context);
        if let Poll::Ready(Some(Ok(_))) = &parted {
            self.ask_ahead();
        }
        parted.map(|parted| parted.map(|parted| parted.map(|(page, _)| page)))
    }

    pub(super) fn poll_parted(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Parted<O::Output>, Error>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ready => self.state = State::Asked(self.call.start()),
                State::Asked(mut reply) => {
                    let Poll::Ready(reply) = reply.as_mut().poll(context) else {
                        self.state = State::Asked(reply);
                        return Poll::Pending;
                    };
                    return Poll::Ready(Some(self.turn(reply)));
                }
                State::Broken(error) => return Poll::Ready(Some(Err(error))),
                State::Ended => return Poll::Ready(None),
            }
        }
    }

    /// Asks for the next page now, if that is wished for.
    pub(super) fn ask_ahead(&mut self) {
        if !self.prefetch || !matches!(self.state, State::Ready) {
            return;
        }
        let Ok(transport) = self.call.transport() else {
            return;
        };
        // Dropping the handle stops the work.
        let (work, handle) = self.call.start().remote_handle();
        self.state = State::Asked(match transport.spawn(work.boxed()) {
            None => handle.boxed(),
            Some(work) => future::join(handle, work).map(|(reply, ())| reply).boxed(),
        });
    }

    /// Moves on, now that the whole page is here; or stays, if it is not.
    fn turn(&mut self, reply: Result<RawReply, Error>) -> Result<Parted<O::Output>, Error> {
        let linked = match &reply {
            Ok(reply) if O::LINK_HEADER => super::link::next(&reply.headers),
            _ => None,
        };
        let (page, bad) = match reply.and_then(|reply| self.decode(reply)) {
            Ok(parted) => parted,
            Err(error) => {
                if error.is_retryable() {
                    self.state = State::Ready;
                }
                return Err(error);
            }
        };
        match linked.or_else(|| self.call.operation().next(&page)) {
            Some(position) => {
                let told = escaped(&position, 60);
                self.state = if self.go_on(position) {
                    State::Ready
                } else {
                    let message = format!(
                        "the next page is at `{told}`, where a page was before: the list is a loop"
                    );
                    State::Broken(Error::new(
                        ErrorKind::Pagination,
                        self.call.subject(),
                        message,
                    ))
                };
            }
            None => self.position = None,
        }
        Ok((page, bad))
    }

    fn decode(&self, reply: RawReply) -> Result<Parted<O::Output>, Error> {
        let (subject, reading) = (self.call.subject(), self.call.reading());
        match self.lenient {
            true => reply.decode_records(&subject, &reading, O::ITEMS),
            false => Ok((reply.decode(&subject, &reading)?, Vec::new())),
        }
    }

    /// Sets the position. Says whether it is a new one.
    fn go_on(&mut self, position: String) -> bool {
        let new = self.seen.insert(&position);
        self.call.operation_mut().resume(position.clone());
        self.position = Some(position);
        new
    }
}

// Nothing in it is pinned in place: the future is boxed.
impl<O> Unpin for Pages<O> {}

impl<O: Paginated> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(context)
    }
}

impl<O: fmt::Debug> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("call", &self.call)
            .field("position", &self.position)
            .finish_non_exhaustive()
    }
}
