//! What belongs to the client of an API: hosts and ways to authenticate.

use openapiv3::{APIKeyLocation, OAuth2Flows, ReferenceOr, SecurityScheme as Described};
use serde_json::Value;

use crate::Pointer;
use crate::ir::{BaseUrl, Location, Scheme, SecurityScheme, Server, Tag};
use crate::lower::context::Lowering;
use crate::lower::extensions;
use crate::read::Document;

/// The hosts that the document names. One with variables is a pattern, not a host: whoever has
/// such a host gives it as the base URL.
pub(super) fn servers(lowering: &mut Lowering<'_>) -> Vec<Server> {
    let document = lowering.document;
    let mut servers = Vec::new();
    for (index, server) in document.openapi.servers.iter().enumerate() {
        let at = Pointer::root().join("servers").join(index);
        if server.url.contains('{') || !server.url.starts_with("http") {
            continue;
        }
        let key = extensions::RUST_NAME;
        servers.push(Server {
            url: server.url.clone(),
            rust_name: extensions::text(lowering, &server.extensions, key, &at),
            docs: server.description.clone().unwrap_or_default(),
            at,
        });
    }
    servers
}

/// How a client finds its base URL: the first server, unless `x-base-url` says otherwise.
pub(super) fn base_url(lowering: &mut Lowering<'_>) -> BaseUrl {
    let document = lowering.document;
    let first = document.openapi.servers.first();
    let first = first.map(|server| server.url.clone());
    let default = first.filter(|url| url.starts_with("http") && !url.contains('{'));
    let key = extensions::BASE_URL;
    let at = Pointer::root();
    let known = ["environment", "required"];
    let all = &document.openapi.extensions;
    let Some(mapping) = extensions::mapping(lowering, all, key, &known, &at) else {
        return BaseUrl {
            default,
            environment: None,
        };
    };
    let at = at.join(key);
    let required = match mapping.get("required") {
        None | Some(Value::Bool(false)) => false,
        Some(Value::Bool(true)) => true,
        Some(other) => {
            let at = at.join("required");
            extensions::refuse(lowering, &at, "required", "true or false", other);
            false
        }
    };
    BaseUrl {
        default: default.filter(|_| !required),
        environment: extensions::member(lowering, mapping, "environment", &at),
    }
}

/// The resources that operations are grouped by.
pub(super) fn tags(document: &Document) -> Vec<Tag> {
    let tags = document.openapi.tags.iter();
    tags.map(|tag| Tag {
        name: tag.name.clone(),
        docs: tag.description.clone().unwrap_or_default(),
    })
    .collect()
}

/// The ways to authenticate.
pub(super) fn security_schemes(lowering: &mut Lowering<'_>) -> Vec<SecurityScheme> {
    let document = lowering.document;
    let components = document.openapi.components.as_ref();
    let described = components.map(|components| components.security_schemes.iter());
    let mut schemes = Vec::new();
    for (name, found) in described.into_iter().flatten() {
        let at = Pointer::root()
            .join("components")
            .join("securitySchemes")
            .join(name);
        schemes.extend(security_scheme(lowering, name, found, &at));
    }
    schemes
}

fn security_scheme(
    lowering: &mut Lowering<'_>,
    name: &str,
    found: &ReferenceOr<Described>,
    at: &Pointer,
) -> Option<SecurityScheme> {
    let document = lowering.document;
    let (_, described) = document.security_scheme(found, at)?;
    let (scheme, docs, all) = match described {
        Described::APIKey {
            location,
            name,
            description,
            extensions,
        } => {
            let scheme = Scheme::ApiKey(key_location(location), name.clone());
            (scheme, description, extensions)
        }
        Described::HTTP {
            scheme,
            description,
            extensions,
            ..
        } => (http_scheme(lowering, scheme, at)?, description, extensions),
        Described::OAuth2 {
            flows,
            description,
            extensions,
        } => (oauth2(flows), description, extensions),
        Described::OpenIDConnect {
            description,
            extensions,
            ..
        } => (Scheme::Bearer, description, extensions),
    };
    Some(SecurityScheme {
        name: name.to_owned(),
        rust_name: extensions::text(lowering, all, extensions::RUST_NAME, at),
        scheme,
        environment: extensions::texts(lowering, all, extensions::ENVIRONMENT, at),
        docs: docs.clone().unwrap_or_default(),
        at: at.clone(),
    })
}

fn key_location(location: &APIKeyLocation) -> Location {
    match location {
        APIKeyLocation::Query => Location::Query,
        APIKeyLocation::Header => Location::Header,
        APIKeyLocation::Cookie => Location::Cookie,
    }
}

fn http_scheme(lowering: &mut Lowering<'_>, scheme: &str, at: &Pointer) -> Option<Scheme> {
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(Scheme::Bearer);
    }
    if scheme.eq_ignore_ascii_case("basic") {
        return Some(Scheme::Basic);
    }
    lowering.unsupported(
        &at.join("scheme"),
        format!("the HTTP authentication scheme `{scheme}` is not supported"),
        "`bearer` and `basic` are",
    );
    None
}

/// A flow that needs a person ends with a token that the caller has: for a client it is a bearer
/// token.
fn oauth2(flows: &OAuth2Flows) -> Scheme {
    match &flows.client_credentials {
        Some(flow) => Scheme::ClientCredentials(flow.token_url.clone()),
        None => Scheme::Bearer,
    }
}
