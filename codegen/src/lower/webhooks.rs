//! `x-webhook-signature`: how the service signs the webhooks that it sends, and what they hold.

use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Code;
use crate::ir::Webhooks;
use crate::lower::context::Lowering;
use crate::lower::{extensions, reference};

const REQUIRED: [&str; 3] = ["timestamp", "signature", "event"];
const KEYS: [&str; 4] = ["timestamp", "signature", "event", "tolerance"];

/// The webhooks that the document declares.
pub(super) fn webhooks(lowering: &mut Lowering<'_>) -> Option<Webhooks> {
    let document = lowering.document;
    let key = extensions::WEBHOOK_SIGNATURE;
    let at = Pointer::root();
    let all = &document.openapi.extensions;
    let mapping = extensions::mapping(lowering, all, key, &KEYS, &at)?;
    let at = at.join(key);
    let members = REQUIRED.map(|key| extensions::member(lowering, mapping, key, &at));
    let tolerance = mapping.get("tolerance").and_then(|value| {
        let seconds = value.as_u64();
        if seconds.is_none() {
            let expected = "a number of seconds";
            extensions::refuse(
                lowering,
                &at.join("tolerance"),
                "tolerance",
                expected,
                value,
            );
        }
        seconds
    });
    let [Some(timestamp), Some(signature), Some(event)] = members else {
        refuse_missing(lowering, mapping, &at);
        return None;
    };
    let Some(lowered) = reference::component(lowering, &event) else {
        let message = format!("the document has no schema `{event}`");
        let diagnostic = lowering
            .error(Code::DanglingReference, &at.join("event"), message)
            .help("name a schema of `components/schemas`: what the body of a webhook is");
        lowering.refuse(diagnostic);
        return None;
    };
    Some(Webhooks {
        timestamp,
        signature,
        tolerance,
        event: lowered.into_element(),
        at,
    })
}

fn refuse_missing(
    lowering: &mut Lowering<'_>,
    mapping: &serde_json::Map<String, Value>,
    at: &Pointer,
) {
    let key = extensions::WEBHOOK_SIGNATURE;
    for missing in REQUIRED.iter().filter(|key| !mapping.contains_key(**key)) {
        let message = format!("`{key}` has no `{missing}`");
        let diagnostic = lowering
            .error(Code::MissingKey, at, message)
            .on_key()
            .help("`timestamp` and `signature` name the headers, `event` the schema of the body");
        lowering.refuse(diagnostic);
    }
}
