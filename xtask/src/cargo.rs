//! The Cargo that runs this program.

use std::process::Command;

/// A command of that Cargo, or of the one on the path if this program was started by hand.
#[must_use]
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}
