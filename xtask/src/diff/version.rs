//! The version of the generated crate, in the working tree or in a revision.

use std::fs;

use toml::Table;

use super::input::{Input, Of, git};
use crate::workspace::Workspace;

/// The version before and now; `None` between single documents.
pub(super) fn pair(workspace: &Workspace, base: &Input, head: &Input) -> Option<(String, String)> {
    Some((of(workspace, &base.of)?, of(workspace, &head.of)?))
}

fn of(workspace: &Workspace, of: &Of) -> Option<String> {
    let own = manifest(workspace, of, "generated/Cargo.toml")?;
    let version = own.get("package")?.get("version")?;
    if let Some(version) = version.as_str() {
        return Some(version.to_owned());
    }
    // `version.workspace = true`
    let shared = manifest(workspace, of, "Cargo.toml")?;
    let version = shared.get("workspace")?.get("package")?.get("version")?;
    version.as_str().map(str::to_owned)
}

fn manifest(workspace: &Workspace, of: &Of, path: &str) -> Option<Table> {
    let text = match of {
        Of::WorkingTree => fs::read_to_string(workspace.root().join(path)).ok()?,
        Of::Revision(commit) => git(workspace, &["show", &format!("{commit}:{path}")]).ok()?,
        Of::Document => return None,
    };
    text.parse().ok()
}
