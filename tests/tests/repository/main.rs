//! The repository itself: what is generated is fresh, the layers stay apart, the documents are
//! whole, and `gen` refuses what is wrong.

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod beside;
mod changes;
mod compiles;
mod documented;
mod features;
mod foreign;
mod freshness;
mod layers;
mod program;
mod refusals;

use xtask::workspace::Workspace;

/// This checkout.
fn workspace() -> Workspace {
    Workspace::here()
}
