//! Tuples: a struct of positions and the table of them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::Named;
use crate::emit::docs::{docs, with_limits};
use crate::emit::types::{self, From};
use crate::ir::{Position, Tuple, Type, TypeDef};
use crate::names::TypeNames;

/// Other than an object it never grows: callers may make it and take it apart as it stands.
///
/// ```text
/// /// A reading of a meter.
/// #[derive(Clone, Default)]
/// pub struct Reading(
///     /// When it was taken.
///     pub Timestamp,
///     pub f64,
/// );
///
/// impl specwright::Tuple for Reading {
///     const INFO: &'static specwright::TupleInfo = &specwright::TupleInfo {
///         name: "Reading",
///         positions: &[specwright::Field::required("0"), specwright::Field::required("1")],
///     };
/// }
///
/// specwright::tuple!(Reading: 0, 1);
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    def: &TypeDef,
    tuple: &Tuple,
    names: &TypeNames,
) -> TokenStream {
    let ident = &names.ident;
    let name = ident.to_string();
    let doc = docs(&def.docs);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let positions = tuple.positions.iter().map(|position| {
        let doc = docs(&with_limits(&position.docs, &position.limits));
        let ty = types::reference(named, &position.ty, From::Types);
        quote! { #doc pub #ty }
    });
    let table = tuple.positions.iter().enumerate();
    let table = table.map(|(index, position)| row(index, position));
    let indexes = (0..tuple.positions.len()).map(Literal::usize_unsuffixed);
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Default)]
        pub struct #ident(#(#positions),*);

        impl specwright::Tuple for #ident {
            const INFO: &'static specwright::TupleInfo = &specwright::TupleInfo {
                name: #name,
                positions: &[#(#table),*],
            };
        }

        specwright::tuple!(#ident: #(#indexes),*);
    }
}

/// One row of the table: `specwright::Field::required("1").text()`.
fn row(index: usize, position: &Position) -> TokenStream {
    let name = index.to_string();
    let nullable = matches!(position.ty, Type::Nullable(_) | Type::Json);
    let nullable = nullable.then(|| quote!(.nullable()));
    let text = position.ty.travels_as_text().then(|| quote!(.text()));
    quote!(specwright::Field::required(#name) #nullable #text)
}
