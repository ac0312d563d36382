//! Where the two versions come from: git, files, the standard input.

use std::io::Read;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use specwright_codegen::Source;

use crate::beside;
use crate::workspace::{ACCEPTED, Workspace, cannot, is_document, text};

/// The branches that a change may be made for, the first that there is.
const MAIN: [&str; 4] = ["origin/main", "main", "origin/master", "master"];

/// One of the two versions.
#[derive(Clone, Debug)]
pub(super) struct Input {
    /// Its documents.
    pub(super) sources: Vec<Source>,
    /// The checkout or revision that it is a whole of.
    pub(super) of: Of,
}

/// What a version is a version of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    /// Every document of the working tree.
    WorkingTree,
    /// Every document of a revision.
    Revision(String),
    /// A single document.
    Document,
}

/// Both versions.
pub(super) fn pair(
    workspace: &Workspace,
    base: Option<&str>,
    head: Option<&str>,
) -> Result<[Input; 2]> {
    ensure!(
        base != Some("-") || head != Some("-"),
        "only one of the two can be the standard input"
    );
    let base = match base {
        Some(base) => named(workspace, base, "base")?,
        None => revision(workspace, &merge_base(workspace)?)?,
    };
    let head = match head {
        Some(head) => named(workspace, head, "head")?,
        None => working_tree(workspace)?,
    };
    let lone = |input: &Input| input.of == Of::Document;
    ensure!(
        lone(&base) == lone(&head),
        "a single document is compared with a single document: name both"
    );
    Ok([base, head])
}

/// The list of accepted breaks: the one that is named, or that of the head if it is a whole.
pub(super) fn accepted(
    workspace: &Workspace,
    named: Option<&Path>,
    head: &Input,
) -> Result<Option<Source>> {
    let list = |path: String, text| Some(Source::new("accepted", path, text));
    if let Some(path) = named {
        let text = std::fs::read_to_string(path).with_context(|| cannot("read", path))?;
        return Ok(list(path.display().to_string(), text));
    }
    let path = format!("spec/{ACCEPTED}");
    let text = match &head.of {
        Of::WorkingTree => std::fs::read_to_string(workspace.root().join(&path)).ok(),
        Of::Revision(commit) => in_revision(workspace, commit, &path)?,
        Of::Document => None,
    };
    Ok(text.and_then(|text| list(path, text)))
}

fn named(workspace: &Workspace, name: &str, side: &str) -> Result<Input> {
    if name == "-" {
        let mut text = String::new();
        std::io::stdin()
            .read_to_string(&mut text)
            .context("cannot read the standard input")?;
        return Ok(document(format!("<{side}>"), text));
    }
    let path = Path::new(name);
    if path.is_file() {
        let mut input = document(name.to_owned(), text(path)?);
        for source in &mut input.sources {
            beside::companions(source, beside::on_disk(Path::new(""), path))?;
        }
        return Ok(input);
    }
    if let Some((commit, path)) = name.split_once(':') {
        let mut input = document(path.to_owned(), git(workspace, &["show", name])?);
        for source in &mut input.sources {
            beside::companions(source, |path| in_revision(workspace, commit, path))?;
        }
        return Ok(input);
    }
    revision(workspace, name)
}

fn document(path: String, text: String) -> Input {
    Input {
        sources: vec![Source::new("api", path, text).foreign().features_per_tag()],
        of: Of::Document,
    }
}

/// The text of a file of a revision, if it is there.
fn in_revision(workspace: &Workspace, commit: &str, path: &str) -> Result<Option<String>> {
    Ok(git(workspace, &["show", &format!("{commit}:{path}")]).ok())
}

fn working_tree(workspace: &Workspace) -> Result<Input> {
    Ok(Input {
        sources: workspace.sources()?,
        of: Of::WorkingTree,
    })
}

fn revision(workspace: &Workspace, name: &str) -> Result<Input> {
    let commit = format!("{name}^{{commit}}");
    let commit = git(
        workspace,
        &[
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ],
    )
    .map_err(|_| anyhow::anyhow!("`{name}` is neither a file nor a revision"))?;
    let commit = commit.trim().to_owned();
    let listed = git(
        workspace,
        &["ls-tree", "--name-only", "-z", &commit, "spec/"],
    )?;
    let paths = listed.split('\0');
    let paths = paths.filter(|path| is_document(Path::new(path)));
    let sources = paths.map(|path| {
        let text = git(workspace, &["show", &format!("{commit}:{path}")])?;
        let api = Path::new(path)
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut source = Source::new(api, path, text).features_per_tag();
        beside::companions(&mut source, |path| in_revision(workspace, &commit, path))?;
        Ok(source)
    });
    Ok(Input {
        sources: sources.collect::<Result<_>>()?,
        of: Of::Revision(commit),
    })
}

fn merge_base(workspace: &Workspace) -> Result<String> {
    let found = MAIN
        .iter()
        .find_map(|branch| git(workspace, &["merge-base", branch, "HEAD"]).ok());
    let found = found.context("there is no main branch to compare with: name a revision")?;
    Ok(found.trim().to_owned())
}

/// What git prints.
pub(super) fn git(workspace: &Workspace, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(workspace.root())
        .args(arguments)
        .output()
        .context("cannot run git")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let said = match said.trim() {
        "" => output.status.to_string(),
        said => said.to_owned(),
    };
    ensure!(
        output.status.success(),
        "git {}: {said}",
        arguments.first().unwrap_or(&"")
    );
    String::from_utf8(output.stdout).context("git printed what is not UTF-8")
}
