//! Where things stand on the disk.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use specwright_codegen::Source;

use crate::beside;

/// A checkout of this repository.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that this program was built from.
    #[must_use]
    pub fn here() -> Self {
        let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::at(xtask.parent().unwrap_or(xtask))
    }

    /// The checkout at a path.
    #[must_use]
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// Its path.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the generated crate.
    #[must_use]
    pub fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The documents in `spec/`, in the order of their names, with the files below it that they refer
    /// to; each is called after its file.
    ///
    /// # Errors
    ///
    /// The folder or a document cannot be read, or there is none.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let folder = self.root.join("spec");
        let mut paths = files_below(&folder)?;
        paths.retain(|path| path.parent() == Some(&folder) && is_document(path));
        anyhow::ensure!(
            !paths.is_empty(),
            "there is no document in {}",
            folder.display()
        );
        paths.iter().map(|path| self.source(path)).collect()
    }

    fn source(&self, path: &Path) -> Result<Source> {
        let text = text(path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let shown = path.strip_prefix(&self.root).unwrap_or(path);
        let mut source = Source::new(name, slashed(shown), text).features_per_tag();
        beside::companions(&mut source, beside::on_disk(&self.root, path))?;
        Ok(source)
    }
}

/// The text of a document.
///
/// # Errors
///
/// The file cannot be read, or is not UTF-8.
pub fn text(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| cannot("read", path))?;
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    String::from_utf8(bytes).with_context(|| match is_wide {
        true => format!(
            "{} is UTF-16: save it as UTF-8 (`iconv -f UTF-16 -t UTF-8`)",
            path.display()
        ),
        false => format!("{} is not UTF-8: save it as UTF-8", path.display()),
    })
}

/// The file in `spec/` that is no document: the breaks that are accepted.
pub const ACCEPTED: &str = "accepted.yaml";

/// Whether a file in `spec/` is a document.
#[must_use]
pub fn is_document(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension == "yaml")
        && path.file_name().is_none_or(|name| name != ACCEPTED)
}

/// Every file below a folder, in the order of their paths; none if there is no such folder.
///
/// # Errors
///
/// A folder cannot be read.
pub fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if !folder.exists() {
        return Ok(files);
    }
    for entry in fs::read_dir(folder).with_context(|| cannot("read", folder))? {
        let path = entry.with_context(|| cannot("read", folder))?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A path with `/` between its parts, the same on every system.
#[must_use]
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// The beginning of a message about a file.
#[must_use]
pub fn cannot(what: &str, path: &Path) -> String {
    format!("cannot {what} {}", path.display())
}
