//! Credentials: which ones a client has, which ones an operation needs, and how they go into a
//! request.
//!
//! A credential goes to the client's own origin, and the id and secret of a token to the token URL,
//! alone: redirects are not followed, and a link to another origin is followed without credentials.

mod credential;
mod material;
mod provider;
mod scheme;
mod token;
mod token_cache;

use std::sync::Arc;

use futures_core::future::BoxFuture;
use http::header::{HeaderName, HeaderValue};

pub use credential::Credential;
use material::{Material, material, traces};
pub use provider::{AccessToken, Credentials};
pub use scheme::SecurityScheme;
pub(crate) use scheme::Variables;
use token::Token;
use token_cache::TokenCache;

use crate::api::unknown;
use crate::client::BaseUrl;
use crate::{Client, Error, Secret};

/// The credentials of a client. Clones and derived clients share it, and with it the tokens.
#[derive(Clone)]
pub(crate) struct Auth {
    schemes: &'static [SecurityScheme],
    given: Vec<Given>,
    /// Every text that must not be shown: the secrets, and what they look like in a request.
    secrets: Vec<Secret>,
}

/// A credential for the scheme of this name.
#[derive(Clone)]
struct Given {
    scheme: &'static str,
    origin: Origin,
    material: Material,
}

/// Who gave a credential, the strongest first. What is given for one call wins over what the client
/// has, and what the program gives over the environment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Origin {
    Call,
    Caller,
    Environment,
}

/// Which credentials a request needs.
#[derive(Clone, Copy)]
pub(crate) enum Security<'a> {
    /// Alternatives, each a list of schemes that are needed together; none if there are none.
    OneOf(&'a [&'a [&'a str]]),
    /// What the client has, if it has any.
    Any,
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
            auth.give(scheme, origin, &credential, base, allow_http)?;
        }
        Ok(auth)
    }

    /// The same with another credential for one scheme, for one call.
    pub(crate) fn with(
        &self,
        scheme: &str,
        credential: &Credential,
        base: &BaseUrl,
        allow_http: bool,
    ) -> Result<Self, String> {
        let known = self.schemes.iter().find(|known| known.name == scheme);
        let known = known.ok_or_else(|| {
            let known = self.schemes.iter().map(|known| known.name);
            unknown("security scheme", scheme, known)
        })?;
        let mut auth = self.clone();
        auth.given.retain(|given| given.scheme != scheme);
        auth.give(known, Origin::Call, credential, base, allow_http)?;
        Ok(auth)
    }

    /// The same credentials, with the tokens that are at hand, but with token requests of its own.
    #[cfg(feature = "blocking")]
    pub(crate) fn apart(&self) -> Self {
        let mut auth = self.clone();
        for given in &mut auth.given {
            if let Material::Token(cache) = &given.material {
                given.material = Material::Token(Arc::new(cache.apart()));
            }
        }
        auth
    }

    fn give(
        &mut self,
        scheme: &'static SecurityScheme,
        origin: Origin,
        credential: &Credential,
        base: &BaseUrl,
        allow_http: bool,
    ) -> Result<(), String> {
        let material = material(scheme, credential, base, allow_http)
            .map_err(|problem| format!("security scheme `{}`: {problem}", scheme.name))?;
        self.secrets.extend(traces(credential));
        self.given.push(Given {
            scheme: scheme.name,
            origin,
            material,
        });
        Ok(())
    }

    /// The first alternative for which there are credentials, or what is missing.
    pub(crate) fn choose(&self, security: Security<'_>) -> Result<Vec<&'static str>, String> {
        let alternatives = match security {
            Security::Any => {
                let strongest = self.given.iter().min_by_key(|given| given.origin);
                return Ok(strongest.map(|given| given.scheme).into_iter().collect());
            }
            Security::OneOf([]) => return Ok(Vec::new()),
            Security::OneOf(alternatives) => alternatives,
        };
        let given = |alternative: &&[&str]| {
            let wanted = alternative.iter();
            wanted.clone().all(|name| self.given(name).is_some())
        };
        // A credential for this call decides; else an alternative is as strong as its weakest part,
        // and one that needs no credential is for those who have none.
        let strength = |alternative: &&&[&str]| {
            let given = alternative.iter().filter_map(|name| self.given(name));
            let origins = given.map(|given| given.origin);
            let for_call = origins.clone().any(|origin| origin == Origin::Call);
            (!for_call, alternative.is_empty(), origins.max())
        };
        let complete = alternatives.iter().filter(|alternative| given(alternative));
        let chosen = complete.min_by_key(strength);
        let schemes = |chosen: &&[&str]| {
            let given = chosen.iter().filter_map(|name| self.given(name));
            given.map(|given| given.scheme).collect()
        };
        chosen
            .map(schemes)
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
                .push((cache.header().clone(), token.header.clone()));
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

/// The fetch of a token, which any number of callers wait for.
type Fetch = BoxFuture<'static, Result<Arc<Token>, Arc<Error>>>;

impl std::fmt::Debug for Auth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let schemes = self.given.iter().map(|given| given.scheme);
        f.debug_list().entries(schemes).finish()
    }
}
