//! Parameters of operations, and which of them belong to the client.

use indexmap::IndexMap;
use openapiv3::{
    Operation as Described, Parameter as DescribedParameter, ParameterData,
    ParameterSchemaOrContent, PathItem, PathStyle, QueryStyle, ReferenceOr,
};

use crate::Pointer;
use crate::ir::{
    Argument, ClientParameter, Home, IdempotencyKey, Location, Parameter, Scheme, SecurityScheme,
    Style, Type,
};
use crate::lower::context::Lowering;
use crate::lower::media::{self, Kind};
use crate::lower::{annotations, extensions, idempotency, schema};

/// Header parameters that OpenAPI says to ignore: other parts of the document describe them.
const DESCRIBED_ELSEWHERE: [&str; 3] = ["accept", "content-type", "authorization"];

/// The parameters of an operation: those of its path, overridden and followed by its own; and the one
/// that takes an idempotency key, which is no argument.
pub(super) fn parameters<'a>(
    lowering: &mut Lowering<'a>,
    item: &'a PathItem,
    described: &'a Described,
    at: &Pointer,
    operation: usize,
    schemes: &[SecurityScheme],
) -> (Vec<Parameter>, Option<IdempotencyKey>) {
    let path_at = at.parent().unwrap_or_default().join("parameters");
    let own_at = at.join("parameters");
    let shared = item.parameters.iter().enumerate();
    let shared = shared.map(|(index, found)| (found, path_at.join(index)));
    let own = described.parameters.iter().enumerate();
    let own = own.map(|(index, found)| (found, own_at.join(index)));
    let mut parameters: IndexMap<(String, Location), Parameter> = IndexMap::new();
    let mut idempotency_key = None;
    for (found, at) in shared.chain(own) {
        let Some((parameter, data)) = parameter(lowering, found, &at, operation) else {
            continue;
        };
        let key = idempotency::of_parameter(lowering, &parameter, data);
        if key.is_some() {
            idempotency_key = key;
        } else if !is_described_elsewhere(&parameter, schemes) {
            let key = (parameter.name.clone(), parameter.location);
            parameters.insert(key, parameter);
        }
    }
    (parameters.into_values().collect(), idempotency_key)
}

fn parameter<'a>(
    lowering: &mut Lowering<'a>,
    found: &'a ReferenceOr<DescribedParameter>,
    at: &Pointer,
    operation: usize,
) -> Option<(Parameter, &'a ParameterData)> {
    let document = lowering.document;
    let (at, described) = document.parameter(found, at)?;
    let data = described.parameter_data_ref();
    let (location, style) = style(described, data);
    let (described, schema_at, style) = match &data.format {
        ParameterSchemaOrContent::Schema(described) => (Some(described), at.join("schema"), style),
        ParameterSchemaOrContent::Content(content) => {
            let (name, media) = content.first()?;
            let at = at.join("content").join(name);
            let is_json = media::kind(lowering, name, media, &at) == Kind::Json;
            let described = media.schema.as_ref().filter(|_| is_json);
            let style = if is_json { Style::Json } else { style };
            (described, at.join("schema"), style)
        }
    };
    let home = Home::Operation(operation, data.name.clone());
    let ty = match described {
        Some(described) => schema::lower(lowering, described, &schema_at, home).ty,
        None if style == Style::Json => Type::Json,
        // A notation that only the caller knows how to write.
        None => Type::String,
    };
    let limits = described.map(|described| schema::limits(lowering, described, &schema_at));
    let secret =
        described.is_some_and(|described| schema::is_secret(lowering, described, &schema_at));
    let docs = match (&data.description, described) {
        (Some(description), _) => description.trim().to_owned(),
        (None, Some(described)) => annotations::annotations(lowering, described, &schema_at).docs,
        (None, None) => String::new(),
    };
    let all = &data.extensions;
    let rust_name = extensions::text(lowering, all, extensions::RUST_NAME, &at);
    let mut parameter = Parameter {
        name: data.name.clone(),
        location,
        style,
        argument: if data.required || location == Location::Path {
            Argument::Required
        } else {
            Argument::Optional
        },
        ty,
        rust_name,
        docs,
        secret,
        limits: limits.unwrap_or_default(),
        deprecated: data.deprecated.unwrap_or(false),
        content_type: String::new(),
        at,
    };
    lift(lowering, &mut parameter, data);
    Some((parameter, data))
}

/// Makes a parameter with `x-client-parameter` one of the client.
fn lift(lowering: &mut Lowering<'_>, parameter: &mut Parameter, data: &ParameterData) {
    let key = extensions::CLIENT_PARAMETER;
    let at = &parameter.at;
    let all = &data.extensions;
    let Some(mapping) = extensions::mapping(lowering, all, key, &["environment"], at) else {
        return;
    };
    let environment = extensions::member(lowering, mapping, "environment", &at.join(key));
    if parameter.ty != Type::String {
        lowering.unsupported(
            &at.join("schema"),
            "a parameter of the client that is not text is not supported",
            "give its schema `type: string`",
        );
    }
    let required = parameter.argument == Argument::Required;
    parameter.argument = Argument::Client;
    let same = |known: &ClientParameter| {
        known.name == parameter.name && known.location == parameter.location
    };
    if lowering.client_parameters.iter().any(same) {
        return;
    }
    let default = parameter.limits.default.as_deref();
    lowering.client_parameters.push(ClientParameter {
        name: parameter.name.clone(),
        location: parameter.location,
        rust_name: parameter.rust_name.clone(),
        environment,
        default: default.and_then(|json| serde_json::from_str(json).ok()),
        required,
        docs: parameter.docs.clone(),
        limits: parameter.limits.clone(),
        at: parameter.at.clone(),
    });
}

/// Whether other parts of the document describe a header: the body, or a security scheme.
fn is_described_elsewhere(parameter: &Parameter, schemes: &[SecurityScheme]) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    let is_key = |scheme: &SecurityScheme| match &scheme.scheme {
        Scheme::ApiKey(location, key) => {
            *location == parameter.location && key.eq_ignore_ascii_case(&name)
        }
        _ => false,
    };
    let ignored = DESCRIBED_ELSEWHERE.contains(&name.as_str());
    (parameter.location == Location::Header && ignored) || schemes.iter().any(is_key)
}

fn style(described: &DescribedParameter, data: &ParameterData) -> (Location, Style) {
    let either = |plain, exploded, default: bool| {
        if data.explode.unwrap_or(default) {
            exploded
        } else {
            plain
        }
    };
    match described {
        DescribedParameter::Query { style, .. } => {
            let style = match style {
                QueryStyle::Form => either(Style::Form, Style::FormExploded, true),
                QueryStyle::SpaceDelimited => {
                    either(Style::SpaceDelimited, Style::FormExploded, false)
                }
                QueryStyle::PipeDelimited => {
                    either(Style::PipeDelimited, Style::FormExploded, false)
                }
                QueryStyle::DeepObject => Style::DeepObject,
            };
            (Location::Query, style)
        }
        DescribedParameter::Path { style, .. } => {
            let style = match style {
                PathStyle::Simple => either(Style::Simple, Style::SimpleExploded, false),
                PathStyle::Label => either(Style::Label, Style::LabelExploded, false),
                PathStyle::Matrix => either(Style::Matrix, Style::MatrixExploded, false),
            };
            (Location::Path, style)
        }
        DescribedParameter::Header { .. } => (
            Location::Header,
            either(Style::Simple, Style::SimpleExploded, false),
        ),
        DescribedParameter::Cookie { .. } => (
            Location::Cookie,
            either(Style::Form, Style::FormExploded, true),
        ),
    }
}
