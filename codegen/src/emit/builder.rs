//! The builder of a client: one method per parameter and credential.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Named;
use crate::emit::docs::{docs, with_limits};
use crate::ir::{Scheme, SecurityScheme};
use crate::names::Name;

/// ```text
/// #[derive(Clone, Debug)]
/// #[must_use]
/// pub struct ClientBuilder {
///     core: specwright::ClientBuilder,
/// }
///
/// impl ClientBuilder {
///     pub fn org_id(mut self, org_id: impl Into<String>) -> Self {
///         self.core = self.core.parameter("orgId", org_id);
///         self
///     }
///     pub fn build(self) -> Result<Client, specwright::Error> {
///         Ok(Client { core: self.core.build()? })
///     }
/// }
/// ```
pub(super) fn tokens(named: Named<'_>) -> TokenStream {
    let parameters = named
        .api
        .client_parameters
        .iter()
        .zip(&named.names.client_parameters);
    let parameters = parameters.map(|(parameter, ident)| {
        let doc = docs(&with_limits(&parameter.docs, &parameter.limits));
        let name = &parameter.name;
        quote! {
            #doc
            pub fn #ident(mut self, #ident: impl Into<String>) -> Self {
                self.core = self.core.parameter(#name, #ident);
                self
            }
        }
    });
    let credentials = named
        .api
        .security_schemes
        .iter()
        .zip(&named.names.credentials);
    let credentials = credentials.map(|(scheme, ident)| credential(scheme, ident));
    let any_credential = any_credential(&named.api.security_schemes);
    quote! {
        /// Builds a [`Client`].
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct ClientBuilder {
            core: specwright::ClientBuilder,
        }

        impl ClientBuilder {
            /// Takes what was not set yet from the environment, as [`Client::from_env`] does.
            pub fn from_env(mut self) -> Self {
                self.core = self.core.from_env();
                self
            }
            /// The URL that the paths of the API are below.
            pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
                self.core = self.core.base_url(base_url);
                self
            }
            #(#parameters)*
            #(#credentials)*
            #any_credential
            /// Timeouts, retries, transport and the like.
            pub fn options(mut self, options: specwright::ClientOptions) -> Self {
                self.core = self.core.options(options);
                self
            }
            /// The client.
            ///
            /// # Errors
            ///
            /// A setting that the client cannot do without is missing, or one is not valid.
            pub fn build(self) -> Result<Client, specwright::Error> {
                Ok(Client {
                    core: self.core.build()?,
                })
            }
        }
    }
}

/// The way for credentials of the caller's own, where the API asks for any.
fn any_credential(schemes: &[SecurityScheme]) -> Option<TokenStream> {
    let names = schemes.iter().map(|scheme| format!("`{}`", scheme.name));
    let names = names.collect::<Vec<_>>().join(", ");
    let doc = docs(&format!(
        "A credential of any sort for one of the API's security schemes: {names}. \
         [`Credential::provider`](specwright::Credential::provider) takes tokens from a source of \
         the caller's own while the program runs."
    ));
    (!schemes.is_empty()).then(|| {
        quote! {
            #doc
            pub fn credential(mut self, scheme: impl Into<String>, credential: specwright::Credential) -> Self {
                self.core = self.core.credential(scheme, credential);
                self
            }
        }
    })
}

fn credential(scheme: &SecurityScheme, ident: &Name) -> TokenStream {
    let doc = docs(&scheme.docs);
    let name = &scheme.name;
    let (arguments, credential) = match &scheme.scheme {
        Scheme::ClientCredentials(_) => (
            quote!(id: impl Into<String>, secret: impl Into<specwright::Secret>),
            quote!(specwright::Credential::client_credentials(id, secret)),
        ),
        Scheme::Basic => (
            quote!(user: impl Into<String>, password: impl Into<specwright::Secret>),
            quote!(specwright::Credential::basic(user, password)),
        ),
        Scheme::Bearer | Scheme::ApiKey(..) => (
            quote!(token: impl Into<specwright::Secret>),
            quote!(specwright::Credential::token(token)),
        ),
    };
    quote! {
        #doc
        pub fn #ident(mut self, #arguments) -> Self {
            self.core = self.core.credential(#name, #credential);
            self
        }
    }
}
