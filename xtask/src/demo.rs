//! `cargo xtask demo`: the generated crate at work.

use anyhow::{Context, Result};

use crate::cargo::cargo;
use crate::cli::Outcome;
use crate::workspace::Workspace;

/// Runs the example program of the generated crate, built by cargo from the workspace: this crate
/// must not depend on what it generates.
///
/// # Errors
///
/// Cargo cannot be started.
pub fn run(workspace: &Workspace) -> Result<Outcome> {
    let status = cargo()
        .args([
            "run",
            "--quiet",
            "--package",
            "usage-billing",
            "--example",
            "demo",
        ])
        .current_dir(workspace.root())
        .status()
        .context("cannot run cargo")?;
    Ok(if status.success() {
        Outcome::Fine
    } else {
        Outcome::Findings
    })
}
