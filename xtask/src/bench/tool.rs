//! The generators that are measured: ours and its peers.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::cargo::cargo;
use crate::workspace::{Workspace, cannot};

/// A generator of Rust clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// This repository's.
    Ours,
    /// A peer.
    Ploidy,
    /// A peer.
    Oas3Gen,
    /// A peer.
    OpenapiToRust,
}

/// The peers, in the order in which they are shown.
pub const PEERS: [Tool; 3] = [Tool::Ploidy, Tool::Oas3Gen, Tool::OpenapiToRust];

impl Tool {
    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ours => "specwright",
            Self::Ploidy => "ploidy",
            Self::Oas3Gen => "oas3-gen",
            Self::OpenapiToRust => "openapi-to-rust",
        }
    }

    /// The version that is measured; ours is the one of this checkout.
    fn version(self) -> Option<&'static str> {
        match self {
            Self::Ours => None,
            Self::Ploidy => Some("0.15.0"),
            Self::Oas3Gen => Some("0.29.0"),
            Self::OpenapiToRust => Some("0.23.0"),
        }
    }

    /// Builds or installs it, unless that has been done.
    ///
    /// # Errors
    ///
    /// Cargo cannot be run or fails, such as without network.
    pub fn install(self, workspace: &Workspace) -> Result<()> {
        let target = workspace.root().join("target");
        let mut cargo = cargo();
        let Some(version) = self.version() else {
            cargo.args(["build", "--release", "--quiet", "--package", "xtask"]);
            cargo
                .current_dir(workspace.root())
                .env("CARGO_TARGET_DIR", target);
            let status = cargo.status().context("cannot run cargo")?;
            ensure!(status.success(), "cannot build xtask");
            return Ok(());
        };
        let root = target.join("peers");
        let installed = fs::read_to_string(root.join(".crates.toml")).unwrap_or_default();
        let name = self.name();
        if installed.contains(&format!("\"{name} {version} ")) {
            return Ok(());
        }
        eprintln!("installing {name} {version}");
        cargo.args(["install", "--quiet", "--root"]).arg(&root);
        cargo.args([name, "--version", version]);
        let status = cargo.status().context("cannot run cargo")?;
        ensure!(
            status.success(),
            "cannot install {name} {version}: see above; it needs the network"
        );
        Ok(())
    }

    /// The command that makes a crate of a document.
    #[must_use]
    pub fn command(self, workspace: &Workspace, spec: &Path, out: &Path, name: &str) -> Command {
        let target = workspace.root().join("target");
        let program = match self {
            Self::Ours => target.join("release/xtask"),
            _ => target.join("peers/bin").join(self.name()),
        };
        let mut command = Command::new(program);
        match self {
            Self::Ours => {
                command.arg("gen").arg("--spec").arg(spec);
                command.arg("--out").arg(out).args(["--name", name]);
            }
            Self::Ploidy => {
                command.args(["generate", "rust"]).arg(spec);
                command.arg("--output").arg(out).args(["--name", name]);
            }
            Self::Oas3Gen => {
                command.args(["generate", "client-mod", "--workspace"]);
                command.arg("--input").arg(spec).arg("--output").arg(out);
            }
            Self::OpenapiToRust => {
                command.arg("generate").arg(spec);
                command.arg("--output-dir").arg(out.join("src/generated"));
            }
        }
        command.env("NO_COLOR", "1");
        command
    }

    /// Adds what a crate needs that the generator leaves to its user.
    ///
    /// # Errors
    ///
    /// A file cannot be read or written.
    pub fn complete(self, out: &Path, name: &str) -> Result<()> {
        let path = out.join("Cargo.toml");
        if self == Self::OpenapiToRust {
            let lib = out.join("src/lib.rs");
            fs::write(&lib, "pub mod generated;\n").with_context(|| cannot("write", &lib))?;
            let needs = out.join("src/generated/REQUIRED_DEPS.toml");
            let needs = fs::read_to_string(&needs).with_context(|| cannot("read", &needs))?;
            let package = format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n");
            fs::write(&path, package + &needs).with_context(|| cannot("write", &path))?;
        }
        let mut manifest = fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
        if !manifest.contains("[workspace]") {
            // It lies below the workspace of this repository, but is none of its members.
            manifest += "\n[workspace]\n";
            fs::write(&path, manifest).with_context(|| cannot("write", &path))?;
        }
        Ok(())
    }
}
