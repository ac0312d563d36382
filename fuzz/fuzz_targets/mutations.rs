//! The fixtures of the generator with changes in them: nothing panics, and what is generated is Rust.

#![no_main]

#[path = "../../codegen/tests/foreign/mutator.rs"]
mod mutator;
#[path = "../../codegen/tests/foreign/outcome.rs"]
mod outcome;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use mutator::{Choices, mutated};
use serde_json::Value;
use specwright_codegen::read::plain_value;
use specwright_codegen::{Diagnostics, Source, SourceId};

/// Every fixture that can be read at all, and our own documents.
static FIXTURES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["codegen/tests/fixtures/ok", "codegen/tests/fixtures/err", "spec"];
    let folders = folders.map(|folder| fs::read_dir(root.join(folder)).expect("fixtures"));
    let files = folders.into_iter().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    let texts = files.iter().filter_map(|file| fs::read_to_string(file).ok());
    let value = |text| {
        let source = Source::new("api", "a.yaml", text);
        plain_value(SourceId(0), &source, &mut Diagnostics::default())
    };
    texts.filter_map(value).collect()
});

fuzz_target!(|bytes: &[u8]| {
    let mut choices = Choices(bytes);
    let fixture = &FIXTURES[choices.below(FIXTURES.len())];
    let check = choices.byte() % 8;
    let document = mutated(fixture, &mut choices).to_string();
    match check {
        0 => outcome::check_diff(&fixture.to_string(), &document),
        1 => outcome::check_package("a.json", &document),
        _ => outcome::check("a.json", &document),
    }
});
