//! Unions as fields: `null` in them, and numbers that travel as text.

use specwright::{Decimal, Field, Json, Object, ObjectInfo, Reader, Union, UnionInfo, Variant};

use crate::fixtures::decode;

macro_rules! union {
    ($name:ident { $($index:literal $variant:ident($type:ty) = $fact:ident),* }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $($variant($type),)* Unknown(Json) }
        impl Union for $name {
            const INFO: &'static UnionInfo =
                &UnionInfo { name: stringify!($name), variants: &[$(Variant::$fact(stringify!($variant))),*] };
        }
        specwright::union!($name: $($index => $variant),*);
    };
}

union!(Amount { 0 Exact(Decimal) = number, 1 Free(bool) = boolean });
union!(Whole { 0 Count(i64) = integer, 1 Exact(Decimal) = number });
union!(Word { 0 Text(String) = string, 1 Exact(Decimal) = number });

macro_rules! holder {
    ($name:ident, $type:ty) => {
        #[derive(Clone, Default)]
        pub struct $name {
            pub value: $type,
        }
        impl Object for $name {
            const INFO: &'static ObjectInfo = &ObjectInfo {
                name: stringify!($name),
                fields: &[Field::required("value").text()],
            };
        }
        specwright::object!($name: value);
    };
}

holder!(Price, Amount);
holder!(Tally, Whole);
holder!(Saying, Word);

#[test]
fn a_number_in_text_is_a_number_to_a_union() {
    let exact = |text: &str| text.parse::<Decimal>().expect("a decimal");
    let prices = [
        (r#"{"value":"12.50"}"#, Amount::Exact(exact("12.50"))),
        (r#"{"value":12.50}"#, Amount::Exact(exact("12.50"))),
        (r#"{"value":true}"#, Amount::Free(true)),
        (r#"{"value":"much"}"#, Amount::Unknown(Json::from("much"))),
    ];
    for (text, expected) in prices {
        let price: Price = decode(text).expect(text);
        assert_eq!(price.value, expected, "{text}");
    }
    let tally = |text: &str| decode::<Tally>(text).expect(text).value;
    assert_eq!(tally(r#"{"value":"7"}"#), Whole::Count(7));
    assert_eq!(tally(r#"{"value":"7.5"}"#), Whole::Exact(exact("7.5")));
    // Where text is a variant of its own, text is text.
    let saying: Saying = decode(r#"{"value":"7"}"#).expect("text");
    assert_eq!(saying.value, Word::Text("7".to_owned()));
    // And it goes back as it came.
    let price: Price = decode(r#"{"value":"12.50"}"#).expect("a price");
    assert_eq!(specwright::to_string(&price), r#"{"value":"12.50"}"#);
}

#[test]
fn null_in_a_required_union_is_kept_counted_and_written_back() {
    let text = r#"{"value":null}"#;
    let mut reader = Reader::new(text.as_bytes());
    let price: Price = reader.value().expect("decodes");
    assert_eq!(price.value, Amount::Unknown(Json::Null));
    assert_eq!(reader.stats().unknown_values, 1);
    assert_eq!(specwright::to_string(&price), text);
}
