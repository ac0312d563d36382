//! One change, and what it means.

use super::kind::Kind;
use crate::Pointer;

/// What a change means to whoever calls the API, in any language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Api {
    /// Nobody who was right before is wrong now.
    #[default]
    Compatible,
    /// It may break callers that lean on what was not promised.
    Risky,
    /// It breaks callers that were right before.
    Breaking,
}

/// What a change means to Rust code that depends on the generated crate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rust {
    /// It builds and does what it did.
    #[default]
    Compatible,
    /// It builds, and does something else.
    ChangesMeaning,
    /// It does not build any more.
    BreaksBuild,
}

impl Api {
    /// Every verdict.
    pub const ALL: [Self; 3] = [Self::Compatible, Self::Risky, Self::Breaking];

    /// The verdict of a name, or `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|api| api.name() == name)
    }

    /// Its name in every format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Risky => "risky",
            Self::Breaking => "breaking",
        }
    }
}

impl Rust {
    /// Its name in every format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::ChangesMeaning => "changes-meaning",
            Self::BreaksBuild => "breaks-build",
        }
    }
}

/// A place in one of the two documents.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The path of the document.
    pub path: String,
    /// The place in it.
    pub pointer: Pointer,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
}

/// How an operation uses what has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Use {
    /// The operation itself.
    Operation,
    /// It is one of its parameters.
    Parameter,
    /// It stands below one of its parameters.
    ParameterProperty,
    /// It is the body of its request.
    RequestBody,
    /// It stands below the body of its request.
    RequestProperty,
    /// It is the body of a reply.
    ResponseBody,
    /// It stands below the body of a reply.
    ResponseProperty,
    /// It is or stands below a header of a reply.
    ResponseHeader,
}

impl Use {
    /// Every use.
    pub const ALL: [Self; 8] = [
        Self::Operation,
        Self::Parameter,
        Self::ParameterProperty,
        Self::RequestBody,
        Self::RequestProperty,
        Self::ResponseBody,
        Self::ResponseProperty,
        Self::ResponseHeader,
    ];

    /// The use of a name, or `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }

    /// Its name in every format.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::ParameterProperty => "parameter-property",
            Self::RequestBody => "request-body",
            Self::RequestProperty => "request-property",
            Self::ResponseBody => "response-body",
            Self::ResponseProperty => "response-property",
            Self::ResponseHeader => "response-header",
        }
    }

    /// Whether it travels to the server.
    #[must_use]
    pub fn is_request(self) -> bool {
        matches!(
            self,
            Self::Parameter | Self::ParameterProperty | Self::RequestBody | Self::RequestProperty
        )
    }

    /// Whether it travels to the client.
    #[must_use]
    pub fn is_response(self) -> bool {
        matches!(
            self,
            Self::ResponseBody | Self::ResponseProperty | Self::ResponseHeader
        )
    }
}

/// An operation that a change reaches.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The method and the path, such as `GET /events`.
    pub operation: String,
    /// How it uses what has changed.
    pub part: Use,
    /// What the change means to its callers.
    pub api: Api,
}

/// Why a break is accepted, and how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// The reason that was given.
    pub reason: String,
    /// The last day on which it holds.
    pub until: String,
}

/// One change.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What it is.
    pub kind: Kind,
    /// What has changed, in one sentence without a full stop.
    pub message: String,
    /// Where it stands in the base; of what was added, where it would stand.
    pub base: Place,
    /// Where it stands in the head; of what was removed, what survives of its surroundings.
    pub head: Place,
    /// Where else the same words have changed in the same way, of other operations: in the base and in the
    /// head.
    pub copies: Vec<(Place, Place)>,
    /// What it means to users of the API.
    pub api: Api,
    /// What it means to Rust callers.
    pub rust: Rust,
    /// Why, in a sentence.
    pub reason: String,
    /// The Rust lines before, as `SURFACE` has them.
    pub rust_before: Vec<String>,
    /// The Rust lines after.
    pub rust_after: Vec<String>,
    /// The operations that it reaches.
    pub operations: Vec<Reached>,
    /// What tells it from every other, whatever its message: of kind and pointers.
    pub fingerprint: String,
    /// Why it does not count although it breaks somebody.
    pub accepted: Option<Acceptance>,
}

impl Finding {
    /// Whether it breaks anybody.
    #[must_use]
    pub fn breaks(&self) -> bool {
        self.api == Api::Breaking || self.rust == Rust::BreaksBuild
    }

    /// Whether it may break anybody.
    #[must_use]
    pub fn matters(&self) -> bool {
        self.breaks() || self.api == Api::Risky || self.rust == Rust::ChangesMeaning
    }
}
