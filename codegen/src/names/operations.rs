//! The names of operations and their parameters.

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Argument, Operation};
use crate::names::scope::{Modules, Scope};
use crate::names::{Name, OperationNames, casing};

/// Methods that every client has.
const KEPT_METHODS: &[&str] = &["builder", "core", "from_env", "with_options"];

/// Types that the generated files use by their short names.
const KEPT_TYPES: &[&str] = &[
    "BTreeMap",
    "Base64",
    "Date",
    "Decimal",
    "Err",
    "Into",
    "IntoIterator",
    "Json",
    "None",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Style",
    "Timestamp",
    "Vec",
];

/// Methods and fields that every request has.
const KEPT_SETTERS: &[&str] = &[
    "client",
    "customize",
    "items",
    "new",
    "next_page_link",
    "pages",
    "send",
    "stream",
];

/// Names every operation of an API.
pub(super) fn assign(api: &Api, diagnostics: &mut Diagnostics) -> Vec<OperationNames> {
    let errors = diagnostics.errors();
    let mut idents = Vec::new();
    let mut types = Scope::new(api, "operations", KEPT_TYPES, "Operation", diagnostics);
    for operation in &api.operations {
        let words = words(operation);
        idents.push(types.claim(casing::upper_camel(&words, "Operation"), &operation.at));
    }
    // Those that would have the same type would have the same method, which goes without saying.
    let mut unsaid = Diagnostics::default();
    let methods = match diagnostics.errors() == errors {
        true => &mut *diagnostics,
        false => &mut unsaid,
    };
    let mut methods = Scope::new(api, "operations", KEPT_METHODS, "_operation", methods);
    let mut modules = Modules::default();
    let mut names = Vec::new();
    for (operation, ident) in api.operations.iter().zip(idents) {
        let words = words(operation);
        names.push(OperationNames {
            module: modules.claim(casing::module(&words, "_operation")),
            ident,
            method: methods.claim(casing::snake(&words, "_operation"), &operation.at),
            parameters: Vec::new(),
            body: casing::snake("body", "_"),
        });
    }
    for (operation, names) in api.operations.iter().zip(&mut names) {
        names.parameters = parameters(api, operation, names, diagnostics);
    }
    names
}

/// The words of an operation: its own, and what tells it from others of the same id.
fn words(operation: &Operation) -> String {
    let own = operation.rust_name.as_deref().unwrap_or(&operation.id);
    match &operation.variant {
        Some(variant) => format!("{own}_{variant}"),
        None => own.to_owned(),
    }
}

fn parameters(
    api: &Api,
    operation: &Operation,
    names: &OperationNames,
    diagnostics: &mut Diagnostics,
) -> Vec<Name> {
    let what = "parameters of one operation";
    let mut scope = Scope::new(api, what, KEPT_SETTERS, "_parameter", diagnostics);
    if let Some(body) = &operation.body {
        scope.claim(names.body.clone(), &body.at);
    }
    let parameters = operation.parameters.iter();
    parameters
        .map(|parameter| {
            let words = parameter.rust_name.as_deref().unwrap_or(&parameter.name);
            let ident = casing::snake(words, "_parameter");
            match parameter.argument {
                // It is the client's: the request has no field of that name.
                Argument::Client => ident,
                _ => scope.claim(ident, &parameter.at),
            }
        })
        .collect()
}
