//! Turns OpenAPI documents into Rust clients that call the `specwright` runtime.
//!
//! A pure library: text in, files out. It touches no disk, no environment and no network; what
//! reads the documents and writes the files is the caller.
//!
//! ```
//! use specwright_codegen::{Source, generate};
//!
//! let text = "
//! openapi: 3.0.3
//! info: {title: Clock, version: '1'}
//! servers: [{url: https://clock.example}]
//! paths:
//!   /now:
//!     get:
//!       operationId: getNow
//!       responses:
//!         '200':
//!           description: The time.
//!           content: {application/json: {schema: {type: string, format: date-time}}}
//! ";
//! let sources = [Source::new("clock", "clock.yaml", text)];
//! let generated = generate(&sources).map_err(|found| found.render(&sources, false))?;
//! assert!(generated.files.iter().any(|file| file.path == "src/clock/operations/get_now.rs"));
//! # Ok::<(), String>(())
//! ```

pub mod diagnostics;
pub mod diff;
mod emit;
pub mod ir;
mod lower;
mod names;
mod package;
pub mod pointer;
pub mod read;
mod render;
pub mod source;
mod surface;
mod text;
mod tokens;
mod yaml;

pub use diagnostics::{Code, Diagnostic, Diagnostics, Severity};
pub use package::{MARK, Package, Runtime, is_taken, package};
pub use pointer::Pointer;
pub use read::companions;
pub use source::{Features, Ownership, Source, SourceId};

/// What a generation yields.
#[derive(Clone, Debug)]
pub struct Generated {
    /// Every file of the generated crate that is not written by hand.
    pub files: Vec<GeneratedFile>,
    /// What each document came to, in their order.
    pub summaries: Vec<Summary>,
    /// What each document calls itself.
    pub titles: Vec<String>,
    /// The Cargo features of each document beside that of its API, for the manifest.
    pub features: Vec<Vec<String>>,
    /// What is worth knowing although nothing is wrong.
    pub diagnostics: Diagnostics,
}

/// One file of the generated crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GeneratedFile {
    /// Its path below the crate, with `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a document came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The module of the API.
    pub api: String,
    /// How many operations it has.
    pub operations: usize,
    /// How many types it has.
    pub types: usize,
    /// How many files it became.
    pub files: usize,
}

/// Generates the crate of some documents.
///
/// # Errors
///
/// Every error of the first stage that finds one: nothing is generated from a document that is
/// wrong or that asks for what the generator does not do.
pub fn generate(sources: &[Source]) -> Result<Generated, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let (apis, names) = named(sources, &mut diagnostics)?;
    // Past this line nothing can fail: a refusal belongs in `read`, `lower` or `names`.
    let mut files = render::files(&emit::modules(&apis, &names));
    files.extend(surface::files(&apis, &names));
    let summaries = apis.iter().map(|api| summary(api, &files)).collect();
    Ok(Generated {
        files,
        summaries,
        titles: apis.iter().map(|api| api.title.clone()).collect(),
        features: (names.apis.iter())
            .map(|names| names.features.names.clone())
            .collect(),
        diagnostics,
    })
}

/// The stages that can refuse a document: it is read, lowered and named.
fn named(
    sources: &[Source],
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<ir::Api>, names::Names), Diagnostics> {
    let documents = read::documents(sources, diagnostics);
    diagnostics.barrier()?;
    lowered(&documents, diagnostics)
}

/// The same of documents that are read.
fn lowered(
    documents: &[read::Document],
    diagnostics: &mut Diagnostics,
) -> Result<(Vec<ir::Api>, names::Names), Diagnostics> {
    let apis = lower::apis(documents, diagnostics);
    read::relocate(documents, diagnostics);
    diagnostics.barrier()?;
    let names = names::assign(&apis, diagnostics);
    read::relocate(documents, diagnostics);
    diagnostics.barrier()?;
    Ok((apis, names))
}

fn summary(api: &ir::Api, files: &[GeneratedFile]) -> Summary {
    let folder = format!("src/{}/", api.name);
    let own = files.iter().filter(|file| file.path.starts_with(&folder));
    Summary {
        api: api.name.clone(),
        operations: api
            .operations
            .iter()
            .filter(|operation| operation.variant.is_none())
            .count(),
        types: api.types.len(),
        files: own.count() + 1,
    }
}
