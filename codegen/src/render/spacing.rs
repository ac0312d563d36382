//! Blank lines between items and documented fields: the formatter writes none.
//!
//! The pass only adds empty lines; it never touches a line that has text.

/// The text with an empty line before each item, and before each field or variant that begins with
/// documentation or an attribute, except the first in its block.
pub(super) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + text.len() / 16);
    let mut previous = Line::Open;
    // The indentation of the function whose body is being passed over.
    let mut body: Option<usize> = None;
    for line in text.lines() {
        let indent = line.len() - line.trim_start().len();
        if let Some(of) = body {
            if indent == of && line.trim_start().starts_with('}') {
                body = None;
                previous = Line::Close;
            }
        } else {
            let kind = Line::of(line);
            if kind.wants_space_after(previous) {
                spaced.push('\n');
            }
            if kind == Line::Item && line.contains("fn ") && line.ends_with(['{', '(']) {
                body = Some(indent);
            }
            previous = if line.ends_with(['{', '(']) {
                Line::Open
            } else {
                kind
            };
        }
        spaced.push_str(line);
        spaced.push('\n');
    }
    spaced
}

/// What a line is to the lines around it.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    /// Documentation or an attribute of what follows.
    Lead,
    /// The last line of an attribute of several.
    LeadEnd,
    /// Documentation or an attribute of what it stands in.
    Inner,
    /// A `use`; they stand together.
    Use,
    /// A module in another file; they stand together.
    Mod,
    /// A constant; those without documentation stand together.
    Const,
    /// Another item, or a call of a macro that makes one.
    Item,
    /// The start of a block or of the text.
    Open,
    /// The end of a block.
    Close,
    /// Anything else: fields, variants, values.
    Other,
}

impl Line {
    fn of(line: &str) -> Self {
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| line.starts_with(prefix));
        match line.trim_start() {
            "" => Self::Open,
            _ if starts(&["specwright::"]) => Self::Item,
            trimmed => Self::of_trimmed(trimmed),
        }
    }

    fn of_trimmed(line: &str) -> Self {
        let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| line.starts_with(prefix));
        match line {
            _ if starts(&["///", "#["]) => Self::Lead,
            ")]" => Self::LeadEnd,
            _ if starts(&["//!", "#![", "// @"]) => Self::Inner,
            _ if starts(&["use ", "pub use "]) => Self::Use,
            _ if starts(&["mod ", "pub mod "]) && line.ends_with(';') => Self::Mod,
            _ if starts(&["const ", "pub const "]) => Self::Const,
            _ if starts(&["}"]) => Self::Close,
            _ if starts(&ITEMS) => Self::Item,
            _ => Self::Other,
        }
    }

    fn wants_space_after(self, previous: Self) -> bool {
        match (previous, self) {
            (Self::Open | Self::Lead | Self::LeadEnd, _)
            | (_, Self::Open | Self::Close | Self::Other | Self::LeadEnd) => false,
            (Self::Inner, next) => next != Self::Inner,
            (Self::Use | Self::Mod | Self::Const, next) => next != previous,
            (_, _) => true,
        }
    }
}

/// How the items that generated files are made of begin.
const ITEMS: [&str; 8] = [
    "pub struct ",
    "pub enum ",
    "pub mod ",
    "pub fn ",
    "pub async fn ",
    "pub(crate) fn ",
    "fn ",
    "impl ",
];

#[cfg(test)]
mod tests {
    use super::*;

    const FORMATTED: &str = r#"//! A module.
mod a;
pub mod b;
pub use a::A;
/// A.
pub struct A {
    /// First.
    pub first: String,
    pub second: String,
    /// Third.
    pub third: String,
}
impl A {
    const NAME: &str = "A";
    const TABLE: &[&str] = &[
        "fn ",
    ];
    fn read(
        &self,
    ) -> bool {
        /// not an item
        fn inner() {}
        true
    }
    fn write(&self) {}
}
specwright::object!(A);
"#;

    #[test]
    fn only_empty_lines_are_added() {
        let spaced = spaced(FORMATTED);
        let kept: Vec<&str> = spaced.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(kept, FORMATTED.lines().collect::<Vec<_>>());
    }

    #[test]
    fn a_second_pass_changes_nothing() {
        let once = spaced(FORMATTED);
        assert_eq!(spaced(&once), once);
    }

    #[test]
    fn items_and_documented_fields_stand_apart() {
        let text = spaced(FORMATTED);
        for apart in [
            "//! A module.\n\nmod a;\npub mod b;\n\npub use a::A;\n\n/// A.\npub struct A {\n    /// First.",
            "    pub first: String,\n    pub second: String,\n\n    /// Third.",
            "}\n\nimpl A {\n    const NAME: &str = \"A\";\n    const TABLE",
            "    ];\n\n    fn read(",
            "        /// not an item\n        fn inner() {}\n        true\n    }\n\n    fn write(&self) {}\n}\n\nspecwright",
        ] {
            assert!(text.contains(apart), "{apart}\n--- not in ---\n{text}");
        }
    }
}
