//! Tables that a person can read.

use std::fmt::Display;

/// A table with a title and headed columns.
pub struct Table {
    title: &'static str,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(title: &'static str, headers: &[&str]) -> Self {
        let headers = headers.iter().map(|header| header.to_uppercase());
        Self {
            title,
            rows: vec![headers.collect()],
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints it, each column as wide as its widest cell.
    pub fn print(&self) {
        println!("{}", self.title);
        for row in &self.rows {
            let cells = row.iter().enumerate();
            let cells = cells.map(|(column, cell)| format!("{cell:<0$}", self.width(column)));
            println!("  {}", cells.collect::<Vec<_>>().join("  ").trim_end());
        }
        println!();
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    }
}

/// A value that may be absent.
pub fn shown(value: Option<impl Display>) -> String {
    value.map_or_else(|| "-".to_owned(), |value| value.to_string())
}
