//! What is accepted, and what it becomes.

use std::collections::BTreeMap;

use specwright::{Nullable, Timestamp};

use crate::fixtures::{BillingMode, Commitment, CustomValue, Fee, Page, Update, decode};
use crate::models::wide;

const FULL: &str = r#"{
    "id": "c1", "version": 3, "amount": 12.50, "mode": "CHILD",
    "fees": [{"date": "2024-02-29", "amount": 0.1}, {"amount": 1e-7, "date": "2024-03-01"}],
    "startDate": "2024-01-01", "created": "2022-10-28T13:54:49.557Z",
    "custom": {"a": "x", "b": 1, "c": 1.5},
    "parent": {"id": "c0", "version": 1}, "closed": false
}"#;

#[test]
fn every_kind_of_field_is_read() {
    let commitment: Commitment = decode(FULL).expect("decodes");
    let fee = |date: &str, amount: &str| Fee {
        date: date.parse().expect("a date"),
        amount: amount.parse().expect("a decimal"),
    };
    let custom = [
        ("a", CustomValue::String("x".to_owned())),
        ("b", CustomValue::Integer(1)),
        ("c", CustomValue::Number("1.5".parse().expect("a decimal"))),
    ];
    let expected = Commitment {
        id: "c1".to_owned(),
        version: 3,
        amount: Some("12.50".parse().expect("a decimal")),
        mode: Some(BillingMode::Child),
        fees: Some(vec![
            fee("2024-02-29", "0.1"),
            fee("2024-03-01", "0.0000001"),
        ]),
        start_date: Some("2024-01-01".parse().expect("a date")),
        created: Some("2022-10-28T13:54:49.557Z".parse().expect("a timestamp")),
        custom: Some(custom.map(|(name, value)| (name.to_owned(), value)).into()),
        parent: Some(Box::new(Commitment {
            id: "c0".to_owned(),
            version: 1,
            ..Commitment::default()
        })),
        closed: Some(false),
    };
    assert_eq!(commitment, expected);
}

#[test]
fn fields_come_in_any_order() {
    let fields = [
        r#""id":"c1""#,
        r#""version":3"#,
        r#""closed":true"#,
        r#""amount":1"#,
    ];
    let expected: Commitment = decode(&format!("{{{}}}", fields.join(","))).expect("decodes");
    for first in 0..4 {
        for second in (0..4).filter(|second| *second != first) {
            for third in (0..4).filter(|third| ![first, second].contains(third)) {
                let fourth = 6 - first - second - third;
                let text = [first, second, third, fourth]
                    .map(|index| fields[index])
                    .join(",");
                assert_eq!(
                    decode::<Commitment>(&format!("{{{text}}}")).expect(&text),
                    expected,
                    "{text}"
                );
            }
        }
    }
}

#[test]
fn null_of_an_optional_field_is_none() {
    let commitment: Commitment =
        decode(r#"{"id":"c","version":1,"amount":null,"fees":null,"mode":null,"parent":null}"#)
            .expect("decodes");
    assert_eq!(
        commitment,
        Commitment {
            id: "c".to_owned(),
            version: 1,
            ..Commitment::default()
        }
    );
}

#[test]
fn of_repeated_fields_the_last_counts() {
    let text = r#"{"id":"a","version":1,"id":"b","amount":1,"amount":null}"#;
    let commitment: Commitment = decode(text).expect("decodes");
    assert_eq!((commitment.id.as_str(), commitment.amount), ("b", None));

    // A repeated object is replaced, not merged; so is what lies in it.
    let text = r#"{"id":"a","version":1,
        "parent":{"id":"p","version":1,"closed":true,"fees":[]},"parent":{"id":"q","version":2}}"#;
    let parent = decode::<Commitment>(text)
        .expect("decodes")
        .parent
        .expect("a parent");
    assert_eq!(
        *parent,
        Commitment {
            id: "q".to_owned(),
            version: 2,
            ..Commitment::default()
        }
    );
}

#[test]
fn a_repeated_inline_object_is_replaced() {
    let text = r#"{"inner":{"id":"a","version":1,"closed":true},"inner":{"id":"b","version":2}}"#;
    let outer: crate::models::Outer = decode(text).expect("decodes");
    assert_eq!(
        outer.inner,
        Commitment {
            id: "b".to_owned(),
            version: 2,
            ..Commitment::default()
        }
    );
}

