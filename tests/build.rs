//! Generates a module of every fixture of the generator that is to be compiled, so that the tests
//! can call it, and a table of the types in all of them.

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
    let mut types = String::new();
    for fixture in fixtures(&folder)? {
        println!("cargo::rerun-if-changed={}", fixture.display());
        let name = fixture
            .file_stem()
            .ok_or("a fixture without a name")?
            .to_string_lossy();
        write(&fixture, &name, &out, &mut types)?;
        let root = out.join("src").join(&*name).join("mod.rs");
        writeln!(modules, "#[path = {root:?}]\npub mod {name};")?;
    }
    writeln!(modules, "/// Every type that has a schema.")?;
    // Of those that a document advises against too.
    writeln!(modules, "#[allow(deprecated)]")?;
    writeln!(modules, "pub const TYPES: &[Type] = &[\n{types}];")?;
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

/// Writes what one fixture becomes, and a row of the table for each of its types.
fn write(fixture: &Path, name: &str, out: &Path, types: &mut String) -> Result<(), Box<dyn Error>> {
    let path = format!("codegen/tests/fixtures/ok/{name}.yaml");
    let sources = [Source::new(name, path, fs::read_to_string(fixture)?)];
    let generated = generate(&sources).map_err(|found| found.render(&sources, false))?;
    for file in generated.files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        if file.path.starts_with(&format!("src/{name}/types/")) {
            row(name, &file.text, types)?;
        }
        fs::write(path, file.text)?;
    }
    Ok(())
}

/// The row of the type that a file begins with: which schema it was made of, and what becomes of a
/// JSON that is read and written again.
fn row(fixture: &str, text: &str, types: &mut String) -> Result<(), Box<dyn Error>> {
    let schema = text.split_once("yaml (#").and_then(|(_, rest)| {
        let (schema, _) = rest.split_once("). Do not edit.")?;
        // The errors of an operation have many.
        (!schema.ends_with("/responses")).then_some(schema)
    });
    let ident = text.lines().find_map(|line| {
        let rest = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))?;
        rest.split([' ', '{', '(']).next()
    });
    // The list of the modules has no type of its own.
    if let (Some(schema), Some(ident)) = (schema, ident) {
        writeln!(
            types,
            "Type {{ fixture: {fixture:?}, schema: {schema:?}, again: again::<{fixture}::types::{ident}> }},"
        )?;
    }
    Ok(())
}
