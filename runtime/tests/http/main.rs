//! What the HTTP half does, shown over real sockets, or on a paused clock where time is the matter.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests"
)]

mod support;

#[cfg(feature = "blocking")]
mod blocking;
mod building;
mod client;
mod custom;
mod encoding;
mod errors;
mod keys;
mod lenient;
mod links;
mod observing;
mod paging;
mod prefetch;
mod renewal;
mod retries;
mod secrets;
mod stalls;
mod storm;
mod streams;
mod tls;
mod token_failures;
mod tokens;
mod transport;
#[cfg(feature = "webhooks")]
mod webhooks;
