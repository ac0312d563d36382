//! Positions of lists that count: pages by their number, items by how many came before.

/// The number of a page.
#[derive(Clone, Copy, Debug)]
pub struct PageNumber {
    at: i64,
    first: i64,
}

impl PageNumber {
    /// The page that was asked for; without a number it was the first.
    pub fn new<N: TryInto<i64>>(asked: Option<N>, first: i64) -> Self {
        Self {
            at: number(asked).unwrap_or(first),
            first,
        }
    }

    /// The page behind this one, if there is one.
    pub fn next_if(self, more: bool) -> Option<String> {
        let next = self.at.checked_add(1).filter(|_| more);
        next.map(|next| next.to_string())
    }

    /// The page behind this one, if the list has so many pages.
    pub fn next_of<N: Copy + TryInto<i64>>(self, pages: Option<&N>) -> Option<String> {
        let read = self.at.checked_sub(self.first)?.checked_add(1)?;
        let more = number(pages.copied()).is_some_and(|pages| read < pages);
        self.next_if(more)
    }
}

/// How many items of a list came before.
#[derive(Clone, Copy, Debug)]
pub struct Offset {
    at: i64,
    items: usize,
}

impl Offset {
    /// The offset that was asked for, which is 0 unless it is said, and how many items came.
    pub fn new<N: TryInto<i64>>(asked: Option<N>, items: usize) -> Self {
        Self {
            at: number(asked).unwrap_or(0),
            items,
        }
    }

    /// The offset behind these items, if there are more. Where none came there is no next place.
    pub fn next_if(self, more: bool) -> Option<String> {
        let items = i64::try_from(self.items)
            .ok()
            .filter(|items| *items > 0 && more);
        let next = self.at.checked_add(items?)?;
        Some(next.to_string())
    }

    /// The offset behind these items, if the list has so many.
    pub fn next_of<N: Copy + TryInto<i64>>(self, total: Option<&N>) -> Option<String> {
        let items = i64::try_from(self.items).ok()?;
        let read = self.at.checked_add(items)?;
        let more = number(total.copied()).is_some_and(|total| read < total);
        self.next_if(more)
    }
}

fn number<N: TryInto<i64>>(number: Option<N>) -> Option<i64> {
    number.and_then(|number| number.try_into().ok())
}

#[cfg(test)]
mod tests {
    use super::{Offset, PageNumber};

    #[test]
    fn pages_are_counted_from_the_first() {
        let next = |asked: Option<i32>, first, pages: i64| {
            PageNumber::new(asked, first).next_of(Some(&pages))
        };
        assert_eq!(next(None, 1, 2).as_deref(), Some("2"));
        assert_eq!(next(Some(2), 1, 2), None);
        assert_eq!(next(None, 0, 2).as_deref(), Some("1"));
        assert_eq!(next(Some(1), 0, 2), None);
        assert_eq!(PageNumber::new(Some(i64::MAX), 1).next_if(true), None);
        assert_eq!(PageNumber::new(None::<i32>, 1).next_of(None::<&i32>), None);
    }

    #[test]
    fn an_offset_moves_by_what_came() {
        let next =
            |asked: Option<u32>, items, total: i32| Offset::new(asked, items).next_of(Some(&total));
        assert_eq!(next(None, 2, 3).as_deref(), Some("2"));
        assert_eq!(next(Some(2), 1, 3), None);
        assert_eq!(next(Some(2), 0, 9), None);
        assert_eq!(Offset::new(Some(4), 2).next_if(true).as_deref(), Some("6"));
        assert_eq!(Offset::new(Some(4), 0).next_if(true), None);
    }
}
