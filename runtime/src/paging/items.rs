//! The items of a list, whatever pages they come in.

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
    left: Option<usize>,
}

impl<O: Paginated> Items<O> {
    pub(crate) fn new(call: Call<O>) -> Self {
        Self {
            pages: Pages::new(call),
            position: None,
            page: Vec::new().into_iter(),
            left: None,
        }
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
        self
    }

    /// Where the page starts that the next item comes from, as text that can be stored. `None`
    /// within the first page and at the end.
    ///
    /// A list that is resumed there brings the items of that page again from its beginning.
    pub fn position(&self) -> Option<&str> {
        if self.page.len() == 0 {
            self.pages.position()
        } else {
            self.position.as_deref()
        }
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        std::future::poll_fn(|context| self.poll_item(context)).await
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        if self.left == Some(0) {
            return Poll::Ready(None);
        }
        loop {
            if let Some(item) = self.page.next() {
                self.left = self.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            let position = self.pages.position().map(str::to_owned);
            match ready!(self.pages.poll_page(context)) {
                Some(Ok(page)) => {
                    self.position = position;
                    self.page = O::items(page).into_iter();
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
