//! A table in Markdown whose columns are aligned, so that it reads well in a terminal too.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Rows of cells below a header. The first column holds names and is aligned to the left; all
/// others hold figures and are aligned to the right.
#[derive(Clone, Debug)]
pub struct Table<const N: usize> {
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table without rows.
    pub fn new(header: [&str; N]) -> Self {
        Self {
            rows: vec![header.map(str::to_owned)],
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: [String; N]) {
        self.rows.push(cells.map(|cell| cell.replace('|', "\\|")));
    }

    /// How wide each column is.
    fn widths(&self) -> [usize; N] {
        std::array::from_fn(|column| {
            let cells = self.rows.iter().map(|row| row[column].chars().count());
            // The narrowest rule of Markdown is `--:`.
            cells.max().unwrap_or(0).max(3)
        })
    }
}

impl<const N: usize> Display for Table<N> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        for (index, row) in self.rows.iter().enumerate() {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                match column {
                    0 => write!(out, "| {cell:<width$} |")?,
                    _ => write!(out, " {cell:>width$} |")?,
                }
            }
            writeln!(out)?;
            if index == 0 {
                rule(out, &widths)?;
            }
        }
        Ok(())
    }
}

/// The line below the header.
fn rule(out: &mut Formatter<'_>, widths: &[usize]) -> fmt::Result {
    for (column, width) in widths.iter().enumerate() {
        match column {
            0 => write!(out, "|{}|", "-".repeat(width + 2))?,
            _ => write!(out, "{}:|", "-".repeat(width + 1))?,
        }
    }
    writeln!(out)
}

/// A time as a cell, in seconds.
#[must_use]
pub fn seconds(time: Duration) -> String {
    format!("{:.2} s", time.as_secs_f64())
}

/// An amount of memory or the size of a file as a cell, in millions of bytes.
#[must_use]
pub fn megabytes(bytes: u64) -> String {
    let megabytes = bytes as f64 / 1e6;
    match megabytes < 10.0 {
        true => format!("{megabytes:.1} MB"),
        false => format!("{megabytes:.0} MB"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_left_and_figures_right() {
        let mut table = Table::new(["document", "operations", "s"]);
        table.row(["box".to_owned(), "260".to_owned(), "0.35".to_owned()]);
        table.row(["a|b".to_owned(), "7".to_owned(), "10.00".to_owned()]);
        let expected = "\
| document | operations |     s |
|----------|-----------:|------:|
| box      |        260 |  0.35 |
| a\\|b     |          7 | 10.00 |
";
        assert_eq!(table.to_string(), expected);
    }
}
