//! Builds of a crate that somebody else's document became.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::{Context, Result, ensure};
use toml::{Table, Value};

use crate::cargo::cargo;
use crate::measure::{Run, measured};
use crate::workspace::cannot;

/// How far a crate is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Build {
    /// `cargo check`.
    Check,
    /// `cargo build`.
    Debug,
    /// `cargo build --release`.
    Release,
}

/// Where a crate is built, and how.
#[derive(Clone, Debug)]
pub struct Compiler {
    /// What is built, for all crates that have the same dependencies.
    pub target: PathBuf,
    /// The versions of those dependencies.
    pub lock: PathBuf,
    /// Whether a warning is an error.
    pub deny_warnings: bool,
}

impl Compiler {
    /// Builds the dependencies of a crate, so that afterwards nothing but the crate itself is
    /// built: a crate with the same manifest and no code is built instead of it.
    ///
    /// # Errors
    ///
    /// Cargo cannot be run, or the dependencies not be built.
    pub fn prepare(&self, folder: &Path, build: Build) -> Result<()> {
        let empty = self.target.join("empty");
        let source = empty.join("src");
        fs::create_dir_all(&source).with_context(|| cannot("make", &source))?;
        let lib = source.join("lib.rs");
        fs::write(&lib, "").with_context(|| cannot("write", &lib))?;
        nameless(folder, &empty.join("Cargo.toml"))?;
        let own = empty.join("Cargo.lock");
        match self.lock.exists() {
            true => copy(&self.lock, &own)?,
            false => drop(fs::remove_file(&own)),
        }
        let run = self.run(&empty, build)?;
        ensure!(
            run.success,
            "the dependencies cannot be built:\n{}",
            run.said
        );
        copy(&own, &folder.join("Cargo.lock"))?;
        if !self.lock.exists() {
            copy(&own, &self.lock)?;
        }
        Ok(())
    }

    /// Builds a crate whose dependencies are ready, even if it has been built before.
    ///
    /// # Errors
    ///
    /// Cargo cannot be run, or there is no crate.
    pub fn run(&self, folder: &Path, build: Build) -> Result<Run> {
        touch(&folder.join("src/lib.rs"))?;
        let mut cargo = cargo();
        let arguments: &[&str] = match build {
            Build::Check => &["check"],
            Build::Debug => &["build"],
            Build::Release => &["build", "--release"],
        };
        // One job, so that a core is all that is used, by the compiler's own threads too.
        cargo
            .args(arguments)
            .args(["--lib", "--quiet", "--jobs", "1"])
            .current_dir(folder);
        cargo.env("CARGO_TARGET_DIR", &self.target);
        cargo
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TERM_COLOR", "never");
        match self.deny_warnings {
            true => cargo.env("RUSTFLAGS", "-D warnings"),
            false => cargo.env("RUSTFLAGS", "-A warnings"),
        };
        measured(&mut cargo)
    }

    /// The library that a build of a crate leaves.
    ///
    /// # Errors
    ///
    /// The manifest of the crate cannot be read.
    pub fn library(&self, folder: &Path, build: Build) -> Result<PathBuf> {
        let manifest = manifest(folder)?;
        let name = manifest
            .get("package")
            .and_then(|package| package.get("name"));
        let name = name.and_then(Value::as_str).unwrap_or_default();
        let profile = match build {
            Build::Check | Build::Debug => "debug",
            Build::Release => "release",
        };
        let file = format!("lib{}.rlib", name.replace('-', "_"));
        Ok(self.target.join(profile).join(file))
    }
}

/// The manifest of a crate.
fn manifest(folder: &Path) -> Result<Table> {
    let path = folder.join("Cargo.toml");
    let text = fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
    text.parse().with_context(|| cannot("read", &path))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| cannot("copy", from))?;
    Ok(())
}

/// Copies a manifest with another name for its crate: two crates of one name that are built in the
/// same folder are taken for one.
fn nameless(folder: &Path, to: &Path) -> Result<()> {
    let mut manifest = manifest(folder)?;
    if let Some(package) = manifest.get_mut("package").and_then(Value::as_table_mut) {
        package.insert("name".to_owned(), "empty".into());
    }
    manifest.remove("lib");
    fs::write(to, manifest.to_string()).with_context(|| cannot("write", to))
}

/// Makes a file look new, which makes Cargo build its crate.
fn touch(path: &Path) -> Result<()> {
    let file = File::options().append(true).open(path);
    let touched = file.and_then(|file| file.set_modified(SystemTime::now()));
    touched.with_context(|| cannot("write", path))
}

/// How many errors the compiler counted in what it said.
#[must_use]
pub fn errors(said: &str) -> usize {
    let counts = said.lines().filter_map(|line| {
        let failed = line.strip_prefix("error: could not compile")?;
        let (_, count) = failed.split_once("due to ")?;
        count.split(' ').next()?.parse::<usize>().ok()
    });
    counts.sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_counted_as_the_compiler_counts_them() {
        let said = "error[E0425]: cannot find value `a` in this scope\n\
            error: could not compile `a` (lib) due to 1 previous error\n\
            error: could not compile `b` (lib) due to 17 previous errors; 2 warnings emitted\n";
        assert_eq!(errors(said), 18);
        assert_eq!(errors("error: no matching package\n"), 0);
    }
}
