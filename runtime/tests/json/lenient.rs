//! One bad record does not cost the page.

use specwright::{
    DecodeError, DecodeErrorKind, Field, Json, Object, ObjectInfo, Reader, Union, UnionInfo, Value,
    Variant, Writer,
};

use crate::fixtures::{Commitment, Page};

const PAGE: &str = r#"{"nextToken":"t","data":[
    {"id":"a","version":1},
    {"id":"b","version":"two","mode":"NEW","x":[1,{"y":"]"}]},
    7,
    {"id":"d","version":4,"fees":[{"date":"2024-01-01","amount":1},{"date":"never"}]},
    {"id":"e","version":5,"new":1}
]}"#;

#[test]
fn bad_records_are_kept_apart_with_their_place_reason_and_json() {
    let mut reader = Reader::new(PAGE.as_bytes()).with_lenient_array("/data");
    let page: Page = reader.value().expect("decodes");
    reader.finish().expect("ends");
    let ids: Vec<String> = page
        .data
        .unwrap_or_default()
        .into_iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(ids, ["a", "e"]);
    assert_eq!(page.next_token.as_deref(), Some("t"));

    let found: Vec<(usize, String, &str)> = reader
        .undecoded()
        .iter()
        .map(|one| {
            (
                one.index,
                one.error.pointer(),
                std::str::from_utf8(&one.raw).expect("text"),
            )
        })
        .collect();
    let expected = [
        (
            1,
            "/data/1/version".to_owned(),
            r#"{"id":"b","version":"two","mode":"NEW","x":[1,{"y":"]"}]}"#,
        ),
        (2, "/data/2".to_owned(), "7"),
        (
            3,
            "/data/3/fees/1/date".to_owned(),
            r#"{"id":"d","version":4,"fees":[{"date":"2024-01-01","amount":1},{"date":"never"}]}"#,
        ),
    ];
    assert_eq!(found, expected);
    let error = &reader.undecoded()[0].error;
    assert_eq!(
        error.to_string(),
        format!(
            "/data/1/version: expected a number, found a string in Commitment (at byte {})",
            PAGE.find("\"two\"").expect("it is there")
        )
    );
    // What was read of a bad record is not counted.
    assert_eq!(
        (reader.stats().unknown_fields, reader.stats().unknown_values),
        (1, 0)
    );
}

#[test]
fn records_can_be_handed_over() {
    let mut reader = Reader::new(PAGE.as_bytes()).with_lenient_array("/data");
    reader.value::<Page>().expect("decodes");
    assert_eq!(reader.take_undecoded().len(), 3);
    assert!(reader.undecoded().is_empty());
}

#[test]
fn only_the_named_list_is_lenient() {
    for pointer in ["", "/dat", "/data/0", "/data/fees", "/nextToken", "/fees"] {
        let mut reader = Reader::new(PAGE.as_bytes()).with_lenient_array(pointer);
        let error = reader.value::<Page>().expect_err("strict");
        assert_eq!(error.pointer(), "/data/1/version", "{pointer}");
    }
    // A list of the same name further in is not the one.
    let inner = br#"{"id":"a","version":1,"parent":{"id":"b","version":1,"fees":[1]},"fees":[2]}"#;
    let mut reader = Reader::new(inner).with_lenient_array("/fees");
    assert_eq!(
        reader.value::<Commitment>().expect_err("strict").pointer(),
        "/parent/fees/0"
    );
    let mut reader = Reader::new(inner).with_lenient_array("/parent/fees");
    assert_eq!(
        reader.value::<Commitment>().expect_err("strict").pointer(),
        "/fees/0"
    );
    assert_eq!(reader.undecoded()[0].error.pointer(), "/parent/fees/0");
}

#[test]
fn bytes_that_are_not_json_stay_an_error() {
    let text = br#"{"data":[{"id":"a","version":1},{"id":"b","version":}]}"#;
    let mut reader = Reader::new(text).with_lenient_array("/data");
    let error = reader.value::<Page>().expect_err("not JSON");
    assert_eq!(error.pointer(), "/data/1/version");
    assert!(matches!(error.kind(), DecodeErrorKind::Malformed(_)));
}

/// A list of numbers and a field that must come, or of texts, or of numbers alone.
macro_rules! list_of {
    ($name:ident, $item:ty, $presence:ident) => {
        #[derive(Clone, Default)]
        pub struct $name {
            pub list: Vec<$item>,
            pub other: Option<bool>,
        }
        impl Object for $name {
            const INFO: &'static ObjectInfo = &ObjectInfo {
                name: stringify!($name),
                fields: &[Field::required("list"), Field::$presence("other")],
            };
        }
        specwright::object!($name: list, other);
    };
}

list_of!(NumbersAndMore, i64, required);
list_of!(Numbers, i64, optional);

/// Fails within the list, as a model with a field of another type would.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Texts;

impl Value for Texts {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        json.map(&mut |_, json| json.value::<String>().map(drop))
    }
    fn write(&self, json: &mut Writer) {
        json.null();
    }
}

/// The first variant is no list at all, the second one lacks a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Lists {
    Text(Texts),
    More(NumbersAndMore),
    Plain(Numbers),
    Unknown(Json),
}

impl Union for Lists {
    const INFO: &'static UnionInfo = &UnionInfo {
        name: "Lists",
        variants: &[
            Variant::object("Text"),
            Variant::object("More"),
            Variant::object("Plain"),
        ],
    };
}
specwright::union!(Lists: 0 => Text, 1 => More, 2 => Plain);

#[test]
fn what_a_failed_variant_left_out_is_forgotten() {
    let mut reader = Reader::new(br#"{"list":[1,"two",3]}"#).with_lenient_array("/list");
    let lists: Lists = reader.value().expect("the last variant fits");
    assert_eq!(
        lists,
        Lists::Plain(Numbers {
            list: vec![1, 3],
            other: None
        })
    );
    let pointers: Vec<String> = reader
        .undecoded()
        .iter()
        .map(|one| one.error.pointer())
        .collect();
    assert_eq!(pointers, ["/list/1"]);
}
