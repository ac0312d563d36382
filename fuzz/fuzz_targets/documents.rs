//! Any text as a document: nothing panics, and what is generated is Rust.

#![no_main]

#[path = "../../codegen/tests/foreign/outcome.rs"]
#[allow(dead_code, reason = "the other target compares documents")]
mod outcome;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    outcome::check("a.yaml", text);
    if text.starts_with(['{', '\u{feff}']) {
        outcome::check("a.json", text);
    }
});
