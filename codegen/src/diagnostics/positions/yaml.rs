//! The marks of a YAML text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser};

use super::{Located, Mark};
use crate::yaml::straightened;

/// The text as it was read, if there is a line that may have had to be straightened.
pub(super) fn straight(text: &str) -> Cow<'_, str> {
    let mut lines = text.lines().map(str::trim_start);
    match lines.any(|line| line.starts_with(['}', ']'])) {
        true => straightened(text),
        false => Cow::Borrowed(text),
    }
}

/// Reports every mark of the first document, with its characters (the parser counts those, not
/// bytes), as far as the text is YAML.
pub(super) fn scan<'a>(text: &'a str, report: &mut dyn FnMut(Mark<'a>, Range<usize>)) {
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let range = span.start.index()..span.end.index();
        match event {
            Event::MappingStart(..) => report(Mark::Mapping, range),
            Event::SequenceStart(..) => report(Mark::Sequence, range),
            Event::MappingEnd | Event::SequenceEnd => report(Mark::Close, range),
            Event::Scalar(text, ..) => report(Mark::Scalar(text), range),
            Event::Alias(_) => report(Mark::Alias, range),
            Event::DocumentEnd => return,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
    }
}

/// Turns the characters of every place into bytes, in one pass over the text.
pub(super) fn to_bytes(text: &str, places: &mut HashMap<String, Vec<Located>>) {
    if text.is_ascii() {
        return;
    }
    let mut offsets: Vec<&mut usize> = places
        .values_mut()
        .flatten()
        .flat_map(|place| place.key.iter_mut().chain([&mut place.value]))
        .flat_map(|range| [&mut range.start, &mut range.end])
        .collect();
    offsets.sort_unstable();
    let mut characters = text
        .char_indices()
        .map(|(byte, _)| byte)
        .enumerate()
        .peekable();
    for offset in offsets {
        while characters.next_if(|(index, _)| *index < *offset).is_some() {}
        *offset = characters.peek().map_or(text.len(), |(_, byte)| *byte);
    }
}
