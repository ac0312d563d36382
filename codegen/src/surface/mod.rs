//! The surface of the generated crate as text: one line per operation, parameter, type, field and
//! variant. A reviewer of a change reads it first, so a line never depends on another.

use crate::GeneratedFile;
use crate::emit::Named;
use crate::emit::constructor;
use crate::emit::types::{self, From};
use crate::ir::{
    Advance, Api, Argument, IdempotencyKey, Object, Operation, Output, Presence, Shape, Type,
    TypeDef, TypeId,
};
use crate::names::{Names, OperationNames, TypeNames};
use crate::text::on_one_line;

/// One text per API.
pub fn files(apis: &[Api], names: &Names) -> Vec<GeneratedFile> {
    let apis = apis.iter().zip(&names.apis);
    apis.map(|(api, names)| {
        let surface = Surface(Named { api, names });
        let mut text = String::new();
        for line in surface.lines() {
            text.push_str(&on_one_line(&line));
            text.push('\n');
        }
        GeneratedFile {
            path: format!("SURFACE/{}.txt", names.module.bare()),
            text,
        }
    })
    .collect()
}

struct Surface<'a>(Named<'a>);

impl Surface<'_> {
    fn lines(&self) -> Vec<String> {
        let Self(Named { api, names }) = *self;
        let mut lines = vec![format!("api {}", names.module)];
        lines.extend(
            names
                .features
                .names
                .iter()
                .map(|name| format!("feature {name}")),
        );
        lines.extend(self.client());
        for (operation, names) in api.operations.iter().zip(&names.operations) {
            lines.extend(self.operation(operation, names));
        }
        for (index, def) in api.types.iter().enumerate() {
            lines.extend(self.type_def(def, names.of_type(TypeId(index))));
        }
        lines
    }

    fn client(&self) -> Vec<String> {
        let Self(Named { api, names }) = *self;
        let mut lines = Vec::new();
        for (server, ident) in api.servers.iter().zip(&names.servers) {
            if let Some(ident) = ident {
                lines.push(format!("server {ident} = {}", server.url));
            }
        }
        let base_url = api.base_url.default.as_deref().unwrap_or("required");
        lines.push(format!("client base_url = {base_url}"));
        for (parameter, ident) in api.client_parameters.iter().zip(&names.client_parameters) {
            let place = parameter.location.as_str();
            let need = match (&parameter.default, parameter.required) {
                (Some(default), _) => format!("default {default}"),
                (None, true) => "required".to_owned(),
                (None, false) => "optional".to_owned(),
            };
            lines.push(format!(
                "client {ident}: String, {need} ({place} {})",
                parameter.name
            ));
        }
        for (scheme, ident) in api.security_schemes.iter().zip(&names.credentials) {
            lines.push(format!("client {ident} ({})", scheme.name));
        }
        if let Some(key) = &api.idempotency_key {
            lines.push(format!("client idempotency key = {}", idempotency(key)));
        }
        if let Some(webhooks) = &api.webhooks {
            lines.push(format!(
                "webhooks -> {} (signed in {})",
                self.reference(&webhooks.event),
                webhooks.signature
            ));
        }
        lines
    }

    fn operation(&self, operation: &Operation, names: &OperationNames) -> Vec<String> {
        let method = &names.method;
        let output = self.output(&operation.output);
        let failure = operation.failure.as_ref();
        let failure = failure.map_or("Json".to_owned(), |ty| self.reference(ty));
        let pages = operation.pagination.as_ref();
        let pages = pages.map(|pagination| {
            let way = match &pagination.advance {
                Advance::Cursor { .. } => "cursor",
                Advance::Page { .. } => "number",
                Advance::Offset { .. } => "offset",
                Advance::Link(_) => "link",
                Advance::LinkHeader => "header",
            };
            format!(", pages of {} by {way}", self.reference(&pagination.item))
        });
        let mut lines = vec![format!(
            "operation {method} -> {output} ! {failure}{} ({} {})",
            pages.unwrap_or_default(),
            operation.method,
            operation.path,
        )];
        for (parameter, ident) in operation.parameters.iter().zip(&names.parameters) {
            let ty = self.reference(&parameter.ty);
            let ty = match parameter.argument {
                Argument::Client => continue,
                Argument::Required => ty,
                Argument::Optional => format!("Option<{ty}>"),
            };
            let place = parameter.location.as_str();
            lines.push(format!(
                "operation {method}.{ident}: {ty} ({place} {})",
                parameter.name
            ));
        }
        if let Some(key) = &operation.idempotency_key {
            let key = idempotency(key);
            lines.push(format!("operation {method} idempotency key = {key}"));
        }
        lines.extend(operation.feed.as_ref().map(|(feed, media_type)| {
            format!(
                "operation {method}.stream -> {} ({media_type})",
                self.output(feed)
            )
        }));
        lines.extend(operation.body.as_ref().map(|body| {
            let ty = self.reference(&body.ty);
            let ty = match body.required {
                true => ty,
                false => format!("Option<{ty}>"),
            };
            format!(
                "operation {method}.{}: {ty} ({})",
                names.body, body.media_type
            )
        }));
        lines
    }

    fn output(&self, output: &Output) -> String {
        match output {
            Output::Nothing => "()".to_owned(),
            Output::Text => "String".to_owned(),
            Output::Bytes => "ByteStream".to_owned(),
            Output::Json(ty) => self.reference(ty),
            Output::Perhaps(ty) => format!("Option<{}>", self.reference(ty)),
            Output::Lines(ty) => format!("Lines<{}>", self.reference(ty)),
            Output::Events(ty) => format!("Events<{}>", self.reference(ty)),
        }
    }

    fn type_def(&self, def: &TypeDef, names: &TypeNames) -> Vec<String> {
        let ident = &names.ident;
        let mut lines = Vec::new();
        match &def.shape {
            Shape::Object(object) => {
                lines.push(format!("struct {ident}"));
                for (field, name) in object.fields.iter().zip(&names.fields) {
                    let ty = types::field(self.0, field, def.direction).into_text();
                    lines.push(format!("struct {ident}.{name}: {ty} ({})", field.name));
                }
                lines.extend(self.constructor(def, object, names));
                if let Some(additional) = &object.additional {
                    let ty = self.reference(additional);
                    let name = &names.additional;
                    lines.push(format!("struct {ident}.{name}: BTreeMap<String, {ty}>"));
                }
            }
            Shape::Enum(of) => {
                lines.push(format!("enum {ident}"));
                for (value, name) in of.values.iter().zip(&names.variants) {
                    lines.push(format!(
                        "enum {ident}::{name} ({})",
                        value.value.escape_default()
                    ));
                }
            }
            Shape::Tuple(tuple) => {
                let types = tuple.positions.iter();
                let types: Vec<String> =
                    types.map(|position| self.reference(&position.ty)).collect();
                lines.push(format!("struct {ident}({})", types.join(", ")));
            }
            Shape::Union(union) => {
                lines.push(format!("union {ident}"));
                for (variant, name) in union.variants.iter().zip(&names.variants) {
                    lines.push(format!(
                        "union {ident}::{name}({})",
                        self.reference(&variant.ty)
                    ));
                }
            }
        }
        lines
    }

    fn constructor(&self, def: &TypeDef, object: &Object, names: &TypeNames) -> Option<String> {
        let arguments = constructor::arguments(self.0, def, object, names);
        let arguments = arguments.iter().map(|(field, name)| {
            let ty = self.reference(&field.ty);
            match field.presence {
                Presence::Nullable => format!("{name}: Option<{ty}>"),
                _ => format!("{name}: {ty}"),
            }
        });
        let arguments: Vec<String> = arguments.collect();
        let ident = &names.ident;
        (!arguments.is_empty()).then(|| format!("struct {ident}::new({})", arguments.join(", ")))
    }

    fn reference(&self, ty: &Type) -> String {
        types::reference(self.0, ty, From::Types).into_text()
    }
}

/// The header of a key, and the rules that say when a request is sent again.
fn idempotency(key: &IdempotencyKey) -> String {
    let IdempotencyKey {
        header,
        running,
        kept,
        released_by,
    } = key;
    let mut line = header.clone();
    if !running.is_empty() {
        line += &format!(", running {running:?}");
    }
    if !kept.is_empty() {
        let unless = released_by.as_deref().unwrap_or("never released");
        line += &format!(", kept {kept:?} unless {unless}");
    }
    line
}
