//! A document that was read: every reference in it leads to what it should.

use std::borrow::Borrow;
use std::collections::HashMap;

use indexmap::IndexMap;
use openapiv3::{
    Components, Header, OpenAPI, Parameter, ReferenceOr, RequestBody, Response, Schema,
    SecurityScheme,
};

use super::origins::Origins;
use crate::pointer::Pointer;
use crate::source::{Features, Ownership, Source, SourceId};

/// No chain of references is longer: `documents` refuses cycles, so this only bounds the walk.
pub(super) const LONGEST_CHAIN: usize = 64;

/// One API's document, in the shape of OpenAPI 3.0.
#[derive(Clone, Debug)]
pub struct Document {
    /// The source that it was read from.
    pub source: SourceId,
    /// The module that the API becomes.
    pub api: String,
    /// The path that messages and provenance lines show.
    pub path: String,
    /// Whether it is ours to mend.
    pub ownership: Ownership,
    /// Which Cargo features the generated code is behind.
    pub features: Features,
    /// The document itself.
    pub openapi: OpenAPI,
    pub(super) origins: Origins,
    inner: Inner,
}

/// What references name that is not a component of its own, such as
/// `#/components/schemas/A/properties/b`, by pointer.
#[derive(Clone, Debug, Default)]
pub(super) struct Inner {
    pub(super) schemas: HashMap<Pointer, ReferenceOr<Schema>>,
    pub(super) parameters: HashMap<Pointer, ReferenceOr<Parameter>>,
    pub(super) responses: HashMap<Pointer, ReferenceOr<Response>>,
    pub(super) request_bodies: HashMap<Pointer, ReferenceOr<RequestBody>>,
    pub(super) headers: HashMap<Pointer, ReferenceOr<Header>>,
}

/// The name of a pointer that is a component, such as `#/components/schemas/Event`.
pub(super) fn component(pointer: &Pointer) -> Option<String> {
    let mut segments = pointer.segments();
    let name = segments
        .next()
        .filter(|first| first == "components")
        .and(segments.nth(1))?;
    segments.next().is_none().then(|| name.into_owned())
}

impl Document {
    pub(super) fn new(
        source: SourceId,
        of: &Source,
        openapi: OpenAPI,
        inner: Inner,
        origins: Origins,
    ) -> Self {
        Self {
            source,
            api: of.api.clone(),
            path: of.path.clone(),
            ownership: of.ownership,
            features: of.features,
            openapi,
            inner,
            origins,
        }
    }

    /// The schema that stands at `at` or that the reference there leads to, and where it stands.
    pub fn schema<'a, S: Borrow<Schema>>(
        &'a self,
        found: &'a ReferenceOr<S>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a Schema)> {
        match found {
            ReferenceOr::Item(schema) => Some((at.clone(), schema.borrow())),
            ReferenceOr::Reference { reference } => {
                self.follow(reference, &self.inner.schemas, |all| &all.schemas)
            }
        }
    }

    /// The parameter that stands at `at` or that the reference there leads to.
    pub fn parameter<'a>(
        &'a self,
        found: &'a ReferenceOr<Parameter>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a Parameter)> {
        self.resolve(found, at, &self.inner.parameters, |all| &all.parameters)
    }

    /// The response that stands at `at` or that the reference there leads to.
    pub fn response<'a>(
        &'a self,
        found: &'a ReferenceOr<Response>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a Response)> {
        self.resolve(found, at, &self.inner.responses, |all| &all.responses)
    }

    /// The request body that stands at `at` or that the reference there leads to.
    pub fn request_body<'a>(
        &'a self,
        found: &'a ReferenceOr<RequestBody>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a RequestBody)> {
        self.resolve(found, at, &self.inner.request_bodies, |all| {
            &all.request_bodies
        })
    }

    /// The header that stands at `at` or that the reference there leads to.
    pub fn header<'a>(
        &'a self,
        found: &'a ReferenceOr<Header>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a Header)> {
        self.resolve(found, at, &self.inner.headers, |all| &all.headers)
    }

    /// The security scheme that stands at `at` or that the reference there leads to.
    pub fn security_scheme<'a>(
        &'a self,
        found: &'a ReferenceOr<SecurityScheme>,
        at: &Pointer,
    ) -> Option<(Pointer, &'a SecurityScheme)> {
        match found {
            ReferenceOr::Item(item) => Some((at.clone(), item)),
            ReferenceOr::Reference { reference } => self.chain(reference, |_, name| {
                self.components()?.security_schemes.get(name?)
            }),
        }
    }

    /// The schema of a name under `components/schemas`, and where it stands in the end.
    #[must_use]
    pub fn component_schema(&self, name: &str) -> Option<(Pointer, &Schema)> {
        let at = Pointer::root()
            .join("components")
            .join("schemas")
            .join(name);
        let found = self.openapi.components.as_ref()?.schemas.get(name)?;
        self.schema(found, &at)
    }

    fn resolve<'a, T>(
        &'a self,
        found: &'a ReferenceOr<T>,
        at: &Pointer,
        inner: &'a HashMap<Pointer, ReferenceOr<T>>,
        components: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<(Pointer, &'a T)> {
        match found {
            ReferenceOr::Item(item) => Some((at.clone(), item)),
            ReferenceOr::Reference { reference } => self.follow(reference, inner, components),
        }
    }

    fn follow<'a, T>(
        &'a self,
        reference: &str,
        inner: &'a HashMap<Pointer, ReferenceOr<T>>,
        components: fn(&Components) -> &IndexMap<String, ReferenceOr<T>>,
    ) -> Option<(Pointer, &'a T)> {
        self.chain(reference, |pointer, name| match name {
            Some(name) => components(self.components()?).get(name),
            None => inner.get(pointer),
        })
    }

    /// Follows a reference with `get`, which takes a pointer and its name if it is a component.
    fn chain<'a, T: 'a>(
        &'a self,
        reference: &str,
        get: impl Fn(&Pointer, Option<&str>) -> Option<&'a ReferenceOr<T>>,
    ) -> Option<(Pointer, &'a T)> {
        let mut at = Pointer::from_reference(reference)?;
        for _ in 0..LONGEST_CHAIN {
            match get(&at, component(&at).as_deref())? {
                ReferenceOr::Item(item) => return Some((at, item)),
                ReferenceOr::Reference { reference } => at = Pointer::from_reference(reference)?,
            }
        }
        None
    }

    fn components(&self) -> Option<&Components> {
        self.openapi.components.as_ref()
    }
}
