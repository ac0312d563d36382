//! A client: an API, where it is, who calls it, and how.

mod base_url;
mod builder;
mod options;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderValue;

pub(crate) use base_url::BaseUrl;
pub use builder::ClientBuilder;
pub use options::ClientOptions;

use crate::auth::Auth;
use crate::call::Budget;
use crate::error::ErrorKind;
use crate::request::header_value;
use crate::{Api, Error, Transport};

/// What every call of an API shares: server, client-level parameters, credentials with their
/// tokens, connections.
///
/// A clone is the same client and costs next to nothing.
#[derive(Clone)]
pub struct Client {
    target: Arc<Target>,
    conduct: Arc<Conduct>,
}

/// Where calls go and in whose name. Derived clients share it.
struct Target {
    api: &'static Api,
    base_url: BaseUrl,
    parameters: Vec<(&'static str, String)>,
    auth: Arc<Auth>,
}

/// How calls are made.
struct Conduct {
    options: ClientOptions,
    user_agent: HeaderValue,
    /// `None` without the feature `reqwest` and without one of the caller's: such a client builds
    /// requests and decodes replies, but sends nothing.
    transport: Option<Arc<dyn Transport>>,
    budget: Arc<Budget>,
    /// The same client with connections and token requests of its own, made when it is first needed.
    #[cfg(feature = "blocking")]
    apart: std::sync::OnceLock<Client>,
}

impl Client {
    /// The value of a client-level parameter, if it was given or has a default.
    pub fn parameter(&self, name: &str) -> Option<String> {
        self.target
            .parameters
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| value.clone())
    }

    /// A client of the same server and credentials that behaves otherwise. What the options do not
    /// set stays as it is; tokens are shared between the two.
    ///
    /// # Errors
    ///
    /// The user agent cannot be sent, or TLS cannot be set up.
    pub fn with_options(&self, options: ClientOptions) -> Result<Self, Error> {
        let reconnect = options.connect_timeout.is_some() && options.transport.is_none();
        let own_budget = options.retry_budget.is_some();
        let mut conduct = if reconnect && self.conduct.options.transport.is_none() {
            Conduct::new(self.api(), options.or(&self.conduct.options))?
        } else {
            let transport = options
                .transport
                .clone()
                .or_else(|| self.conduct.transport.clone());
            Conduct::over(self.api(), options.or(&self.conduct.options), transport)?
        };
        if !own_budget {
            conduct.budget = Arc::clone(&self.conduct.budget);
        }
        Ok(Self {
            target: Arc::clone(&self.target),
            conduct: Arc::new(conduct),
        })
    }

    /// The same client for threads that wait. A connection belongs to the runtime that made it, and a
    /// token request to the caller that drives it: neither may be on a thread that waits for it.
    #[cfg(feature = "blocking")]
    pub(crate) fn apart(&self) -> Result<&Self, Error> {
        if let Some(apart) = self.conduct.apart.get() {
            return Ok(apart);
        }
        let mut conduct = Conduct::new(self.api(), self.conduct.options.clone())?;
        conduct.budget = Arc::clone(&self.conduct.budget);
        let target = Target {
            api: self.target.api,
            base_url: self.target.base_url.clone(),
            parameters: self.target.parameters.clone(),
            auth: Arc::new(self.target.auth.apart()),
        };
        let apart = Self {
            target: Arc::new(target),
            conduct: Arc::new(conduct),
        };
        Ok(self.conduct.apart.get_or_init(|| apart))
    }

    /// The URL that every request's begins with.
    pub fn base(&self) -> &str {
        self.target.base_url.as_str()
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.target.api
    }

    pub(crate) fn parameters(&self) -> &[(&'static str, String)] {
        &self.target.parameters
    }

    pub(crate) fn base_url(&self) -> &BaseUrl {
        &self.target.base_url
    }

    pub(crate) fn auth(&self) -> &Arc<Auth> {
        &self.target.auth
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.conduct.budget
    }

    pub(crate) fn options(&self) -> &ClientOptions {
        &self.conduct.options
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.conduct.user_agent
    }

    pub(crate) fn transport(&self, subject: &str) -> Result<&Arc<dyn Transport>, Error> {
        self.conduct.transport.as_ref().ok_or_else(|| {
            let message = "no transport: give one with ClientOptions::transport, \
                           or enable the feature `reqwest`";
            Error::new(ErrorKind::Config, subject, message)
        })
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.target.api.name)
            .field("base_url", &self.target.base_url.as_str())
            .field("parameters", &self.target.parameters)
            .field("options", &self.conduct.options)
            .finish_non_exhaustive()
    }
}

impl Conduct {
    fn new(api: &Api, options: ClientOptions) -> Result<Self, Error> {
        let transport = match &options.transport {
            Some(transport) => Some(Arc::clone(transport)),
            None => default_transport(options.connect_timeout.unwrap_or(Duration::from_secs(5)))
                .map_err(|problem| {
                    config(api, format!("the transport cannot be set up: {problem}"))
                })?,
        };
        Self::over(api, options, transport)
    }

    fn over(
        api: &Api,
        options: ClientOptions,
        transport: Option<Arc<dyn Transport>>,
    ) -> Result<Self, Error> {
        const OWN: &str = concat!("specwright/", env!("CARGO_PKG_VERSION"));
        let user_agent = options
            .user_agent
            .as_ref()
            .map_or(OWN.to_owned(), |prefix| format!("{prefix} {OWN}"));
        let user_agent = header_value(user_agent.trim()).ok_or_else(|| {
            config(
                api,
                "the user agent has a line break or another control character",
            )
        })?;
        let budget = Arc::new(Budget::new(options.retry_budget.unwrap_or(100)));
        Ok(Self {
            options,
            budget,
            #[cfg(feature = "blocking")]
            apart: std::sync::OnceLock::new(),
            user_agent,
            transport,
        })
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(
    connect_timeout: Duration,
) -> Result<Option<Arc<dyn Transport>>, crate::TransportError> {
    Ok(Some(Arc::new(crate::ReqwestTransport::new(
        connect_timeout,
    )?)))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Duration) -> Result<Option<Arc<dyn Transport>>, crate::TransportError> {
    Ok(None)
}

/// The client cannot be built this way.
fn config(api: &Api, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, format!("{} client", api.name), message)
}
