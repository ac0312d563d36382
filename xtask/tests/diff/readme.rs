//! What the README shows is what the command prints; `UPDATE_DOCS=1` writes it there.

use std::fs;
use std::path::Path;

use crate::run::Checkout;

/// The sentence that the example stands behind.
const BEFORE: &str = "means to Rust code that depends on the generated crate:\n\n```text\n";

fn fixture(side: &str) -> String {
    let folder = "../codegen/tests/fixtures/diff/property_became_required_in_reply";
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(folder)
        .join(side);
    fs::read_to_string(path).expect("the fixture")
}

#[test]
fn the_readme_shows_what_a_reviewer_sees() {
    let shop = Checkout::committed(&fixture("base.yaml"));
    shop.write("spec/shop.yaml", &fixture("head.yaml"));
    let told = shop.diff(&["HEAD"]);
    assert_eq!(told.code, 1, "{}", told.errors);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let start = readme.find(BEFORE).expect("the sentence") + BEFORE.len();
    let end = start + readme[start..].find("```").expect("the end of the example");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        let new = format!("{}{}{}", &readme[..start], told.text, &readme[end..]);
        fs::write(&path, new).expect("the README is written");
        return;
    }
    assert!(
        readme[start..end] == told.text,
        "README.md is stale: UPDATE_DOCS=1 cargo test -p xtask --test diff readme\n{}",
        told.text
    );
}
