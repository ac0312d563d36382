//! Open enums of whole numbers: a value that the document does not list is kept.

/// Implements [`Value`](crate::Value), `Default`, `Display`, `From<i64>`, `Eq`, `Ord` and `Hash` for
/// an open enum of whole numbers, and under the feature `serde` also `Serialize` and `Deserialize`.
///
/// The enum has a variant `Unknown(i64)`, a constant `KNOWN` with the others, and `as_i64`. Its
/// default is `Unknown` of the smallest number, which no server means, or the value of a list of one.
/// Values are equal, and sorted, as the number that they are on the wire.
///
/// ```
/// #[derive(Clone, Copy, Debug)]
/// pub enum Priority {
///     Low,
///     High,
///     Unknown(i64),
/// }
///
/// impl Priority {
///     pub const KNOWN: &'static [Self] = &[Self::Low, Self::High];
///     pub const fn as_i64(self) -> i64 {
///         match self {
///             Self::Low => 1,
///             Self::High => 10,
///             Self::Unknown(value) => value,
///         }
///     }
/// }
/// specwright::integer_enum!(Priority);
///
/// let priorities: Vec<Priority> = specwright::from_slice(b"[10, 11]")?;
/// assert_eq!(priorities, [Priority::High, Priority::Unknown(11)]);
/// assert_eq!(specwright::to_string(&priorities), "[10,11]");
/// # Ok::<(), specwright::DecodeError>(())
/// ```
#[macro_export]
macro_rules! integer_enum {
    ($name:ident) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                *self = Self::from(json.value::<i64>()?);
                if let Self::Unknown(value) = self {
                    json.unknown_integer(stringify!($name), *value);
                }
                ::std::result::Result::Ok(())
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.number(&self.as_i64());
            }
        }

        impl ::std::default::Default for $name {
            fn default() -> Self {
                match Self::KNOWN {
                    // Whoever does not say which can only mean this one.
                    [only] => *only,
                    _ => Self::Unknown(i64::MIN),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.as_i64(), f)
            }
        }

        impl ::std::convert::From<i64> for $name {
            fn from(value: i64) -> Self {
                let fits = |index: usize| Self::KNOWN[index].as_i64() == value;
                match $crate::__private::known(Self::KNOWN.len(), &fits) {
                    ::std::option::Option::Some(index) => Self::KNOWN[index],
                    ::std::option::Option::None => Self::Unknown(value),
                }
            }
        }

        $crate::__compare_by!($name, as_i64);
        $crate::__serde_bridge!($name);
    };
}
