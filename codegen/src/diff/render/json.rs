//! JSON for tools: one object.

use serde_json::{Value, json};

use crate::diff::finding::{Finding, Place};
use crate::diff::{Report, Stale};

/// One object, indented, with a newline at its end.
pub(in crate::diff) fn text(report: &Report) -> String {
    let version = report.version.as_ref().map(|version| {
        json!({"before": version.before, "is": version.is, "needs": version.needs, "suffices": version.suffices()})
    });
    let value = json!({
        "findings": report.findings.iter().map(finding).collect::<Vec<_>>(),
        "stale": report.stale.iter().map(stale).collect::<Vec<_>>(),
        "refused": report.refused,
        "bump": report.bump.name(),
        "version": version,
    });
    format!("{value:#}\n")
}

fn finding(found: &Finding) -> Value {
    let operations = found.operations.iter();
    json!({
        "kind": found.kind.to_string(),
        "message": found.message,
        "api": found.api.name(),
        "rust": found.rust.name(),
        "reason": found.reason,
        "base": place(&found.base),
        "head": place(&found.head),
        "copies": found.copies.iter().map(|(base, head)| json!({"base": place(base), "head": place(head)})).collect::<Vec<_>>(),
        "rustBefore": found.rust_before,
        "rustAfter": found.rust_after,
        "operations": operations.map(|reached| json!({"operation": reached.operation, "as": reached.part.name(), "api": reached.api.name()})).collect::<Vec<_>>(),
        "fingerprint": found.fingerprint,
        "accepted": found.accepted.as_ref().map(|accepted| json!({"reason": accepted.reason, "until": accepted.until})),
    })
}

fn stale(stale: &Stale) -> Value {
    json!({
        "code": stale.code.name(),
        "message": stale.message,
        "help": stale.help,
        "place": place(&stale.place),
    })
}

fn place(place: &Place) -> Value {
    json!({"path": place.path, "pointer": place.pointer.as_str(), "line": place.line, "column": place.column})
}
