//! Path templates and the parameters that fill them.

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Argument, Limits, Location, Parameter, Style, Type};
use crate::lower::context::Lowering;
use crate::source::Ownership;

/// Checks that the path's template and the path parameters name each other. In somebody else's
/// document a place without a parameter takes text, and a parameter without a place is left out.
pub(super) fn check(
    lowering: &mut Lowering<'_>,
    path: &str,
    parameters: &mut Vec<Parameter>,
    at: &Pointer,
) {
    let templated: Vec<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
        .collect();
    let fills = |parameter: &Parameter, name: &str| {
        parameter.location == Location::Path && parameter.name == name
    };
    for name in &templated {
        if !parameters.iter().any(|parameter| fills(parameter, name)) {
            refuse_unfilled(lowering, name, at);
            parameters.push(text(name, at));
        }
    }
    for parameter in parameters.iter() {
        if parameter.location == Location::Path && !templated.contains(&parameter.name.as_str()) {
            let message = format!("the path `{path}` has no `{{{}}}`", parameter.name);
            let diagnostic = lowering
                .error(Code::InvalidValue, &parameter.at, message)
                .help("correct the name, or leave the parameter out");
            lowering.refuse(diagnostic);
        }
    }
    if lowering.document.ownership == Ownership::Foreign {
        let has_place = |parameter: &Parameter| templated.contains(&parameter.name.as_str());
        parameters.retain(|parameter| parameter.location != Location::Path || has_place(parameter));
    }
}

fn refuse_unfilled(lowering: &mut Lowering<'_>, name: &str, at: &Pointer) {
    let message =
        format!("the path has `{{{name}}}` but the operation has no path parameter `{name}`");
    let diagnostic = lowering
        .error(Code::MissingKey, at, message)
        .on_key()
        .help(format!(
            "add a parameter with `name: {name}` and `in: path`"
        ));
    lowering.refuse(diagnostic);
}

/// A parameter of which nothing is known but that it fills a place of the path.
fn text(name: &str, at: &Pointer) -> Parameter {
    Parameter {
        name: name.to_owned(),
        location: Location::Path,
        style: Style::Simple,
        argument: Argument::Required,
        ty: Type::String,
        rust_name: None,
        docs: String::new(),
        secret: false,
        limits: Limits::default(),
        deprecated: false,
        content_type: String::new(),
        at: at.clone(),
    }
}
