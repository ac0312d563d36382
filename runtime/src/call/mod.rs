//! One call: its options, its request, its reply.

mod answer;
mod attempt;
mod budget;
mod custom;
mod exchange;
mod execute;
mod key;
mod options;
mod parts;
mod progress;
mod retry;
mod sending;
mod watch;

use std::sync::Arc;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use http::{Request, Response};

pub use attempt::Attempt;
pub(crate) use budget::Budget;
pub use custom::CustomCall;
pub(crate) use exchange::{Exchange, Limits, sendable};
pub(crate) use execute::execute;
pub(crate) use key::new as unique;
use options::{CallOptions, Facts};
pub(crate) use progress::Progress;
pub(crate) use retry::{Repeat, retry_after};
pub use sending::Sending;

use crate::auth::{Auth, Security};
use crate::{
    Body, Credential, Error, Handover, Items, Operation, Pages, Paginated, RawReply, RawResponse,
    Reading, Reply, RequestWriter, Transport,
};

/// An operation with options for this one call.
///
/// ```
/// use std::time::Duration;
///
/// use specwright::{Call, Error, Operation};
///
/// async fn impatient<O: Operation>(operation: O) -> Result<O::Output, Error> {
///     let call = Call::new(operation); // or `operation.customize()` in a generated client
///     call.timeout(Duration::from_secs(5)).retries(0).send().await
/// }
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call<O> {
    operation: O,
    options: CallOptions,
}

impl<O: Operation> Call<O> {
    /// The operation with its client's options.
    pub fn new(operation: O) -> Self {
        Self {
            operation,
            options: CallOptions::default(),
        }
    }

    /// The time that the call may take in all, in place of
    /// [`ClientOptions::timeout`](crate::ClientOptions::timeout). For pages and items it is the
    /// time of each page.
    pub fn timeout(mut self, timeout: std::time::Duration) -> Self {
        self.options.timeout = Some(timeout);
        self
    }

