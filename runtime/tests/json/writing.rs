//! What is written, and what is left out.

use specwright::{Decimal, Json, Nullable};

use crate::fixtures::{Commitment, Update, decode};
use crate::models::TextOfModels;

fn update() -> Update {
    Update {
        id: "u".to_owned(),
        secret: "s".to_owned(),
        ..Update::default()
    }
}

#[test]
fn read_only_fields_are_kept_but_not_sent() {
    let whole = r#"{"id":"u","owner":null,"secret":"s"}"#;
    assert_eq!(specwright::to_string(&update()), whole);
    assert_eq!(specwright::to_vec(&update()), whole.as_bytes());
    assert_eq!(
        specwright::to_request(&update()),
        br#"{"owner":null,"secret":"s"}"#
    );

    // At any depth, too.
    let text = r#"{"id":"a","version":1,"created":"2024-01-01T00:00:00Z","parent":{"id":"b","version":2,"created":"2024-01-01T00:00:00Z"}}"#;
    let commitment: Commitment = decode(text).expect("decodes");
    assert_eq!(specwright::to_string(&commitment), text);
    let sent = r#"{"id":"a","version":1,"parent":{"id":"b","version":2}}"#;
    assert_eq!(specwright::to_request(&commitment), sent.as_bytes());
}

#[test]
fn absent_null_and_value_are_three_requests() {
    let cases = [
        (Nullable::Absent, r#"{"owner":null,"secret":"s"}"#),
        (Nullable::Null, r#"{"note":null,"owner":null,"secret":"s"}"#),
        (
            Nullable::Value("n".to_owned()),
            r#"{"note":"n","owner":null,"secret":"s"}"#,
        ),
    ];
    for (note, expected) in cases {
        let bytes = specwright::to_request(&Update { note, ..update() });
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }
}

#[test]
fn a_write_only_field_need_not_come() {
    let update: Update = decode(r#"{"id":"u","owner":"o"}"#).expect("decodes");
    assert_eq!(update.secret, "");
}

#[test]
fn numbers_of_a_text_field_are_written_as_text() {
    let one = Decimal::new(110, 2);
    let update = Update {
        quantity: Some(one),
        quantities: Some(vec![one, one]),
        by_name: Some([("a".to_owned(), one)].into()),
        fee_in_text: Some(Box::new(crate::fixtures::Fee {
            amount: one,
            ..Default::default()
        })),
        others: [("x".to_owned(), Some(1)), ("y".to_owned(), None)].into(),
        ..update()
    };
    let text = specwright::to_string(&update);
    assert_eq!(
        text,
        r#"{"id":"u","owner":null,"quantity":"1.10","quantities":["1.10","1.10"],"byName":{"a":"1.10"},"feeInText":{"date":"0000-01-01","amount":1.10},"secret":"s","x":1,"y":null}"#
    );
    assert_eq!(decode::<Update>(&text).expect("comes back"), update);
}

#[test]
fn a_text_field_says_nothing_about_the_models_in_it() {
    let text = r#"{"models":[{"x":1},{},{"y":2}]}"#;
    let models: TextOfModels = decode(text).expect("decodes");
    assert_eq!(specwright::to_string(&models), text);
    let error = decode::<TextOfModels>(r#"{"models":[{},{"x":"1"}]}"#).expect_err("text");
    assert_eq!(error.pointer(), "/models/1/x");
}

#[test]
fn strings_are_escaped() {
    let text = "a\"b\\c/d\u{0}\u{1f}\n\r\t\u{7f}é\u{2028}😀";
    let written = specwright::to_string(&text.to_owned());
    assert_eq!(
        written,
        "\"a\\\"b\\\\c/d\\u0000\\u001f\\n\\r\\t\u{7f}é\u{2028}😀\""
    );
    assert_eq!(decode::<String>(&written).expect("comes back"), text);
    let names: Json = [("a\"\n", 1)]
        .into_iter()
        .collect::<specwright::JsonObject>()
        .into();
    assert_eq!(names.to_string(), "{\"a\\\"\\n\":1}");
}

#[test]
fn a_list_writes_what_is_absent_as_null() {
    assert_eq!(specwright::to_string(&vec![Some(1), None]), "[1,null]");
}

#[test]
fn what_was_read_is_written_as_it_came() {
    let text = r#"{"id":"a","version":3,"amount":12.50,"mode":"NEW","fees":[{"date":"2024-02-29","amount":0.1}],"startDate":"2024-01-01","created":"2022-10-28T13:54:49.557Z","custom":{"a":"x","b":1,"c":1.50,"d":{"k":[1e5]}},"parent":{"id":"b","version":1},"closed":false}"#;
    let commitment: Commitment = decode(text).expect("decodes");
    assert_eq!(specwright::to_string(&commitment), text);
}

#[test]
fn a_debug_print_shows_the_json_but_no_write_only_value() {
    let update: Update =
        decode(r#"{"id": "u1", "owner": null, "by\"Name": 1, "byName": {}}"#).unwrap();
    let update = Update {
        secret: "hush".to_owned(),
        ..update
    };
    assert_eq!(
        format!("{update:?}"),
        r#"Update {"id":"u1","owner":null,"byName":{},"secret":"…","by\"Name":1}"#
    );
    assert_eq!(
        format!("{:#?}", Some(update)),
        r#"Some(
    Update {
        "id": "u1",
        "owner": null,
        "byName": {},
        "secret": "…",
        "by\"Name": 1
    },
)"#
    );
}
