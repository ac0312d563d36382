//! Text of a document on its way into a line of code or of the surface.

use std::borrow::Cow;

/// The text with everything escaped that could end the line or turn its direction: what it says
/// stays on the line where it was put.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    if !text.contains(breaks_out) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match breaks_out(character) {
            true => line.extend(character.escape_unicode()),
            false => line.push(character),
        }
    }
    Cow::Owned(line)
}

/// Control characters, the separators of lines and paragraphs, and those that turn the direction of
/// the text, which compilers refuse in comments.
fn breaks_out(character: char) -> bool {
    let separates = matches!(character, '\u{2028}' | '\u{2029}');
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (character.is_control() && character != '\t') || separates || turns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_on_its_line() {
        let cases = [
            ("plain, ü and \t tab", "plain, ü and \t tab"),
            ("a\nb\rc\u{85}d", "a\\u{a}b\\u{d}c\\u{85}d"),
            ("a\u{2028}b\u{202e}c", "a\\u{2028}b\\u{202e}c"),
        ];
        for (text, expected) in cases {
            assert_eq!(on_one_line(text), expected);
        }
    }
}
