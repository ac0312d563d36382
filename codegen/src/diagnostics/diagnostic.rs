//! One diagnostic, built fluently.

use std::ops::Range;

use super::Code;
use crate::pointer::Pointer;
use crate::source::SourceId;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Legal but suspicious, or left out of what is generated.
    Warning,
    /// Worth knowing.
    Note,
}

/// Where in a document a diagnostic stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The value at a pointer.
    Value(Pointer),
    /// The key under which the value at a pointer stands.
    Key(Pointer),
    /// Bytes of the text, for what has no pointer: a syntax error.
    Bytes(Range<usize>),
}

/// A finding with its place, and what to do about it.
///
/// ```
/// use specwright_codegen::{Code, Diagnostic, Pointer, SourceId};
///
/// let schema = Pointer::root().join("components").join("schemas").join("Event");
/// let diagnostic = Diagnostic::error(
///     Code::UnknownKey,
///     SourceId(0),
///     &schema.join("requried"),
///     "a schema has no key `requried`",
/// )
/// .on_key()
/// .help("did you mean `required`?");
/// assert_eq!(diagnostic.code.name(), "unknown-key");
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What it is, by a stable name.
    pub code: Code,
    /// The document in which it was found.
    pub source: SourceId,
    /// Where it was found.
    pub place: Place,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What the underlined place is, in a few words.
    pub label: Option<String>,
    /// Other places that matter, each with what it is.
    pub related: Vec<Related>,
    /// What to do about it, one sentence each.
    pub helps: Vec<String>,
}

/// Another place that matters to a diagnostic.
#[derive(Clone, Debug)]
pub struct Related {
    /// The document of the place.
    pub source: SourceId,
    /// The place.
    pub place: Place,
    /// What it is, in a few words.
    pub label: String,
}

impl Diagnostic {
    /// An error at a value.
    pub fn error(code: Code, source: SourceId, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(
            Severity::Error,
            code,
            source,
            Place::Value(at.clone()),
            message,
        )
    }

    /// A warning at a value.
    pub fn warning(code: Code, source: SourceId, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(
            Severity::Warning,
            code,
            source,
            Place::Value(at.clone()),
            message,
        )
    }

    /// A note at a value.
    pub fn note(code: Code, source: SourceId, at: &Pointer, message: impl Into<String>) -> Self {
        Self::new(
            Severity::Note,
            code,
            source,
            Place::Value(at.clone()),
            message,
        )
    }

    /// A diagnostic anywhere.
    pub fn new(
        severity: Severity,
        code: Code,
        source: SourceId,
        place: Place,
        message: impl Into<String>,
    ) -> Self {
        Self {
            severity,
            code,
            source,
            place,
            message: message.into(),
            label: None,
            related: Vec::new(),
            helps: Vec::new(),
        }
    }

    /// Points at the key rather than at its value.
    pub fn on_key(mut self) -> Self {
        if let Place::Value(pointer) = self.place {
            self.place = Place::Key(pointer);
        }
        self
    }

    /// Says in a few words what the underlined place is.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Also shows another value.
    pub fn related(self, source: SourceId, at: &Pointer, label: impl Into<String>) -> Self {
        self.related_place(source, Place::Value(at.clone()), label)
    }

    /// Also shows another place.
    pub fn related_place(
        mut self,
        source: SourceId,
        place: Place,
        label: impl Into<String>,
    ) -> Self {
        self.related.push(Related {
            source,
            place,
            label: label.into(),
        });
        self
    }

    /// Says what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.helps.push(help.into());
        self
    }
}

impl Severity {
    /// `error`, `warning` or `note`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Place {
    /// The pointer, if the place has one.
    #[must_use]
    pub fn pointer(&self) -> Option<&Pointer> {
        match self {
            Self::Value(pointer) | Self::Key(pointer) => Some(pointer),
            Self::Bytes(_) => None,
        }
    }
}
