//! Unions: a value that is one of several types (`oneOf`, `anyOf`).

use super::reason::JsonKind;

/// A type that travels as one of several other types.
///
/// The variant is found by looking at the value, in this order: its JSON kind; among objects the
/// value of the tag, and if no variant lists that, only those are left that have a place for any and find
/// all that they require; then the required fields, the most demanding variant first; then the variants are
/// tried in their order, and the first that knows every field and every value of an enum in it is meant,
/// or else the one that leaves the least unknown. So a text is one of an enum that lists it, whatever
/// other enums the union has. When one variant alone can be meant, its own error stands; when several can
/// and none fits, the error lists the reason of each. When none can be meant, the value is kept in the
/// enum's variant `Unknown(Json)`.
///
/// That holds for `null` too, even in a required field: a union is open, so `null` is one more value
/// that the document does not list. It is kept as `Unknown(Json::Null)`, counted like every unknown
/// value, and written back as it came; nobody can take it for a value of a known variant.
///
/// In a field whose numbers travel as text ([`Field::text`](crate::Field::text)), a string that is
/// a number is a number, unless a variant is a string.
///
/// ```
/// use specwright::{DecodeError, Json, Union, UnionInfo, Variant};
///
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Setting {
///     Text(String),
///     Count(i64),
///     Unknown(Json),
/// }
///
/// impl Union for Setting {
///     const INFO: &'static UnionInfo = &UnionInfo {
///         name: "Setting",
///         variants: &[Variant::string("Text"), Variant::integer("Count")],
///     };
/// }
/// specwright::union!(Setting: 0 => Text, 1 => Count);
///
/// let settings: Vec<Setting> = specwright::from_slice(br#"["on", 3, true]"#)?;
/// assert_eq!(
///     settings,
///     [Setting::Text("on".to_owned()), Setting::Count(3), Setting::Unknown(Json::Bool(true))]
/// );
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Union {
    /// The name of the union and the table of its variants.
    const INFO: &'static UnionInfo;
}

/// What is the same for all values of a [`Union`].
#[derive(Clone, Copy, Debug)]
pub struct UnionInfo {
    /// The name of the union in errors.
    pub name: &'static str,
    /// The variants in the order of the document, without `Unknown`.
    pub variants: &'static [Variant],
}

/// What can be known of one variant of a [`Union`] by looking at a value.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) tag: Option<Tag>,
    pub(super) required: &'static [&'static str],
}

/// The JSON kind of a variant, with numbers told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Any,
    Integer,
    Kind(JsonKind),
}

/// The field that says which variant an object is, and the values that mean this one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) field: &'static str,
    pub(super) values: &'static [&'static str],
}

impl Variant {
    /// A variant that is a string.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Shape::Kind(JsonKind::String))
    }

    /// A variant that is a number without fraction or exponent, within the range of `i64`.
    pub const fn integer(name: &'static str) -> Self {
        Self::new(name, Shape::Integer)
    }

    /// A variant that is any number, or any other one if there is an integer variant.
    pub const fn number(name: &'static str) -> Self {
        Self::new(name, Shape::Kind(JsonKind::Number))
    }

    /// A variant that is `true` or `false`.
    pub const fn boolean(name: &'static str) -> Self {
        Self::new(name, Shape::Kind(JsonKind::Boolean))
    }

    /// A variant that is an array.
    pub const fn array(name: &'static str) -> Self {
        Self::new(name, Shape::Kind(JsonKind::Array))
    }

    /// A variant that is an object.
    pub const fn object(name: &'static str) -> Self {
        Self::new(name, Shape::Kind(JsonKind::Object))
    }

    /// A variant that can be anything.
    pub const fn any(name: &'static str) -> Self {
        Self::new(name, Shape::Any)
    }

    /// The field that tells the variants apart, and its values that mean this one. A variant that has no
    /// such field has no such values: an object that has the field is not that variant, of which it
    /// would lose whatever makes it another one.
    #[must_use]
    pub const fn tag(mut self, field: &'static str, values: &'static [&'static str]) -> Self {
        self.tag = Some(Tag { field, values });
        self
    }

    /// The fields without which an object is not this variant.
    #[must_use]
    pub const fn required(mut self, fields: &'static [&'static str]) -> Self {
        self.required = fields;
        self
    }

    const fn new(name: &'static str, shape: Shape) -> Self {
        Self {
            name,
            shape,
            tag: None,
            required: &[],
        }
    }
}

/// Implements [`Value`](crate::Value) for a type by its [`Union`] table, `Default` (`Unknown`
/// of `null`), and under the feature `serde` also `Serialize` and `Deserialize`. It takes the variants
/// with their index in the table. See [`Union`] for an example.
#[macro_export]
macro_rules! union {
    ($name:ident: $($index:literal => $variant:ident),* $(,)?) => {
        impl $crate::Value for $name {
            fn read(
                &mut self,
                json: &mut $crate::Reader<'_>,
            ) -> ::std::result::Result<(), $crate::DecodeError> {
                json.union(<Self as $crate::Union>::INFO, &mut |variant, json| {
                    *self = match variant {
                        $($index => Self::$variant(::std::default::Default::default()),)*
                        _ => Self::Unknown($crate::Json::Null),
                    };
                    match self {
                        $(Self::$variant(value) => $crate::Value::read(value, json),)*
                        Self::Unknown(value) => $crate::Value::read(value, json),
                    }
                })
            }

            fn write(&self, json: &mut $crate::Writer) {
                match self {
                    $(Self::$variant(value) => $crate::Value::write(value, json),)*
                    Self::Unknown(value) => $crate::Value::write(value, json),
                }
            }
        }

        impl ::std::default::Default for $name {
            #[inline]
            fn default() -> Self {
                Self::Unknown($crate::Json::Null)
            }
        }

        $crate::__serde_bridge!($name);
    };
}
