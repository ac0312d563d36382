//! Every edit of a keyword that the grammar knows is told, unless it stands in a reviewed list of
//! what means nothing to anybody who sends requests.

use serde_json::{Map, Value};

use super::edits::{changes, document, place, put};
use crate::read::{Keyword, keywords};

/// Keywords whose edits mean nothing, by the reason.
const MEANINGLESS: &[(&str, &[(&str, &str)])] = &[
    (
        "docs for people",
        &[
            ("the info object", "title"),
            ("the info object", "summary"),
            ("the info object", "description"),
            ("the info object", "termsOfService"),
            ("the info object", "contact"),
            ("the info object", "license"),
            ("the contact object", "name"),
            ("the contact object", "url"),
            ("the contact object", "email"),
            ("the license object", "name"),
            ("the license object", "identifier"),
            ("the license object", "url"),
            ("an OpenAPI document", "tags"),
            ("an OpenAPI document", "externalDocs"),
            ("an external documentation object", "description"),
            ("an external documentation object", "url"),
            ("a tag", "name"),
            ("a tag", "description"),
            ("a tag", "externalDocs"),
            ("a server", "description"),
            ("a server variable", "description"),
            ("a path item", "summary"),
            ("a path item", "description"),
            ("an operation", "summary"),
            ("an operation", "description"),
            ("an operation", "externalDocs"),
            ("a parameter", "description"),
            ("a request body", "description"),
            ("a response", "description"),
            ("a header", "description"),
            ("a security scheme", "description"),
            ("a schema", "title"),
            ("a schema", "description"),
            ("a schema", "externalDocs"),
            ("a schema", "$comment"),
        ],
    ),
    (
        "examples, which promise nothing",
        &[
            ("a parameter", "example"),
            ("a parameter", "examples"),
            ("a header", "example"),
            ("a header", "examples"),
            ("a media type", "example"),
            ("a media type", "examples"),
            ("a schema", "example"),
            ("a schema", "examples"),
            ("an example", "summary"),
            ("an example", "description"),
            ("an example", "value"),
            ("an example", "externalValue"),
        ],
    ),
    (
        "a client neither follows links nor receives callbacks",
        &[
            ("a response", "links"),
            ("a link", "operationRef"),
            ("a link", "operationId"),
            ("a link", "parameters"),
            ("a link", "requestBody"),
            ("a link", "description"),
            ("a link", "server"),
            ("an operation", "callbacks"),
        ],
    ),
    (
        "a definition means what those who refer to it mean",
        &[
            ("the components object", "responses"),
            ("the components object", "parameters"),
            ("the components object", "examples"),
            ("the components object", "requestBodies"),
            ("the components object", "headers"),
            ("the components object", "links"),
            ("the components object", "callbacks"),
            ("the components object", "pathItems"),
            ("a schema", "$defs"),
            ("a schema", "definitions"),
            ("a schema", "$id"),
            ("a schema", "$anchor"),
            ("a schema", "$dynamicAnchor"),
        ],
    ),
    (
        "how the document is spelt, not what it says",
        &[
            ("an OpenAPI document", "openapi"),
            ("an OpenAPI document", "jsonSchemaDialect"),
            ("a schema", "$schema"),
            ("a schema", "$vocabulary"),
        ],
    ),
    (
        "the other way to say the only thing that may be said",
        &[("a header", "style")],
    ),
    (
        "browsers and servers agree on it among themselves",
        &[
            ("a header", "allowEmptyValue"),
            ("a header", "allowReserved"),
        ],
    ),
    (
        "a hint about what a token looks like",
        &[("a security scheme", "bearerFormat")],
    ),
];

/// Single edits that mean nothing: the keyword, whether it is removed by the edit, and why.
const EQUIVALENT: &[(&str, &str, bool, &str)] = &[
    (
        "a schema",
        "type",
        true,
        "what has properties is an object all the same",
    ),
    (
        "an OpenAPI document",
        "components",
        false,
        "nobody refers to the definition",
    ),
    (
        "the components object",
        "schemas",
        false,
        "nobody refers to the definition",
    ),
];

fn is_equivalent(keyword: &Keyword, removed: bool) -> bool {
    let known = |(object, key, when, _): &&(&str, &str, bool, &str)| {
        *object == keyword.object && *key == keyword.key && *when == removed
    };
    EQUIVALENT.iter().any(|entry| known(&entry))
}

fn is_listed(keyword: &Keyword) -> bool {
    let mut listed = MEANINGLESS.iter().flat_map(|(_, keywords)| *keywords);
    listed.any(|(object, key)| *object == keyword.object && *key == keyword.key)
}

/// The edits of a keyword that are not told, and how many are.
fn edits(keyword: &Keyword) -> (Vec<String>, usize) {
    let base = document();
    let mut edited = base.clone();
    let (mut untold, mut told) = (Vec::new(), 0);
    let mut states: Vec<Option<Value>> = keyword.values.iter().cloned().map(Some).collect();
    states.push(None);
    let mut before = base;
    for state in states {
        assert!(
            put(&mut edited, keyword, state.clone()),
            "{}",
            place(keyword)
        );
        let empty =
            |value: Option<&Value>| value.is_none_or(|value| *value == Value::Object(Map::new()));
        let was = before.pointer(place(keyword).as_str());
        let same = edited == before || (empty(was) && empty(state.as_ref()));
        if same {
            continue;
        }
        if changes(&before, &edited).is_empty() {
            if !is_equivalent(keyword, state.is_none()) {
                untold.push(format!("{}: to {state:?}", place(keyword)));
            }
        } else {
            told += 1;
        }
        before.clone_from(&edited);
    }
    (untold, told)
}

#[test]
fn every_keyword_is_compared_or_means_nothing() {
    let all = keywords();
    assert!(all.len() > 200, "{}", all.len());
    let mut wrong = Vec::new();
    for keyword in &all {
        let (untold, told) = edits(keyword);
        match is_listed(keyword) {
            true if told > 0 => wrong.push(format!("{} is listed, but told", place(keyword))),
            true => {}
            // One of the two values of a flag is what holds without it.
            false if keyword.is_flag && told > 0 => {}
            false => wrong.extend(untold),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_entry_of_the_list_is_a_keyword() {
    let all = keywords();
    for (object, key) in MEANINGLESS.iter().flat_map(|(_, keywords)| *keywords) {
        let known = all
            .iter()
            .any(|known| known.object == *object && known.key == *key);
        assert!(known, "{object}: {key}");
    }
}
