//! One project of many modules, and what the compiler says about them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use specwright_codegen::GeneratedFile;
use xtask::workspace::Workspace;

/// A caller: of which document, against which.
type Caller = (usize, usize);

/// A crate below `target`, so that what it depends on is built once.
pub struct Project {
    folder: PathBuf,
    crates: String,
    callers: BTreeSet<Caller>,
}

impl Project {
    pub fn new() -> Self {
        let program = std::env::current_exe().expect("this program");
        let target = program.ancestors().nth(3).expect("the target folder");
        let folder = target.join("verdicts");
        let source = folder.join("src");
        if source.exists() {
            fs::remove_dir_all(&source).expect("the last run is removed");
        }
        let root = Workspace::here().root().to_owned();
        let runtime = root.join("runtime");
        let manifest = format!(
            "[package]\nname = \"verdicts\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\nspecwright = {{ path = {runtime:?}, default-features = false }}\n"
        );
        write(&folder.join("Cargo.toml"), &manifest);
        let lock = fs::read_to_string(root.join("Cargo.lock")).expect("the lock");
        write(&folder.join("Cargo.lock"), &lock);
        Self {
            folder,
            crates: String::new(),
            callers: BTreeSet::new(),
        }
    }

    /// Adds what was generated from a document, and gives its surface.
    pub fn add_crate(&mut self, index: usize, files: &[GeneratedFile]) -> String {
        let mut surface = String::new();
        for file in files {
            if file.path.starts_with("SURFACE/") {
                surface.clone_from(&file.text);
            } else if file.path != "src/lib.rs" {
                write(&self.folder.join(&file.path), &file.text);
            }
        }
        if !files.is_empty() {
            self.crates += &format!("pub mod m{index};\n");
        }
        surface
    }

    pub fn add_caller(&mut self, base: usize, head: usize, text: &str) {
        let path = format!("src/callers/c{base}_{head}.rs");
        write(&self.folder.join(path), text);
        self.callers.insert((base, head));
    }

    /// The callers that do not build, each with the codes of its errors. An error of a name hides
    /// those of types in other callers, so the broken ones are left out until the rest builds.
    pub fn broken_callers(&self) -> BTreeMap<Caller, BTreeSet<String>> {
        let mut broken: BTreeMap<Caller, BTreeSet<String>> = BTreeMap::new();
        loop {
            let whole = self
                .callers
                .iter()
                .filter(|caller| !broken.contains_key(*caller));
            let found = self.check(whole);
            if found.is_empty() {
                return broken;
            }
            broken.extend(found);
        }
    }

    fn check<'a>(
        &self,
        callers: impl Iterator<Item = &'a Caller>,
    ) -> BTreeMap<Caller, BTreeSet<String>> {
        let modules: String = callers
            .map(|(base, head)| {
                format!("#[path = \"callers/c{base}_{head}.rs\"]\nmod c{base}_{head};\n")
            })
            .collect();
        let text = format!("#![allow(warnings)]\n{}{modules}", self.crates);
        write(&self.folder.join("src/lib.rs"), &text);
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["check", "--offline", "--quiet", "--message-format=json"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env_remove("RUSTFLAGS")
            .output()
            .expect("cargo runs");
        let found = errors(&String::from_utf8_lossy(&output.stdout));
        assert!(
            output.status.success() || !found.is_empty(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        found
    }
}

/// The errors by the callers that they stand in.
fn errors(output: &str) -> BTreeMap<Caller, BTreeSet<String>> {
    let mut found: BTreeMap<Caller, BTreeSet<String>> = BTreeMap::new();
    for line in output.lines() {
        let value: Value = serde_json::from_str(line).expect("JSON");
        let message = &value["message"];
        if value["reason"] != "compiler-message" || message["level"] != "error" {
            continue;
        }
        let spans = message["spans"].as_array().cloned().unwrap_or_default();
        let Some(file) = spans.iter().find(|span| span["is_primary"] == true) else {
            continue;
        };
        let caller = file["file_name"].as_str().and_then(caller);
        let caller = caller.unwrap_or_else(|| panic!("not in a caller: {}", message["rendered"]));
        let code = message["code"]["code"].as_str().unwrap_or("syntax");
        found.entry(caller).or_default().insert(code.to_owned());
    }
    found
}

/// `src/callers/c1_2.rs`
fn caller(file: &str) -> Option<Caller> {
    let name = Path::new(file).file_stem()?.to_str()?.strip_prefix('c')?;
    let (base, head) = name.split_once('_')?;
    Some((base.parse().ok()?, head.parse().ok()?))
}

fn write(path: &Path, text: &str) {
    let folder = path.parent().expect("a folder");
    fs::create_dir_all(folder).expect("a folder");
    fs::write(path, text).expect("a file");
}
