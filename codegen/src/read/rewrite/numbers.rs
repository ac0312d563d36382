//! Bounds: numbers beside their exclusive twins, and integers larger than `i64`.

use serde_json::{Map, Value};

/// Puts exclusive bounds into the form of 3.0.
pub(super) fn exclusive_bounds(schema: &mut Map<String, Value>) {
    exclusive(schema, "minimum", "exclusiveMinimum", |exclusive, bound| {
        exclusive >= bound
    });
    exclusive(schema, "maximum", "exclusiveMaximum", |exclusive, bound| {
        exclusive <= bound
    });
}

/// Makes the bounds of a schema of integers integers.
pub(super) fn whole_bounds(schema: &mut Map<String, Value>) {
    if schema.get("type").and_then(Value::as_str) == Some("integer") {
        if is_unsigned(schema) {
            schema.insert("format".to_owned(), Value::from("uint64"));
        }
        ["minimum", "maximum", "multipleOf"]
            .iter()
            .for_each(|key| whole(schema, key));
    }
}

/// Whether bounds say that `i64` does not hold all values, and no format says anything else.
fn is_unsigned(schema: &Map<String, Value>) -> bool {
    let bound = |key: &str| schema.get(key).and_then(Value::as_f64);
    let is_positive = bound("minimum").is_some_and(|minimum| minimum >= 0.0);
    let is_large = bound("maximum")
        .is_some_and(|maximum| maximum > i64::MAX as f64 && maximum <= u64::MAX as f64);
    is_positive && is_large && !schema.contains_key("format")
}

/// `exclusiveMinimum: 3` is `minimum: 3, exclusiveMinimum: true`, if no `minimum` is tighter.
fn exclusive(
    schema: &mut Map<String, Value>,
    bound: &str,
    exclusive: &str,
    is_tighter: fn(f64, f64) -> bool,
) {
    let Some(number) = schema
        .get(exclusive)
        .filter(|value| value.is_number())
        .cloned()
    else {
        return;
    };
    let tighter = match (number.as_f64(), schema.get(bound).and_then(Value::as_f64)) {
        (Some(exclusive), Some(bound)) => is_tighter(exclusive, bound),
        _ => true,
    };
    if tighter {
        schema.insert(bound.to_owned(), number);
        schema.insert(exclusive.to_owned(), Value::Bool(true));
    } else {
        schema.shift_remove(exclusive);
    }
}

/// `1.0` is one. A bound that no `i64` can break is no bound, and would make an untyped schema.
fn whole(schema: &mut Map<String, Value>, key: &str) {
    let Some(number) = schema
        .get(key)
        .filter(|value| !value.is_i64())
        .and_then(Value::as_f64)
    else {
        return;
    };
    if number.fract() == 0.0 && number.abs() < i64::MAX as f64 {
        schema.insert(key.to_owned(), Value::from(number as i64));
    } else if number.abs() >= i64::MAX as f64 {
        schema.shift_remove(key);
    }
}
