//! Whether to use colours.

use std::io::IsTerminal;

/// Whether what goes to the standard error may be coloured: it is a terminal, and `NO_COLOR` is
/// not set to anything.
#[must_use]
pub fn colours() -> bool {
    wanted() && std::io::stderr().is_terminal()
}

/// The same for the standard output.
#[must_use]
pub fn colours_out() -> bool {
    wanted() && std::io::stdout().is_terminal()
}

fn wanted() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
