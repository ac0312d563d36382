//! Enums of texts and of whole numbers that keep what they do not know.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::{code, docs};
use crate::ir::{Enum, EnumKind, TypeDef};
use crate::names::TypeNames;

/// ```text
/// #[derive(Clone, Debug)]
/// #[non_exhaustive]
/// pub enum AggregationType {
///     /// `SIMPLE`
///     Simple,
///     /// A value that the document does not list, as it came.
///     Unknown(String),
/// }
///
/// impl AggregationType {
///     /// Every value that the document lists, in its order.
///     pub const KNOWN: &'static [Self] = &[Self::Simple];
///     /// The value as it travels.
///     pub fn as_str(&self) -> &str {
///         match self {
///             Self::Simple => "SIMPLE",
///             Self::Unknown(value) => value,
///         }
///     }
/// }
///
/// specwright::text_enum!(AggregationType);
/// ```
pub(super) fn tokens(def: &TypeDef, of: &Enum, names: &TypeNames) -> TokenStream {
    let ident = &names.ident;
    let doc = docs(&def.docs);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let variants = &names.variants;
    let value_docs = of.values.iter().map(|value| match value.value.is_empty() {
        true => docs("The empty text."),
        false => docs(&code(&value.value)),
    });
    let Kind {
        copy,
        unknown,
        accessor,
        connect,
    } = kind(of, names);
    quote! {
        #doc
        #deprecated
        #[derive(Clone, #copy Debug)]
        #[non_exhaustive]
        pub enum #ident {
            #(#value_docs #variants,)*
            /// A value that the document does not list, as it came.
            Unknown(#unknown),
        }

        impl #ident {
            /// Every value that the document lists, in its order.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];
            /// The value as it travels.
            #[must_use]
            #accessor
        }

        #connect
    }
}

/// What differs between texts and numbers.
struct Kind {
    copy: Option<TokenStream>,
    unknown: TokenStream,
    accessor: TokenStream,
    connect: TokenStream,
}

fn kind(of: &Enum, names: &TypeNames) -> Kind {
    let (ident, variants) = (&names.ident, &names.variants);
    let values = of.values.iter().map(|value| value.value.as_str());
    match of.kind {
        EnumKind::Text => Kind {
            copy: None,
            unknown: quote!(String),
            accessor: quote! {
                pub fn as_str(&self) -> &str {
                    match self {
                        #(Self::#variants => #values,)*
                        Self::Unknown(value) => value,
                    }
                }
            },
            connect: quote!(specwright::text_enum!(#ident);),
        },
        EnumKind::Integer => {
            // Lowering lets only whole numbers pass.
            let values = values.map(|digits| digits.parse().unwrap_or_default());
            let values = values.map(Literal::i64_unsuffixed);
            Kind {
                copy: Some(quote!(Copy,)),
                unknown: quote!(i64),
                accessor: quote! {
                    pub const fn as_i64(self) -> i64 {
                        match self {
                            #(Self::#variants => #values,)*
                            Self::Unknown(value) => value,
                        }
                    }
                },
                connect: quote!(specwright::integer_enum!(#ident);),
            }
        }
    }
}
