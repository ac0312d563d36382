//! Bodies of form fields (`application/x-www-form-urlencoded`).

use super::Style;
use super::encode::encode;
use super::flatten::flatten_tree;
use crate::Json;

/// How a field of a form is written where the document says more than nothing.
#[derive(Clone, Copy, Debug)]
pub struct FormField {
    name: &'static str,
    writing: Writing,
}

#[derive(Clone, Copy, Debug)]
enum Writing {
    Styled(Style),
    Json,
}

impl FormField {
    /// A field that is written in a style of query parameters.
    pub const fn styled(name: &'static str, style: Style) -> Self {
        Self {
            name,
            writing: Writing::Styled(style),
        }
    }

    /// A field whose value is JSON.
    pub const fn json(name: &'static str) -> Self {
        Self {
            name,
            writing: Writing::Json,
        }
    }
}

/// The fields of an object as `name=value` pairs; `None` for what is no object.
///
/// OpenAPI's default repeats the name for a list (`form`, exploded). For what is nested deeper it
/// leaves the form open: the names stand in brackets, as servers of such forms read them.
pub(super) fn encoded(json: &Json, fields: &[FormField]) -> Option<String> {
    let Json::Object(members) = json else {
        return None;
    };
    let mut pairs = Vec::new();
    for (name, value) in members.iter() {
        match fields.iter().find(|field| field.name == name) {
            Some(field) => push_as(&mut pairs, name, value, field.writing),
            None => push(&mut pairs, name, value),
        }
    }
    Some(pairs.join("&"))
}

fn push_as(pairs: &mut Vec<String>, name: &str, value: &Json, writing: Writing) {
    match (writing, flatten_tree(value.clone())) {
        (_, Ok(None)) => {}
        (Writing::Json, _) => pairs.push(pair(name, &crate::to_string(value))),
        (Writing::Styled(Style::DeepObject), _) => push_deep(pairs, name, value),
        (Writing::Styled(style), Ok(Some(flat))) => pairs.extend(style.pairs(name, &flat)),
        (Writing::Styled(_), Err(_)) => push(pairs, name, value),
    }
}

fn push(pairs: &mut Vec<String>, name: &str, value: &Json) {
    match value {
        Json::Array(values) => values.iter().for_each(|value| push(pairs, name, value)),
        Json::Object(members) => {
            for (member, value) in members.iter() {
                push(pairs, &format!("{name}[{member}]"), value);
            }
        }
        value => push_scalar(pairs, name, value),
    }
}

/// As servers of `deepObject` read it: `a[b]=1`, of a list `a[]=1`, and of a list of objects
/// `a[0][b]=1`, where the index keeps the members of one object together. A name may bring the
/// brackets of a list along.
pub(super) fn push_deep(pairs: &mut Vec<String>, name: &str, value: &Json) {
    match value {
        Json::Array(values) => {
            let name = name.strip_suffix("[]").unwrap_or(name);
            for (index, value) in values.iter().enumerate() {
                match value {
                    Json::Array(_) | Json::Object(_) => {
                        push_deep(pairs, &format!("{name}[{index}]"), value);
                    }
                    value => push_scalar(pairs, &format!("{name}[]"), value),
                }
            }
        }
        Json::Object(members) => {
            for (member, value) in members.iter() {
                push_deep(pairs, &format!("{name}[{member}]"), value);
            }
        }
        value => push_scalar(pairs, name, value),
    }
}

fn push_scalar(pairs: &mut Vec<String>, name: &str, value: &Json) {
    match value {
        Json::Bool(value) => pairs.push(pair(name, &value.to_string())),
        Json::Number(value) => pairs.push(pair(name, &value.to_string())),
        Json::String(value) => pairs.push(pair(name, value)),
        Json::Null | Json::Array(_) | Json::Object(_) => {}
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
            assert_eq!(encoded(&json, &[]).as_deref(), Some(expected));
        }
        assert_eq!(encoded(&Json::Bool(true), &[]), None);
    }
}
