//! Operations.

use std::collections::HashMap;

use openapiv3::{Operation as Described, PathItem, ReferenceOr, SecurityRequirement};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Location, Operation, SecurityScheme};
use crate::lower::annotations::joined;
use crate::lower::context::Lowering;
use crate::lower::{extensions, pagination, parameter, payload};

/// Every operation of the document, in its order.
pub(super) fn operations(
    lowering: &mut Lowering<'_>,
    schemes: &[SecurityScheme],
) -> Vec<Operation> {
    let document = lowering.document;
    let mut operations = Vec::new();
    if let Some(shared) = &document.openapi.security {
        check_schemes(lowering, shared, &Pointer::root().join("security"));
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
            operations.extend(operation(lowering, item, described, place, schemes));
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

fn operation<'a>(
    lowering: &mut Lowering<'a>,
    item: &'a PathItem,
    described: &'a Described,
    place: Place<'_>,
    schemes: &[SecurityScheme],
) -> Option<Operation> {
    let at = &place.at;
    let Some(id) = described.operation_id.clone() else {
        lowering.unsupported(
            at,
            "an operation without `operationId` is not supported",
            "give it an `operationId`: it names the method that calls it",
        );
        return None;
    };
    let parameters = parameter::parameters(lowering, item, described, at, place.index, schemes);
    check_path(lowering, place.path, &parameters, at);
    let body = payload::body(lowering, described, at, place.index);
    let (output, failure) = payload::replies(lowering, described, at, place.index);
    let pagination = pagination::pagination(lowering, described, &parameters, &output, at);
    let all = &described.extensions;
    Some(Operation {
        id,
        rust_name: extensions::text(lowering, all, extensions::RUST_NAME, at),
        method: place.method,
        path: place.path.to_owned(),
        docs: joined(
            described.summary.as_deref(),
            described.description.as_deref(),
        ),
        tags: described.tags.clone(),
        deprecated: described.deprecated,
        security: security(lowering, described, at),
        parameters,
        body,
        output,
        failure,
        pagination,
        at: place.at,
    })
}

/// The operation's own requirement, else the document's: alternatives, each a list of schemes.
fn security(
    lowering: &mut Lowering<'_>,
    described: &Described,
    at: &Pointer,
) -> Vec<Vec<String>> {
    let document = lowering.document;
    if let Some(own) = &described.security {
        check_schemes(lowering, own, &at.join("security"));
    }
    let shared = document.openapi.security.as_ref();
    let requirements = described.security.as_ref().or(shared).into_iter().flatten();
    requirements
        .map(|requirement| requirement.keys().cloned().collect())
        .collect()
}

/// Checks that the document has the schemes of a requirement. One that it has but that is not
/// supported has been refused before.
fn check_schemes(
    lowering: &mut Lowering<'_>,
    requirements: &[SecurityRequirement],
    at: &Pointer,
) {
    let components = lowering.document.openapi.components.as_ref();
    let known = components.map(|components| components.security_schemes.keys());
    let known: Vec<&String> = known.into_iter().flatten().collect();
    let help = match known.is_empty() {
        true => "describe it in `components/securitySchemes`".to_owned(),
        false => {
            let known: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
            format!("the document has {}", known.join(", "))
        }
    };
    for (index, requirement) in requirements.iter().enumerate() {
        for name in requirement.keys().filter(|name| !known.contains(name)) {
            let diagnostic = lowering
                .error(
                    Code::DanglingReference,
                    &at.join(index).join(name),
                    format!("there is no security scheme `{name}`"),
                )
                .on_key()
                .help(help.clone());
            lowering.report(diagnostic);
        }
    }
}

/// Checks that the path's template and the path parameters name each other.
fn check_path(
    lowering: &mut Lowering<'_>,
    path: &str,
    parameters: &[crate::ir::Parameter],
    at: &Pointer,
) {
    let templated: Vec<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    let in_path = |parameter: &&crate::ir::Parameter| parameter.location == Location::Path;
    for name in &templated {
        if !parameters
            .iter()
            .filter(in_path)
            .any(|parameter| parameter.name == *name)
        {
            let diagnostic = lowering
                .error(
                    Code::MissingKey,
                    at,
                    format!(
                        "the path has `{{{name}}}` but the operation has no path parameter `{name}`"
                    ),
                )
                .on_key()
                .help(format!(
                    "add a parameter with `name: {name}` and `in: path`"
                ));
            lowering.report(diagnostic);
        }
    }
    for parameter in parameters.iter().filter(in_path) {
        if !templated.contains(&parameter.name.as_str()) {
            let diagnostic = lowering
                .error(
                    Code::InvalidValue,
                    &parameter.at,
                    format!("the path `{path}` has no `{{{}}}`", parameter.name),
                )
                .help("correct the name, or leave the parameter out");
            lowering.report(diagnostic);
        }
    }
}

fn refuse_duplicates(lowering: &mut Lowering<'_>, operations: &[Operation]) {
    let mut first: HashMap<&str, &Operation> = HashMap::new();
    for operation in operations {
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
        lowering.report(diagnostic);
    }
}
