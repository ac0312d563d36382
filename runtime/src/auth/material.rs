//! Credentials in the form in which they travel.

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

use super::credential::CredentialKind;
use super::scheme::SchemeKind;
use super::token_cache::{Source, TokenCache};
use super::{Credential, Credentials, SecurityScheme};
use crate::Secret;
use crate::client::BaseUrl;
use crate::request::{encode, header_value};

/// A credential in the form in which it goes into a request.
#[derive(Clone)]
pub(super) enum Material {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
    Token(Arc<TokenCache>),
}

/// What a credential becomes, or why it cannot be used.
pub(super) fn material(
    scheme: &'static SecurityScheme,
    credential: &Credential,
    base: &BaseUrl,
    allow_http: bool,
) -> Result<Material, String> {
    if !credential.fits(scheme) {
        return Err("the credential is of another kind than the scheme".to_owned());
    }
    if let CredentialKind::Own(own) = &credential.kind {
        return own_tokens(scheme, Arc::clone(own));
    }
    let secret = credential.secret().map_or("", Secret::expose);
    if secret.is_empty() {
        return Err("the credential is empty".to_owned());
    }
    match (scheme.kind, &credential.kind) {
        (SchemeKind::ClientCredentials { token_url }, CredentialKind::Pair(_, id, _)) => {
            let url = base
                .join(token_url, allow_http)
                .map_err(|problem| format!("the token URL {problem}"))?;
            let basic = basic(id, secret)?;
            let source = Source::ClientCredentials { url, basic };
            let cache = TokenCache::new(source, AUTHORIZATION, "Bearer ");
            Ok(Material::Token(Arc::new(cache)))
        }
        (_, CredentialKind::Pair(_, user, _)) => {
            Ok(Material::Header(AUTHORIZATION, basic(user, secret)?))
        }
        (SchemeKind::KeyInHeader { header }, _) => {
            let name = HeaderName::try_from(header)
                .map_err(|_| format!("`{header}` is no name of a header"))?;
            Ok(Material::Header(name, sensitive(secret)?))
        }
        (SchemeKind::KeyInQuery { parameter }, _) => Ok(Material::Query(format!(
            "{}={}",
            encode(parameter),
            encode(secret)
        ))),
        (SchemeKind::KeyInCookie { cookie }, _) => Ok(Material::Cookie(format!(
            "{}={}",
            encode(cookie),
            encode(secret)
        ))),
        _ => Ok(Material::Header(
            AUTHORIZATION,
            sensitive(&format!("Bearer {secret}"))?,
        )),
    }
}

/// Tokens that the caller provides, in the place where the scheme wants them.
fn own_tokens(scheme: &SecurityScheme, own: Arc<dyn Credentials>) -> Result<Material, String> {
    let (header, prefix) = match scheme.kind {
        SchemeKind::ClientCredentials { .. } | SchemeKind::Bearer => (AUTHORIZATION, "Bearer "),
        SchemeKind::KeyInHeader { header } => {
            let name = HeaderName::try_from(header)
                .map_err(|_| format!("`{header}` is no name of a header"))?;
            (name, "")
        }
        _ => {
            return Err("only tokens and keys in headers can be provided by the caller".to_owned());
        }
    };
    let cache = TokenCache::new(Source::Own(own), header, prefix);
    Ok(Material::Token(Arc::new(cache)))
}

/// The forms in which the secret travels, and in which a server might echo it.
pub(super) fn traces(credential: &Credential) -> Vec<Secret> {
    let Some(secret) = credential.secret() else {
        return Vec::new();
    };
    let mut traces = vec![secret.clone(), Secret::from(encode(secret.expose()))];
    if let CredentialKind::Pair(_, public, secret) = &credential.kind {
        traces.push(Secret::from(pair(public, secret.expose())));
    }
    traces
}

fn basic(user: &str, password: &str) -> Result<HeaderValue, String> {
    sensitive(&format!("Basic {}", pair(user, password)))
}

fn pair(user: &str, password: &str) -> String {
    BASE64_STANDARD.encode(format!("{user}:{password}"))
}

/// A header value that no debug print shows.
pub(super) fn sensitive(text: &str) -> Result<HeaderValue, String> {
    let mut value =
        header_value(text).ok_or("the credential has a line break or another control character")?;
    value.set_sensitive(true);
    Ok(value)
}
