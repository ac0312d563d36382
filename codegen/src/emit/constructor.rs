//! The constructor of an object that is sent: what it cannot be without are its arguments.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::{self, From, Wrapper};
use crate::emit::{Named, arguments};
use crate::ir::{Access, Direction, Field, Object, Presence, Shape, Type, TypeDef};
use crate::names::{Name, TypeNames};

/// ```text
/// impl NewOrder {
///     /// A value with what it cannot be without; its other fields are not set.
///     pub fn new(sku: impl Into<String>) -> Self {
///         Self {
///             sku: sku.into(),
///             ..Self::default()
///         }
///     }
/// }
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    def: &TypeDef,
    object: &Object,
    names: &TypeNames,
) -> Option<TokenStream> {
    let arguments = arguments(named, def, object, names);
    if arguments.is_empty() {
        return None;
    }
    let idents: Vec<Name> = arguments
        .iter()
        .map(|(_, ident)| (*ident).clone())
        .collect();
    let many = arguments::allow_many(&idents);
    let (mut taken, mut set) = (Vec::new(), Vec::new());
    for (field, ident) in &arguments {
        let (ty, value) = arguments::conversion(named, ident, &field.ty, From::Types);
        let given = value.clone().unwrap_or_else(|| quote!(#ident));
        let is_nullable = field.presence == Presence::Nullable;
        let wrapper = types::wrapper(field, def.direction);
        set.push(match value {
            _ if is_nullable => quote!(#ident),
            _ if wrapper == Wrapper::Option => quote!(#ident: Some(#given)),
            Some(value) => quote!(#ident: #value),
            None => quote!(#ident),
        });
        taken.push(match is_nullable {
            true => {
                let ty = types::reference(named, &field.ty, From::Types);
                quote!(#ident: Option<#ty>)
            }
            false => quote!(#ident: #ty),
        });
    }
    let rest = (arguments.len() < object.fields.len() || object.additional.is_some())
        .then(|| quote!(..Self::default()));
    let ident = &names.ident;
    Some(quote! {
        impl #ident {
            /// A value with what it cannot be without; its other fields are not set.
            #many
            pub fn new(#(#taken),*) -> Self {
                Self {
                    #(#set,)*
                    #rest
                }
            }
        }
    })
}

/// The fields that the caller must give: what is required of an object that is sent, apart from what
/// the server sets, and from what can only have one value.
pub(crate) fn arguments<'a>(
    named: Named<'_>,
    def: &TypeDef,
    object: &'a Object,
    names: &'a TypeNames,
) -> Vec<(&'a Field, &'a Name)> {
    if def.direction == Direction::Response {
        return Vec::new();
    }
    let fields = object.fields.iter().zip(&names.fields);
    let required = fields.filter(|(field, _)| {
        let always = matches!(field.presence, Presence::Required | Presence::Nullable);
        always && field.access != Access::ReadOnly && !has_one_value(named, field)
    });
    required.collect()
}

fn has_one_value(named: Named<'_>, field: &Field) -> bool {
    let Type::Named(id) = field.ty else {
        return false;
    };
    let is_one = match &named.api.type_def(id).shape {
        Shape::Enum(of) => of.values.len() == 1,
        _ => false,
    };
    is_one && field.presence == Presence::Required
}
