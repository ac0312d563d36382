//! Whether to use colours.

use std::io::IsTerminal;

/// Whether what goes to the standard error may be coloured: it is a terminal, and `NO_COLOR` is
/// not set to anything.
#[must_use]
pub fn colours() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    !refused && std::io::stderr().is_terminal()
}
