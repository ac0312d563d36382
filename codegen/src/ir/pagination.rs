//! How the pages of a list follow each other.

use crate::ir::{Type, TypeId};

/// How the pages of a list follow each other, and what is in them.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// How they follow each other.
    pub advance: Advance,
    /// The way to the items in a reply.
    pub items: Vec<Step>,
    /// The same way, as a JSON pointer.
    pub items_pointer: String,
    /// The type of an item.
    pub item: Type,
}

/// How pages follow each other.
#[derive(Clone, Debug)]
pub enum Advance {
    /// Each reply holds the position of the next page.
    Cursor {
        /// The index of the parameter that takes the position.
        parameter: usize,
        /// The way to the position of the next page in a reply.
        next: Vec<Step>,
        /// The way to a word of whether there is one.
        more: Option<Vec<Step>>,
    },
    /// They are numbered.
    Page {
        /// The index of the parameter that takes the number.
        parameter: usize,
        /// The number of the first.
        first: i64,
        /// What tells the last.
        end: End,
    },
    /// Items are skipped.
    Offset {
        /// The index of the parameter that takes how many.
        parameter: usize,
        /// What tells the last page.
        end: End,
    },
    /// Each reply holds a link to the next page.
    Link(Vec<Step>),
    /// The header `Link` holds it.
    LinkHeader,
}

/// What tells the last page of a list that counts; the way to it in a reply.
#[derive(Clone, Debug)]
pub enum End {
    /// A truth value: there are more.
    More(Vec<Step>),
    /// A truth value: this is the last.
    Last(Vec<Step>),
    /// Something that is there if there is a next page.
    Next(Vec<Step>),
    /// How many pages or items there are.
    Count(Vec<Step>),
    /// The first page without items.
    Empty,
}

impl Pagination {
    /// Every step into a reply, to change it.
    pub fn steps_mut(&mut self) -> impl Iterator<Item = &mut Step> {
        let mut steps: Vec<&mut Step> = self.items.iter_mut().collect();
        match &mut self.advance {
            Advance::Cursor { next, more, .. } => {
                steps.extend(next);
                steps.extend(more.iter_mut().flatten());
            }
            Advance::Page { end, .. } | Advance::Offset { end, .. } => match end {
                End::More(way) | End::Last(way) | End::Next(way) | End::Count(way) => {
                    steps.extend(way);
                }
                End::Empty => {}
            },
            Advance::Link(way) => steps.extend(way),
            Advance::LinkHeader => {}
        }
        steps.into_iter()
    }

    /// Whether the position of a page is a link, which is no parameter.
    #[must_use]
    pub fn follows_links(&self) -> bool {
        matches!(self.advance, Advance::Link(_) | Advance::LinkHeader)
    }
}

/// One step into a reply: a field of an object.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The object.
    pub object: TypeId,
    /// The index of its field.
    pub field: usize,
}
