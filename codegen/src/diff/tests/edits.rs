//! Edits of a document, made from the table of keywords.

use serde_json::Value;

use crate::diff::contract::{self, Change};
use crate::read::{Keyword, any_value};
use crate::{Pointer, Source, SourceId};

/// Where an object of each kind stands in the document.
const HOMES: &[(&str, &str)] = &[
    ("an OpenAPI document", ""),
    ("the info object", "/info"),
    ("the contact object", "/info/contact"),
    ("the license object", "/info/license"),
    ("a server", "/servers/0"),
    ("a server variable", "/servers/0/variables/region"),
    ("a tag", "/tags/0"),
    ("an external documentation object", "/externalDocs"),
    ("a path item", "/paths/~1orders"),
    ("an operation", "/paths/~1orders/post"),
    ("a parameter", "/paths/~1orders/post/parameters/0"),
    ("a request body", "/paths/~1orders/post/requestBody"),
    (
        "a media type",
        "/paths/~1orders/post/requestBody/content/application~1json",
    ),
    (
        "an encoding",
        "/paths/~1orders/post/requestBody/content/application~1json/encoding/note",
    ),
    (
        "an example",
        "/paths/~1orders/post/requestBody/content/application~1json/examples/one",
    ),
    ("the responses object", "/paths/~1orders/post/responses"),
    ("a response", "/paths/~1orders/post/responses/200"),
    (
        "a header",
        "/paths/~1orders/post/responses/200/headers/X-Total",
    ),
    ("a link", "/paths/~1orders/post/responses/200/links/next"),
    ("the components object", "/components"),
    ("a security scheme", "/components/securitySchemes/oauth"),
    (
        "the OAuth flows object",
        "/components/securitySchemes/oauth/flows",
    ),
    (
        "an implicit flow",
        "/components/securitySchemes/oauth/flows/implicit",
    ),
    (
        "an OAuth flow",
        "/components/securitySchemes/oauth/flows/clientCredentials",
    ),
    (
        "an authorization code flow",
        "/components/securitySchemes/oauth/flows/authorizationCode",
    ),
    ("a schema", "/components/schemas/Order"),
    (
        "a discriminator",
        "/components/schemas/Payment/discriminator",
    ),
    (
        "an xml object",
        "/components/schemas/Order/properties/note/xml",
    ),
];

/// The document that is edited.
pub(super) fn document() -> Value {
    let source = Source::new("shop", "base.yaml", include_str!("base.yaml"));
    any_value(SourceId(0), &source, &mut crate::Diagnostics::default()).unwrap()
}

/// Where the edits of a keyword are made.
pub(super) fn home(keyword: &Keyword) -> &'static str {
    // How many items match means something where something must match.
    if ["minContains", "maxContains"].contains(&keyword.key) {
        return "/components/schemas/List";
    }
    // A flag beside a bound means nothing without one.
    if ["exclusiveMinimum", "exclusiveMaximum"].contains(&keyword.key) {
        return "/components/schemas/Order/properties/count";
    }
    let found = HOMES.iter().find(|(object, _)| *object == keyword.object);
    found
        .unwrap_or_else(|| panic!("{} has no home", keyword.object))
        .1
}

/// Puts a value, or nothing, under a keyword; whether there was anywhere to put it.
pub(super) fn put(document: &mut Value, keyword: &Keyword, value: Option<Value>) -> bool {
    let Some(Value::Object(home)) = document.pointer_mut(home(keyword)) else {
        return false;
    };
    match value {
        Some(value) => drop(home.insert(keyword.key.to_owned(), value)),
        None => drop(home.shift_remove(keyword.key)),
    }
    true
}

/// What the differ says about two documents.
pub(super) fn changes(base: &Value, head: &Value) -> Vec<Change> {
    contract::changes(base, head, Some("2026-11-22"))
}

/// The pointer of a keyword, for messages.
pub(super) fn place(keyword: &Keyword) -> Pointer {
    Pointer::from_reference(&format!("#{}", home(keyword)))
        .unwrap()
        .join(keyword.key)
}
