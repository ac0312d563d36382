//! Webhooks: genuine ones pass, all others do not. The signatures are openssl's.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use specwright::Json;
use specwright::webhooks::{Verifier, WebhookError};

const TIME: u64 = 1_700_000_000;
const BODY: &[u8] = br#"{"id":"1"}"#;
/// Of "first secret" for the same time in ISO 8601.
const FIRST_ISO: &str = "61c8aa2e56fea7b6d5d91627eb2aca04d9f7d5850fe99058b54ae515cfff05fc";
/// Of "first secret", "second" and the empty text.
const FIRST: &str = "43c4a6b6ae6c53ff6a477bdc8bf1cb416aa387eff9510e1ccdab84ba5d20e0be";
const SECOND: &str = "b877ed6b5da3297b52364c9af6cd9c6baa1f9b5c6e4f239af6b18f5e135fcccf";
const EMPTY: &str = "4e0afabb1185aa1a5f89402e8c06edb670651c8a27a114844b48aebdeffed694";

fn headers(timestamp: &str, signature: &str) -> http::HeaderMap {
    let mut headers = http::HeaderMap::new();
    headers.insert("x-time", timestamp.parse().unwrap());
    headers.insert("x-signature", signature.parse().unwrap());
    headers
}

fn verifier() -> Verifier {
    Verifier::new("X-Time", "X-Signature").secrets(["first secret"])
}

fn after(seconds: i64) -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(TIME.checked_add_signed(seconds).unwrap())
}

/// What comes out, in a word.
fn word(result: Result<(), WebhookError>) -> &'static str {
    match result {
        Ok(()) => "ok",
        Err(WebhookError::BadHeader(_)) => "header",
        Err(WebhookError::WrongSignature) => "signature",
        Err(WebhookError::NoSecret) => "no secret",
        Err(WebhookError::TooOld(_)) => "old",
        Err(WebhookError::TooEarly(_)) => "early",
        Err(_) => "other",
    }
}

#[test]
fn a_webhook_passes_if_one_signature_fits_one_secret() {
    let two = verifier().secrets(["second"]);
    let wrong = "0".repeat(64);
    let cases: &[(&Verifier, String, &str)] = &[
        (&verifier(), format!("v1={FIRST}"), "ok"),
        (&verifier(), format!("v1={}", FIRST.to_uppercase()), "ok"),
        (&verifier(), format!("v1={wrong},v1={FIRST}"), "ok"),
        (&verifier(), format!("v1={wrong} , v1={FIRST}"), "ok"),
        (&verifier(), format!("v0=x,v1={FIRST}"), "ok"),
        (&two, format!("v1={SECOND}"), "ok"),
        (&two, format!("v1={FIRST}"), "ok"),
        (&verifier(), format!("v1={SECOND}"), "signature"),
        (&verifier(), format!("v1={wrong}"), "signature"),
        (&verifier(), format!("v2={FIRST}"), "header"),
        (&verifier(), FIRST.to_owned(), "header"),
        (&verifier(), format!("v1={}", &FIRST[..62]), "header"),
        (&verifier(), format!("v1={}zz", &FIRST[..62]), "header"),
        (&verifier(), format!("v1={FIRST}00"), "header"),
        (&verifier(), "v1=".to_owned(), "header"),
        (
            &verifier(),
            format!("v1={}{FIRST}", "v1=00,".repeat(3)),
            "header",
        ),
        (
            &verifier(),
            format!("{}v1={FIRST}", format!("v1={wrong},").repeat(10)),
            "signature",
        ),
        // An empty secret is none: anybody could have signed with it.
        (
            &Verifier::new("x-time", "x-signature").secrets([""]),
            format!("v1={EMPTY}"),
            "no secret",
        ),
        (
            &Verifier::new("x-time", "x-signature"),
            format!("v1={FIRST}"),
            "no secret",
        ),
    ];
    for (verifier, signature, expected) in cases {
        let headers = headers("1700000000", signature);
        let result = verifier.verify_at(&headers, BODY, after(0));
        assert_eq!(word(result), *expected, "{signature}");
    }
}

