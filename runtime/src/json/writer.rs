//! The writer: compact JSON into one string.

use rust_decimal::Decimal;

use super::object::{Access, Field, ObjectInfo};
use super::tuple::TupleInfo;
use super::value::{Entries, Value};

/// Writes JSON text. Generated code calls it; by hand see [`to_string`](crate::to_string) and
/// [`to_request`](crate::to_request).
#[derive(Debug, Default)]
pub struct Writer {
    out: String,
    purpose: Purpose,
    /// Whether numbers of the current field travel as text.
    text: bool,
    /// Where the value that says that there is nothing would stand.
    absent: Option<usize>,
}

/// What the text is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Purpose {
    /// Keeping a value: every field is written.
    #[default]
    Whole,
    /// The body of a request: read-only fields are left out.
    Request,
    /// A debug print: the values of secret and of write-only fields are not shown.
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

    /// A writer of debug prints: the values of secret and of write-only fields are not shown.
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
        self.item(|json| value.write(json));
        self.out
    }

    /// The text of one value; `None` if there is nothing.
    pub(super) fn text_of_present(mut self, value: &dyn Value) -> Option<String> {
        value.write(&mut self);
        self.absent.is_none().then_some(self.out)
    }

    /// Writes one value.
    pub fn write(&mut self, value: &dyn Value) {
        value.write(self);
    }

    /// Says in place of a value that there is nothing: an optional field or parameter is left out then,
    /// and everywhere else `null` is written.
    pub fn absent(&mut self) {
        self.absent = Some(self.out.len());
    }

    /// Writes an object by its table: its values in the order of the table, and the map of the fields that
    /// it does not list, if there is one.
    pub fn object(
        &mut self,
        info: &'static ObjectInfo,
        values: &[&dyn Value],
        others: Option<&dyn Entries>,
    ) {
        let text = std::mem::take(&mut self.text);
        let mut is_first = true;
        self.out.push('{');
        for (field, value) in info.fields.iter().zip(values) {
            self.field(field, *value, &mut is_first);
        }
        if let Some(others) = others {
            self.entries(&|each| others.each_entry(each), is_first);
        }
        self.out.push('}');
        self.text = text;
    }

    /// Writes a field, unless it is optional and absent, or read-only in a request. A required field
    /// that is absent is written as `null`.
    fn field(&mut self, field: &Field, value: &dyn Value, is_first: &mut bool) {
        if (field.access, self.purpose) == (Access::ReadOnly, Purpose::Request) {
            return;
        }
        let (before, was_first) = (self.out.len(), *is_first);
        self.name(field.name, is_first);
        let start = self.out.len();
        self.text = field.text;
        value.write(self);
        self.text = false;
        let is_absent = self.absent.take() == Some(start);
        if is_absent && !field.required {
            self.out.truncate(before);
            *is_first = was_first;
        } else if self.purpose == Purpose::Eyes && field.is_hidden() {
            self.out.truncate(start);
            self.string("…");
        } else if is_absent {
            self.null();
        }
    }

    /// Writes what must be there: `null` if there is nothing.
    fn item(&mut self, write: impl FnOnce(&mut Self)) {
        let start = self.out.len();
        write(self);
        if self.absent.take() == Some(start) {
            self.null();
        }
    }

    fn entries(&mut self, entries: &EachEntry<'_>, mut is_first: bool) {
        entries(&mut |name, value| {
            self.name(name, &mut is_first);
            self.item(|json| value.write(json));
        });
    }

    fn name(&mut self, name: &str, is_first: &mut bool) {
        if !std::mem::take(is_first) {
            self.out.push(',');
        }
        self.string(name);
        self.out.push(':');
    }

    /// Writes an array of so many elements: `each` writes the one at an index.
    pub fn array(&mut self, count: usize, each: &dyn Fn(usize, &mut Self)) {
        self.out.push('[');
        for index in 0..count {
            if index > 0 {
                self.out.push(',');
            }
            self.item(|json| each(index, json));
        }
        self.out.push(']');
    }

    /// Writes a tuple by its table: its values in the order of the table.
    pub fn tuple(&mut self, info: &'static TupleInfo, values: &[&dyn Value]) {
        let text = std::mem::take(&mut self.text);
        self.array(values.len(), &|index, json| {
            json.text = info.positions.get(index).is_some_and(|field| field.text);
            values[index].write(json);
            json.text = false;
        });
        self.text = text;
    }

    /// Writes an object of any fields, each with its name, which `entries` hands over. A value that is
    /// absent is written as `null`: an entry says by its name alone that it is there.
    pub fn map(&mut self, entries: &EachEntry<'_>) {
        self.out.push('{');
        self.entries(entries, true);
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

/// Hands each entry of a map to its argument.
type EachEntry<'e> = dyn Fn(&mut dyn FnMut(&str, &dyn Value)) + 'e;

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}
