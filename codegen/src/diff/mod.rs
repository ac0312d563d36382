//! The differ: what changed between two versions of a document, what that means to users of the
//! API, and what it means to Rust code that depends on the generated crate.
//!
//! Two judgements are joined. `contract` compares what the documents promise, definition by
//! definition; `surface` compares the Rust that the generator makes of them. Where the generator
//! refuses a document the Rust verdict follows from a table of rules instead, and the report says so.
//!
//! ```
//! use specwright_codegen::{Source, diff};
//!
//! let text = |name: &str| format!("
//! openapi: 3.0.3
//! info: {{title: Clock, version: '1'}}
//! servers: [{{url: https://clock.example}}]
//! paths:
//!   /now:
//!     get:
//!       operationId: getNow
//!       parameters: [{{name: {name}, in: query, schema: {{type: string}}}}]
//!       responses: {{'204': {{description: Now.}}}}
//! ");
//! let base = [Source::new("clock", "old.yaml", text("zone"))];
//! let head = [Source::new("clock", "new.yaml", text("place"))];
//! let report = diff::diff(&base, &head, &diff::Options::default()).map_err(|_| "refused")?;
//! let kinds: Vec<String> = report.findings.iter().map(|found| found.kind.to_string()).collect();
//! assert_eq!(kinds, ["parameter-renamed"]);
//! # Ok::<(), &str>(())
//! ```

mod accepted;
mod clusters;
mod contract;
mod document;
mod finding;
mod followers;
mod join;
mod joined;
mod kind;
mod lines;
mod orphans;
mod place;
mod render;
mod rules;
mod surface;
mod version;

pub use accepted::Stale;
pub use finding::{Acceptance, Api, Finding, Place, Reached, Rust, Use};
pub use kind::{Action, Kind, Subject};
pub use version::{Bump, Version};

use accepted::Accepted;
use document::Document;

use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::{Source, SourceId};

/// What a comparison depends on besides the documents.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The day, such as `2026-11-22`, for what may be removed after a day.
    pub today: Option<String>,
    /// The version of the generated crate before the change and now.
    pub version: Option<(String, String)>,
    /// The list of breaks that are accepted.
    pub accepted: Option<Source>,
}

/// What changed.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Every change once: the gravest first, then by place.
    pub findings: Vec<Finding>,
    /// The entries of the list of accepted breaks that accept nothing.
    pub stale: Vec<Stale>,
    /// What the generator refuses, so that there is no Rust to compare: one sentence each.
    pub refused: Vec<String>,
    /// How far the version of the generated crate must move.
    pub bump: Bump,
    /// The version that this needs.
    pub version: Option<Version>,
}

/// Compares two versions of some documents, paired by the names of their APIs. A lone document on
/// each side is a pair whatever its name.
///
/// # Errors
///
/// What is wrong with a document that cannot be read, or with the list of accepted breaks. The head's
/// sources count on from the base's, then comes the list, and then what belongs to each of them.
pub fn diff(base: &[Source], head: &[Source], options: &Options) -> Result<Report, Diagnostics> {
    let mut diagnostics = Diagnostics::default();
    let mut wrong = Diagnostics::default();
    let accepted = options.accepted.as_ref();
    let list = base.len() + head.len();
    let attached = list + usize::from(accepted.is_some());
    let (bases, heads) = rayon::join(
        || Document::all(base, 0, attached, &mut diagnostics),
        || {
            let attached = attached + document::attached(base);
            Document::all(head, base.len(), attached, &mut wrong)
        },
    );
    diagnostics.extend(wrong.iter().cloned());
    let accepted = accepted.map(|source| {
        let list = Accepted::read(SourceId(list), source, &mut diagnostics);
        (source, list)
    });
    diagnostics.barrier()?;
    let lone = base.len() == 1 && head.len() == 1;
    let mut report = Report::default();
    let mut heads: Vec<Option<Document<'_>>> = heads.into_iter().map(Some).collect();
    for old in bases {
        let api = &old.files.source.api;
        let is_its = |new: &Document<'_>| lone || new.files.source.api == *api;
        let found = heads
            .iter_mut()
            .find(|new| new.as_ref().is_some_and(is_its));
        match found.and_then(Option::take) {
            Some(new) => join::documents(old, new, options, &mut report),
            None => report
                .findings
                .push(join::whole(old.files.source, Action::Removed)),
        }
    }
    let added = heads.iter().flatten();
    let added = added.map(|new| join::whole(new.files.source, Action::Added));
    report.findings.extend(added);
    if let Some((source, accepted)) = accepted {
        let today = options.today.as_deref();
        report.stale = accepted.apply(source, today, &mut report.findings);
    }
    let grave = |found: &Finding| {
        let accepted = found.accepted.is_some();
        (accepted, std::cmp::Reverse((found.api, found.rust)))
    };
    report.findings.sort_by(|one, other| {
        let places = |found: &Finding| {
            (
                found.head.path.clone(),
                found.head.line,
                found.base.line,
                found.head.column,
            )
        };
        (grave(one), places(one)).cmp(&(grave(other), places(other)))
    });
    report.bump = Bump::of(&report.findings);
    report.version = options
        .version
        .as_ref()
        .and_then(|(before, is)| Version::compare(report.bump, before, is));
    Ok(report)
}

/// `2027-01-31`, whatever follows.
fn is_day(text: &str) -> bool {
    let digit = |(index, byte): (usize, u8)| match index {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    text.len() >= 10 && text.bytes().take(10).enumerate().all(digit)
}

/// The message of the first error, with its place.
fn first_error(found: &Diagnostics) -> Option<&Diagnostic> {
    found
        .iter()
        .find(|one| one.severity == crate::Severity::Error)
}

impl Report {
    /// Whether anything that is not accepted is at least as grave as either of two verdicts.
    #[must_use]
    pub fn reaches(&self, api: Option<Api>, rust: Option<Rust>) -> bool {
        let grave = |found: &Finding| {
            api.is_some_and(|api| found.api >= api) || rust.is_some_and(|rust| found.rust >= rust)
        };
        let open = |found: &&Finding| found.accepted.is_none();
        self.findings.iter().filter(open).any(grave)
    }

    /// The report for people, with excerpts of both documents and of the list of accepted breaks.
    #[must_use]
    pub fn to_text(
        &self,
        base: &[Source],
        head: &[Source],
        accepted: Option<&Source>,
        color: bool,
    ) -> String {
        render::terminal(self, base, head, accepted, color)
    }

    /// The report for tools: one JSON object.
    #[must_use]
    pub fn to_json(&self) -> String {
        render::json(self)
    }

    /// The report as a comment of a pull request; it fits GitHub's limit.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        render::markdown(self)
    }

    /// The report as annotations of a GitHub workflow.
    #[must_use]
    pub fn to_github(&self) -> String {
        render::github(self)
    }

    /// The report as a JUnit test report.
    #[must_use]
    pub fn to_junit(&self) -> String {
        render::junit(self)
    }

    /// The entry of the changelog that a release needs.
    #[must_use]
    pub fn to_changelog(&self) -> String {
        render::changelog(self)
    }
}

#[cfg(test)]
mod tests;
