//! What an operation is on the wire: its facts, its parameters and its body.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::emit::types::{self, From};
use crate::emit::{Named, idempotency, operation};
use crate::ir::{Argument, Body, Encoding, FormField, Location, Operation, Parameter, Style, Type};
use crate::names::{Name, OperationNames};

/// What only a call of this operation runs is `#[inline]`, here and in [`operation`]: it is compiled in
/// the crates that make the call, and the others do without.
///
/// ```text
/// impl specwright::Operation for ListEvents {
///     type Output = types::EventPage;
///     type Failure = types::ErrorResponse;
///     const INFO: &'static specwright::OperationInfo = &specwright::OperationInfo::new(
///         "m3ter", "ListEvents", specwright::Method::GET, "/organizations/{orgId}/events",
///     );
///     #[inline]
///     fn client(&self) -> &specwright::Client {
///         &self.client
///     }
///     #[inline]
///     fn write(&self, request: &mut specwright::RequestWriter<'_>) {
///         request.query("pageSize", Style::FormExploded, &self.page_size);
///     }
/// }
///
/// specwright::request!(ListEvents);
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    operation: &Operation,
    names: &OperationNames,
) -> TokenStream {
    let ident = &names.ident;
    let output = operation::output(named, &operation.output);
    let failure = match &operation.failure {
        Some(ty) => types::reference(named, ty, From::Elsewhere).into_token_stream(),
        None => quote!(specwright::Json),
    };
    let (api, id, path) = (&named.api.name, &operation.id, &operation.path);
    let method = method(operation.method);
    let facts = facts(operation);
    let parameters = operation.parameters.iter().zip(&names.parameters);
    let writes = parameters.map(|(parameter, ident)| write(parameter, ident));
    let body = &names.body;
    let body = operation
        .body
        .as_ref()
        .map(|described| write_body(described, body));
    let link = operation::follows_links(operation);
    let link = link.then(|| quote!(request.link(self.next_page_link.as_deref());));
    let request = match operation.parameters.is_empty() && body.is_none() && link.is_none() {
        true => quote!(_),
        false => quote!(request),
    };
    quote! {
        impl specwright::Operation for #ident {
            type Output = #output;
            type Failure = #failure;
            const INFO: &'static specwright::OperationInfo = &specwright::OperationInfo::new(
                #api,
                #id,
                #method,
                #path,
            )#facts;
            #[inline]
            fn client(&self) -> &specwright::Client {
                &self.client
            }
            #[inline]
            fn write(&self, #request: &mut specwright::RequestWriter<'_>) {
                #(#writes)*
                #body
                #link
            }
        }

        specwright::request!(#ident);
    }
}

