//! Amounts come back exactly, and what does not fit says where.

use specwright::testing::Reply;
use specwright::{ClientOptions, Decimal, DriftRecorder, Json};
use usage_billing::m3ter::types::{ChildBillingMode, Commitment, CustomFieldValue, PricingBand};

use crate::support::{m3ter_client, m3ter_server};

#[test]
fn amounts_come_back_exactly() {
    let amounts = [
        ("0.1", "0.1"),
        ("1e-7", "0.0000001"),
        ("1E+3", "1000"),
        (
            "12345678901234567890.123456789",
            "12345678901234567890.123456789",
        ),
        ("0.10", "0.10"),
        ("-0.000001", "-0.000001"),
        (
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
    ];
    for (sent, expected) in amounts {
        let json = format!(r#"{{"id": "c", "amount": {sent}}}"#);
        let commitment: Commitment = specwright::from_slice(json.as_bytes()).expect(sent);
        let amount = commitment.amount.expect("an amount");
        assert_eq!(amount.to_string(), expected, "{sent}");
        let again = specwright::to_string(&commitment);
        assert_eq!(again, format!(r#"{{"id":"c","amount":{expected}}}"#));
    }
}

#[test]
fn an_amount_that_cannot_be_held_is_an_error() {
    for amount in [
        "0.12345678901234567890123456789012345",
        "1e400",
        "\"12\"",
        "true",
        "{}",
    ] {
        let json = format!(r#"{{"id": "c", "amount": {amount}}}"#);
        let error = specwright::from_slice::<Commitment>(json.as_bytes()).expect_err(amount);
        assert_eq!(error.pointer(), "/amount", "{amount}");
    }
}

#[test]
fn a_price_survives_serde() {
    let json = r#"{"lowerLimit":0,"fixedPrice":0.30,"unitPrice":0.000123}"#;
    let band: PricingBand = serde_json::from_str(json).expect("a band");
    assert_eq!(band.unit_price, Decimal::new(123, 6));
    let value = serde_json::to_value(&band).expect("JSON");
    assert_eq!(value["unitPrice"].to_string(), "0.000123");
}

#[test]
fn an_unknown_billing_mode_survives() {
    let json = r#"{"id":"c","childBillingMode":"GRANDCHILD"}"#;
    let commitment: Commitment = specwright::from_slice(json.as_bytes()).expect("a commitment");
    let mode = commitment.child_billing_mode.clone().expect("a mode");
    assert_eq!(mode, ChildBillingMode::Unknown("GRANDCHILD".to_owned()));
    assert_eq!(mode.as_str(), "GRANDCHILD");
    assert_eq!(specwright::to_string(&commitment), json);
}

#[test]
fn custom_fields_keep_their_kinds() {
    let cases = [
        ("\"x\"", CustomFieldValue::String("x".to_owned())),
        ("42", CustomFieldValue::Integer(42)),
        ("42.50", CustomFieldValue::Number(Decimal::new(4250, 2))),
        (
            "99999999999999999999",
            CustomFieldValue::Number(Decimal::from(99_999_999_999_999_999_999_u128)),
        ),
        ("true", CustomFieldValue::Unknown(Json::Bool(true))),
    ];
    for (json, expected) in cases {
        let value: CustomFieldValue = specwright::from_slice(json.as_bytes()).expect(json);
        assert_eq!(value, expected);
        assert_eq!(specwright::to_string(&value), json);
    }
}

#[tokio::test]
async fn a_missing_id_says_which_operation_and_where() {
    let body = r#"{"data": [{"id": "0"}, {"id": "1"}, {"id": "2"}, {"version": 3}]}"#;
    let server = m3ter_server(move |_| Reply::json(body));
    let error = m3ter_client(&server)
        .list_commitments()
        .send()
        .await
        .expect_err("no id");
    assert_eq!(error.operation(), "m3ter ListCommitments");
    assert_eq!(
        error.decode_error().expect("a decode error").pointer(),
        "/data/3/id"
    );
    let message = error.to_string();
    assert!(
        message.starts_with(
            "m3ter ListCommitments: /data/3/id: required field is missing in Commitment"
        ),
        "{message}"
    );
    assert_eq!(
        error.body().map(|body| body.as_ref()),
        Some(body.as_bytes()),
        "the reply is at hand"
    );
}

#[tokio::test]
async fn a_price_that_is_null_is_an_error_and_not_zero() {
    let server = m3ter_server(|_| {
        let free = r#"{"lowerLimit": 0, "fixedPrice": null, "unitPrice": 1}"#;
        Reply::json(format!(
            r#"{{"data": [{{"id": "1", "pricingBands": [{free}]}}, {{"id": null, "code": null}}]}}"#
        ))
    });
    let drift = DriftRecorder::new();
    let options = ClientOptions::new().drift(drift.clone());
    let client = m3ter_client(&server).with_options(options);
    let client = client.expect("a client");
    let mut pricings = client.list_pricings().items().lenient();
    let bad = pricings.next().await.expect("a record");
    let error = bad.expect_err("no price");
    let pointer = error.decode_error().expect("a decode error").pointer();
    assert_eq!(pointer, "/data/0/pricingBands/0/fixedPrice");
    let good = pricings.next().await.expect("a record");
    let good = good.expect("a pricing");
    assert_eq!((good.id.as_str(), good.code), ("", None));
    assert!(pricings.next().await.is_none());
    let told = drift.to_string();
    assert_eq!(
        told,
        "Pricing: allow `null` for `code`, seen once\n\
         Pricing: allow `null` for `id`, seen once\n\
         PricingBand: allow `null` for `fixedPrice`, seen once\n"
    );
}
