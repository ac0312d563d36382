//! What an operation is: facts, a writer of its parameters, and the types of its replies.

use http::{Method, StatusCode};

use crate::{Client, IdempotencyKey, Reply, RequestWriter, Value};

/// One operation of an API with the values for one call, as the generator writes it.
pub trait Operation: Send + Sync + 'static {
    /// What a successful reply holds.
    type Output: Reply;
    /// What the body of an error reply holds, as the document says.
    type Failure: Value + Default;
    /// The facts that no call changes.
    const INFO: &'static OperationInfo;

    /// The client that sends it.
    fn client(&self) -> &Client;

    /// Writes every parameter and the body.
    fn write(&self, request: &mut RequestWriter<'_>);
}

/// An operation that replies in pages.
pub trait Paginated: Operation + Sized {
    /// What a page holds many of.
    type Item;
    /// The JSON pointer of the array of items in the reply.
    const ITEMS: &'static str;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;

    /// Whether the next page is where the reply's header `Link` says, and not the reply itself.
    const LINK_HEADER: bool = false;

    /// Where the next page starts, as text that can be stored; `None` after the last page, or where a
    /// header tells.
    fn next(&self, page: &Self::Output) -> Option<String>;

    /// Lets the next request start there.
    fn resume(&mut self, position: String);
}

/// The facts of an operation that no call changes.
#[derive(Clone, Debug)]
pub struct OperationInfo {
    pub(crate) api: &'static str,
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    pub(crate) path: &'static str,
    pub(crate) security: &'static [&'static [&'static str]],
    pub(crate) idempotency_key: Option<IdempotencyKey>,
    pub(crate) accept: Option<&'static str>,
    pub(crate) failures: &'static [(&'static str, usize)],
    pub(crate) secrets: &'static [&'static str],
}

impl OperationInfo {
    /// The operation of this API with this name, method and path template (`/events/{id}`). It
    /// needs no credentials.
    pub const fn new(
        api: &'static str,
        name: &'static str,
        method: Method,
        path: &'static str,
    ) -> Self {
        Self {
            api,
            name,
            method,
            path,
            security: &[],
            idempotency_key: None,
            accept: None,
            failures: &[],
            secrets: &[],
        }
    }

    /// The server takes an idempotency key. Every call gets a new one, which all its attempts carry,
    /// unless the caller gives one.
    pub const fn idempotency_key(mut self, key: IdempotencyKey) -> Self {
        self.idempotency_key = Some(key);
        self
    }

    /// The media types of the reply, where they are not those that its type is usually asked for
    /// in.
    pub const fn accept(mut self, media_types: &'static str) -> Self {
        self.accept = Some(media_types);
        self
    }

    /// Which variant of its failure each status brings, by the words of the document: `404`, `4XX`,
    /// `default`.
    pub const fn failures(mut self, variants: &'static [(&'static str, usize)]) -> Self {
        self.failures = variants;
        self
    }

    /// The parameters whose values no debug print shows, beside those in headers and cookies.
    pub const fn secrets(mut self, names: &'static [&'static str]) -> Self {
        self.secrets = names;
        self
    }

    /// The variant that an error reply of this status is.
    pub(crate) fn failure(&self, status: StatusCode) -> Option<usize> {
        let find = |code: &str| {
            let mut variants = self.failures.iter();
            variants
                .find(|(known, _)| *known == code)
                .map(|(_, variant)| *variant)
        };
        find(status.as_str())
            .or_else(|| find(&format!("{}XX", status.as_u16() / 100)))
            .or_else(|| find("default"))
    }

    /// The ways to authenticate: alternatives, each a list of the API's schemes that are needed
    /// together.
    pub const fn security(mut self, alternatives: &'static [&'static [&'static str]]) -> Self {
        self.security = alternatives;
        self
    }

    /// The name of the API.
    pub const fn api(&self) -> &'static str {
        self.api
    }

    /// The name of the operation, as the document has it.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The HTTP method.
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// The path template.
    pub const fn path(&self) -> &'static str {
        self.path
    }
}
