//! What a change means, by its kind.

mod api;
mod rust;

pub(super) use api::api;
pub(super) use rust::{is_of_schema, rust, touches_rust};

/// Which way the changed thing travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Way {
    /// To the server.
    Request,
    /// To the client.
    Response,
}
