//! A number of a dynamic value, exactly as it came.

use std::fmt;
use std::str::FromStr;

use rust_decimal::Decimal;

use super::number;

/// A JSON number, kept as its text: no digit is lost, however many there are.
///
/// Two numbers are equal when their texts are: `1.0` is not `1.00`. To compare what they are
/// worth, compare [`as_decimal`](Self::as_decimal).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct JsonNumber(Box<str>);

/// A text that is not a JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotANumber;

impl JsonNumber {
    /// The text of the number.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number, if it is a whole one that fits (`3.0` is).
    pub fn as_i64(&self) -> Option<i64> {
        number::whole(&self.0).ok()?.try_into().ok()
    }

    /// The number, if it is a whole one that fits (`3.0` is).
    pub fn as_u64(&self) -> Option<u64> {
        number::whole(&self.0).ok()?.try_into().ok()
    }

    /// The nearest float, if the number is within its range.
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// The exact decimal, if it has no more digits than [`Decimal`] holds.
    pub fn as_decimal(&self) -> Option<Decimal> {
        number::decimal(&self.0)
    }

    /// The number with the fewest digits that reads back as `value`; none for infinities and NaN.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self(format!("{value:?}").into()))
    }

    /// A text that is known to be a number.
    pub(super) fn trusted(text: &str) -> Self {
        Self(text.into())
    }
}

impl FromStr for JsonNumber {
    type Err = NotANumber;

    fn from_str(text: &str) -> Result<Self, NotANumber> {
        if number::is_number(text) {
            Ok(Self::trusted(text))
        } else {
            Err(NotANumber)
        }
    }
}

macro_rules! from_exact {
    ($($name:ident),*) => { $(
        impl From<$name> for JsonNumber {
            fn from(value: $name) -> Self {
                Self(value.to_string().into())
            }
        }
    )* };
}

from_exact!(i32, i64, u32, u64, Decimal);

impl fmt::Display for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for JsonNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "JsonNumber({})", self.0)
    }
}

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a JSON number")
    }
}

impl std::error::Error for NotANumber {}
