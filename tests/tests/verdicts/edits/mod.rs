//! The edits that are judged: each replaces texts of one document by others.

mod messages;
mod operations;
mod properties;
mod schemas;
mod unions;

/// A name, and what is replaced by what.
type Edit = (&'static str, &'static [(&'static str, &'static str)]);

const BASE: &str = include_str!("../base.yaml");

/// Every edit: its name, the document, and the edited document.
pub fn all() -> Vec<(String, String, String)> {
    let edits = [
        operations::EDITS,
        properties::EDITS,
        schemas::EDITS,
        messages::EDITS,
        unions::EDITS,
    ];
    edits
        .into_iter()
        .flatten()
        .map(|edit| (edit.0.to_owned(), BASE.to_owned(), edited(edit)))
        .collect()
}

fn edited((name, replacements): &Edit) -> String {
    let mut text = BASE.to_owned();
    for (from, to) in *replacements {
        assert_eq!(text.matches(from).count(), 1, "{name}: {from}");
        text = text.replace(from, to);
    }
    text
}
