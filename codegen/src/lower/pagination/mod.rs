//! How the pages of a list follow each other: as `x-pagination` says, else by a plain convention.

mod conventions;
mod facts;
mod items;

use openapiv3::Operation as Described;
use serde_json::{Map, Value};

use crate::Pointer;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Advance, End, Location, Output, Pagination, Parameter, Shape, Step, Type};
use crate::lower::context::Lowering;
use crate::lower::extensions;

const KEYS: [&str; 9] = [
    "cursor", "page", "offset", "link", "next", "more", "pages", "total", "items",
];

/// The pagination of an operation.
pub(super) fn pagination(
    lowering: &mut Lowering<'_>,
    described: &Described,
    method: &str,
    parameters: &[Parameter],
    output: &Output,
    at: &Pointer,
) -> Option<Pagination> {
    let key = extensions::PAGINATION;
    match described.extensions.get(key) {
        Some(Value::Bool(false)) => None,
        Some(_) => {
            let mapping = extensions::mapping(lowering, &described.extensions, key, &KEYS, at)?;
            declared(lowering, mapping, parameters, output, &at.join(key))
        }
        None if method == "GET" => {
            let (advance, items) = conventions::found(lowering, described, parameters, output)?;
            let message = format!(
                "the list is taken to come in pages, {}",
                told(&advance, parameters)
            );
            let source = lowering.document.source;
            let note = Diagnostic::note(Code::PagesFound, source, at, message).on_key();
            lowering.report(note.help("`x-pagination: false` says that it does not"));
            Some(Pagination {
                advance,
                items: items.steps,
                items_pointer: items.pointer,
                item: items.item,
            })
        }
        None => None,
    }
}

fn told(advance: &Advance, parameters: &[Parameter]) -> String {
    match advance {
        Advance::Cursor { parameter, .. } => {
            format!("by the position `{}`", parameters[*parameter].name)
        }
        Advance::Page { parameter, .. } => {
            format!("by the number `{}`", parameters[*parameter].name)
        }
        Advance::Offset { parameter, .. } => {
            format!("by the offset `{}`", parameters[*parameter].name)
        }
        Advance::Link(_) => "by the link in the reply".to_owned(),
        Advance::LinkHeader => "by the header `Link`".to_owned(),
    }
}

/// What `x-pagination` says.
struct Declared<'a> {
    mapping: &'a Map<String, Value>,
    parameters: &'a [Parameter],
    output: &'a Output,
    at: Pointer,
}

fn declared(
    lowering: &mut Lowering<'_>,
    mapping: &Map<String, Value>,
    parameters: &[Parameter],
    output: &Output,
    at: &Pointer,
) -> Option<Pagination> {
    let declared = Declared {
        mapping,
        parameters,
        output,
        at: at.clone(),
    };
    let has = |key: &str| mapping.contains_key(key);
    let ways = ["cursor", "page", "offset", "link"];
    let chosen: Vec<&str> = ways.into_iter().filter(|way| has(way)).collect();
    let [way] = chosen.as_slice() else {
        let help = "one of `cursor`, `page`, `offset` and `link` says how pages follow each other";
        lowering.report(missing(lowering, at, "way to the next page", help));
        return None;
    };
    if !has("items") || (*way == "cursor" && !has("next")) {
        let key = if has("items") { "`next`" } else { "`items`" };
        let help = "`next` and `items` are JSON pointers into the reply";
        lowering.report(missing(lowering, at, key, help));
        return None;
    }
    let advance = match *way {
        "cursor" => declared.cursor(lowering),
        "page" => declared.page(lowering),
        "offset" => declared.offset(lowering),
        _ => declared.link(lowering),
    };
    let found = declared.steps(lowering, "items", "list", |ty| matches!(ty, Type::List(_)));
    let (items, Type::List(item)) = found? else {
        return None;
    };
    Some(Pagination {
        advance: advance?,
        items,
        items_pointer: mapping.get("items")?.as_str()?.to_owned(),
        item: *item,
    })
}

fn missing(lowering: &Lowering<'_>, at: &Pointer, what: &str, help: &str) -> Diagnostic {
    let message = format!("`{}` has no {what}", extensions::PAGINATION);
    lowering
        .error(Code::MissingKey, at, message)
        .on_key()
        .help(help)
}

fn is_text(ty: &Type) -> bool {
    *ty == Type::String
}

