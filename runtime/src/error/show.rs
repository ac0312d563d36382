//! How an error looks: one line for people, a short structure for logs, no secrets and no bodies in
//! either.

use std::fmt;
use std::sync::Arc;

use super::{Error, escaped};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.subject, self.unnamed())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Error");
        debug
            .field("kind", &self.0.kind)
            .field("operation", &self.0.subject)
            .field("message", &self.0.message);
        if let Some(reply) = &self.0.reply {
            debug.field("status", &reply.status.as_u16());
            debug.field("request_id", &reply.request_id());
            debug.field("body_bytes", &reply.body.len());
        }
        debug
            .field("attempts", &self.0.attempts)
            .field("source", &self.0.source)
            .finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match (&self.0.decode, &self.0.source) {
            (Some(error), _) => Some(error),
            (None, Some(error)) => Some(&**error),
            (None, None) => None,
        }
    }
}

impl Error {
    /// The line without the operation.
    pub(super) fn unnamed(&self) -> String {
        let mut line = String::new();
        if let (Some(reply), super::ErrorKind::Api) = (&self.0.reply, self.0.kind) {
            line.push_str(reply.status.as_str());
            if let Some(reason) = reply.status.canonical_reason() {
                line.push(' ');
                line.push_str(reason);
            }
            if !self.0.message.is_empty() {
                line.push_str(": ");
            }
        }
        line.push_str(&self.0.message);
        let mut facts = Vec::new();
        if let Some(id) = self.request_id() {
            facts.push(format!("request id {}", escaped(id, 80)));
        }
        if self.0.attempts.len() > 1 {
            facts.push(format!("after {} attempts", self.0.attempts.len()));
        }
        if self.0.budget_spent {
            facts.push("not repeated: the retry budget is spent".to_owned());
        }
        if !facts.is_empty() {
            line.push_str(&format!(" ({})", facts.join(", ")));
        }
        line
    }
}

/// An error that several callers hold as the source of theirs.
#[derive(Debug)]
pub(super) struct Shared(pub(super) Arc<Error>);

impl fmt::Display for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Shared {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        std::error::Error::source(&*self.0)
    }
}
