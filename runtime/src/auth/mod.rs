//! Credentials: which ones a client has, which ones an operation needs, and how they go into a
//! request.
//!
//! Requests only ever go to the client's own base URL, and redirects are not followed, so a
//! credential cannot leave for another host.

mod credential;
mod scheme;
mod token;
mod token_cache;

use std::sync::Arc;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use futures_core::future::BoxFuture;
use http::header::{AUTHORIZATION, HeaderName, HeaderValue};

pub use credential::Credential;
use credential::CredentialKind;
use scheme::SchemeKind;
pub use scheme::SecurityScheme;
pub(crate) use scheme::Variables;
use token::Token;
use token_cache::TokenCache;

use crate::client::BaseUrl;
use crate::request::{encode, header_value};
use crate::{Client, Error, Secret};

/// The credentials of a client. Clones and derived clients share it, and with it the tokens.
pub(crate) struct Auth {
    schemes: &'static [SecurityScheme],
    given: Vec<Given>,
    /// Every text that must not be shown: the secrets, and what they look like in a request.
    secrets: Vec<Secret>,
}

/// A credential for the scheme of this name.
struct Given {
    scheme: &'static str,
    origin: Origin,
    material: Material,
}

/// Who gave a credential. What the caller gives in the program wins over the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Caller,
    Environment,
}

/// A credential in the form in which it goes into a request.
enum Material {
    Header(HeaderName, HeaderValue),
    Query(String),
    Cookie(String),
    Token(Arc<TokenCache>),
}

/// What one request carries to authenticate.
#[derive(Default)]
pub(crate) struct Authorization {
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) query: Vec<String>,
    pub(crate) cookies: Vec<String>,
    tokens: Vec<(Arc<TokenCache>, Arc<Token>)>,
}

impl Auth {
    /// Checks every credential, so that none can fail later.
    pub(crate) fn new(
        schemes: &'static [SecurityScheme],
        credentials: Vec<(&'static SecurityScheme, Origin, Credential)>,
        base: &BaseUrl,
        allow_http: bool,
    ) -> Result<Self, String> {
        let mut auth = Self {
            schemes,
            given: Vec::new(),
            secrets: Vec::new(),
        };
        for (scheme, origin, credential) in credentials {
            let material = material(scheme, &credential, base, allow_http)
                .map_err(|problem| format!("security scheme `{}`: {problem}", scheme.name))?;
            auth.secrets.extend(traces(&credential));
            auth.given.push(Given {
                scheme: scheme.name,
                origin,
                material,
            });
        }
        Ok(auth)
    }

    /// The first alternative for which there are credentials, or what is missing.
    pub(crate) fn choose(&self, alternatives: &[&[&str]]) -> Result<Vec<&'static str>, String> {
        if alternatives.is_empty() {
            return Ok(Vec::new());
        }
        let complete = |alternative: &&[&str]| {
            let given = alternative.iter().map(|wanted| self.given(wanted));
            given.collect::<Option<Vec<_>>>()
        };
        let candidates: Vec<_> = alternatives.iter().filter_map(complete).collect();
        let by_caller =
            |candidate: &&Vec<&Given>| candidate.iter().all(|given| given.origin == Origin::Caller);
        let chosen = candidates.iter().find(by_caller).or(candidates.first());
        chosen
            .map(|chosen| chosen.iter().map(|given| given.scheme).collect())
            .ok_or_else(|| self.missing(alternatives))
    }

    /// What a request with these schemes carries. Waits for a token if one is among them and none
    /// is at hand.
    pub(crate) async fn authorize(
        &self,
        schemes: &[&str],
        client: &Client,
    ) -> Result<Authorization, Arc<Error>> {
        let mut authorization = self.without_tokens(schemes);
        for cache in self.caches(schemes) {
            let token = cache.token(client).await?;
            authorization
                .headers
                .push((AUTHORIZATION, token.header.clone()));
            authorization.tokens.push((Arc::clone(cache), token));
        }
        Ok(authorization)
    }

