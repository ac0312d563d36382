//! The intermediate representation: what a document asks for, in the field's own words.
//!
//! Plain data in document order. It knows neither OpenAPI's syntax nor Rust's: `lower` makes it,
//! `names` gives it identifiers, `emit` and the surface read it. Every node that a later stage may
//! refuse carries `at`, its place in the document.

mod api;
mod operation;
mod pagination;

mod types;

mod object;

pub use api::{Api, BaseUrl, ClientParameter, Scheme, SecurityScheme, Server, Tag, Webhooks};
pub use object::{Access, Field, Object, Presence};
pub use operation::{
    Argument, Body, Encoding, FormField, IdempotencyKey, Location, Operation, Output, Parameter,
    Style,
};
pub use pagination::{Advance, End, Pagination, Step};
pub use types::{
    Direction, Enum, EnumKind, EnumValue, Home, Integer, JsonKind, Limits, Position, Shape, Tuple,
    Type, TypeDef, TypeId, Union, Variant,
};
