//! Unions: every way in which a variant is found, and every way in which none is.

use specwright::{
    DecodeError, DecodeErrorKind, Field, Json, Object, ObjectInfo, Reader, Union, UnionInfo,
    Variant,
};

use crate::fixtures::{BillingMode, CustomValue, decode, failure};

model!(Card { 0 kind, 1 number });
model!(Bank { 0 kind, 1 iban });
model!(Id { 0 id });
model!(IdAndIban { 0 id, 1 iban });

one_of!(Payment {
    0 Card(Card) = Variant::object("Card").tag("kind", &["card", "debit"]).required(&["kind", "number"]),
    1 Bank(Box<Bank>) = Variant::object("Bank").tag("kind", &["bank"]).required(&["kind", "iban"])
});
one_of!(Party {
    0 Id(Id) = Variant::object("Id").required(&["id"]),
    1 IdAndIban(IdAndIban) = Variant::object("IdAndIban").required(&["id", "iban"])
});
one_of!(Guess { 0 Card(Card) = Variant::object("Card"), 1 Id(Id) = Variant::object("Id") });
one_of!(Loose {
    0 Flag(bool) = Variant::boolean("Flag"),
    1 Ids(Vec<Id>) = Variant::array("Ids"),
    2 Id(Id) = Variant::object("Id"),
    3 Other(Json) = Variant::any("Other")
});
one_of!(Number { 0 Number(f64) = Variant::number("Number") });
one_of!(Days { 0 Date(specwright::Date) = Variant::string("Date"), 1 Mode(BillingMode) = Variant::string("Mode") });

fn text(text: &str) -> String {
    text.to_owned()
}

