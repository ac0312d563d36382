//! The items of a list, whatever pages they come in.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::Pages;
use crate::{Call, Error, Paginated};

/// The items of every page of a list. A [`Stream`], which can also be read with
/// [`next`](Self::next) alone.
///
/// It holds one page at a time and asks for the next when that one is used up. Errors are as for
/// [`Pages`].
#[must_use = "a list does nothing until it is read"]
pub struct Items<O: Paginated> {
    pages: Pages<O>,
    /// Where the page in hand starts.
    position: Option<String>,
    page: std::vec::IntoIter<O::Item>,
    /// The records of the page that did not fit, in their order, and how many records came before.
    bad: VecDeque<(usize, Error)>,
    passed: usize,
    left: Option<usize>,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(call: Call<O>) -> Self {
        Self {
            pages: Pages::new(call),
            position: None,
            page: Vec::new().into_iter(),
            bad: VecDeque::new(),
            passed: 0,
            left: None,
        }
    }

    /// Brings a record that cannot be decoded as an `Err` in its place, and goes on with the next
    /// one: its page and the list are not lost.
    ///
    /// [`Error::decode_error`] says where and why, and [`Error::body`] is the JSON of that record
    /// alone. Bytes that are not JSON still end the list.
    ///
    /// A list is strict unless this is called: it ends with an error at the first page with such a
    /// record. Most programs end at the first error with `?`, or worse, filter errors out; of a list
    /// of money, one that goes on without a record must be a choice.
    pub fn lenient(mut self) -> Self {
        self.pages = self.pages.lenient();
        self
    }

    /// Asks for the next page while the caller works on the items of this one. See
    /// [`Pages::prefetch`]. A page that [`max_items`](Self::max_items) rules out is not asked for.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// Ends after so many items, and asks for no page that they do not need.
    pub fn max_items(mut self, count: usize) -> Self {
        self.left = Some(count);
        self
    }

    /// Starts with the page at a position that [`position`](Self::position) gave.
    pub fn resume(mut self, position: impl Into<String>) -> Self {
        self.pages = self.pages.resume(position);
        self.page = Vec::new().into_iter();
        self.bad.clear();
        self
    }

    /// Where the page starts that the next item comes from, as text that can be stored. `None`
    /// within the first page and at the end.
    ///
    /// A list that is resumed there brings the items of that page again from its beginning.
    pub fn position(&self) -> Option<&str> {
        if self.page.len() == 0 && self.bad.is_empty() {
            self.pages.position()
        } else {
            self.position.as_deref()
        }
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    /// All items at once, or the first error. They are all in memory then:
    /// [`max_items`](Self::max_items) says how many that may be.
    ///
    /// # Errors
    ///
    /// As [`next`](Self::next). What came before the error is lost; to keep it, read one by one.
    pub async fn all(mut self) -> Result<Vec<O::Item>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }

    fn next_in_page(&mut self) -> Option<Result<O::Item, Error>> {
        let is_bad = self
            .bad
            .front()
            .is_some_and(|(place, _)| *place == self.passed);
        self.passed += 1;
        if is_bad {
            return self.bad.pop_front().map(|(_, error)| Err(error));
        }
        let good = self.page.next().map(Ok);
        // A type that reads its list otherwise than as it is may leave some over.
        good.or_else(|| self.bad.pop_front().map(|(_, error)| Err(error)))
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        loop {
            if let Some(item) = self.next_in_page() {
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(item));
            }
            let position = self.pages.position().map(str::to_owned);
            match ready!(self.pages.poll_parted(context)) {
                Some(Ok((page, bad))) => {
                    self.position = position;
                    self.page = O::items(page).into_iter();
                    self.bad = bad.into();
                    self.passed = 0;
                    let here = self.page.len() + self.bad.len();
                    if self.left.is_none_or(|left| left > here) {
                        self.pages.ask_ahead();
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing in it is pinned in place.
impl<O: Paginated> Unpin for Items<O> {}

impl<O: Paginated> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(context)
    }
}

impl<O: Paginated + fmt::Debug> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("pages", &self.pages)
            .field("left", &self.left)
            .finish_non_exhaustive()
    }
}
