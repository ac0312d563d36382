//! Objects and their properties.

use crate::Pointer;
use crate::ir::{Limits, Type};

/// A JSON object.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its properties, in the document's order.
    pub fields: Vec<Field>,
    /// The type of the properties that are not listed, where the document gives one.
    pub additional: Option<Type>,
}

/// A property of an object.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub docs: String,
    /// Its type.
    pub ty: Type,
    /// Whether it may be left out or null.
    pub presence: Presence,
    /// Who may set it.
    pub access: Access,
    /// Whether its value is for no eyes: `format: password`.
    pub secret: bool,
    /// What its value must satisfy.
    pub limits: Limits,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Its place in the document.
    pub at: Pointer,
}

/// Whether a property may be left out or null.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be left out.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// May be left out, and may be null.
    OptionalNullable,
}

impl Presence {
    /// The presence of a property that is (or is not) required and nullable.
    #[must_use]
    pub fn new(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (false, false) => Self::Optional,
            (true, true) => Self::Nullable,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Whether it may be left out.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Optional | Self::OptionalNullable)
    }

    /// Whether it may be null.
    #[must_use]
    pub fn is_nullable(self) -> bool {
        matches!(self, Self::Nullable | Self::OptionalNullable)
    }
}

/// Who may set a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Both sides.
    ReadWrite,
    /// The server alone (`readOnly`).
    ReadOnly,
    /// The client alone (`writeOnly`).
    WriteOnly,
}
