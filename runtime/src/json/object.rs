//! Objects with named fields: what a generated model states about itself.

use super::error::DecodeError;
use super::value::{Entries, Value};

/// A type that travels as a JSON object: a table of its fields, and which Rust field each is.
///
/// Together with the line [`object!`](crate::object) it is all that a generated model says: the rest
/// is done here, once for all models.
///
/// ```
/// use specwright::{DecodeError, Field, Object, ObjectInfo};
///
/// #[derive(Clone, Default)]
/// pub struct Meter {
///     pub id: String,
///     pub name: Option<String>,
/// }
///
/// impl Object for Meter {
///     fn info(&self) -> &'static ObjectInfo {
///         const {
///             &ObjectInfo {
///                 name: "Meter",
///                 fields: &[Field::required("id"), Field::optional("name")],
///             }
///         }
///     }
///     specwright::fields!(id, name);
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
pub trait Object {
    /// The name of the model and the table of its fields.
    fn info(&self) -> &'static ObjectInfo;

    /// Hands the values of the fields to `visit`, in the order of the table, and the map
    /// of the entries that it does not list, if there is one. [`fields!`](crate::fields) writes it.
    fn fields(&self, visit: &mut Visit<'_>);

    /// As [`fields`](Self::fields), for changing them.
    ///
    /// # Errors
    ///
    /// Those of `visit`.
    fn fields_mut(&mut self, visit: &mut VisitMut<'_>) -> Result<(), DecodeError>;
}

/// What no value of an [`Object`] changes.
#[derive(Clone, Copy, Debug)]
pub struct ObjectInfo {
    /// The name of the model in errors.
    pub name: &'static str,
    /// The fields in the order of the document, which is the order servers tend to send.
    pub fields: &'static [Field],
}

/// What is done with the fields of an [`Object`].
pub type Visit<'v> = dyn FnMut(&[&dyn Value], Option<&dyn Entries>) + 'v;

/// What is done with the fields of an [`Object`] to change them.
pub type VisitMut<'v> =
    dyn FnMut(&mut [&mut dyn Value], Option<&mut dyn Entries>) -> Result<(), DecodeError> + 'v;

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

/// The fields of an [`Object`] in the order of its table; after a semicolon, the map of what the table
/// does not list. See [`Object`] for an example.
#[macro_export]
macro_rules! fields {
    ($($field:ident),* $(,)? $(; $others:ident)?) => {
        fn fields(&self, visit: &mut $crate::Visit<'_>) {
            visit(&[$(&self.$field),*], $crate::__others!($(&self.$others)?));
        }

        fn fields_mut(
            &mut self,
            visit: &mut $crate::VisitMut<'_>,
        ) -> ::std::result::Result<(), $crate::DecodeError> {
            visit(&mut [$(&mut self.$field),*], $crate::__others!($(&mut self.$others)?))
        }
    };
}

/// The map of the entries that are not listed, if there is one.
#[doc(hidden)]
#[macro_export]
macro_rules! __others {
    () => {
        ::std::option::Option::None
    };
    ($others:expr) => {
        ::std::option::Option::Some($others)
    };
}

/// Implements [`Value`](crate::Value), `PartialEq` and `Debug` for a type by its [`Object`]
/// table, and under the feature `serde` also `Serialize` and `Deserialize`. See [`Object`] for an
/// example.
///
/// Two models are equal if they are the same JSON, numbers compared by their value. `Debug` shows the
/// fields as they travel, absent ones not at all, and of write-only fields only that they are there.
#[macro_export]
macro_rules! object {
    ($name:ty) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                if json.is_repeated() {
                    *self = <Self as ::std::default::Default>::default();
                }
                json.object(self)
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.object(self);
            }
        }

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::show(self, f)
            }
        }

        $crate::__serde_bridge!($name);
    };
}
