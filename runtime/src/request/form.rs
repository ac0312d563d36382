//! Bodies of form fields (`application/x-www-form-urlencoded`).

use super::encode::encode;
use crate::Json;

/// The fields of an object as `name=value` pairs; `None` for what is no object.
///
/// OpenAPI's default repeats the name for a list (`form`, exploded). For what is nested deeper it
/// leaves the form open: the names stand in brackets, as servers of such forms read them.
pub(super) fn encoded(json: &Json) -> Option<String> {
    let Json::Object(members) = json else {
        return None;
    };
    let mut pairs = Vec::new();
    for (name, value) in members.iter() {
        push(&mut pairs, name, value);
    }
    Some(pairs.join("&"))
}

fn push(pairs: &mut Vec<String>, name: &str, value: &Json) {
    match value {
        Json::Null => {}
        Json::Bool(value) => pairs.push(pair(name, &value.to_string())),
        Json::Number(value) => pairs.push(pair(name, &value.to_string())),
        Json::String(value) => pairs.push(pair(name, value)),
        Json::Array(values) => values.iter().for_each(|value| push(pairs, name, value)),
        Json::Object(members) => {
            for (member, value) in members.iter() {
                push(pairs, &format!("{name}[{member}]"), value);
            }
        }
    }
}

fn pair(name: &str, value: &str) -> String {
    format!("{}={}", encode(name), encode(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_pairs() {
        let cases = [
            (
                r#"{"a": 1, "b c": "x&y", "n": null, "t": true}"#,
                "a=1&b%20c=x%26y&t=true",
            ),
            (
                r#"{"a": [1, 2], "o": {"k": "v", "l": {"m": 0.10}}}"#,
                "a=1&a=2&o%5Bk%5D=v&o%5Bl%5D%5Bm%5D=0.10",
            ),
            ("{}", ""),
        ];
        for (json, expected) in cases {
            let json = crate::from_slice(json.as_bytes()).unwrap();
            assert_eq!(encoded(&json).as_deref(), Some(expected));
        }
        assert_eq!(encoded(&Json::Bool(true)), None);
    }
}
