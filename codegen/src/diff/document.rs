//! The documents of one side, read: each with what its references lead to in the files beside it.

use rayon::prelude::*;
use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Diagnostics;
use crate::read::{self, Origins};
use crate::source::{Source, SourceId};

/// A document as a plain value.
#[derive(Debug)]
pub(super) struct Document<'a> {
    pub(super) value: Value,
    pub(super) files: Files<'a>,
}

/// The texts that a document is written in.
#[derive(Debug)]
pub(super) struct Files<'a> {
    pub(super) source: &'a Source,
    origins: Origins,
    /// The number of the first companion.
    first: usize,
}

impl<'a> Document<'a> {
    /// The documents, read side by side. They count from `id`, what belongs to them from `first`.
    pub(super) fn all(
        sources: &'a [Source],
        id: usize,
        first: usize,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Self> {
        let read = |(index, source): (usize, &'a Source)| {
            let mut found = Diagnostics::default();
            let first = first + attached(&sources[..index]);
            let value = read::bundled_value(SourceId(id + index), source, first, &mut found);
            let document = value.map(|(value, origins)| Self {
                value,
                files: Files {
                    source,
                    origins,
                    first,
                },
            });
            (document, found)
        };
        let read: Vec<_> = sources.par_iter().enumerate().map(read).collect();
        let documents = read.into_iter().filter_map(|(document, found)| {
            diagnostics.extend(found.iter().cloned());
            document
        });
        documents.collect()
    }
}

impl<'a> Files<'a> {
    /// The one file of a document that refers to no other.
    pub(super) fn of(source: &'a Source) -> Self {
        Self {
            source,
            origins: Origins::default(),
            first: 0,
        }
    }

    /// The file in which something of the document was written, and its place there.
    pub(super) fn written(&self, at: &Pointer) -> (&'a Source, Pointer) {
        let origin = self.origins.find(at).and_then(|(id, pointer)| {
            let index = id.0.checked_sub(self.first)?;
            Some((self.source.companions.get(index)?, pointer))
        });
        origin.unwrap_or_else(|| (self.source, at.clone()))
    }

    /// Whether two documents are written in the same words.
    pub(super) fn are_same(&self, other: &Files<'_>) -> bool {
        texts(self.source).eq(texts(other.source))
    }
}

/// The text of a document, and those of the files beside it.
fn texts(source: &Source) -> impl Iterator<Item = &str> {
    let files = std::iter::once(source).chain(&source.companions);
    files.map(|file| file.text.as_str())
}

/// How many texts belong to some sources beside their own.
pub(super) fn attached(sources: &[Source]) -> usize {
    let texts = |source: &Source| source.companions.len() + source.overlays.len();
    sources.iter().map(texts).sum()
}
