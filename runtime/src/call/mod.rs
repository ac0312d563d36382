//! One call: its options, its request, its reply.

mod execute;
mod options;
mod retry;

use bytes::Bytes;
use futures_core::future::BoxFuture;
use http::{Request, Response};

pub(crate) use execute::{Exchange, Limits, execute};
use options::CallOptions;
pub(crate) use retry::retry_after;

use crate::{Body, Error, Items, Operation, Pages, Paginated, RawReply, Reply, RequestWriter};

/// An operation with options for this one call.
///
/// ```ignore
/// let call = client.list_events().customize();
/// let page = call.timeout(Duration::from_secs(5)).retries(0).send().await?;
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

    /// Sends the request and decodes the reply.
    ///
    /// # Errors
    ///
    /// An [`Error`] says by its [`kind`](Error::kind) what went wrong.
    pub async fn send(self) -> Result<O::Output, Error> {
        // The future in between is of one type for all operations: each adds only this shell.
        self.start().await?.decode(&self.subject())
    }

    /// Sends the request and returns the reply of a success as it came.
    ///
    /// # Errors
    ///
    /// As [`send`](Self::send), except for decoding.
    pub async fn send_raw(self) -> Result<Response<Bytes>, Error> {
        Ok(self.start().await?.into())
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
        self.exchange()?.request_without_tokens()
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
            attempts: 1,
        };
        execute::accepted(self.operation.client(), &self.subject(), reply)?.decode(&self.subject())
    }

    pub(crate) fn start(&self) -> BoxFuture<'static, Result<RawReply, Error>> {
        match self.exchange() {
            Ok(exchange) => execute(exchange),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// "m3ter ListEvents": what errors call it.
    pub(crate) fn subject(&self) -> String {
        format!("{} {}", O::INFO.api, O::INFO.name)
    }

    pub(crate) fn operation(&self) -> &O {
        &self.operation
    }

    pub(crate) fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    fn exchange(&self) -> Result<Exchange, Error> {
        let mut request = RequestWriter::new(O::INFO);
        self.operation.write(&mut request);
        self.options.exchange(
            self.operation.client(),
            O::INFO,
            request.finish(),
            O::Output::ACCEPT,
        )
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
