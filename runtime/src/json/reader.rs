//! The reader: a cursor over the bytes of one document.

use std::mem;

use jiter::{Jiter, JiterError, JiterErrorType, JsonErrorType, Peek};

use super::drift::Sighting;
use super::error::DecodeError;
use super::lenient::Lenient;
use super::nulls::Nulls;
use super::reason::DecodeErrorKind;
use super::value::Value;

/// Reads one JSON document, value by value.
///
/// Generated code calls it; by hand it is needed only for more than [`from_slice`] gives: counts
/// of what the types did not know ([`stats`](Self::stats)), or the records of a list apart from
/// the ones that do not fit ([`with_lenient_array`](Self::with_lenient_array)).
///
/// [`from_slice`]: crate::from_slice
pub struct Reader<'j> {
    pub(super) source: Source<'j>,
    pub(super) jiter: Jiter<'j>,
    /// How many objects and arrays are open.
    pub(super) depth: usize,
    /// Whether numbers of the current field travel as text.
    pub(super) text: bool,
    /// Whether the current field came before in the same object, so that its value must be
    /// replaced, not added to.
    pub(super) repeated: bool,
    /// Kept to spare an allocation for each name that has to outlive a step of the tokenizer.
    pub(super) name: String,
    pub(super) stats: DecodeStats,
    /// How much was read in vain by variants of unions that did not fit.
    pub(super) wasted: usize,
    pub(super) lenient: Option<Box<Lenient>>,
    /// The variant that the union at the top is, as something else than the document says.
    pub(super) likely: Option<usize>,
    /// What the types do not know, where somebody wants to know it.
    pub(super) drift: Option<Vec<Sighting>>,
    /// What `null` is read as where a value was promised.
    pub(super) nulls: Nulls,
}

/// What a document held that its types do not know: the first sign that an API has moved on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeStats {
    /// Fields that no table lists. They were skipped.
    pub unknown_fields: u64,
    /// Values of open enums and unions that the document does not list. They were kept.
    pub unknown_values: u64,
    /// Required fields that were `null` and were read as empty, as [`Nulls`] says.
    pub nulls: u64,
}

impl DecodeStats {
    pub(super) fn unknown(&self) -> u64 {
        self.unknown_fields + self.unknown_values
    }
}

/// The whole document, and where in it the tokenizer began, which can only be moved by beginning
/// anew.
#[derive(Clone, Copy)]
pub(super) struct Source<'j> {
    pub(super) data: &'j [u8],
    base: usize,
}

/// A place in the document to come back to.
pub(super) struct Mark<'j> {
    source: Source<'j>,
    jiter: Jiter<'j>,
    depth: usize,
    text: bool,
    stats: DecodeStats,
    lenient: (usize, usize),
    drift: usize,
}

impl<'j> Reader<'j> {
    /// How deep objects and arrays may be nested.
    pub const DEPTH_LIMIT: usize = 128;

    /// Takes the document, which is a union, for this variant if it can be that at all: something
    /// else, such as the status of a reply, has told.
    pub(crate) fn with_likely_variant(mut self, variant: Option<usize>) -> Self {
        self.likely = variant;
        self
    }

    /// A reader at the beginning of `bytes`.
    pub fn new(bytes: &'j [u8]) -> Self {
        Self {
            source: Source {
                data: bytes,
                base: 0,
            },
            jiter: Jiter::new(bytes),
            depth: 0,
            text: false,
            repeated: false,
            name: String::new(),
            stats: DecodeStats::default(),
            wasted: 0,
            lenient: None,
            likely: None,
            drift: None,
            nulls: Nulls::default(),
        }
    }

    /// Reads the next value.
    ///
    /// # Errors
    ///
    /// The value does not fit.
    pub fn value<T: Value + Default>(&mut self) -> Result<T, DecodeError> {
        let mut value = T::default();
        value.read(self)?;
        Ok(value)
    }

    /// Reads the next value into `target`.
    ///
    /// # Errors
    ///
    /// The value does not fit.
    pub fn read(&mut self, target: &mut dyn Value) -> Result<(), DecodeError> {
        target.read(self)
    }

