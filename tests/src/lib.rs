//! The clients of the generator's fixtures, one module each, as the tests call them.
//!
//! They are compiled as strictly as a crate of somebody else might be: what the generator writes
//! must give no warning anywhere.

#![deny(warnings)]
#![allow(
    missing_docs,
    reason = "most fixtures describe only what they are about"
)]

include!(concat!(env!("OUT_DIR"), "/fixtures/mod.rs"));
