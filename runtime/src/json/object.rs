//! Objects with named fields: what a generated model states about itself.

/// A type that travels as a JSON object: a table of its fields.
///
/// Together with the line [`object!`](crate::object), which says what Rust field each of them is, it is
/// all that a generated model states: the rest is done here, once for all models.
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
///     const INFO: &'static ObjectInfo = &ObjectInfo {
///         name: "Meter",
///         fields: &[Field::required("id"), Field::optional("name")],
///     };
/// }
/// specwright::object!(Meter: id, name);
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
    const INFO: &'static ObjectInfo;
}

/// What is the same for all values of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct ObjectInfo {
    /// The name of the model in errors.
    pub name: &'static str,
    /// The fields in the order of the document, which is the order servers tend to send.
    pub fields: &'static [Field],
}

/// One row of the table of an [`Object`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
    pub(super) text: bool,
    pub(super) nullable: bool,
    pub(super) access: Access,
    pub(super) secret: bool,
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
            secret: false,
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
            secret: false,
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

    pub(super) fn is_hidden(&self) -> bool {
        self.secret || self.access == Access::WriteOnly
    }

    /// Only the server sets this field: it is left out of requests.
    pub const fn read_only(mut self) -> Self {
        self.access = Access::ReadOnly;
        self
    }

    /// The value of this field is shown in no debug print: it is a password or the like.
    pub const fn secret(mut self) -> Self {
        self.secret = true;
        self
    }

    /// Only the client sends this field: a reply need not hold it, even if it is required.
    pub const fn write_only(mut self) -> Self {
        self.access = Access::WriteOnly;
        self
    }
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
/// table, and under the feature `serde` also `Serialize` and `Deserialize`. It takes the fields in the
/// order of the table and, after a semicolon, the map of what the table does not list. See [`Object`]
/// for an example.
///
/// Two models are equal if they are the same JSON, numbers compared by their value. `Debug` shows the
/// fields as they travel, absent ones not at all, and of secret and of write-only fields only that they
/// are there.
#[macro_export]
macro_rules! object {
    ($name:ident: $($field:ident),* $(,)? $(; $others:ident)?) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                if json.is_repeated() {
                    *self = <Self as ::std::default::Default>::default();
                }
                json.object(
                    <Self as $crate::Object>::INFO,
                    &mut [$(&mut self.$field),*],
                    $crate::__others!($(&mut self.$others)?),
                )
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.object(
                    <Self as $crate::Object>::INFO,
                    &[$(&self.$field),*],
                    $crate::__others!($(&self.$others)?),
                );
            }
        }

        $crate::__as_json!($name, $crate::Object);
    };
}
