//! What is told of the documents: a table, the reasons for what was left out, the failures.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::trial::{Finding, Trial};
use crate::table::{Table, megabytes, seconds};

/// A row for each document.
#[must_use]
pub fn table(trials: &[Trial]) -> Table<8> {
    let mut table = Table::new([
        "document",
        "operations",
        "types",
        "left out",
        "errors",
        "generated",
        "checked",
        "in memory",
    ]);
    for trial in trials {
        let summary = trial.generated.as_ref().ok();
        let figure = |figure: Option<usize>| figure.map_or("-".to_owned(), |it| it.to_string());
        let check = trial.check.as_ref();
        table.row([
            trial.name.clone(),
            figure(summary.map(|summary| summary.operations)),
            figure(summary.map(|summary| summary.types)),
            figure(summary.map(|_| trial.findings.len())),
            figure(trial.errors()),
            seconds(trial.time),
            check.map_or("-".to_owned(), |check| seconds(check.usage.time)),
            check.map_or("-".to_owned(), |check| megabytes(check.usage.memory)),
        ]);
    }
    table
}

/// A line about a document, to be shown as soon as it is done.
#[must_use]
pub fn line(trial: &Trial) -> String {
    let mut line = format!("{}: generated in {}", trial.name, seconds(trial.time));
    if let Some(check) = &trial.check {
        line += &format!(", checked in {}", seconds(check.usage.time));
    }
    match trial.failed() {
        true => line + ", failed",
        false => line,
    }
}

/// Why things were left out: each reason once, with how often and an example.
#[must_use]
pub fn reasons(trials: &[Trial]) -> String {
    let mut reasons: BTreeMap<(&str, String), Reason<'_>> = BTreeMap::new();
    for trial in trials.iter().filter(|trial| trial.generated.is_ok()) {
        for finding in &trial.findings {
            let key = (finding.code, without_names(&finding.message));
            let reason = reasons.entry(key).or_insert_with(|| Reason {
                times: 0,
                documents: BTreeSet::new(),
                example: finding,
            });
            reason.times += 1;
            reason.documents.insert(&trial.name);
        }
    }
    let mut sorted: Vec<_> = reasons.into_iter().collect();
    sorted.sort_by_key(|(_, reason)| std::cmp::Reverse(reason.times));
    let mut text = String::new();
    for ((code, message), reason) in sorted {
        let documents: Vec<_> = reason.documents.iter().take(5).copied().collect();
        let more = match reason.documents.len().saturating_sub(documents.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let Finding {
            message: full,
            place,
            ..
        } = reason.example;
        let _ = writeln!(text, "{} × [{code}] {message}", reason.times);
        let _ = writeln!(text, "    in {}{more}", documents.join(", "));
        let _ = writeln!(text, "    such as {full}, at {place}");
    }
    text
}

struct Reason<'a> {
    times: usize,
    documents: BTreeSet<&'a str>,
    example: &'a Finding,
}

/// A message without what it names, so that the same reason is the same text.
fn without_names(message: &str) -> String {
    let mut text = String::new();
    for (index, part) in message.split('`').enumerate() {
        text += if index % 2 == 0 { part } else { "`…`" };
    }
    text
}

/// The first lines of what was said of a document that failed.
#[must_use]
pub fn failure(trial: &Trial, lines: usize) -> String {
    let mut text = format!("{} failed:\n", trial.name);
    for line in trial.said().lines().take(lines) {
        let _ = writeln!(text, "    {line}");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use specwright_codegen::Summary;

    use super::*;
    use crate::measure::{Run, Usage};

    fn finding(message: &str, place: &str) -> Finding {
        Finding {
            code: "unsupported",
            message: message.to_owned(),
            place: place.to_owned(),
        }
    }

    fn trials() -> [Trial; 2] {
        let good = Trial {
            name: "good".to_owned(),
            generated: Ok(Summary {
                api: "good".to_owned(),
                operations: 12,
                types: 34,
                files: 50,
            }),
            findings: vec![
                finding("a body of `text/csv` is not supported", "#/a"),
                finding("a body of `a/b` is not supported", "#/b"),
                finding("odd", "#/c"),
            ],
            time: Duration::from_millis(120),
            check: Some(Run {
                success: false,
                said: "error: one\nerror: could not compile `good` (lib) due to 2 previous errors"
                    .to_owned(),
                usage: Usage {
                    time: Duration::from_secs(3),
                    memory: 250_000_000,
                },
            }),
        };
        let bad = Trial {
            name: "bad".to_owned(),
            generated: Err("error[syntax]: no\n".to_owned()),
            findings: vec![finding("no", "#")],
            check: None,
            ..good.clone()
        };
        [good, bad]
    }

    #[test]
    fn the_table_tells_what_is_known() {
        let expected = "\
| document | operations | types | left out | errors | generated | checked | in memory |
|----------|-----------:|------:|---------:|-------:|----------:|--------:|----------:|
| good     |         12 |    34 |        3 |      2 |    0.12 s |  3.00 s |    250 MB |
| bad      |          - |     - |        - |      1 |    0.12 s |       - |         - |
";
        assert_eq!(table(&trials()).to_string(), expected);
    }

    #[test]
    fn a_line_tells_a_failure() {
        let [good, bad] = trials();
        let expected = "good: generated in 0.12 s, checked in 3.00 s, failed";
        assert_eq!(line(&good), expected);
        assert_eq!(line(&bad), "bad: generated in 0.12 s, failed");
    }

    #[test]
    fn a_reason_is_told_once_with_an_example() {
        let expected = "\
2 × [unsupported] a body of `…` is not supported
    in good
    such as a body of `text/csv` is not supported, at #/a
1 × [unsupported] odd
    in good
    such as odd, at #/c
";
        assert_eq!(reasons(&trials()), expected);
    }

    #[test]
    fn a_failure_shows_what_was_said_first() {
        let [good, bad] = trials();
        assert!(good.failed() && bad.failed());
        assert_eq!(failure(&good, 1), "good failed:\n    error: one\n");
        assert_eq!(failure(&bad, 5), "bad failed:\n    error[syntax]: no\n");
    }
}
