//! A crate that `cargo xtask gen --spec` wrote, put before the compiler with warnings denied.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::program::xtask;
use crate::workspace;

/// A document of somebody else, with much that is odd and nothing that is wrong.
const VARIED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/repository/varied.yaml");

#[test]
fn a_varied_document_is_taken_whole_and_compiles_without_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("varied");
    let mut generation = xtask();
    generation
        .args(["gen", "--strict", "--spec", VARIED, "--out"])
        .arg(&out);
    well(&generation.output().expect("xtask runs"));
    deny_warnings(&out);
    for features in [
        &["--all-features"][..],
        &["--no-default-features", "--features", "varied"],
    ] {
        well(&check(&out).args(features).output().expect("cargo runs"));
    }
}

/// Makes warnings errors in this crate alone, so that its dependencies can be those of the
/// workspace, already built.
fn deny_warnings(out: &Path) {
    let path = out.join("Cargo.toml");
    let manifest = fs::read_to_string(&path).expect("a manifest");
    fs::write(&path, manifest + "\n[lints.rust]\nwarnings = \"deny\"\n").expect("a manifest");
    let lock = workspace().root().join("Cargo.lock");
    fs::copy(lock, out.join("Cargo.lock")).expect("a lock file");
}

fn check(out: &Path) -> Command {
    let tests = std::env::current_exe().expect("this program");
    let target = tests.ancestors().nth(3).expect("target");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut check = Command::new(cargo);
    check
        .args(["check", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(out);
    check
}

fn well(output: &Output) {
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
