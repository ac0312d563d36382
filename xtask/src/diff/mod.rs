//! `cargo xtask diff`: what a change of a document means to users of the API and to Rust callers.

mod input;
mod version;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use specwright_codegen::Source;
use specwright_codegen::diff::{Api, Options, Report, Rust, diff};

use crate::cli::Outcome;
use crate::terminal;
use crate::workspace::{Workspace, cannot};

/// What to compare, and how to tell it.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// A git revision, REVISION:PATH, a file, or - for the standard input; the merge base with the
    /// main branch unless it is said
    base: Option<String>,
    /// The same; the working tree unless it is said
    head: Option<String>,
    /// What makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Breaking)]
    fail_on: FailOn,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
    /// Write the entry of the changelog that a release of the crate needs
    #[arg(long, conflicts_with = "format")]
    changelog: bool,
    /// The list of breaks that are accepted; spec/accepted.yaml of the head unless it is said
    #[arg(long, value_name = "FILE")]
    accepted: Option<PathBuf>,
    /// Write the report to a file instead of the standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Write the report in another form to a file, too, such as `markdown=review.md`; as often as wished
    #[arg(long, value_name = "FORMAT=FILE", value_parser = also)]
    also: Vec<(Format, PathBuf)>,
}

/// The least verdict that makes the exit code 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// What breaks the API or the build of Rust callers
    Breaking,
    /// The same, and what is risky or changes the meaning of Rust code
    Risky,
    /// Any change
    Any,
    /// Nothing
    Never,
}

/// How the report is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Messages with excerpts of both documents
    Terminal,
    /// One JSON object
    Json,
    /// A comment of a pull request
    Markdown,
    /// Annotations of a GitHub workflow
    Github,
    /// A JUnit test report
    Junit,
}

/// A form and the file that gets it.
fn also(text: &str) -> Result<(Format, PathBuf), String> {
    let (format, file) = text.split_once('=').ok_or("a form, `=` and a file")?;
    Ok((Format::from_str(format, true)?, PathBuf::from(file)))
}

/// Runs the command.
///
/// # Errors
///
/// A document cannot be read, or git does not know a revision.
pub fn run(workspace: &Workspace, arguments: &Arguments) -> Result<Outcome> {
    let [base, head] = input::pair(
        workspace,
        arguments.base.as_deref(),
        arguments.head.as_deref(),
    )?;
    let options = Options {
        today: Some(crate::today()),
        version: version::pair(workspace, &base, &head),
        accepted: input::accepted(workspace, arguments.accepted.as_deref(), &head)?,
    };
    let accepted = options.accepted.as_ref();
    let report = match diff(&base.sources, &head.sources, &options) {
        Ok(report) => report,
        Err(found) => {
            let sources = base.sources.iter().chain(&head.sources).chain(accepted);
            let sources: Vec<Source> = sources.cloned().collect();
            eprint!("{}", found.render(&sources, terminal::colours()));
            anyhow::bail!("nothing was compared");
        }
    };
    let written = |format, color| match format {
        Format::Terminal => report.to_text(&base.sources, &head.sources, accepted, color),
        Format::Json => report.to_json(),
        Format::Markdown => report.to_markdown(),
        Format::Github => report.to_github(),
        Format::Junit => report.to_junit(),
    };
    for (format, path) in &arguments.also {
        std::fs::write(path, written(*format, false)).with_context(|| cannot("write", path))?;
    }
    let color = arguments.output.is_none() && terminal::colours_out();
    let text = match arguments.changelog {
        true => report.to_changelog(),
        false => written(arguments.format, color),
    };
    write(arguments, &text)?;
    Ok(if fails(&report, arguments.fail_on) {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

fn write(arguments: &Arguments, text: &str) -> Result<()> {
    match &arguments.output {
        Some(path) => std::fs::write(path, text).with_context(|| cannot("write", path)),
        None => {
            print!("{text}");
            Ok(())
        }
    }
}

fn fails(report: &Report, on: FailOn) -> bool {
    // An entry that accepts nothing is wrong whatever breaks.
    let stale = !report.stale.is_empty();
    match on {
        FailOn::Never => false,
        _ if stale => true,
        FailOn::Breaking => report.reaches(Some(Api::Breaking), Some(Rust::BreaksBuild)),
        FailOn::Risky => report.reaches(Some(Api::Risky), Some(Rust::ChangesMeaning)),
        FailOn::Any => report.reaches(Some(Api::Compatible), None),
    }
}
