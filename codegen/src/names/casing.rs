//! Words become identifiers.

use std::borrow::Cow;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use unicode_normalization::UnicodeNormalization as _;

use crate::names::Name;

/// Keywords that cannot be written as `r#…`.
pub(crate) const NEVER_RAW: [&str; 3] = ["self", "super", "crate"];

/// Keywords of the 2024 edition that `syn` takes for names.
const NEW_KEYWORDS: [&str; 1] = ["gen"];

/// How many bytes an identifier has at most: it names files, of the crate and of its documentation, and
/// disks take no more than 255.
const LONGEST: usize = 180;

/// The identifier of a field, a method or a module; one that Rust keeps for itself becomes raw, or
/// gets the suffix where even that is not allowed.
pub(super) fn snake(words: &str, suffix: &str) -> Name {
    let mut text = bounded(readable(words).to_snake_case());
    if text.is_empty() {
        text.push_str("empty");
    }
    if !starts_well(&text) {
        text.insert(0, '_');
    }
    if NEVER_RAW.contains(&text.as_str()) {
        text.push_str(suffix);
    }
    match syn::parse_str::<syn::Ident>(&text) {
        Ok(_) if !NEW_KEYWORDS.contains(&text.as_str()) => Name::new(text),
        // What is left is a keyword.
        _ => Name::new(format!("r#{text}")),
    }
}

/// The identifier of a module that has a file of its own; `mod.rs` is the file of the list. The name of
/// a file is of ASCII: other characters are called by their numbers in Unicode.
pub(super) fn module(words: &str, suffix: &str) -> Name {
    let mut ascii = String::with_capacity(words.len());
    for character in composed(words).chars() {
        match character.is_alphanumeric() && !character.is_ascii() {
            true => ascii.push_str(&name_of_sign(character)),
            false => ascii.push(character),
        }
    }
    let ident = snake(&ascii, suffix);
    match ident.as_str() == "r#mod" {
        true => suffixed(&ident, suffix),
        false => ident,
    }
}

/// The identifier of a type or a variant.
pub(super) fn upper_camel(words: &str, prefix: &str) -> Name {
    let mut text = bounded(readable(words).to_upper_camel_case());
    if text.is_empty() {
        text.push_str("Empty");
    }
    if !starts_well(&text) {
        text.insert_str(0, prefix);
    }
    if text == "Self" {
        text.push_str(prefix);
    }
    Name::new(text)
}

/// The identifier of a constant.
pub(super) fn shouty(words: &str) -> Name {
    let mut text = readable(words).to_shouty_snake_case();
    if !starts_well(&text) {
        text.insert(0, '_');
    }
    Name::new(text)
}

/// An identifier with a suffix, in the case of the suffix.
pub(super) fn suffixed(ident: &Name, suffix: &str) -> Name {
    Name::new(format!("{}{suffix}", ident.bare()))
}

fn starts_well(text: &str) -> bool {
    text.starts_with(unicode_ident::is_xid_start)
}

/// The beginning of a text that is too long for an identifier.
fn bounded(mut text: String) -> String {
    if let Some((end, _)) = text
        .char_indices()
        .find(|(start, next)| start + next.len_utf8() > LONGEST)
    {
        text.truncate(end);
    }
    text
}

/// An identifier with a number, in its own case.
pub(super) fn numbered(ident: &Name, number: usize) -> Name {
    let separator = match ident.as_str().chars().any(char::is_uppercase) {
        true => "",
        false => "_",
    };
    suffixed(ident, &format!("{separator}{number}"))
}

