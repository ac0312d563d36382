//! Objects: a struct and the table of its fields.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Named;
use crate::emit::constructor;
use crate::emit::docs::{docs, with_limits};
use crate::emit::types::{self, From, Wrapper};
use crate::ir::{Access, Direction, Field, Object, Presence, Type, TypeDef};
use crate::names::TypeNames;

/// ```text
/// /// A commitment of an account.
/// #[derive(Clone, Default)]
/// #[non_exhaustive]
/// pub struct Commitment {
///     /// What it is worth.
///     pub amount: Option<Decimal>,
/// }
///
/// impl specwright::Object for Commitment {
///     const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
///         name: "Commitment",
///         fields: &[specwright::Field::optional("amount")],
///     };
/// }
///
/// specwright::object!(Commitment: amount);
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    def: &TypeDef,
    object: &Object,
    names: &TypeNames,
) -> TokenStream {
    let ident = &names.ident;
    let name = ident.to_string();
    let doc = docs(&def.docs);
    let deprecated = def.deprecated.then(|| quote!(#[deprecated]));
    let fields = object
        .fields
        .iter()
        .zip(&names.fields)
        .map(|(field, ident)| {
            let doc = docs(&with_limits(&field.docs, &field.limits));
            let deprecated = field.deprecated.then(|| quote!(#[deprecated]));
            let ty = types::field(named, field, def.direction);
            quote! { #doc #deprecated pub #ident: #ty }
        });
    let additional = object.additional.as_ref();
    let others = additional.map(|_| &names.additional);
    let additional = additional.map(|ty| additional_field(named, ty, names));
    let constructor = constructor::tokens(named, def, object, names);
    let table = object.fields.iter().map(|field| row(field, def.direction));
    let listed = &names.fields;
    let others = others.map(|ident| quote!(; #ident));
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Default)]
        #[non_exhaustive]
        pub struct #ident {
            #(#fields,)*
            #additional
        }

        #constructor

        impl specwright::Object for #ident {
            const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
                name: #name,
                fields: &[#(#table),*],
            };
        }

        specwright::object!(#ident: #(#listed),* #others);
    }
}

/// The field of the properties that the document does not list.
fn additional_field(named: Named<'_>, ty: &Type, names: &TypeNames) -> TokenStream {
    let ident = &names.additional;
    let ty = types::reference(named, ty, From::Types);
    quote! {
        /// The properties that the document does not list.
        pub #ident: BTreeMap<String, #ty>,
    }
}

/// One row of the table: `specwright::Field::optional("quantity").nullable().text()`.
fn row(field: &Field, direction: Direction) -> TokenStream {
    let name = &field.name;
    let may_be_absent =
        field.access == Access::WriteOnly && types::wrapper(field, direction) == Wrapper::Option;
    let row = match field.presence {
        _ if may_be_absent => quote!(specwright::Field::optional(#name)),
        Presence::Required | Presence::Nullable => quote!(specwright::Field::required(#name)),
        Presence::Optional | Presence::OptionalNullable => {
            quote!(specwright::Field::optional(#name))
        }
    };
    // Free JSON can be `null` although nobody says so.
    let nullable = matches!(
        field.presence,
        Presence::Nullable | Presence::OptionalNullable
    ) || field.ty == Type::Json;
    let nullable = nullable.then(|| quote!(.nullable()));
    let text = field.ty.travels_as_text().then(|| quote!(.text()));
    let access = match field.access {
        Access::ReadWrite => None,
        Access::ReadOnly => Some(quote!(.read_only())),
        Access::WriteOnly => Some(quote!(.write_only())),
    };
    let secret = field.secret.then(|| quote!(.secret()));
    quote!(#row #nullable #text #access #secret)
}
