//! The files beside a document: those that it refers to, and those that change it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use specwright_codegen::{Source, companions as missing};

use crate::workspace::{cannot, slashed, text};

/// More files than any document is split into.
const MOST_FILES: usize = 10_000;

/// A file with its text.
///
/// # Errors
///
/// It cannot be read.
pub(crate) fn file(path: &Path) -> Result<Source> {
    Ok(Source::new("", slashed(path), text(path)?))
}

/// Takes in the files that the document refers to, and those that they refer to. What is not there is
/// left to the generator, which knows where it is asked for.
///
/// # Errors
///
/// A file cannot be read, or there are too many.
pub(crate) fn companions(
    source: &mut Source,
    read: impl Fn(&str) -> Result<Option<String>>,
) -> Result<()> {
    let mut tried = BTreeSet::new();
    loop {
        let mut found = Vec::new();
        for path in missing(source) {
            if tried.insert(path.clone())
                && let Some(text) = read(&path)?
            {
                found.push(Source::new("", path, text));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        source.companions.extend(found);
        ensure!(
            source.companions.len() <= MOST_FILES,
            "{} refers to more than {MOST_FILES} files",
            source.path
        );
    }
}

/// Reads files as far as they are in the document's folder or below. Paths start from `root`.
pub(crate) fn on_disk(root: &Path, document: &Path) -> impl Fn(&str) -> Result<Option<String>> {
    let (root, document) = (root.to_owned(), document.to_owned());
    move |path| {
        let path = root.join(path);
        match is_below(&path, &document)? {
            true => text(&path).map(Some),
            false => Ok(None),
        }
    }
}

/// Whether a path is a file in the document's folder or below, with every link followed.
fn is_below(path: &Path, document: &Path) -> Result<bool> {
    let document = fs::canonicalize(document).with_context(|| cannot("read", document))?;
    let Ok(path) = fs::canonicalize(path) else {
        return Ok(false);
    };
    let folder = document.parent().unwrap_or(Path::new("/"));
    Ok(path.is_file() && path.starts_with(folder))
}
