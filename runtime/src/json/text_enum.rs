//! Open enums of strings: a value that the document does not list is kept.

/// Implements [`Value`](crate::Value), `Default`, `Display`, `From<&str>`, `From<String>`,
/// `AsRef<str>`, `Eq`, `Ord` and `Hash` for an open enum of strings, and under the feature `serde`
/// also `Serialize` and `Deserialize`.
///
/// The enum has a variant `Unknown(String)`, a constant `KNOWN` with the others, and `as_str`.
/// Its default is `Unknown` of the empty text, which no server means, or the value of a list of one.
/// Values are equal, and sorted, as the text that they are on the wire.
///
/// ```
/// #[derive(Clone, Debug)]
/// pub enum Colour {
///     Red,
///     Blue,
///     Unknown(String),
/// }
///
/// impl Colour {
///     pub const KNOWN: &'static [Self] = &[Self::Red, Self::Blue];
///     pub fn as_str(&self) -> &str {
///         match self {
///             Self::Red => "RED",
///             Self::Blue => "BLUE",
///             Self::Unknown(value) => value,
///         }
///     }
/// }
/// specwright::text_enum!(Colour);
///
/// let colours: Vec<Colour> = specwright::from_slice(br#"["RED", "MAUVE"]"#)?;
/// assert_eq!(colours, [Colour::Red, Colour::Unknown("MAUVE".to_owned())]);
/// assert_eq!(specwright::to_string(&colours), r#"["RED","MAUVE"]"#);
/// assert_eq!(Colour::Unknown("RED".to_owned()), Colour::Red);
/// # Ok::<(), specwright::DecodeError>(())
/// ```
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                *self = Self::from(json.enum_text()?);
                if let Self::Unknown(value) = self {
                    json.unknown_text(stringify!($name), value);
                }
                ::std::result::Result::Ok(())
            }

            fn write(&self, json: &mut $crate::Writer) {
                json.string(self.as_str());
            }
        }

        impl ::std::default::Default for $name {
            fn default() -> Self {
                match Self::KNOWN {
                    // Whoever does not say which can only mean this one.
                    [only] => only.clone(),
                    _ => Self::Unknown(::std::string::String::new()),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::std::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                let fits = |index: usize| Self::KNOWN[index].as_str() == text;
                match $crate::__private::known(Self::KNOWN.len(), &fits) {
                    ::std::option::Option::Some(index) => Self::KNOWN[index].clone(),
                    ::std::option::Option::None => Self::Unknown(text.to_owned()),
                }
            }
        }

        impl ::std::convert::From<::std::string::String> for $name {
            #[inline]
            fn from(text: ::std::string::String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl ::std::convert::AsRef<str> for $name {
            #[inline]
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        $crate::__compare_by!($name, as_str);
        $crate::__serde_bridge!($name);
    };
}
