//! What an operation is called with: what must be given, and what each value is taken as.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Named;
use crate::emit::types::{self, From};
use crate::ir::{Argument, Integer, Operation, Type};
use crate::names::{Name, OperationNames};

/// What the constructor of a request takes, and the fields with what it becomes in them.
pub(super) struct Arguments {
    pub names: Vec<Name>,
    pub types: Vec<TokenStream>,
    pub fields: Vec<TokenStream>,
}

/// The arguments that the caller must give: the required parameters, then the body.
pub(super) fn arguments(
    named: Named<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> Arguments {
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let parameters = parameters.filter(|(parameter, _)| parameter.argument == Argument::Required);
    let parameters = parameters.map(|(parameter, ident)| (ident, &parameter.ty));
    let body = operation.body.iter().filter(|body| body.required);
    let body = body.map(|body| (&names.body, &body.ty));
    let mut arguments = Arguments {
        names: Vec::new(),
        types: Vec::new(),
        fields: Vec::new(),
    };
    for (ident, ty) in parameters.chain(body) {
        let (ty, value) = conversion(named, ident, ty, From::Elsewhere);
        arguments.names.push(ident.clone());
        arguments.types.push(ty);
        arguments.fields.push(match value {
            Some(value) => quote!(#ident: #value),
            None => quote!(#ident),
        });
    }
    arguments
}

/// What clippy must be told of a function with these arguments and one more: what the document
/// requires is required.
pub(super) fn allow_many(arguments: &[Name]) -> Option<TokenStream> {
    const MOST: usize = 7;
    (arguments.len() >= MOST).then(|| quote!(#[allow(clippy::too_many_arguments)]))
}

/// The types of those arguments.
pub(super) fn required_types(operation: &Operation) -> impl Iterator<Item = &Type> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|parameter| parameter.argument == Argument::Required);
    let body = operation.body.iter().filter(|body| body.required);
    parameters
        .map(|parameter| &parameter.ty)
        .chain(body.map(|body| &body.ty))
}

/// How an argument is taken: anything that becomes the type, any sequence that becomes the list.
/// An unsigned number is taken as it is, since a literal such as `50` becomes an `i32` where any
/// type may stand, and an `i32` becomes no unsigned number.
pub(super) fn conversion(
    named: Named<'_>,
    ident: &Name,
    ty: &Type,
    from: From,
) -> (TokenStream, Option<TokenStream>) {
    match ty {
        Type::List(item) => {
            let item = types::reference(named, item, from);
            (
                quote!(impl IntoIterator<Item = impl Into<#item>>),
                Some(quote!(#ident.into_iter().map(Into::into).collect())),
            )
        }
        Type::Integer(Integer::U32 | Integer::U64) => {
            let ty = types::reference(named, ty, from);
            (quote!(#ty), None)
        }
        _ => {
            let ty = types::reference(named, ty, from);
            (quote!(impl Into<#ty>), Some(quote!(#ident.into())))
        }
    }
}
