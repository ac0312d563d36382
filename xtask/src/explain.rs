//! `cargo xtask explain CODE`: what a diagnostic means and what to do about it.

use anyhow::{Result, bail};
use specwright_codegen::Code;

use crate::cli::Outcome;

/// Prints the explanation of a code, or the list of codes.
///
/// # Errors
///
/// There is no such code.
pub fn run(name: Option<&str>) -> Result<Outcome> {
    let Some(name) = name else {
        for code in Code::ALL {
            println!("{}", code.name());
        }
        return Ok(Outcome::Fine);
    };
    let Some(code) = Code::from_name(name) else {
        bail!("there is no code `{name}`: `cargo xtask explain` lists them");
    };
    println!("{}", code.explanation());
    Ok(Outcome::Fine)
}
