//! `cargo xtask`: the maintainer's commands. Try `cargo xtask --help`.

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;
use xtask::cli::{self, Arguments, Outcome};

/// Syntax trees are many small allocations: a quarter of the time of a generation.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    match cli::run(Arguments::parse()) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
