//! `cargo xtask gen`: the generated crate, written or checked.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use specwright_codegen::{Diagnostics, Generated, Source, Summary, generate};

use crate::cli::{MessageFormat, Outcome};
use crate::terminal;
use crate::workspace::{Workspace, cannot, files_below, slashed};

/// The command that makes the files what they should be.
pub const COMMAND: &str = "cargo xtask gen";

/// The folders of the generated crate that hold nothing else than generated files.
const FOLDERS: [&str; 2] = ["src", "SURFACE"];

/// What has to change on the disk.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files that are missing or differ, with the text that they should have.
    pub write: BTreeMap<String, String>,
    /// The files that should not be there.
    pub remove: Vec<String>,
}

/// Runs the command.
///
/// # Errors
///
/// A file cannot be read or written.
pub fn run(workspace: &Workspace, check: bool, format: MessageFormat) -> Result<Outcome> {
    let start = Instant::now();
    let sources = workspace.sources()?;
    let generated = match generate(&sources) {
        Ok(generated) => generated,
        Err(found) => {
            report(&found, &sources, format);
            return Ok(Outcome::Findings);
        }
    };
    report(&generated.diagnostics, &sources, format);
    let changes = changes(workspace, &generated)?;
    if check {
        return Ok(checked(&changes));
    }
    apply(workspace, &changes)?;
    for summary in &generated.summaries {
        eprintln!("{}", told(summary));
    }
    eprintln!("{} in {:.2?}", counted(&changes), start.elapsed());
    Ok(Outcome::Fine)
}

/// What has to change on the disk for it to be what was generated.
///
/// # Errors
///
/// A file cannot be read.
pub fn changes(workspace: &Workspace, generated: &Generated) -> Result<Changes> {
    let root = workspace.generated();
    let mut changes = Changes::default();
    for file in &generated.files {
        let path = root.join(&file.path);
        let same = match fs::read(&path) {
            Ok(bytes) => bytes == file.text.as_bytes(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(error).with_context(|| cannot("read", &path)),
        };
        if !same {
            changes.write.insert(file.path.clone(), file.text.clone());
        }
    }
    for folder in FOLDERS {
        for path in files_below(&root.join(folder))? {
            let path = slashed(path.strip_prefix(&root).unwrap_or(&path));
            if !generated.files.iter().any(|file| file.path == path) {
                changes.remove.push(path);
            }
        }
    }
    Ok(changes)
}

fn apply(workspace: &Workspace, changes: &Changes) -> Result<()> {
    let root = workspace.generated();
    for (path, text) in &changes.write {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).with_context(|| cannot("make", folder))?;
        fs::write(&path, text).with_context(|| cannot("write", &path))?;
    }
    for path in &changes.remove {
        let path = root.join(path);
        fs::remove_file(&path).with_context(|| cannot("remove", &path))?;
        remove_empty(&root, path.parent());
    }
    Ok(())
}

/// Removes a folder and those above it as long as they are empty.
fn remove_empty(root: &Path, folder: Option<&Path>) {
    let mut folder = folder;
    while let Some(path) = folder.filter(|path| *path != root) {
        // It fails on a folder that is not empty, which is where to stop.
        if fs::remove_dir(path).is_err() {
            return;
        }
        folder = path.parent();
    }
}

fn checked(changes: &Changes) -> Outcome {
    if changes.is_empty() {
        eprintln!("generated/ is what spec/ says");
        return Outcome::Fine;
    }
    eprint!("{changes}");
    Outcome::Findings
}

impl Changes {
    /// Whether nothing has to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}

impl std::fmt::Display for Changes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "generated/ is not what spec/ says:")?;
        for path in self.write.keys() {
            writeln!(f, "  stale   generated/{path}")?;
        }
        for path in &self.remove {
            writeln!(f, "  orphan  generated/{path}")?;
        }
        writeln!(f, "run `{COMMAND}` and commit what it writes")
    }
}

fn report(found: &Diagnostics, sources: &[Source], format: MessageFormat) {
    match format {
        _ if found.is_empty() => {}
        MessageFormat::Human => eprint!("{}", found.render(sources, terminal::colours())),
        MessageFormat::Json => print!("{}", found.to_json(sources)),
    }
}

fn told(summary: &Summary) -> String {
    let Summary {
        api,
        operations,
        types,
        files,
    } = summary;
    format!("{api}: {operations} operations, {types} types, {files} files")
}

fn counted(changes: &Changes) -> String {
    match (changes.write.len(), changes.remove.len()) {
        (0, 0) => "nothing to change".to_owned(),
        (written, removed) => format!("{written} files written, {removed} removed"),
    }
}
