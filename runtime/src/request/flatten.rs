//! The value of a parameter as text: what its JSON says, without the JSON.

use super::Style;
use crate::{DecodeError, Json, Value, json};

/// A parameter's value, ready for a style.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Flat {
    One(String),
    Many(Vec<String>),
    Pairs(Vec<(String, String)>),
    /// What may be nested: only `deepObject` writes it.
    Deep(Json),
}

/// Writes the value as JSON and takes the texts out of it; `None` for one that is absent, and for
/// `null`, which no parameter can say.
///
/// One encoding serves bodies and parameters, so that a date or a decimal cannot look different in
/// the two.
pub(super) fn flatten(style: Style, value: &dyn Value) -> Result<Option<Flat>, Unfit> {
    let Some(text) = json::present(value) else {
        return Ok(None);
    };
    let json = crate::from_slice(text.as_bytes()).map_err(Unfit::NotJson)?;
    match (style, json) {
        (_, Json::Null) => Ok(None),
        (Style::Json, json) => Ok(Some(Flat::One(crate::to_string(&json)))),
        (Style::DeepObject, json @ (Json::Array(_) | Json::Object(_))) => {
            Ok(Some(Flat::Deep(json)))
        }
        (_, json) => flatten_tree(json),
    }
}

/// Why a value is no parameter.
#[derive(Debug)]
pub(super) enum Unfit {
    Nested,
    NotJson(DecodeError),
}

/// The same of a value that is JSON already.
pub(super) fn flatten_tree(json: Json) -> Result<Option<Flat>, Unfit> {
    let flat = match json {
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
