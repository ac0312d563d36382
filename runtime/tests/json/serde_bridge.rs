//! Feature `serde`: the same tables through serde's traits.

use specwright::{Json, Nullable};

use crate::fixtures::{BillingMode, Commitment, CustomValue, Update};

const TEXT: &str = r#"{"id":"a","version":3,"amount":12.5,"mode":"NEW","created":"2022-10-28T13:54:49.557Z","custom":{"a":"x","b":1,"c":1.5},"parent":{"id":"b","version":1}}"#;

#[test]
fn models_come_and_go() {
    let commitment: Commitment = serde_json::from_str(TEXT).expect("decodes");
    assert_eq!(
        commitment,
        specwright::from_slice(TEXT.as_bytes()).expect("decodes")
    );
    // Read-only fields are kept.
    assert_eq!(serde_json::to_string(&commitment).expect("encodes"), TEXT);
    let value = serde_json::to_value(&commitment).expect("encodes");
    assert_eq!(
        serde_json::from_value::<Commitment>(value).expect("decodes"),
        commitment
    );
}

#[test]
fn enums_and_unions_do_too() {
    let modes: Vec<BillingMode> = serde_json::from_str(r#"["CHILD","NEW"]"#).expect("decodes");
    assert_eq!(
        serde_json::to_string(&modes).expect("encodes"),
        r#"["CHILD","NEW"]"#
    );
    let values: Vec<CustomValue> = serde_json::from_str(r#"["a",1,{"k":null}]"#).expect("decodes");
    assert_eq!(
        serde_json::to_string(&values).expect("encodes"),
        r#"["a",1,{"k":null}]"#
    );
}

#[test]
fn absence_stays_apart_from_null() {
    let update = Update {
        note: Nullable::Null,
        ..Update::default()
    };
    let text = serde_json::to_string(&update).expect("encodes");
    assert_eq!(text, r#"{"id":"","note":null,"owner":null,"secret":""}"#);
    assert_eq!(
        serde_json::from_str::<Update>(&text).expect("decodes"),
        update
    );
}

#[test]
fn the_reason_of_an_error_passes() {
    let error =
        serde_json::from_str::<Commitment>(r#"{"id":"a","version":"b"}"#).expect_err("a string");
    assert!(
        error
            .to_string()
            .contains("/version: expected a number, found a string in Commitment"),
        "{error}"
    );
}

#[test]
fn whole_numbers_are_exact_and_others_are_the_nearest_float() {
    let cases = [
        ("18446744073709551615", "18446744073709551615"),
        (
            "-170141183460469231731687303715884105728",
            "-170141183460469231731687303715884105728",
        ),
        ("0.1", "0.1"),
        ("12345678901234567890.123456789", "1.2345678901234567e+19"),
    ];
    for (text, expected) in cases {
        let json: Json = text.parse().expect(text);
        assert_eq!(serde_json::to_string(&json).expect(text), expected);
    }
    assert!(serde_json::to_string(&"1e400".parse::<Json>().expect("JSON")).is_err());
}

#[test]
fn exact_numbers_that_a_deserializer_hands_over_survive() {
    // What serde_json does with its feature `arbitrary_precision`.
    let text = r#"{"n":{"$serde_json::private::Number":"0.12345678901234567890123"}}"#;
    let json: Json = serde_json::from_str(text).expect("decodes");
    assert_eq!(json.to_string(), r#"{"n":0.12345678901234567890123}"#);
}
