//! Which language the document is written in.

use serde_json::{Map, Value};

use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::SourceId;

const BEGINNING: &str = "an OpenAPI document begins with a line such as `openapi: 3.0.3`";

/// What is written in other languages that say so: the key, the name and the way out.
const RELATIVES: [(&str, &str, &str); 4] = [
    (
        "swagger",
        "Swagger",
        "convert the document first: `npx swagger2openapi FILE`",
    ),
    (
        "asyncapi",
        "AsyncAPI",
        "it describes messages: give the OpenAPI document of the HTTP API",
    ),
    (
        "overlay",
        "an Overlay on its own, version",
        "give the document that it mends, and this one with `--overlay`",
    ),
    (
        "arazzo",
        "Arazzo",
        "it describes workflows: give the OpenAPI document that it uses",
    ),
];

/// Whether the document says that it is OpenAPI 3.0 or 3.1; if not, says what to do.
pub(super) fn check(value: &Value, source: SourceId, diagnostics: &mut Diagnostics) -> bool {
    let found = match value {
        Value::Object(document) => refusal(document, source),
        other => Some(not_a_mapping(other, source)),
    };
    let accepted = found.is_none();
    diagnostics.extend(found);
    accepted
}

fn refusal(document: &Map<String, Value>, source: SourceId) -> Option<Diagnostic> {
    let root = Pointer::root();
    let Some(version) = document.get("openapi") else {
        let other = RELATIVES.iter().find_map(|(key, name, help)| {
            let version = document.get(*key)?;
            let message = format!("{name} {} is not read", plain(version));
            Some(unsupported(source, &root.join(key), message).help(*help))
        });
        return Some(other.unwrap_or_else(|| {
            let message = "the document does not say which OpenAPI it is";
            unsupported(source, &root, message).help(BEGINNING)
        }));
    };
    match version {
        Value::String(text) if is_known(text) => None,
        Value::String(text) => {
            let message = format!("OpenAPI {text} is not read");
            Some(
                unsupported(source, &root.join("openapi"), message)
                    .help("OpenAPI 3.0 and 3.1 are read; convert the document to one of them"),
            )
        }
        other => {
            let message = format!(
                "the version must be a string such as \"3.0.3\", found {}",
                plain(other)
            );
            Some(
                unsupported(source, &root.join("openapi"), message)
                    .help("write all three numbers: `openapi: 3.0.3`"),
            )
        }
    }
}

/// `3.0`, `3.0.3`, `3.1.0`, `3.1.0-rc1`
fn is_known(version: &str) -> bool {
    ["3.0", "3.1"].iter().any(|known| {
        let rest = version.strip_prefix(known);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn not_a_mapping(value: &Value, source: SourceId) -> Diagnostic {
    let found = match value {
        Value::Null => "nothing",
        Value::Array(_) => "a sequence",
        _ => "a single value",
    };
    let message = format!("the document must be a mapping, found {found}");
    Diagnostic::error(Code::WrongType, source, &Pointer::root(), message).help(BEGINNING)
}

fn unsupported(source: SourceId, at: &Pointer, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::UnsupportedVersion, source, at, message)
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
