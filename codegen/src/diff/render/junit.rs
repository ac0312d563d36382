//! A JUnit test report: one test a change, failed if it breaks and skipped if that is accepted.

use crate::diff::finding::{Finding, Place};
use crate::diff::{Report, Stale};

/// The report as XML.
pub(in crate::diff) fn text(report: &Report) -> String {
    let tests: String = report.findings.iter().map(finding).collect();
    let stale: String = report.stale.iter().map(stale).collect();
    let breaks = |found: &&Finding| found.breaks() && found.accepted.is_none();
    let failures = report.findings.iter().filter(breaks).count() + report.stale.len();
    let skipped = report
        .findings
        .iter()
        .filter(|found| found.accepted.is_some());
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"cargo xtask diff\" tests=\"{}\" failures=\"{failures}\" skipped=\"{}\">\n{stale}{tests}  </testsuite>\n</testsuites>\n",
        report.findings.len() + report.stale.len(),
        skipped.count(),
    )
}

fn finding(found: &Finding) -> String {
    let body = match &found.accepted {
        Some(accepted) => {
            let told = format!("accepted until {}: {}", accepted.until, accepted.reason);
            format!("      <skipped message=\"{}\"/>\n", escaped(&told))
        }
        None if found.breaks() => {
            let verdicts = (found.api.name(), found.rust.name());
            let told = format!("{} (API {}, Rust {})", found.reason, verdicts.0, verdicts.1);
            failure(&found.message, &told, &found.head)
        }
        None => String::new(),
    };
    case(&found.kind.to_string(), &found.message, &found.head, &body)
}

fn stale(stale: &Stale) -> String {
    let body = failure(&stale.message, &stale.help, &stale.place);
    case(stale.code.name(), &stale.message, &stale.place, &body)
}

fn failure(message: &str, told: &str, at: &Place) -> String {
    let told = format!("{}:{}:{}: {told}", at.path, at.line, at.column);
    format!(
        "      <failure message=\"{}\">{}</failure>\n",
        escaped(message),
        escaped(&told)
    )
}

fn case(class: &str, name: &str, at: &Place, body: &str) -> String {
    let head = format!(
        "    <testcase classname=\"{class}\" name=\"{}\" file=\"{}\" line=\"{}\"",
        escaped(name),
        escaped(&at.path),
        at.line,
    );
    match body {
        "" => format!("{head}/>\n"),
        body => format!("{head}>\n{body}    </testcase>\n"),
    }
}

/// Text in XML; characters that XML cannot hold are shown as one that it can.
fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => xml += "&amp;",
            '<' => xml += "&lt;",
            '>' => xml += "&gt;",
            '"' => xml += "&quot;",
            '\n' | '\t' | '\r' => xml.push(' '),
            other if other.is_control() || matches!(other, '\u{fffe}' | '\u{ffff}') => {
                xml.push('\u{fffd}')
            }
            other => xml.push(other),
        }
    }
    xml
}
