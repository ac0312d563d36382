//! `cargo xtask diff` run as its users run it: between revisions, files and the standard input, in
//! every format, with its exit codes.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod accepted;
mod files;
mod formats;
mod inputs;
mod peer;
mod places;
mod readme;
mod run;