fn is_integer(ty: &Type) -> bool {
    matches!(ty, Type::Integer(_))
}

impl Declared<'_> {
    fn cursor(&self, lowering: &mut Lowering<'_>) -> Option<Advance> {
        let parameter = self.parameter(lowering, "cursor", "text", is_text);
        let next = self.steps(lowering, "next", "text", is_text);
        Some(Advance::Cursor {
            parameter: parameter?,
            next: next?.0,
            more: match self.mapping.contains_key("more") {
                true => Some(
                    self.steps(lowering, "more", "truth value", |ty| *ty == Type::Boolean)?
                        .0,
                ),
                false => None,
            },
        })
    }

    fn page(&self, lowering: &mut Lowering<'_>) -> Option<Advance> {
        let parameter = self.parameter(lowering, "page", "a whole number", is_integer)?;
        let default = self.parameters[parameter].limits.default.as_deref();
        Some(Advance::Page {
            parameter,
            first: default.and_then(|first| first.parse().ok()).unwrap_or(1),
            end: self.end(lowering, "pages")?,
        })
    }

    fn offset(&self, lowering: &mut Lowering<'_>) -> Option<Advance> {
        Some(Advance::Offset {
            parameter: self.parameter(lowering, "offset", "a whole number", is_integer)?,
            end: self.end(lowering, "total")?,
        })
    }

    fn link(&self, lowering: &mut Lowering<'_>) -> Option<Advance> {
        match self.mapping.get("link")?.as_str() {
            Some("header") => Some(Advance::LinkHeader),
            _ => Some(Advance::Link(
                self.steps(lowering, "link", "text", is_text)?.0,
            )),
        }
    }

    /// What tells the last page; without a word of it, that is the first one without items.
    fn end(&self, lowering: &mut Lowering<'_>, count: &str) -> Option<End> {
        let has = |key: &str| self.mapping.contains_key(key);
        Some(if has("more") {
            End::More(
                self.steps(lowering, "more", "truth value", |ty| *ty == Type::Boolean)?
                    .0,
            )
        } else if has("next") {
            let fits = |ty: &Type| is_text(ty) || is_integer(ty);
            End::Next(self.steps(lowering, "next", "text or number", fits)?.0)
        } else if has(count) {
            End::Count(self.steps(lowering, count, "whole number", is_integer)?.0)
        } else {
            End::Empty
        })
    }

    /// The index of the query parameter that a key names.
    fn parameter(
        &self,
        lowering: &mut Lowering<'_>,
        key: &str,
        expected: &str,
        fits: fn(&Type) -> bool,
    ) -> Option<usize> {
        let name = extensions::member(lowering, self.mapping, key, &self.at)?;
        let is_it =
            |parameter: &Parameter| parameter.location == Location::Query && parameter.name == name;
        let found = self.parameters.iter().position(is_it);
        let found = found.filter(|&index| fits(&self.parameters[index].ty));
        if found.is_none() {
            let message =
                format!("the operation has no query parameter `{name}` that is {expected}");
            let diagnostic = lowering
                .error(Code::InvalidValue, &self.at.join(key), message)
                .help("name the parameter that takes the place of the next page");
            lowering.report(diagnostic);
        }
        found
    }

    /// The way that a key's JSON pointer goes, and what is at its end.
    fn steps(
        &self,
        lowering: &mut Lowering<'_>,
        key: &str,
        expected: &str,
        fits: fn(&Type) -> bool,
    ) -> Option<(Vec<Step>, Type)> {
        let pointer = extensions::member(lowering, self.mapping, key, &self.at)?;
        let found = walk(lowering, self.output, &pointer).filter(|(_, ty)| fits(ty));
        if found.is_none() {
            let message = format!("the reply has no {expected} at `{pointer}`");
            let diagnostic = lowering
                .error(Code::InvalidValue, &self.at.join(key), message)
                .help("write a JSON pointer into the 200 reply, such as `/data`");
            lowering.report(diagnostic);
        }
        found
    }
}

fn walk(lowering: &Lowering<'_>, output: &Output, pointer: &str) -> Option<(Vec<Step>, Type)> {
    let Output::Json(mut ty) = output.clone() else {
        return None;
    };
    let mut steps = Vec::new();
    if pointer.is_empty() {
        return Some((steps, ty));
    }
    for name in pointer.strip_prefix('/')?.split('/') {
        let name = name.replace("~1", "/").replace("~0", "~");
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
