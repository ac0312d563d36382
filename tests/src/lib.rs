//! The clients of the generator's fixtures, one module each, as the tests call them.
//!
//! They are compiled as strictly as a crate of somebody else might be: what the generator writes
//! must give no warning anywhere.

#![deny(warnings)]
#![allow(
    missing_docs,
    reason = "most fixtures describe only what they are about"
)]

use specwright::{DecodeError, Json, Value};

/// A type of a fixture.
pub struct Type {
    /// The fixture that it belongs to.
    pub fixture: &'static str,
    /// The JSON pointer of its schema.
    pub schema: &'static str,
    /// What a JSON is that was read as this type and written again.
    pub again: fn(&Json) -> Result<Json, DecodeError>,
}

fn again<T: Value + Default>(json: &Json) -> Result<Json, DecodeError> {
    Json::from_value(&json.to_value::<T>()?)
}

include!(concat!(env!("OUT_DIR"), "/fixtures/mod.rs"));
