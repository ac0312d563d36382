//! Enums of text that keep what they do not know.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::{code, docs};
use crate::ir::{Enum, TypeDef};
use crate::names::TypeNames;

/// ```text
/// #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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
    let values: Vec<&String> = of.values.iter().map(|value| &value.value).collect();
    let value_docs = values.iter().map(|value| match value.is_empty() {
        true => docs("The empty text."),
        false => docs(&code(value)),
    });
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum #ident {
            #(#value_docs #variants,)*
            /// A value that the document does not list, as it came.
            Unknown(String),
        }

        impl #ident {
            /// Every value that the document lists, in its order.
            pub const KNOWN: &'static [Self] = &[#(Self::#variants),*];
            /// The value as it travels.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #values,)*
                    Self::Unknown(value) => value,
                }
            }
        }

        specwright::text_enum!(#ident);
    }
}
