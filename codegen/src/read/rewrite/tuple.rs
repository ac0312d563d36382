//! `prefixItems`: an array that may be shorter or longer, or whose positions are all of one type, is a
//! list; of all others each position keeps its schema.

use serde_json::{Map, Value, json};

/// The key that marks an array of which each position has a schema of its own: the alternatives of its
/// `items` are these, in their order. No document can say it.
pub(crate) const POSITIONS: &str = "x-specwright-positions";

/// What has more positions is a list: there is no telling them apart by number any more.
const MOST_POSITIONS: usize = 12;

/// Words that do not change the type of a scalar, nor, the first of them, that of anything else.
const WORDS: [&str; 13] = [
    "description",
    "example",
    "default",
    "deprecated",
    "title",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
];

pub(super) fn rewrite(schema: &mut Map<String, Value>) {
    schema.shift_remove(POSITIONS);
    let Some(Value::Array(mut parts)) = schema.get("prefixItems").cloned() else {
        return;
    };
    let rest = schema.shift_remove("items").unwrap_or(json!({}));
    let count = |key: &str| {
        let count = schema.get(key).and_then(Value::as_u64)?;
        usize::try_from(count).ok()
    };
    let (least, mut most) = (count("minItems"), count("maxItems").unwrap_or(usize::MAX));
    if rest == json!({ "not": {} }) {
        most = most.min(parts.len());
        schema.insert("maxItems".to_owned(), json!(most));
    }
    // A position that cannot come says nothing, unless it is all that is said.
    parts.truncate(most.max(1));
    let is_exact = least == Some(most) && most == parts.len();
    if is_exact && (2..=MOST_POSITIONS).contains(&most) && !are_alike(&parts) {
        schema.insert(POSITIONS.to_owned(), json!(true));
        schema.insert("items".to_owned(), json!({ "anyOf": parts }));
        return;
    }
    schema.shift_remove("prefixItems");
    if most > parts.len() {
        parts.push(rest);
    }
    parts.dedup();
    if are_alike(&parts) {
        parts.truncate(1);
    }
    let items = match <[Value; 1]>::try_from(parts) {
        Ok([only]) => only,
        Err(parts) => json!({ "anyOf": parts }),
    };
    schema.insert("items".to_owned(), items);
}

/// Whether all are of one type, whatever each is called.
fn are_alike(parts: &[Value]) -> bool {
    let mut bare = parts.iter().map(bare);
    let first = bare.next();
    bare.all(|part| Some(part) == first)
}

fn bare(part: &Value) -> Value {
    let mut part = part.clone();
    if let Value::Object(schema) = &mut part {
        let ty = schema.get("type").and_then(Value::as_str);
        let is_scalar =
            ty.is_some_and(|ty| ["string", "number", "integer", "boolean"].contains(&ty));
        let words = match is_scalar && !schema.contains_key("enum") {
            true => WORDS.as_slice(),
            false => &WORDS[..4],
        };
        schema.retain(|key, _| !words.contains(&key.as_str()));
    }
    part
}
