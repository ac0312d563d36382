//! What OpenAPI allows where, as one table: kind of object → key → what its value must be.
//!
//! The table covers 3.0 and 3.1 together. The check, the references and the rewrite all walk a
//! document by it, so they agree on which mapping is a schema and which is an example.

mod api;
mod check;
#[cfg(test)]
mod keywords;
mod operation;
mod schema;
mod tidy;
mod walk;

use api::ROOT;
pub(super) use api::{COMPONENTS, DOCUMENT, RESPONSES, SECURITY_SCHEME};
pub(super) use check::{Reference, check, nearest};
#[cfg(test)]
pub(crate) use keywords::{Keyword, keywords};
pub(super) use operation::{HEADER, LINK, OPERATION, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE};
pub(super) use schema::SCHEMA;
pub(super) use tidy::{fill, tidy};
pub(super) use walk::{child, kind_at, object, rewrite, root, shape_at, visit};

/// What a value must be.
pub(super) enum Shape {
    /// Anything: an example, a default, an enum value.
    Any,
    Text,
    /// Text that is often written without the quotes it needs, such as a version or a port.
    Label,
    Flag,
    Number,
    Count,
    Word(&'static [&'static str]),
    Object(&'static Object),
    /// A schema, or `true` and `false` of JSON Schema.
    Schema,
    List(&'static Shape),
    Map(&'static Shape),
    Either(&'static [Shape]),
}

/// The keys of one kind of object.
pub(super) struct Object {
    /// What a message calls it, such as `a schema`.
    pub(super) name: &'static str,
    pub(super) keys: &'static [(&'static str, Shape)],
    /// The keys that it cannot do without.
    pub(super) required: &'static [&'static str],
    /// The keys that it should have and that are filled in, with a warning, when they are missing.
    pub(super) filled: &'static [(&'static str, Fill)],
    /// What else holds when a key has a certain value.
    pub(super) cases: &'static [Case],
    /// Keys that are names rather than words of OpenAPI.
    pub(super) names: Option<Names>,
    /// Whether `$ref` may stand in its place.
    pub(super) reference: bool,
}

/// What stands for a missing value.
#[derive(Clone, Copy)]
pub(super) enum Fill {
    Text,
    Mapping,
}

/// What an object needs when `key` is `value`.
pub(super) struct Case {
    pub(super) key: &'static str,
    pub(super) value: &'static str,
    pub(super) required: &'static [&'static str],
    pub(super) words: &'static [(&'static str, &'static [&'static str])],
}

/// Keys that are names: paths, status codes.
pub(super) struct Names {
    pub(super) fit: fn(&str) -> bool,
    pub(super) shape: Shape,
}

impl Object {
    /// What most kinds of object start from.
    const fn new(name: &'static str, keys: &'static [(&'static str, Shape)]) -> Self {
        Self {
            name,
            keys,
            required: &[],
            filled: &[],
            cases: &[],
            names: None,
            reference: false,
        }
    }

    /// What the value of a key must be, or `None` if the object has no such key.
    pub(super) fn shape(&self, key: &str) -> Option<&'static Shape>
    where
        Self: 'static,
    {
        self.keys
            .iter()
            .find(|(known, _)| *known == key)
            .map(|(_, shape)| shape)
    }

    /// Whether this is that very kind.
    pub(super) fn is(&self, other: &Object) -> bool {
        std::ptr::eq(self, other)
    }
}
