//! Unions: an enum of the alternatives and the table that tells them apart.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::Named;
use crate::emit::docs::docs;
use crate::emit::types::{self, From};
use crate::ir::{JsonKind, TypeDef, Union, Variant};
use crate::names::TypeNames;

/// ```text
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum CustomFieldValue {
///     /// Text.
///     String(String),
///     /// A value of none of these kinds, as it came.
///     Unknown(Json),
/// }
///
/// impl specwright::Union for CustomFieldValue {
///     const INFO: &'static specwright::UnionInfo = &specwright::UnionInfo {
///         name: "CustomFieldValue",
///         variants: &[specwright::Variant::string("String")],
///     };
/// }
///
/// specwright::union!(CustomFieldValue: 0 => String);
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    def: &TypeDef,
    union: &Union,
    names: &TypeNames,
) -> TokenStream {
    let ident = &names.ident;
    let name = ident.to_string();
    let doc = docs(&def.docs);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let variants = &names.variants;
    let references = union.variants.iter();
    let references = references.map(|variant| types::reference(named, &variant.ty, From::Types));
    let variant_docs = union
        .variants
        .iter()
        .map(|variant| docs(describe(variant.kind)));
    let table = union.variants.iter().zip(variants);
    let table = table.map(|(variant, ident)| row(union, variant, &ident.to_string()));
    let indexes = (0..variants.len()).map(Literal::usize_unsuffixed);
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#variant_docs #variants(#references),)*
            /// A value of none of these kinds, as it came.
            Unknown(Json),
        }

        impl specwright::Union for #ident {
            const INFO: &'static specwright::UnionInfo = &specwright::UnionInfo {
                name: #name,
                variants: &[#(#table),*],
            };
        }

        specwright::union!(#ident: #(#indexes => #variants),*);
    }
}

fn describe(kind: JsonKind) -> &'static str {
    match kind {
        JsonKind::Boolean => "True or false.",
        JsonKind::Integer => "A whole number.",
        JsonKind::Number => "A number.",
        JsonKind::String => "Text.",
        JsonKind::Array => "A list.",
        JsonKind::Object => "An object.",
        JsonKind::Any => "Any other value.",
    }
}

/// One row of the table: `specwright::Variant::object("Card").tag("type", &["card"])`.
fn row(union: &Union, variant: &Variant, name: &str) -> TokenStream {
    let row = match variant.kind {
        JsonKind::Boolean => quote!(specwright::Variant::boolean(#name)),
        JsonKind::Integer => quote!(specwright::Variant::integer(#name)),
        JsonKind::Number => quote!(specwright::Variant::number(#name)),
        JsonKind::String => quote!(specwright::Variant::string(#name)),
        JsonKind::Array => quote!(specwright::Variant::array(#name)),
        JsonKind::Object => quote!(specwright::Variant::object(#name)),
        JsonKind::Any => quote!(specwright::Variant::any(#name)),
    };
    let tag = union.tag.as_ref().zip(variant.tags.as_ref());
    let tag = tag.map(|(tag, values)| quote!(.tag(#tag, &[#(#values),*])));
    let required = &variant.required;
    let required = (!required.is_empty()).then(|| quote!(.required(&[#(#required),*])));
    quote!(#row #tag #required)
}