#[test]
fn kinds_decide() {
    let json = |text: &str| text.parse::<Json>().expect("JSON");
    let cases = [
        (r#""a""#, CustomValue::String(text("a"))),
        ("5", CustomValue::Integer(5)),
        ("-9223372036854775808", CustomValue::Integer(i64::MIN)),
        (
            "5.0",
            CustomValue::Number("5.0".parse().expect("a decimal")),
        ),
        ("5e0", CustomValue::Number("5".parse().expect("a decimal"))),
        (
            "9223372036854775808",
            CustomValue::Number("9223372036854775808".parse().expect("a decimal")),
        ),
        ("true", CustomValue::Unknown(Json::Bool(true))),
        ("null", CustomValue::Unknown(Json::Null)),
        (
            r#"{"a":[1.0]}"#,
            CustomValue::Unknown(json(r#"{"a":[1.0]}"#)),
        ),
    ];
    for (input, expected) in cases {
        assert_eq!(
            decode::<CustomValue>(input).expect(input),
            expected,
            "{input}"
        );
    }
    assert_eq!(
        decode::<Number>("5").expect("a number"),
        Number::Number(5.0)
    );
    assert_eq!(CustomValue::default(), CustomValue::Unknown(Json::Null));
}

#[test]
fn a_tag_decides_wherever_it_stands() {
    let card = |kind: &str| {
        Payment::Card(Card {
            kind: text(kind),
            number: text("1"),
        })
    };
    assert_eq!(
        decode::<Payment>(r#"{"kind":"card","number":"1"}"#).expect("a card"),
        card("card")
    );
    assert_eq!(
        decode::<Payment>(r#"{"number":"1","x":{"kind":"bank"},"kind":"debit"}"#).expect("a card"),
        card("debit")
    );
    let bank = Payment::Bank(Box::new(Bank {
        kind: text("bank"),
        iban: text("2"),
    }));
    assert_eq!(
        decode::<Payment>(r#"{"iban":"2","number":"1","kind":"bank"}"#).expect("a bank"),
        bank
    );
}

#[test]
fn the_error_of_a_variant_that_is_meant_stands() {
    let input = r#"[{"kind":"bank","number":"1"}]"#;
    assert_eq!(
        failure::<Vec<Payment>>(input),
        "/0/iban: required field is missing in Bank (at byte 1)"
    );
    let input = r#"{"kind":"card","number":7}"#;
    assert_eq!(
        failure::<Payment>(input),
        "/number: expected a string, found a number in Card (at byte 24)"
    );
}

#[test]
fn an_unknown_tag_keeps_the_json() {
    let input = r#"{"kind":"crypto","wallet":[1.0,{"a":null}]}"#;
    let mut reader = Reader::new(input.as_bytes());
    let payment: Payment = reader.value().expect("is kept");
    assert_eq!(payment, Payment::Unknown(input.parse().expect("JSON")));
    assert_eq!(
        (reader.stats().unknown_values, reader.stats().unknown_fields),
        (1, 0)
    );
    assert_eq!(specwright::to_string(&payment), input);
}

one_of!(Contact {
    0 Card(Card) = Variant::object("Card").tag("kind", &["card"]),
    1 Id(Id) = Variant::object("Id").tag("kind", &[]),
    2 Bank(Bank) = Variant::object("Bank").required(&["iban"])
});

#[test]
fn an_object_with_an_unknown_tag_is_no_variant_without_that_field() {
    let id = || Contact::Id(Id { id: text("a") });
    let bank = |kind| {
        let (kind, iban) = (text(kind), text("i"));
        Contact::Bank(Bank { kind, iban })
    };
    let cases = [
        (r#"{"id":"a"}"#, Some(id()), (0, 0)),
        (r#"{"id":"a","new":1}"#, Some(id()), (1, 0)),
        (r#"{"id":"a","kind":"crypto"}"#, None, (0, 1)),
        (r#"{"kind":"crypto","id":"a","new":[1.0]}"#, None, (0, 1)),
        // A variant with a place for any tag may be meant by one that nobody lists.
        (
            r#"{"kind":"crypto","iban":"i"}"#,
            Some(bank("crypto")),
            (0, 0),
        ),
        (
            r#"{"kind":"crypto","iban":"i","id":"a"}"#,
            Some(bank("crypto")),
            (1, 0),
        ),
    ];
    for (input, expected, unknown) in cases {
        let mut reader = Reader::new(input.as_bytes());
        let contact: Contact = reader.value().expect(input);
        let expected = expected.unwrap_or_else(|| Contact::Unknown(input.parse().expect("JSON")));
        assert_eq!(contact, expected, "{input}");
        let stats = reader.stats();
        assert_eq!(
            (stats.unknown_fields, stats.unknown_values),
            unknown,
            "{input}"
        );
    }
    let failed = failure::<Contact>(r#"{"kind":"card"}"#);
    assert_eq!(
        failed,
        "/number: required field is missing in Card (at byte 0)"
    );
}

#[test]
fn required_fields_decide_and_the_most_demanding_variant_wins() {
    let both = Party::IdAndIban(IdAndIban {
        id: text("a"),
        iban: text("b"),
    });
    assert_eq!(
        decode::<Party>(r#"{"iban":"b","id":"a"}"#).expect("both"),
        both
    );
    assert_eq!(
        decode::<Party>(r#"{"id":"a","x":1}"#).expect("one"),
        Party::Id(Id { id: text("a") })
    );
    // Without a tag the required fields decide too.
    let card = Payment::Card(Card {
        kind: text("?"),
        number: text("1"),
    });
    assert!(
        matches!(decode::<Payment>(r#"{"kind":7,"number":"1"}"#), Err(error) if error.pointer() == "/kind")
    );
    assert_ne!(
        decode::<Payment>(r#"{"kind":"?","number":"1"}"#).expect("unknown tag"),
        card
    );
}

#[test]
fn else_variants_are_tried_in_order() {
    assert_eq!(
        decode::<Guess>(r#"{"id":"a","number":"1"}"#).expect("an id"),
        Guess::Id(Id { id: text("a") })
    );
    let card = Guess::Card(Card {
        kind: text("k"),
        number: text("1"),
    });
    assert_eq!(
        decode::<Guess>(r#"{"id":"a","number":"1","kind":"k"}"#).expect("a card"),
        card
    );
    assert_eq!(
        decode::<Days>(r#""2024-01-01""#).expect("a date"),
        Days::Date("2024-01-01".parse().expect("a date"))
    );
    assert_eq!(
        decode::<Days>(r#""CHILD""#).expect("a mode"),
        Days::Mode(BillingMode::Child)
    );
}

#[test]
fn what_a_failed_try_counted_is_forgotten() {
    let mut reader = Reader::new(br#"{"number":"1","x":1,"y":2,"id":"a"}"#);
    reader.value::<Guess>().expect("an id");
    assert_eq!(reader.stats().unknown_fields, 3);
}

#[test]
fn when_several_can_be_meant_and_none_fits_each_reason_is_told() {
    let input = r#"{"list":[{"number":"1"}]}"#;
    let error =
        decode::<std::collections::BTreeMap<String, Vec<Guess>>>(input).expect_err("neither");
    let DecodeErrorKind::NoVariant(variants) = error.kind() else {
        panic!("{error:?}")
    };
    let reasons: Vec<(&str, String)> = variants
        .iter()
        .map(|one| (one.variant, one.error.pointer()))
        .collect();
    assert_eq!(
        reasons,
        [("Card", text("/list/0/kind")), ("Id", text("/list/0/id"))]
    );
    assert_eq!(
        error.to_string(),
        "/list/0: no variant fits (Card: /list/0/kind: required field is missing; \
         Id: /list/0/id: required field is missing) in Guess (at byte 9)"
    );
}

#[test]
fn any_takes_what_nothing_else_is_meant_by() {
    assert_eq!(decode::<Loose>("true").expect("a flag"), Loose::Flag(true));
    assert_eq!(decode::<Loose>("7").expect("any"), Loose::Other(7.into()));
    assert_eq!(
        decode::<Loose>(r#"{"x":1}"#).expect("any"),
        Loose::Other(r#"{"x":1}"#.parse().expect("JSON"))
    );
}

one_of!(Tree { 0 Left(Box<Node>) = Variant::object("Left"), 1 Right(Box<Node>) = Variant::object("Right") });

#[derive(Clone, Default)]
pub struct Node {
    pub next: Tree,
}

impl Object for Node {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Node",
        fields: &[Field::required("next")],
    };
}
specwright::object!(Node: next);

#[test]
fn unions_within_unions_cannot_keep_a_client_busy() {
    // Two ways at each of 100 levels, of which none fits, are 2^100 tries.
    let input = r#"{"next":"#.repeat(100) + "{}" + &"}".repeat(100);
    let error = decode::<Tree>(&input).expect_err("none fits");
    assert!(
        matches!(error.kind(), DecodeErrorKind::TooAmbiguous),
        "{error}"
    );

    // What is long and plain is read, however small its values are.
    let input = format!("[{}]", vec![r#""""#; 100_000].join(","));
    assert_eq!(decode::<Vec<Days>>(&input).expect("modes").len(), 100_000);
}

#[test]
fn reasons_are_told_for_two_levels_of_unions() {
    let input = r#"{"next":"#.repeat(5) + "{}" + &"}".repeat(5);
    let error = decode::<Tree>(&input).expect_err("none fits");
    let reasons = |error: &DecodeError| match error.kind() {
        DecodeErrorKind::NoVariant(variants) => variants.len(),
        _ => 0,
    };
    let DecodeErrorKind::NoVariant(outer) = error.kind() else {
        panic!("{error:?}")
    };
    let DecodeErrorKind::NoVariant(inner) = outer[1].error.kind() else {
        panic!("{error:?}")
    };
    assert_eq!(
        (outer.len(), inner.len(), reasons(&inner[1].error)),
        (2, 2, 0)
    );
    assert_eq!(inner[1].error.pointer(), "/next/next");
}
