//! The JSON half of the runtime, tested through types in exactly the shape of generated code.

// The fixtures are `pub` as generated code is; helpers may fail as tests may.
#![allow(unreachable_pub, clippy::expect_used, clippy::panic)]

#[macro_use]
mod fixtures;

mod decoding;
mod drift;
mod errors;
mod lenient;
mod models;
mod nulls;
mod numbers;
mod properties;
#[cfg(feature = "serde")]
mod serde_bridge;
mod tuples;
mod union_fields;
mod unions;
mod values;
mod writing;
