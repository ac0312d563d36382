//! The command line.

use std::path::PathBuf;

use anyhow::Result;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::workspace::Workspace;
use crate::{bench, corpus, demo, diff, explain, foreign, r#gen, score};

/// The maintainer's commands of this repository.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXAMPLES)]
pub struct Arguments {
    /// The checkout to work on, if it is not this one
    #[arg(long, value_name = "FOLDER", global = true)]
    root: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  cargo xtask gen           regenerate the crate after an edit of spec/
  cargo xtask gen --check   fail if the crate is not what spec/ says
  cargo xtask gen --spec their.yaml --out ../their-client
                            make a crate of somebody else's document
  cargo xtask diff          see what a change of spec/ breaks
  cargo xtask demo          see the crate at work against a server on this machine

Exit codes: 0 all is well, 1 the documents or the generated files are not as they should be,
2 the command could not do its work. NO_COLOR turns colours off.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Write the generated crate from the documents in spec/
    ///
    /// Reads every spec/*.yaml, refuses what is wrong with file, line and column, and writes
    /// generated/src and generated/SURFACE. Only files that changed are written; files that no
    /// document asks for any more are removed. When a document is wrong nothing is written.
    ///
    /// With --spec and --out, writes a whole crate for somebody else's document instead. What cannot
    /// be used of it is left out and listed with its place and reason; --strict makes that an error.
    Gen {
        /// Write nothing; fail and name the files that are not what the documents say
        #[arg(long)]
        check: bool,
        /// How diagnostics are printed
        #[arg(long, value_enum, default_value_t = MessageFormat::Human)]
        message_format: MessageFormat,
        /// What else is an error
        #[arg(long, value_enum)]
        deny: Option<Deny>,
        #[command(flatten)]
        foreign: Foreign,
    },
    /// Tell what a change of the documents means
    ///
    /// Compares two versions of the documents: what breaks users of the API, what breaks Rust code
    /// that depends on the generated crate, and which version must follow. Documents that are not
    /// ours can be compared too.
    Diff(diff::Arguments),
    /// Count how far the differ agrees with the cases of oasdiff
    ///
    /// The folder holds `cases.json` and the documents that it names. What is meant to differ is
    /// listed in docs/differ; any other disagreement ends with exit code 1.
    DiffScore {
        /// The folder of the cases
        folder: PathBuf,
    },
    /// Say what the code of a diagnostic means, such as unknown-key
    Explain {
        /// The code in the brackets of a message; without one, all codes are listed
        code: Option<String>,
    },
    /// Put real documents of other people through the generator and the compiler
    ///
    /// Fetches them from the npm registry into target/corpus, once, by npm; generates a crate for
    /// each and has the compiler check it with warnings denied. Prints a table, the reasons for what
    /// was left out, and what failed.
    Corpus(corpus::Arguments),
    /// Measure what the generator and its output cost
    ///
    /// Generates a crate for each document of the corpus and builds it alone, its dependencies ready,
    /// on one core, without incremental compilation. Prints processor time, peak memory and sizes as
    /// a table in Markdown. With --peers, other generators are installed with cargo and measured in
    /// the same run; the command fails if ours is not as far ahead as it should be.
    Bench(bench::Arguments),
    /// Run the example program of the generated crate
    ///
    /// It starts a small server on this machine with the examples of the vendors' reference pages,
    /// calls it through the client and prints what came back. No credentials, no network.
    Demo,
}

/// A document that is not ours.
#[derive(Args, Clone, Debug, Default)]
pub struct Foreign {
    /// A document to make a crate of, in YAML or JSON
    #[arg(long, value_name = "FILE", requires = "out", conflicts_with = "check")]
    pub spec: Option<PathBuf>,
    /// The folder of that crate; new, empty, or written by this command before
    #[arg(long, value_name = "FOLDER", requires = "spec")]
    pub out: Option<PathBuf>,
    /// The name of that crate; the folder's unless it is said
    #[arg(long, value_name = "CRATE", requires = "spec")]
    pub name: Option<String>,
    /// Generate only these operations and what they reach: tags, ids, or such as "GET /events"
    #[arg(long, value_name = "TAG|OPERATION", num_args = 1.., requires = "spec")]
    pub only: Vec<String>,
    /// Change the document by an Overlay, without editing it; several are applied in their order
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub overlay: Vec<PathBuf>,
    /// Where the crate finds `specwright`: a folder or a version; this checkout unless it is said
    #[arg(long, value_name = "FOLDER|VERSION", requires = "spec")]
    pub runtime: Option<String>,
    /// Fail when anything of the document has to be left out
    #[arg(long, requires = "spec")]
    pub strict: bool,
    /// Write the diagnostics to a file, one JSON object a line
    #[arg(long, value_name = "FILE", requires = "spec")]
    pub report: Option<PathBuf>,
}

/// What else is an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Whatever there is a warning about
    Warnings,
}

/// How a command ended that could do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// All is well.
    Fine,
    /// The documents or the files are not as they should be; the command has said how.
    Findings,
}

/// How diagnostics are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MessageFormat {
    /// Excerpts of the document with the place underlined
    Human,
    /// One JSON object a line
    Json,
}

/// Runs the command.
///
/// # Errors
///
/// The command could not do its work: a file cannot be read or written, a program not run.
pub fn run(arguments: Arguments) -> Result<Outcome> {
    let workspace = arguments.root.map_or_else(Workspace::here, Workspace::at);
    match arguments.command {
        Command::Gen {
            check,
            message_format,
            deny,
            foreign,
        } => match foreign.spec {
            None => r#gen::run(&workspace, check, deny, message_format),
            Some(_) => foreign::run(&workspace, &foreign, deny, message_format),
        },
        Command::Diff(arguments) => diff::run(&workspace, &arguments),
        Command::DiffScore { folder } => score::run(&folder),
        Command::Explain { code } => explain::run(code.as_deref()),
        Command::Corpus(arguments) => corpus::run(&workspace, &arguments),
        Command::Bench(arguments) => bench::run(&workspace, &arguments),
        Command::Demo => demo::run(&workspace),
    }
}