/// Text in which every character may stand in an identifier or separates two words. Signs that tell
/// values apart say their names: those that lead or stand before a number, since `+1`, `-1` and `1`
/// must differ, and all where there is nothing else.
///
/// Letters with marks are composed: for the compiler they are the same as the letter and the mark.
pub(super) fn readable(words: &str) -> String {
    let words = composed(words);
    let speaks = |character: char| unicode_ident::is_xid_continue(character) && character != '_';
    if !words.contains(speaks) {
        let names: Vec<String> = words.chars().map(name_of_sign).collect();
        return names.join(" ");
    }
    let mut text = String::with_capacity(words.len());
    let mut before = None;
    let mut rest = words.chars().peekable();
    while let Some(character) = rest.next() {
        let leads = rest.peek().is_some_and(char::is_ascii_digit)
            && !(character == '-' && before.is_some_and(char::is_alphanumeric));
        match character {
            '+' | '-' if leads => text.push_str(&format!(" {} ", name_of_sign(character))),
            '<' | '>' => text.push_str(&format!(" {} ", name_of_sign(character))),
            '+' | '-' | '*' if before.is_none() => {
                text.push_str(&format!("{} ", name_of_sign(character)));
            }
            '_' => text.push('_'),
            other if speaks(other) => text.push(other),
            _ => text.push(' '),
        }
        before = Some(character);
    }
    text
}

/// The text with letters and their marks composed. Most words are of ASCII, and so they are already.
fn composed(words: &str) -> Cow<'_, str> {
    match words.is_ascii() {
        true => Cow::Borrowed(words),
        false => Cow::Owned(words.nfc().collect()),
    }
}

/// What a sign is called; one without a name is called by its number in Unicode.
fn name_of_sign(sign: char) -> String {
    let name = match sign {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '\\' => "backslash",
        '=' => "equal",
        '<' => "less",
        '>' => "greater",
        '!' => "not",
        '~' => "tilde",
        '^' => "caret",
        '|' => "or",
        '&' => "and",
        '%' => "percent",
        '?' => "question",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '$' => "dollar",
        '#' => "hash",
        '@' => "at",
        '_' => "underscore",
        ' ' => "space",
        other => return format!("u{:x}", u32::from(other)),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_their_use() {
        let cases = [
            ("eventTime", "event_time", "EventTime"),
            ("m3terEvent", "m3ter_event", "M3terEvent"),
            ("PARENT_SUMMARY", "parent_summary", "ParentSummary"),
            ("x-platform-id", "x_platform_id", "XPlatformId"),
            ("expand[]", "expand", "Expand"),
            ("$filter", "filter", "Filter"),
            ("type", "r#type", "Type"),
            ("self", "self_", "SelfValue"),
            ("gen", "r#gen", "Gen"),
            ("+1", "plus_1", "Plus1"),
            ("-1", "minus_1", "Minus1"),
            ("reactions-+1", "reactions_plus_1", "ReactionsPlus1"),
            ("gpt-4", "gpt_4", "Gpt4"),
            ("-name", "minus_name", "MinusName"),
            ("StartTime>", "start_time_greater", "StartTimeGreater"),
            ("*", "star", "Star"),
            ("<=", "less_equal", "LessEqual"),
            ("🚀", "u1f680", "U1f680"),
            ("2fa", "_2fa", "Value2fa"),
            ("", "empty", "Empty"),
            ("größe", "größe", "Größe"),
            ("gro\u{308}ße", "größe", "Größe"),
        ];
        for (words, field, variant) in cases {
            assert_eq!(snake(words, "_").to_string(), field, "{words}");
            assert_eq!(upper_camel(words, "Value").to_string(), variant, "{words}");
        }
    }

    #[test]
    fn files_have_names_of_ascii() {
        let cases = [
            ("größe", "gruf6udfe"),
            ("gro\u{308}ße", "gruf6udfe"),
            ("mod", "mod_api"),
            ("Box", "r#box"),
        ];
        for (words, name) in cases {
            assert_eq!(module(words, "_api").as_str(), name);
        }
    }

    #[test]
    fn names_fit_into_the_name_of_a_file() {
        for words in ["long ".repeat(100), "größe ".repeat(100)] {
            for name in [snake(&words, "_"), upper_camel(&words, "Value")] {
                let fits = (LONGEST - 2..=LONGEST).contains(&name.as_str().len());
                assert!(fits, "{name}");
            }
        }
    }
}
