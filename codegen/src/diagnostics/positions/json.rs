//! The marks of a JSON text that a parser has already found to be JSON.

use std::borrow::Cow;
use std::ops::Range;

use super::Mark;

/// Reports every mark with its bytes. Of a text that is not JSON it reports something: it ends and
/// does not panic.
pub(super) fn scan<'a>(text: &'a str, report: &mut dyn FnMut(Mark<'a>, Range<usize>)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let end = match byte {
            b'"' => string_end(bytes, at),
            b'{' | b'[' | b'}' | b']' => at + 1,
            _ if is_between(byte) => {
                at += 1;
                continue;
            }
            _ => literal_end(bytes, at),
        };
        let mark = match byte {
            b'{' => Mark::Mapping,
            b'[' => Mark::Sequence,
            b'}' | b']' => Mark::Close,
            _ => Mark::Scalar(scalar(text.get(at..end).unwrap_or_default())),
        };
        report(mark, at..end);
        at = end;
    }
}

/// Whitespace, separators and the parts of a byte order mark.
fn is_between(byte: u8) -> bool {
    matches!(
        byte,
        b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | 0xEF | 0xBB | 0xBF
    )
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn literal_end(bytes: &[u8], start: usize) -> usize {
    let is_end = |byte: &u8| is_between(*byte) || matches!(byte, b'"' | b'{' | b'[' | b'}' | b']');
    // The first byte belongs to the literal whatever it is, so that the scan moves on.
    let length = bytes[start..].iter().skip(1).position(is_end);
    length.map_or(bytes.len(), |length| start + 1 + length)
}

fn scalar(token: &str) -> Cow<'_, str> {
    match token
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'))
    {
        Some(plain) if !plain.contains('\\') => Cow::Borrowed(plain),
        Some(_) => Cow::Owned(serde_json::from_str(token).unwrap_or_default()),
        None => Cow::Borrowed(token),
    }
}
