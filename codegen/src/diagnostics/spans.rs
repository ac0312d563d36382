//! From the places of diagnostics to what is underlined: bytes, line and column.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::positions::{self, Located};
use super::{Diagnostics, Place};
use crate::pointer::Pointer;
use crate::source::{Source, SourceId};

/// What is underlined, within one line of a text.
#[derive(Clone, Debug)]
pub(super) struct Span {
    /// The bytes, never none at all unless the text ends there.
    pub(super) bytes: Range<usize>,
    /// The line, from 1.
    pub(super) line: usize,
    /// The column in characters, from 1.
    pub(super) column: usize,
    /// The bytes of the line, without its end.
    pub(super) line_bytes: Range<usize>,
}

/// The spans of every place in some diagnostics, found by one walk over each text.
pub(super) struct Spans<'a> {
    located: HashMap<(SourceId, Pointer), Located>,
    lines: Vec<Lines<'a>>,
}

/// A text and where its lines begin, so that a thousand places do not cost a thousand walks.
struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
    is_ascii: bool,
}

impl<'a> Spans<'a> {
    pub(super) fn find(diagnostics: &Diagnostics, sources: &[&'a Source]) -> Self {
        let mut wanted: HashMap<SourceId, HashSet<Pointer>> = HashMap::new();
        for found in diagnostics {
            let related = found
                .related
                .iter()
                .map(|related| (related.source, &related.place));
            for (source, place) in related.chain([(found.source, &found.place)]) {
                if let Some(pointer) = place.pointer() {
                    wanted.entry(source).or_default().insert(pointer.clone());
                }
            }
        }
        let mut located = HashMap::new();
        for (id, pointers) in wanted {
            let Some(source) = sources.get(id.0) else {
                continue;
            };
            let pointers: Vec<_> = pointers.into_iter().collect();
            let places = positions::locate(source, &pointers);
            // Of a key that is there twice, the last one counts.
            let last = places.into_iter().map(|places| places.into_iter().last());
            let found = pointers.into_iter().zip(last);
            located.extend(found.filter_map(|(pointer, at)| Some(((id, pointer), at?))));
        }
        let texts = sources.iter().map(|source| source.text.as_str());
        Self {
            located,
            lines: texts.map(Lines::of).collect(),
        }
    }

    /// The span of a place; the start of the text if even the root of it was not found.
    pub(super) fn of(&self, id: SourceId, place: &Place) -> Option<Span> {
        let lines = self.lines.get(id.0)?;
        let bytes = match place {
            Place::Bytes(bytes) => bytes.clone(),
            Place::Value(pointer) | Place::Key(pointer) => {
                let on_key = matches!(place, Place::Key(_));
                match self.located.get(&(id, pointer.clone())) {
                    Some(located) => underlined(located, on_key),
                    None => 0..0,
                }
            }
        };
        Some(lines.span(bytes))
    }
}

/// A collection is shown by its key: its own extent would be half the document.
fn underlined(located: &Located, on_key: bool) -> Range<usize> {
    let value = located.value.clone();
    match &located.key {
        Some(key) if on_key || located.collection || value.is_empty() => key.clone(),
        _ if located.collection => value.start..usize::MAX,
        _ => value,
    }
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(newlines).collect(),
            is_ascii: text.is_ascii(),
        }
    }

    /// Cuts the bytes to their first line and says where that is.
    fn span(&self, bytes: Range<usize>) -> Span {
        let text = self.text;
        let start = floor(text, bytes.start);
        let line = self.starts.partition_point(|begin| *begin <= start);
        let line_start = self.starts[line - 1];
        let rest = self.starts.get(line).map_or(text.len(), |next| next - 1);
        let line_end = line_start + text[line_start..rest].trim_end_matches('\r').len();
        let end = floor(text, bytes.end).clamp(start, line_end.max(start));
        let end = start + text[start..end].trim_end().len();
        let next = text[start..].chars().next().map_or(0, char::len_utf8);
        let before = &text[line_start..start];
        Span {
            bytes: start..end.max((start + next).min(line_end)).max(start),
            line,
            column: 1 + match self.is_ascii {
                true => before.len(),
                false => before.trim_start_matches('\u{feff}').chars().count(),
            },
            line_bytes: line_start..line_end.max(start),
        }
    }
}

/// The nearest character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters_and_lines_end_before_their_carriage_return() {
        let text = "a: 1\r\né: \"日本\"\r\nlast";
        let at = Lines::of(text).span(text.find("\"日").unwrap()..usize::MAX);
        assert_eq!((at.line, at.column), (2, 4));
        assert_eq!(&text[at.bytes], "\"日本\"");
        assert_eq!(&text[at.line_bytes], "é: \"日本\"");
    }

    #[test]
    fn any_offset_gives_a_span() {
        for text in ["", "\n", "\r\n", "é", "a\n\nb\r\n"] {
            for start in 0..text.len() + 2 {
                for end in 0..text.len() + 2 {
                    let at = Lines::of(text).span(start..end);
                    assert!(at.bytes.start <= at.bytes.end);
                    assert!(text.get(at.bytes).is_some() && text.get(at.line_bytes).is_some());
                }
            }
        }
    }
}