    /// Skips the next value, whatever it is.
    ///
    /// Strings in it are not checked to be UTF-8: they are not looked at.
    ///
    /// # Errors
    ///
    /// The bytes are not JSON.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        let source = self.source;
        self.jiter
            .next_skip()
            .map_err(|error| syntax(source, error))
    }

    /// Skips the next value as that of a field which the table of `model` does not list, and
    /// counts it.
    ///
    /// # Errors
    ///
    /// The bytes are not JSON.
    pub fn unknown_field(&mut self, model: &'static str, name: &str) -> Result<(), DecodeError> {
        self.stats.unknown_fields += 1;
        if self.drift.is_some() {
            let kind = self.kind()?;
            self.sight(Sighting::field(model, name, kind));
        }
        self.skip()
    }

    /// Counts a value that the open enum `model` does not list.
    pub fn unknown_text(&mut self, model: &'static str, value: &str) {
        self.stats.unknown_values += 1;
        if self.drift.is_some() {
            self.sight(Sighting::value(model, value));
        }
    }

    /// Counts a number that the open enum `model` does not list.
    pub fn unknown_integer(&mut self, model: &'static str, value: i64) {
        self.stats.unknown_values += 1;
        if self.drift.is_some() {
            self.sight(Sighting::value(model, &value.to_string()));
        }
    }

    /// Counts a value that fits no variant of the union `model`.
    pub fn unknown_value(&mut self, model: &'static str) {
        self.stats.unknown_values += 1;
        if self.drift.is_some() {
            self.sight(Sighting::variant(model));
        }
    }

    /// What the document has held so far that its types do not know.
    pub fn stats(&self) -> DecodeStats {
        self.stats
    }

    /// Checks that nothing follows the document.
    ///
    /// # Errors
    ///
    /// There is something else than white space.
    pub fn finish(&mut self) -> Result<(), DecodeError> {
        let source = self.source;
        self.jiter.finish().map_err(|error| syntax(source, error))
    }

    /// How many bytes stand before the next value.
    pub(super) fn offset(&mut self) -> usize {
        // Peeking passes over white space; at the end of the document there is nothing to peek.
        let _ = self.jiter.peek();
        self.position()
    }

    /// How many bytes have been consumed.
    pub(super) fn position(&self) -> usize {
        self.source.base + self.jiter.current_index()
    }

    /// Goes on at `position`.
    pub(super) fn seek(&mut self, position: usize) {
        let tape = mem::replace(&mut self.jiter, Jiter::new(&[])).into_tape();
        self.source.base = position;
        self.jiter = Jiter::with_tape(&self.source.data[position..], tape);
    }

    pub(super) fn peek(&mut self) -> Result<Peek, DecodeError> {
        let source = self.source;
        self.jiter.peek().map_err(|error| syntax(source, error))
    }

    /// An error at the current place.
    #[cold]
    pub(super) fn error(&mut self, kind: DecodeErrorKind) -> DecodeError {
        let offset = self.offset();
        DecodeError::new(kind, self.source.data, offset)
    }

    pub(super) fn mark(&self) -> Mark<'j> {
        Mark {
            source: self.source,
            jiter: self.jiter.clone(),
            depth: self.depth,
            text: self.text,
            stats: self.stats,
            lenient: self
                .lenient
                .as_ref()
                .map(|lenient| lenient.progress())
                .unwrap_or_default(),
            drift: self.drift.as_ref().map_or(0, Vec::len),
        }
    }

    /// Goes back to `mark`, as if nothing had been read since.
    pub(super) fn rewind(&mut self, mark: &Mark<'j>) {
        self.source = mark.source;
        self.jiter = mark.jiter.clone();
        self.depth = mark.depth;
        self.text = mark.text;
        self.stats = mark.stats;
        if let Some(lenient) = &mut self.lenient {
            lenient.rewind(mark.lenient);
        }
        if let Some(drift) = &mut self.drift {
            drift.truncate(mark.drift);
        }
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Not the bytes: they may be customer data.
        f.debug_struct("Reader")
            .field("length", &self.source.data.len())
            .field("offset", &self.position())
            .field("stats", &self.stats)
            .finish_non_exhaustive()
    }
}

/// Says an error of the tokenizer in our words.
#[cold]
pub(super) fn syntax(source: Source<'_>, error: JiterError) -> DecodeError {
    let kind = match error.error_type {
        JiterErrorType::JsonError(JsonErrorType::RecursionLimitExceeded) => {
            DecodeErrorKind::TooDeep
        }
        JiterErrorType::JsonError(JsonErrorType::TrailingCharacters) => {
            DecodeErrorKind::TrailingData
        }
        JiterErrorType::JsonError(JsonErrorType::ExpectedSomeIdent) => {
            DecodeErrorKind::Malformed("a word that is neither null, true nor false".to_owned())
        }
        other => DecodeErrorKind::Malformed(other.to_string()),
    };
    DecodeError::new(kind, source.data, source.base + error.index)
}
