//! Objects: a struct and the table of its fields.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::Named;
use crate::emit::constructor;
use crate::emit::docs::{docs, with_limits};
use crate::emit::types::{self, From, Wrapper};
use crate::ir::{Access, Direction, Field, Object, Presence, Type, TypeDef};
use crate::names::TypeNames;

/// ```text
/// /// A commitment of an account.
/// #[derive(Clone, Default, PartialEq)]
/// #[non_exhaustive]
/// pub struct Commitment {
///     /// What it is worth.
///     pub amount: Option<Decimal>,
/// }
///
/// impl specwright::Object for Commitment {
///     const NAME: &'static str = "Commitment";
///     const FIELDS: &'static [specwright::Field] = &[specwright::Field::optional("amount")];
///     fn read(&mut self, field: usize, json: &mut specwright::Reader<'_>) -> Result<(), specwright::DecodeError> {
///         match field {
///             0 => json.read(&mut self.amount),
///             _ => json.skip(),
///         }
///     }
///     fn write(&self, json: &mut specwright::ObjectWriter<'_>) {
///         json.field(0, &self.amount);
///     }
/// }
///
/// specwright::object!(Commitment);
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
    let additional = additional(named, object, names);
    let Additional { field, read, write } = additional;
    let constructor = constructor::tokens(named, def, object, names);
    let table = object.fields.iter().map(|field| row(field, def.direction));
    let indexes = (0..object.fields.len()).map(Literal::usize_unsuffixed);
    let reads = indexes
        .clone()
        .zip(&names.fields)
        .map(|(index, ident)| quote!(#index => json.read(&mut self.#ident),));
    let writes = indexes
        .zip(&names.fields)
        .map(|(index, ident)| quote!(json.field(#index, &self.#ident);));
    // An object without properties of its own, as one that only the server fills, has no table.
    let (index, body) = match object.fields.is_empty() {
        true => (quote!(_), quote!(json.skip())),
        false => (
            quote!(field),
            quote!(match field { #(#reads)* _ => json.skip(), }),
        ),
    };
    let json = match object.fields.is_empty() && write.is_none() {
        true => quote!(_),
        false => quote!(json),
    };
    quote! {
        #doc
        #deprecated
        #[derive(Clone, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #ident {
            #(#fields,)*
            #field
        }

        #constructor

        impl specwright::Object for #ident {
            const NAME: &'static str = #name;
            const FIELDS: &'static [specwright::Field] = &[#(#table),*];
            fn read(
                &mut self,
                #index: usize,
                json: &mut specwright::Reader<'_>,
            ) -> Result<(), specwright::DecodeError> {
                #body
            }
            #read
            fn write(&self, #json: &mut specwright::ObjectWriter<'_>) {
                #(#writes)*
                #write
            }
        }

        specwright::object!(#ident);
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
    quote!(#row #nullable #text #access)
}

/// What an object with properties that it does not list has besides.
struct Additional {
    field: Option<TokenStream>,
    read: Option<TokenStream>,
    write: Option<TokenStream>,
}

fn additional(named: Named<'_>, object: &Object, names: &TypeNames) -> Additional {
    let Some(ty) = &object.additional else {
        return Additional {
            field: None,
            read: None,
            write: None,
        };
    };
    let ident = &names.additional;
    let ty = types::reference(named, ty, From::Types);
    Additional {
        field: Some(quote! {
            /// The properties that the document does not list.
            pub #ident: BTreeMap<String, #ty>,
        }),
        read: Some(quote! {
            fn read_other(
                &mut self,
                name: &str,
                json: &mut specwright::Reader<'_>,
            ) -> Result<(), specwright::DecodeError> {
                json.read_entry(&mut self.#ident, name)
            }
        }),
        write: Some(quote!(json.entries(&self.#ident);)),
    }
}