#[test]
fn body_and_time_are_what_was_signed() {
    let signature = format!("v1={FIRST}");
    for body in [
        &b"{\"id\":\"2\"}"[..],
        b"{\"id\": \"1\"}",
        b"",
        b"{\"id\":\"1\"}\n",
    ] {
        let result = verifier().verify_at(&headers("1700000000", &signature), body, after(0));
        assert_eq!(word(result), "signature");
    }
    for (time, expected) in [
        ("1700000001", "signature"),
        ("01700000000", "signature"),
        ("+1700000000", "header"),
        ("1700000000.0", "header"),
        ("", "header"),
        ("soon", "header"),
        ("99999999999999999999999", "header"),
    ] {
        let result = verifier().verify_at(&headers(time, &signature), BODY, after(0));
        assert_eq!(word(result), expected, "{time}");
    }
}

#[test]
fn the_time_may_be_in_iso_8601() {
    let signature = format!("v1={FIRST_ISO}");
    let verify = |time: &str, now| {
        let result = verifier().verify_at(&headers(time, &signature), BODY, now);
        word(result)
    };
    assert_eq!(verify("2023-11-14T22:13:20Z", after(300)), "ok");
    assert_eq!(verify("2023-11-14T22:13:20Z", after(301)), "old");
    assert_eq!(verify("2023-11-14T22:13:20Z", after(-301)), "early");
    // The same moment, but not what was signed; and what is no moment.
    assert_eq!(verify("2023-11-14T23:13:20+01:00", after(0)), "signature");
    assert_eq!(verify("2023-11-14T22:13:20", after(0)), "header");
    assert_eq!(verify("2023-11-14", after(0)), "header");
}

#[test]
fn an_old_one_and_one_of_the_future_do_not_pass() {
    let headers = headers("1700000000", &format!("v1={FIRST}"));
    let strict = verifier().tolerance(Duration::from_secs(10));
    for (verifier, limit) in [(verifier(), 300), (strict, 10)] {
        for (seconds, expected) in [
            (0, "ok"),
            (limit, "ok"),
            (-limit, "ok"),
            (limit + 1, "old"),
            (-limit - 1, "early"),
        ] {
            let result = verifier.verify_at(&headers, BODY, after(seconds));
            assert_eq!(word(result), expected, "{seconds}");
        }
    }
}

#[test]
fn a_header_must_come_once() {
    for name in ["x-time", "x-signature"] {
        let mut twice = headers("1700000000", &format!("v1={FIRST}"));
        twice.append(name, twice[name].clone());
        assert_eq!(word(verifier().verify_at(&twice, BODY, after(0))), "header");
        let mut none = headers("1700000000", &format!("v1={FIRST}"));
        none.remove(name);
        assert_eq!(word(verifier().verify_at(&none, BODY, after(0))), "header");
    }
}

#[test]
fn an_event_comes_out_typed_and_no_secret_is_shown() {
    let verifier = verifier().tolerance(Duration::MAX);
    let headers = headers("1700000000", &format!("v1={FIRST}"));
    let event = verifier.event(&headers, BODY).unwrap();
    assert_eq!(event.pointer("/id").and_then(Json::as_str), Some("1"));
    assert!(!format!("{verifier:?}").contains("first secret"));
    let signed = verifier.sign(BODY);
    assert!(verifier.verify(&signed, BODY).is_ok(), "{signed:?}");
    let lists: Verifier<Vec<Json>> = Verifier::new("X-Time", "X-Signature");
    let lists = lists.secrets(["first secret"]).tolerance(Duration::MAX);
    let error = lists.event(&headers, BODY).unwrap_err();
    let text = "webhook: top level: expected an array";
    assert!(error.to_string().starts_with(text), "{error}");
    let early = self::verifier()
        .verify_at(&signed, BODY, after(0))
        .unwrap_err();
    let text = "s in the future: is the clock of this machine right?";
    assert!(early.to_string().ends_with(text), "{early}");
    // An event is read only if it can be trusted.
    let distrusted = lists.clone().event(&headers, b"[]").unwrap_err();
    assert!(matches!(distrusted, WebhookError::WrongSignature));
}
