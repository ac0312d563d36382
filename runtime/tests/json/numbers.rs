//! Numbers are exact or an error.

use specwright::{Decimal, Json, JsonNumber, Value};

use crate::fixtures::{decode, failure};

#[test]
fn decimals_are_exact() {
    let cases = [
        ("0.1", "0.1"),
        ("1e-7", "0.0000001"),
        ("1.50", "1.50"),
        ("-0.00", "0.00"),
        ("0", "0"),
        ("0e-400", "0.0000000000000000000000000000"),
        ("0e400", "0"),
        (
            "12345678901234567890.123456789",
            "12345678901234567890.123456789",
        ),
        (
            "79228162514264337593543950335",
            "79228162514264337593543950335",
        ),
        (
            "-7.9228162514264337593543950335",
            "-7.9228162514264337593543950335",
        ),
        ("1e28", "10000000000000000000000000000"),
        ("1.5E+3", "1500"),
        (
            "0.0000000000000000000000000001",
            "0.0000000000000000000000000001",
        ),
        (
            "0.00000000000000000000000000010000000",
            "0.0000000000000000000000000001",
        ),
        (
            "79228162514264337593543950335.000000",
            "79228162514264337593543950335",
        ),
        ("100e-2", "1.00"),
    ];
    for (text, expected) in cases {
        let value: Decimal = decode(text).expect(text);
        assert_eq!(value.to_string(), expected, "{text}");
        assert_eq!(
            decode::<Decimal>(&specwright::to_string(&value)).expect(text),
            value,
            "{text}"
        );
    }
}

#[test]
fn a_decimal_is_never_rounded() {
    let inputs = [
        "79228162514264337593543950336",
        "0.00000000000000000000000000001",
        "0.12345678901234567890123456789",
        "1e29",
        "1e400",
        "1e-400",
        "1e99999999999999999999",
        "1e-99999999999999999999",
    ];
    for text in inputs {
        let expected = "top level: number has more digits than Decimal holds exactly (at byte 0)";
        assert_eq!(failure::<Decimal>(text), expected, "{text}");
    }
}

#[test]
fn whole_numbers_may_be_written_with_a_fraction_of_zero() {
    let whole = [
        ("3", 3),
        ("3.0", 3),
        ("-3.000", -3),
        ("3e2", 300),
        ("300e-2", 3),
        ("0.0", 0),
        ("-0", 0),
        ("1.5e1", 15),
    ];
    for (text, expected) in whole {
        assert_eq!(decode::<i64>(text).expect(text), expected, "{text}");
        assert_eq!(decode::<i32>(text).expect(text), expected as i32, "{text}");
    }
    for text in ["3.5", "1e-1", "0.1", "-2.5e0", "1e-99999999999999999999"] {
        assert_eq!(
            failure::<i64>(text),
            "top level: expected a whole number (at byte 0)",
            "{text}"
        );
    }
}

#[test]
fn ranges_end_where_the_types_end() {
    fn check<T: Value + Default + std::fmt::Debug + std::fmt::Display>(
        name: &str,
        fits: [&str; 2],
        not: [&str; 2],
    ) {
        for text in fits {
            assert_eq!(decode::<T>(text).expect(text).to_string(), text);
        }
        for text in not {
            assert_eq!(
                failure::<T>(text),
                format!("top level: number is out of range of {name} (at byte 0)"),
                "{text}"
            );
        }
    }
    check::<i32>(
        "i32",
        ["-2147483648", "2147483647"],
        ["-2147483649", "2147483648"],
    );
    check::<u32>("u32", ["0", "4294967295"], ["-1", "4294967296"]);
    check::<i64>(
        "i64",
        ["-9223372036854775808", "9223372036854775807"],
        ["-9223372036854775809", "9223372036854775808"],
    );
    check::<u64>(
        "u64",
        ["0", "18446744073709551615"],
        ["-1", "18446744073709551616"],
    );
    check::<u64>(
        "u64",
        ["0", "1"],
        ["1e9000000000000", "1e99999999999999999999"],
    );
    check::<f64>("f64", ["0.5", "123456"], ["1e400", "-1e400"]);
    check::<f32>("f32", ["0.5", "123456"], ["1e39", "-1e39"]);
}

#[test]
fn floats_are_the_nearest_and_come_back() {
    for value in [
        0.1,
        1e-7,
        1e300,
        f64::MAX,
        f64::MIN_POSITIVE,
        5e-324,
        -0.0,
        3.0,
        123_456_789.123_456_79,
    ] {
        let text = specwright::to_string(&value);
        assert_eq!(
            decode::<f64>(&text).expect(&text).to_bits(),
            value.to_bits(),
            "{text}"
        );
        assert!(text.parse::<JsonNumber>().is_ok(), "{text}");
    }
    assert_eq!(
        specwright::to_string(&vec![f64::NAN, f64::INFINITY, 1.0]),
        "[null,null,1.0]"
    );
    assert_eq!(specwright::to_string(&0.1f32), "0.1");
    // A little above the middle of two floats; the nearest double is the middle itself.
    let text = "1.00000005960464478";
    assert_eq!(decode::<f64>(text).expect(text) as f32, 1.0);
    assert_eq!(decode::<f32>(text).expect(text), 1.0 + f32::EPSILON);
}

#[test]
fn a_number_error_points_at_the_number() {
    let text = r#"[ 1, -2.5e0 , 3 ]"#;
    assert_eq!(
        failure::<Vec<i64>>(text),
        "/1: expected a whole number (at byte 5)"
    );
}

#[test]
fn a_dynamic_number_keeps_its_text() {
    for text in [
        "1.00",
        "-0",
        "1E+5",
        "0.1e-10",
        "123456789012345678901234567890.5",
    ] {
        let json: Json = decode(text).expect(text);
        assert_eq!(json.to_string(), text);
    }
    let number: JsonNumber = "1.0".parse().expect("a number");
    assert_eq!(
        (number.as_i64(), number.as_u64(), number.as_f64()),
        (Some(1), Some(1), Some(1.0))
    );
    assert_eq!(
        number
            .as_decimal()
            .map(|value| value.to_string())
            .as_deref(),
        Some("1.0")
    );
    let huge: JsonNumber = "1e400".parse().expect("a number");
    assert_eq!(
        (huge.as_i64(), huge.as_f64(), huge.as_decimal()),
        (None, None, None)
    );
}

#[test]
fn only_json_numbers_are_numbers() {
    for text in [
        "", "-", "01", "1.", ".5", "+1", "1e", "1e+", "0x1", "NaN", "Infinity", " 1", "1 ", "1_0",
        "-01", "1.e1",
    ] {
        assert!(text.parse::<JsonNumber>().is_err(), "{text:?}");
    }
}
