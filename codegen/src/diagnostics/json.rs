//! Messages for tools.

use serde_json::json;

use super::spans::Spans;
use super::{Diagnostic, Diagnostics, Place};
use crate::source::{Source, SourceId};

/// One JSON object a line, with its line end.
pub(super) fn lines(diagnostics: &Diagnostics, sources: &[&Source]) -> String {
    let spans = Spans::find(diagnostics, sources);
    let lines = diagnostics.iter().map(|found| line(found, sources, &spans));
    lines.collect()
}

fn line(found: &Diagnostic, sources: &[&Source], spans: &Spans<'_>) -> String {
    let mut object = place(found.source, &found.place, sources, spans);
    let related = found.related.iter().map(|related| {
        let mut object = place(related.source, &related.place, sources, spans);
        object["message"] = json!(related.label);
        object
    });
    let mut all = json!({
        "severity": found.severity.name(),
        "code": found.code.name(),
        "message": found.message,
    });
    if let (Some(all), Some(object)) = (all.as_object_mut(), object.as_object_mut()) {
        all.append(object);
    }
    all["label"] = json!(found.label);
    all["help"] = json!(found.helps);
    all["related"] = related.collect();
    format!("{all}\n")
}

fn place(
    source: SourceId,
    place: &Place,
    sources: &[&Source],
    spans: &Spans<'_>,
) -> serde_json::Value {
    let span = spans.of(source, place);
    json!({
        "file": sources.get(source.0).map(|source| &source.path),
        "line": span.as_ref().map(|span| span.line),
        "column": span.as_ref().map(|span| span.column),
        "pointer": place.pointer().map(ToString::to_string),
    })
}
