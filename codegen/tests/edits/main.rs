//! One edit of a document, one entry of the report, there and back: the tables beside this file say
//! which kind it is and what it means.
//!
//! ```text
//! a parameter becomes required
//!   given /paths/~1items/get/deprecated: true
//!   /paths/~1items/get/parameters/0/required: true
//!   > parameter-became-required breaking breaks-build
//!   < parameter-became-optional compatible breaks-build
//! ```
//!
//! `given` edits both sides, `-` takes something away. `>` is what is told, `<` what is told of the way
//! back: the kind, the verdict on the API and the verdict on Rust.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

mod keywords;
mod laws;

use std::fmt::Write as _;

use serde_json::Value;
use specwright_codegen::Source;
use specwright_codegen::diff::{Options, diff};

/// The document that is edited.
const BASE: &str = include_str!("base.json");

macro_rules! tables {
    ($($table:ident,)+) => {
        /// Every table.
        const TABLES: &[&str] = &[$(include_str!(concat!(stringify!($table), ".txt")),)+];

        $(#[test]
        fn $table() {
            check(include_str!(concat!(stringify!($table), ".txt")));
        })+
    };
}

tables! {
    bodies,
    operations,
    parameters,
    properties,
    replies,
    ripples,
    rust,
    schemas,
    security,
    unions,
}

/// One row of a table.
struct Row<'a> {
    name: &'a str,
    given: Vec<(&'a str, &'a str)>,
    edits: Vec<(&'a str, &'a str)>,
    there: Vec<&'a str>,
    back: Vec<&'a str>,
}

fn rows(table: &str) -> Vec<Row<'_>> {
    let blocks = table.split("\n\n").map(str::trim_end);
    let blocks = blocks.filter(|block| !block.is_empty());
    blocks.map(row).collect()
}

fn row(block: &str) -> Row<'_> {
    let mut lines = block.lines();
    let mut row = Row {
        name: lines.next().expect("a name"),
        given: Vec::new(),
        edits: Vec::new(),
        there: Vec::new(),
        back: Vec::new(),
    };
    for line in lines.map(str::trim_start) {
        if let Some(told) = line.strip_prefix("> ") {
            row.there.push(told);
        } else if let Some(told) = line.strip_prefix("< ") {
            row.back.push(told);
        } else {
            let given = line.strip_prefix("given ");
            let edit = given.unwrap_or(line).split_once(": ");
            let edit = edit.unwrap_or_else(|| panic!("{}: {line}", row.name));
            if given.is_some() {
                &mut row.given
            } else {
                &mut row.edits
            }
            .push(edit);
        }
    }
    row
}

fn check(table: &str) {
    let rows = rows(table);
    let mut wrong = String::new();
    for row in &rows {
        let mut base: Value = serde_json::from_str(BASE).expect("JSON");
        apply(&mut base, row.name, &row.given);
        let mut head = base.clone();
        apply(&mut head, row.name, &row.edits);
        assert_ne!(base, head, "{}: nothing is edited", row.name);
        let ways = [
            (">", &base, &head, &row.there),
            ("<", &head, &base, &row.back),
        ];
        for (sign, from, to, expected) in ways {
            let told = told(from, to);
            let expected: Vec<&str> = expected
                .iter()
                .copied()
                .filter(|one| *one != "nothing")
                .collect();
            if told != expected {
                _ = writeln!(
                    wrong,
                    "{}\n  {sign} {}",
                    row.name,
                    told.join(&format!("\n  {sign} "))
                );
            }
        }
    }
    assert!(
        !rows.is_empty() && wrong.is_empty(),
        "told instead:\n{wrong}"
    );
}

/// Puts values at their places, or takes away what stands there.
fn apply(document: &mut Value, name: &str, edits: &[(&str, &str)]) {
    for (pointer, value) in edits {
        let value = (*value != "-").then(|| {
            serde_json::from_str::<Value>(value)
                .unwrap_or_else(|error| panic!("{name}: {error}: {value}"))
        });
        let done = put(document, pointer, value);
        assert!(done.is_some(), "{name}: nothing at {pointer}");
    }
}

/// Puts a value at its place, or takes away what stands there; none if there is no such place.
fn put(document: &mut Value, pointer: &str, value: Option<Value>) -> Option<()> {
    let (above, key) = pointer.rsplit_once('/')?;
    let key = key.replace("~1", "/").replace("~0", "~");
    match (document.pointer_mut(above)?, value) {
        (Value::Object(home), Some(value)) => drop(home.insert(key, value)),
        (Value::Object(home), None) => drop(home.shift_remove(&key)?),
        (Value::Array(home), Some(value)) => match home.get_mut(key.parse::<usize>().ok()?) {
            Some(place) => *place = value,
            None => home.push(value),
        },
        (Value::Array(home), None) => {
            let index = key
                .parse::<usize>()
                .ok()
                .filter(|index| *index < home.len())?;
            drop(home.remove(index));
        }
        _ => return None,
    }
    Some(())
}

fn told(base: &Value, head: &Value) -> Vec<String> {
    let source =
        |value: &Value| [Source::new("shop", "shop.json", format!("{value:#}")).features_per_tag()];
    let options = Options {
        today: Some("2026-11-22".to_owned()),
        ..Options::default()
    };
    let report = diff(&source(base), &source(head), &options);
    let report = report.unwrap_or_else(|found| panic!("{}", found.render(&source(head), false)));
    assert!(report.refused.is_empty(), "{:?}", report.refused);
    let told = report.findings.iter();
    told.map(|found| format!("{} {} {}", found.kind, found.api.name(), found.rust.name()))
        .collect()
}
