//! Which ways to authenticate an operation accepts.

use openapiv3::{Operation as Described, SecurityRequirement};

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::SecurityScheme;
use crate::lower::context::Lowering;

/// The operation's own requirement, else the document's: alternatives, each a list of schemes.
pub(super) fn alternatives(
    lowering: &mut Lowering<'_>,
    described: &Described,
    at: &Pointer,
    schemes: &[SecurityScheme],
) -> Vec<Vec<String>> {
    let document = lowering.document;
    if let Some(own) = &described.security {
        check(lowering, own, &at.join("security"));
    }
    let shared = document.openapi.security.as_ref();
    let requirements = described.security.as_ref().or(shared).into_iter().flatten();
    let is_known = |name: &String| schemes.iter().any(|scheme| scheme.name == *name);
    requirements
        .map(|requirement| requirement.keys().cloned().collect::<Vec<_>>())
        // An alternative that is not supported has been refused or left out before.
        .filter(|names| names.iter().all(is_known))
        .collect()
}

/// Checks that the document has the schemes of a requirement. One that it has but that is not
/// supported has been refused before.
pub(super) fn check(
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
            lowering.refuse(diagnostic);
        }
    }
}
