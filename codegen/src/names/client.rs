//! The names of what a client is built with.

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Scheme, SecurityScheme};
use crate::names::Name;
use crate::names::casing;
use crate::names::scope::Scope;

/// Methods that every builder has.
const KEPT_METHODS: &[&str] = &["base_url", "build", "credential", "from_env", "options"];

/// The names of what a client is built with.
pub(super) struct ClientNames {
    pub parameters: Vec<Name>,
    pub credentials: Vec<Name>,
    pub servers: Vec<Option<Name>>,
}

/// Names what a client is built with.
pub(super) fn assign(api: &Api, diagnostics: &mut Diagnostics) -> ClientNames {
    let what = "settings of the client";
    let mut scope = Scope::new(api, what, KEPT_METHODS, "_value", diagnostics);
    let mut parameters = Vec::new();
    for parameter in &api.client_parameters {
        let words = parameter.rust_name.as_deref().unwrap_or(&parameter.name);
        parameters.push(scope.claim(casing::snake(words, "_value"), &parameter.at));
    }
    let mut credentials = Vec::new();
    for scheme in &api.security_schemes {
        let words = credential_words(scheme, &api.security_schemes);
        credentials.push(scope.claim(casing::snake(words, "_value"), &scheme.at));
    }
    let mut scope = Scope::new(api, "servers", &[], "", diagnostics);
    let mut servers = Vec::new();
    for server in &api.servers {
        let name = server.rust_name.as_deref();
        servers.push(name.map(|name| scope.claim(casing::shouty(name), &server.at)));
    }
    ClientNames {
        parameters,
        credentials,
        servers,
    }
}

/// What a credential is called: by its kind, or by its scheme where there are several of the kind.
fn credential_words<'a>(scheme: &'a SecurityScheme, all: &[SecurityScheme]) -> &'a str {
    let kind = kind_words(&scheme.scheme);
    let alone = all
        .iter()
        .filter(|other| kind_words(&other.scheme) == kind)
        .count()
        == 1;
    match &scheme.rust_name {
        Some(name) => name,
        None if alone => kind,
        None => &scheme.name,
    }
}

fn kind_words(scheme: &Scheme) -> &'static str {
    match scheme {
        Scheme::ClientCredentials(_) => "client_credentials",
        Scheme::Bearer => "bearer_token",
        Scheme::Basic => "basic_auth",
        Scheme::ApiKey(..) => "api_key",
    }
}
