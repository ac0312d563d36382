//! A field that can be left out, or be `null`, or have a value: three different requests.

use super::error::DecodeError;
use super::reader::Reader;
use super::value::Value;
use super::writer::Writer;

/// A value of a field for which `null` and absence mean different things: in many APIs to leave
/// a field of an update out is to keep it, and to send `null` is to clear it.
///
/// ```
/// use specwright::Nullable;
///
/// let keep: Nullable<String> = Nullable::Absent;
/// let clear: Nullable<String> = Nullable::Null;
/// let set: Nullable<String> = "new".to_owned().into();
/// assert_eq!(set.as_option().map(String::as_str), Some("new"));
/// assert_ne!(keep, clear);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Nullable<T> {
    /// The field is left out.
    #[default]
    Absent,
    /// The field is `null`.
    Null,
    /// The field has this value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Whether the field is left out.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the field is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The same with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Nullable<U> {
        match self {
            Self::Absent => Nullable::Absent,
            Self::Null => Nullable::Null,
            Self::Value(value) => Nullable::Value(change(value)),
        }
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is [`Null`](Nullable::Null): who passes an option says what the field shall be.
impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Value + Default> Value for Nullable<T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = if json.take_null()? {
            Self::Null
        } else {
            Self::Value(json.value()?)
        };
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Self::Value(value) => value.write(json),
            Self::Null => json.null(),
            Self::Absent => json.absent(),
        }
    }
}