    /// The time that one attempt may take, in place of
    /// [`ClientOptions::attempt_timeout`](crate::ClientOptions::attempt_timeout).
    pub fn attempt_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.options.attempt_timeout = Some(timeout);
        self
    }

    /// The time that may pass without a byte of the reply's body, in place of
    /// [`ClientOptions::read_timeout`](crate::ClientOptions::read_timeout), or of
    /// [`ClientOptions::feed_timeout`](crate::ClientOptions::feed_timeout) where the reply is a feed.
    pub fn read_timeout(mut self, timeout: std::time::Duration) -> Self {
        self.options.read_timeout = Some(timeout);
        self
    }

    /// How often the call is repeated, in place of
    /// [`ClientOptions::retries`](crate::ClientOptions::retries).
    pub fn retries(mut self, retries: u32) -> Self {
        self.options.retries = Some(retries);
        self
    }

    /// A header beside those of the operation; it replaces one of the same name, be it a
    /// credential. A value that cannot be sent is an error of the call.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.push_header(name.as_ref(), value.as_ref());
        self
    }

    /// A query parameter beside those of the operation.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.options.push_query(name.as_ref(), value.as_ref());
        self
    }

    /// A credential for one of the API's security schemes, in place of the client's: the call is
    /// made in another name. It is used although the client has credentials for schemes that the
    /// document lists before.
    pub fn credential(mut self, scheme: impl AsRef<str>, credential: Credential) -> Self {
        let client = self.operation.client();
        self.options
            .push_credential(client, scheme.as_ref(), &credential);
        self
    }

    /// The key under which the server recognises this request when it comes again, which makes
    /// repeating it safe. It goes into the header that the operation or the API names, else into
    /// `Idempotency-Key`. Where the document says that the server takes keys, a call gets a new one
    /// unless one is given here.
    ///
    /// With a key, a request that does something is repeated like one that only reads, except where
    /// the document states rules of the server's own ([`IdempotencyKey`](crate::IdempotencyKey)).
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.options.key = Some(key.into());
        self
    }

    /// Sends the request and decodes the reply.
    ///
    /// # Errors
    ///
    /// An [`Error`] says by its [`kind`](Error::kind) what went wrong.
    pub fn send(self) -> Sending<O::Output> {
        Sending::new(self.start(), self.subject(), self.reading())
    }

    /// Sends the request and reads the reply as another type than the operation promises, such as a
    /// [`ByteStream`](crate::ByteStream) of `text/csv`, which the server is asked for.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send).
    pub fn send_as<T: Reply>(self, media_type: &str) -> Sending<T> {
        let reply = self.start_as::<T>(Some(media_type));
        Sending::new(reply, self.subject(), self.reading())
    }

    /// Sends the request and returns the reply of a success as it came: status, headers, bytes,
    /// decoded on demand.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except for decoding.
    pub async fn send_raw(self) -> Result<RawResponse<O::Output>, Error> {
        let (subject, reading) = (self.subject(), self.reading());
        Ok(RawResponse::new(self.start().await?, subject, reading))
    }

    /// Builds the request without sending it, for a program that has its own way to send.
    ///
    /// It carries every credential that is at hand. An access token of OAuth2 client credentials is
    /// not: it would have to be asked for. The URL holds an API key if that travels in the query:
    /// take care where it is printed.
    ///
    /// # Errors
    ///
    /// A value cannot be sent, or credentials are missing.
    pub fn request(&self) -> Result<Request<Body>, Error> {
        self.exchange(O::INFO.accept.unwrap_or(O::Output::ACCEPT), Handover::Whole)?
            .request_without_tokens()
    }

    /// Decodes a reply that the caller received for [`request`](Self::request).
    ///
    /// # Errors
    ///
    /// The status is not 2xx, or the body is not what the document promises.
    pub fn decode(&self, response: Response<Bytes>) -> Result<O::Output, Error> {
        let (parts, body) = response.into_parts();
        let reply = RawReply {
            status: parts.status,
            headers: parts.headers,
            body,
            rest: None,
            attempts: vec![Attempt::elsewhere(parts.status)],
        };
        execute::accepted(self.auth(), &self.subject(), reply)?
            .decode(&self.subject(), &self.reading())
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn blocking(mut self) -> Self {
        self.options.blocking = true;
        self
    }

    pub(crate) fn start(&self) -> BoxFuture<'static, Result<RawReply, Error>> {
        self.start_as::<O::Output>(O::INFO.accept)
    }

    /// The same for a reply of another type.
    fn start_as<T: Reply>(
        &self,
        accept: Option<&str>,
    ) -> BoxFuture<'static, Result<RawReply, Error>> {
        match self.exchange(accept.unwrap_or(T::ACCEPT), T::HANDOVER) {
            Ok(exchange) => execute(exchange),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// "m3ter ListEvents": what errors call it.
    pub(crate) fn subject(&self) -> String {
        [O::INFO.api, " ", O::INFO.name].concat()
    }

    fn auth(&self) -> &Auth {
        let clients = self.operation.client().auth();
        self.options.auth.as_ref().unwrap_or(clients)
    }

    /// What the request goes over.
    pub(crate) fn transport(&self) -> Result<&Arc<dyn Transport>, Error> {
        let client = self.operation.client();
        #[cfg(feature = "blocking")]
        let client = if self.options.blocking {
            client.apart()?
        } else {
            client
        };
        client.transport("prefetch")
    }

    /// How the client wants replies read.
    pub(crate) fn reading(&self) -> Reading {
        self.operation.client().options().reading()
    }

    pub(crate) fn operation(&self) -> &O {
        &self.operation
    }

    pub(crate) fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    fn exchange(&self, accept: &str, handover: Handover) -> Result<Exchange, Error> {
        let mut request = RequestWriter::new(O::INFO);
        self.operation.write(&mut request);
        let facts = Facts {
            subject: self.subject(),
            method: O::INFO.method.clone(),
            template: O::INFO.path.into(),
            security: Security::OneOf(O::INFO.security),
            idempotency_key: O::INFO.idempotency_key,
            accept,
            handover,
        };
        self.options
            .exchange(self.operation.client(), facts, request.finish())
    }
}

impl<O: Paginated> Call<O> {
    /// Every item of every page.
    pub fn items(self) -> Items<O> {
        Items::new(self)
    }

    /// Every page.
    pub fn pages(self) -> Pages<O> {
        Pages::new(self)
    }
}
