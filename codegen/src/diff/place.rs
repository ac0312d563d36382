//! Lines and columns of many places, found by one walk over each text.

use std::collections::HashMap;
use std::ops::Range;

use super::finding::Place;
use crate::Pointer;
use crate::diagnostics::positions::{self, Located};
use crate::source::Source;

/// The places of one document.
pub(super) struct Places<'a> {
    source: &'a Source,
    lines: Vec<usize>,
    found: HashMap<Pointer, Range<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn find(source: &'a Source, pointers: impl IntoIterator<Item = Pointer>) -> Self {
        let mut pointers: Vec<Pointer> = pointers.into_iter().collect();
        pointers.sort();
        pointers.dedup();
        let located = positions::locate(source, &pointers);
        let found = pointers
            .into_iter()
            .zip(located)
            .filter_map(|(pointer, located)| Some((pointer, shown(located.first()?))));
        let newlines = source
            .text
            .match_indices('\n')
            .map(|(offset, _)| offset + 1);
        Self {
            source,
            lines: std::iter::once(0).chain(newlines).collect(),
            found: found.collect(),
        }
    }

    /// The place of a pointer; the start of the text if it was not found.
    pub(super) fn of(&self, pointer: &Pointer) -> Place {
        let start = self.found.get(pointer).map_or(0, |bytes| bytes.start);
        let line = self.lines.partition_point(|from| *from <= start);
        let from = self
            .lines
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self.source.text.get(from..start).unwrap_or_default();
        Place {
            path: self.source.path.clone(),
            pointer: pointer.clone(),
            line,
            column: before.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }
}

/// The key, where there is one: it names what the place is.
fn shown(located: &Located) -> Range<usize> {
    located.key.clone().unwrap_or_else(|| located.value.clone())
}
