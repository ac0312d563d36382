//! Round trips of arbitrary values.

use proptest::prelude::*;
use specwright::{Decimal, Json, JsonNumber, JsonObject, Timestamp};

use crate::fixtures::{Commitment, decode};

fn any_number() -> impl Strategy<Value = Json> {
    let text = "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?";
    text.prop_map(|text| Json::Number(text.parse::<JsonNumber>().expect("a number")))
}

fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any_number(),
        any::<String>().prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::from),
            proptest::collection::vec((any::<String>(), inner), 0..6)
                .prop_map(|members| Json::Object(members.into_iter().collect::<JsonObject>())),
        ]
    })
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (-((1i128 << 96) - 1)..(1i128 << 96), 0u32..=28)
        .prop_map(|(digits, scale)| Decimal::try_from_i128_with_scale(digits, scale).expect("fits"))
}

proptest! {
    #[test]
    fn json_comes_back(json in any_json()) {
        let text = json.to_string();
        let back: Json = decode(&text).expect("is JSON");
        prop_assert_eq!(&back, &json);
        prop_assert_eq!(back.to_string(), text.clone());
        // serde_json agrees that it is JSON. (Its floats end where those of the machine do.)
        if let Err(error) = serde_json::from_str::<serde_json::Value>(&text) {
            prop_assert!(error.to_string().contains("out of range"), "{}", error);
        }
    }

    #[test]
    fn decimals_come_back(value in any_decimal()) {
        let text = specwright::to_string(&value);
        let back: Decimal = decode(&text).expect("is a decimal");
        prop_assert_eq!(back, value);
        prop_assert_eq!(back.scale(), value.scale());
    }

    #[test]
    fn a_decimal_is_what_was_written_or_an_error(number in any_number()) {
        let Json::Number(number) = number else { return Ok(()) };
        if let Ok(value) = decode::<Decimal>(number.as_str()) {
            // Divided out by hand: the number is the value times a power of ten, digit by digit.
            prop_assert_eq!(plain(number.as_str()), plain(&value.to_string()));
        }
    }

    #[test]
    fn whole_numbers_agree_with_decimals(number in any_number()) {
        let Json::Number(number) = number else { return Ok(()) };
        if let Some(value) = number.as_i64() {
            prop_assert_eq!(plain(number.as_str()), plain(&value.to_string()));
        }
    }

    #[test]
    fn timestamps_come_back(second in -377_705_023_201i64..253_402_207_200, nanosecond in 0i32..1_000_000_000) {
        let value = Timestamp::new(second, nanosecond).expect("in range");
        prop_assert_eq!(decode::<Timestamp>(&specwright::to_string(&value)).expect("a timestamp"), value);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = specwright::from_slice::<Json>(&bytes);
        let _ = specwright::from_slice::<Commitment>(&bytes);
    }

    #[test]
    fn no_change_of_a_byte_panics(place in 0usize..80, byte in any::<u8>()) {
        let mut bytes = br#"{"id":"a","version":1,"amount":1.5,"custom":{"a":[1,{"b":"\u00e9"}]},"mode":"CHILD"}"#.to_vec();
        bytes[place] = byte;
        let _ = specwright::from_slice::<Json>(&bytes);
        if let Err(error) = specwright::from_slice::<Commitment>(&bytes) {
            prop_assert!(error.offset() <= bytes.len());
            prop_assert!(error.to_string().lines().count() <= 1);
        }
    }
}

/// A number as sign, digits and exponent without zeros at either end: one form for each worth.
fn plain(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let unsigned = mantissa.trim_start_matches('-');
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    let trimmed = significant.trim_end_matches('0');
    if trimmed.is_empty() {
        return (false, String::new(), 0);
    }
    let zeros = (significant.len() - trimmed.len()) as i64;
    let exponent = exponent.parse::<i64>().expect("an exponent") - fraction.len() as i64 + zeros;
    (mantissa.starts_with('-'), trimmed.to_owned(), exponent)
}
