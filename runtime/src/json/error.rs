//! What went wrong while decoding, and where.

use std::fmt;

use super::reader::Reader;
use super::reason::{DecodeErrorKind, JsonKind, VariantError};

/// A JSON document that does not fit the type it was decoded into.
///
/// It displays on one line as place, reason and model:
/// `/data/3/id: required field is missing in Commitment (at byte 8123)`.
///
/// The bytes around the place are *not* part of that line: they may hold customer data, and
/// errors end up in logs. Whoever may see the data asks for [`excerpt`](Self::excerpt).
pub struct DecodeError(Box<Inner>);

// Boxed, because a `Result` of every field is passed up through every level of a document.
struct Inner {
    kind: DecodeErrorKind,
    /// The place, innermost segment first: it is put together while the error travels outwards,
    /// so that a document without errors pays nothing for it.
    reversed: Vec<String>,
    model: Option<&'static str>,
    /// Whether the type that was expected has an empty value, which `null` can be read as.
    has_empty_value: bool,
    offset: usize,
    excerpt: String,
}

impl DecodeError {
    /// The place in the document as a JSON pointer (RFC 6901), such as `/data/3/id`.
    ///
    /// Empty when it is the document as a whole.
    pub fn pointer(&self) -> String {
        let mut pointer = String::new();
        for segment in self.0.reversed.iter().rev() {
            pointer.push('/');
            pointer.push_str(&segment.replace('~', "~0").replace('/', "~1"));
        }
        pointer
    }

    /// The innermost field on the way to the place: not the index in a list.
    pub(super) fn field(&self) -> Option<&str> {
        let is_index = |segment: &str| segment.bytes().all(|byte| byte.is_ascii_digit());
        let segments = self.0.reversed.iter().map(String::as_str);
        segments.into_iter().find(|segment| !is_index(segment))
    }

    /// The reason.
    pub fn kind(&self) -> &DecodeErrorKind {
        &self.0.kind
    }

    /// The innermost model that was being decoded, if there was one.
    pub fn model(&self) -> Option<&'static str> {
        self.0.model
    }

    /// How many bytes of the document stand before the place.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// Some bytes around the place as printable text, at most 60 to each side, with `…` where
    /// the document goes on.
    ///
    /// This may be customer data, so it is not part of what the error displays.
    pub fn excerpt(&self) -> &str {
        &self.0.excerpt
    }

    /// An error at byte `offset` of the document that `reader` reads.
    #[cold]
    pub(super) fn new(kind: DecodeErrorKind, data: &[u8], offset: usize) -> Self {
        let excerpt = excerpt(data, offset);
        Self(Box::new(Inner {
            kind,
            reversed: Vec::new(),
            model: None,
            has_empty_value: false,
            offset,
            excerpt,
        }))
    }

    #[cold]
    pub(super) fn wrong_type(expected: &'static str, reader: &mut Reader<'_>) -> Self {
        match reader.kind() {
            Ok(found) => reader.error(DecodeErrorKind::WrongType { expected, found }),
            Err(error) => error,
        }
    }

    /// States that the type which was expected has an empty value.
    #[cold]
    pub(super) fn or_empty(mut self) -> Self {
        self.0.has_empty_value = true;
        self
    }

    /// If it is about a `null` that is the value itself and not in it: whether the type has an empty
    /// value.
    pub(super) fn met_null(&self) -> Option<bool> {
        let found_null = matches!(
            self.0.kind,
            DecodeErrorKind::WrongType {
                found: JsonKind::Null,
                ..
            }
        );
        (found_null && self.0.reversed.is_empty()).then_some(self.0.has_empty_value)
    }

    /// The same error, seen from one level further out.
    #[cold]
    pub(super) fn inside(mut self, segment: &str) -> Self {
        self.move_out_of(segment);
        self
    }

    /// Notes the model, unless an inner one has been noted.
    #[cold]
    pub(super) fn in_model(mut self, name: &'static str) -> Self {
        self.0.model.get_or_insert(name);
        self
    }

    /// The same error as a reason within another one, of which it keeps no more than two levels:
    /// unions within unions would multiply them.
    #[cold]
    pub(super) fn pruned(mut self) -> Self {
        for reason in self.reasons().into_iter().flatten() {
            if let Some(inner) = reason.error.reasons() {
                inner.clear();
            }
        }
        self
    }

    fn move_out_of(&mut self, segment: &str) {
        self.0.reversed.push(segment.to_owned());
        for reason in self.reasons().into_iter().flatten() {
            reason.error.move_out_of(segment);
        }
    }

    fn reasons(&mut self) -> Option<&mut Vec<VariantError>> {
        if let DecodeErrorKind::NoVariant(reasons) = &mut self.0.kind {
            Some(reasons)
        } else {
            None
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write_place(f)?;
        write!(f, ": {}", self.0.kind)?;
        if let Some(model) = self.0.model {
            write!(f, " in {model}")?;
        }
        write!(f, " (at byte {})", self.0.offset)
    }
}

impl DecodeError {
    /// The pointer for people: bounded, and on one line whatever the keys of a map hold.
    pub(super) fn write_place(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 200;
        let pointer = self.pointer();
        if pointer.is_empty() {
            return f.write_str("top level");
        }
        for (count, character) in pointer.chars().enumerate() {
            if count == MOST {
                return f.write_str("…");
            }
            if character.is_control() {
                write!(f, "{}", character.escape_default())?;
            } else {
                write!(f, "{character}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Like Display without the excerpt: `unwrap` prints Debug, and CI logs keep it.
        f.debug_struct("DecodeError")
            .field("pointer", &self.pointer())
            .field("kind", &self.0.kind)
            .field("model", &self.0.model)
            .field("offset", &self.0.offset)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for DecodeError {}

/// The bytes around `offset`, printable.
fn excerpt(data: &[u8], offset: usize) -> String {
    const EACH_SIDE: usize = 60;
    let offset = offset.min(data.len());
    let start = offset.saturating_sub(EACH_SIDE);
    let end = data.len().min(offset + EACH_SIDE);
    let mut text = String::new();
    if start > 0 {
        text.push('…');
    }
    for character in String::from_utf8_lossy(&data[start..end]).chars() {
        if character.is_control() {
            text.extend(character.escape_default());
        } else {
            text.push(character);
        }
    }
    if end < data.len() {
        text.push('…');
    }
    text
}
