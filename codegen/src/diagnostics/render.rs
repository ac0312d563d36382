//! Messages for people, in the form that rustc has made familiar.

use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet,
    normalize_untrusted_str,
};

use super::spans::{Span, Spans};
use super::{Diagnostic, Diagnostics, Place, Severity};
use crate::pointer::Pointer;
use crate::source::{Source, SourceId};

/// A longer line (a document may be one line of megabytes) is shown as this much around the span.
const LONG_LINE: usize = 1000;
const AROUND: usize = 80;

/// Nobody reads more messages than that.
const MOST_SHOWN: usize = 1000;

/// Every message, and the counts as the last line.
pub(super) fn text(diagnostics: &Diagnostics, sources: &[&Source], color: bool) -> String {
    let spans = Spans::find(diagnostics, sources);
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let mut text = String::new();
    for found in diagnostics.iter().take(MOST_SHOWN) {
        text += &renderer.render(&[group(found, sources, &spans)]);
        text += "\n\n";
    }
    let more = diagnostics.iter().count().saturating_sub(MOST_SHOWN);
    if more > 0 {
        text += &format!("… and {more} more, which `--message-format json` lists\n");
    }
    if !diagnostics.is_empty() {
        text += &totals(diagnostics);
        text.push('\n');
    }
    text
}

fn group<'a>(found: &'a Diagnostic, sources: &[&'a Source], spans: &Spans<'_>) -> Group<'a> {
    let title = level(found.severity)
        .primary_title(normalize_untrusted_str(&found.message))
        .id(found.code.name());
    let mut group = title.elements(excerpts(found, sources, spans));
    if let Some(pointer) = found.place.pointer().filter(|at| **at != Pointer::root()) {
        group =
            group.element(Level::NOTE.message(normalize_untrusted_str(&format!("at {pointer}"))));
    }
    let helps = found
        .helps
        .iter()
        .map(|help| Level::HELP.message(normalize_untrusted_str(help)));
    group.elements(helps)
}

/// The source lines: those of the diagnostic's own document first, then those of others.
fn excerpts<'a>(
    found: &'a Diagnostic,
    sources: &[&'a Source],
    spans: &Spans<'_>,
) -> Vec<Element<'a>> {
    let own = std::iter::once((found.source, &found.place, found.label.as_deref()));
    let related = found.related.iter();
    let related =
        related.map(|related| (related.source, &related.place, Some(related.label.as_str())));
    let mut by_source: Vec<(SourceId, Vec<Marked<'a>>)> = Vec::new();
    for (index, (source, place, label)) in own.chain(related).enumerate() {
        let Some(marked) = marked(source, place, label, index == 0, spans) else {
            continue;
        };
        match by_source.iter_mut().find(|(known, _)| *known == source) {
            Some((_, places)) => places.push(marked),
            None => by_source.push((source, vec![marked])),
        }
    }
    let excerpts = by_source
        .into_iter()
        .flat_map(|(source, places)| match sources.get(source.0) {
            Some(source) if places.iter().any(Marked::is_long) => places
                .iter()
                .flat_map(|place| window(source, place))
                .collect(),
            Some(source) => vec![excerpt(source, &places)],
            None => Vec::new(),
        });
    excerpts.collect()
}

/// A span with what is to be written under it.
struct Marked<'a> {
    span: Span,
    label: Option<&'a str>,
    kind: AnnotationKind,
}

impl Marked<'_> {
    fn is_long(&self) -> bool {
        self.span.line_bytes.len() > LONG_LINE
    }
}

fn marked<'a>(
    source: SourceId,
    place: &Place,
    label: Option<&'a str>,
    primary: bool,
    spans: &Spans<'_>,
) -> Option<Marked<'a>> {
    let span = spans.of(source, place)?;
    let kind = if primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    Some(Marked { span, label, kind })
}

/// The lines from the first place to the last, folded between.
fn excerpt<'a>(source: &'a Source, places: &[Marked<'a>]) -> Element<'a> {
    let first = places
        .iter()
        .map(|place| (place.span.line_bytes.start, place.span.line));
    let (start, line) = first.min().unwrap_or((0, 1));
    let end = places
        .iter()
        .map(|place| place.span.line_bytes.end)
        .max()
        .unwrap_or(start);
    // A byte order mark would count as a column.
    let start = start + text_of(source, start..end).len()
        - text_of(source, start..end)
            .trim_start_matches('\u{feff}')
            .len();
    let annotations = places.iter().map(|place| annotation(place, start));
    Snippet::source(text_of(source, start..end))
        .line_start(line)
        .path(normalize_untrusted_str(&source.path))
        .annotations(annotations)
        .into()
}

/// A piece of a line that is too long to be shown, under its true line and column.
fn window<'a>(source: &'a Source, place: &Marked<'a>) -> [Element<'a>; 2] {
    let Range { start, end } = place.span.bytes.clone();
    let line = &place.span.line_bytes;
    let from = boundary(&source.text, start.saturating_sub(AROUND).max(line.start));
    let end = end.min(start + AROUND);
    let to = boundary(&source.text, (end + AROUND).min(line.end));
    let place = Marked {
        span: Span {
            bytes: start..boundary(&source.text, end),
            ..place.span.clone()
        },
        label: place.label,
        kind: place.kind,
    };
    let origin = Origin::path(normalize_untrusted_str(&source.path))
        .line(place.span.line)
        .char_column(place.span.column);
    let snippet = Snippet::source(text_of(source, from..to))
        .line_start(place.span.line)
        .annotation(annotation(&place, from));
    [origin.into(), snippet.into()]
}

fn annotation<'a>(place: &Marked<'a>, start: usize) -> Annotation<'a> {
    let Range { start: from, end } = place.span.bytes;
    let label = place.label.map(normalize_untrusted_str);
    place
        .kind
        .span(from.saturating_sub(start)..end.saturating_sub(start))
        .label(label)
}

fn text_of(source: &Source, bytes: Range<usize>) -> &str {
    source.text.get(bytes).unwrap_or_default()
}

fn boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    }
}

/// `2 errors, 1 warning`
fn totals(diagnostics: &Diagnostics) -> String {
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| {
        let count = diagnostics.count(severity);
        let plural = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{plural}", severity.name()))
    });
    counts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
