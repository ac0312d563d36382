//! Going through the pages of a list: as pages, or as the items in them.

mod items;
mod link;
mod pages;
mod position;
mod seen;

pub use items::Items;
pub use pages::Pages;
pub use position::{Offset, PageNumber};
