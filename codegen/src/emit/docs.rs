//! Documentation comments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Limits;

/// `#[doc = " …"]`, one per line, for a text of the document and what follows it.
pub(super) fn docs(text: &str) -> TokenStream {
    let text = harmless(text);
    let lines = text.lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!(" {line}"),
    });
    quote! { #(#[doc = #lines])* }
}

/// The text of a document followed by what its value must satisfy.
pub(super) fn with_limits(text: &str, limits: &Limits) -> String {
    let limits = describe(limits);
    match (text.is_empty(), limits.is_empty()) {
        (_, true) => text.to_owned(),
        (true, false) => limits,
        (false, false) => format!("{text}\n\n{limits}"),
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

/// The text without what rustdoc would compile and run: a code block becomes a `text` block, and
/// indented text loses the indent that would make it one.
fn harmless(text: &str) -> String {
    let mut lines = Vec::new();
    let mut open: Option<String> = None;
    for line in text.trim().lines() {
        let trimmed = line.trim_end().trim_start_matches(['\t', ' ']);
        let fence: String = trimmed
            .chars()
            .take_while(|c| matches!(c, '`' | '~'))
            .collect();
        let is_fence = fence.len() >= 3;
        match &open {
            Some(opened) if is_fence && fence.starts_with(opened.as_str()) => {
                lines.push(fence);
                open = None;
            }
            None if is_fence => {
                lines.push(format!("{fence}text"));
                open = Some(fence);
            }
            _ => lines.push(dedented(line.trim_end(), open.is_some())),
        }
    }
    lines.extend(open);
    lines.join("\n")
}

/// At most three leading spaces outside a code block: four make one.
fn dedented(line: &str, in_block: bool) -> String {
    let content = line.trim_start_matches(['\t', ' ']);
    match in_block || line.len() - content.len() < 4 && !line.starts_with('\t') {
        true => line.to_owned(),
        false => format!("   {content}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_description_is_compiled() {
        let text =
            "An example:\n\n```rust\npanic!()\n```\n\n    std::process::abort()\n\n~~~~\nopen";
        let expected = "An example:\n\n```text\npanic!()\n```\n\n   std::process::abort()\n\n~~~~text\nopen\n~~~~";
        assert_eq!(harmless(text), expected);
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
