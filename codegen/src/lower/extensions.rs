//! The `x-` keys that this generator understands. Their meaning is told in `spec/README.md`.

use indexmap::IndexMap;
use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Code;
use crate::lower::context::Lowering;

pub(super) const RUST_NAME: &str = "x-rust-name";
pub(super) const RUST_NAMES: &str = "x-rust-names";
pub(super) const CLIENT_PARAMETER: &str = "x-client-parameter";
pub(super) const ENVIRONMENT: &str = "x-environment";
pub(super) const BASE_URL: &str = "x-base-url";
pub(super) const IDEMPOTENCY_KEY: &str = "x-idempotency-key";
pub(super) const WEBHOOK_SIGNATURE: &str = "x-webhook-signature";
pub(super) const PAGINATION: &str = "x-pagination";

/// The `x-` keys of one object of the document.
pub(super) type Extensions = IndexMap<String, Value>;

/// The text below a key.
pub(super) fn text(
    lowering: &mut Lowering<'_>,
    extensions: &Extensions,
    key: &str,
    at: &Pointer,
) -> Option<String> {
    let value = extensions.get(key)?;
    let text = value.as_str().map(str::to_owned);
    if text.is_none() {
        refuse(lowering, &at.join(key), key, "text", value);
    }
    text
}

/// The list of texts below a key.
pub(super) fn texts(
    lowering: &mut Lowering<'_>,
    extensions: &Extensions,
    key: &str,
    at: &Pointer,
) -> Vec<String> {
    let Some(value) = extensions.get(key) else {
        return Vec::new();
    };
    let texts = value.as_array().and_then(|items| {
        let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
        texts.collect::<Option<Vec<_>>>()
    });
    texts.unwrap_or_else(|| {
        refuse(lowering, &at.join(key), key, "a list of texts", value);
        Vec::new()
    })
}

/// The mapping below a key, whose own keys must be among `known`.
pub(super) fn mapping<'a>(
    lowering: &mut Lowering<'_>,
    extensions: &'a Extensions,
    key: &str,
    known: &[&str],
    at: &Pointer,
) -> Option<&'a serde_json::Map<String, Value>> {
    let value = extensions.get(key)?;
    let at = at.join(key);
    let Some(mapping) = value.as_object() else {
        refuse(lowering, &at, key, "a mapping", value);
        return None;
    };
    for unknown in mapping
        .keys()
        .filter(|name| !known.contains(&name.as_str()))
    {
        let diagnostic = lowering
            .error(
                Code::UnknownKey,
                &at.join(unknown),
                format!("`{key}` has no key `{unknown}`"),
            )
            .on_key()
            .help(format!("its keys are {}", listed(known)));
        lowering.refuse(diagnostic);
    }
    Some(mapping)
}

/// The text below a key of such a mapping.
pub(super) fn member(
    lowering: &mut Lowering<'_>,
    mapping: &serde_json::Map<String, Value>,
    key: &str,
    at: &Pointer,
) -> Option<String> {
    let value = mapping.get(key)?;
    let text = value.as_str().map(str::to_owned);
    if text.is_none() {
        refuse(lowering, &at.join(key), key, "text", value);
    }
    text
}

/// Refuses a value of the wrong kind. In somebody else's document the key may be another tool's.
pub(super) fn refuse(
    lowering: &mut Lowering<'_>,
    at: &Pointer,
    key: &str,
    expected: &str,
    found: &Value,
) {
    let message = format!("`{key}` must be {expected}, found `{found}`");
    let diagnostic = lowering.error(Code::WrongType, at, message);
    lowering.refuse(diagnostic);
}

fn listed(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
