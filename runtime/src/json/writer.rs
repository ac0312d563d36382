//! The writer: compact JSON into one string.

use rust_decimal::Decimal;

use super::object::{Access, Field, Object};
use super::value::{Entries, Value};

/// Writes JSON text. Generated code calls it; by hand see [`to_string`](crate::to_string) and
/// [`to_request`](crate::to_request).
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    purpose: Purpose,
    /// Whether numbers of the current field travel as text.
    text: bool,
}

/// What the text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Purpose {
    /// Keeping a value: every field is written.
    #[default]
    Whole,
    /// The body of a request: read-only fields are left out.
    Request,
    /// A debug print: the values of write-only fields, such as passwords, are not shown.
    Eyes,
    /// Comparing: equal numbers are the same text.
    Comparison,
}

impl Writer {
    /// A writer of whole values, read-only fields included.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer of requests: read-only fields are left out.
    pub fn for_request() -> Self {
        Self::for_purpose(Purpose::Request)
    }

    /// A writer of debug prints: the values of write-only fields are not shown.
    pub(super) fn for_eyes() -> Self {
        Self::for_purpose(Purpose::Eyes)
    }

    /// A writer whose texts are the same if and only if the values are equal.
    pub(super) fn for_comparison() -> Self {
        Self::for_purpose(Purpose::Comparison)
    }

    fn for_purpose(purpose: Purpose) -> Self {
        Self {
            purpose,
            ..Self::default()
        }
    }

    /// The text of one value.
    pub(super) fn text_of(mut self, value: &dyn Value) -> String {
        value.write(&mut self);
        self.out
    }

    /// Writes one value.
    pub fn write(&mut self, value: &dyn Value) {
        value.write(self);
    }

    /// Writes an object by its table.
    pub fn object<T: Object>(&mut self, value: &T) {
        value.fields(&mut |values, others| self.fields(T::FIELDS, values, others));
    }

    fn fields(&mut self, fields: &[Field], values: &[&dyn Value], others: Option<&dyn Entries>) {
        let text = std::mem::take(&mut self.text);
        let mut is_first = true;
        self.out.push('{');
        for (field, value) in fields.iter().zip(values) {
            self.field(field, *value, &mut is_first);
        }
        if let Some(others) = others {
            others.each_entry(&mut |name, value| {
                self.name(name, &mut is_first);
                value.write(self);
            });
        }
        self.out.push('}');
        self.text = text;
    }

    /// Writes a field, unless it is optional and absent, or read-only in a request. A required field
    /// that is absent is written as `null`.
    fn field(&mut self, field: &Field, value: &dyn Value, is_first: &mut bool) {
        if !field.required && value.is_absent() {
            return;
        }
        match (field.access, self.purpose) {
            (Access::ReadOnly, Purpose::Request) => return,
            (Access::WriteOnly, Purpose::Eyes) => {
                self.name(field.name, is_first);
                return self.string("…");
            }
            _ => {}
        }
        self.name(field.name, is_first);
        self.text = field.text;
        value.write(self);
        self.text = false;
    }

    fn name(&mut self, name: &str, is_first: &mut bool) {
        if !std::mem::take(is_first) {
            self.out.push(',');
        }
        self.string(name);
        self.out.push(':');
    }

    /// Writes an array.
    pub fn array<'v, T: Value + 'v>(&mut self, items: impl IntoIterator<Item = &'v T>) {
        self.out.push('[');
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            item.write(self);
        }
        self.out.push(']');
    }

    /// Writes an object of any fields, each with its name. A value that is absent is written as
    /// `null`: an entry says by its name alone that it is there.
    pub fn map<'v, T: Value + 'v>(&mut self, entries: impl IntoIterator<Item = (&'v str, &'v T)>) {
        self.out.push('{');
        for (index, (name, value)) in entries.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.string(name);
            self.out.push(':');
            value.write(self);
        }
        self.out.push('}');
    }

    /// Writes a string.
    pub fn string(&mut self, text: &str) {
        self.out.push('"');
        // Without a branch for each byte, which is quicker for all that need no escape: nearly all.
        if !text
            .bytes()
            .fold(false, |any, byte| any | needs_escape(byte))
        {
            self.out.push_str(text);
            self.out.push('"');
            return;
        }
        let mut rest = text;
        while let Some(position) = rest.bytes().position(needs_escape) {
            self.out.push_str(&rest[..position]);
            self.escape(rest.as_bytes()[position]);
            // What is escaped is ASCII, so this is the boundary of a character.
            rest = &rest[position + 1..];
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    /// Writes a number that is already text; as a string in a field whose numbers travel as text.
    pub fn number(&mut self, number: &dyn std::fmt::Display) {
        use std::fmt::Write as _;
        if self.text {
            self.out.push('"');
        }
        // Writing into a String cannot fail.
        let _ = write!(self.out, "{number}");
        if self.text {
            self.out.push('"');
        }
    }

    /// Writes an exact number, whose trailing zeros say something to people, but are no part of its
    /// value.
    pub(super) fn decimal(&mut self, number: Decimal) {
        match self.purpose {
            Purpose::Comparison => self.number(&number.normalize()),
            _ => self.number(&number),
        }
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.raw("null");
    }

    /// The text that was written.
    pub fn finish(self) -> String {
        self.out
    }

    pub(super) fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.out.push_str("\\\""),
            b'\\' => self.out.push_str("\\\\"),
            b'\n' => self.out.push_str("\\n"),
            b'\r' => self.out.push_str("\\r"),
            b'\t' => self.out.push_str("\\t"),
            other => {
                self.out.push_str("\\u00");
                self.out.push(hex(other >> 4));
                self.out.push(hex(other & 15));
            }
        }
    }
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}
