//! The entry of a changelog, in the form of Keep a Changelog.

use crate::diff::Report;
use crate::diff::finding::{Finding, Rust};
use crate::diff::kind::{Action, Subject};

/// The entry under the version that is needed. Changes that no Rust caller sees are left out,
/// unless they break users of the API.
pub(in crate::diff) fn text(report: &Report) -> String {
    let title = report
        .version
        .as_ref()
        .map_or("Unreleased", |version| version.needs.as_str());
    let mut text = format!("## {title}\n");
    for section in ["Changed", "Deprecated", "Removed", "Added"] {
        let entries: Vec<String> = report
            .findings
            .iter()
            .filter(|found| section_of(found) == Some(section))
            .map(entry)
            .collect();
        if !entries.is_empty() {
            text += &format!("\n### {section}\n\n{}", entries.concat());
        }
    }
    text
}

fn section_of(found: &Finding) -> Option<&'static str> {
    if found.kind.subject == Subject::Deprecation && found.kind.action == Action::Added {
        return Some("Deprecated");
    }
    if found.rust_before.is_empty() && found.rust_after.is_empty() && !found.matters() {
        return None;
    }
    Some(match found.kind.action {
        Action::Added => "Added",
        Action::Removed | Action::RemovedAfterSunset | Action::RemovedBeforeSunset => "Removed",
        _ => "Changed",
    })
}

fn entry(found: &Finding) -> String {
    let breaking = match found.rust {
        Rust::BreaksBuild => "**Breaking:** ",
        Rust::ChangesMeaning => "**Changes meaning:** ",
        Rust::Compatible => "",
    };
    // What else comes and goes with an operation or a type is no other form of it.
    let (before, after) = match section_of(found) {
        Some("Removed") => (found.rust_before.first(), None),
        Some("Added") => (None, found.rust_after.first()),
        _ => (found.rust_before.first(), found.rust_after.first()),
    };
    let rust = match (before, after) {
        (Some(before), Some(after)) => format!(" (`{before}` → `{after}`)"),
        (Some(line), None) | (None, Some(line)) => format!(" (`{line}`)"),
        (None, None) => String::new(),
    };
    format!("- {breaking}{}{rust}.\n", found.message)
}
