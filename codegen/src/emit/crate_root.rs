//! The root of the generated crate.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Named;
use crate::emit::docs::docs;
use crate::source::Ownership;

/// ```text
/// #![doc = include_str!("../README.md")]
/// #![forbid(unsafe_code)]
///
/// /// The m3ter API.
/// #[cfg(feature = "m3ter")]
/// #[rustfmt::skip]
/// pub mod m3ter;
///
/// pub use specwright;
/// ```
pub(super) fn tokens(apis: &[Named<'_>]) -> TokenStream {
    let modules = apis.iter().map(|named| {
        let module = &named.names.module;
        let own = module.bare().to_owned();
        let features = std::iter::once(&own).chain(&named.names.features.names);
        let features: Vec<_> = features.map(|name| quote!(feature = #name)).collect();
        let cfg = match features.as_slice() {
            [own] => quote!(#own),
            several => quote!(any(#(#several),*)),
        };
        let doc = docs(&format!("{}.", named.api.title));
        // Whoever wrote such a document did not write it for rustdoc.
        let foreign = named.api.ownership == Ownership::Foreign;
        let lints = foreign.then(|| quote!(#[allow(rustdoc::all)]));
        quote! {
            #doc
            #[cfg(#cfg)]
            #lints
            #[rustfmt::skip]
            pub mod #module;
        }
    });
    // Nor did they choose their words for rustc.
    let foreign = |named: &Named<'_>| named.api.ownership == Ownership::Foreign;
    let lints = apis.iter().any(foreign).then(
        || quote!(#![allow(confusable_idents, mixed_script_confusables, uncommon_codepoints)]),
    );
    quote! {
        #![doc = include_str!("../README.md")]
        #lints
        #![forbid(unsafe_code)]

        #(#modules)*

        pub use specwright;
    }
}
