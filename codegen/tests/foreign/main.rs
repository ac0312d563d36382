//! Documents that somebody else wrote.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking"
)]

mod files;
mod hostile;
mod injection;
mod lenient;
mod mutations;
mod mutator;
mod outcome;
mod overlays;
mod selection;
mod threads;

use specwright_codegen::{Diagnostics, Generated, Source, generate};

/// Somebody else's document.
fn source(text: &str) -> Source {
    Source::new("api", "their.yaml", text).foreign()
}

#[track_caller]
fn generated(source: Source) -> Generated {
    let sources = [source];
    generate(&sources).unwrap_or_else(|found| panic!("{}", found.render(&sources, false)))
}

#[track_caller]
fn refused(source: Source) -> String {
    let sources = [source];
    match generate(&sources) {
        Ok(_) => panic!("nothing was refused"),
        Err(found) => found.render(&sources, false),
    }
}

/// The lines that reviewers see.
fn surface(generated: &Generated) -> &str {
    let mut files = generated.files.iter();
    let surface = files.find(|file| file.path == "SURFACE/api.txt");
    &surface.unwrap().text
}

/// The codes of what was found.
fn codes(found: &Diagnostics) -> Vec<&'static str> {
    found.iter().map(|found| found.code.name()).collect()
}
