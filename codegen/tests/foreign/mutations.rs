//! Random changes of the fixtures: whatever a document says, nothing panics, and what is generated
//! is Rust. `fuzz/` does the same for hours.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::Value;
use specwright_codegen::read::plain_value;
use specwright_codegen::{Diagnostics, Source, SourceId};

use crate::mutator::{Choices, mutated};
use crate::outcome;

/// Every fixture that can be read at all, in the order of their names.
static FIXTURES: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let folders = ["ok", "err"].map(|folder| fs::read_dir(tests.join(folder)).unwrap());
    let files = folders.into_iter().flatten();
    let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let texts = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok());
    let value = |text| {
        let source = Source::new("api", "a.yaml", text);
        plain_value(SourceId(0), &source, &mut Diagnostics::default())
    };
    texts.filter_map(value).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    #[test]
    fn no_document_makes_the_generator_panic(
        fixture in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 1..80),
    ) {
        let fixture = fixture.get(&FIXTURES);
        let document = mutated(fixture, &mut Choices(&bytes)).to_string();
        outcome::check("a.json", &document);
        outcome::check_package("a.json", &document);
        outcome::check_diff(&fixture.to_string(), &document);
    }
}

/// What the fuzz targets have found, each once a panic, a hang or an output that was not Rust.
#[test]
fn what_was_found_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus");
    let mut count = 0;
    for file in fs::read_dir(folder.join("documents")).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        outcome::check("a.yaml", &text);
        outcome::check("a.json", &text);
        count += 1;
    }
    assert!(count > 0);
}
