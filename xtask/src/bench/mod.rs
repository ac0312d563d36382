//! `cargo xtask bench`: what the generator and its output cost, beside its peers.

mod bars;
mod measures;
mod report;
mod tool;

use anyhow::Result;
use clap::{Args, ValueEnum};
use measures::{Measures, Subject};
use report::Row;
use tool::{PEERS, Tool};

use crate::cli::Outcome;
use crate::compile::Build;
use crate::corpus::{documents, fetched};
use crate::workspace::Workspace;

/// What to measure, and how far.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Documents of the corpus by name, or others by their path, such as docker.com/hub; without
    /// one, the whole list of the corpus
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Also measure other generators; they are installed with cargo into target/peers
    #[arg(long)]
    peers: bool,
    /// The last step that is measured
    #[arg(long, value_enum, value_name = "STEP", default_value_t = Step::Release)]
    until: Step,
}

/// The steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Step {
    /// The generation alone
    Generate,
    /// `cargo check` of what was generated
    Check,
    /// The debug build
    Debug,
    /// The release build
    Release,
}

/// Runs the command.
///
/// # Errors
///
/// A document cannot be fetched, a generator not be installed, or a program not be run.
pub fn run(workspace: &Workspace, asked: &Arguments) -> Result<Outcome> {
    let corpus = workspace.root().join("target/corpus");
    let documents = match asked.names.is_empty() {
        true => documents::listed(),
        false => documents::named(&asked.names)?,
    };
    let peers: &[Tool] = if asked.peers { &PEERS } else { &[] };
    for tool in [Tool::Ours].iter().chain(peers) {
        tool.install(workspace)?;
    }
    measures::clear(workspace)?;
    let mut rows = Vec::new();
    for document in &documents {
        let spec = fetched(document.package, &corpus)?.join(&document.path);
        let subject = Subject {
            name: &document.name,
            spec: &spec,
            until: asked.until.build(),
        };
        let measure = |tool: Tool| {
            let measures = Measures::of(tool, &subject, workspace)?;
            eprintln!("{}", report::line(&document.name, &measures));
            anyhow::Ok(measures)
        };
        rows.push(Row {
            document: document.name.clone(),
            ours: measure(Tool::Ours)?,
            peers: peers.iter().copied().map(measure).collect::<Result<_>>()?,
        });
    }
    measures::clear(workspace)?;
    println!("{}", report::figures(&rows));
    println!("{}", report::failures(&rows));
    if asked.peers {
        println!("{}", report::ratios(&rows));
    }
    Ok(match report::all_hold(&rows) {
        true => Outcome::Fine,
        false => Outcome::Findings,
    })
}

impl Step {
    /// The last build, if there is one.
    fn build(self) -> Option<Build> {
        match self {
            Self::Generate => None,
            Self::Check => Some(Build::Check),
            Self::Debug => Some(Build::Debug),
            Self::Release => Some(Build::Release),
        }
    }
}
