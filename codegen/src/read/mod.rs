//! The first stage: text to documents whose every reference leads somewhere.
//!
//! Text becomes a plain value, the value is checked against what OpenAPI allows, what 3.1 says is
//! put into the words of 3.0, and only then are the types of `openapiv3` made of it: by then
//! nothing is left that they could refuse or lose without a word.

mod document;
mod grammar;
mod mend;
mod parse;
mod references;
mod rewrite;
mod select;
mod typed;
mod version;

pub use document::Document;
#[cfg(test)]
pub(crate) use grammar::{Keyword, keywords};
pub(crate) use select::default_id;

use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::source::{Ownership, Source, SourceId};

/// Reads every source. What is wrong with any of them is in `diagnostics`; a source with an error
/// gives no document.
pub fn documents(sources: &[Source], diagnostics: &mut Diagnostics) -> Vec<Document> {
    let ids = (0..).map(SourceId);
    let documents = ids
        .zip(sources)
        .map(|(id, source)| document(id, source, diagnostics));
    documents
        .collect::<Vec<_>>()
        .into_iter()
        .flatten()
        .collect()
}

fn document(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Option<Document> {
    let value = plain_value(id, source, diagnostics)?;
    of_value(id, source, value, diagnostics)
}

/// The document of a plain value, for who has read it before.
pub(crate) fn of_value(
    id: SourceId,
    source: &Source,
    mut value: Value,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let before = diagnostics.errors();
    let hidden = match source.only.as_slice() {
        [] => Vec::new(),
        only => select::select(&mut value, only, id, diagnostics),
    };
    let references = match source.ownership {
        Ownership::Owned => check(&value, id, diagnostics),
        Ownership::Foreign => mend::mend(&mut value, id, diagnostics),
    };
    if diagnostics.errors() > before {
        return None;
    }
    rewrite::to_3_0(&mut value, id, diagnostics);
    let openapi = typed::document(value, &references, id, diagnostics);
    let (mut openapi, inner) = openapi.filter(|_| diagnostics.errors() == before)?;
    select::hide(&mut openapi, &hidden);
    Some(Document::new(id, source, openapi, inner))
}

/// Checks what stands in the document and where its references lead, and gives the references.
fn check(value: &Value, id: SourceId, diagnostics: &mut Diagnostics) -> Vec<grammar::Reference> {
    let references = grammar::check(value, id, diagnostics);
    references::check(value, &references, id, diagnostics);
    references
}

/// The plain value of a source whose version is read, for who asks less of a document than the
/// generator does. What is wrong is in `diagnostics`.
pub fn plain_value(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = any_value(id, source, diagnostics)?;
    version::check(&value, id, diagnostics).then_some(value)
}

/// The plain value of a text that need not be an OpenAPI document.
pub(crate) fn any_value(
    id: SourceId,
    source: &Source,
    diagnostics: &mut Diagnostics,
) -> Option<Value> {
    parse::value(id, source, diagnostics)
}

#[cfg(test)]
mod tests;
