//! The module of an API and the lists of what is in it.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::docs::docs;
use crate::emit::{Named, features};
use crate::ir::{Home, TypeId};
use crate::names::Name;

/// ```text
/// //! The m3ter API.
///
/// mod client;
/// pub mod operations;
/// pub mod types;
///
/// pub use client::{Client, ClientBuilder, servers};
/// pub use specwright::Error;
/// ```
pub(super) fn root(named: Named<'_>) -> TokenStream {
    let api = named.api;
    let heading = match api.description.is_empty() {
        true => format!("{}.", api.title),
        false => format!("{}.\n\n{}", api.title, api.description),
    };
    let doc = inner_docs(&heading);
    let deprecated = uses_deprecated(named).then(|| quote!(#![allow(deprecated)]));
    let servers = named.names.servers.iter().any(Option::is_some);
    let servers = servers.then(|| {
        quote!(
            pub use client::servers;
        )
    });
    let feature = named.api.webhooks.as_ref();
    let feature = feature.map(|_| quote!(#[cfg(feature = "webhooks")]));
    let webhooks = feature
        .as_ref()
        .map(|feature| quote!(#feature mod webhooks;));
    let verifier = feature.map(|feature| quote!(#feature pub use webhooks::webhooks;));
    quote! {
        #doc
        #deprecated
        mod client;
        pub mod operations;
        pub mod types;
        #webhooks
        #servers
        pub use client::{Client, ClientBuilder};
        pub use specwright::Error;
        #verifier
    }
}

/// ```text
/// //! The requests of the operations.
///
/// mod list_events;
///
/// pub use list_events::ListEvents;
/// ```
pub(super) fn operations(named: Named<'_>) -> TokenStream {
    let names = named.names.operations.iter();
    let names = names.zip(&named.names.features.operations);
    let items = names.map(|(names, gate)| Item {
        module: &names.module,
        idents: vec![&names.ident],
        cfg: features::cfg(named, gate),
    });
    let mut items: Vec<Item<'_>> = items.collect();
    list("The requests of the operations, one type each.", &mut items)
}

/// ```text
/// //! The types that requests and replies are made of.
///
/// mod event;
///
/// pub use event::Event;
/// ```
pub(super) fn types(named: Named<'_>) -> TokenStream {
    let gates = features::of_types(named);
    let mut items: Vec<Item<'_>> = Vec::new();
    for (index, def) in named.api.types.iter().enumerate() {
        let names = named.names.of_type(TypeId(index));
        match (&def.home, items.last_mut()) {
            (Home::Inline(..), Some(item)) => item.idents.push(&names.ident),
            _ => items.push(Item {
                module: &names.module,
                idents: vec![&names.ident],
                cfg: features::cfg(named, &gates[index]),
            }),
        }
    }
    list(
        "The types that requests and replies are made of.",
        &mut items,
    )
}

/// A module of a list, and what it exports.
struct Item<'a> {
    module: &'a Name,
    idents: Vec<&'a Name>,
    cfg: Option<TokenStream>,
}

/// Modules in the order of their names, so that a new one is one line in a review.
fn list(heading: &str, items: &mut [Item<'_>]) -> TokenStream {
    items.sort_by_key(|item| item.module);
    let doc = inner_docs(heading);
    let modules = items
        .iter()
        .map(|Item { module, cfg, .. }| quote!(#cfg mod #module;));
    let exports = items.iter().map(|item| {
        let Item { module, cfg, .. } = item;
        match item.idents.as_slice() {
            [only] => quote!(#cfg pub use #module::#only;),
            several => quote!(#cfg pub use #module::{#(#several),*};),
        }
    });
    quote! {
        #doc
        #(#modules)*
        #(#exports)*
    }
}

/// The documentation of a module, inside it.
pub(super) fn inner_docs(text: &str) -> TokenStream {
    let outer = docs(text);
    let lines = outer.into_iter().map(|token| match &token {
        proc_macro2::TokenTree::Punct(punct) if punct.as_char() == '#' => quote!(#token !),
        _ => quote!(#token),
    });
    lines.collect()
}

/// The generated code uses what the document advises against; its users are warned, not itself.
fn uses_deprecated(named: Named<'_>) -> bool {
    let api = named.api;
    api.types
        .iter()
        .any(|def| def.deprecated || has_deprecated_field(def))
        || api.operations.iter().any(|operation| {
            operation.deprecated
                || operation
                    .parameters
                    .iter()
                    .any(|parameter| parameter.deprecated)
        })
}

fn has_deprecated_field(def: &crate::ir::TypeDef) -> bool {
    match &def.shape {
        crate::ir::Shape::Object(object) => object.fields.iter().any(|field| field.deprecated),
        _ => false,
    }
}
