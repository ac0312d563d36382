//! The document itself and what it says about the API as a whole.

use super::Shape::{Label, List, Map, Text, Word};
use super::operation::{
    CALLBACK, EXAMPLE, HEADER, LINK, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE,
};
use super::{Case, Fill, Names, Object, Shape};

/// What a whole document must be.
pub(super) static ROOT: Shape = Shape::Object(&DOCUMENT);

pub(in crate::read) static DOCUMENT: Object = Object {
    filled: &[("info", Fill::Mapping)],
    ..Object::new("an OpenAPI document", DOCUMENT_KEYS)
};

const DOCUMENT_KEYS: &[(&str, Shape)] = &[
    ("openapi", Text),
    ("info", Shape::Object(&INFO)),
    ("servers", List(&Shape::Object(&SERVER))),
    ("paths", Shape::Object(&PATHS)),
    ("components", Shape::Object(&COMPONENTS)),
    ("security", SECURITY),
    ("tags", List(&Shape::Object(&TAG))),
    ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
    ("webhooks", Map(&Shape::Object(&PATH_ITEM))),
    ("jsonSchemaDialect", Text),
];

static INFO: Object = Object {
    filled: &[("title", Fill::Text), ("version", Fill::Text)],
    ..Object::new(
        "the info object",
        &[
            ("title", Text),
            ("summary", Text),
            ("description", Text),
            ("termsOfService", Text),
            ("contact", Shape::Object(&CONTACT)),
            ("license", Shape::Object(&LICENSE)),
            ("version", Label),
        ],
    )
};

static CONTACT: Object = Object::new(
    "the contact object",
    &[("name", Text), ("url", Text), ("email", Text)],
);

static LICENSE: Object = Object {
    filled: &[("name", Fill::Text)],
    ..Object::new(
        "the license object",
        &[("name", Text), ("identifier", Text), ("url", Text)],
    )
};

pub(super) static SERVER: Object = Object {
    required: &["url"],
    ..Object::new(
        "a server",
        &[
            ("url", Text),
            ("description", Text),
            ("variables", Map(&Shape::Object(&SERVER_VARIABLE))),
        ],
    )
};

static SERVER_VARIABLE: Object = Object {
    required: &["default"],
    ..Object::new(
        "a server variable",
        &[
            ("enum", List(&Label)),
            ("default", Label),
            ("description", Text),
        ],
    )
};

static TAG: Object = Object {
    required: &["name"],
    ..Object::new(
        "a tag",
        &[
            ("name", Text),
            ("description", Text),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
        ],
    )
};

pub(super) static EXTERNAL_DOCS: Object = Object {
    filled: &[("url", Fill::Text)],
    ..Object::new(
        "an external documentation object",
        &[("description", Text), ("url", Text)],
    )
};

pub(in crate::read) static COMPONENTS: Object = Object::new(
    "the components object",
    &[
        ("schemas", Map(&Shape::Schema)),
        ("responses", Map(&Shape::Object(&RESPONSE))),
        ("parameters", Map(&Shape::Object(&PARAMETER))),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("requestBodies", Map(&Shape::Object(&REQUEST_BODY))),
        ("headers", Map(&Shape::Object(&HEADER))),
        ("securitySchemes", Map(&Shape::Object(&SECURITY_SCHEME))),
        ("links", Map(&Shape::Object(&LINK))),
        ("callbacks", Map(&Shape::Object(&CALLBACK))),
        ("pathItems", Map(&Shape::Object(&PATH_ITEM))),
    ],
);

static PATHS: Object = Object {
    names: Some(Names {
        fit: |path| path.starts_with('/'),
        shape: Shape::Object(&PATH_ITEM),
    }),
    ..Object::new("the paths object", &[])
};

pub(in crate::read) static RESPONSES: Object = Object {
    names: Some(Names {
        fit: is_status,
        shape: Shape::Object(&RESPONSE),
    }),
    ..Object::new(
        "the responses object",
        &[("default", Shape::Object(&RESPONSE))],
    )
};

/// `404`, `4XX`
fn is_status(key: &str) -> bool {
    let bytes = key.as_bytes();
    bytes.len() == 3
        && matches!(bytes[0], b'1'..=b'9')
        && (bytes[1..].iter().all(u8::is_ascii_digit) || bytes[1..].eq_ignore_ascii_case(b"xx"))
}

/// Scheme → scopes; each item of the list is an alternative.
pub(super) const SECURITY: Shape = List(&Map(&List(&Text)));

pub(in crate::read) static SECURITY_SCHEME: Object = Object {
    required: &["type"],
    cases: &[
        Case {
            key: "type",
            value: "apiKey",
            required: &["name", "in"],
            words: &[],
        },
        Case {
            key: "type",
            value: "http",
            required: &["scheme"],
            words: &[],
        },
        Case {
            key: "type",
            value: "oauth2",
            required: &["flows"],
            words: &[],
        },
        Case {
            key: "type",
            value: "openIdConnect",
            required: &["openIdConnectUrl"],
            words: &[],
        },
    ],
    reference: true,
    ..Object::new(
        "a security scheme",
        &[
            (
                "type",
                Word(&["apiKey", "http", "oauth2", "openIdConnect", "mutualTLS"]),
            ),
            ("description", Text),
            ("name", Text),
            ("in", Word(&["query", "header", "cookie"])),
            ("scheme", Text),
            ("bearerFormat", Text),
            ("flows", Shape::Object(&FLOWS)),
            ("openIdConnectUrl", Text),
        ],
    )
};

static FLOWS: Object = Object::new(
    "the OAuth flows object",
    &[
        ("implicit", Shape::Object(&IMPLICIT)),
        ("password", Shape::Object(&TOKEN)),
        ("clientCredentials", Shape::Object(&TOKEN)),
        ("authorizationCode", Shape::Object(&CODE)),
    ],
);

const FLOW_KEYS: &[(&str, Shape)] = &[
    ("authorizationUrl", Text),
    ("tokenUrl", Text),
    ("refreshUrl", Text),
    ("scopes", Map(&Text)),
];
const SCOPES: &[(&str, Fill)] = &[("scopes", Fill::Mapping)];

static IMPLICIT: Object = Object {
    required: &["authorizationUrl"],
    filled: SCOPES,
    ..Object::new("an implicit flow", FLOW_KEYS)
};

static TOKEN: Object = Object {
    required: &["tokenUrl"],
    filled: SCOPES,
    ..Object::new("an OAuth flow", FLOW_KEYS)
};

static CODE: Object = Object {
    required: &["authorizationUrl", "tokenUrl"],
    filled: SCOPES,
    ..Object::new("an authorization code flow", FLOW_KEYS)
};
