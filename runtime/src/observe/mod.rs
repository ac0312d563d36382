//! Looking at calls, and standing in their way: middleware, observers, spans.

mod middleware;
mod observer;
mod span;

pub use middleware::{Middleware, Next};
pub use observer::{CallFacts, Observer};
pub(crate) use span::Span;
