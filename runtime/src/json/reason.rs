//! The reasons for which a document does not fit.

use std::fmt;

use super::error::DecodeError;

/// The reason of a [`DecodeError`].
#[derive(Debug)]
#[non_exhaustive]
pub enum DecodeErrorKind {
    /// A required field did not come. The pointer is that of the missing field.
    MissingField,
    /// A value of another JSON kind than expected.
    WrongType {
        /// What was expected, in words: `a string`.
        expected: &'static str,
        /// What came.
        found: JsonKind,
    },
    /// An array of another length than that of the tuple which belongs there.
    WrongLength {
        /// How many elements the tuple has.
        expected: usize,
        /// How many came.
        found: usize,
    },
    /// A number with a fraction where a whole number belongs.
    NotWhole,
    /// A number outside the range of the named type.
    OutOfRange(&'static str),
    /// A decimal with more digits than [`Decimal`](crate::Decimal) holds. It is never rounded.
    InexactDecimal,
    /// A text that is not of the named form, for example a timestamp.
    BadText {
        /// What was expected, in words: `an RFC 3339 timestamp`.
        expected: &'static str,
    },
    /// Bytes that are not JSON.
    Malformed(String),
    /// Objects and arrays are nested too deeply to be decoded.
    TooDeep,
    /// More bytes after the end of the document.
    TrailingData,
    /// A union of which several variants could have been meant and none fits.
    /// (Within unions within unions, the reasons of two levels are kept.)
    NoVariant(Vec<VariantError>),
    /// Trying the variants of nested unions took too much work.
    TooAmbiguous,
}

/// Why one variant of a union does not fit.
#[derive(Debug)]
#[non_exhaustive]
pub struct VariantError {
    /// The name of the variant.
    pub variant: &'static str,
    /// Why it does not fit. Its pointer is that of the whole document.
    pub error: DecodeError,
}

/// The six kinds of JSON values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl fmt::Display for DecodeErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingField => f.write_str("required field is missing"),
            Self::WrongType { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::WrongLength { expected, found } => {
                write!(f, "expected {expected} elements, found {found}")
            }
            Self::NotWhole => f.write_str("expected a whole number"),
            Self::OutOfRange(target) => write!(f, "number is out of range of {target}"),
            Self::InexactDecimal => {
                f.write_str("number has more digits than Decimal holds exactly")
            }
            Self::BadText { expected } => write!(f, "text is not {expected}"),
            Self::Malformed(reason) => write!(f, "malformed JSON: {reason}"),
            Self::TooDeep => f.write_str("nested too deeply"),
            Self::TrailingData => f.write_str("more data after the end of the document"),
            Self::NoVariant(variants) => write_variants(variants, f),
            Self::TooAmbiguous => f.write_str("too many ways to read nested unions"),
        }
    }
}

fn write_variants(variants: &[VariantError], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str("no variant fits")?;
    if variants.is_empty() {
        return Ok(());
    }
    f.write_str(" (")?;
    for (index, failed) in variants.iter().enumerate() {
        if index > 0 {
            f.write_str("; ")?;
        }
        write!(f, "{}: ", failed.variant)?;
        failed.error.write_place(f)?;
        write!(f, ": {}", failed.error.kind())?;
    }
    f.write_str(")")
}

impl fmt::Display for JsonKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        })
    }
}
