//! Lines and columns of many places, found by one walk over each text.

use std::collections::HashMap;
use std::ops::Range;

use super::document::Files;
use super::finding::Place;
use crate::Pointer;
use crate::diagnostics::positions::{self, Located};
use crate::source::Source;

/// The places of one document, in all of its files.
pub(super) struct Places<'a> {
    files: &'a Files<'a>,
    texts: HashMap<&'a str, Text<'a>>,
}

/// One file, and the places in it that are asked for.
struct Text<'a> {
    text: &'a str,
    lines: Vec<usize>,
    found: HashMap<Pointer, Range<usize>>,
}

impl<'a> Places<'a> {
    pub(super) fn find(files: &'a Files<'a>, pointers: impl IntoIterator<Item = Pointer>) -> Self {
        let mut asked: HashMap<&str, (&Source, Vec<Pointer>)> = HashMap::new();
        for pointer in pointers {
            let (source, pointer) = files.written(&pointer);
            let of_file = asked.entry(&source.path);
            of_file.or_insert((source, Vec::new())).1.push(pointer);
        }
        let asked = asked.into_iter();
        let texts = asked.map(|(path, (source, pointers))| (path, Text::find(source, pointers)));
        Self {
            files,
            texts: texts.collect(),
        }
    }

    /// The place of a pointer; the start of the text if it was not found.
    pub(super) fn of(&self, pointer: &Pointer) -> Place {
        let (source, pointer) = self.files.written(pointer);
        let text = self.texts.get(source.path.as_str());
        let (line, column) = text.map_or((1, 1), |text| text.position(&pointer));
        Place {
            path: source.path.clone(),
            pointer,
            line,
            column,
        }
    }
}

impl<'a> Text<'a> {
    fn find(source: &'a Source, mut pointers: Vec<Pointer>) -> Self {
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
            text: &source.text,
            lines: std::iter::once(0).chain(newlines).collect(),
            found: found.collect(),
        }
    }

    /// The line and the column of a pointer.
    fn position(&self, pointer: &Pointer) -> (usize, usize) {
        let start = self.found.get(pointer).map_or(0, |bytes| bytes.start);
        let line = self.lines.partition_point(|from| *from <= start);
        let from = self
            .lines
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let before = self.text.get(from..start).unwrap_or_default();
        let column = before.trim_start_matches('\u{feff}').chars().count() + 1;
        (line, column)
    }
}

/// The key, where there is one: it names what the place is.
fn shown(located: &Located) -> Range<usize> {
    located.key.clone().unwrap_or_else(|| located.value.clone())
}
