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
    auth: Auth,
}

/// How calls are made.
struct Conduct {
    options: ClientOptions,
    user_agent: HeaderValue,
    /// `None` without the feature `reqwest` and without one of the caller's: such a client builds
    /// requests and decodes replies, but sends nothing.
    transport: Option<Arc<dyn Transport>>,
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
        let conduct = if reconnect && self.conduct.options.transport.is_none() {
            Conduct::new(self.api(), options.or(&self.conduct.options))?
        } else {
            let transport = options
                .transport
                .clone()
                .or_else(|| self.conduct.transport.clone());
            Conduct::over(self.api(), options.or(&self.conduct.options), transport)?
        };
        Ok(Self {
            target: Arc::clone(&self.target),
            conduct: Arc::new(conduct),
        })
    }

    /// The URL that every request's begins with.
    pub fn base(&self) -> &str {
        self.target.base_url.as_str()
    }

    pub(crate) fn api(&self) -> &'static Api {
        self.target.api
    }

    pub(crate) fn base_url(&self) -> &BaseUrl {
        &self.target.base_url
    }

    pub(crate) fn auth(&self) -> &Auth {
        &self.target.auth
    }

    pub(crate) fn options(&self) -> &ClientOptions {
        &self.conduct.options
    }

    pub(crate) fn user_agent(&self) -> &HeaderValue {
        &self.conduct.user_agent
    }

    pub(crate) fn transport(&self, subject: &str) -> Result<&dyn Transport, Error> {
        self.conduct.transport.as_deref().ok_or_else(|| {
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
        Ok(Self {
            options,
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
