//! Reading what is neither an object nor an array.

use jiter::{NumberInt, Peek};

use super::error::DecodeError;
use super::number;
use super::reader::{Reader, syntax};
use super::reason::{DecodeErrorKind, JsonKind};

impl Reader<'_> {
    /// The kind of the next value, which is not consumed.
    ///
    /// # Errors
    ///
    /// There is none.
    pub fn kind(&mut self) -> Result<JsonKind, DecodeError> {
        match self.peek()? {
            Peek::Null => Ok(JsonKind::Null),
            Peek::True | Peek::False => Ok(JsonKind::Boolean),
            Peek::String => Ok(JsonKind::String),
            Peek::Array => Ok(JsonKind::Array),
            Peek::Object => Ok(JsonKind::Object),
            other if is_number(other) => Ok(JsonKind::Number),
            _ => Err(self.error(DecodeErrorKind::Malformed("expected a value".to_owned()))),
        }
    }

    /// Reads a string.
    ///
    /// # Errors
    ///
    /// It is something else, or not valid text.
    pub fn string(&mut self) -> Result<&str, DecodeError> {
        if self.peek()? != Peek::String {
            return Err(DecodeError::wrong_type("a string", self));
        }
        let source = self.source;
        self.jiter
            .known_str()
            .map_err(|error| syntax(source, error))
    }

    /// Reads the text of an open enum, whose empty text says that there is nothing.
    ///
    /// # Errors
    ///
    /// As [`string`](Self::string).
    pub fn enum_text(&mut self) -> Result<&str, DecodeError> {
        self.string().map_err(DecodeError::or_empty)
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    ///
    /// It is something else.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        let peek = self.peek()?;
        if peek != Peek::True && peek != Peek::False {
            return Err(DecodeError::wrong_type("a boolean", self));
        }
        let source = self.source;
        self.jiter
            .known_bool(peek)
            .map_err(|error| syntax(source, error))
    }

    /// Consumes `null` and says whether it was there; consumes nothing else.
    ///
    /// # Errors
    ///
    /// The bytes are not JSON.
    pub fn take_null(&mut self) -> Result<bool, DecodeError> {
        if self.peek()? != Peek::Null {
            return Ok(false);
        }
        let source = self.source;
        self.jiter
            .known_null()
            .map_err(|error| syntax(source, error))?;
        Ok(true)
    }

    /// Reads a whole number that `i64` holds and that is written as such; of another value it
    /// consumes nothing.
    pub(super) fn take_i64(&mut self) -> Option<i64> {
        let peek = self.jiter.peek().ok().filter(|peek| is_number(*peek))?;
        match self.jiter.known_int(peek) {
            Ok(NumberInt::Int(value)) => Some(value),
            Err(_) => None,
        }
    }

    /// Reads the float that is nearest to a number; of another value it consumes nothing.
    pub(super) fn take_f64(&mut self) -> Option<f64> {
        let peek = self.jiter.peek().ok().filter(|peek| is_number(*peek))?;
        self.jiter.known_float(peek).ok()
    }

    /// Reads a number as it is written, so that no digit is lost.
    ///
    /// In a field whose numbers travel as text it is read from a string too.
    ///
    /// # Errors
    ///
    /// It is something else.
    pub fn number(&mut self) -> Result<&str, DecodeError> {
        let source = self.source;
        let peek = self.peek()?;
        if is_number(peek) {
            let bytes = self
                .jiter
                .known_number_bytes(peek)
                .map_err(|error| syntax(source, error))?;
            // The tokenizer lets only ASCII pass, so this loses nothing.
            return Ok(str::from_utf8(bytes).unwrap_or_default());
        }
        if !self.text || peek != Peek::String {
            return Err(DecodeError::wrong_type("a number", self));
        }
        let start = self.offset();
        let text = self
            .jiter
            .known_str()
            .map_err(|error| syntax(source, error))?;
        if number::is_number(text) {
            return Ok(text);
        }
        Err(DecodeError::new(
            DecodeErrorKind::BadText {
                expected: "a number",
            },
            source.data,
            start,
        ))
    }
}

/// Whether a value begins like a JSON number. The tokenizer's own test also passes `NaN` and
/// `Infinity`.
fn is_number(peek: Peek) -> bool {
    let first = peek.into_inner();
    first == b'-' || first.is_ascii_digit()
}
