//! The program `xtask`, as cargo builds it beside the tests.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use crate::workspace;

/// A command that runs `cargo xtask`.
pub fn xtask() -> Command {
    static PROGRAM: LazyLock<PathBuf> = LazyLock::new(build);
    Command::new(&*PROGRAM)
}

fn build() -> PathBuf {
    let tests = std::env::current_exe().expect("this program");
    let folder = tests.parent().and_then(Path::parent).expect("target/debug");
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut build = Command::new(cargo);
    build.args(["build", "--quiet", "--package", "xtask", "--target-dir"]);
    build
        .arg(folder.parent().expect("target"))
        .current_dir(workspace().root());
    assert!(build.status().expect("cargo runs").success());
    folder.join(format!("xtask{}", std::env::consts::EXE_SUFFIX))
}