#[test]
fn blanks_may_stand_around_names() {
    let text = " {\r\n\t \"id\" : \"a\" , \"version\"\n:\t1 , \"idx\" : 2 } \n";
    let commitment: Commitment = decode(text).expect("decodes");
    assert_eq!((commitment.id.as_str(), commitment.version), ("a", 1));
    for text in [
        r#"{"id""a"}"#,
        r#"{"id"a}"#,
        r#"{,"id":"a"}"#,
        r#"{"id":"a""version":1}"#,
        r#"{"id":"a",,"version":1}"#,
    ] {
        let error = decode::<Commitment>(text).expect_err(text);
        assert!(error.to_string().contains("malformed JSON"), "{error}");
    }
}

#[test]
fn names_with_escapes_are_found() {
    let commitment: Commitment = decode(r#"{"\u0069d":"a","ver\u0073ion":1}"#).expect("decodes");
    assert_eq!((commitment.id.as_str(), commitment.version), ("a", 1));
}

#[test]
fn a_null_is_apart_from_absence() {
    let cases = [
        (r#"{"id":"u","owner":null}"#, Nullable::Absent),
        (r#"{"id":"u","owner":null,"note":null}"#, Nullable::Null),
        (
            r#"{"id":"u","owner":null,"note":"n"}"#,
            Nullable::Value("n".to_owned()),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(decode::<Update>(text).expect(text).note, expected, "{text}");
    }
}

#[test]
fn a_required_nullable_field_must_come_but_may_be_null() {
    assert_eq!(
        decode::<Update>(r#"{"id":"u","owner":null}"#)
            .expect("decodes")
            .owner,
        None
    );
    let error = decode::<Update>(r#"{"id":"u"}"#).expect_err("owner is missing");
    assert_eq!(error.pointer(), "/owner");
}

#[test]
fn a_text_field_takes_strings_and_numbers() {
    let text = r#"{"id":"u","owner":null,"quantity":"1.10","quantities":["1",2,"3.5"],
        "byName":{"a":"1","b":2},"feeInText":{"date":"2024-01-01","amount":5}}"#;
    let update: Update = decode(text).expect("decodes");
    assert_eq!(update.quantity.expect("a quantity").to_string(), "1.10");
    let quantities: Vec<String> = update
        .quantities
        .unwrap_or_default()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(quantities, ["1", "2", "3.5"]);
    assert_eq!(update.by_name.unwrap_or_default().len(), 2);
}

#[test]
fn other_entries_are_kept() {
    let update: Update =
        decode(r#"{"x":1,"id":"u","owner":null,"y":null,"x":2}"#).expect("decodes");
    assert_eq!(
        update.others,
        BTreeMap::from([("x".to_owned(), Some(2)), ("y".to_owned(), None)])
    );
}

#[test]
fn more_fields_than_a_machine_word_has_bits_are_tracked() {
    for missing in [0, 63, 64, 127, 128, 199] {
        let error = wide::decode_without(missing).expect_err("one is missing");
        assert_eq!(error.pointer(), format!("/{}", wide::NAMES[missing]));
    }
    assert!(wide::decode_without(200).is_ok());
}

#[test]
fn timestamps_follow_rfc_3339() {
    let cases = [
        ("2022-10-28T13:54:49.557Z", "2022-10-28T13:54:49.557Z"),
        ("2022-10-28T13:54:49Z", "2022-10-28T13:54:49Z"),
        ("2022-10-28t13:54:49z", "2022-10-28T13:54:49Z"),
        ("2022-10-28 13:54:49Z", "2022-10-28T13:54:49Z"),
        ("2022-10-28T15:54:49.120+02:00", "2022-10-28T13:54:49.12Z"),
        (
            "2022-10-28T13:54:49.123456789Z",
            "2022-10-28T13:54:49.123456789Z",
        ),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z"),
    ];
    for (text, written) in cases {
        let timestamp: Timestamp = decode(&format!("{text:?}")).expect(text);
        assert_eq!(specwright::to_string(&timestamp), format!("{written:?}"));
    }
}

#[test]
fn a_page_is_a_list_and_a_token() {
    let page: Page =
        decode(r#"{"data":[{"id":"a","version":1}],"nextToken":""}"#).expect("decodes");
    assert_eq!(page.data.map(|data| data.len()), Some(1));
    assert_eq!(page.next_token.as_deref(), Some(""));
}
