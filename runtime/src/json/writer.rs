//! The writer: compact JSON into one string.

use super::object::{Access, Field, Object};
use super::value::Value;

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
}

/// Writes the fields of one object.
#[derive(Debug)]
pub struct ObjectWriter<'w> {
    writer: &'w mut Writer,
    fields: &'static [Field],
    is_first: bool,
}

impl Writer {
    /// A writer of whole values, read-only fields included.
    pub fn new() -> Self {
        Self::default()
    }

    /// A writer of requests: read-only fields are left out.
    pub fn for_request() -> Self {
        Self {
            purpose: Purpose::Request,
            ..Self::default()
        }
    }

    /// A writer of debug prints: the values of write-only fields are not shown.
    pub(super) fn for_eyes() -> Self {
        Self {
            purpose: Purpose::Eyes,
            ..Self::default()
        }
    }

    /// Writes one value.
    pub fn write(&mut self, value: &impl Value) {
        value.write(self);
    }

    /// Writes an object by its table.
    pub fn object<T: Object>(&mut self, value: &T) {
        let text = std::mem::take(&mut self.text);
        self.out.push('{');
        value.write(&mut ObjectWriter {
            writer: self,
            fields: T::FIELDS,
            is_first: true,
        });
        self.out.push('}');
        self.text = text;
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

impl ObjectWriter<'_> {
    /// Writes the field at this index of the table, unless it is optional and absent, or
    /// read-only in a request. A required field that is absent is written as `null`.
    pub fn field<T: Value>(&mut self, index: usize, value: &T) {
        let Some(field) = self.fields.get(index) else {
            return;
        };
        if !field.required && value.is_absent() {
            return;
        }
        match (field.access, self.writer.purpose) {
            (Access::ReadOnly, Purpose::Request) => return,
            (Access::WriteOnly, Purpose::Eyes) => {
                self.name(field.name);
                return self.writer.string("…");
            }
            _ => {}
        }
        self.name(field.name);
        self.writer.text = field.text;
        value.write(self.writer);
        self.writer.text = false;
    }

    /// Writes entries that stand beside the fields of the table.
    pub fn entries<'v, T: Value + 'v>(
        &mut self,
        entries: impl IntoIterator<Item = (&'v String, &'v T)>,
    ) {
        for (name, value) in entries {
            self.name(name);
            value.write(self.writer);
        }
    }

    fn name(&mut self, name: &str) {
        if !std::mem::take(&mut self.is_first) {
            self.writer.out.push(',');
        }
        self.writer.string(name);
        self.writer.out.push(':');
    }
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}
