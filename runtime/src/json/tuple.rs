//! Tuples: arrays of which each position has a type of its own (`prefixItems`).

use super::object::Field;

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

        impl ::std::cmp::PartialEq for $name {
            #[inline]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::show(<Self as $crate::Tuple>::INFO.name, self, f)
            }
        }

        $crate::__serde_bridge!($name);
    };
}
