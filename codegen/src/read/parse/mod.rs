//! Text to one plain value. What is wrong with the text names its line; keys that are there twice
//! are refused, because every parser keeps another one of them.

mod json;
mod scalar;
mod yaml;

use std::ops::Range;

use serde_json::{Map, Value};

use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity, positions};
use crate::pointer::Pointer;
use crate::source::{Ownership, Source, SourceId};

/// The largest document: several times the largest public one, with every reference inlined.
const MOST_BYTES: usize = 256 << 20;

/// How deep values may be nested. It also bounds every recursion over a document.
const MOST_DEPTH: usize = 100;

/// How many values may come from YAML aliases. Each use of an alias counts what it stands for.
const MOST_COPIES: usize = 1_000_000;

/// How many keys are told of that are there twice.
const MOST_DUPLICATES: usize = 100;

/// Why a text gave no value.
struct Refusal {
    code: Code,
    bytes: Range<usize>,
    message: String,
    help: Option<String>,
}

/// A value with the pointers of the keys that its text has more than once.
struct Parsed {
    value: Value,
    duplicates: Vec<Pointer>,
}

/// The value of a source, or `None` if the text was refused.
pub(super) fn value(id: SourceId, source: &Source, diagnostics: &mut Diagnostics) -> Option<Value> {
    match parsed(source) {
        Ok(parsed) => {
            diagnostics.extend(duplicates(id, source, &parsed.duplicates));
            Some(parsed.value)
        }
        Err(refusal) => {
            let place = Place::Bytes(refusal.bytes);
            let mut found =
                Diagnostic::new(Severity::Error, refusal.code, id, place, refusal.message);
            found.helps.extend(refusal.help);
            diagnostics.push(found);
            None
        }
    }
}

fn parsed(source: &Source) -> Result<Parsed, Refusal> {
    if source.text.len() > MOST_BYTES {
        let message = format!(
            "the document is {} MiB long; at most {} MiB are read",
            source.text.len() >> 20,
            MOST_BYTES >> 20,
        );
        return Err(Refusal::limit(0..0, message));
    }
    if let Some(refusal) = no_document(&source.text) {
        return Err(refusal);
    }
    if source.is_json() {
        json::parse(&source.text)
    } else {
        yaml::parse(&source.text)
    }
}

/// The same entries without room for more: most objects of a document have one or two, and a map
/// that grows takes four to begin with.
fn fitted(map: Map<String, Value>) -> Map<String, Value> {
    map.into_iter().collect()
}

/// What is neither YAML nor JSON but often saved in place of it.
fn no_document(text: &str) -> Option<Refusal> {
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let at = text.len() - start.len();
    if start.is_empty() {
        let help = "an OpenAPI document begins with a line such as `openapi: 3.0.3`";
        return Some(Refusal::syntax(0..0, "the file is empty").help(help));
    }
    let is_page =
        start.starts_with("<!") || start.starts_with("<html") || start.starts_with("<?xml");
    is_page.then(|| {
        let message = "this is a page for people (HTML or XML), not a document in YAML or JSON";
        let help =
            "save the document itself: the page often links to an `openapi.json` or `openapi.yaml`";
        Refusal::syntax(at..at + 1, message).help(help)
    })
}

fn duplicates(id: SourceId, source: &Source, pointers: &[Pointer]) -> Vec<Diagnostic> {
    if pointers.is_empty() {
        return Vec::new();
    }
    let places = positions::locate(source, pointers);
    let diagnostics = pointers.iter().zip(places).map(|(pointer, places)| {
        let mut keys = places.into_iter().filter_map(|place| place.key);
        let first = keys.next().unwrap_or_default();
        let second = keys.next().unwrap_or_else(|| first.clone());
        let key = pointer.last().unwrap_or_default();
        let holder = pointer.parent().unwrap_or_default();
        let message = format!("the key `{key}` is there twice in `{holder}`");
        let (severity, help) = match source.ownership {
            Ownership::Owned => (Severity::Error, "remove or rename one of them"),
            Ownership::Foreign => (Severity::Warning, "the last one counts"),
        };
        Diagnostic::new(
            severity,
            Code::DuplicateKey,
            id,
            Place::Bytes(second),
            message,
        )
        .label("again here")
        .related_place(id, Place::Bytes(first), "first here")
        .help(help)
    });
    diagnostics.collect()
}

impl Refusal {
    fn syntax(bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code: Code::Syntax,
            bytes,
            message: message.into(),
            help: None,
        }
    }

    fn limit(bytes: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            code: Code::LimitExceeded,
            bytes,
            message: message.into(),
            help: None,
        }
    }

    fn too_deep(bytes: Range<usize>) -> Self {
        let message = format!("values are nested more than {MOST_DEPTH} deep here");
        Self::limit(bytes, message).help("name the inner parts as components and refer to them")
    }

    fn help(mut self, help: &str) -> Self {
        self.help = Some(help.to_owned());
        self
    }
}
