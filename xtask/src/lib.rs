//! The maintainer's commands, as functions that tests can call.
//!
//! This is the only crate of the workspace that knows the disk. It never depends on the generated
//! crate or on the runtime: a generation that went wrong must be repairable with it.

pub mod bench;
mod beside;
pub mod cargo;
pub mod cli;
pub mod compile;
pub mod corpus;
pub mod demo;
pub mod diff;
pub mod explain;
pub mod files;
pub mod foreign;
pub mod r#gen;
pub mod measure;
mod progress;
pub mod score;
pub mod table;
pub mod terminal;
pub mod workspace;

/// The day, such as `2026-11-22`.
fn today() -> String {
    jiff::Timestamp::now().strftime("%F").to_string()
}
