//! Breaks that somebody has looked at and accepted, each for a reason and until a day.
//!
//! ```yaml
//! - kind: operation-removed
//!   pointer: '#/paths/~1orders~1{order}/delete'
//!   reason: The vendor has switched it off.
//!   until: 2027-03-01
//! ```

use serde_json::Value;

use super::document::Files;
use super::finding::{Acceptance, Finding, Place};
use super::kind::Kind;
use super::place::Places;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::source::{Source, SourceId};
use crate::{Pointer, read};

const KEYS: [&str; 5] = ["kind", "pointer", "reason", "until", "document"];

/// An entry of the list that accepts nothing.
#[derive(Clone, Debug)]
pub struct Stale {
    /// Why: it has expired, or there is no such break.
    pub code: Code,
    /// The same in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where the entry stands.
    pub place: Place,
}

/// One entry.
#[derive(Debug)]
struct Entry {
    kind: Kind,
    pointer: Pointer,
    document: Option<String>,
    acceptance: Acceptance,
    at: Pointer,
}

/// The entries of a list.
#[derive(Debug, Default)]
pub(super) struct Accepted(Vec<Entry>);

impl Accepted {
    /// Reads a list. What is wrong with it is in `diagnostics`.
    pub(super) fn read(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Self {
        let Some(value) = read::any_value(id, source, diagnostics) else {
            return Self::default();
        };
        let wrong = |at: &Pointer, message: &str| {
            Diagnostic::error(Code::WrongType, id, at, message)
                .help("each entry has a kind, a pointer, a reason and the day until which it holds")
        };
        let Value::Array(items) = &value else {
            // A file of comments alone.
            if !value.is_null() {
                diagnostics.push(wrong(&Pointer::root(), "accepted breaks are a list"));
            }
            return Self::default();
        };
        let mut entries = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = Pointer::root().join(index);
            match item {
                Value::Object(_) => entries.extend(entry(id, item, &at, diagnostics)),
                _ => diagnostics.push(wrong(&at, "an accepted break is a mapping")),
            }
        }
        Self(entries)
    }

    /// Marks what is accepted, and tells the entries that accept nothing.
    pub(super) fn apply(
        &self,
        source: &Source,
        today: Option<&str>,
        findings: &mut [Finding],
    ) -> Vec<Stale> {
        let mut stale = Vec::new();
        for entry in &self.0 {
            let expired = entry.is_expired(today);
            let mut matching = findings
                .iter_mut()
                .filter(|found| entry.matches(found))
                .peekable();
            let (code, message, help) = if matching.peek().is_none() {
                (
                    Code::StaleAcceptance,
                    format!(
                        "there is no `{}` at {} that breaks anybody",
                        entry.kind, entry.pointer
                    ),
                    "remove the entry; `cargo xtask diff --format json` has kinds and pointers"
                        .to_owned(),
                )
            } else if expired {
                (
                    Code::ExpiredAcceptance,
                    format!("this was accepted until {}", entry.acceptance.until),
                    "remove the entry, or look again and give it another day".to_owned(),
                )
            } else {
                matching.for_each(|found| found.accepted = Some(entry.acceptance.clone()));
                continue;
            };
            stale.push((entry.at.clone(), code, message, help));
        }
        // What has changed in many places is accepted when it is accepted in each of them.
        for found in findings.iter_mut() {
            let is_accepted = |(base, head): (&Place, &Place)| {
                let mut entries = self.0.iter().filter(|entry| !entry.is_expired(today));
                entries.any(|entry| entry.stands_at(found.kind, (base, head)))
            };
            let copies = found.copies.iter().map(|(base, head)| (base, head));
            if !copies.chain([(&found.base, &found.head)]).all(is_accepted) {
                found.accepted = None;
            }
        }
        let files = Files::of(source);
        let places = Places::find(&files, stale.iter().map(|(at, ..)| at.clone()));
        let stale = stale.into_iter().map(|(at, code, message, help)| Stale {
            code,
            message,
            help,
            place: places.of(&at),
        });
        stale.collect()
    }
}

impl Entry {
    fn is_expired(&self, today: Option<&str>) -> bool {
        today.is_some_and(|today| self.acceptance.until.as_str() < today)
    }

    fn matches(&self, found: &Finding) -> bool {
        let mut copies = found.copies.iter();
        found.matters()
            && (self.stands_at(found.kind, (&found.base, &found.head))
                || copies.any(|(base, head)| self.stands_at(found.kind, (base, head))))
    }

    /// Whether it is of a kind and a place, in either document.
    fn stands_at(&self, kind: Kind, places: (&Place, &Place)) -> bool {
        let there = |place: &Place| {
            place.pointer == self.pointer
                && self
                    .document
                    .as_ref()
                    .is_none_or(|path| *path == place.path)
        };
        kind == self.kind && (there(places.0) || there(places.1))
    }
}

fn entry(id: SourceId, item: &Value, at: &Pointer, found: &mut Diagnostics) -> Option<Entry> {
    for key in item.as_object().into_iter().flat_map(|map| map.keys()) {
        if !KEYS.contains(&key.as_str()) {
            let message = format!("an accepted break has no key `{key}`");
            let unknown = Diagnostic::error(Code::UnknownKey, id, &at.join(key), message);
            found.push(unknown.on_key().help(format!("it has {}", KEYS.join(", "))));
        }
    }
    let mut text = |key: &str| {
        let text = item.get(key).and_then(Value::as_str).map(str::trim);
        if text.is_none_or(str::is_empty) {
            let message = format!("an accepted break needs the text `{key}`");
            found.push(Diagnostic::error(Code::MissingKey, id, at, message));
        }
        text
    };
    let (kind, pointer) = (text("kind"), text("pointer"));
    let (reason, until) = (text("reason"), text("until"));
    let (kind, pointer, reason, until) = (kind?, pointer?, reason?, until?);
    let mut invalid = |key: &str, message: String| {
        found.push(Diagnostic::error(
            Code::InvalidValue,
            id,
            &at.join(key),
            message,
        ));
    };
    let known = Kind::from_name(kind);
    if known.is_none() {
        invalid("kind", format!("`{kind}` is no kind of a change"));
    }
    let place = Pointer::from_reference(pointer);
    if place.is_none() {
        invalid(
            "pointer",
            format!("`{pointer}` is no pointer such as #/paths/~1orders/get"),
        );
    }
    if !super::is_day(until) {
        invalid(
            "until",
            format!("`{until}` is not a day such as 2027-01-31"),
        );
    }
    Some(Entry {
        kind: known?,
        pointer: place?,
        document: item
            .get("document")
            .and_then(Value::as_str)
            .map(str::to_owned),
        acceptance: Acceptance {
            reason: reason.to_owned(),
            until: until.to_owned(),
        },
        at: at.clone(),
    })
}
