//! The report for people: one message a change, with the lines of both documents.

use annotate_snippets::{
    AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use crate::diff::finding::{Api, Finding, Place, Rust};
use crate::diff::{Report, Stale};
use crate::source::{self, Source};

/// A longer line is not shown.
const LONG_LINE: usize = 300;

/// Every change, and what follows from all of them.
pub(in crate::diff) fn text(
    report: &Report,
    base: &[Source],
    head: &[Source],
    accepted: Option<&Source>,
    color: bool,
) -> String {
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for stale in &report.stale {
        text += &renderer.render(&[stale_group(stale, accepted)]);
        text += "\n\n";
    }
    for found in &report.findings {
        text += &renderer.render(&[group(found, base, head)]);
        text += "\n\n";
    }
    for refusal in &report.refused {
        let note = format!("{refusal}; the Rust verdicts follow from rules, not from code");
        text += &renderer.render(&[Group::with_title(
            Level::NOTE.primary_title(normalize_untrusted_str(&note)),
        )]);
        text += "\n\n";
    }
    text + &super::headline(report)
}

fn group<'a>(found: &'a Finding, base: &'a [Source], head: &'a [Source]) -> Group<'a> {
    let kind = found.kind.to_string();
    let title = level(found)
        .primary_title(normalize_untrusted_str(&found.message))
        .id(kind);
    let mut group = title.elements(Vec::<Element<'_>>::new());
    let old = excerpt(&found.base, base, "before");
    let new = excerpt(&found.head, head, "after");
    for element in old.into_iter().chain(new) {
        group = group.element(element);
    }
    let verdict = format!(
        "API {}, Rust {}: {}",
        found.api.name(),
        found.rust.name(),
        found.reason
    );
    group = group.element(Level::NOTE.message(normalize_untrusted_str(&verdict)));
    if let Some(accepted) = &found.accepted {
        let told = format!("until {}: {}", accepted.until, accepted.reason);
        group = group.element(
            Level::NOTE
                .with_name("accepted")
                .message(normalize_untrusted_str(&told)),
        );
    }
    let rust = super::rust(found);
    if !rust.is_empty() {
        let all = rust.join("\n");
        group = group.element(
            Level::NOTE
                .with_name("rust")
                .message(normalize_untrusted_str(&all)),
        );
    }
    let reached = super::operations(found);
    if !reached.is_empty() {
        group = group.element(
            Level::NOTE
                .with_name("in")
                .message(normalize_untrusted_str(&reached)),
        );
    }
    group
}

/// An entry of the list of accepted breaks that accepts nothing.
fn stale_group<'a>(stale: &'a Stale, list: Option<&'a Source>) -> Group<'a> {
    let title = Level::ERROR.primary_title(normalize_untrusted_str(&stale.message));
    let mut group = title
        .id(stale.code.name())
        .elements(Vec::<Element<'_>>::new());
    let list = list.map_or(&[][..], std::slice::from_ref);
    if let Some(element) = excerpt(&stale.place, list, "this entry") {
        group = group.element(element);
    }
    group.element(Level::HELP.message(normalize_untrusted_str(&stale.help)))
}

fn level(found: &Finding) -> Level<'static> {
    match (found.api, found.rust) {
        _ if found.accepted.is_some() => Level::INFO.with_name("accepted"),
        (Api::Breaking, _) | (_, Rust::BreaksBuild) => Level::ERROR.with_name("break"),
        (Api::Risky, _) | (_, Rust::ChangesMeaning) => Level::WARNING.with_name("risk"),
        _ => Level::INFO.with_name("change"),
    }
}

fn excerpt<'a>(place: &'a Place, sources: &'a [Source], label: &'a str) -> Option<Element<'a>> {
    let mut texts = source::texts(sources).into_iter();
    let source = texts.find(|source| source.path == place.path)?;
    let line = source.text.lines().nth(place.line.checked_sub(1)?)?;
    if line.len() > LONG_LINE {
        let origin = Origin::path(normalize_untrusted_str(&place.path))
            .line(place.line)
            .char_column(place.column);
        return Some(origin.into());
    }
    let start = line
        .char_indices()
        .nth(place.column.saturating_sub(1))
        .map_or(0, |(offset, _)| offset);
    let rest = &line[start..];
    let key = rest
        .find(": ")
        .or_else(|| rest.strip_suffix(':').map(str::len))
        .unwrap_or(rest.trim_end().len());
    let annotation = AnnotationKind::Primary
        .span(start..start + key)
        .label(label);
    let snippet = Snippet::source(line)
        .line_start(place.line)
        .path(normalize_untrusted_str(&place.path))
        .annotation(annotation);
    Some(snippet.into())
}
