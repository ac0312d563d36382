//! The value of a parameter as text: what its JSON says, without the JSON.

use crate::{DecodeError, Json, Value};

/// A parameter's value, ready for a style.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flat {
    One(String),
    Many(Vec<String>),
    Pairs(Vec<(String, String)>),
}

/// Writes the value as JSON and takes the texts out of it; `None` for `null`, which no parameter
/// can say.
///
/// One encoding serves bodies and parameters, so that a date or a decimal cannot look different in
/// the two.
pub(super) fn flatten(value: &impl Value) -> Result<Option<Flat>, Unfit> {
    flatten_json(&crate::to_vec(value))
}

/// Why a value is no parameter.
#[derive(Debug)]
pub(super) enum Unfit {
    Nested,
    NotJson(DecodeError),
}

fn flatten_json(json: &[u8]) -> Result<Option<Flat>, Unfit> {
    let flat = match crate::from_slice::<Json>(json).map_err(Unfit::NotJson)? {
        Json::Null => return Ok(None),
        Json::Array(values) => Flat::Many(
            // A null in a list is left out, as it is alone.
            values
                .into_iter()
                .map(scalar)
                .filter_map(Result::transpose)
                .collect::<Result<_, _>>()?,
        ),
        Json::Object(members) => {
            let mut pairs = Vec::new();
            for (name, value) in members {
                pairs.extend(scalar(value)?.map(|value| (name, value)));
            }
            Flat::Pairs(pairs)
        }
        value => return scalar(value).map(|text| text.map(Flat::One)),
    };
    Ok(Some(flat))
}

fn scalar(value: Json) -> Result<Option<String>, Unfit> {
    match value {
        Json::Null => Ok(None),
        Json::String(text) => Ok(Some(text)),
        Json::Bool(value) => Ok(Some(value.to_string())),
        Json::Number(number) => Ok(Some(number.to_string())),
        _ => Err(Unfit::Nested),
    }
}
