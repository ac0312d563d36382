//! The client of an API.

use proc_macro2::TokenStream;
use quote::quote;

use crate::Pointer;
use crate::emit::arguments::{self, Arguments};
use crate::emit::docs::docs;
use crate::emit::{Module, Named, builder, features, idempotency, imports, operation};
use crate::ir::{Location, Operation, Scheme, SecurityScheme};
use crate::names::{Group, OperationNames};

/// ```text
/// const API: specwright::Api = specwright::Api::new("m3ter").server("https://api.m3ter.com");
///
/// #[derive(Clone, Debug)]
/// pub struct Client {
///     core: specwright::Client,
/// }
///
/// impl Client {
///     pub fn from_env() -> Result<Self, specwright::Error> {
///         Self::builder().from_env().build()
///     }
///     #[inline]
///     pub fn list_events(&self) -> operations::ListEvents {
///         operations::ListEvents::new(&self.core)
///     }
/// }
/// ```
/// and below it the builder and the known servers.
pub(super) fn tokens(named: Named<'_>) -> TokenStream {
    let module = &named.names.module;
    let always = always(named);
    let imports = imports_of(named, &always);
    let api = api(named);
    let client = client(named, &always);
    let features = &named.names.features.groups;
    let groups = features.iter().map(|group| {
        let module = &group.module;
        let cfg = features::cfg(named, &Some(group.gate.clone()));
        quote!(#cfg mod #module;)
    });
    let builder = builder::tokens(named);
    let servers = servers(named);
    let operations = (!always.is_empty()).then(|| {
        quote!(
            use crate::#module::operations;
        )
    });
    quote! {
        #operations
        #imports
        #(#groups)*
        #api
        #client
        #builder
        #servers
    }
}

/// ```text
/// use crate::m3ter::client::Client;
/// use crate::m3ter::operations;
///
/// impl Client {
///     #[inline]
///     pub fn list_events(&self) -> operations::ListEvents {
///         operations::ListEvents::new(&self.core)
///     }
/// }
/// ```
/// one file for all operations that need the same features.
pub(super) fn groups(named: Named<'_>) -> impl Iterator<Item = Module<'_>> {
    let groups = named.names.features.groups.iter();
    groups.map(move |group| {
        let path = format!("client/{}", group.module.bare());
        let emit = move || self::group(named, group);
        named.module(&path, &Pointer::root().join("paths"), emit)
    })
}

fn group(named: Named<'_>, group: &Group) -> TokenStream {
    let api = &named.names.module;
    let imports = imports_of(named, &group.operations);
    let methods = methods(named, &group.operations);
    quote! {
        use crate::#api::client::Client;
        use crate::#api::operations;
        #imports
        impl Client {
            #methods
        }
    }
}

/// The operations that need no feature but that of the API.
fn always(named: Named<'_>) -> Vec<usize> {
    let gates = named.names.features.operations.iter().enumerate();
    let always = gates.filter(|(_, gate)| gate.is_none());
    always.map(|(index, _)| index).collect()
}

fn imports_of(named: Named<'_>, operations: &[usize]) -> TokenStream {
    let operations = operations.iter().map(|index| &named.api.operations[*index]);
    imports::of_references(named, operations.flat_map(arguments::required_types))
}

fn methods(named: Named<'_>, operations: &[usize]) -> TokenStream {
    let methods = operations.iter().map(|index| {
        let names = &named.names.operations[*index];
        method(named, &named.api.operations[*index], names)
    });
    methods.collect()
}

/// The facts that the runtime's builder works by.
fn api(named: Named<'_>) -> TokenStream {
    let api = named.api;
    let name = &api.name;
    let server = api
        .base_url
        .default
        .as_ref()
        .map(|url| quote!(.server(#url)));
    let variable = api.base_url.environment.as_ref();
    let variable = variable.map(|variable| quote!(.base_url_variable(#variable)));
    let parameters = api
        .client_parameters
        .iter()
        .zip(&named.names.client_parameters);
    let parameters = parameters.map(|(parameter, ident)| {
        let name = &parameter.name;
        let setter = ident.to_string();
        let setter = (setter != *name).then(|| quote!(.setter(#setter)));
        let of = match parameter.required {
            true => quote!(specwright::ClientParameter::required(#name)),
            false => quote!(specwright::ClientParameter::optional(#name)),
        };
        let variable = parameter
            .environment
            .as_ref()
            .map(|variable| quote!(.variable(#variable)));
        let default = parameter
            .default
            .as_ref()
            .map(|value| quote!(.default_value(#value)));
        quote!(#of #setter #variable #default)
    });
    let parameters: Vec<TokenStream> = parameters.collect();
    let parameters = (!parameters.is_empty()).then(|| quote!(.parameters(&[#(#parameters),*])));
    let schemes: Vec<TokenStream> = api.security_schemes.iter().map(scheme).collect();
    let schemes = (!schemes.is_empty()).then(|| quote!(.security(&[#(#schemes),*])));
    let key = api.idempotency_key.as_ref().map(idempotency::tokens);
    quote! {
        const API: specwright::Api = specwright::Api::new(#name)
            #server
            #variable
            #parameters
            #schemes
            #key;
    }
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.name;
    let of = match &scheme.scheme {
        Scheme::ClientCredentials(url) => {
            quote!(specwright::SecurityScheme::client_credentials(#name, #url))
        }
        Scheme::Bearer => quote!(specwright::SecurityScheme::bearer(#name)),
        Scheme::Basic => quote!(specwright::SecurityScheme::basic(#name)),
        Scheme::ApiKey(Location::Query, key) => {
            quote!(specwright::SecurityScheme::api_key_query(#name, #key))
        }
        Scheme::ApiKey(Location::Cookie, key) => {
            quote!(specwright::SecurityScheme::api_key_cookie(#name, #key))
        }
        Scheme::ApiKey(_, key) => quote!(specwright::SecurityScheme::api_key_header(#name, #key)),
    };
    let variables = match scheme.environment.as_slice() {
        [one] => Some(quote!(.variable(#one))),
        [one, two] => Some(quote!(.variables(#one, #two))),
        _ => None,
    };
    quote!(#of #variables)
}

fn client(named: Named<'_>, operations: &[usize]) -> TokenStream {
    let title = &named.api.title;
    let doc = docs(&format!(
        "A client of {title}.\n\nCloning it is cheap; the clones share connections and tokens."
    ));
    let variables = docs(&environment(named));
    let methods = methods(named, operations);
    quote! {
        #doc
        #[derive(Clone, Debug)]
        pub struct Client {
            core: specwright::Client,
        }

        impl Client {
            #variables
            ///
            /// # Errors
            ///
            /// A setting that the client cannot do without is missing, or one is not valid.
            pub fn from_env() -> Result<Self, specwright::Error> {
                Self::builder().from_env().build()
            }
            /// A client built step by step.
            pub fn builder() -> ClientBuilder {
                ClientBuilder {
                    core: specwright::ClientBuilder::new(&API),
                }
            }
            /// A client with other options: it shares the token with this one, and what the options do
            /// not say stays as it is.
            ///
            /// # Errors
            ///
            /// An option is not valid.
            pub fn with_options(&self, options: specwright::ClientOptions) -> Result<Self, specwright::Error> {
                Ok(Self { core: self.core.with_options(options)? })
            }
            /// The client core, for what the document lacks:
            /// [`call`](specwright::Client::call) sends a request to any other endpoint, with the
            /// same credentials and retries.
            #[must_use]
            pub fn core(&self) -> &specwright::Client {
                &self.core
            }
            #methods
        }
    }
}

/// What `from_env` reads.
fn environment(named: Named<'_>) -> String {
    let api = named.api;
    let parameters = api.client_parameters.iter();
    let parameters = parameters.filter_map(|parameter| parameter.environment.as_ref());
    let credentials = api
        .security_schemes
        .iter()
        .flat_map(|scheme| &scheme.environment);
    let variables = parameters
        .chain(credentials)
        .chain(&api.base_url.environment);
    let variables: Vec<String> = variables.map(|variable| format!("`{variable}`")).collect();
    match variables.is_empty() {
        true => "A client without settings: the document names no variables of the environment."
            .to_owned(),
        false => format!(
            "A client with the settings in the environment: {}. A variable that is not set or is empty counts for nothing.",
            variables.join(", ")
        ),
    }
}

fn method(named: Named<'_>, operation: &Operation, names: &OperationNames) -> TokenStream {
    let doc = docs(&operation::described(operation));
    let deprecated = operation.deprecated.then(|| quote!(#[deprecated]));
    let (method, request) = (&names.method, &names.ident);
    let Arguments { names, types, .. } = arguments::arguments(named, operation, names);
    let many = arguments::allow_many(&names);
    quote! {
        #doc
        #deprecated
        #many
        #[inline]
        pub fn #method(&self, #(#names: #types),*) -> operations::#request {
            operations::#request::new(&self.core, #(#names),*)
        }
    }
}

/// The hosts that the document names, as constants for `base_url`.
fn servers(named: Named<'_>) -> TokenStream {
    let servers = named.api.servers.iter().zip(&named.names.servers);
    let constants: Vec<TokenStream> = servers
        .filter_map(|(server, ident)| {
            let doc = docs(&server.docs);
            let (url, ident) = (&server.url, ident.as_ref()?);
            Some(quote! { #doc pub const #ident: &str = #url; })
        })
        .collect();
    if constants.is_empty() {
        return TokenStream::new();
    }
    let api = named.names.module.bare();
    let doc = docs(&format!(
        "The hosts of {api}, for [`ClientBuilder::base_url`](super::ClientBuilder::base_url)."
    ));
    quote! {
        #doc
        pub mod servers {
            #(#constants)*
        }
    }
}
