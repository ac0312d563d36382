//! What a browser would run in a page of documentation.

use pulldown_cmark::{Event, Options, Parser, Tag};

/// How often a text is looked at again: what is escaped in one place may bare another.
const ROUNDS: usize = 8;

/// The text with every HTML tag as text, and every link of a scheme that runs code: rustdoc passes
/// both on as they are.
pub(crate) fn inert(text: String) -> String {
    let mut text = text;
    for _ in 0..ROUNDS {
        let at = escapes(&text);
        if at.is_empty() {
            return text;
        }
        let mut escaped = String::with_capacity(text.len() + at.len());
        let mut from = 0;
        for place in at {
            escaped.push_str(&text[from..place]);
            escaped.push('\\');
            from = place;
        }
        text = escaped + &text[from..];
    }
    // Nobody means such a text: then even what stands in code is escaped.
    text.replace('<', "&lt;")
        .replace("](", "] (")
        .replace("]:", "] :")
}

/// The places before which a backslash makes text of what stands there.
fn escapes(text: &str) -> Vec<usize> {
    if !text.contains(['<', '[']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (event, range) in Parser::new_ext(text, Options::all()).into_offset_iter() {
        match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let tags = text[range.clone()].match_indices('<');
                found.extend(tags.map(|(at, _)| range.start + at));
            }
            Event::Start(Tag::Link { dest_url, .. }) if runs(&dest_url) => {
                found.push(range.start);
            }
            // Before its bracket, so that no link is left of it either.
            Event::Start(Tag::Image { dest_url, .. }) if runs(&dest_url) => {
                found.push(range.start + 1);
            }
            _ => {}
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a browser may run what a link names. What has no scheme, or one of these, it fetches.
fn runs(url: &str) -> bool {
    let scheme = url.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = scheme.split_once(':') else {
        return false;
    };
    // A path of Rust, such as `super::Client`, is a link within the documentation.
    let is_path = rest.starts_with(':');
    let fetched = ["http", "https", "mailto", "ftp", "tel"];
    !is_path && !fetched.contains(&scheme.to_ascii_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_scripts_are_text_and_code_and_links_stay() {
        let cases = [
            (
                "a < b and `<b>` and <https://a.example>",
                "a < b and `<b>` and <https://a.example>",
            ),
            (
                "[a](https://a.example) [`b`](super::b)",
                "[a](https://a.example) [`b`](super::b)",
            ),
            (
                "a<br>b <script>x</script>",
                "a\\<br>b \\<script>x\\</script>",
            ),
            ("<div>\n<p>\n</div>", "\\<div>\n\\<p>\n\\</div>"),
            (
                "[a](javascript:b) <data:c>",
                "\\[a](javascript:b) \\<data:c>",
            ),
            ("![a](data:b)", "!\\[a](data:b)"),
            ("[a](javascript:b//::)", "\\[a](javascript:b//::)"),
        ];
        for (text, expected) in cases {
            assert_eq!(inert(text.to_owned()), expected);
        }
    }
}
