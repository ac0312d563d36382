//! `cargo xtask corpus`: real documents of other people, through the generator and the compiler.

pub mod documents;
mod fetch;
mod report;
mod trial;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use documents::{DIRECTORY, Document};
pub(crate) use fetch::fetched;
use trial::{Folders, Trial, tried};

use crate::cli::Outcome;
use crate::compile::Compiler;
use crate::workspace::{Workspace, cannot, files_below, slashed};

/// What to try, and how far.
#[derive(Args, Clone, Debug)]
pub struct Arguments {
    /// Documents of the list by name, or others by their path, such as docker.com/hub; without
    /// one, the whole list
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Also so many other documents, chosen by chance
    #[arg(long, value_name = "COUNT", default_value_t = 0)]
    sample: usize,
    /// The same seed chooses the same documents
    #[arg(long, default_value_t = 1, requires = "sample")]
    seed: u64,
    /// Generate only; do not run the compiler
    #[arg(long)]
    no_check: bool,
    /// How many documents to try at once, each with dependencies of its own
    #[arg(short, long, value_name = "COUNT", default_value_t = 1)]
    jobs: usize,
}

/// How many lines of what was said of a failure are shown.
const SHOWN: usize = 12;

/// Runs the command.
///
/// # Errors
///
/// The documents cannot be fetched, a file not be read or written, or cargo not be run.
pub fn run(workspace: &Workspace, asked: &Arguments) -> Result<Outcome> {
    let folder = workspace.root().join("target/corpus");
    let documents = chosen(asked, &folder)?;
    let trials = all_tried(workspace, &documents, asked, &folder)?;
    println!("{}", report::table(&trials));
    println!("Left out:\n{}", report::reasons(&trials));
    let failed: Vec<_> = trials.iter().filter(|trial| trial.failed()).collect();
    for trial in &failed {
        let path = folder.join(format!("{}.txt", trial.name));
        fs::write(&path, trial.said()).with_context(|| cannot("write", &path))?;
        print!("{}", report::failure(trial, SHOWN));
        println!("    … all of it is in {}", path.display());
    }
    println!("{} documents, {} failed", trials.len(), failed.len());
    Ok(match failed.is_empty() {
        true => Outcome::Fine,
        false => Outcome::Findings,
    })
}

/// The documents that were asked for.
fn chosen(asked: &Arguments, folder: &Path) -> Result<Vec<Document>> {
    let mut documents = match (asked.names.is_empty(), asked.sample) {
        (false, _) => documents::named(&asked.names)?,
        (true, 0) => documents::listed(),
        (true, _) => Vec::new(),
    };
    if asked.sample > 0 {
        let api = fetched(&DIRECTORY, folder)?.join("api");
        let files = files_below(&api)?;
        let paths = files.iter().filter_map(|path| path.strip_prefix(&api).ok());
        let paths: Vec<_> = paths
            .map(slashed)
            .filter(|path| path.ends_with(".json"))
            .collect();
        documents.extend(documents::sampled(&paths, asked.sample, asked.seed));
    }
    Ok(documents)
}

/// Tries all documents, so many at once as was asked for.
fn all_tried(
    workspace: &Workspace,
    documents: &[Document],
    asked: &Arguments,
    folder: &Path,
) -> Result<Vec<Trial>> {
    // One after the other, before the threads: nothing is fetched twice.
    let packages = documents
        .iter()
        .map(|document| fetched(document.package, folder));
    let packages = packages.collect::<Result<Vec<_>>>()?;
    let jobs = documents.par_iter().zip(&packages).enumerate();
    let job = |(index, (document, package)): (usize, (&Document, &PathBuf))| {
        let worker = rayon::current_thread_index().unwrap_or_default();
        let compiler = Compiler {
            target: folder.join(format!("build/{worker}")),
            lock: workspace.root().join("Cargo.lock"),
            deny_warnings: true,
        };
        let folders = Folders {
            package,
            out: &folder.join("crates").join(&document.name),
            compiler: (!asked.no_check).then_some(&compiler),
        };
        let trial = tried(workspace, document, &folders);
        let trial = trial.with_context(|| document.path.clone())?;
        eprintln!("{}/{} {}", index + 1, documents.len(), report::line(&trial));
        Ok(trial)
    };
    let workers = ThreadPoolBuilder::new()
        .num_threads(asked.jobs.max(1))
        .build()?;
    // In the order of the list, and none waits behind another that takes long.
    workers.install(|| jobs.with_max_len(1).map(job).collect())
}
