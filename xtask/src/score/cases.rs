//! The cases: two documents each, and what the peer tells about them.

use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

use crate::workspace::cannot;

/// One case.
#[derive(Debug, Deserialize)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) base: String,
    pub(super) head: String,
    /// What the case is about.
    pub(super) expected: Vec<Told>,
    /// All that is told about the two; nothing where the peer could not run.
    #[serde(rename = "oasdiff_cli_full", deserialize_with = "list")]
    pub(super) everything: Vec<Told>,
}

/// One finding of the peer.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub(super) id: String,
    pub(super) operation: Option<String>,
    pub(super) path: Option<String>,
}

pub(super) fn read(folder: &Path) -> Result<Vec<Case>> {
    let path = folder.join("cases.json");
    let text = std::fs::read_to_string(&path).with_context(|| cannot("read", &path))?;
    serde_json::from_str(&text).with_context(|| cannot("understand", &path))
}

fn list<'de, D: serde::Deserializer<'de>>(input: D) -> Result<Vec<Told>, D::Error> {
    let value = serde_json::Value::deserialize(input)?;
    if !value.is_array() {
        return Ok(Vec::new());
    }
    serde_json::from_value(value).map_err(serde::de::Error::custom)
}
