//! Tuples: arrays of which each position has a type of its own (`prefixItems`).

use super::error::DecodeError;
use super::object::Field;
use super::reader::Reader;
use super::reason::DecodeErrorKind;
use super::value::Value;

/// A type that travels as a JSON array of exactly so many elements: a table of its positions.
///
/// Together with the line [`tuple!`](crate::tuple) it is all that a generated tuple states. An array that
/// is shorter or longer is an error, as one of which a value does not fit: what stands in which position
/// is all that it says. Positions are counted from 0, as in the pointer of an error.
///
/// ```
/// use specwright::{DecodeError, Field, Tuple, TupleInfo};
///
/// #[derive(Clone, Default)]
/// pub struct Reading(pub String, pub f64);
///
/// impl Tuple for Reading {
///     const INFO: &'static TupleInfo = &TupleInfo {
///         name: "Reading",
///         positions: &[Field::required("0"), Field::required("1")],
///     };
/// }
/// specwright::tuple!(Reading: 0, 1);
///
/// let Reading(unit, value) = specwright::from_slice(br#"["kWh", 2.5]"#)?;
/// assert_eq!((unit.as_str(), value), ("kWh", 2.5));
/// assert_eq!(specwright::to_string(&Reading(unit, value)), r#"["kWh",2.5]"#);
///
/// let error = specwright::from_slice::<Reading>(br#"["kWh", true]"#).unwrap_err();
/// assert_eq!(error.to_string(), "/1: expected a number, found a boolean in Reading (at byte 8)");
/// let error = specwright::from_slice::<Reading>(br#"["kWh"]"#).unwrap_err();
/// assert_eq!(error.to_string(), "top level: expected 2 elements, found 1 in Reading (at byte 0)");
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Tuple {
    /// The name of the tuple and the table of its positions.
    const INFO: &'static TupleInfo;
}

/// What is the same for all values of a [`Tuple`].
#[derive(Clone, Copy, Debug)]
pub struct TupleInfo {
    /// The name of the tuple in errors.
    pub name: &'static str,
    /// The positions in their order: required fields that are called after their index.
    pub positions: &'static [Field],
}

impl Reader<'_> {
    /// Reads a tuple by its table: its values in the order of the table.
    ///
    /// # Errors
    ///
    /// It is something else, a position does not fit, or there are more or fewer of them.
    pub fn tuple(
        &mut self,
        info: &'static TupleInfo,
        values: &mut [&mut dyn Value],
    ) -> Result<(), DecodeError> {
        let TupleInfo { name, positions } = *info;
        // Other than a list, a tuple has no empty value.
        if self.peek()? != jiter::Peek::Array {
            return Err(DecodeError::wrong_type("an array", self).in_model(name));
        }
        let text = self.text;
        let start = self.offset();
        let mut count = 0;
        let walked = self.array(&mut |json| {
            let position = positions.get(count).zip(values.get_mut(count));
            count += 1;
            let Some((field, value)) = position else {
                return json.skip();
            };
            json.text = field.text;
            json.repeated = false;
            value
                .read(json)
                .or_else(|error| json.take_promised_null(error, false, name, field.name))
        });
        self.text = text;
        let (expected, found) = (positions.len(), count);
        let read = match walked {
            Ok(()) if found != expected => {
                let kind = DecodeErrorKind::WrongLength { expected, found };
                Err(DecodeError::new(kind, self.source.data, start))
            }
            walked => walked,
        };
        read.map_err(|error| error.in_model(name))
    }
}

/// Implements [`Value`](crate::Value), `PartialEq` and `Debug` for a type by its [`Tuple`] table, as
/// [`object!`](crate::object) does for a model, and under the feature `serde` also `Serialize` and
/// `Deserialize`. It takes the indexes of the positions. See [`Tuple`] for an example.
#[macro_export]
macro_rules! tuple {
    ($name:ident: $($index:tt),* $(,)?) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                if json.is_repeated() {
                    *self = <Self as ::std::default::Default>::default();
                }
                json.tuple(<Self as $crate::Tuple>::INFO, &mut [$(&mut self.$index),*])
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.tuple(<Self as $crate::Tuple>::INFO, &[$(&self.$index),*]);
            }
        }

        $crate::__as_json!($name, $crate::Tuple);
    };
}
