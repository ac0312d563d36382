//! Errors: their place, their reason, their one line.

use std::collections::BTreeMap;

use specwright::{Date, DecodeErrorKind, Json, JsonKind, Timestamp};

use crate::fixtures::{Commitment, CustomValue, Page, Update, decode, failure};

#[test]
fn a_missing_field_is_named_at_its_own_place() {
    let text = r#"{"data":[{"id":"a","version":1},{"version":2}]}"#;
    let error = decode::<Page>(text).expect_err("id is missing");
    assert_eq!(error.pointer(), "/data/1/id");
    assert!(matches!(error.kind(), DecodeErrorKind::MissingField));
    assert_eq!(error.model(), Some("Commitment"));
    assert_eq!(error.offset(), 32);
    assert_eq!(
        error.to_string(),
        "/data/1/id: required field is missing in Commitment (at byte 32)"
    );
    assert_eq!(error.excerpt(), text);
}

#[test]
fn each_reason_has_its_line() {
    let commitment: &[(&str, &str)] = &[
        (
            "[]",
            "top level: expected an object, found an array in Commitment (at byte 0)",
        ),
        (
            "{}",
            "/id: required field is missing in Commitment (at byte 0)",
        ),
        (
            r#"{"id":"a"}"#,
            "/version: required field is missing in Commitment (at byte 0)",
        ),
        (
            r#"{"id":"a","version":null}"#,
            "/version: expected a number, found null in Commitment (at byte 20)",
        ),
        (
            r#"{"id":  7}"#,
            "/id: expected a string, found a number in Commitment (at byte 8)",
        ),
        (
            r#"{"version":"1"}"#,
            "/version: expected a number, found a string in Commitment (at byte 11)",
        ),
        (
            r#"{"version":3.5}"#,
            "/version: expected a whole number in Commitment (at byte 11)",
        ),
        (
            r#"{"version":1e30}"#,
            "/version: number is out of range of i64 in Commitment (at byte 11)",
        ),
        (
            r#"{"amount":1e400}"#,
            "/amount: number has more digits than Decimal holds exactly in Commitment (at byte 10)",
        ),
        (
            r#"{"closed":"no"}"#,
            "/closed: expected a boolean, found a string in Commitment (at byte 10)",
        ),
        (
            r#"{"startDate":"soon"}"#,
            "/startDate: text is not a date (YYYY-MM-DD) in Commitment (at byte 13)",
        ),
        (
            r#"{"created":"now"}"#,
            "/created: text is not an RFC 3339 timestamp in Commitment (at byte 11)",
        ),
        (
            r#"{"fees":[{"date":1}]}"#,
            "/fees/0/date: expected a string, found a number in Fee (at byte 17)",
        ),
        (
            r#"{"custom":{"a/b~c":{}},"id":1}"#,
            "/id: expected a string, found a number in Commitment (at byte 28)",
        ),
        (
            r#"{"parent":{"parent":{}}}"#,
            "/parent/parent/id: required field is missing in Commitment (at byte 20)",
        ),
        (
            "",
            "top level: malformed JSON: EOF while parsing a value in Commitment (at byte 0)",
        ),
        (
            "nope",
            "top level: expected an object, found null in Commitment (at byte 0)",
        ),
        (
            r#"{"id":"a",}"#,
            "top level: malformed JSON: trailing comma in Commitment (at byte 10)",
        ),
        (
            r#"{"id":x}"#,
            "/id: malformed JSON: expected a value in Commitment (at byte 6)",
        ),
    ];
    for (text, expected) in commitment {
        assert_eq!(failure::<Commitment>(text), *expected, "{text}");
    }
}

#[test]
fn without_a_model_none_is_named() {
    assert_eq!(
        failure::<Vec<bool>>("[true,1]"),
        "/1: expected a boolean, found a number (at byte 6)"
    );
    assert_eq!(
        failure::<Json>("[1] 2"),
        "top level: more data after the end of the document (at byte 4)"
    );
    assert_eq!(
        failure::<Json>("[1e]"),
        "/0: malformed JSON: invalid number (at byte 3)"
    );
    assert_eq!(
        failure::<Json>("NaN"),
        "top level: malformed JSON: expected a value (at byte 0)"
    );
    assert_eq!(
        failure::<Json>("[nope]"),
        "/0: malformed JSON: a word that is neither null, true nor false (at byte 2)"
    );
}

#[test]
fn pointers_are_escaped_and_lines_stay_lines() {
    let text = "{\"a/b~c\\n\":\"x\"}";
    let error = decode::<BTreeMap<String, i64>>(text).expect_err("a string");
    assert_eq!(error.pointer(), "/a~1b~0c\n");
    assert_eq!(
        error.to_string(),
        r"/a~1b~0c\n: expected a number, found a string (at byte 11)"
    );
    let long = format!("{{\"{}\":true}}", "k".repeat(10_000));
    assert!(failure::<BTreeMap<String, i64>>(&long).chars().count() < 300);
}

