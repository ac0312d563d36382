//! `cargo xtask gen --spec FILE --out FOLDER`: a crate for somebody else's document.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use specwright_codegen::{
    Code, Diagnostics, Generated, MARK, Package, Runtime, Severity, Source, is_taken, package,
};

use crate::beside;
use crate::cli::{Deny, Foreign, MessageFormat, Outcome};
use crate::files::{Changes, apply, changes};
use crate::r#gen::{counted, report, told};
use crate::progress::Progress;
use crate::workspace::{Workspace, cannot, slashed, text};

/// A document and what came of it.
pub(crate) struct Made {
    /// The document, for the places of the diagnostics.
    pub sources: [Source; 1],
    /// The files of its crate, or why there are none.
    pub result: Result<Generated, Diagnostics>,
}

/// Runs the command.
///
/// # Errors
///
/// A file cannot be read or written, the name is none that Cargo allows, or the folder holds
/// something else.
pub fn run(
    workspace: &Workspace,
    asked: &Foreign,
    deny: Option<Deny>,
    format: MessageFormat,
) -> Result<Outcome> {
    let start = Instant::now();
    let (Some(spec), Some(out)) = (&asked.spec, &asked.out) else {
        bail!("--spec and --out go together");
    };
    let Made { sources, result } = make(workspace, asked, spec, out)?;
    let generated = match result {
        Ok(generated) => generated,
        Err(found) => {
            return ended(&found, &sources, asked, format).map(|()| Outcome::Findings);
        }
    };
    ended(&generated.diagnostics, &sources, asked, format)?;
    let left_out = generated.diagnostics.count(Severity::Warning);
    if (asked.strict || deny.is_some()) && left_out > 0 {
        eprintln!("nothing is written: {left_out} things would be left out");
        return Ok(Outcome::Findings);
    }
    let changes = write(out, &generated)?;
    for summary in &generated.summaries {
        eprintln!("{}, {left_out} warnings", told(summary));
    }
    eprintln!("{} in {:.2?}", counted(&changes), start.elapsed());
    Ok(Outcome::Fine)
}

/// Generates the crate of a document in memory.
///
/// # Errors
///
/// Those of [`run`]; what is wrong in the document is in the result.
pub(crate) fn make(
    workspace: &Workspace,
    asked: &Foreign,
    spec: &Path,
    out: &Path,
) -> Result<Made> {
    let name = crate_name(asked, out)?;
    ensure_ours(out)?;
    let _progress = Progress::of(format!("generating from {}", spec.display()));
    let text = text(spec)?;
    let mut source = Source::new(name.replace('-', "_"), slashed(spec), text);
    source.overlays = asked
        .overlay
        .iter()
        .map(|path| beside::file(path))
        .collect::<Result<_>>()?;
    beside::companions(&mut source, beside::on_disk(Path::new(""), spec))?;
    let sources = [source.foreign().features_per_tag().only(asked.only.clone())];
    let runtime = runtime(workspace, asked)?;
    let package_of = Package { name, runtime };
    let result = package(&sources[0], &package_of);
    Ok(Made { sources, result })
}

/// Where the crate finds its runtime: what was asked for, or this checkout's folder.
fn runtime(workspace: &Workspace, asked: &Foreign) -> Result<Runtime> {
    let is_version =
        |text: &&String| text.starts_with(|c: char| c.is_ascii_digit() || "^~=".contains(c));
    if let Some(version) = asked.runtime.as_ref().filter(is_version) {
        return Ok(Runtime::Version(version.clone()));
    }
    let folder = match &asked.runtime {
        Some(folder) => PathBuf::from(folder),
        None => workspace.root().join("runtime"),
    };
    let folder = fs::canonicalize(&folder).with_context(|| cannot("find", &folder))?;
    Ok(Runtime::Path(slashed(&folder)))
}

/// Makes a folder hold what was generated.
///
/// # Errors
///
/// A file cannot be read, written or removed.
pub(crate) fn write<'a>(out: &Path, generated: &'a Generated) -> Result<Changes<'a>> {
    let changes = changes(out, &generated.files)?;
    apply(out, &changes)?;
    Ok(changes)
}

/// Prints what was found, and writes the report that was asked for.
fn ended(
    found: &Diagnostics,
    sources: &[Source],
    asked: &Foreign,
    format: MessageFormat,
) -> Result<()> {
    // That a list comes in pages is no cause to act: the report tells it.
    let mut worth_telling = Diagnostics::default();
    let told = found.iter().filter(|found| found.code != Code::PagesFound);
    worth_telling.extend(told.cloned());
    report(&worth_telling, sources, format);
    if let Some(path) = &asked.report {
        fs::write(path, found.to_json(sources)).with_context(|| cannot("write", path))?;
    }
    Ok(())
}

fn crate_name(asked: &Foreign, out: &Path) -> Result<String> {
    let folder = out
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = asked.name.clone().or(folder).unwrap_or_default();
    let fits = |character: char| {
        character.is_ascii_lowercase() || character.is_ascii_digit() || "-_".contains(character)
    };
    ensure!(
        name.starts_with(|first: char| first.is_ascii_lowercase())
            && name.chars().all(fits)
            && name.split(['-', '_']).all(|word| !word.is_empty()),
        "`{name}` is no name for a crate: use lower-case letters and digits, with a `-` or `_` \
         between words (--name)"
    );
    ensure!(
        !is_taken(&name),
        "the crate cannot be called `{name}`, which stands for something else there: give it \
         another name (--name)"
    );
    Ok(name)
}

/// Files are written and removed only in a folder that this command has made.
fn ensure_ours(out: &Path) -> Result<()> {
    if !out.exists()
        || fs::read_dir(out)
            .with_context(|| cannot("read", out))?
            .next()
            .is_none()
    {
        return Ok(());
    }
    let manifest = fs::read_to_string(out.join("Cargo.toml")).unwrap_or_default();
    ensure!(
        manifest.starts_with(MARK),
        "{} holds something else: give --out a new or empty folder",
        out.display()
    );
    Ok(())
}
