//! The bridge to serde: every type goes through the same tables, so there is one truth.

use std::fmt;

use serde::de::{self, Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap as _, Serializer};

use super::dynamic::Json;
use super::json_number::JsonNumber;
use super::json_object::JsonObject;
use super::value::Value;

/// The name under which serde_json hands over a number as text (its feature
/// `arbitrary_precision`). It is not public, but numbers of other crates rely on it too.
const EXACT_NUMBER: &str = "$serde_json::private::Number";

/// Serializes any [`Value`] with all its fields, read-only ones too.
///
/// # Errors
///
/// Those of the serializer.
pub fn serialize<T: Value, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    Json::from_value(value)
        .map_err(serde::ser::Error::custom)?
        .serialize(serializer)
}

/// Deserializes any [`Value`] from a format that describes itself, such as JSON.
///
/// # Errors
///
/// Those of the deserializer, or a [`DecodeError`](crate::DecodeError) as text.
pub fn deserialize<'de, T: Value + Default, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Json::deserialize(deserializer)?
        .to_value()
        .map_err(de::Error::custom)
}

/// Whole numbers of up to 128 bits are exact. serde has no other exact numbers, so the rest goes
/// as the nearest `f64`: more than 15 to 17 digits are lost, and a number beyond its range is an
/// error. To keep every digit write with [`to_string`](crate::to_string).
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(object) => {
                let mut map = serializer.serialize_map(Some(object.len()))?;
                for (name, value) in object.iter() {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// See the note on [`Json`].
impl Serialize for JsonNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.as_str();
        if let Ok(value) = text.parse::<i64>() {
            return serializer.serialize_i64(value);
        }
        if let Ok(value) = text.parse::<u64>() {
            return serializer.serialize_u64(value);
        }
        if let Ok(value) = text.parse::<i128>() {
            return serializer.serialize_i128(value);
        }
        match self.as_f64() {
            Some(value) => serializer.serialize_f64(value),
            None => Err(serde::ser::Error::custom("number is out of range of f64")),
        }
    }
}

/// Numbers are as exact as the deserializer hands them over: serde_json does so for whole numbers
/// of 64 bits, and with its feature `arbitrary_precision` for all.
impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_i128<E: de::Error>(self, value: i128) -> Result<Json, E> {
        Ok(Json::Number(JsonNumber::trusted(&value.to_string())))
    }

    fn visit_u128<E: de::Error>(self, value: u128) -> Result<Json, E> {
        Ok(Json::Number(JsonNumber::trusted(&value.to_string())))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Json, E> {
        Ok(value.into())
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Json::Array(array))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some((name, value)) = entries.next_entry::<String, Json>()? {
            if let (EXACT_NUMBER, Json::String(text)) = (name.as_str(), &value) {
                return text.parse().map(Json::Number).map_err(de::Error::custom);
            }
            members.push((name, value));
        }
        Ok(Json::Object(JsonObject::from_members(members)))
    }
}
