//! `null` where the document promises a value: read as empty where that is harmless, never as a number.

use std::collections::BTreeMap;

use specwright::{
    Decimal, DecodeError, Field, Json, Nullable, Nulls, Object, ObjectInfo, Reader, Timestamp,
    Union, UnionInfo, Value, Variant,
};

use crate::fixtures::{BillingMode, decode};

/// One required field of a type, and another after it, to see that reading goes on.
#[derive(Clone, Debug, Default, PartialEq)]
struct Promise<T> {
    it: T,
    next: i64,
}

impl<T> Object for Promise<T> {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Promise",
        fields: &[Field::required("it"), Field::required("next")],
    };
}

impl<T: Value + Default> Value for Promise<T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        json.object(Self::INFO, &mut [&mut self.it, &mut self.next], None)
    }
    fn write(&self, json: &mut specwright::Writer) {
        json.object(Self::INFO, &[&self.it, &self.next], None);
    }
}

/// An object that requires nothing.
#[derive(Clone, Default)]
struct Address {
    city: Option<String>,
}

impl Object for Address {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Address",
        fields: &[Field::optional("city")],
    };
}
specwright::object!(Address: city);

const NULL: &str = r#"{"it":null,"next":2}"#;

fn read<T: Value + Default>(nulls: Nulls) -> (Result<Promise<T>, DecodeError>, u64) {
    let mut reader = Reader::new(NULL.as_bytes()).with_nulls(nulls);
    let value = reader.value();
    (value, reader.stats().nulls)
}

/// `null` is read as the empty value, and counted; and is an error if that is asked for.
fn is_empty<T: Value + Default + PartialEq + std::fmt::Debug>(expected: T) {
    for nulls in [Nulls::Empty, Nulls::Defaults] {
        let (value, counted) = read::<T>(nulls);
        let value = value.expect("an empty value");
        assert_eq!((&value.it, value.next, counted), (&expected, 2, 1));
    }
    let (value, counted) = read::<T>(Nulls::Refused);
    assert_eq!(counted, 0);
    assert_eq!(
        value.err().map(|error| error.pointer()),
        Some("/it".to_owned())
    );
}

/// `null` is an error that says where, and becomes the default only if that is asked for.
fn is_refused<T: Value + Default + PartialEq + std::fmt::Debug>() {
    for nulls in [Nulls::Empty, Nulls::Refused] {
        let (value, counted) = read::<T>(nulls);
        let error = value.expect_err("an error");
        assert_eq!((error.pointer().as_str(), counted), ("/it", 0));
        assert!(
            error.to_string().contains("found null in Promise"),
            "{error}"
        );
    }
    let (value, counted) = read::<T>(Nulls::Defaults);
    let value = value.expect("the default");
    assert_eq!((value.it, value.next, counted), (T::default(), 2, 1));
}

#[test]
fn what_can_be_empty_is_read_as_empty_and_counted() {
    is_empty(String::new());
    is_empty(Vec::<String>::new());
    is_empty(BTreeMap::<String, i64>::new());
    is_empty(Address::default());
    is_empty(Box::new(Address::default()));
    is_empty(BillingMode::Unknown(String::new()));
}

#[test]
fn an_amount_that_is_null_is_never_zero_unless_asked() {
    is_refused::<Decimal>();
    is_refused::<i64>();
    is_refused::<u32>();
    is_refused::<f64>();
    is_refused::<bool>();
    is_refused::<Timestamp>();
    is_refused::<specwright::Date>();
    is_refused::<Promise<i64>>();
}

#[test]
fn what_may_be_null_takes_it_as_it_is() {
    assert_eq!(
        decode::<Promise<Option<i64>>>(NULL).map(|it| it.it).ok(),
        Some(None)
    );
    let nullable = decode::<Promise<Nullable<i64>>>(NULL).map(|it| it.it);
    assert_eq!(nullable.ok(), Some(Nullable::Null));
    let (value, counted) = read::<specwright::Json>(Nulls::Refused);
    assert!(value.is_ok_and(|value| value.it.is_null()) && counted == 0);
}

#[test]
fn a_null_in_a_list_or_a_map_is_no_field_and_stays_an_error() {
    let lists = decode::<Promise<Vec<String>>>(r#"{"it":["a",null],"next":1}"#);
    assert_eq!(
        lists.map_err(|error| error.pointer()),
        Err("/it/1".to_owned())
    );
    let maps = decode::<Promise<BTreeMap<String, String>>>(r#"{"it":{"k":null},"next":1}"#);
    assert_eq!(
        maps.map_err(|error| error.pointer()),
        Err("/it/k".to_owned())
    );
}

/// Two objects that differ in whether `it` may be null.
#[derive(Clone, Debug, PartialEq)]
enum Either {
    Text(Promise<String>),
    Perhaps(Promise<Option<i64>>),
    Unknown(Json),
}

impl Union for Either {
    const INFO: &'static UnionInfo = &UnionInfo {
        name: "Either",
        variants: &[
            Variant::object("Text").required(&["it", "next"]),
            Variant::object("Perhaps").required(&["it", "next"]),
        ],
    };
}
specwright::union!(Either: 0 => Text, 1 => Perhaps);

#[test]
fn of_variants_the_one_comes_first_that_takes_the_null_as_it_is() {
    let either: Either = decode(NULL).expect("a variant");
    assert_eq!(either, Either::Perhaps(Promise { it: None, next: 2 }));
    // Nothing else fits here, so it is the text after all.
    let text: Promise<TextOr> = decode(r#"{"it":{"it":null,"next":3},"next":1}"#).expect("one");
    let TextOr::Text(text) = text.it else {
        panic!("{text:?}");
    };
    assert_eq!((text.it.as_str(), text.next), ("", 3));
}

/// Two objects of which neither may be null in `it`.
#[derive(Clone, Debug, PartialEq)]
enum TextOr {
    Number(Promise<i64>),
    Text(Promise<String>),
    Unknown(Json),
}

impl Union for TextOr {
    const INFO: &'static UnionInfo = &UnionInfo {
        name: "TextOr",
        variants: &[
            Variant::object("Number").required(&["it", "next"]),
            Variant::object("Text").required(&["it", "next"]),
        ],
    };
}
specwright::union!(TextOr: 0 => Number, 1 => Text);

#[test]
fn a_null_after_a_value_of_the_same_name_is_an_error() {
    // The later counts, but what came before cannot be taken back.
    let twice = decode::<Promise<String>>(r#"{"it":"a","it":null,"next":1}"#);
    assert_eq!(
        twice.map_err(|error| error.pointer()),
        Err("/it".to_owned())
    );
}
