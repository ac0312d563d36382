//! The judgement of Rust: the lines of `SURFACE` before and after, joined with the changes of the
//! contract by their places.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Shape};
use crate::names::Names;
use crate::source::{Source, SourceId};
use crate::{lowered, read, surface};

/// The Rust of one document.
#[derive(Debug, Default)]
pub(super) struct Surface {
    /// The lines by what they are about, such as `operation list_events.page_size`.
    lines: IndexMap<String, String>,
    /// Where it stands in the document.
    places: HashMap<String, Pointer>,
    /// What the lines at a place are about.
    at: HashMap<Pointer, Vec<String>>,
}

/// The part of a line that names what it is about.
fn key(line: &str) -> &str {
    let ends = [": ", " -> ", " = ", " (", "("];
    let end = ends.iter().filter_map(|end| line.find(end)).min();
    &line[..end.unwrap_or(line.len())]
}

/// The part of a line that Rust callers see: without what travels.
pub(super) fn rust_part(line: &str) -> &str {
    let cut = line.ends_with(')').then(|| line.rfind(" (")).flatten();
    &line[..cut.unwrap_or(line.len())]
}

impl Surface {
    /// The surface of a document whose plain value is given away.
    ///
    /// # Errors
    ///
    /// What the generator refuses.
    pub(super) fn of(source: &Source, value: Value) -> Result<Self, Diagnostics> {
        let mut diagnostics = Diagnostics::default();
        let document = read::of_value(SourceId::default(), source, value, 1, &mut diagnostics);
        diagnostics.barrier()?;
        let documents: Vec<_> = document.into_iter().collect();
        let (apis, names) = lowered(&documents, &mut diagnostics)?;
        drop(documents);
        let mut found = Self::default();
        for file in surface::files(&apis, &names) {
            let lines = file
                .text
                .lines()
                .map(|line| (key(line).to_owned(), line.to_owned()));
            found.lines.extend(lines);
        }
        for (index, api) in apis.iter().enumerate() {
            found.places(api, &names, index);
        }
        Ok(found)
    }

    fn place(&mut self, at: &Pointer, key: String) {
        if self.lines.contains_key(&key) {
            self.places.insert(key.clone(), at.clone());
            self.at.entry(at.clone()).or_default().push(key);
        }
    }

    fn places(&mut self, api: &Api, names: &Names, index: usize) {
        let names = &names.apis[index];
        for (operation, gate) in api.operations.iter().zip(&names.features.operations) {
            for feature in gate.iter().flatten() {
                let feature = &names.features.names[*feature];
                self.place(&operation.at, format!("feature {feature}"));
            }
        }
        for (operation, names) in api.operations.iter().zip(&names.operations) {
            let method = &names.method;
            self.place(&operation.at, format!("operation {method}"));
            for (parameter, ident) in operation.parameters.iter().zip(&names.parameters) {
                self.place(&parameter.at, format!("operation {method}.{ident}"));
            }
            if let Some(body) = &operation.body {
                self.place(&body.at, format!("operation {method}.{}", names.body));
            }
        }
        for (scheme, ident) in api.security_schemes.iter().zip(&names.credentials) {
            self.place(&scheme.at, format!("client {ident}"));
        }
        for (parameter, ident) in api.client_parameters.iter().zip(&names.client_parameters) {
            self.place(&parameter.at, format!("client {ident}"));
        }
        for (def, names) in api.types.iter().zip(&names.types) {
            let ident = names.ident.bare();
            for word in ["struct", "enum", "union"] {
                self.place(&def.at, format!("{word} {ident}"));
            }
            if let Shape::Object(object) = &def.shape {
                self.place(&def.at, format!("struct {ident}::new"));
                for (field, name) in object.fields.iter().zip(&names.fields) {
                    self.place(&field.at, format!("struct {ident}.{name}"));
                    self.place(&field.at, format!("struct {ident}::new"));
                }
            }
            if let Shape::Enum(of) = &def.shape {
                for (value, name) in of.values.iter().zip(&names.variants) {
                    self.place(&value.at, format!("enum {ident}::{name}"));
                }
            }
            if let Shape::Union(of) = &def.shape {
                for (variant, name) in of.variants.iter().zip(&names.variants) {
                    self.place(&variant.at, format!("union {ident}::{name}"));
                }
            }
        }
        let servers: Vec<String> = self
            .lines
            .keys()
            .filter(|key| key.starts_with("server ") || *key == "client base_url")
            .cloned()
            .collect();
        for key in servers {
            self.place(&Pointer::root().join("servers"), key);
        }
    }

    /// What the lines at a place, or at the nearest one above it, are about.
    pub(super) fn keys(&self, at: &Pointer) -> &[String] {
        let mut at = Some(at.clone());
        while let Some(pointer) = at {
            if let Some(keys) = self.at.get(&pointer) {
                return keys;
            }
            at = pointer.parent();
        }
        &[]
    }

    /// What the lines at a place itself are about.
    pub(super) fn at(&self, at: &Pointer) -> &[String] {
        self.at.get(at).map_or(&[], Vec::as_slice)
    }

    /// Every line with what it is about.
    pub(super) fn lines(&self) -> impl Iterator<Item = (&str, &str)> {
        let lines = self.lines.iter();
        lines.map(|(key, line)| (key.as_str(), line.as_str()))
    }

    pub(super) fn line(&self, key: &str) -> Option<&str> {
        self.lines.get(key).map(String::as_str)
    }

    /// The place of a line.
    pub(super) fn place_of(&self, key: &str) -> Option<&Pointer> {
        self.places.get(key)
    }

    /// The required arguments of an operation, which are told apart by their order alone.
    pub(super) fn required(&self, operation: &str) -> Vec<(&str, &str)> {
        let below = format!("{operation}.");
        let lines = self.lines().filter(|(key, _)| key.starts_with(&below));
        let types =
            lines.filter_map(|(key, line)| Some((key, rust_part(line).split_once(": ")?.1)));
        types.filter(|(_, ty)| !ty.starts_with("Option<")).collect()
    }
}
