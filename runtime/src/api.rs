//! The facts of one API that hold for every call: its server, its client-level parameters, its ways
//! to authenticate.

use crate::{IdempotencyKey, SecurityScheme};

/// The facts of one API, written as a constant by the generator.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    pub(crate) name: &'static str,
    pub(crate) server: Option<&'static str>,
    pub(crate) base_url_variable: Option<&'static str>,
    pub(crate) parameters: &'static [ClientParameter],
    pub(crate) security: &'static [SecurityScheme],
    pub(crate) idempotency_key: Option<IdempotencyKey>,
}

impl Api {
    /// An API of this name, without a server: the caller must give a base URL.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            server: None,
            base_url_variable: None,
            parameters: &[],
            security: &[],
            idempotency_key: None,
        }
    }

    /// The server that is called when the caller names no other.
    pub const fn server(mut self, url: &'static str) -> Self {
        self.server = Some(url);
        self
    }

    /// The environment variable that names the base URL.
    pub const fn base_url_variable(mut self, name: &'static str) -> Self {
        self.base_url_variable = Some(name);
        self
    }

    /// The parameters that are given once, to the client.
    pub const fn parameters(mut self, parameters: &'static [ClientParameter]) -> Self {
        self.parameters = parameters;
        self
    }

    /// The ways to authenticate that the operations refer to by name.
    pub const fn security(mut self, schemes: &'static [SecurityScheme]) -> Self {
        self.security = schemes;
        self
    }

    /// The server takes an idempotency key with every request that is not idempotent by its method
    /// (`POST`, `PATCH`): such a call gets a new one, unless its operation states another rule or the
    /// caller gives one. It holds for calls of endpoints that the document lacks, too.
    pub const fn idempotency_key(mut self, key: IdempotencyKey) -> Self {
        self.idempotency_key = Some(key);
        self
    }

    /// The name of the API, as errors and the user agent show it.
    pub const fn name(&self) -> &'static str {
        self.name
    }
}

/// Says that there is nothing of this name, and what there is.
pub(crate) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> String {
    let known: Vec<String> = known.map(|name| format!("`{name}`")).collect();
    let known = match known.is_empty() {
        true => "none".to_owned(),
        false => known.join(", "),
    };
    format!(
        "the API has no {what} `{}`; it has {known}",
        name.escape_debug()
    )
}

/// A parameter that is given once to the client and not to each operation, such as the organisation
/// in every path.
#[derive(Clone, Copy, Debug)]
pub struct ClientParameter {
    pub(crate) name: &'static str,
    pub(crate) setter: &'static str,
    pub(crate) required: bool,
    pub(crate) variable: Option<&'static str>,
    pub(crate) default_value: Option<&'static str>,
}

impl ClientParameter {
    /// A parameter without which no client can be built.
    pub const fn required(name: &'static str) -> Self {
        Self {
            name,
            setter: name,
            required: true,
            variable: None,
            default_value: None,
        }
    }

    /// A parameter that is left out of requests unless it is given.
    pub const fn optional(name: &'static str) -> Self {
        Self {
            name,
            setter: name,
            required: false,
            variable: None,
            default_value: None,
        }
    }

    /// The method of the API's own builder that gives it, which errors advise to call. Unless it is
    /// said, it has the name of the parameter.
    pub const fn setter(mut self, method: &'static str) -> Self {
        self.setter = method;
        self
    }

    /// The environment variable that [`ClientBuilder::from_env`](crate::ClientBuilder::from_env)
    /// reads.
    pub const fn variable(mut self, name: &'static str) -> Self {
        self.variable = Some(name);
        self
    }

    /// The value that holds when none is given.
    pub const fn default_value(mut self, value: &'static str) -> Self {
        self.default_value = Some(value);
        self
    }
}
