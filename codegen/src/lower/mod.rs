//! The second stage: OpenAPI documents become the intermediate representation.
//!
//! `$ref`s are followed, `allOf` is flattened, `oneOf` and `anyOf` are classified, parameters that
//! belong to the client are lifted out of the operations. What the generator does not do is refused
//! here, by name and place.

mod all_of;
mod annotations;
mod apart;
mod body;
mod client;
mod conflict;
mod context;
mod cycles;
mod either;
mod enums;
mod extensions;
mod facets;
mod family;
mod finish;
mod fold;
mod idempotency;
mod join;
mod media;
mod multipart;
mod object;
mod operation;
mod pagination;
mod parameter;
mod parts;
mod path;
mod reference;
mod reply;
mod scalar;
mod schema;
mod security;
mod tuple;
mod union;
mod webhooks;

use crate::diagnostics::Diagnostics;
use crate::ir::Api;
use crate::read::Document;
use crate::source::Ownership;
use context::Lowering;

/// Lowers each document to its API.
pub fn apis(documents: &[Document], diagnostics: &mut Diagnostics) -> Vec<Api> {
    documents
        .iter()
        .map(|document| api(document, diagnostics))
        .collect()
}

fn api(document: &Document, diagnostics: &mut Diagnostics) -> Api {
    let mut lowering = Lowering::new(document, diagnostics);
    let security_schemes = client::security_schemes(&mut lowering);
    lowering.idempotency_key = idempotency::of_document(&mut lowering);
    let operations = operation::operations(&mut lowering, &security_schemes);
    let webhooks = webhooks::webhooks(&mut lowering);
    let info = &document.openapi.info;
    let mut api = Api {
        source: document.source,
        ownership: document.ownership,
        features: document.features,
        document: shown(document),
        name: document.api.clone(),
        title: info.title.clone(),
        description: info.description.clone().unwrap_or_default(),
        servers: client::servers(&mut lowering),
        base_url: client::base_url(&mut lowering),
        tags: client::tags(document),
        security_schemes,
        operations,
        webhooks,
        idempotency_key: lowering.idempotency_key.take(),
        client_parameters: std::mem::take(&mut lowering.client_parameters),
        types: std::mem::take(&mut lowering.types),
    };
    finish::finish(document, &mut api, diagnostics);
    api
}

/// The document, as provenance lines show it.
fn shown(document: &Document) -> String {
    let path = document.path.as_str();
    let name = path.rsplit('/').next().unwrap_or(path);
    match document.ownership {
        Ownership::Owned => path.to_owned(),
        Ownership::Foreign => name.to_owned(),
    }
}
