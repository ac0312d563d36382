//! What a caller holds to authenticate with.

use std::fmt;
use std::sync::Arc;

use super::Credentials;
use super::scheme::{SchemeKind, SecurityScheme, Variables};
use crate::Secret;

/// A credential for one of the API's [security schemes](SecurityScheme).
#[derive(Clone, Debug)]
pub struct Credential {
    pub(crate) kind: CredentialKind,
}

impl Credential {
    /// A bearer token or an API key.
    pub fn token(token: impl Into<Secret>) -> Self {
        Self {
            kind: CredentialKind::Token(token.into()),
        }
    }

    /// The id and the secret of OAuth2 client credentials.
    pub fn client_credentials(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            kind: CredentialKind::Pair(Purpose::ClientCredentials, id.into(), secret.into()),
        }
    }

    /// A user and a password.
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            kind: CredentialKind::Pair(Purpose::Basic, user.into(), password.into()),
        }
    }

    /// Tokens or keys that the caller provides while the program runs, for a scheme that takes them
    /// in a header.
    pub fn provider(provider: impl Credentials) -> Self {
        Self {
            kind: CredentialKind::Own(Arc::new(provider)),
        }
    }

    /// The credential in the scheme's environment variables, if all of them are set and not empty.
    pub(crate) fn from_variables(
        scheme: &SecurityScheme,
        lookup: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Self> {
        let value = |name: &str| lookup(name).filter(|value| !value.is_empty());
        match (scheme.variables, scheme.kind) {
            (Variables::None, _) => None,
            (Variables::One(name), _) => Some(Self::token(value(name)?)),
            (Variables::Two(id, secret), SchemeKind::ClientCredentials { .. }) => {
                Some(Self::client_credentials(value(id)?, value(secret)?))
            }
            (Variables::Two(user, password), _) => {
                Some(Self::basic(value(user)?, value(password)?))
            }
        }
    }

    /// Whether this is what the scheme asks for.
    pub(crate) fn fits(&self, scheme: &SecurityScheme) -> bool {
        match self.kind {
            CredentialKind::Token(_) => !matches!(
                scheme.kind,
                SchemeKind::ClientCredentials { .. } | SchemeKind::Basic
            ),
            CredentialKind::Pair(Purpose::ClientCredentials, ..) => {
                matches!(scheme.kind, SchemeKind::ClientCredentials { .. })
            }
            CredentialKind::Own(_) => true,
            CredentialKind::Pair(Purpose::Basic, ..) => scheme.kind == SchemeKind::Basic,
        }
    }

    /// The part that must never be shown.
    pub(crate) fn secret(&self) -> Option<&Secret> {
        match &self.kind {
            CredentialKind::Token(secret) | CredentialKind::Pair(_, _, secret) => Some(secret),
            CredentialKind::Own(_) => None,
        }
    }
}

#[derive(Clone)]
pub(crate) enum CredentialKind {
    Own(Arc<dyn Credentials>),
    Token(Secret),
    Pair(Purpose, String, Secret),
}

/// What an id and its secret are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    ClientCredentials,
    Basic,
}

impl fmt::Debug for CredentialKind {
    // An id is half of a secret, and a user may be a person: neither is shown.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Token(_) => "Token(…)",
            Self::Pair(Purpose::ClientCredentials, ..) => "ClientCredentials(…)",
            Self::Pair(Purpose::Basic, ..) => "Basic(…)",
            Self::Own(_) => "Provider(…)",
        })
    }
}
