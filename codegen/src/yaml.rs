//! YAML that is none by the letter, and that most parsers read all the same.

use std::borrow::Cow;

use saphyr_parser::Parser;

/// How many bytes are read again to find one more such line.
const MOST_READ: usize = 256 << 20;

/// The text with each line that stands in braces or brackets, and is indented less than the key before
/// them, on the line before it: people paste JSON without indenting it. Every character but the breaks
/// between these lines stays in its place.
pub(crate) fn straightened(text: &str) -> Cow<'_, str> {
    let mut straight = Cow::Borrowed(text);
    let mut read = 0;
    while read < MOST_READ
        && let Some(at) = dedented(&straight)
        && let Some(joined) = joined(&straight, at)
    {
        straight = Cow::Owned(joined);
        read += text.len();
    }
    straight
}

/// The character at which the parser gives up for want of indentation.
fn dedented(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    loop {
        if let Err(error) = parser.next_event()? {
            let is_dedented = error.info() == "invalid indentation";
            return is_dedented.then(|| error.marker().index());
        }
    }
}

/// The text with blanks in the place of the break before a character, unless a comment ends there.
fn joined(text: &str, at: usize) -> Option<String> {
    let (start, _) = text.char_indices().nth(at)?;
    let before = text[..start].trim_end_matches([' ', '\t', '\r', '\n']);
    let line = before.rsplit('\n').next()?;
    let gap = &text[before.len()..start];
    let joined = || [before, &" ".repeat(gap.len()), &text[start..]].concat();
    (gap.contains('\n') && !line.contains('#')).then(joined)
}
