//! The walks over objects, maps and arrays.
//!
//! They are not generic over the models: every model calls the same machine code, because a generated
//! crate has hundreds of models and its users pay for each copy in build time.

use std::mem;

use super::error::DecodeError;
use super::object::{Access, Field, ObjectInfo};
use super::reader::{Reader, syntax};
use super::reason::DecodeErrorKind;
use super::seen::Seen;
use super::value::{Entries, Value};

/// A field that has come: one of the table, or another one by its name.
pub(super) enum Slot<'n> {
    Field(usize),
    Other(&'n str),
}

impl<'j> Reader<'j> {
    /// Reads an object by its table: its values in the order of the table, and the map of the fields that
    /// it does not list, if they are kept.
    ///
    /// # Errors
    ///
    /// It is something else, a field does not fit, or a required one is missing.
    pub fn object(
        &mut self,
        info: &'static ObjectInfo,
        values: &mut [&mut dyn Value],
        mut others: Option<&mut dyn Entries>,
    ) -> Result<(), DecodeError> {
        let ObjectInfo {
            name: model,
            fields,
        } = *info;
        let text = self.text;
        let mut each = |slot: Slot<'_>, json: &mut Self| match slot {
            Slot::Field(index) => match values.get_mut(index) {
                Some(value) => value.read(json),
                None => json.skip(),
            },
            Slot::Other(name) => match &mut others {
                Some(others) => others.read_entry(name, json),
                None => json.unknown_field(model, name),
            },
        };
        let mut seen = Seen::default();
        let start = self.offset();
        let walked = self
            .walk(model, fields, &mut seen, &mut each)
            .and_then(|()| {
                let missing = fields.iter().enumerate().find(|(index, field)| {
                    field.required && field.access != Access::WriteOnly && !seen.contains(*index)
                });
                missing.map_or(Ok(()), |(_, field)| {
                    let error =
                        DecodeError::new(DecodeErrorKind::MissingField, self.source.data, start);
                    Err(error.inside(field.name))
                })
            });
        self.text = text;
        walked.map_err(|error| error.in_model(model))
    }

    /// Whether the field that is read came before in the same object: what it brought then is not part
    /// of its value now. Says so once.
    pub fn is_repeated(&mut self) -> bool {
        mem::take(&mut self.repeated)
    }

    /// Reads an object of any fields: each with its name.
    ///
    /// # Errors
    ///
    /// It is something else, or `each` fails.
    pub fn map(
        &mut self,
        each: &mut dyn FnMut(&str, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let text = self.text;
        self.walk(
            "",
            &[],
            &mut Seen::default(),
            &mut |slot, json| match slot {
                Slot::Field(_) => json.skip(),
                Slot::Other(name) => {
                    json.text = text;
                    each(name, json)
                }
            },
        )
    }

    /// Reads an array: `each` reads one element.
    ///
    /// # Errors
    ///
    /// It is something else, or `each` fails.
    pub fn array(
        &mut self,
        each: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let source = self.source;
        if self.peek()? != jiter::Peek::Array {
            return Err(DecodeError::wrong_type("an array", self).or_empty());
        }
        let lenient = self.is_lenient();
        self.enter()?;
        let mut next = self
            .jiter
            .known_array()
            .map_err(|error| syntax(source, error))?;
        let mut index = 0;
        while next.is_some() {
            if lenient {
                self.read_leniently(index, each)?;
            } else {
                each(self).map_err(|error| error.inside(&index.to_string()))?;
            }
            index += 1;
            next = self
                .jiter
                .array_step()
                .map_err(|error| syntax(source, error))?;
        }
        self.depth -= 1;
        Ok(())
    }

    fn walk(
        &mut self,
        model: &'static str,
        fields: &'static [Field],
        seen: &mut Seen,
        each: &mut impl FnMut(Slot<'_>, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.peek()? != jiter::Peek::Object {
            let error = DecodeError::wrong_type("an object", self);
            return Err(match fields.iter().any(|field| field.required) {
                true => error,
                false => error.or_empty(),
            });
        }
        self.enter()?;
        let mut expected = 0;
        let mut opener = b'{';
        loop {
            let index = match self.next_field(opener, fields, expected)? {
                Next::End => break,
                Next::Field(index) => index,
                Next::Other(name) => {
                    self.read_other(name, each)?;
                    opener = b',';
                    continue;
                }
            };
            opener = b',';
            expected = index + 1;
            let field = &fields[index];
            self.text = field.text;
            let again = seen.insert(index);
            self.repeated = again;
            let entered = self.lenient.is_some() && self.enter_lenient(field.name);
            if self.drift.is_some() && !field.required && !field.nullable {
                self.sight_optional_null(model, field.name)?;
            }
            each(Slot::Field(index), self)
                .or_else(|error| self.take_promised_null(error, again, model, field.name))
                .map_err(|error| error.inside(field.name))?;
            if entered {
                self.leave_lenient();
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// Reads a field that no table lists.
    fn read_other(
        &mut self,
        name: String,
        each: &mut impl FnMut(Slot<'_>, &mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        self.text = false;
        self.repeated = false;
        let entered = self.lenient.is_some() && self.enter_lenient(&name);
        each(Slot::Other(&name), self).map_err(|error| error.inside(&name))?;
        if entered {
            self.leave_lenient();
        }
        self.name = name;
        Ok(())
    }

    /// Reads the name of the next field. `opener` is what stands before it: `{` or `,`.
    fn next_field(
        &mut self,
        opener: u8,
        fields: &[Field],
        expected: usize,
    ) -> Result<Next, DecodeError> {
        if fields
            .get(expected)
            .is_some_and(|field| self.take_name(opener, field.name))
        {
            return Ok(Next::Field(expected));
        }
        let source = self.source;
        let key = if opener == b'{' {
            self.jiter.known_object()
        } else {
            self.jiter.next_key()
        };
        let Some(name) = key.map_err(|error| syntax(source, error))? else {
            return Ok(Next::End);
        };
        if let Some(index) = find(fields, expected, name) {
            return Ok(Next::Field(index));
        }
        // The name lies in a buffer of the tokenizer, which the value may need.
        let mut buffer = mem::take(&mut self.name);
        buffer.clear();
        buffer.push_str(name);
        Ok(Next::Other(buffer))
    }

    /// Consumes the name of a field if it is the next one and written plainly; else nothing.
    ///
    /// The tokenizer could say it as well, but the most frequent question of all deserves the
    /// shortest answer: to compare some bytes.
    fn take_name(&mut self, opener: u8, name: &str) -> bool {
        let data = self.source.data;
        let rest = data.get(self.position()..).unwrap_or_default();
        let rest = after(rest, &[opener])
            .and_then(|rest| after(rest, b"\""))
            .and_then(|rest| rest.strip_prefix(name.as_bytes()))
            .and_then(|rest| rest.strip_prefix(b"\""))
            .and_then(|rest| after(rest, b":"));
        if let Some(rest) = rest {
            self.seek(data.len() - rest.len());
        }
        rest.is_some()
    }

    fn enter(&mut self) -> Result<(), DecodeError> {
        if self.depth == Self::DEPTH_LIMIT {
            return Err(self.error(DecodeErrorKind::TooDeep));
        }
        self.depth += 1;
        Ok(())
    }
}

/// What comes next in an object.
enum Next {
    Field(usize),
    Other(String),
    End,
}

/// What follows `token` and the white space before it, if it is there.
fn after<'d>(data: &'d [u8], token: &[u8]) -> Option<&'d [u8]> {
    let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r');
    let start = data.iter().position(|byte| !blank(byte))?;
    data[start..].strip_prefix(token)
}

/// The index of the field `name`: first the expected one, then the ones after it, then those
/// before. Servers keep an order and leave optional fields out, so it is found at once or soon.
fn find(fields: &[Field], expected: usize, name: &str) -> Option<usize> {
    let (before, after) = fields.split_at(expected.min(fields.len()));
    if let Some(index) = after.iter().position(|field| field.name == name) {
        return Some(before.len() + index);
    }
    before.iter().position(|field| field.name == name)
}
