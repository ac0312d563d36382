//! Operations.

use std::collections::HashMap;

use openapiv3::{Operation as Described, PathItem, ReferenceOr};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Operation, Output, SecurityScheme};
use crate::lower::annotations::joined;
use crate::lower::context::Lowering;
use crate::lower::{body, extensions, pagination, parameter, path, reply, security};
use crate::read::default_id;

/// Every operation of the document, in its order.
pub(super) fn operations(
    lowering: &mut Lowering<'_>,
    schemes: &[SecurityScheme],
) -> Vec<Operation> {
    let document = lowering.document;
    let mut operations = Vec::new();
    if let Some(shared) = &document.openapi.security {
        security::check(lowering, shared, &Pointer::root().join("security"));
    }
    for (path, item) in document.openapi.paths.iter() {
        let at = Pointer::root().join("paths").join(path);
        let ReferenceOr::Item(item) = item else {
            lowering.unsupported(
                &at,
                "a path that refers to another is not supported",
                "write the path's operations here",
            );
            continue;
        };
        for (method, described) in methods(item) {
            let at = at.join(method.to_ascii_lowercase());
            let place = Place {
                path,
                method,
                index: operations.len(),
                at,
            };
            operations.extend(variants(lowering, item, described, place, schemes));
        }
    }
    refuse_duplicates(lowering, &operations);
    operations
}

/// Where an operation stands.
struct Place<'a> {
    path: &'a str,
    method: &'static str,
    index: usize,
    at: Pointer,
}

fn methods(item: &PathItem) -> impl Iterator<Item = (&'static str, &Described)> {
    let methods = [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("DELETE", &item.delete),
        ("OPTIONS", &item.options),
        ("HEAD", &item.head),
        ("PATCH", &item.patch),
        ("TRACE", &item.trace),
    ];
    let methods = methods.into_iter();
    methods.filter_map(|(method, described)| Some((method, described.as_ref()?)))
}

/// An operation, and beside it one for each body that it takes instead of the first one.
fn variants<'a>(
    lowering: &mut Lowering<'a>,
    item: &'a PathItem,
    described: &'a Described,
    place: Place<'_>,
    schemes: &[SecurityScheme],
) -> Vec<Operation> {
    let at = &place.at;
    let id = described
        .operation_id
        .clone()
        .filter(|id| !id.trim().is_empty())
        .unwrap_or_else(|| default_id(place.method, place.path));
    let (mut parameters, idempotency_key) =
        parameter::parameters(lowering, item, described, at, place.index, schemes);
    path::check(lowering, place.path, &mut parameters, at);
    let payloads = body::payloads(lowering, described, at, place.index);
    let replies = reply::replies(lowering, described, at, place.index);
    let output = match place.method {
        "HEAD" => Output::Nothing,
        _ => replies.output,
    };
    let pagination =
        pagination::pagination(lowering, described, place.method, &parameters, &output, at);
    let all = &described.extensions;
    let first = Operation {
        id,
        variant: None,
        rust_name: extensions::text(lowering, all, extensions::RUST_NAME, at),
        method: place.method,
        path: place.path.to_owned(),
        docs: joined(
            described.summary.as_deref(),
            described.description.as_deref(),
        ),
        tags: described.tags.clone(),
        deprecated: described.deprecated,
        security: security::alternatives(lowering, described, at, schemes),
        parameters,
        body: None,
        output,
        accept: replies.accept.filter(|_| place.method != "HEAD"),
        feed: replies.feed,
        failure: replies.failure,
        failures: replies.failures,
        pagination,
        idempotency_key,
        at: place.at,
    };
    let variants = payloads.into_iter().map(|payload| {
        let mut operation = first.clone();
        operation.variant = payload.word;
        operation.body = payload.body;
        operation.parameters.extend(payload.parts);
        operation
    });
    variants.collect()
}

fn refuse_duplicates(lowering: &mut Lowering<'_>, operations: &[Operation]) {
    let mut first: HashMap<&str, &Operation> = HashMap::new();
    for operation in operations
        .iter()
        .filter(|operation| operation.variant.is_none())
    {
        let Some(earlier) = first.insert(&operation.id, operation) else {
            continue;
        };
        let id = &operation.id;
        let diagnostic = lowering
            .error(
                Code::DuplicateOperationId,
                &operation.at.join("operationId"),
                format!("two operations have the operationId `{id}`"),
            )
            .label("used again here")
            .related(
                lowering.document.source,
                &earlier.at.join("operationId"),
                "first used here",
            )
            .help("give each operation an id of its own");
        lowering.refuse(diagnostic);
    }
}
