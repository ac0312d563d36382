//! A comment of a pull request: the counts, one line a change that matters, the rest folded.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::diff::Report;
use crate::diff::finding::{Api, Finding, Rust};

/// GitHub takes 65,536 characters; some room is kept for what a workflow adds.
const MOST_CHARACTERS: usize = 64_000;

/// Tells the comment from others, so that it can be updated.
const MARK: &str = "<!-- cargo xtask diff -->\n";

/// The comment. What does not fit is counted.
pub(in crate::diff) fn text(report: &Report) -> String {
    let mut text = format!("{MARK}{}\n", super::headline(report));
    for refusal in &report.refused {
        _ = writeln!(
            text,
            "> {}; the Rust verdicts follow from rules, not from code.\n",
            plain(refusal)
        );
    }
    for stale in &report.stale {
        let place = &stale.place;
        _ = writeln!(
            text,
            "> 🔴 `{}` at `{}:{}`: {}; {}.\n",
            stale.code.name(),
            plain(&place.path),
            place.line,
            plain(&stale.message),
            plain(&stale.help)
        );
    }
    let mut size = text.chars().count();
    let mut left: BTreeMap<String, usize> = BTreeMap::new();
    let mut folded = false;
    for found in &report.findings {
        let matters = found.matters();
        let mut entry = if matters || folded {
            String::new()
        } else {
            "\n<details><summary>What breaks nobody</summary>\n\n".to_owned()
        };
        entry += &one(found);
        let length = entry.chars().count();
        if !left.is_empty() || size + length > MOST_CHARACTERS {
            *left.entry(found.kind.to_string()).or_default() += 1;
            continue;
        }
        folded |= !matters;
        size += length;
        text += &entry;
    }
    if folded {
        text += "\n</details>\n";
    }
    if !left.is_empty() {
        let kinds: Vec<String> = left
            .iter()
            .map(|(kind, count)| format!("{count} `{kind}`"))
            .collect();
        _ = writeln!(
            text,
            "\n{} more changes do not fit here ({}); `cargo xtask diff` shows all of them.",
            left.values().sum::<usize>(),
            kinds.join(", ")
        );
    }
    text
}

fn one(found: &Finding) -> String {
    let sign = match (found.api, found.rust) {
        _ if found.accepted.is_some() => "⚪",
        (Api::Breaking, _) | (_, Rust::BreaksBuild) => "🔴",
        (Api::Risky, _) | (_, Rust::ChangesMeaning) => "🟡",
        _ => "🟢",
    };
    let mut text = format!(
        "<details><summary>{sign} {} (API {}, Rust {})</summary>\n\n`{}` at `{}:{}`: {}.\n",
        summary(&found.message),
        found.api.name(),
        found.rust.name(),
        found.kind,
        plain(&found.head.path),
        found.head.line,
        plain(&found.reason),
    );
    let rust = super::rust(found);
    if !rust.is_empty() {
        text += "\n```diff\n";
        for line in rust {
            _ = writeln!(text, "{}", line.replace("```", "'''"));
        }
        text += "```\n";
    }
    if let Some(accepted) = &found.accepted {
        let reason = plain(&accepted.reason);
        _ = writeln!(text, "\nAccepted until {}: {reason}", accepted.until);
    }
    let names = super::operations(found);
    if !names.is_empty() {
        _ = writeln!(text, "\nIn {}", plain(&names));
    }
    text + "\n</details>\n"
}

/// Text of a document as it is, without a meaning in HTML or Markdown.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '<' => plain += "&lt;",
            '>' => plain += "&gt;",
            '&' => plain += "&amp;",
            '@' => plain += "&#64;",
            '[' | ']' | '*' | '_' | '|' | '\\' => plain.extend(['\\', character]),
            '\n' | '\r' => plain.push(' '),
            other => plain.push(other),
        }
    }
    plain
}

/// The same within HTML, where Markdown's back-quotes are not read.
fn summary(text: &str) -> String {
    let mut html = String::new();
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('@', "&#64;")
        .replace(['\n', '\r'], " ");
    for (index, part) in escaped.split('`').enumerate() {
        match index % 2 {
            0 => html += part,
            _ => _ = write!(html, "<code>{part}</code>"),
        }
    }
    html
}
