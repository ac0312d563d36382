//! Annotations of a GitHub workflow: one line each, breaking first, one for a place.

use std::collections::HashSet;

use crate::diff::Report;
use crate::diff::finding::{Api, Finding, Place, Rust};

/// The workflow commands. GitHub shows few of them, so what breaks nobody is left to the comment.
pub(in crate::diff) fn text(report: &Report) -> String {
    let mut known = HashSet::new();
    let mut text = String::new();
    for stale in &report.stale {
        let message = format!("{}: {}", stale.message, stale.help);
        text += &line("error", &stale.place, stale.code.name(), &message);
    }
    let matters = |found: &&Finding| found.matters() && found.accepted.is_none();
    for found in report.findings.iter().filter(matters) {
        let place = &found.head;
        if !known.insert((found.kind, &place.path, place.line, place.column)) {
            continue;
        }
        let level = match (found.api, found.rust) {
            (Api::Breaking, _) | (_, Rust::BreaksBuild) => "error",
            _ => "warning",
        };
        let message = format!("{} ({})", found.message, found.reason);
        text += &line(level, place, &found.kind.to_string(), &message);
    }
    text
}

fn line(level: &str, place: &Place, title: &str, message: &str) -> String {
    format!(
        "::{level} file={},line={},col={},title={}::{}\n",
        property(&place.path),
        place.line,
        place.column,
        property(title),
        data(message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