/// What else is known of an operation: `.security(&[&["bearer"]])` and the like.
fn facts(operation: &Operation) -> TokenStream {
    let alternatives = operation
        .security
        .iter()
        .map(|names| quote!(&[#(#names),*]));
    let security =
        (!operation.security.is_empty()).then(|| quote!(.security(&[#(#alternatives),*])));
    let key = operation.idempotency_key.as_ref().map(idempotency::tokens);
    let accept = operation.accept.as_ref();
    let accept = accept.map(|media_types| quote!(.accept(#media_types)));
    let failures = operation.failures.iter();
    let failures = failures.map(|(status, variant)| {
        let variant = Literal::usize_unsuffixed(*variant);
        quote!((#status, #variant))
    });
    let failures = (!operation.failures.is_empty()).then(|| quote!(.failures(&[#(#failures),*])));
    let secrets = secrets(operation);
    quote!(#security #key #accept #failures #secrets)
}

/// The parameters that are for no eyes: `.secrets(&["password"])`. Those in headers and cookies never are.
fn secrets(operation: &Operation) -> Option<TokenStream> {
    let unseen = |location| matches!(location, Location::Header | Location::Cookie);
    let secrets = operation.parameters.iter();
    let secrets = secrets.filter(|parameter| parameter.secret && !unseen(parameter.location));
    let names: Vec<&str> = secrets.map(|parameter| parameter.name.as_str()).collect();
    (!names.is_empty()).then(|| quote!(.secrets(&[#(#names),*])))
}

/// The body on its way into the request.
fn write_body(body: &Body, ident: &Name) -> TokenStream {
    let media_type = &body.media_type;
    match (&body.encoding, body.required) {
        (Encoding::Json, _) if media_type == "application/json" => {
            quote!(request.json(&self.#ident);)
        }
        (Encoding::Json, _) => quote!(request.json_as(#media_type, &self.#ident);),
        (Encoding::Form(fields), _) => {
            let listed = fields.iter().map(form_field);
            let listed = quote!(&[#(#listed),*]);
            let fields = match fields.is_empty() {
                true => listed,
                false => quote!(const { #listed }),
            };
            quote!(request.form(#fields, &self.#ident);)
        }
        (Encoding::Multipart, true) => quote!(request.parts(Some(&self.#ident));),
        (Encoding::Multipart, false) => quote!(request.parts(self.#ident.as_ref());),
        (Encoding::Lines, _) => quote!(request.lines(#media_type, &self.#ident);),
        (Encoding::Raw, true) => quote!(request.upload(#media_type, Some(&self.#ident));),
        (Encoding::Raw, false) => quote!(request.upload(#media_type, self.#ident.as_ref());),
    }
}

fn form_field(field: &FormField) -> TokenStream {
    let name = &field.name;
    match field.style {
        Style::Json => quote!(specwright::FormField::json(#name)),
        style => {
            let style = self::style(style);
            quote!(specwright::FormField::styled(#name, specwright::#style))
        }
    }
}

fn method(method: &str) -> TokenStream {
    match method {
        "PUT" => quote!(specwright::Method::PUT),
        "POST" => quote!(specwright::Method::POST),
        "DELETE" => quote!(specwright::Method::DELETE),
        "OPTIONS" => quote!(specwright::Method::OPTIONS),
        "HEAD" => quote!(specwright::Method::HEAD),
        "PATCH" => quote!(specwright::Method::PATCH),
        "TRACE" => quote!(specwright::Method::TRACE),
        _ => quote!(specwright::Method::GET),
    }
}

/// One parameter on its way into the request.
fn write(parameter: &Parameter, ident: &Name) -> TokenStream {
    let name = &parameter.name;
    let style = style(parameter.style);
    let value = match parameter.argument {
        Argument::Client => quote!(&self.client.parameter(#name)),
        Argument::Required | Argument::Optional => quote!(&self.#ident),
    };
    match parameter.location {
        Location::Path => quote!(request.path(#name, #style, #value);),
        Location::Query => quote!(request.query(#name, #style, #value);),
        Location::Header => quote!(request.header(#name, #style, #value);),
        Location::Cookie => quote!(request.cookie(#name, #style, #value);),
        Location::Part => {
            let content_type = &parameter.content_type;
            let is_file = match &parameter.ty {
                Type::List(item) => **item == Type::File,
                ty => *ty == Type::File,
            };
            match is_file {
                true => quote!(request.file(#name, #content_type, #value);),
                false => quote!(request.part(#name, #content_type, #value);),
            }
        }
    }
}

fn style(style: Style) -> TokenStream {
    match style {
        Style::Simple => quote!(Style::Simple),
        Style::SimpleExploded => quote!(Style::SimpleExploded),
        Style::Label => quote!(Style::Label),
        Style::LabelExploded => quote!(Style::LabelExploded),
        Style::Matrix => quote!(Style::Matrix),
        Style::MatrixExploded => quote!(Style::MatrixExploded),
        Style::Form => quote!(Style::Form),
        Style::FormExploded => quote!(Style::FormExploded),
        Style::SpaceDelimited => quote!(Style::SpaceDelimited),
        Style::PipeDelimited => quote!(Style::PipeDelimited),
        Style::DeepObject => quote!(Style::DeepObject),
        Style::Json => quote!(Style::Json),
    }
}
