//! JSON both ways, driven by the tables that generated code states.
//!
//! A generated model says what it is made of ([`Object`], [`Tuple`], [`Union`], an open enum) and the
//! code here does the work: it walks the bytes once, keeps the place for errors, holds numbers
//! exactly, and writes the same tables back. Nothing here is generic over a data format, so a
//! model costs the compiler little.
//!
//! Read in this order: [`value`] is what every type implements, [`object`], [`tuple`],
//! [`text_enum`], [`integer_enum`] and [`union`] are what generated code states, [`reader`] and [`walk`] decode, [`writer`] encodes.

mod value;

mod integer_enum;
mod object;
mod text_enum;
mod tuple;
mod union;

mod decide;
mod drift;
mod lenient;
mod reader;
mod scalar;
mod seen;
mod walk;

mod writer;

mod bytes;
mod dynamic;
mod json_number;
mod json_object;
mod nullable;
mod nulls;
mod number;
mod time;

mod error;
mod reason;

mod bridge_macro;
mod open_enum;
#[cfg(feature = "serde")]
mod serde_bridge;
mod show;

pub use bytes::{Base64, NotBase64};
pub use drift::{Drift, DriftKind, DriftRecorder};
pub use dynamic::Json;
pub use error::DecodeError;
pub use json_number::{JsonNumber, NotANumber};
pub use json_object::JsonObject;
pub use lenient::UndecodedRecord;
pub use nullable::Nullable;
pub use nulls::Nulls;
pub use object::{Field, Object, ObjectInfo};
pub use reader::{DecodeStats, Reader};
pub use reason::{DecodeErrorKind, JsonKind, VariantError};
pub(crate) use show::show_text;
pub use time::{Date, Timestamp};
pub use tuple::{Tuple, TupleInfo};
pub use union::{Union, UnionInfo, Variant};
pub use value::{Entries, Value};
pub use writer::Writer;

pub use rust_decimal::Decimal;

/// What the macros of this module need.
pub mod bridge {
    pub use super::open_enum::known;
    #[cfg(feature = "serde")]
    pub use super::serde_bridge::{deserialize, serialize};
    pub use super::show::{equal, show};
    #[cfg(feature = "serde")]
    pub use serde;
}

/// Decodes one JSON document: the whole of `bytes`, with nothing but white space after it.
///
/// # Errors
///
/// A [`DecodeError`] that names the place and the reason.
///
/// ```
/// let ids: Vec<i64> = specwright::from_slice(b"[1, 2, 3]")?;
/// assert_eq!(ids, [1, 2, 3]);
///
/// let error = specwright::from_slice::<Vec<i64>>(b"[1, 2.5]").unwrap_err();
/// assert_eq!(error.to_string(), "/1: expected a whole number (at byte 4)");
/// # Ok::<(), specwright::DecodeError>(())
/// ```
pub fn from_slice<T: Value + Default>(bytes: &[u8]) -> Result<T, DecodeError> {
    let mut reader = Reader::new(bytes);
    let value = reader.value()?;
    reader.finish()?;
    Ok(value)
}

/// Writes a value as compact JSON, with every field that it has: read-only ones too.
///
/// A value that was read and is written back this way loses none of its known fields. For the
/// body of a request see [`to_request`].
pub fn to_string(value: &dyn Value) -> String {
    Writer::new().text_of(value)
}

/// Writes a value like [`to_string`], as bytes.
pub fn to_vec(value: &dyn Value) -> Vec<u8> {
    to_string(value).into_bytes()
}

/// Writes a value as the body of a request: like [`to_vec`], but without the fields that the API
/// marks as read-only, at any depth.
pub fn to_request(value: &dyn Value) -> Vec<u8> {
    Writer::for_request().text_of(value).into_bytes()
}

/// As [`to_string`]; `None` for a value that is absent.
pub(crate) fn present(value: &dyn Value) -> Option<String> {
    Writer::new().text_of_present(value)
}

/// As [`to_string`], without what no eyes may see; `None` for a value that is absent.
pub(crate) fn shown(value: &dyn Value) -> Option<String> {
    Writer::for_eyes().text_of_present(value)
}

/// As [`to_request`]; `None` for a value that is absent.
pub(crate) fn present_in_request(value: &dyn Value) -> Option<String> {
    Writer::for_request().text_of_present(value)
}
