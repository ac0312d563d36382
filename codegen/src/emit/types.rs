//! References to types: `Option<Vec<CommitmentFee>>`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::Named;
use crate::ir::{Access, Direction, Field, Integer, Presence, Type, TypeId};

/// Where a reference stands, which decides how it names the types of its API.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    /// In a file of `types`, which imports them: `CommitmentFee`.
    Types,
    /// Elsewhere: `types::CommitmentFee`.
    Elsewhere,
}

/// A Rust type, as code and as the text that the surface shows.
pub(crate) struct RustType {
    tokens: TokenStream,
    text: String,
}

/// A type of this name, in both forms.
macro_rules! rust {
    ($name:ident) => {
        RustType {
            tokens: quote!($name),
            text: stringify!($name).to_owned(),
        }
    };
    ($name:ident < $inner:ident >) => {
        RustType {
            tokens: quote!($name<#$inner>),
            text: format!(concat!(stringify!($name), "<{}>"), $inner.text),
        }
    };
}

/// A reference to a type.
pub(crate) fn reference(named: Named<'_>, ty: &Type, from: From) -> RustType {
    let inner = |ty| reference(named, ty, from);
    match ty {
        Type::String => rust!(String),
        Type::Boolean => rust!(bool),
        Type::Integer(Integer::I32) => rust!(i32),
        Type::Integer(Integer::I64) => rust!(i64),
        Type::Integer(Integer::U32) => rust!(u32),
        Type::Integer(Integer::U64) => rust!(u64),
        Type::Float => rust!(f64),
        Type::Decimal => rust!(Decimal),
        Type::Date => rust!(Date),
        Type::Timestamp => rust!(Timestamp),
        Type::Base64 => rust!(Base64),
        Type::Json => rust!(Json),
        Type::Upload => RustType {
            tokens: quote!(specwright::Upload),
            text: "Upload".to_owned(),
        },
        Type::File => RustType {
            tokens: quote!(specwright::File),
            text: "File".to_owned(),
        },
        Type::Text(number) => inner(number),
        Type::Nullable(ty) => {
            let ty = inner(ty);
            rust!(Option<ty>)
        }
        Type::List(item) => {
            let item = inner(item);
            rust!(Vec<item>)
        }
        Type::Map(value) => {
            let value = inner(value);
            RustType {
                tokens: quote!(BTreeMap<String, #value>),
                text: format!("BTreeMap<String, {}>", value.text),
            }
        }
        Type::Named(id) => name(named, *id, from),
        Type::Boxed(id) => {
            let name = name(named, *id, from);
            rust!(Box<name>)
        }
    }
}

/// What the type of a field is wrapped in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapper {
    /// Nothing: it always has a value.
    None,
    /// `Option`: null and absent are the same.
    Option,
    /// `Nullable`: null and absent differ.
    Nullable,
}

/// Null and absent are kept apart where the difference says something to the server: in what is
/// sent. What only the client sends is absent from what it receives, whatever is required.
pub(crate) fn wrapper(field: &Field, direction: Direction) -> Wrapper {
    let received = direction != Direction::Request;
    match (field.presence, direction) {
        (Presence::Required, _) if field.access == Access::WriteOnly && received => Wrapper::Option,
        (Presence::Required, _) => Wrapper::None,
        (Presence::OptionalNullable, Direction::Request | Direction::Both) => Wrapper::Nullable,
        _ => Wrapper::Option,
    }
}

/// The type of a field with its presence around it.
pub(crate) fn field(named: Named<'_>, field: &Field, direction: Direction) -> RustType {
    let ty = reference(named, &field.ty, From::Types);
    match wrapper(field, direction) {
        Wrapper::None => ty,
        Wrapper::Option => rust!(Option<ty>),
        Wrapper::Nullable => rust!(Nullable<ty>),
    }
}

fn name(named: Named<'_>, id: TypeId, from: From) -> RustType {
    let ident = &named.names.of_type(id).ident;
    RustType {
        tokens: match from {
            From::Types => quote!(#ident),
            From::Elsewhere => quote!(types::#ident),
        },
        text: ident.to_string(),
    }
}

impl RustType {
    /// The text that the surface shows.
    pub fn into_text(self) -> String {
        self.text
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
