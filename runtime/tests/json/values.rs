//! Dynamic values and `Nullable`, by hand.

use specwright::{Decimal, Json, JsonKind, JsonObject, Nullable};

use crate::fixtures::{Commitment, Update, decode};

const DOCUMENT: &str = r#"{"a/b":1,"m~n":{"":[true,null,{"x":"y"}]},"n":-1.50,"s":"\u00e9\n"}"#;

#[test]
fn pointers_follow_rfc_6901() {
    let json: Json = decode(DOCUMENT).expect("decodes");
    let cases = [
        ("/a~1b", Some("1")),
        ("/m~0n//0", Some("true")),
        ("/m~0n//2/x", Some("\"y\"")),
        ("/m~0n//02/x", None),
        ("/m~0n//+2", None),
        ("/m~0n//3", None),
        ("/m~0n//-", None),
        ("a", None),
        ("/n/x", None),
        ("/missing", None),
    ];
    for (pointer, expected) in cases {
        assert_eq!(
            json.pointer(pointer).map(ToString::to_string).as_deref(),
            expected,
            "{pointer}"
        );
    }
    assert_eq!(json.pointer(""), Some(&json));
}

#[test]
fn a_dynamic_value_is_written_as_it_came() {
    let json: Json = DOCUMENT.parse().expect("decodes");
    assert_eq!(json.to_string(), DOCUMENT.replace("\\u00e9", "é"));
}

#[test]
fn accessors_answer_for_their_kind_alone() {
    let json: Json = decode(DOCUMENT).expect("decodes");
    let number = json.get("n").expect("n");
    assert_eq!(
        (number.as_i64(), number.as_f64(), number.as_str()),
        (None, Some(-1.5), None)
    );
    assert_eq!(number.as_u64(), None);
    assert_eq!(json.get("a/b").and_then(Json::as_u64), Some(1));
    assert_eq!(number.as_decimal(), Some(Decimal::new(-150, 2)));
    assert_eq!(json.get("s").and_then(Json::as_str), Some("é\n"));
    assert_eq!(json.pointer("/m~0n//0").and_then(Json::as_bool), Some(true));
    assert!(json.pointer("/m~0n//1").is_some_and(Json::is_null));
    assert_eq!(
        json.pointer("/m~0n/")
            .and_then(Json::as_array)
            .map(<[Json]>::len),
        Some(3)
    );
    assert_eq!(json.as_object().map(JsonObject::len), Some(4));
    assert_eq!(json.kind(), JsonKind::Object);
    assert_eq!(Json::from(3).get("x"), None);
}

#[test]
fn values_are_built_from_rust_values() {
    let object: JsonObject = [("b", Json::from(1)), ("a", vec!["x", "y"].into())]
        .into_iter()
        .collect();
    let mut json = Json::from(object);
    assert_eq!(json.to_string(), r#"{"b":1,"a":["x","y"]}"#);
    if let Json::Object(object) = &mut json {
        assert_eq!(object.insert("b", true), Some(1.into()));
        assert_eq!(object.insert("c", None::<i64>), None);
        assert_eq!(
            object.remove("a").map(|old| old.kind()),
            Some(JsonKind::Array)
        );
        *object.get_mut("c").expect("c") = Json::from(f64::NAN);
    }
    assert_eq!(json.to_string(), r#"{"b":true,"c":null}"#);
    let json: Json = [("a", [1, 2].into_iter().collect()), ("a", Json::Null)]
        .into_iter()
        .collect();
    assert_eq!(json.to_string(), r#"{"a":null}"#);
    let json: Json = [Some(1), None].into_iter().collect();
    assert_eq!(json.to_string(), "[1,null]");
    assert_eq!(Json::from(0.1).to_string(), "0.1");
    assert_eq!(Json::from(Decimal::new(10, 1)).to_string(), "1.0");
}

#[test]
fn the_order_of_members_does_not_make_objects_different() {
    let pairs = [
        (r#"{"a":1,"b":[2]}"#, r#"{"b":[2],"a":1}"#, true),
        (r#"{"a":1,"b":2}"#, r#"{"a":1}"#, false),
        (r#"{"a":1}"#, r#"{"b":1}"#, false),
        (r#"{"a":1}"#, r#"{"a":1.0}"#, false),
    ];
    for (one, other, expected) in pairs {
        let equal = decode::<Json>(one).expect(one) == decode::<Json>(other).expect(other);
        assert_eq!(equal, expected, "{one} {other}");
        let equal = decode::<Json>(other).expect(other) == decode::<Json>(one).expect(one);
        assert_eq!(equal, expected, "{other} {one}");
    }
}

#[test]
fn of_repeated_members_the_last_counts() {
    let json: Json = decode(r#"{"a":1,"b":2,"a":3,"\u0061":4}"#).expect("decodes");
    assert_eq!(json.to_string(), r#"{"a":4,"b":2}"#);
    let many: Vec<String> = (0..100_000)
        .map(|index| format!("\"k{}\":{index}", index % 50_000))
        .collect();
    let json: Json = decode(&format!("{{{}}}", many.join(","))).expect("decodes");
    assert_eq!(json.as_object().map(JsonObject::len), Some(50_000));
    assert_eq!(json.get("k0").and_then(Json::as_i64), Some(50_000));
}

#[test]
fn a_dynamic_value_becomes_a_model_and_back() {
    let json: Json = decode(r#"{"id":"a","version":1,"amount":1.50}"#).expect("decodes");
    let commitment: Commitment = json.to_value().expect("fits");
    assert_eq!(Json::from_value(&commitment).expect("is flat"), json);
    assert_eq!(
        Json::Null
            .to_value::<Commitment>()
            .expect_err("null")
            .pointer(),
        ""
    );
}

#[test]
fn nullable_has_three_states() {
    let states = [Nullable::Absent, Nullable::Null, Nullable::Value(1)];
    assert_eq!(
        states.map(|state| state.as_option().copied()),
        [None, None, Some(1)]
    );
    assert_eq!(states.map(|state| state.is_absent()), [true, false, false]);
    assert_eq!(states.map(|state| state.is_null()), [false, true, false]);
    assert_eq!(
        states
            .map(|state| state.map(|value| value + 1))
            .map(Nullable::into_option),
        [None, None, Some(2)]
    );
    assert_eq!(Nullable::from(1), Nullable::Value(1));
    assert_eq!(Nullable::<i32>::from(None), Nullable::Null);
    assert_eq!(Nullable::default(), Nullable::<i32>::Absent);
}

#[test]
fn models_are_equal_by_what_they_say() {
    let of = |text: &str| decode::<Update>(text).expect(text);
    let base = r#"{"id":"1","owner":null,"quantity":"1.50"}"#;
    for (same, text) in [
        (true, base),
        // How many zeros a number ends in is no part of its value.
        (true, r#"{"id":"1","owner":null,"quantity":1.5}"#),
        (false, r#"{"id":"1","owner":null,"quantity":"1.51"}"#),
        (false, r#"{"id":"1","owner":"","quantity":"1.50"}"#),
        (
            false,
            r#"{"id":"1","owner":null,"quantity":"1.50","note":null}"#,
        ),
        (
            false,
            r#"{"id":"1","owner":null,"quantity":"1.50","more":1}"#,
        ),
    ] {
        assert_eq!(of(base) == of(text), same, "{text}");
    }
    let secret = |secret: &str| Update {
        secret: secret.to_owned(),
        ..of(base)
    };
    assert_ne!(secret("a"), secret("b"));
    assert_eq!(of(base).quantity.map(|it| it.scale()), Some(2));
}
