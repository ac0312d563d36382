//! Good documents made wrong, in ways that a document goes wrong: what to do is read from bytes, so
//! that a fuzzer steers it and a finding is a file.

use serde_json::{Map, Value, json};

/// Keys that mean something somewhere, so that they meet values that they do not expect.
const KEYS: [&str; 40] = [
    "$ref",
    "type",
    "format",
    "properties",
    "required",
    "items",
    "enum",
    "nullable",
    "default",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "additionalProperties",
    "discriminator",
    "readOnly",
    "writeOnly",
    "deprecated",
    "const",
    "prefixItems",
    "patternProperties",
    "pattern",
    "maximum",
    "minimum",
    "schema",
    "content",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "tags",
    "servers",
    "style",
    "explode",
    "name",
    "in",
    "operationId",
    "x-rust-name",
    "headers",
    "description",
];

/// Values that are at an edge of something.
fn edge(choice: u8) -> Value {
    match choice % 32 {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(0),
        4 => json!(-1),
        5 => json!(u64::MAX),
        6 => json!(1e308),
        7 => json!(0.1),
        8 => json!(""),
        9 => json!("string"),
        10 => json!("integer"),
        11 => json!("object"),
        12 => json!("array"),
        13 => json!("null"),
        14 => json!("*/ evil!(\"\\\n```"),
        15 => json!("ключ 🦀 \u{202e}\u{0}"),
        16 => json!("../../self"),
        17 => json!("r#type"),
        18 => json!({}),
        19 => json!([]),
        20 => json!([{}]),
        21 => json!([null, 1, "a", "A", "-a", "+a", 1.5, true]),
        22 => json!({ "type": "string" }),
        23 => json!({ "type": ["string", "null", "integer"] }),
        24 => json!({ "type": "array", "items": { "type": "object" } }),
        25 => json!({ "$ref": "#" }),
        26 => json!({ "$ref": "#/components/schemas/Thing" }),
        27 => json!("application/x-www-form-urlencoded"),
        28 => json!("multipart/form-data"),
        29 => json!("path"),
        30 => json!("deepObject"),
        _ => json!("a".repeat(300)),
    }
}

/// Choices out of bytes. When they are used up every choice is the first.
pub struct Choices<'a>(pub &'a [u8]);

impl Choices<'_> {
    pub fn byte(&mut self) -> u8 {
        match self.0 {
            [first, rest @ ..] => {
                self.0 = rest;
                *first
            }
            [] => 0,
        }
    }

    pub fn below(&mut self, end: usize) -> usize {
        let wide = usize::from(self.byte()) << 8 | usize::from(self.byte());
        wide % end.max(1)
    }
}

/// The document with as many changes as there are choices left, but not more than twelve.
pub fn mutated(document: &Value, choices: &mut Choices<'_>) -> Value {
    let mut mutated = document.clone();
    for _ in 0..12 {
        if choices.0.is_empty() {
            break;
        }
        change(&mut mutated, choices);
    }
    mutated
}

fn change(document: &mut Value, choices: &mut Choices<'_>) {
    let places = places(document);
    let at = &places[choices.below(places.len())];
    let other = &places[choices.below(places.len())];
    let copy = document.pointer(other).cloned().unwrap_or_default();
    let kind = choices.byte() % 12;
    let choice = choices.byte();
    let Some(value) = document.pointer_mut(at) else {
        return;
    };
    match (kind, value) {
        (0, value) => *value = edge(choice),
        (1, value) => *value = copy,
        (2, value) => *value = json!({ "$ref": format!("#{other}") }),
        (3, value) => {
            let word = ["allOf", "oneOf", "anyOf"][usize::from(choice) % 3];
            let inner = value.take();
            *value = json!({ word: [inner, copy] });
        }
        (4, Value::Object(map)) => {
            let index = usize::from(choice) % map.len().max(1);
            let key = map.keys().nth(index).cloned();
            key.and_then(|key| map.shift_remove(&key));
        }
        (5, Value::Object(map)) => rename(map, choices, choice),
        (6 | 7, Value::Object(map)) => {
            let key = KEYS[usize::from(choice) % KEYS.len()];
            map.insert(key.to_owned(), copy);
        }
        (8, Value::Object(map)) => {
            let key = KEYS[usize::from(choice) % KEYS.len()];
            map.insert(key.to_owned(), edge(choices.byte()));
        }
        (9, Value::Array(items)) => items.push(copy),
        (10, Value::Array(items)) => items.truncate(usize::from(choice) % 3),
        (_, Value::String(text)) => *text = edited(text, choice),
        (_, value) => *value = edge(choice),
    }
}

fn rename(map: &mut Map<String, Value>, choices: &mut Choices<'_>, choice: u8) {
    let index = usize::from(choice) % map.len().max(1);
    let Some(key) = map.keys().nth(index).cloned() else {
        return;
    };
    let name = match edge(choices.byte()) {
        Value::String(name) => name,
        _ => key.to_uppercase(),
    };
    if let Some(value) = map.shift_remove(&key) {
        map.insert(name, value);
    }
}

fn edited(text: &str, choice: u8) -> String {
    match choice % 6 {
        0 => text.to_uppercase(),
        1 => format!("{text}{text}"),
        2 => text.chars().rev().collect(),
        3 => text.chars().skip(1).collect(),
        4 => format!("{{{text}}}"),
        _ => text.replace('/', "//"),
    }
}

/// The pointers of every value.
fn places(document: &Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![(String::new(), document)];
    while let Some((at, value)) = open.pop() {
        match value {
            Value::Object(map) => open.extend(map.iter().map(|(key, value)| {
                let key = key.replace('~', "~0").replace('/', "~1");
                (format!("{at}/{key}"), value)
            })),
            Value::Array(items) => {
                let items = items.iter().enumerate();
                open.extend(items.map(|(index, value)| (format!("{at}/{index}"), value)));
            }
            _ => {}
        }
        found.push(at);
    }
    found
}
