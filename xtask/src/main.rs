//! `cargo xtask`: the maintainer's commands. Try `cargo xtask --help`.

use std::process::ExitCode;

use clap::Parser;
use xtask::cli::{self, Arguments, Outcome};

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
