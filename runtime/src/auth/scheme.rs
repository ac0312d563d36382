//! The ways to authenticate that an API documents.

/// One way to authenticate, under the name that the document gives it.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    pub(crate) name: &'static str,
    pub(crate) kind: SchemeKind,
    pub(crate) variables: Variables,
}

impl SecurityScheme {
    /// OAuth2 client credentials: an id and a secret buy a token at this URL, which is absolute or
    /// below the base URL.
    pub const fn client_credentials(name: &'static str, token_url: &'static str) -> Self {
        Self::new(name, SchemeKind::ClientCredentials { token_url })
    }

    /// A token in `Authorization: Bearer`.
    pub const fn bearer(name: &'static str) -> Self {
        Self::new(name, SchemeKind::Bearer)
    }

    /// A user and a password in `Authorization: Basic`.
    pub const fn basic(name: &'static str) -> Self {
        Self::new(name, SchemeKind::Basic)
    }

    /// A key in a header.
    pub const fn api_key_header(name: &'static str, header: &'static str) -> Self {
        Self::new(name, SchemeKind::KeyInHeader { header })
    }

    /// A key in a query parameter.
    pub const fn api_key_query(name: &'static str, parameter: &'static str) -> Self {
        Self::new(name, SchemeKind::KeyInQuery { parameter })
    }

    /// A key in a cookie.
    pub const fn api_key_cookie(name: &'static str, cookie: &'static str) -> Self {
        Self::new(name, SchemeKind::KeyInCookie { cookie })
    }

    /// The environment variable of a token or key.
    pub const fn variable(mut self, name: &'static str) -> Self {
        self.variables = Variables::One(name);
        self
    }

    /// The environment variables of an id and a secret, or of a user and a password.
    pub const fn variables(mut self, public: &'static str, secret: &'static str) -> Self {
        self.variables = Variables::Two(public, secret);
        self
    }

    const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self {
            name,
            kind,
            variables: Variables::None,
        }
    }
}

/// What the scheme asks for and where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SchemeKind {
    ClientCredentials { token_url: &'static str },
    Bearer,
    Basic,
    KeyInHeader { header: &'static str },
    KeyInQuery { parameter: &'static str },
    KeyInCookie { cookie: &'static str },
}

/// The environment variables that a credential can come from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Variables {
    None,
    One(&'static str),
    Two(&'static str, &'static str),
}
