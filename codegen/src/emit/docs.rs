//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::markup::inert;
use crate::ir::Limits;
use crate::text::on_one_line;

/// The longest documentation of one thing, in bytes.
const MOST_DOCS: usize = 256 << 10;

/// `#[doc = " …"]`, one per line, for a text of the document and what follows it.
pub(super) fn docs(text: &str) -> TokenStream {
    let text = inert(harmless(shortened(text)));
    let lines = text.lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {}", on_one_line(line)),
    });
    quote! { #(#[doc = #lines])* }
}

/// No more of a text than anybody reads.
fn shortened(text: &str) -> &str {
    let mut end = text.len().min(MOST_DOCS);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The text of a document followed by what its value must satisfy.
pub(super) fn with_limits(text: &str, limits: &Limits) -> String {
    let limits = describe(limits);
    match (text.is_empty(), limits.is_empty()) {
        (_, true) => text.to_owned(),
        (true, false) => limits,
        (false, false) => format!("{}\n\n{limits}", harmless(text)),
    }
}

/// The limits in a sentence: `Range: >= 1, <= 100. Default: 50.`
fn describe(limits: &Limits) -> String {
    let bounds = [&limits.minimum, &limits.maximum];
    let range: Vec<&str> = bounds.into_iter().flatten().map(String::as_str).collect();
    let length = match (limits.min_length, limits.max_length) {
        (Some(min), Some(max)) if min == max => Some(format!("{min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    };
    let facts = [
        (
            "Range",
            (!range.is_empty()).then(|| code(&range.join(", "))),
        ),
        ("Multiple of", limits.multiple_of.as_deref().map(code)),
        ("Length", length),
        ("Pattern", limits.pattern.as_deref().map(code)),
        ("Default", limits.default.as_deref().map(code)),
    ];
    let facts = facts.into_iter();
    let facts = facts.filter_map(|(name, value)| Some(format!("{name}: {}.", value?)));
    facts.collect::<Vec<_>>().join(" ")
}

/// Text as an inline code span, whatever it holds.
pub(super) fn code(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    match text.starts_with('`') || text.ends_with('`') {
        true => format!("{fence} {text} {fence}"),
        false => format!("{fence}{text}{fence}"),
    }
}

/// The text without what rustdoc would compile and run: a code block becomes a `text` block, one
/// in a list or quotation plain text, and indented text loses the indent that would make it one.
pub(crate) fn harmless(text: &str) -> String {
    let mut lines = Vec::new();
    let mut open: Option<&str> = None;
    for line in text.trim().lines() {
        let line = line.trim_end();
        match (fence(line), open) {
            (Some(fence), Some(opened)) if fence.starts_with(opened) => {
                lines.push(fence.to_owned());
                open = None;
            }
            (_, Some(_)) => lines.push(line.to_owned()),
            (Some(fence), None) => {
                lines.push(format!("{fence}text"));
                open = Some(fence);
            }
            (None, None) => lines.push(plain(line)),
        }
    }
    lines.extend(open.map(str::to_owned));
    lines.join("\n")
}

/// The backticks or tildes that a line begins or ends a code block with.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line
        .chars()
        .next()
        .filter(|mark| matches!(mark, '`' | '~'))?;
    let rest = line.trim_start_matches(mark);
    let fence = &line[..line.len() - rest.len()];
    (fence.len() >= 3).then_some(fence)
}

/// A line outside of code blocks that begins none: with at most three leading spaces, since four
/// make a code block, and in lists and quotations with no fence and no further indent.
fn plain(line: &str) -> String {
    let content = line.trim_start();
    let indent = &line[..line.len() - content.len()];
    let indent = match indent.len() > 3 || indent.contains('\t') {
        true => "   ",
        false => indent,
    };
    let mut plain = indent.to_owned();
    let mut rest = content;
    while let Some((marker, inner)) = marker(rest) {
        plain.push_str(marker);
        plain.push(' ');
        rest = inner.trim_start();
        if fence(rest).is_some() {
            plain.push('\\');
        }
    }
    plain + rest
}

/// The mark of a quotation, a list's item or a footnote at the start of a line, and what follows it.
fn marker(line: &str) -> Option<(&str, &str)> {
    if let (true, Some(end)) = (line.starts_with("[^"), line.find("]:")) {
        return Some(line.split_at(end + 2));
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = line[digits..].chars().next()?;
    let is_quotation = digits == 0 && sign == '>';
    let is_item = match digits {
        0 => matches!(sign, '-' | '*' | '+'),
        _ => matches!(sign, '.' | ')'),
    };
    let (marker, rest) = line.split_at(digits + sign.len_utf8());
    let is_apart = rest.starts_with([' ', '\t']);
    (is_quotation || is_item && is_apart).then_some((marker, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_description_is_compiled() {
        let cases = [
            ("a\n\n```rust\npanic!()\n```", "a\n\n```text\npanic!()\n```"),
            (
                "a\n\n    panic!()\n \tpanic!()",
                "a\n\n   panic!()\n   panic!()",
            ),
            ("~~~~\nopen\n~~~", "~~~~text\nopen\n~~~\n~~~~"),
            (
                "```~~~\n```\n```\npanic!()",
                "```text\n```\n```text\npanic!()\n```",
            ),
            ("> ```\n> panic!()\n> ```", "> \\```\n> panic!()\n> \\```"),
            (">     panic!()\n>>\tpanic!()", "> panic!()\n> > panic!()"),
            ("- ```\n  panic!()", "- \\```\n  panic!()"),
            ("1.      panic!()\n2) - ~~~", "1. panic!()\n2) - \\~~~"),
            ("[^1]: ```", "[^1]: \\```"),
            (
                "-1 and 2.5 and **bold**\n---",
                "-1 and 2.5 and **bold**\n---",
            ),
            ("a\n   - b\n     c", "a\n   - b\n   c"),
        ];
        for (text, expected) in cases {
            let once = harmless(text);
            assert_eq!(once, expected);
            assert_eq!(harmless(&once), once, "twice");
        }
    }

    #[test]
    fn limits_are_a_sentence() {
        let limits = Limits {
            minimum: Some(">= 1".to_owned()),
            maximum: Some("<= 100".to_owned()),
            max_length: Some(36),
            pattern: Some("^`$".to_owned()),
            ..Limits::default()
        };
        let text = with_limits("How many.", &limits);
        let expected = "How many.\n\nRange: `>= 1, <= 100`. Length: at most 36. Pattern: ``^`$``.";
        assert_eq!(text, expected);
    }
}
