//! The types of `openapiv3`, made piece by piece and from pieces that are given away: the plain
//! value shrinks while they grow.

use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{Components, OpenAPI, Paths};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::document::{Inner, component};
use super::grammar::{HEADER, LINK, Object, PARAMETER, REQUEST_BODY, RESPONSE, Reference, SCHEMA};
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

/// The document, and the parts of it that references name but that are not components.
pub(super) fn document(
    mut value: Value,
    references: &[Reference],
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<(OpenAPI, Inner)> {
    let mut pieces = Pieces {
        source,
        diagnostics,
    };
    let inner = pieces.inner(&value, references);
    let root = value.as_object_mut()?;
    let components = root.shift_remove("components").and_then(mapping);
    let paths = root.insert("paths".to_owned(), json!({})).and_then(mapping);
    let components = components.map(|components| pieces.components(components));
    let paths = pieces.paths(paths.unwrap_or_default());
    let mut document: OpenAPI = pieces.piece(value, &Pointer::root())?;
    document.components = components;
    document.paths = paths;
    Some((document, inner))
}

struct Pieces<'a> {
    source: SourceId,
    diagnostics: &'a mut Diagnostics,
}

impl Pieces<'_> {
    fn components(&mut self, mut all: Map<String, Value>) -> Components {
        let mut take = |key: &str| all.shift_remove(key).and_then(mapping).unwrap_or_default();
        let at = Pointer::root().join("components");
        Components {
            schemas: self.named(take("schemas"), &at.join("schemas")),
            responses: self.named(take("responses"), &at.join("responses")),
            parameters: self.named(take("parameters"), &at.join("parameters")),
            examples: self.named(take("examples"), &at.join("examples")),
            request_bodies: self.named(take("requestBodies"), &at.join("requestBodies")),
            headers: self.named(take("headers"), &at.join("headers")),
            security_schemes: self.named(take("securitySchemes"), &at.join("securitySchemes")),
            links: IndexMap::new(),
            callbacks: IndexMap::new(),
            extensions: all.into_iter().collect(),
        }
    }

    fn paths(&mut self, all: Map<String, Value>) -> Paths {
        let (items, extensions): (Map<_, _>, Map<_, _>) =
            all.into_iter().partition(|(key, _)| key.starts_with('/'));
        Paths {
            paths: self.named(items, &Pointer::root().join("paths")),
            extensions: extensions.into_iter().collect(),
        }
    }

    fn named<T: DeserializeOwned + Send>(
        &mut self,
        all: Map<String, Value>,
        at: &Pointer,
    ) -> IndexMap<String, T> {
        let all: Vec<(String, Value)> = all.into_iter().collect();
        let made: Vec<_> = all
            .into_par_iter()
            .map(|(name, value)| (name, serde_json::from_value(value)))
            .collect();
        // The pieces are large: a map that grows would hold twice as much for a while.
        let mut pieces = IndexMap::with_capacity(made.len());
        for (name, piece) in made {
            let piece = self.told(piece, || at.join(&name));
            pieces.extend(piece.map(|piece| (name, piece)));
        }
        pieces
    }

    fn piece<T: DeserializeOwned>(&mut self, value: Value, at: &Pointer) -> Option<T> {
        self.told(serde_json::from_value(value), || at.clone())
    }

    /// The check leaves nothing that a type could refuse. If it should, the place is told, and
    /// what the type says.
    fn told<T>(&mut self, made: serde_json::Result<T>, at: impl FnOnce() -> Pointer) -> Option<T> {
        made.map_err(|error| {
            let message = format!("this does not fit: {error}");
            let found = Diagnostic::error(Code::WrongType, self.source, &at(), message);
            self.diagnostics.push(found);
        })
        .ok()
    }

    fn inner(&mut self, document: &Value, references: &[Reference]) -> Inner {
        let mut inner = Inner::default();
        for reference in references {
            let Some(pointer) = Pointer::from_reference(&reference.text) else {
                continue;
            };
            // A client follows no links: they are gone, and with them what they refer to.
            if component(&pointer).is_none() && !reference.kind.is(&LINK) {
                self.inner_piece(document, reference, pointer, &mut inner);
            }
        }
        inner
    }

    fn inner_piece(
        &mut self,
        document: &Value,
        reference: &Reference,
        pointer: Pointer,
        inner: &mut Inner,
    ) {
        let is = |kind: &Object| reference.kind.is(kind);
        let Some(value) = document.pointer(pointer.as_str()) else {
            let message =
                format!("`{pointer}` cannot be referred to: its parts are merged into one");
            let at = reference.at.join("$ref");
            let found = Diagnostic::error(Code::Unsupported, self.source, &at, message);
            self.diagnostics
                .push(found.help("make it a component of its own"));
            return;
        };
        if is(&SCHEMA) {
            self.keep(value, pointer, &mut inner.schemas);
        } else if is(&PARAMETER) {
            self.keep(value, pointer, &mut inner.parameters);
        } else if is(&RESPONSE) {
            self.keep(value, pointer, &mut inner.responses);
        } else if is(&REQUEST_BODY) {
            self.keep(value, pointer, &mut inner.request_bodies);
        } else if is(&HEADER) {
            self.keep(value, pointer, &mut inner.headers);
        }
    }

    fn keep<T: DeserializeOwned>(
        &mut self,
        value: &Value,
        pointer: Pointer,
        kept: &mut HashMap<Pointer, T>,
    ) {
        if !kept.contains_key(&pointer) {
            let piece = self.piece(value.clone(), &pointer);
            kept.extend(piece.map(|piece| (pointer, piece)));
        }
    }
}

fn mapping(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(map) => Some(map),
        _ => None,
    }
}
