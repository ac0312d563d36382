//! Files on the disk against the files that were generated.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use specwright_codegen::GeneratedFile;

use crate::progress::Progress;
use crate::workspace::{cannot, files_below, slashed};

/// The folders of a generated crate that hold nothing else than generated files.
const FOLDERS: [&str; 2] = ["src", "SURFACE"];

/// What has to change on the disk.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes<'a> {
    /// The files that are missing or differ, with the text that they should have.
    pub write: BTreeMap<&'a str, &'a str>,
    /// The files that should not be there.
    pub remove: Vec<String>,
}

/// What has to change on the disk for it to be what was generated.
///
/// # Errors
///
/// A file cannot be read.
pub fn changes<'a>(root: &Path, files: &'a [GeneratedFile]) -> Result<Changes<'a>> {
    let mut changes = Changes::default();
    for file in files {
        let path = root.join(&file.path);
        let same = match fs::read(&path) {
            Ok(bytes) => bytes == file.text.as_bytes(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
            Err(error) => return Err(error).with_context(|| cannot("read", &path)),
        };
        if !same {
            changes.write.insert(&file.path, &file.text);
        }
    }
    let wanted: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for folder in FOLDERS {
        for path in files_below(&root.join(folder))? {
            let path = slashed(path.strip_prefix(root).unwrap_or(&path));
            if !wanted.contains(path.as_str()) {
                changes.remove.push(path);
            }
        }
    }
    Ok(changes)
}

/// Changes the disk.
///
/// # Errors
///
/// A file cannot be written or removed.
pub fn apply(root: &Path, changes: &Changes<'_>) -> Result<()> {
    let progress = Progress::counted("writing files:", changes.write.len());
    let mut made = BTreeSet::new();
    for (path, text) in &changes.write {
        let path = root.join(path);
        let folder = path.parent().unwrap_or(root);
        if made.insert(folder.to_owned()) {
            fs::create_dir_all(folder).with_context(|| cannot("make", folder))?;
        }
        fs::write(&path, text).with_context(|| cannot("write", &path))?;
        progress.step();
    }
    for path in &changes.remove {
        let path = root.join(path);
        fs::remove_file(&path).with_context(|| cannot("remove", &path))?;
        remove_empty(root, path.parent());
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

impl Changes<'_> {
    /// Whether nothing has to change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }
}
