//! One document put through the generator and the compiler.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use specwright_codegen::{Diagnostic, Diagnostics, Severity, Summary};

use super::documents::Document;
use crate::cli::Foreign;
use crate::compile::{Build, Compiler, errors};
use crate::foreign::{Made, make, write};
use crate::measure::Run;
use crate::workspace::{Workspace, cannot};

/// What came of a document.
#[derive(Clone, Debug)]
pub struct Trial {
    /// What the document is called.
    pub name: String,
    /// What was generated, or why nothing was.
    pub generated: Result<Summary, String>,
    /// What had to be left out, or is wrong.
    pub findings: Vec<Finding>,
    /// How long the generation took, reading and writing included.
    pub time: Duration,
    /// What the compiler made of it, if it was asked.
    pub check: Option<Run>,
}

/// Something that had to be left out, or that is wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The code of the diagnostic.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// Where, as a JSON pointer.
    pub place: String,
}

/// The folders of the corpus.
#[derive(Clone, Debug)]
pub struct Folders<'a> {
    /// The package that holds the document.
    pub package: &'a Path,
    /// Where its crate is put.
    pub out: &'a Path,
    /// The compiler, if it is to be asked.
    pub compiler: Option<&'a Compiler>,
}

/// Generates the crate of a document and has the compiler check it.
///
/// # Errors
///
/// A file cannot be read or written, or cargo cannot be run.
pub fn tried(workspace: &Workspace, document: &Document, folders: &Folders<'_>) -> Result<Trial> {
    let start = Instant::now();
    let out = folders.out;
    fs::create_dir_all(out).with_context(|| cannot("make", out))?;
    let spec = folders.package.join(&document.path);
    let asked = Foreign {
        name: Some(document.name.clone()),
        ..Foreign::default()
    };
    let (generated, findings) = match caught(|| generated(workspace, &asked, &spec, out)) {
        Ok(generated) => generated?,
        Err(panic) => (Err(format!("the generator panicked: {panic}")), Vec::new()),
    };
    let mut trial = Trial {
        name: document.name.clone(),
        generated,
        findings,
        time: start.elapsed(),
        check: None,
    };
    if let (Ok(_), Some(compiler)) = (&trial.generated, folders.compiler) {
        compiler.prepare(out, Build::Check)?;
        trial.check = Some(compiler.run(out, Build::Check)?);
    }
    Ok(trial)
}

/// What was generated, or what the generator said; and what it found.
type Generation = (Result<Summary, String>, Vec<Finding>);

fn generated(
    workspace: &Workspace,
    asked: &Foreign,
    spec: &Path,
    out: &Path,
) -> Result<Generation> {
    let Made { sources, result } = make(workspace, asked, spec, out)?;
    match result {
        Ok(generated) => {
            write(out, &generated)?;
            let summary = generated.summaries.first().cloned();
            let left_out = findings(&generated.diagnostics, Severity::Warning);
            Ok((Ok(summary.context("a document has a summary")?), left_out))
        }
        Err(found) => {
            let said = found.render(&sources, false);
            Ok((Err(said), findings(&found, Severity::Error)))
        }
    }
}

fn findings(found: &Diagnostics, severity: Severity) -> Vec<Finding> {
    let found = found.iter().filter(|found| found.severity == severity);
    let finding = |found: &Diagnostic| Finding {
        code: found.code.name(),
        message: found.message.clone(),
        place: found
            .place
            .pointer()
            .map(ToString::to_string)
            .unwrap_or_default(),
    };
    found.map(finding).collect()
}

/// Runs something that must not panic, and yields the message of its panic if it does.
fn caught<T: Send>(run: impl FnOnce() -> T + Send) -> Result<T, String> {
    // As large as the stack on which `gen --spec` runs.
    let builder = thread::Builder::new().stack_size(8 << 20);
    thread::scope(|scope| {
        let thread = builder
            .spawn_scoped(scope, run)
            .map_err(|error| error.to_string())?;
        thread.join().map_err(|panic| {
            let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| panic.downcast_ref::<String>().cloned());
            text.unwrap_or_else(|| "without a message".to_owned())
        })
    })
}

impl Trial {
    /// Whether there is no crate or the compiler complains about it.
    #[must_use]
    pub fn failed(&self) -> bool {
        self.errors().is_some_and(|errors| errors > 0)
    }

    /// How many errors the generator or the compiler found, if it was asked.
    #[must_use]
    pub fn errors(&self) -> Option<usize> {
        match (&self.generated, &self.check) {
            // What ends without saying why is an error too.
            (Err(_), _) => Some(self.findings.len().max(1)),
            (Ok(_), Some(check)) if !check.success => Some(errors(&check.said).max(1)),
            (Ok(_), Some(_)) => Some(0),
            (Ok(_), None) => None,
        }
    }

    /// What the generator or the compiler said of a document that failed.
    #[must_use]
    pub fn said(&self) -> &str {
        match (&self.generated, &self.check) {
            (Err(said), _) => said,
            (Ok(_), Some(check)) => &check.said,
            (Ok(_), None) => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_result() {
        let caught: Result<(), _> = super::caught(|| std::panic::resume_unwind(Box::new("oh")));
        assert_eq!(caught, Err("oh".to_owned()));
    }
}
