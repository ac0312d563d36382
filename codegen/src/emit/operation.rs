//! Operations: a request type with its setters.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::arguments::{self, Arguments};
use crate::emit::docs::{code, docs, harmless, with_limits};
use crate::emit::types::{self, From};
use crate::emit::{Named, imports, pagination, request};
use crate::ir::{Argument, Encoding, Location, Operation, Output, Pagination, Parameter, Type};
use crate::names::{Name, OperationNames};

/// ```text
/// #[derive(Clone)]
/// #[must_use = "a request does nothing until it is sent"]
/// pub struct ListEvents {
///     client: specwright::Client,
///     page_size: Option<i32>,
/// }
///
/// impl ListEvents {
///     pub fn page_size(mut self, page_size: impl Into<i32>) -> Self {
///         self.page_size = Some(page_size.into());
///         self
///     }
///     #[inline]
///     pub fn send(self) -> specwright::Sending<types::EventPage> {
///         self.customize().send()
///     }
/// }
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let imports = imports::of_references(named, referenced(operation));
    let has_style = |parameter: &Parameter| parameter.location != Location::Part;
    let style = operation.parameters.iter().any(has_style).then(|| {
        quote!(
            use specwright::Style;
        )
    });
    let definition = definition(named, operation, names);
    let methods = methods(named, operation, names);
    let implementation = request::tokens(named, operation, names);
    let pages = operation.pagination.as_ref();
    let pages = pages.map(|pagination| pagination::tokens(named, operation, pagination, names));
    quote! {
        #style
        #imports
        #definition
        #methods
        #implementation
        #pages
    }
}

/// The documentation of an operation: the document's, and the request that it is.
pub(super) fn described(operation: &Operation) -> String {
    let mut request = format!("`{} {}`", operation.method, operation.path);
    if let Some(body) = operation
        .body
        .as_ref()
        .filter(|body| body.encoding != Encoding::Json)
    {
        request += &format!(" with a body of {}", code(&body.media_type));
    }
    let also: Vec<String> = operation
        .body
        .iter()
        .flat_map(|body| &body.also)
        .map(|name| code(name))
        .collect();
    if !also.is_empty() {
        request += &format!(
            "\n\nThe body may also be {}: say so with `customize().header(\"content-type\", …)`.",
            also.join(", ")
        );
    }
    match operation.docs.is_empty() {
        true => request,
        false => format!("{}\n\n{request}", harmless(&operation.docs)),
    }
}

/// Every type that the file of an operation refers to.
pub(super) fn referenced(operation: &Operation) -> Vec<&Type> {
    let output = operation.output.json();
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter(|parameter| parameter.argument != Argument::Client);
    let body = operation.body.iter().map(|body| &body.ty);
    let item = operation
        .pagination
        .iter()
        .map(|pagination| &pagination.item);
    parameters
        .map(|parameter| &parameter.ty)
        .chain(body)
        .chain(output)
        .chain(
            operation
                .feed
                .iter()
                .filter_map(|(output, _)| output.json()),
        )
        .chain(&operation.failure)
        .chain(item)
        .collect()
}

/// Whether a request may be that for a link instead.
pub(super) fn follows_links(operation: &Operation) -> bool {
    let pagination = operation.pagination.as_ref();
    pagination.is_some_and(Pagination::follows_links)
}

