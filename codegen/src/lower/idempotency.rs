//! `x-idempotency-key`: with which header, and by which rules, a server recognises a request that comes
//! again.

use openapiv3::ParameterData;
use serde_json::{Map, Value};

use crate::Pointer;
use crate::ir::{IdempotencyKey, Location, Parameter, Type};
use crate::lower::context::Lowering;
use crate::lower::extensions;

/// The header of the draft standard, which documents also declare without a word about what it does.
const USUAL: &str = "Idempotency-Key";

const RULES: [&str; 3] = ["running", "kept", "released-by"];

/// What the document says of all operations that are not idempotent by their method.
pub(super) fn of_document(lowering: &mut Lowering<'_>) -> Option<IdempotencyKey> {
    let document = lowering.document;
    let key = extensions::IDEMPOTENCY_KEY;
    let known = ["header", "running", "kept", "released-by"];
    let at = Pointer::root();
    let all = &document.openapi.extensions;
    let mapping = extensions::mapping(lowering, all, key, &known, &at)?;
    let at = at.join(key);
    let header = extensions::member(lowering, mapping, "header", &at);
    Some(rules(
        lowering,
        mapping,
        header.unwrap_or_else(|| USUAL.to_owned()),
        &at,
    ))
}

/// What a header parameter says, if it is the one that takes the key: by `x-idempotency-key`, or by its
/// name alone. It is then no argument of the operation.
pub(super) fn of_parameter(
    lowering: &mut Lowering<'_>,
    parameter: &Parameter,
    data: &ParameterData,
) -> Option<IdempotencyKey> {
    let key = extensions::IDEMPOTENCY_KEY;
    let takes_text = parameter.location == Location::Header && parameter.ty == Type::String;
    let said = extensions::mapping(lowering, &data.extensions, key, &RULES, &parameter.at);
    match said {
        Some(mapping) if takes_text => {
            let at = parameter.at.join(key);
            Some(rules(lowering, mapping, parameter.name.clone(), &at))
        }
        Some(_) => {
            lowering.unsupported(
                &parameter.at.join(key),
                "an idempotency key that is not text in a header is not supported",
                "declare the parameter with `in: header` and `type: string`",
            );
            None
        }
        None if takes_text && parameter.name.eq_ignore_ascii_case(USUAL) => {
            let header = parameter.name.clone();
            Some(match &lowering.idempotency_key {
                Some(everywhere) => IdempotencyKey {
                    header,
                    ..everywhere.clone()
                },
                None => rules(lowering, &Map::new(), header, &parameter.at),
            })
        }
        None => None,
    }
}

fn rules(
    lowering: &mut Lowering<'_>,
    mapping: &Map<String, Value>,
    header: String,
    at: &Pointer,
) -> IdempotencyKey {
    IdempotencyKey {
        header,
        running: statuses(lowering, mapping, "running", at),
        kept: statuses(lowering, mapping, "kept", at),
        released_by: extensions::member(lowering, mapping, "released-by", at),
    }
}

fn statuses(
    lowering: &mut Lowering<'_>,
    mapping: &Map<String, Value>,
    key: &str,
    at: &Pointer,
) -> Vec<u16> {
    let Some(value) = mapping.get(key) else {
        return Vec::new();
    };
    let status = |item: &Value| {
        let status = u16::try_from(item.as_u64()?).ok()?;
        (400..600).contains(&status).then_some(status)
    };
    let items = value.as_array();
    let statuses = items.and_then(|items| items.iter().map(status).collect::<Option<Vec<_>>>());
    statuses.unwrap_or_else(|| {
        let expected = "a list of statuses of errors, such as `[422]`";
        extensions::refuse(lowering, &at.join(key), key, expected, value);
        Vec::new()
    })
}