#[test]
fn the_excerpt_is_short_printable_and_not_displayed() {
    let text = format!(
        "[\"{}\", \"secret\u{1}\n\", 5, \"{}\"]",
        "é".repeat(100),
        "z".repeat(100)
    );
    let text = text.replace(['\u{1}', '\n'], "");
    let text = text.replace(", 5", "\n, 5");
    let error = decode::<Vec<String>>(&text).expect_err("5");
    let excerpt = error.excerpt();
    assert!(excerpt.contains(r#""secret"\n, 5"#), "{excerpt}");
    assert!(
        excerpt.starts_with('…') && excerpt.ends_with('…'),
        "{excerpt}"
    );
    assert!(excerpt.chars().count() < 130, "{excerpt}");
    assert!(!error.to_string().contains("secret") && !format!("{error:?}").contains("secret"));
}

#[test]
fn kinds_can_be_matched() {
    let error = decode::<Commitment>(r#"{"id":[]}"#).expect_err("an array");
    let DecodeErrorKind::WrongType { expected, found } = error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!((*expected, *found), ("a string", JsonKind::Array));
    assert!(std::mem::size_of_val(&error) <= std::mem::size_of::<usize>());
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    let limit = specwright::Reader::DEPTH_LIMIT;
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(decode::<Json>(&nested(limit)).is_ok());
    let error = decode::<Json>(&nested(limit + 1)).expect_err("too deep");
    assert!(matches!(error.kind(), DecodeErrorKind::TooDeep));
    assert_eq!(error.offset(), limit);

    let parents = |depth: usize| r#"{"id":"","version":1,"parent":"#.repeat(depth);
    let inputs = [
        "[".repeat(100_000),
        r#"{"a":"#.repeat(100_000),
        parents(100_000),
        // An unknown field, which is skipped, and a union, which is looked at before.
        format!(r#"{{"id":"","version":1,"new":{}"#, "[".repeat(100_000)),
        format!(
            r#"{{"id":"","version":1,"custom":{{"a":{}"#,
            "[".repeat(100_000)
        ),
    ];
    for text in inputs {
        let is_model = text.contains("id");
        let error = if is_model {
            decode::<Commitment>(&text).expect_err("too deep")
        } else {
            decode::<Json>(&text).expect_err("too deep")
        };
        assert!(matches!(error.kind(), DecodeErrorKind::TooDeep), "{error}");
    }
}

#[test]
fn text_that_is_not_unicode_is_an_error() {
    let inputs: [&[u8]; 5] = [
        b"\"\xff\"",
        b"\"a\xc3\"",
        br#""\ud800""#,
        br#""\udc00\ud800""#,
        b"{\"\xff\":1}",
    ];
    for bytes in inputs {
        let error = specwright::from_slice::<Json>(bytes).expect_err("not unicode");
        assert!(
            matches!(error.kind(), DecodeErrorKind::Malformed(_)),
            "{error}"
        );
    }
    assert!(matches!(
        decode::<Json>("\"\n\"").expect_err("control").kind(),
        DecodeErrorKind::Malformed(_)
    ));
    assert_eq!(
        decode::<String>(r#""\ud83d\ude00""#).expect("a pair"),
        "\u{1f600}"
    );
}

#[test]
fn bad_times_are_errors() {
    for text in [
        "2022-10-28",
        "2022-10-28T13:54:49",
        "2022-13-28T13:54:49Z",
        "",
        "1666965289",
    ] {
        assert!(decode::<Timestamp>(&format!("{text:?}")).is_err(), "{text}");
    }
    for text in [
        "20240101",
        "2024-02-30",
        "2024-01-01T00:00:00",
        "2024-1-1",
        " 2024-1-1 ",
    ] {
        assert!(decode::<Date>(&format!("{text:?}")).is_err(), "{text}");
    }
}

#[test]
fn a_text_field_takes_no_other_text() {
    let text = r#"{"id":"u","owner":null,"quantity":"much"}"#;
    assert_eq!(
        failure::<Update>(text),
        "/quantity: text is not a number in Update (at byte 34)"
    );
    let text = r#"{"id":"u","owner":null,"feeInText":{"date":"2024-01-01","amount":"5"}}"#;
    assert_eq!(
        failure::<Update>(text),
        "/feeInText/amount: expected a number, found a string in Fee (at byte 65)"
    );
}

#[test]
fn truncated_documents_are_errors_wherever_they_end() {
    let text = r#"{"id":"a","version":1,"custom":{"a":[{"b":"é"}]},"fees":[{"date":"2024-01-01","amount":1.5}]}"#;
    assert!(decode::<Commitment>(text).is_ok());
    for end in 0..text.len() {
        assert!(
            specwright::from_slice::<Commitment>(&text.as_bytes()[..end]).is_err(),
            "{end}"
        );
        assert!(
            specwright::from_slice::<CustomValue>(&text.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
}
