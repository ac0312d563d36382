//! What the types do not know is kept or skipped, and counted.

use specwright::Reader;

use crate::fixtures::{BillingMode, Commitment, Update};

fn counts(text: &str) -> (u64, u64) {
    let mut reader = Reader::new(text.as_bytes());
    reader.value::<Commitment>().expect(text);
    (reader.stats().unknown_fields, reader.stats().unknown_values)
}

#[test]
fn unknown_fields_are_counted_at_any_depth() {
    let cases = [
        (r#"{"id":"a","version":1}"#, (0, 0)),
        (r#"{"id":"a","x":{"y":[1,"]"]},"version":1}"#, (1, 0)),
        (
            r#"{"id":"a","version":1,"z":null,"parent":{"id":"b","version":1,"x":1,"y":2}}"#,
            (3, 0),
        ),
        (r#"{"id":"a","version":1,"mode":"NEW"}"#, (0, 1)),
        (
            r#"{"id":"a","version":1,"custom":{"k":true,"l":{"x":1}}}"#,
            (0, 2),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(counts(text), expected, "{text}");
    }
}

#[test]
fn entries_of_an_open_object_are_known() {
    let mut reader = Reader::new(br#"{"id":"u","owner":null,"x":1}"#);
    reader.value::<Update>().expect("decodes");
    assert_eq!(reader.stats().unknown_fields, 0);
}

#[test]
fn an_unknown_enum_value_survives() {
    let mode = BillingMode::from("NEW");
    assert_eq!(mode, BillingMode::Unknown("NEW".to_owned()));
    assert_eq!(
        (mode.as_str(), mode.to_string().as_str(), mode.as_ref()),
        ("NEW", "NEW", "NEW")
    );
    let text = r#"{"id":"a","version":1,"mode":"NEW"}"#;
    let commitment: Commitment = crate::fixtures::decode(text).expect("decodes");
    assert_eq!(specwright::to_string(&commitment), text);
}

#[test]
fn a_known_text_becomes_the_known_value() {
    for known in BillingMode::KNOWN {
        assert_eq!(BillingMode::from(known.as_str()), *known);
        assert_eq!(BillingMode::from(known.to_string()), *known);
    }
    assert_eq!(BillingMode::default(), BillingMode::Unknown(String::new()));
    assert_eq!(format!("{:>6}|", BillingMode::Child), " CHILD|");
}
