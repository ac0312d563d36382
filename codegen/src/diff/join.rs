//! The two judgements of one pair of documents, joined into findings.

use std::collections::BTreeSet;

use super::contract::{self, Change, Uses};
use super::document::Document;
use super::finding::{Api, Finding, Place, Rust, Use};
use super::joined::{Joined, Judged};
use super::kind::{Action, Kind, Subject};
use super::place::Places;
use super::rules::{self, Way};
use super::surface::Surface;
use super::{Options, Report, first_error};
use crate::Pointer;
use crate::diagnostics::Diagnostics;
use crate::source::Source;

/// A document that only one side has.
pub(super) fn whole(source: &Source, action: Action) -> Finding {
    let kind = Kind::new(Subject::Api, action);
    let place = Place {
        path: source.path.clone(),
        pointer: Pointer::root(),
        line: 1,
        column: 1,
    };
    let (api, rust) = match action {
        Action::Removed => (Api::Breaking, Rust::BreaksBuild),
        _ => (Api::Compatible, Rust::Compatible),
    };
    let line = vec![format!("api {}", source.api)];
    let (rust_before, rust_after) = if action == Action::Removed {
        (line, Vec::new())
    } else {
        (Vec::new(), line)
    };
    Finding {
        kind,
        message: format!("the document {} was {}", source.path, action.word()),
        base: place.clone(),
        head: place,
        copies: Vec::new(),
        api,
        rust,
        reason: reason(api, rust, None),
        rust_before,
        rust_after,
        operations: Vec::new(),
        fingerprint: fingerprint(kind, &source.api, &Pointer::root(), &Pointer::root()),
        accepted: None,
    }
}

/// Compares two versions of a document.
pub(super) fn documents(
    base: Document<'_>,
    head: Document<'_>,
    options: &Options,
    report: &mut Report,
) {
    let mut changes = contract::changes(&base.value, &head.value, options.today.as_deref());
    let uses = contract::Uses::of(&base.value, &head.value);
    let led = led(&changes, &uses);
    let mut led = led.into_iter();
    changes.retain(|_| !led.next().unwrap_or_default());
    let (from, to) = (&base.files, &head.files);
    if changes.is_empty() && from.are_same(to) {
        return;
    }
    // One after the other: a surface takes ten times the room of its text while it is made.
    let (old, new) = (
        Surface::of(from.source, base.value),
        Surface::of(to.source, head.value),
    );
    let mut joined = match (old, new) {
        (Ok(old), Ok(new)) => Joined::new(&old, &new, &uses).all(changes),
        (old, new) => {
            let refused = [(from.source, old.err()), (to.source, new.err())];
            let refused = refused
                .into_iter()
                .filter_map(|(source, found)| Some(refusal(source, &found?)));
            report.refused.extend(refused);
            changes.into_iter().map(Judged::by_rule).collect()
        }
    };
    joined.retain(|judged| !is_only_a_name(judged));
    let places = |Judged { change, .. }: &Judged| {
        let own = (change.base.clone(), change.head.clone());
        std::iter::once(own).chain(change.copies.clone())
    };
    let (bases, heads): (Vec<_>, Vec<_>) = joined.iter().flat_map(places).unzip();
    let (old, new) = rayon::join(|| Places::find(from, bases), || Places::find(to, heads));
    let findings = joined
        .into_iter()
        .map(|judged| finding(judged, &old, &new, &to.source.api));
    report.findings.extend(findings);
}

/// Which changes are told by others: a schema that came or went with what used it.
fn led(changes: &[Change], uses: &Uses) -> Vec<bool> {
    let all = changes
        .iter()
        .filter(|change| change.kind.subject != Subject::Schema);
    let leads: BTreeSet<String> = all
        .flat_map(|change| change.leads.iter().cloned())
        .collect();
    let told = |change: &Change| {
        let places = [&change.base, &change.head];
        change.follows && places.iter().any(|at| uses.lead_to(&leads, at))
    };
    changes.iter().map(told).collect()
}

