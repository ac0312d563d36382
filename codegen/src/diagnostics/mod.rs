//! What a stage has to say about a document: collected, never printed, shown like rustc shows it.
//!
//! A diagnostic names its place by JSON pointer. Lines and columns are found only when something
//! is rendered, by walking the text again: values stay plain and the good case costs nothing.

mod code;
mod diagnostic;
mod json;
pub(crate) mod positions;
mod render;
mod spans;

pub use code::Code;
pub use diagnostic::{Diagnostic, Place, Severity};

use crate::source::{Source, texts};

/// Everything that was found, in the order in which it was found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds a diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Whether nothing was found, not even a note.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.count(Severity::Error)
    }

    /// How many diagnostics of a severity there are.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.iter()
            .filter(|found| found.severity == severity)
            .count()
    }

    /// The end of a stage: everything that was found so far, if there is an error among it.
    ///
    /// # Errors
    /// All diagnostics, taken out of `self`, when at least one of them is an error.
    pub fn barrier(&mut self) -> Result<(), Diagnostics> {
        match self.errors() {
            0 => Ok(()),
            _ => Err(std::mem::take(self)),
        }
    }

    /// Every diagnostic, in the order in which it was found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.found.iter()
    }

    /// Every diagnostic, to change it.
    pub(crate) fn iter_mut(&mut self) -> std::slice::IterMut<'_, Diagnostic> {
        self.found.iter_mut()
    }

    /// The messages for people: source excerpts with the place underlined, and a count at the end.
    #[must_use]
    pub fn render(&self, sources: &[Source], color: bool) -> String {
        render::text(self, &texts(sources), color)
    }

    /// The messages for tools: one JSON object a line, each line ended.
    #[must_use]
    pub fn to_json(&self, sources: &[Source]) -> String {
        json::lines(self, &texts(sources))
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.found.into_iter()
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<I: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: I) {
        self.found.extend(diagnostics);
    }
}