fn definition(named: Named<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let doc = docs(&described(operation));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let ident = &names.ident;
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let parameters = parameters.filter_map(|(parameter, ident)| {
        let ty = types::reference(named, &parameter.ty, From::Elsewhere);
        match parameter.argument {
            Argument::Client => None,
            Argument::Required => Some(quote!(#ident: #ty,)),
            Argument::Optional => Some(quote!(#ident: Option<#ty>,)),
        }
    });
    let body = operation.body.as_ref().map(|body| {
        let ident = &names.body;
        let ty = types::reference(named, &body.ty, From::Elsewhere);
        match body.required {
            true => quote!(#ident: #ty,),
            false => quote!(#ident: Option<#ty>,),
        }
    });
    let link = follows_links(operation).then(|| quote!(next_page_link: Option<String>,));
    quote! {
        #doc
        #deprecated
        #[derive(Clone)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #ident {
            client: specwright::Client,
            #(#parameters)*
            #body
            #link
        }
    }
}

fn methods(named: Named<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let ident = &names.ident;
    let Arguments {
        names: required,
        types,
        fields,
    } = arguments::arguments(named, operation, names);
    let many = arguments::allow_many(&required);
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let optional: Vec<(&Parameter, &Name)> = parameters
        .filter(|(parameter, _)| parameter.argument == Argument::Optional)
        .collect();
    let unset = optional.iter().map(|(_, ident)| ident);
    let setters = optional.iter().map(|(parameter, ident)| {
        let doc = docs(&with_limits(&parameter.docs, &parameter.limits));
        let deprecated = parameter.deprecated.then(|| quote!(#[deprecated]));
        let setter = setter(named, ident, &parameter.ty);
        quote!(#doc #deprecated #setter)
    });
    let body = operation.body.as_ref().filter(|body| !body.required);
    let no_body = body.into_iter().map(|_| &names.body);
    let body = body.map(|body| {
        let doc = docs(&body.docs);
        let setter = setter(named, &names.body, &body.ty);
        quote!(#doc #setter)
    });
    let output = output(named, &operation.output);
    let feed = operation.feed.as_ref().map(|feed| self::feed(named, feed));
    let pages = operation.pagination.as_ref().map(|_| pagination::methods());
    let link = follows_links(operation).then(|| quote!(next_page_link: None,));
    quote! {
        impl #ident {
            #many
            #[inline]
            pub(crate) fn new(client: &specwright::Client, #(#required: #types),*) -> Self {
                Self {
                    client: client.clone(),
                    #(#fields,)*
                    #(#unset: None,)*
                    #(#no_body: None,)*
                    #link
                }
            }
            #(#setters)*
            #body
            /// Sends the request.
            ///
            /// # Errors
            ///
            /// The reply is an error or cannot be decoded, or there is none.
            #[inline]
            pub fn send(self) -> specwright::Sending<#output> {
                self.customize().send()
            }
            #feed
            #pages
            /// Options for this one request, such as a timeout or an extra header.
            #[inline]
            pub fn customize(self) -> specwright::Call<Self> {
                specwright::Call::new(self)
            }
        }
    }
}

fn setter(named: Named<'_>, ident: &Name, ty: &Type) -> TokenStream {
    let (ty, value) = arguments::conversion(named, ident, ty, From::Elsewhere);
    let value = value.unwrap_or_else(|| quote!(#ident));
    quote! {
        pub fn #ident(mut self, #ident: #ty) -> Self {
            self.#ident = Some(#value);
            self
        }
    }
}

/// The method that asks for a feed instead.
fn feed(named: Named<'_>, (of, media_type): &(Output, String)) -> TokenStream {
    let of = output(named, of);
    let doc = docs(&format!(
        "Sends the request and reads the reply as it comes: {}.",
        code(media_type)
    ));
    quote! {
        #doc
        ///
        /// # Errors
        ///
        /// The reply is an error, or there is none.
        #[inline]
        pub fn stream(self) -> specwright::Sending<#of> {
            self.customize().send_as(#media_type)
        }
    }
}

/// What a success replies.
pub(super) fn output(named: Named<'_>, output: &Output) -> TokenStream {
    match output {
        Output::Nothing => quote!(()),
        Output::Text => quote!(String),
        Output::Bytes => quote!(specwright::ByteStream),
        Output::Lines(ty) => {
            let ty = types::reference(named, ty, From::Elsewhere);
            quote!(specwright::Lines<#ty>)
        }
        Output::Events(ty) => {
            let ty = types::reference(named, ty, From::Elsewhere);
            quote!(specwright::Events<#ty>)
        }
        Output::Json(ty) => types::reference(named, ty, From::Elsewhere).into_token_stream(),
        Output::Perhaps(ty) => {
            let ty = types::reference(named, ty, From::Elsewhere);
            quote!(Option<#ty>)
        }
    }
}
