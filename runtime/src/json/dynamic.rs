//! A JSON value of any shape.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::error::DecodeError;
use super::json_number::JsonNumber;
use super::json_object::JsonObject;
use super::reader::Reader;
use super::reason::JsonKind;
use super::value::Value;
use super::writer::Writer;

/// A JSON value of any shape: numbers keep their text, objects their order. Of members that
/// come twice under one name the later counts.
///
/// ```
/// use specwright::Json;
///
/// let json: Json = r#"{"fee": {"amount": 12345678901234567890.10}}"#.parse()?;
/// let amount = json.pointer("/fee/amount").and_then(Json::as_decimal);
/// assert_eq!(amount.map(|amount| amount.to_string()), Some("12345678901234567890.10".to_owned()));
/// assert_eq!(json.to_string(), r#"{"fee":{"amount":12345678901234567890.10}}"#);
/// # Ok::<(), specwright::DecodeError>(())
/// ```
///
/// Made of Rust values:
///
/// ```
/// use specwright::Json;
///
/// let tags: Json = ["eu", "gold"].into_iter().collect();
/// let json: Json = [("id", Json::from("m 1")), ("version", 2.into()), ("tags", tags)].into_iter().collect();
/// assert_eq!(json.to_string(), r#"{"id":"m 1","version":2,"tags":["eu","gold"]}"#);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number.
    Number(JsonNumber),
    /// A string.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object.
    Object(JsonObject),
}

impl Json {
    /// The JSON that a value is written as, read-only fields included.
    ///
    /// # Errors
    ///
    /// The value is nested more deeply than [`Reader::DEPTH_LIMIT`].
    pub fn from_value(value: &dyn Value) -> Result<Self, DecodeError> {
        crate::to_string(value).parse()
    }

    /// Reads this JSON as a value of a type.
    ///
    /// # Errors
    ///
    /// It does not fit the type.
    pub fn to_value<T: Value + Default>(&self) -> Result<T, DecodeError> {
        crate::from_slice(crate::to_string(self).as_bytes())
    }

    /// The value at a JSON pointer (RFC 6901), such as `/data/0/id`. The empty one is the whole.
    pub fn pointer(&self, pointer: &str) -> Option<&Self> {
        if pointer.is_empty() {
            return Some(self);
        }
        let segments = pointer.strip_prefix('/')?.split('/');
        segments
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
            .try_fold(self, |json, segment| match json {
                Self::Object(object) => object.get(&segment),
                Self::Array(items) => items.get(index(&segment)?),
                _ => None,
            })
    }

    /// The member of an object by its name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// Which of the six kinds it is.
    pub const fn kind(&self) -> JsonKind {
        match self {
            Self::Null => JsonKind::Null,
            Self::Bool(_) => JsonKind::Boolean,
            Self::Number(_) => JsonKind::Number,
            Self::String(_) => JsonKind::String,
            Self::Array(_) => JsonKind::Array,
            Self::Object(_) => JsonKind::Object,
        }
    }

    /// Whether it is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The string, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self {
            Some(text)
        } else {
            None
        }
    }

    /// The boolean, if it is one.
    pub const fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The number as it is written, if it is one.
    pub const fn as_number(&self) -> Option<&JsonNumber> {
        if let Self::Number(number) = self {
            Some(number)
        } else {
            None
        }
    }

    /// The number, if it is a whole one that fits.
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number()?.as_i64()
    }

    /// The number, if it is a whole one that fits and is not negative.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_number()?.as_u64()
    }

    /// The nearest float, if it is a number within its range.
    pub fn as_f64(&self) -> Option<f64> {
        self.as_number()?.as_f64()
    }

    /// The exact number, if it is one that [`Decimal`] holds.
    pub fn as_decimal(&self) -> Option<Decimal> {
        self.as_number()?.as_decimal()
    }

    /// The elements, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        if let Self::Array(items) = self {
            Some(items)
        } else {
            None
        }
    }

    /// The members, if it is an object.
    pub const fn as_object(&self) -> Option<&JsonObject> {
        if let Self::Object(object) = self {
            Some(object)
        } else {
            None
        }
    }
}

impl Value for Json {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match json.kind()? {
            JsonKind::Null => {
                json.take_null()?;
                Self::Null
            }
            JsonKind::Boolean => Self::Bool(json.boolean()?),
            JsonKind::Number => Self::Number(JsonNumber::trusted(json.number()?)),
            JsonKind::String => Self::String(json.value()?),
            JsonKind::Array => Self::Array(json.value()?),
            JsonKind::Object => {
                let mut members = Vec::new();
                json.map(&mut |name, json| {
                    members.push((name.to_owned(), json.value()?));
                    Ok(())
                })?;
                Self::Object(JsonObject::from_members(members))
            }
        };
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Self::Null => json.null(),
            Self::Bool(value) => json.write(value),
            // As it is even in a field whose numbers travel as text: what came is what goes.
            Self::Number(number) => json.raw(number.as_str()),
            Self::String(text) => json.string(text),
            Self::Array(items) => items.write(json),
            Self::Object(object) => json.map(&|each| {
                for (name, value) in object.iter() {
                    each(name, value);
                }
            }),
        }
    }
}

impl FromStr for Json {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        crate::from_slice(text.as_bytes())
    }
}

/// Compact JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&crate::to_string(self))
    }
}

/// The index that a segment of a pointer means: RFC 6901 allows no sign and no zeros in front.
fn index(segment: &str) -> Option<usize> {
    let is_plain =
        segment == "0" || segment.starts_with(|first: char| ('1'..='9').contains(&first));
    if is_plain { segment.parse().ok() } else { None }
}

macro_rules! from_parts {
    ($($from:ty => |$value:ident| $json:expr),* $(,)?) => { $(
        impl From<$from> for Json {
            fn from($value: $from) -> Self {
                $json
            }
        }
    )* };
}

from_parts! {
    bool => |value| Self::Bool(value),
    i32 => |value| Self::Number(value.into()),
    i64 => |value| Self::Number(value.into()),
    u32 => |value| Self::Number(value.into()),
    u64 => |value| Self::Number(value.into()),
    Decimal => |value| Self::Number(value.into()),
    // As everywhere, infinities and NaN are `null`: JSON has no number for them.
    f64 => |value| JsonNumber::from_f64(value).map_or(Self::Null, Self::Number),
    JsonNumber => |value| Self::Number(value),
    &str => |value| Self::String(value.to_owned()),
    String => |value| Self::String(value),
    JsonObject => |value| Self::Object(value),
}

impl<T: Into<Json>> From<Vec<T>> for Json {
    fn from(items: Vec<T>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// An array.
impl<T: Into<Json>> FromIterator<T> for Json {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }
}

/// An object.
impl<N: Into<String>, V: Into<Json>> FromIterator<(N, V)> for Json {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        Self::Object(members.into_iter().collect())
    }
}

impl<T: Into<Json>> From<Option<T>> for Json {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