/// What the generator refuses, in a sentence.
fn refusal(source: &Source, found: &Diagnostics) -> String {
    let why = first_error(found).map(|error| error.message.clone());
    let more = match found.errors().saturating_sub(1) {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    let why = why.unwrap_or_default();
    format!("the generator refuses {}: {why}{more}", source.path)
}

/// A schema that came or went without any Rust is told by the operations that used it, if any.
fn is_only_a_name(judged: &Judged) -> bool {
    judged.change.kind.subject == Subject::Schema
        && judged.change.kind.action == Action::Added
        && judged.after.is_empty()
}

/// The ways that a change travels; one that no operation carries counts as both.
fn ways(change: &Change) -> Vec<Way> {
    match (change.request, change.response) {
        (true, false) => vec![Way::Request],
        (false, true) => vec![Way::Response],
        (true, true) => vec![Way::Request, Way::Response],
        _ if change.is_idle() => Vec::new(),
        (false, false)
            if change
                .operations
                .iter()
                .all(|reached| !reached.part.is_request() && !reached.part.is_response()) =>
        {
            vec![Way::Request, Way::Response]
        }
        (false, false) => Vec::new(),
    }
}

pub(super) fn by_rule(change: &Change) -> Rust {
    let ways = ways(change)
        .into_iter()
        .map(|way| rules::rust(change.kind, way, change.parameter));
    ways.max().unwrap_or_default()
}

fn finding(judged: Judged, base: &Places<'_>, head: &Places<'_>, name: &str) -> Finding {
    let Judged {
        change,
        rust,
        before,
        after,
    } = judged;
    let (api, way) = verdict(&change);
    Finding {
        kind: change.kind,
        reason: match change.is_idle() && rust == Rust::Compatible {
            true => "no operation uses it".to_owned(),
            false => reason(api, rust, way),
        },
        base: base.of(&change.base),
        head: head.of(&change.head),
        copies: change
            .copies
            .iter()
            .map(|(old, new)| (base.of(old), head.of(new)))
            .collect(),
        api,
        rust,
        rust_before: before,
        rust_after: after,
        operations: change.operations,
        fingerprint: fingerprint(change.kind, name, &change.base, &change.head),
        accepted: None,
        message: change.message,
    }
}

/// What a change means to users of the API, and the way in which it is gravest.
fn verdict(change: &Change) -> (Api, Option<Way>) {
    let gravest = change.operations.iter().max_by_key(|reached| reached.api);
    match gravest {
        Some(reached) if reached.part.is_request() => (reached.api, Some(Way::Request)),
        Some(reached) if reached.part.is_response() => (reached.api, Some(Way::Response)),
        Some(reached) => (reached.api, None),
        // A definition means nothing without an operation.
        None if change.kind.subject == Subject::Schema => (Api::Compatible, None),
        None if change.is_idle() => (Api::Compatible, None),
        None => (change.kind.api(Use::Operation), None),
    }
}

fn reason(api: Api, rust: Rust, way: Option<Way>) -> String {
    let wire = match (api, way) {
        (Api::Breaking, Some(Way::Request)) => "requests that were right before are refused",
        (Api::Breaking, Some(Way::Response)) => "replies no longer keep what was promised",
        (Api::Breaking, None) => "callers that were right before fail",
        (Api::Risky, Some(Way::Request)) => {
            "requests that were right before may be refused or ignored"
        }
        (Api::Risky, Some(Way::Response)) => "replies may hold what clients do not expect",
        (Api::Risky, None) => "callers that were right before may fail",
        (Api::Compatible, _) => "nothing that was promised is taken back",
    };
    let code = match rust {
        Rust::BreaksBuild => "Rust callers that name it do not build",
        Rust::ChangesMeaning => "Rust callers build and do something else",
        Rust::Compatible => "Rust callers build as before",
    };
    format!("{wire}; {code}")
}

/// FNV-1a, 64 bits: short, the same on every system, and no secret.
fn fingerprint(kind: Kind, api: &str, base: &Pointer, head: &Pointer) -> String {
    let text = format!("{kind}\n{api}\n{}\n{}", base.as_str(), head.as_str());
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}
