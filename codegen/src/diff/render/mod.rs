//! The report in the formats that people and tools read.

mod changelog;
mod github;
mod json;
mod junit;
mod markdown;
mod terminal;

pub(super) use changelog::text as changelog;
pub(super) use github::text as github;
pub(super) use json::text as json;
pub(super) use junit::text as junit;
pub(super) use markdown::text as markdown;
pub(super) use terminal::text as terminal;

use super::finding::{Api, Finding, Rust};
use super::{Bump, Report};

/// So many operations are named of those that use a definition; the rest is counted.
const MOST_OPERATIONS: usize = 4;

/// So many operations are named of those that say the same, each for itself.
const MOST_COPIES: usize = 100;

/// So many lines of Rust are shown of each side; the rest is counted.
const MOST_LINES: usize = 24;

/// The lines of Rust before and after, signed as in a patch.
fn rust(found: &Finding) -> Vec<String> {
    let mut all = Vec::new();
    for (sign, lines) in [("-", &found.rust_before), ("+", &found.rust_after)] {
        let shown = lines.iter().take(MOST_LINES);
        all.extend(shown.map(|line| format!("{sign} {line}")));
        let more = lines.len().saturating_sub(MOST_LINES);
        if more > 0 {
            all.push(format!("{sign} … and {more} more"));
        }
    }
    all
}

/// The operations that a change reaches.
fn operations(found: &Finding) -> String {
    let mut names: Vec<&str> = found
        .operations
        .iter()
        .map(|reached| reached.operation.as_str())
        .collect();
    names.dedup();
    let most = match found.copies.is_empty() {
        true => MOST_OPERATIONS,
        false => MOST_COPIES,
    };
    let more = names.len().saturating_sub(most);
    names.truncate(most);
    let text = names.join(", ");
    if more == 0 {
        text
    } else {
        format!("{text} and {more} more")
    }
}

/// The counts and the version that follows.
fn headline(report: &Report) -> String {
    if report.findings.is_empty() {
        return "no change\n".to_owned();
    }
    let api = |api: Api| {
        report
            .findings
            .iter()
            .filter(|found| found.api == api)
            .count()
    };
    let rust = |rust: Rust| {
        report
            .findings
            .iter()
            .filter(|found| found.rust == rust)
            .count()
    };
    let version = match &report.version {
        Some(version) if version.suffices() => format!(
            "Version: {} suffices, {} is needed\n",
            version.is, version.needs
        ),
        Some(version) => format!("Version: needs {}, is {}\n", version.needs, version.is),
        None if report.bump == Bump::None => String::new(),
        None => format!("Version: {}\n", report.bump.name()),
    };
    let accepted = report
        .findings
        .iter()
        .filter(|found| found.accepted.is_some())
        .count();
    let accepted = match accepted {
        0 => String::new(),
        count => format!("Accepted: {count} of them\n"),
    };
    format!(
        "API: {} breaking, {} risky, {} compatible\nRust: {} break the build, {} change the meaning, {} compatible\n{accepted}{version}",
        api(Api::Breaking),
        api(Api::Risky),
        api(Api::Compatible),
        rust(Rust::BreaksBuild),
        rust(Rust::ChangesMeaning),
        rust(Rust::Compatible),
    )
}
