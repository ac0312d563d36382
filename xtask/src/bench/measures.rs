//! What a generator and its output cost, for one document.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::tool::{PEERS, Tool};
use crate::compile::{Build, Compiler, errors};
use crate::measure::{Usage, measured};
use crate::workspace::{Workspace, cannot, files_below};

/// The measures of one generator for one document.
#[derive(Clone, Debug)]
pub struct Measures {
    /// The generator.
    pub tool: Tool,
    /// The generation.
    pub generation: Usage,
    /// How many lines of Rust it wrote.
    pub lines: usize,
    /// `cargo check` of them.
    pub check: Option<Usage>,
    /// The debug build.
    pub debug: Option<Built>,
    /// The release build.
    pub release: Option<Built>,
    /// Why there is no more to measure.
    pub failure: Option<String>,
}

/// A build and the library that it left.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// What the build cost.
    pub usage: Usage,
    /// The size of the library in bytes.
    pub size: u64,
}

/// A generation is run three times, and the best counts. Builds take long enough to be run once.
const LAST_RUN: usize = 2;

/// A document to be measured.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The name of its crate.
    pub name: &'a str,
    /// Where it is.
    pub spec: &'a Path,
    /// How far its crate is built.
    pub until: Option<Build>,
}

impl Measures {
    /// Runs a generator and builds what it wrote, as far as it goes.
    ///
    /// # Errors
    ///
    /// A program cannot be run, or a file not be read or written.
    pub fn of(tool: Tool, subject: &Subject<'_>, workspace: &Workspace) -> Result<Self> {
        let folder = workspace.root().join("target/bench").join(tool.name());
        let out = |run: usize| folder.join(format!("crates/{run}")).join(subject.name);
        let mut measures = Self::of_generation(tool, subject, workspace, out)?;
        let out = out(LAST_RUN);
        if measures.failure.is_some() {
            return Ok(measures);
        }
        tool.complete(&out, subject.name)?;
        measures.lines = lines(&out)?;
        let compiler = Compiler {
            target: folder.join("build"),
            lock: match tool {
                Tool::Ours => workspace.root().join("Cargo.lock"),
                _ => folder.join("Cargo.lock"),
            },
            deny_warnings: tool == Tool::Ours,
        };
        for build in [Build::Check, Build::Debug, Build::Release] {
            if subject.until.is_none_or(|until| build > until) || measures.failure.is_some() {
                break;
            }
            measures.build(&compiler, &out, build)?;
        }
        Ok(measures)
    }

    fn of_generation(
        tool: Tool,
        subject: &Subject<'_>,
        workspace: &Workspace,
        out: impl Fn(usize) -> PathBuf,
    ) -> Result<Self> {
        let mut best: Option<Usage> = None;
        let mut failure = None;
        for run in 0..=LAST_RUN {
            // Each into a folder of its own: where files have just been removed, some file systems take
            // many times as long to make others, and whoever makes the most would pay the most.
            let out = out(run);
            let mut command = tool.command(workspace, subject.spec, &out, subject.name);
            let run = measured(&mut command)?;
            if !run.success {
                failure = Some(format!("refuses: {}", gist(&run.said)));
            }
            best = Some(best.map_or(run.usage, |best| Usage {
                time: best.time.min(run.usage.time),
                memory: best.memory.min(run.usage.memory),
            }));
            if failure.is_some() {
                break;
            }
        }
        Ok(Self {
            tool,
            generation: best.context("a generation has run")?,
            lines: 0,
            check: None,
            debug: None,
            release: None,
            failure,
        })
    }

    fn build(&mut self, compiler: &Compiler, out: &Path, build: Build) -> Result<()> {
        if let Err(error) = compiler.prepare(out, build) {
            self.failure = Some(format!("does not build: {}", gist(&format!("{error:#}"))));
            return Ok(());
        }
        let run = compiler.run(out, build)?;
        if !run.success {
            let why = match errors(&run.said) {
                0 => gist(&run.said),
                errors => format!("{errors} errors"),
            };
            self.failure = Some(format!("does not compile: {why}"));
            return Ok(());
        }
        let usage = run.usage;
        match build {
            Build::Check => self.check = Some(usage),
            Build::Debug => self.debug = Some(built(usage, &compiler.library(out, build)?)?),
            Build::Release => self.release = Some(built(usage, &compiler.library(out, build)?)?),
        }
        Ok(())
    }

    /// Whether it went as far as was asked for, and so can be compared with.
    #[must_use]
    pub fn succeeds(&self) -> bool {
        self.failure.is_none()
    }
}

/// Removes every crate that was generated, and leaves their built dependencies.
///
/// # Errors
///
/// A folder cannot be read or removed.
pub fn clear(workspace: &Workspace) -> Result<()> {
    for tool in [Tool::Ours].iter().chain(&PEERS) {
        let bench = workspace.root().join("target/bench");
        let crates = bench.join(tool.name()).join("crates");
        if crates.exists() {
            fs::remove_dir_all(&crates).with_context(|| cannot("remove", &crates))?;
        }
    }
    Ok(())
}

fn built(usage: Usage, library: &Path) -> Result<Built> {
    let metadata = fs::metadata(library).with_context(|| cannot("find", library))?;
    Ok(Built {
        usage,
        size: metadata.len(),
    })
}

/// How many lines of Rust there are below a folder.
fn lines(folder: &Path) -> Result<usize> {
    let mut lines = 0;
    for path in files_below(&folder.join("src"))? {
        if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
            lines += text.lines().count();
        }
    }
    Ok(lines)
}

/// The line that tells most of what a program said: the first one that speaks of an error or a
/// panic, else the last one.
fn gist(said: &str) -> String {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let telling = |line: &&str| line.contains("rror") || line.contains("panicked");
    let line = lines().find(telling).or_else(|| lines().next_back());
    let line = line.unwrap_or("it does not say why");
    match line.char_indices().nth(100) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gist_is_the_line_with_the_error() {
        assert_eq!(gist("reading\n\n  Error: no path\nbye\n"), "Error: no path");
        assert_eq!(gist("reading\nbye\n\n"), "bye");
        assert_eq!(gist(""), "it does not say why");
        let long = gist(&"é".repeat(500));
        assert_eq!(long, format!("{}…", "é".repeat(100)));
    }
}
