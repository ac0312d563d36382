//! Generates a module of every fixture of the generator that is to be compiled, so that the tests
//! can call it.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use specwright_codegen::{Source, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/ok");
    let out = PathBuf::from(env::var("OUT_DIR")?).join("fixtures");
    // A fixture that is gone must not stay as a module.
    println!("cargo::rerun-if-changed={}", folder.display());
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let mut modules = String::new();
    for fixture in fixtures(&folder)? {
        println!("cargo::rerun-if-changed={}", fixture.display());
        let name = fixture
            .file_stem()
            .ok_or("a fixture without a name")?
            .to_string_lossy();
        write(&fixture, &name, &out)?;
        let root = out.join("src").join(&*name).join("mod.rs");
        writeln!(modules, "#[path = {root:?}]\npub mod {name};")?;
    }
    fs::write(out.join("mod.rs"), modules)?;
    Ok(())
}

/// The fixtures by their names.
fn fixtures(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let entries = fs::read_dir(folder)?;
    let mut files = entries
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<Vec<_>, std::io::Error>>()?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.sort();
    Ok(files)
}

/// Writes what one fixture becomes.
fn write(fixture: &Path, name: &str, out: &Path) -> Result<(), Box<dyn Error>> {
    let path = format!("codegen/tests/fixtures/ok/{name}.yaml");
    let sources = [Source::new(name, path, fs::read_to_string(fixture)?)];
    let generated = generate(&sources).map_err(|found| found.render(&sources, false))?;
    for file in generated.files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, file.text)?;
    }
    Ok(())
}
