//! What must hold of any document whatever.

use std::collections::HashSet;

use specwright_codegen::diff::{Options, diff};
use specwright_codegen::{Generated, Package, Runtime, Source, generate, package};

/// Generates from the document, as our own and as somebody else's, and checks what comes out.
///
/// # Panics
///
/// What comes out is not Rust, does not stay in its folder, or is no longer the same the second time.
pub fn check(path: &str, text: &str) {
    let own = Source::new("api", path, text);
    let foreign = own.clone().foreign();
    for source in [own, foreign] {
        let sources = [source];
        match generate(&sources) {
            Ok(generated) => {
                check_files(&generated);
                let found = generated.diagnostics;
                assert_eq!(found.errors(), 0);
                assert!(found.render(&sources, false).len() >= found.iter().count());
            }
            Err(found) => {
                assert!(found.errors() > 0, "a refusal without an error");
                assert!(!found.render(&sources, true).is_empty());
                assert_eq!(
                    found.to_json(&sources).lines().count(),
                    found.iter().count()
                );
            }
        }
    }
}

/// A whole crate of the document: its manifest is TOML.
///
/// # Panics
///
/// It is not.
pub fn check_package(path: &str, text: &str) {
    let name = "their-api".to_owned();
    let of = Package {
        name,
        runtime: Runtime::Path("../\"runtime".to_owned()),
    };
    let source = Source::new("their_api", path, text).foreign();
    if let Ok(generated) = package(&source, &of) {
        check_files(&generated);
        let manifest = generated
            .files
            .iter()
            .find(|file| file.path == "Cargo.toml");
        let manifest = manifest.map(|file| file.text.as_str()).unwrap_or_default();
        let table = toml::from_str::<toml::Table>(manifest);
        assert!(
            table.is_ok_and(|table| table.contains_key("features")),
            "{manifest}"
        );
    }
}

/// Compares two documents.
///
/// # Panics
///
/// Never, unless the comparison does.
pub fn check_diff(base: &str, head: &str) {
    let sources = |text: &str| [Source::new("api", "a.json", text).foreign()];
    if let Ok(report) = diff(&sources(base), &sources(head), &Options::default()) {
        assert!(base != head || report.findings.is_empty());
    }
}

fn check_files(generated: &Generated) {
    let mut paths = HashSet::new();
    for file in &generated.files {
        let path = &file.path;
        assert!(
            paths.insert(path.to_lowercase()),
            "two files are called {path}"
        );
        check_path(path);
        if path.ends_with(".rs") {
            let parsed = syn::parse_file(&file.text);
            assert!(parsed.is_ok(), "{path}: {:?}\n{}", parsed.err(), file.text);
        }
    }
}

/// A path stays below the crate, on every system.
///
/// # Panics
///
/// It does not.
pub fn check_path(path: &str) {
    let mut parts = path.split('/');
    let plain = |part: &str| !part.is_empty() && part != "." && part != "..";
    let is_plain = parts.all(plain) && !path.contains(['\\', ':', '\0']);
    assert!(is_plain, "{path}");
}
