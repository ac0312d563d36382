//! Paths, operations, and what they send and receive.

use super::Shape::{Any, Flag, List, Map, Schema, Text, Word};
use super::api::{EXTERNAL_DOCS, RESPONSES, SECURITY, SERVER};
use super::{Case, Fill, Names, Object, Shape};

pub(in crate::read) static PATH_ITEM: Object = Object {
    reference: true,
    ..Object::new(
        "a path item",
        &[
            ("summary", Text),
            ("description", Text),
            ("get", Shape::Object(&OPERATION)),
            ("put", Shape::Object(&OPERATION)),
            ("post", Shape::Object(&OPERATION)),
            ("delete", Shape::Object(&OPERATION)),
            ("options", Shape::Object(&OPERATION)),
            ("head", Shape::Object(&OPERATION)),
            ("patch", Shape::Object(&OPERATION)),
            ("trace", Shape::Object(&OPERATION)),
            ("servers", List(&Shape::Object(&SERVER))),
            ("parameters", List(&Shape::Object(&PARAMETER))),
        ],
    )
};

pub(in crate::read) static OPERATION: Object = Object {
    filled: &[("responses", Fill::Mapping)],
    ..Object::new(
        "an operation",
        &[
            ("tags", List(&Text)),
            ("summary", Text),
            ("description", Text),
            ("externalDocs", Shape::Object(&EXTERNAL_DOCS)),
            ("operationId", Text),
            ("parameters", List(&Shape::Object(&PARAMETER))),
            ("requestBody", Shape::Object(&REQUEST_BODY)),
            ("responses", Shape::Object(&RESPONSES)),
            ("callbacks", Map(&Shape::Object(&CALLBACK))),
            ("deprecated", Flag),
            ("security", SECURITY),
            ("servers", List(&Shape::Object(&SERVER))),
        ],
    )
};

const QUERY_STYLES: &[&str] = &["form", "spaceDelimited", "pipeDelimited", "deepObject"];

pub(in crate::read) static PARAMETER: Object = Object {
    required: &["name", "in"],
    cases: &[
        Case {
            key: "in",
            value: "query",
            required: &[],
            words: &[("style", QUERY_STYLES)],
        },
        Case {
            key: "in",
            value: "header",
            required: &[],
            words: &[("style", &["simple"])],
        },
        Case {
            key: "in",
            value: "path",
            required: &[],
            words: &[("style", &["simple", "label", "matrix"])],
        },
        Case {
            key: "in",
            value: "cookie",
            required: &[],
            words: &[("style", &["form"])],
        },
    ],
    reference: true,
    ..Object::new(
        "a parameter",
        &[
            ("name", Text),
            ("in", Word(&["query", "header", "path", "cookie"])),
            ("description", Text),
            ("required", Flag),
            ("deprecated", Flag),
            ("allowEmptyValue", Flag),
            ("style", Text),
            ("explode", Flag),
            ("allowReserved", Flag),
            ("schema", Schema),
            ("content", Map(&Shape::Object(&MEDIA_TYPE))),
            ("example", Any),
            ("examples", Map(&Shape::Object(&EXAMPLE))),
        ],
    )
};

pub(in crate::read) static HEADER: Object = Object {
    reference: true,
    ..Object::new(
        "a header",
        &[
            ("description", Text),
            ("required", Flag),
            ("deprecated", Flag),
            ("allowEmptyValue", Flag),
            ("style", Word(&["simple"])),
            ("explode", Flag),
            ("allowReserved", Flag),
            ("schema", Schema),
            ("content", Map(&Shape::Object(&MEDIA_TYPE))),
            ("example", Any),
            ("examples", Map(&Shape::Object(&EXAMPLE))),
        ],
    )
};

pub(in crate::read) static REQUEST_BODY: Object = Object {
    required: &["content"],
    reference: true,
    ..Object::new(
        "a request body",
        &[
            ("description", Text),
            ("content", Map(&Shape::Object(&MEDIA_TYPE))),
            ("required", Flag),
        ],
    )
};

static MEDIA_TYPE: Object = Object::new(
    "a media type",
    &[
        ("schema", Schema),
        ("example", Any),
        ("examples", Map(&Shape::Object(&EXAMPLE))),
        ("encoding", Map(&Shape::Object(&ENCODING))),
    ],
);

static ENCODING: Object = Object::new(
    "an encoding",
    &[
        ("contentType", Text),
        ("headers", Map(&Shape::Object(&HEADER))),
        ("style", Word(QUERY_STYLES)),
        ("explode", Flag),
        ("allowReserved", Flag),
    ],
);

pub(in crate::read) static RESPONSE: Object = Object {
    filled: &[("description", Fill::Text)],
    reference: true,
    ..Object::new(
        "a response",
        &[
            ("description", Text),
            ("headers", Map(&Shape::Object(&HEADER))),
            ("content", Map(&Shape::Object(&MEDIA_TYPE))),
            ("links", Map(&Shape::Object(&LINK))),
        ],
    )
};

pub(super) static CALLBACK: Object = Object {
    // Its keys are runtime expressions, of which there is no list.
    names: Some(Names {
        fit: |_| true,
        shape: Shape::Object(&PATH_ITEM),
    }),
    reference: true,
    ..Object::new("a callback", &[])
};

pub(super) static EXAMPLE: Object = Object {
    reference: true,
    ..Object::new(
        "an example",
        &[
            ("summary", Text),
            ("description", Text),
            ("value", Any),
            ("externalValue", Text),
        ],
    )
};

pub(in super::super) static LINK: Object = Object {
    reference: true,
    ..Object::new(
        "a link",
        &[
            ("operationRef", Text),
            ("operationId", Text),
            ("parameters", Map(&Any)),
            ("requestBody", Any),
            ("description", Text),
            ("server", Shape::Object(&SERVER)),
        ],
    )
};
