//! Calls of endpoints that the API's document lacks.

use std::time::Duration;

use http::Method;
use http::header::{CONTENT_TYPE, HeaderMap};

use super::options::{CallOptions, Facts};
use super::{Exchange, execute};
use crate::auth::Security;
use crate::request::{Draft, custom_path, encode, header_value};
use crate::{Client, Credential, Error, Handover, RawResponse, Reply, Upload, Value};

/// A call of an endpoint that the API's document lacks, with the same credentials, retries, limits
/// and encoding as every other.
///
/// ```no_run
/// # async fn example(client: specwright::Client) -> Result<(), specwright::Error> {
/// use specwright::{Json, Method};
///
/// // The client fills in its own parameters, such as the organisation.
/// let call = client.call(Method::GET, "/organizations/{orgId}/meters/{id}");
/// let meter: Json = call.path("id", "m 1").query("version", "2").send().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct CustomCall {
    client: Client,
    method: Method,
    template: String,
    arguments: Vec<(String, String)>,
    body: Option<Upload>,
    content_type: Option<String>,
    anonymous: bool,
    options: CallOptions,
}

impl Client {
    /// Calls an endpoint that the API's document lacks. The path is below the base URL; what stands
    /// in braces is an argument, or a parameter of the client.
    pub fn call(&self, method: Method, path: impl Into<String>) -> CustomCall {
        CustomCall {
            client: self.clone(),
            method,
            template: path.into(),
            arguments: Vec::new(),
            body: None,
            content_type: None,
            anonymous: false,
            options: CallOptions::default(),
        }
    }
}

impl CustomCall {
    /// An argument of the path, for the place `{name}` in it. It is encoded, so that it cannot change
    /// the path's shape.
    pub fn path(mut self, name: impl Into<String>, value: impl AsRef<str>) -> Self {
        self.arguments.push((name.into(), encode(value.as_ref())));
        self
    }

    /// A query parameter.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.push_query(name.as_ref(), value.as_ref());
        self
    }

    /// A header.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.push_header(name.as_ref(), value.as_ref());
        self
    }

    /// A JSON body: a generated type, [`Json`](crate::Json), or any other value.
    pub fn json(self, body: &dyn Value) -> Self {
        self.body("application/json", crate::to_request(body))
    }

    /// A body of any sort, at once or as a stream.
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Upload>) -> Self {
        self.content_type = Some(content_type.into());
        self.body = Some(body.into());
        self
    }

    /// As [`Call::timeout`](crate::Call::timeout).
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// As [`Call::attempt_timeout`](crate::Call::attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// As [`Call::read_timeout`](crate::Call::read_timeout).
    pub fn read_timeout(mut self, timeout: Duration) -> Self {
        self.options.read_timeout = Some(timeout);
        self
    }

    /// As [`Call::retries`](crate::Call::retries).
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = Some(retries);
        self
    }

    /// As [`Call::idempotency_key`](crate::Call::idempotency_key).
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options.key = Some(key.into());
        self
    }

    /// As [`Call::credential`](crate::Call::credential). Without it, the call carries the client's
    /// credential, and of several the first in the order of the API's document.
    pub fn credential(mut self, scheme: impl AsRef<str>, credential: Credential) -> Self {
        let client = self.client.clone();
        self.options
            .push_credential(&client, scheme.as_ref(), &credential);
        self
    }

    /// Carries no credential.
    pub fn without_credentials(mut self) -> Self {
        self.anonymous = true;
        self
    }

    /// Sends the request and decodes the reply.
    ///
    /// # Errors
    ///
    /// As [`Call::send`](crate::Call::send).
    pub async fn send<T: Reply>(self) -> Result<T, Error> {
        self.send_raw::<T>().await?.parse()
    }

    /// Sends the request and returns the reply of a success as it came.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except for decoding.
    pub async fn send_raw<T: Reply>(self) -> Result<RawResponse<T>, Error> {
        let reading = self.client.options().reading();
        let exchange = self.exchange(T::ACCEPT, T::HANDOVER)?;
        let subject = exchange.subject.clone();
        Ok(RawResponse::new(execute(exchange).await?, subject, reading))
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(mut self) -> Self {
        self.options.blocking = true;
        self
    }

    fn exchange(self, accept: &str, handover: Handover) -> Result<Exchange, Error> {
        let facts = Facts {
            subject: format!(
                "{} {} {}",
                self.client.api().name,
                self.method,
                self.template
            ),
            method: self.method.clone(),
            template: self.template.clone().into(),
            security: match self.anonymous {
                true => Security::OneOf(&[]),
                false => Security::Any,
            },
            idempotency_key: None,
            accept,
            handover,
        };
        self.options.exchange(&self.client, facts, self.draft())
    }

    fn draft(&self) -> Result<Draft, String> {
        let mut names = self.arguments.iter().map(|(name, _)| name);
        if let Some(name) = names.find(|name| !self.template.contains(&format!("{{{name}}}"))) {
            let name = name.escape_debug();
            return Err(format!(
                "the path has no place `{{{name}}}` for an argument"
            ));
        }
        let own = self.client.parameters().iter();
        let own = own.map(|(name, value)| (*name, encode(value)));
        let given = self.arguments.iter();
        let given = given.map(|(name, value)| (name.as_str(), value.clone()));
        let arguments: Vec<_> = given.chain(own).collect();
        let mut headers = HeaderMap::new();
        if let Some(content_type) = &self.content_type {
            let value = header_value(content_type);
            headers.insert(
                CONTENT_TYPE,
                value.ok_or("the content type cannot be sent")?,
            );
        }
        Ok(Draft {
            path: custom_path(&self.template, &arguments)?,
            query: String::new(),
            headers,
            body: self.body.clone(),
            link: None,
        })
    }
}
