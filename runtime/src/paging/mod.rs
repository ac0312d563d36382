//! Going through the pages of a list: as pages, or as the items in them.

mod items;
mod pages;
mod seen;

pub use items::Items;
pub use pages::Pages;
