//! The tables of the measures and of the bars.

use super::bars::{BARS, CHECK_MEMORY};
use super::measures::Measures;
use crate::table::{Table, megabytes, seconds};

/// A document and its measures, ours first.
#[derive(Clone, Debug)]
pub struct Row {
    /// What the document is called.
    pub document: String,
    /// The measures of our generator.
    pub ours: Measures,
    /// Those of its peers, if they were asked for.
    pub peers: Vec<Measures>,
}

/// A line about a document and a generator, to be shown as soon as they are measured.
#[must_use]
pub fn line(document: &str, measures: &Measures) -> String {
    let generated = seconds(measures.generation.time);
    let mut line = format!(
        "{document}, {}: generated in {generated}",
        measures.tool.name()
    );
    if let Some(check) = measures.check {
        line += &format!(", checked in {}", seconds(check.time));
    }
    match &measures.failure {
        Some(failure) => format!("{line}, {failure}"),
        None => line,
    }
}

/// A row for each document and generator.
#[must_use]
pub fn figures(rows: &[Row]) -> Table<11> {
    let mut table = Table::new([
        "document",
        "generator",
        "generated",
        "in memory",
        "lines",
        "checked",
        "in memory",
        "debug build",
        "release build",
        "rlib debug",
        "rlib release",
    ]);
    for row in rows {
        for measures in std::iter::once(&row.ours).chain(&row.peers) {
            let check = measures.check;
            let (debug, release) = (measures.debug, measures.release);
            table.row([
                row.document.clone(),
                measures.tool.name().to_owned(),
                seconds(measures.generation.time),
                megabytes(measures.generation.memory),
                thousands(measures.lines),
                cell(check.map(|check| seconds(check.time))),
                cell(check.map(|check| megabytes(check.memory))),
                cell(debug.map(|debug| seconds(debug.usage.time))),
                cell(release.map(|release| seconds(release.usage.time))),
                cell(debug.map(|debug| megabytes(debug.size))),
                cell(release.map(|release| megabytes(release.size))),
            ]);
        }
    }
    table
}

/// Which generators did not come to the end, and why.
#[must_use]
pub fn failures(rows: &[Row]) -> String {
    let mut text = String::new();
    for row in rows {
        for measures in std::iter::once(&row.ours).chain(&row.peers) {
            if let Some(failure) = &measures.failure {
                let tool = measures.tool.name();
                text += &format!("{}, {tool}: {failure}\n", row.document);
            }
        }
    }
    text
}

/// For each document and bar, our figure as a part of the best peer's; what misses its bar is
/// marked.
#[must_use]
pub fn ratios(rows: &[Row]) -> Table<6> {
    let mut header = ["document", "", "", "", "", ""].map(str::to_owned);
    let mut bars = header.clone();
    bars[0] = "the bar".to_owned();
    for (column, bar) in BARS.iter().enumerate() {
        header[column + 1] = bar.name.to_owned();
        bars[column + 1] = part(bar.most);
    }
    let mut table = Table::new(header.each_ref().map(String::as_str));
    table.row(bars);
    for row in rows {
        let mut cells = header.clone();
        cells[0].clone_from(&row.document);
        for (column, bar) in BARS.iter().enumerate() {
            let ratio = bar.ratio(&row.ours, &row.peers);
            cells[column + 1] = cell(ratio.map(|ratio| match ratio.holds {
                true => part(ratio.part),
                false => format!("missed: {}", part(ratio.part)),
            }));
        }
        table.row(cells);
    }
    table
}

/// Whether our output compiles everywhere, in little memory, and no bar is missed.
#[must_use]
pub fn all_hold(rows: &[Row]) -> bool {
    rows.iter().all(|row| {
        let mut ratios = BARS
            .iter()
            .filter_map(|bar| bar.ratio(&row.ours, &row.peers));
        let memory = row.ours.check.map_or(0, |check| check.memory);
        row.ours.failure.is_none() && memory <= CHECK_MEMORY && ratios.all(|ratio| ratio.holds)
    })
}

fn cell(figure: Option<String>) -> String {
    figure.unwrap_or_else(|| "-".to_owned())
}

fn part(part: f64) -> String {
    format!("{part:.2}")
}

fn thousands(lines: usize) -> String {
    format!("{:.0} k", lines as f64 / 1e3)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::bench::measures::Built;
    use crate::bench::tool::Tool;
    use crate::measure::Usage;

    fn measures(tool: Tool, time: u64) -> Measures {
        let usage = Usage {
            time: Duration::from_secs(time),
            memory: time * 100_000_000,
        };
        let built = Built {
            usage,
            size: time * 1_000_000,
        };
        Measures {
            tool,
            generation: usage,
            lines: 12_345,
            check: Some(usage),
            debug: Some(built),
            release: Some(built),
            failure: None,
        }
    }

    fn rows() -> [Row; 1] {
        let mut refused = measures(Tool::Oas3Gen, 1);
        refused.check = None;
        refused.debug = None;
        refused.release = None;
        refused.failure = Some("refuses: no".to_owned());
        [Row {
            document: "box".to_owned(),
            ours: measures(Tool::Ours, 3),
            peers: vec![measures(Tool::Ploidy, 10), refused],
        }]
    }

    #[test]
    fn the_figures_are_told_side_by_side() {
        let expected = "\
| document |  generator | generated | in memory | lines | checked | in memory | debug build | release build | rlib debug | rlib release |
|----------|-----------:|----------:|----------:|------:|--------:|----------:|------------:|--------------:|-----------:|-------------:|
| box      | specwright |    3.00 s |    300 MB |  12 k |  3.00 s |    300 MB |      3.00 s |        3.00 s |     3.0 MB |       3.0 MB |
| box      |     ploidy |   10.00 s |   1000 MB |  12 k | 10.00 s |   1000 MB |     10.00 s |       10.00 s |      10 MB |        10 MB |
| box      |   oas3-gen |    1.00 s |    100 MB |  12 k |       - |         - |           - |             - |          - |            - |
";
        assert_eq!(figures(&rows()).to_string(), expected);
        assert_eq!(failures(&rows()), "box, oas3-gen: refuses: no\n");
        let expected = "box, specwright: generated in 3.00 s, checked in 3.00 s";
        assert_eq!(line("box", &rows()[0].ours), expected);
        let expected = "box, oas3-gen: generated in 1.00 s, refuses: no";
        assert_eq!(line("box", &rows()[0].peers[1]), expected);
    }

    #[test]
    fn a_missed_bar_is_marked() {
        let expected = "\
| document | generation | its memory |        check | debug build | release rlib |
|----------|-----------:|-----------:|-------------:|------------:|-------------:|
| the bar  |       0.50 |       0.50 |         0.25 |        0.33 |         0.33 |
| box      |       0.30 |       0.30 | missed: 0.30 |        0.30 |         0.30 |
";
        assert_eq!(ratios(&rows()).to_string(), expected);
        assert!(!all_hold(&rows()));
    }

    #[test]
    fn all_hold_when_ours_compiles_in_little_memory_and_far_ahead() {
        let mut rows = rows();
        rows[0].ours = measures(Tool::Ours, 2);
        assert!(all_hold(&rows));
        rows[0].ours.failure = Some("does not compile".to_owned());
        assert!(!all_hold(&rows));
        rows[0].ours = measures(Tool::Ours, 2);
        rows[0].ours.check = rows[0].ours.check.map(|check| Usage {
            memory: CHECK_MEMORY + 1,
            ..check
        });
        assert!(!all_hold(&rows));
    }
}
