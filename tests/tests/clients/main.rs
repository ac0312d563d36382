//! The generated clients against servers on this machine, over real sockets.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod environment;
mod examples;
mod money;
mod official;
mod pages;
mod requests;
mod support;
mod tokens;
mod webhooks;
