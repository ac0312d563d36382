//! Where the parts of a document were written that come from other files.

use std::collections::HashMap;

use crate::diagnostics::{Diagnostics, Place};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// What stands in the document, by pointer, and where it was written.
#[derive(Clone, Debug, Default)]
pub struct Origins(HashMap<Pointer, (SourceId, Pointer)>);

impl Origins {
    /// What stands at `at` and below was written in another file.
    pub(super) fn add(&mut self, at: &Pointer, source: SourceId, pointer: &Pointer) {
        self.0.insert(at.clone(), (source, pointer.clone()));
    }

    /// Where the thing at a place of the document was written, if in another file.
    #[must_use]
    pub fn find(&self, at: &Pointer) -> Option<(SourceId, Pointer)> {
        if self.0.is_empty() {
            return None;
        }
        let mut above = Some(at.clone());
        while let Some(pointer) = above {
            if let Some((source, origin)) = self.0.get(&pointer) {
                let below = at.as_str().get(pointer.as_str().len()..)?;
                let text = format!("{}{below}", origin.as_str());
                return Some((*source, Pointer::from_text(text)));
            }
            above = pointer.parent();
        }
        None
    }

    /// Moves what is said about places of the document to where they were written.
    pub fn relocate(&self, document: SourceId, diagnostics: &mut Diagnostics) {
        if self.0.is_empty() {
            return;
        }
        for found in diagnostics.iter_mut() {
            self.relocate_place(document, &mut found.source, &mut found.place);
            for related in &mut found.related {
                self.relocate_place(document, &mut related.source, &mut related.place);
            }
        }
    }

    fn relocate_place(&self, document: SourceId, source: &mut SourceId, place: &mut Place) {
        let (Place::Value(at) | Place::Key(at)) = place else {
            return;
        };
        if let Some((origin, pointer)) = self.find(at).filter(|_| *source == document) {
            *source = origin;
            *at = pointer;
        }
    }
}
