//! One namespace: what stands in it already, and the words that it keeps.

use std::collections::HashMap;

use proc_macro2::Ident;

use crate::Pointer;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::names::casing;
use crate::source::SourceId;

/// One namespace.
pub(super) struct Scope<'a> {
    source: SourceId,
    /// What the names of this namespace are for, in a message: `types`.
    what: &'static str,
    kept: &'static [&'static str],
    suffix: &'static str,
    taken: HashMap<String, Pointer>,
    diagnostics: &'a mut Diagnostics,
}

impl<'a> Scope<'a> {
    /// A namespace in which the kept words get a suffix.
    pub fn new(
        source: SourceId,
        what: &'static str,
        kept: &'static [&'static str],
        suffix: &'static str,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            source,
            what,
            kept,
            suffix,
            taken: HashMap::new(),
            diagnostics,
        }
    }

    /// Takes a name for the thing at a place.
    pub fn claim(&mut self, ident: Ident, at: &Pointer) -> Ident {
        let is_kept = self.kept.iter().any(|kept| ident == kept);
        let ident = if is_kept {
            casing::suffixed(&ident, self.suffix)
        } else {
            ident
        };
        let Some(first) = self.taken.insert(ident.to_string(), at.clone()) else {
            return ident;
        };
        let what = self.what;
        let diagnostic = Diagnostic::error(
            Code::NameCollision,
            self.source,
            at,
            format!("two {what} would be called `{ident}`"),
        )
        .label("this one")
        .related(self.source, &first, "and this one")
        .help(format!(
            "give one of them another name with `{}`",
            self.key()
        ));
        self.diagnostics.push(diagnostic);
        ident
    }

    fn key(&self) -> &'static str {
        match self.what {
            "enum values" => "x-rust-names",
            _ => "x-rust-name",
        }
    }
}
