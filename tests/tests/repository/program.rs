//! The program `xtask`, as cargo builds it beside the tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;

use tempfile::TempDir;

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

/// `cargo xtask gen --spec` on a document of a folder of its own.
pub struct Run {
    folder: TempDir,
}

impl Run {
    /// A document that is to be generated.
    pub fn of(document: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let run = Self { folder };
        run.write("their.yaml", document);
        run
    }

    /// A path in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file into the folder, and the folders above it.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        let parent = path.parent().expect("a folder");
        fs::create_dir_all(parent).expect("folders");
        fs::write(path, text).expect("a file");
    }

    /// Generates `their-client`.
    pub fn r#gen(&self, more: &[&str]) -> Output {
        let mut command = xtask();
        command
            .arg("gen")
            .arg("--spec")
            .arg(self.path("their.yaml"));
        command
            .arg("--out")
            .arg(self.path("their-client"))
            .args(more);
        command.output().expect("xtask runs")
    }

    /// A file of `their-client`.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path("their-client").join(path)).expect(path)
    }
}

/// What a program said.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
