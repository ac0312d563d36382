//! Objects with named fields: what a generated model states about itself.

use super::error::DecodeError;
use super::reader::Reader;
use super::writer::ObjectWriter;

/// A type that travels as a JSON object: a table of its fields, and which Rust field each is.
///
/// Together with the line [`object!`](crate::object) it is all that a generated model says.
///
/// ```
/// use specwright::{DecodeError, Field, Object, ObjectWriter, Reader};
///
/// #[derive(Clone, Default, PartialEq)]
/// pub struct Meter {
///     pub id: String,
///     pub name: Option<String>,
/// }
///
/// impl Object for Meter {
///     const NAME: &'static str = "Meter";
///     const FIELDS: &'static [Field] = &[Field::required("id"), Field::optional("name")];
///     fn read(&mut self, field: usize, json: &mut Reader<'_>) -> Result<(), DecodeError> {
///         match field {
///             0 => json.read(&mut self.id),
///             1 => json.read(&mut self.name),
///             _ => json.skip(),
///         }
///     }
///     fn write(&self, json: &mut ObjectWriter<'_>) {
///         json.field(0, &self.id);
///         json.field(1, &self.name);
///     }
/// }
/// specwright::object!(Meter);
///
/// let meter: Meter = specwright::from_slice(br#"{"id": "m1", "new": true}"#)?;
/// assert_eq!(meter.id, "m1");
/// assert_eq!(specwright::to_string(&meter), r#"{"id":"m1"}"#);
/// assert_eq!(format!("{meter:?}"), r#"Meter {"id":"m1"}"#);
///
/// let error = specwright::from_slice::<Meter>(b"{}").unwrap_err();
/// assert_eq!(error.to_string(), "/id: required field is missing in Meter (at byte 0)");
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Object: Sized + Default {
    /// The name of the model in errors.
    const NAME: &'static str;

    /// The fields in the order of the document, which is the order servers tend to send.
    const FIELDS: &'static [Field];

    /// Reads the field at this index of [`FIELDS`](Self::FIELDS).
    ///
    /// # Errors
    ///
    /// The value does not fit.
    fn read(&mut self, field: usize, json: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Reads a field that is not in [`FIELDS`](Self::FIELDS). Unless overridden it is counted
    /// and skipped.
    ///
    /// # Errors
    ///
    /// The value does not fit.
    fn read_other(&mut self, name: &str, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        json.unknown_field(Self::NAME, name)
    }

    /// Writes the fields.
    fn write(&self, json: &mut ObjectWriter<'_>);
}

/// One row of the table of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) text: bool,
    pub(super) nullable: bool,
    pub(super) access: Access,
}

/// Who may set a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    Both,
    ReadOnly,
    WriteOnly,
}

impl Field {
    /// A field that must come, and that is always written.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            required: true,
            text: false,
            nullable: false,
            access: Access::Both,
        }
    }

    /// A field that may be left out.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            name,
            required: false,
            text: false,
            nullable: false,
            access: Access::Both,
        }
    }

    /// The numbers of this field travel as JSON strings: also those in its lists and maps, not
    /// those in nested objects. Reading accepts strings and numbers.
    pub const fn text(mut self) -> Self {
        self.text = true;
        self
    }

    /// The document allows `null`. Where it does not, a `null` is told to a
    /// [`DriftRecorder`](crate::DriftRecorder); of an optional field it is read as absent all the same,
    /// and of a required one as [`Nulls`](crate::Nulls) says.
    pub const fn nullable(mut self) -> Self {
        self.nullable = true;
        self
    }

    /// Only the server sets this field: it is left out of requests.
    pub const fn read_only(mut self) -> Self {
        self.access = Access::ReadOnly;
        self
    }

    /// Only the client sends this field: a reply need not hold it, even if it is required.
    pub const fn write_only(mut self) -> Self {
        self.access = Access::WriteOnly;
        self
    }
}

/// Implements [`Value`](crate::Value) and `Debug` for a type by its [`Object`] table, and under the
/// feature `serde` also `Serialize` and `Deserialize`. See [`Object`] for an example.
///
/// `Debug` shows the fields as they travel, absent ones not at all, and of write-only fields only that
/// they are there.
#[macro_export]
macro_rules! object {
    ($name:ty) => {
        impl $crate::Value for $name {
            fn read(&mut self, json: &mut $crate::Reader<'_>) -> Result<(), $crate::DecodeError> {
                json.object(self)
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.object(self);
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::__private::show(self, f)
            }
        }

        $crate::__serde_bridge!($name);
    };
}
