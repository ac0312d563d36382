//! `x-pagination`: how the pages of a list follow each other.

use openapiv3::Operation as Described;

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::{Location, Output, Pagination, Parameter, Shape, Step, Type};
use crate::lower::context::Lowering;
use crate::lower::extensions;

const KEYS: [&str; 3] = ["cursor", "next", "items"];

/// The pagination that an operation declares.
pub(super) fn pagination(
    lowering: &mut Lowering<'_>,
    described: &Described,
    parameters: &[Parameter],
    output: &Output,
    at: &Pointer,
) -> Option<Pagination> {
    let key = extensions::PAGINATION;
    let mapping = extensions::mapping(lowering, &described.extensions, key, &KEYS, at)?;
    let at = at.join(key);
    let members = KEYS.map(|key| extensions::member(lowering, mapping, key, &at));
    let [Some(cursor), Some(next), Some(items)] = members else {
        let missing = KEYS.iter().filter(|key| !mapping.contains_key(**key));
        for missing in missing {
            let message = format!("`{key}` has no `{missing}`");
            let diagnostic = lowering
                .error(Code::MissingKey, &at, message)
                .on_key()
                .help("`cursor`, `next` and `items` say together how pages follow each other");
            lowering.report(diagnostic);
        }
        return None;
    };
    let cursor = cursor_index(lowering, parameters, &cursor, &at.join("cursor"));
    let next = steps(lowering, output, &next, &at.join("next"), "text", |ty| {
        *ty == Type::String
    });
    let found = steps(lowering, output, &items, &at.join("items"), "list", |ty| {
        matches!(ty, Type::List(_))
    });
    let (found, list) = found?;
    let Type::List(item) = list else { return None };
    Some(Pagination {
        cursor: cursor?,
        next: next?.0,
        items: found,
        items_pointer: items,
        item: *item,
    })
}

fn cursor_index(
    lowering: &mut Lowering<'_>,
    parameters: &[Parameter],
    cursor: &str,
    at: &Pointer,
) -> Option<usize> {
    let index = parameters.iter().position(|parameter| {
        parameter.name == cursor
            && parameter.location == Location::Query
            && parameter.ty == Type::String
    });
    if index.is_none() {
        let message = format!("there is no query parameter `{cursor}` that takes text");
        let diagnostic = lowering
            .error(Code::InvalidValue, at, message)
            .help("name the query parameter that takes the position of a page");
        lowering.report(diagnostic);
    }
    index
}

/// Follows a JSON pointer through the fields of the reply to a value of the expected type.
fn steps(
    lowering: &mut Lowering<'_>,
    output: &Output,
    pointer: &str,
    at: &Pointer,
    expected: &str,
    fits: fn(&Type) -> bool,
) -> Option<(Vec<Step>, Type)> {
    let found = walk(lowering, output, pointer).filter(|(_, ty)| fits(ty));
    if found.is_none() {
        let message = format!("the reply has no {expected} at `{pointer}`");
        let diagnostic = lowering
            .error(Code::InvalidValue, at, message)
            .help("write a JSON pointer into the 200 reply, such as `/data`");
        lowering.report(diagnostic);
    }
    found
}

fn walk(lowering: &Lowering<'_>, output: &Output, pointer: &str) -> Option<(Vec<Step>, Type)> {
    let Output::Json(mut ty) = output.clone() else {
        return None;
    };
    let mut steps = Vec::new();
    for name in pointer.strip_prefix('/')?.split('/') {
        let (Type::Named(id) | Type::Boxed(id)) = ty else {
            return None;
        };
        let Shape::Object(object) = &lowering.types[id.0].shape else {
            return None;
        };
        let field = object.fields.iter().position(|field| field.name == name)?;
        ty = object.fields[field].ty.clone();
        steps.push(Step { object: id, field });
    }
    Some((steps, ty))
}