    /// What needs no request to be had.
    pub(crate) fn without_tokens(&self, schemes: &[&str]) -> Authorization {
        let mut authorization = Authorization::default();
        for given in schemes.iter().filter_map(|name| self.given(name)) {
            match &given.material {
                Material::Header(name, value) => {
                    authorization.headers.push((name.clone(), value.clone()))
                }
                Material::Query(pair) => authorization.query.push(pair.clone()),
                Material::Cookie(pair) => authorization.cookies.push(pair.clone()),
                Material::Token(_) => {}
            }
        }
        authorization
    }

    /// The text without any secret of this client, or token of this request: a server may well echo
    /// the key that it refuses.
    pub(crate) fn redact(&self, mut text: String, authorization: &Authorization) -> String {
        let tokens = authorization.tokens.iter().map(|(_, token)| &token.secret);
        for secret in self.secrets.iter().chain(tokens).map(Secret::expose) {
            // A secret of a few letters would tear holes into every message.
            if secret.len() >= 4 && text.contains(secret) {
                text = text.replace(secret, "[redacted]");
            }
        }
        text
    }

    fn given(&self, scheme: &str) -> Option<&Given> {
        self.given.iter().find(|given| given.scheme == scheme)
    }

    fn caches(&self, schemes: &[&str]) -> impl Iterator<Item = &Arc<TokenCache>> {
        schemes
            .iter()
            .filter_map(|name| match &self.given(name)?.material {
                Material::Token(cache) => Some(cache),
                _ => None,
            })
    }

    fn missing(&self, alternatives: &[&[&str]]) -> String {
        let hint = |name: &str| match self
            .schemes
            .iter()
            .find(|scheme| scheme.name == name)
            .map(|it| it.variables)
        {
            Some(Variables::One(variable)) => format!("`{name}` ({variable})"),
            Some(Variables::Two(public, secret)) => format!("`{name}` ({public} and {secret})"),
            _ => format!("`{name}`"),
        };
        let alternatives = alternatives.iter().map(|names| {
            names
                .iter()
                .map(|name| hint(name))
                .collect::<Vec<_>>()
                .join(" and ")
        });
        format!(
            "no credentials: the operation needs {}",
            alternatives.collect::<Vec<_>>().join(" or ")
        )
    }
}

impl Authorization {
    /// Forgets the tokens in it, which the server refused. Says whether there were any, so that a
    /// new try makes sense.
    pub(crate) fn forget_tokens(&self) -> bool {
        for (cache, token) in &self.tokens {
            cache.forget(token);
        }
        !self.tokens.is_empty()
    }
}

fn material(
    scheme: &'static SecurityScheme,
    credential: &Credential,
    base: &BaseUrl,
    allow_http: bool,
) -> Result<Material, String> {
    if !credential.fits(scheme) {
        return Err("the credential is of another kind than the scheme".to_owned());
    }
    let secret = credential.secret().expose();
    if secret.is_empty() {
        return Err("the credential is empty".to_owned());
    }
    match (scheme.kind, &credential.kind) {
        (SchemeKind::ClientCredentials { token_url }, CredentialKind::Pair(_, id, _)) => {
            let url = base
                .join(token_url, allow_http)
                .map_err(|problem| format!("the token URL {problem}"))?;
            Ok(Material::Token(Arc::new(TokenCache::new(
                url,
                basic(id, secret)?,
            ))))
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

/// The forms in which the secret travels, and in which a server might echo it.
fn traces(credential: &Credential) -> Vec<Secret> {
    let secret = credential.secret();
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
fn sensitive(text: &str) -> Result<HeaderValue, String> {
    let mut value =
        header_value(text).ok_or("the credential has a line break or another control character")?;
    value.set_sensitive(true);
    Ok(value)
}

/// The fetch of a token, which any number of callers wait for.
type Fetch = BoxFuture<'static, Result<Arc<Token>, Arc<Error>>>;
