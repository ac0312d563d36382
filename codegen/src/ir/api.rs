//! One API: the document as a whole and what belongs to its client.

use crate::Pointer;
use crate::ir::{IdempotencyKey, Limits, Location, Operation, Type, TypeDef, TypeId};
use crate::source::{Features, Ownership, SourceId};

/// One API: everything that one document becomes.
#[derive(Clone, Debug)]
pub struct Api {
    /// The document, for diagnostics.
    pub source: SourceId,
    /// Whether the document is ours to mend.
    pub ownership: Ownership,
    /// Which Cargo features the generated code is behind.
    pub features: Features,
    /// The document, as provenance lines show it: the path of one of ours, and the mere name of somebody
    /// else's file, which lies elsewhere on every machine.
    pub document: String,
    /// The name of the API and of its module, e.g. `m3ter`.
    pub name: String,
    /// `info.title`.
    pub title: String,
    /// `info.description`.
    pub description: String,
    /// The hosts that the document names.
    pub servers: Vec<Server>,
    /// How a client finds its base URL.
    pub base_url: BaseUrl,
    /// Parameters that a client is given once.
    pub client_parameters: Vec<ClientParameter>,
    /// The ways to authenticate.
    pub security_schemes: Vec<SecurityScheme>,
    /// How the server takes idempotency keys with whatever is not idempotent, if it says so.
    pub idempotency_key: Option<IdempotencyKey>,
    /// How the service signs the webhooks that it sends, if it says so.
    pub webhooks: Option<Webhooks>,
    /// The resources that operations are grouped by.
    pub tags: Vec<Tag>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// Every type that an operation reaches: components in the document's order, each followed by
    /// the inline types below it, then the inline types of the operations.
    pub types: Vec<TypeDef>,
}

impl Api {
    /// The definition of a type.
    #[must_use]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0]
    }
}

/// A host that the document names.
#[derive(Clone, Debug)]
pub struct Server {
    /// The URL; never a template.
    pub url: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// What it is for.
    pub docs: String,
    /// Its place in the document.
    pub at: Pointer,
}

/// How a client finds its base URL (`x-base-url`).
#[derive(Clone, Debug, Default)]
pub struct BaseUrl {
    /// The server that holds when the caller names none; `None`: the caller must choose.
    pub default: Option<String>,
    /// The environment variable that names another.
    pub environment: Option<String>,
}

/// A parameter that a client is given once (`x-client-parameter`).
#[derive(Clone, Debug)]
pub struct ClientParameter {
    /// The name on the wire.
    pub name: String,
    /// Where it travels.
    pub location: Location,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// The environment variable that holds it.
    pub environment: Option<String>,
    /// The value that holds when none is given.
    pub default: Option<String>,
    /// Whether an operation cannot be sent without it.
    pub required: bool,
    /// What it is.
    pub docs: String,
    /// What its value must satisfy.
    pub limits: Limits,
    /// Its place in the document.
    pub at: Pointer,
}

/// A way to authenticate.
#[derive(Clone, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: String,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// How it works.
    pub scheme: Scheme,
    /// The environment variables that hold its credential, in the order in which the scheme takes them.
    pub environment: Vec<String>,
    /// What it is.
    pub docs: String,
    /// Its place in the document.
    pub at: Pointer,
}

/// How a security scheme works.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scheme {
    /// OAuth 2.0 client credentials; the URL of the token endpoint, absolute or below the base URL.
    ClientCredentials(String),
    /// `Authorization: Bearer`.
    Bearer,
    /// `Authorization: Basic`.
    Basic,
    /// An API key in the header, query parameter or cookie of this name.
    ApiKey(Location, String),
}

/// How the service signs the webhooks that it sends, and what they hold (`x-webhook-signature`).
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The header with the time of the signature.
    pub timestamp: String,
    /// The header with the signatures.
    pub signature: String,
    /// How old a signature may be, in seconds.
    pub tolerance: Option<u64>,
    /// The type of the body.
    pub event: Type,
    /// Its place in the document.
    pub at: Pointer,
}

/// A resource that operations are grouped by.
#[derive(Clone, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// What it groups.
    pub docs: String,
}
