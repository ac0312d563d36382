//! The intermediate representation: what a document asks for, in the field's own words.
//!
//! Plain data in document order. It knows neither OpenAPI's syntax nor Rust's: `lower` makes it,
//! `names` gives it identifiers, `emit` and the surface read it. Every node that a later stage may
//! refuse carries `at`, its place in the document.

mod api;
mod operation;
mod types;

pub use api::{Api, BaseUrl, ClientParameter, Scheme, SecurityScheme, Server, Tag, Webhooks};
pub use operation::{
    Advance, Argument, Body, Encoding, End, FormField, IdempotencyKey, Location, Operation, Output,
    Pagination, Parameter, Step, Style,
};
pub use types::{
    Access, Direction, Enum, EnumKind, EnumValue, Field, Home, Integer, JsonKind, Limits, Object,
    Presence, Shape, Type, TypeDef, TypeId, Union, Variant,
};
