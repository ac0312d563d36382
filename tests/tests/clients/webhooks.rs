//! Webhooks of Solvimon, signed as it signs them: with the time in ISO 8601.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use specwright::http::HeaderMap;
use specwright::webhooks::WebhookError;
use specwright::{Json, Timestamp};
use usage_billing::solvimon;
use usage_billing::solvimon::types::WebhookEnvironment;

const BODY: &str = r#"{"created_at":"2025-03-14T09:26:53Z","type":"INVOICE.CREATED","environment":"LIVE","data":{"id":"invo_1"}}"#;

fn headers(secret: &str, time: &str, body: &str) -> HeaderMap {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).expect("a key");
    mac.update(format!("{time}.{body}").as_bytes());
    let bytes = mac.finalize().into_bytes();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
    let mut headers = HeaderMap::new();
    headers.insert(
        "X-PAYLOAD-SIGNATURE-TIMESTAMP",
        time.parse().expect("a value"),
    );
    let signatures = format!("v1={},v1={hex}", "0".repeat(64));
    headers.insert("X-PAYLOAD-SIGNATURE", signatures.parse().expect("a value"));
    headers
}

/// The time so many seconds from now, without milliseconds.
fn after(seconds: i64) -> String {
    let second = Timestamp::now().as_second() + seconds;
    Timestamp::from_second(second).expect("a time").to_string()
}

#[test]
fn a_genuine_one_is_a_typed_event() {
    let webhooks = solvimon::webhooks(["rolled yesterday", "the new one"]);
    for secret in ["rolled yesterday", "the new one"] {
        let headers = headers(secret, &after(0), BODY);
        let event = webhooks.event(&headers, BODY.as_bytes()).expect("an event");
        assert_eq!(event.r#type, "INVOICE.CREATED");
        assert_eq!(event.environment, WebhookEnvironment::Live);
        assert_eq!(event.created_at.to_string(), "2025-03-14T09:26:53Z");
        assert_eq!(event.data.get("id").and_then(Json::as_str), Some("invo_1"));
    }
}

#[test]
fn a_forged_an_old_and_a_changed_one_are_refused() {
    let webhooks = solvimon::webhooks(["the new one"]);
    let check = |headers: &HeaderMap, body: &str| webhooks.event(headers, body.as_bytes());
    let forged = check(&headers("a guess", &after(0), BODY), BODY);
    assert!(matches!(forged, Err(WebhookError::WrongSignature)));
    let changed = check(&headers("the new one", &after(0), BODY), "{}");
    assert!(matches!(changed, Err(WebhookError::WrongSignature)));
    for (seconds, passes) in [(-290, true), (-310, false), (290, true), (310, false)] {
        let result = check(&headers("the new one", &after(seconds), BODY), BODY);
        match result {
            Ok(_) => assert!(passes, "{seconds}"),
            Err(WebhookError::TooOld(age)) => assert!(!passes && age.as_secs() >= 310),
            Err(WebhookError::TooEarly(by)) => assert!(!passes && by.as_secs() >= 309),
            Err(error) => panic!("{error}"),
        }
    }
    let unsigned = check(&HeaderMap::new(), BODY);
    assert!(matches!(unsigned, Err(WebhookError::BadHeader(_))));
}
