//! Words become identifiers.

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span};

/// Keywords that cannot be written as `r#…`.
const NEVER_RAW: [&str; 3] = ["self", "super", "crate"];

/// Keywords of the 2024 edition that `syn` takes for names.
const NEW_KEYWORDS: [&str; 1] = ["gen"];

/// The identifier of a field, a method or a module; one that Rust keeps for itself becomes raw, or
/// gets the suffix where even that is not allowed.
pub(super) fn snake(words: &str, suffix: &str) -> Ident {
    let mut text = readable(words).to_snake_case();
    if text.is_empty() {
        text.push_str("empty");
    }
    if !starts_well(&text) {
        text.insert(0, '_');
    }
    if NEVER_RAW.contains(&text.as_str()) {
        text.push_str(suffix);
    }
    match syn::parse_str::<Ident>(&text) {
        Ok(ident) if !NEW_KEYWORDS.contains(&text.as_str()) => ident,
        // What is left is a keyword.
        _ => Ident::new_raw(&text, Span::call_site()),
    }
}

/// The identifier of a module that has a file of its own; `mod.rs` is the file of the list.
pub(super) fn module(words: &str, suffix: &str) -> Ident {
    let ident = snake(words, suffix);
    match ident == "r#mod" {
        true => suffixed(&ident, suffix),
        false => ident,
    }
}

/// The identifier of a type or a variant.
pub(super) fn upper_camel(words: &str, prefix: &str) -> Ident {
    let mut text = readable(words).to_upper_camel_case();
    if !starts_well(&text) {
        text.insert_str(0, prefix);
    }
    if text == "Self" {
        text.push_str(prefix);
    }
    Ident::new(&text, Span::call_site())
}

/// The identifier of a constant.
pub(super) fn shouty(words: &str) -> Ident {
    let mut text = readable(words).to_shouty_snake_case();
    if !starts_well(&text) {
        text.insert(0, '_');
    }
    Ident::new(&text, Span::call_site())
}

/// An identifier with a suffix, in the case of the suffix.
pub(super) fn suffixed(ident: &Ident, suffix: &str) -> Ident {
    let text = ident.to_string();
    let text = text.strip_prefix("r#").unwrap_or(&text);
    Ident::new(&format!("{text}{suffix}"), Span::call_site())
}

fn starts_well(text: &str) -> bool {
    text.starts_with(unicode_ident::is_xid_start)
}

/// An identifier with a number, in its own case.
pub(super) fn numbered(ident: &Ident, number: usize) -> Ident {
    let separator = match ident.to_string().chars().any(char::is_uppercase) {
        true => "",
        false => "_",
    };
    suffixed(ident, &format!("{separator}{number}"))
}

/// Text in which every character may stand in an identifier or separates two words; a sign that
/// leads says its name, since `+1` and `-1` must differ.
fn readable(words: &str) -> String {
    let (lead, rest) = match words.chars().next() {
        Some('+') => ("plus ", &words[1..]),
        Some('-') if words.len() > 1 => ("minus ", &words[1..]),
        Some('*') => ("star ", &words[1..]),
        _ => ("", words),
    };
    let mut text = lead.to_owned();
    for character in rest.chars() {
        let fits = character == '_' || unicode_ident::is_xid_continue(character);
        text.push(if fits { character } else { ' ' });
    }
    text
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
            ("2fa", "_2fa", "Value2fa"),
            ("", "empty", "Value"),
            ("größe", "größe", "Größe"),
        ];
        for (words, field, variant) in cases {
            assert_eq!(snake(words, "_").to_string(), field, "{words}");
            assert_eq!(upper_camel(words, "Value").to_string(), variant, "{words}");
        }
    }
}
