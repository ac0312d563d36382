//! Building a client: what the caller gives, what the environment gives, what the document
//! presumes, in this order.

use std::sync::Arc;

use super::{BaseUrl, Client, ClientOptions, Conduct, Target, config};
use crate::api::unknown;
use crate::auth::{Auth, Credential, Origin, SecurityScheme};
use crate::{Api, ClientParameter, Error};

/// Collects what a client needs. What is given here wins over the environment, whichever comes
/// first.
#[derive(Clone, Debug)]
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    api: &'static Api,
    given: Settings,
    environment: Settings,
    options: ClientOptions,
}

#[derive(Clone, Debug, Default)]
struct Settings {
    base_url: Option<String>,
    parameters: Vec<(String, String)>,
    credentials: Vec<(String, Credential)>,
}

impl ClientBuilder {
    /// A builder of clients of this API.
    pub fn new(api: &'static Api) -> Self {
        Self {
            api,
            given: Settings::default(),
            environment: Settings::default(),
            options: ClientOptions::new(),
        }
    }

    /// Reads the API's environment variables. One that is empty counts as not set.
    pub fn from_env(self) -> Self {
        self.from_variables(|name| std::env::var(name).ok())
    }

    /// Reads the API's environment variables out of something else than the process's environment.
    pub fn from_variables(mut self, lookup: impl Fn(&str) -> Option<String>) -> Self {
        let value = |name: &str| lookup(name).filter(|value| !value.is_empty());
        self.environment = Settings {
            base_url: self.api.base_url_variable.and_then(value),
            parameters: self
                .api
                .parameters
                .iter()
                .filter_map(|parameter| {
                    Some((parameter.name.to_owned(), value(parameter.variable?)?))
                })
                .collect(),
            credentials: self
                .api
                .security
                .iter()
                .filter_map(|scheme| {
                    Some((
                        scheme.name.to_owned(),
                        Credential::from_variables(scheme, &value)?,
                    ))
                })
                .collect(),
        };
        self
    }

    /// The URL that every request's begins with. It is https, unless the host is this machine.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.given.base_url = Some(url.into());
        self
    }

    /// The value of a client-level parameter.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.given.parameters.push((name.into(), value.into()));
        self
    }

    /// The credential for a security scheme.
    pub fn credential(mut self, scheme: impl Into<String>, credential: Credential) -> Self {
        self.given.credentials.push((scheme.into(), credential));
        self
    }

    /// Timeouts, retries, limits, transport.
    pub fn options(mut self, options: ClientOptions) -> Self {
        self.options = options.or(&self.options);
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// Something required is missing or cannot be used. The error says what, and how to give it.
    pub fn build(self) -> Result<Client, Error> {
        self.check_names()
            .map_err(|problem| config(self.api, problem))?;
        let base_url = self
            .find_base_url()
            .map_err(|problem| config(self.api, problem))?;
        let parameters = self
            .find_parameters()
            .map_err(|problem| config(self.api, problem))?;
        let auth = Auth::new(
            self.api.security,
            self.find_credentials(),
            &base_url,
            self.options.allow_http,
        )
        .map_err(|problem| config(self.api, problem))?;
        let target = Target {
            api: self.api,
            base_url,
            parameters,
            auth: Arc::new(auth),
        };
        let conduct = Conduct::new(self.api, self.options)?;
        Ok(Client {
            target: Arc::new(target),
            conduct: Arc::new(conduct),
        })
    }

    fn check_names(&self) -> Result<(), String> {
        let stranger = self
            .given
            .parameters
            .iter()
            .map(|(name, _)| name)
            .find(|name| {
                self.api
                    .parameters
                    .iter()
                    .all(|parameter| parameter.name != **name)
            });
        if let Some(name) = stranger {
            let known = self.api.parameters.iter().map(|known| known.name);
            return Err(unknown("client parameter", name, known));
        }
        let stranger = self
            .given
            .credentials
            .iter()
            .map(|(name, _)| name)
            .find(|name| self.api.security.iter().all(|scheme| scheme.name != **name));
        stranger.map_or(Ok(()), |name| {
            let known = self.api.security.iter().map(|known| known.name);
            Err(unknown("security scheme", name, known))
        })
    }

    fn find_base_url(&self) -> Result<BaseUrl, String> {
        let variable = self.api.base_url_variable;
        let (text, origin) = match (
            &self.given.base_url,
            &self.environment.base_url,
            self.api.server,
        ) {
            (Some(text), _, _) => (text.as_str(), "the base URL"),
            (None, Some(text), _) => (text.as_str(), variable.unwrap_or("the base URL")),
            (None, None, Some(text)) => (text, "the API's own server"),
            (None, None, None) => {
                return Err(format!(
                    "no base URL: call `base_url(…)` on the builder{}",
                    or_set(variable)
                ));
            }
        };
        BaseUrl::parse(text, self.options.allow_http)
            .map_err(|problem| format!("{origin} {problem}"))
    }

    fn find_parameters(&self) -> Result<Vec<(&'static str, String)>, String> {
        let mut found = Vec::new();
        let mut missing = Vec::new();
        for parameter in self.api.parameters {
            match self.find_parameter(parameter) {
                Some(value) => found.push((parameter.name, value)),
                None if parameter.required => missing.push(format!(
                    "`{}` is missing: call `{}(…)` on the builder{}",
                    parameter.name,
                    parameter.setter,
                    or_set(parameter.variable)
                )),
                None => {}
            }
        }
        if missing.is_empty() {
            Ok(found)
        } else {
            Err(missing.join("; "))
        }
    }

    fn find_parameter(&self, parameter: &ClientParameter) -> Option<String> {
        last(&self.given.parameters, parameter.name)
            .or_else(|| last(&self.environment.parameters, parameter.name))
            .cloned()
            .or_else(|| parameter.default_value.map(str::to_owned))
    }

    fn find_credentials(&self) -> Vec<(&'static SecurityScheme, Origin, Credential)> {
        let find = |scheme: &'static SecurityScheme| {
            let given = last(&self.given.credentials, scheme.name);
            let found = given
                .map(|credential| (Origin::Caller, credential))
                .or_else(|| {
                    let credential = last(&self.environment.credentials, scheme.name)?;
                    Some((Origin::Environment, credential))
                });
            found.map(|(origin, credential)| (scheme, origin, credential.clone()))
        };
        self.api.security.iter().filter_map(find).collect()
    }
}

/// What was given last counts.
fn last<'a, T>(given: &'a [(String, T)], name: &str) -> Option<&'a T> {
    given
        .iter()
        .rev()
        .find(|(given, _)| given == name)
        .map(|(_, value)| value)
}

fn or_set(variable: Option<&str>) -> String {
    variable.map_or_else(String::new, |variable| format!(" or set {variable}"))
}
