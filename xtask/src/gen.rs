//! `cargo xtask gen`: the generated crate, written or checked.

use std::time::Instant;

use anyhow::Result;
use specwright_codegen::{Diagnostics, Severity, Source, Summary, generate};

use crate::cli::{Deny, MessageFormat, Outcome};
use crate::files::{Changes, apply, changes};
use crate::progress::Progress;
use crate::terminal;
use crate::workspace::Workspace;

/// The command that makes the files what they should be.
pub const COMMAND: &str = "cargo xtask gen";

/// Runs the command.
///
/// # Errors
///
/// A file cannot be read or written.
pub fn run(
    workspace: &Workspace,
    check: bool,
    deny: Option<Deny>,
    format: MessageFormat,
) -> Result<Outcome> {
    let start = Instant::now();
    let sources = workspace.sources()?;
    let progress = Progress::of("generating from spec/");
    let result = generate(&sources);
    drop(progress);
    let generated = match result {
        Ok(generated) => generated,
        Err(found) => {
            report(&found, &sources, format);
            return Ok(Outcome::Findings);
        }
    };
    report(&generated.diagnostics, &sources, format);
    let warnings = generated.diagnostics.count(Severity::Warning);
    if deny.is_some() && warnings > 0 {
        eprintln!("nothing is written: warnings are denied");
        return Ok(Outcome::Findings);
    }
    let root = workspace.generated();
    let changes = changes(&root, &generated.files)?;
    if check {
        return Ok(checked(&changes));
    }
    apply(&root, &changes)?;
    for summary in &generated.summaries {
        eprintln!("{}", told(summary));
    }
    eprintln!("{} in {:.2?}", counted(&changes), start.elapsed());
    Ok(Outcome::Fine)
}

fn checked(changes: &Changes<'_>) -> Outcome {
    if changes.is_empty() {
        eprintln!("generated/ is what spec/ says");
        return Outcome::Fine;
    }
    eprint!("{}", stale(changes));
    Outcome::Findings
}

/// The files that are not what the documents say, and the command that mends it.
#[must_use]
pub fn stale(changes: &Changes<'_>) -> String {
    let mut text = "generated/ is not what spec/ says:\n".to_owned();
    for path in changes.write.keys() {
        text += &format!("  stale   generated/{path}\n");
    }
    for path in &changes.remove {
        text += &format!("  orphan  generated/{path}\n");
    }
    text + &format!("run `{COMMAND}` and commit what it writes\n")
}

/// Prints what was found.
pub(crate) fn report(found: &Diagnostics, sources: &[Source], format: MessageFormat) {
    match format {
        _ if found.is_empty() => {}
        MessageFormat::Human => eprint!("{}", found.render(sources, terminal::colours())),
        MessageFormat::Json => print!("{}", found.to_json(sources)),
    }
}

/// A line about an API.
pub(crate) fn told(summary: &Summary) -> String {
    let Summary {
        api,
        operations,
        types,
        files,
    } = summary;
    format!("{api}: {operations} operations, {types} types, {files} files")
}

/// What was written.
pub(crate) fn counted(changes: &Changes<'_>) -> String {
    match (changes.write.len(), changes.remove.len()) {
        (0, 0) => "nothing to change".to_owned(),
        (written, removed) => format!("{written} files written, {removed} removed"),
    }
}
