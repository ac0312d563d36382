//! What a YAML scalar without quotes means, by the core schema of YAML 1.2.

use serde_json::{Number, Value};

/// The value of a plain scalar. `yes`, `no` and dates are text; so are numbers that JSON does not
/// have and numbers with leading zeros, which are identifiers rather than quantities.
pub(super) fn plain(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ => number(text).map_or_else(|| Value::String(text.to_owned()), Value::Number),
    }
}

fn number(text: &str) -> Option<Number> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if let Some(number) = radix(text, "0x", 16).or_else(|| radix(text, "0o", 8)) {
        return Some(number.into());
    }
    if !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let zeros =
        digits.starts_with('0') && digits[1..].starts_with(|next: char| next.is_ascii_digit());
    if zeros || !digits.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let text = text.strip_prefix('+').unwrap_or(text);
    if let Ok(number) = text.parse::<i64>() {
        return Some(number.into());
    }
    if let Ok(number) = text.parse::<u64>() {
        return Some(number.into());
    }
    // What Rust reads as a number beyond the core schema (`inf`, `nan`) does not start with a digit.
    text.parse::<f64>().ok().and_then(Number::from_f64)
}

fn radix(text: &str, prefix: &str, radix: u32) -> Option<u64> {
    let digits = text.strip_prefix(prefix)?;
    let plain = digits.chars().all(|digit| digit.is_digit(radix));
    plain.then(|| u64::from_str_radix(digits, radix).ok())?
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        let cases = [
            ("", json!(null)),
            ("~", json!(null)),
            ("True", json!(true)),
            ("no", json!("no")),
            ("12", json!(12)),
            ("-12", json!(-12)),
            ("+12", json!(12)),
            ("0", json!(0)),
            ("-0.5", json!(-0.5)),
            (".5", json!(0.5)),
            ("1e3", json!(1000.0)),
            ("18446744073709551615", json!(u64::MAX)),
            ("1e400", json!("1e400")),
            ("0x1F", json!(31)),
            ("0o17", json!(15)),
            ("007", json!("007")),
            ("1.2.3", json!("1.2.3")),
            ("3.0.3", json!("3.0.3")),
            ("2024-01-02", json!("2024-01-02")),
            ("1_000", json!("1_000")),
            (".", json!(".")),
            ("+1", json!(1)),
            ("-", json!("-")),
            (".inf", json!(".inf")),
            ("é", json!("é")),
            ("0é", json!("0é")),
        ];
        for (text, value) in cases {
            assert_eq!(plain(text), value, "{text}");
        }
    }
}
