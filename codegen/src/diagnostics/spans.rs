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
    sources: &'a [Source],
    located: HashMap<(SourceId, Pointer), Located>,
}

impl<'a> Spans<'a> {
    pub(super) fn find(diagnostics: &Diagnostics, sources: &'a [Source]) -> Self {
        let mut wanted: HashMap<SourceId, HashSet<Pointer>> = HashMap::new();
        for found in diagnostics {
            let related = found
                .related
                .iter()
                .map(|related| (related.source, &related.place));
            for (source, place) in related.chain([(found.source, &found.place)]) {
                let wanted = wanted.entry(source).or_default();
                wanted.extend(place.pointer().cloned());
            }
        }
        let mut located = HashMap::new();
        for (id, pointers) in wanted {
            let Some(source) = sources.get(id.0) else {
                continue;
            };
            let pointers: Vec<_> = pointers.into_iter().collect();
            let places = positions::locate(source, &pointers);
            let first = places.into_iter().map(|places| places.into_iter().next());
            let found = pointers.into_iter().zip(first);
            located.extend(found.filter_map(|(pointer, at)| Some(((id, pointer), at?))));
        }
        Self { sources, located }
    }

    /// The span of a place; the start of the text if even the root of it was not found.
    pub(super) fn of(&self, id: SourceId, place: &Place) -> Option<Span> {
        let text = &self.sources.get(id.0)?.text;
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
        Some(span(text, bytes))
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

/// Cuts the bytes to their first line and says where that is.
fn span(text: &str, bytes: Range<usize>) -> Span {
    let start = floor(text, bytes.start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text[start..]
        .find('\n')
        .map_or(text.len(), |length| start + length);
    let line_end = line_start + text[line_start..rest].trim_end_matches('\r').len();
    let end = floor(text, bytes.end).clamp(start, line_end.max(start));
    let end = start + text[start..end].trim_end().len();
    let next = text[start..].chars().next().map_or(0, char::len_utf8);
    Span {
        bytes: start..end.max((start + next).min(line_end)).max(start),
        line: text[..line_start].matches('\n').count() + 1,
        column: text[line_start..start]
            .trim_start_matches('\u{feff}')
            .chars()
            .count()
            + 1,
        line_bytes: line_start..line_end.max(start),
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
        let at = span(text, text.find("\"日").unwrap()..usize::MAX);
        assert_eq!((at.line, at.column), (2, 4));
        assert_eq!(&text[at.bytes], "\"日本\"");
        assert_eq!(&text[at.line_bytes], "é: \"日本\"");
    }

    #[test]
    fn any_offset_gives_a_span() {
        for text in ["", "\n", "\r\n", "é", "a\n\nb\r\n"] {
            for start in 0..text.len() + 2 {
                for end in 0..text.len() + 2 {
                    let at = span(text, start..end);
                    assert!(at.bytes.start <= at.bytes.end);
                    assert!(text.get(at.bytes).is_some() && text.get(at.line_bytes).is_some());
                }
            }
        }
    }
}
