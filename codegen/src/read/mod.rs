//! The first stage: text to documents whose every reference leads somewhere.
//!
//! Text becomes a plain value, the value is checked against what OpenAPI allows, what 3.1 says is
//! put into the words of 3.0, and only then are the types of `openapiv3` made of it: by then
//! nothing is left that they could refuse or lose without a word.

mod anchors;
mod bundle;
mod document;
mod files;
mod grammar;
mod mend;
mod origins;
mod overlay;
mod parse;
mod references;
mod rewrite;
mod select;
mod suspicious;
mod typed;
mod version;

pub use document::Document;
pub use files::missing as companions;
#[cfg(test)]
pub(crate) use grammar::{Keyword, keywords};
pub use origins::Origins;
pub(crate) use rewrite::POSITIONS;
pub(crate) use select::default_id;

use openapiv3::OpenAPI;
use serde_json::Value;

use crate::diagnostics::Diagnostics;
use crate::source::{Ownership, Source, SourceId};
use bundle::Reasons;
use document::Inner;

/// Reads every source. What is wrong with any of them is in `diagnostics`; a source with an error
/// gives no document.
pub fn documents(sources: &[Source], diagnostics: &mut Diagnostics) -> Vec<Document> {
    let mut first = sources.len();
    let mut documents = Vec::new();
    for (index, source) in sources.iter().enumerate() {
        documents.extend(document(SourceId(index), source, first, diagnostics));
        first += source.companions.len() + source.overlays.len();
    }
    documents
}

/// Moves what later stages say of places in the documents to where they were written.
pub fn relocate(documents: &[Document], diagnostics: &mut Diagnostics) {
    for document in documents {
        document.origins.relocate(document.source, diagnostics);
    }
}

/// Reads a source, whose companions and overlays count from `first`.
fn document(
    id: SourceId,
    source: &Source,
    first: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let mut found = Diagnostics::default();
    let value = plain_value(id, source, &mut found);
    let document = value.and_then(|value| of_value(id, source, value, first, &mut found));
    diagnostics.extend(found);
    document
}

/// The document of a plain value, for who has read it before. What `diagnostics` holds is of this
/// document alone.
pub(crate) fn of_value(
    id: SourceId,
    source: &Source,
    mut value: Value,
    first: usize,
    diagnostics: &mut Diagnostics,
) -> Option<Document> {
    let (mut origins, reasons) = bundle::bundle(&mut value, id, source, first, diagnostics);
    let first = first + source.companions.len();
    overlay::apply(&mut value, source, first, &mut origins, diagnostics);
    anchors::resolve(&mut value, source);
    let checked = checked(id, source, &mut value, &reasons, diagnostics);
    origins.relocate(id, diagnostics);
    checked.map(|(openapi, inner)| Document::new(id, source, openapi, inner, origins))
}

/// The types of a document in which nothing is wrong, or is no more.
fn checked(
    id: SourceId,
    source: &Source,
    value: &mut Value,
    reasons: &Reasons,
    diagnostics: &mut Diagnostics,
) -> Option<(OpenAPI, Inner)> {
    let hidden = match source.only.as_slice() {
        [] => Vec::new(),
        only => select::select(value, only, id, diagnostics),
    };
    let references = match source.ownership {
        Ownership::Owned => {
            let references = check(value, id, reasons, diagnostics);
            if diagnostics.errors() == 0 {
                suspicious::warn(value, &references, id, diagnostics);
            }
            references
        }
        Ownership::Foreign => mend::mend(value, id, reasons, diagnostics),
    };
    if diagnostics.errors() > 0 {
        return None;
    }
    rewrite::to_3_0(value);
    let openapi = typed::document(value.take(), &references, id, diagnostics);
    let (mut openapi, inner) = openapi.filter(|_| diagnostics.errors() == 0)?;
    select::hide(&mut openapi, &hidden);
    Some((openapi, inner))
}

/// Checks what stands in the document and where its references lead, and gives the references.
fn check(
    value: &Value,
    id: SourceId,
    reasons: &Reasons,
    diagnostics: &mut Diagnostics,
) -> Vec<grammar::Reference> {
    let references = grammar::check(value, id, diagnostics);
    references::check(value, &references, reasons, id, diagnostics);
    references
}

/// The plain value of a source whose version is read, for who asks less of a document than the
/// generator does. What is wrong is in `diagnostics`.
pub fn plain_value(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    let value = any_value(id, source, diagnostics)?;
    version::check(&value, id, diagnostics).then_some(value)
}

/// The same with what the references of the source lead to in its companions, which count from
/// `first`. A reference that leads nowhere stays: what it means is for others to say.
pub(crate) fn bundled_value(
    id: SourceId,
    source: &Source,
    first: usize,
    diagnostics: &mut Diagnostics,
) -> Option<(Value, Origins)> {
    let mut value = plain_value(id, source, diagnostics)?;
    if source.companions.is_empty() {
        return Some((value, Origins::default()));
    }
    let (origins, _) = bundle::bundle(&mut value, id, source, first, diagnostics);
    Some((value, origins))
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
