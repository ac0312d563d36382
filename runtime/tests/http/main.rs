//! What the HTTP half does, shown over real sockets, or on a paused clock where time is the matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

mod building;
mod client;
mod encoding;
mod errors;
mod paging;
mod retries;
mod token_failures;
mod tokens;
mod transport;
