//! A JUnit test report: one test a change, failed if it breaks.

use std::fmt::Write;

use crate::diff::Report;

/// The report as XML.
pub(in crate::diff) fn text(report: &Report) -> String {
    let failures = report
        .findings
        .iter()
        .filter(|found| super::breaks(found))
        .count();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"cargo xtask diff\" tests=\"{}\" failures=\"{failures}\">\n",
        report.findings.len(),
    );
    for found in &report.findings {
        let head = &found.head;
        let place = format!("{}:{}:{}", head.path, head.line, head.column);
        _ = write!(
            text,
            "    <testcase classname=\"{}\" name=\"{}\" file=\"{}\" line=\"{}\"",
            found.kind,
            escaped(&found.message),
            escaped(&head.path),
            head.line,
        );
        if super::breaks(found) {
            let told = format!(
                "{place}: {} (API {}, Rust {})",
                found.reason,
                found.api.name(),
                found.rust.name()
            );
            _ = writeln!(
                text,
                ">\n      <failure message=\"{}\">{}</failure>\n    </testcase>",
                escaped(&found.message),
                escaped(&told)
            );
        } else {
            text += "/>\n";
        }
    }
    text + "  </testsuite>\n</testsuites>\n"
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
