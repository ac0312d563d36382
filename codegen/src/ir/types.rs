//! Types: enums and unions, and the references to types.

use crate::Pointer;
use crate::ir::Object;

/// The index of a type in its API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub usize);

/// A type that gets a name of its own.
#[derive(Clone, Debug)]
pub struct TypeDef {
    /// Where it stands, which also decides its name.
    pub home: Home,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is.
    pub docs: String,
    /// Whether the document advises against it.
    pub deprecated: bool,
    /// Which way it travels.
    pub direction: Direction,
    /// What it is made of.
    pub shape: Shape,
    /// Its place in the document.
    pub at: Pointer,
}

/// Where a type stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// A component of this name.
    Component(String),
    /// Inline below another type; with the word that tells it from its siblings.
    Inline(TypeId, String),
    /// Inline below an operation (its index); with the word that tells it from its siblings.
    Operation(usize, String),
    /// Inline in several components or operations, always under this word.
    Shared(String),
}

/// Which way a type travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Only in requests.
    Request,
    /// Only in replies.
    Response,
    /// Both ways.
    Both,
}

/// What a named type is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A JSON object.
    Object(Object),
    /// A text or a whole number out of a list that may grow.
    Enum(Enum),
    /// A JSON array of which each position has a type of its own.
    Tuple(Tuple),
    /// A value of one of several types.
    Union(Union),
}

/// A reference to a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    String,
    /// `true` or `false`.
    Boolean,
    /// A whole number.
    Integer(Integer),
    /// A binary floating-point number of 64 bits.
    Float,
    /// A decimal number, exact.
    Decimal,
    /// A day.
    Date,
    /// An instant.
    Timestamp,
    /// Bytes that travel as base64.
    Base64,
    /// Any JSON.
    Json,
    /// Bytes that are no JSON: the whole body of a request, at once or as a stream.
    Upload,
    /// A file in a part of a multipart body.
    File,
    /// A number that travels as text.
    Text(Box<Type>),
    /// A value that may be null, in a place that has no presence of its own.
    Nullable(Box<Type>),
    /// A sequence.
    List(Box<Type>),
    /// A map from text.
    Map(Box<Type>),
    /// A named type.
    Named(TypeId),
    /// A named type that would otherwise contain itself without end.
    Boxed(TypeId),
}

impl Type {
    /// How many lists, maps and the like stand around what it is in the end.
    #[must_use]
    pub fn nesting(&self) -> usize {
        let mut ty = self;
        let mut nesting = 0;
        while let Self::Text(inner) | Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) =
            ty
        {
            nesting += 1;
            ty = inner;
        }
        nesting
    }

    /// The named type that it refers to, directly or through lists, maps and the like.
    #[must_use]
    pub fn target(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(*id),
            Self::Text(inner) | Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) => {
                inner.target()
            }
            _ => None,
        }
    }

    /// The same, to change it.
    pub fn target_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) | Self::Boxed(id) => Some(id),
            Self::Text(inner) | Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) => {
                inner.target_mut()
            }
            _ => None,
        }
    }

    /// Whether its numbers travel as text.
    #[must_use]
    pub fn travels_as_text(&self) -> bool {
        match self {
            Self::Text(_) => true,
            Self::Nullable(inner) | Self::List(inner) | Self::Map(inner) => inner.travels_as_text(),
            _ => false,
        }
    }
}

/// The range of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Integer {
    /// 32 bits, signed.
    I32,
    /// 64 bits, signed.
    I64,
    /// 32 bits, unsigned.
    U32,
    /// 64 bits, unsigned.
    U64,
}

/// What a value must satisfy beyond its type, as the document writes it. The generator documents
/// it; the server enforces it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Limits {
    /// `minimum`, with `exclusiveMinimum`: `>= 1`, `> 0`.
    pub minimum: Option<String>,
    /// `maximum`, with `exclusiveMaximum`: `<= 100`, `< 1`.
    pub maximum: Option<String>,
    /// `multipleOf`.
    pub multiple_of: Option<String>,
    /// `minLength`, `minItems` or `minProperties`.
    pub min_length: Option<usize>,
    /// `maxLength`, `maxItems` or `maxProperties`.
    pub max_length: Option<usize>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `default`, as JSON.
    pub default: Option<String>,
}

/// A text or a whole number out of a list that may grow.
#[derive(Clone, Debug)]
pub struct Enum {
    /// What its values are.
    pub kind: EnumKind,
    /// The values, in the document's order.
    pub values: Vec<EnumValue>,
}

/// What the values of an enum are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumKind {
    /// Texts.
    Text,
    /// Whole numbers.
    Integer,
}

/// One value of an enum.
#[derive(Clone, Debug)]
pub struct EnumValue {
    /// The value on the wire; a number in its digits.
    pub value: String,
    /// Its name in `x-rust-names`, or in the keys that other tools read.
    pub rust_name: Option<String>,
    /// Its place in the document.
    pub at: Pointer,
}

/// A JSON array of exactly so many elements.
#[derive(Clone, Debug)]
pub struct Tuple {
    /// The positions, in their order.
    pub positions: Vec<Position>,
}

/// One position of a tuple.
#[derive(Clone, Debug)]
pub struct Position {
    /// What it is.
    pub docs: String,
    /// Its type.
    pub ty: Type,
    /// What its value must satisfy.
    pub limits: Limits,
    /// Its place in the document.
    pub at: Pointer,
}

/// A value of one of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// The property that tells the variants apart.
    pub tag: Option<String>,
    /// The alternatives, in the document's order.
    pub variants: Vec<Variant>,
}

/// One alternative of a union.
#[derive(Clone, Debug)]
pub struct Variant {
    /// The word that its name is made of.
    pub hint: String,
    /// Its type.
    pub ty: Type,
    /// The JSON that it is written as.
    pub kind: JsonKind,
    /// The values of the union's tag that mean it; `None` if it may be meant whatever the tag says.
    pub tags: Option<Vec<String>>,
    /// The keys that it cannot do without.
    pub required: Vec<String>,
    /// Its place in the document.
    pub at: Pointer,
}

/// The kinds of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    /// `true` or `false`.
    Boolean,
    /// A number without fraction.
    Integer,
    /// Any number.
    Number,
    /// Text.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// Any.
    Any,
}
