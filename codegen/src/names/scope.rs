//! One namespace: what stands in it already, and the words that it keeps.

use std::collections::{HashMap, HashSet};

use crate::Pointer;
use crate::diagnostics::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::ir::Api;
use crate::names::Name;
use crate::names::casing;
use crate::source::{Ownership, SourceId};

/// One namespace.
pub(super) struct Scope<'a> {
    source: SourceId,
    ownership: Ownership,
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
        api: &Api,
        what: &'static str,
        kept: &'static [&'static str],
        suffix: &'static str,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        Self {
            source: api.source,
            ownership: api.ownership,
            what,
            kept,
            suffix,
            taken: HashMap::new(),
            diagnostics,
        }
    }

    /// Takes a name for the thing at a place. Where it is taken, our own documents are wrong, and
    /// in somebody else's the later thing gets a number.
    pub fn claim(&mut self, ident: Name, at: &Pointer) -> Name {
        let is_kept = self.kept.contains(&ident.as_str());
        let ident = if is_kept {
            casing::suffixed(&ident, self.suffix)
        } else {
            ident
        };
        let Some(first) = self.taken.get(&ident.to_string()).cloned() else {
            self.taken.insert(ident.to_string(), at.clone());
            return ident;
        };
        let name = self.free(&ident);
        self.taken.insert(name.to_string(), at.clone());
        self.report(&ident, &name, &first, at);
        name
    }

    /// The name with the lowest number that is not taken.
    fn free(&self, ident: &Name) -> Name {
        let is_taken = |name: &Name| self.taken.contains_key(&name.to_string());
        let mut number = 2;
        loop {
            let name = casing::numbered(ident, number);
            if !is_taken(&name) {
                return name;
            }
            number += 1;
        }
    }

    fn report(&mut self, ident: &Name, name: &Name, first: &Pointer, at: &Pointer) {
        let what = self.what;
        let (severity, message) = match self.ownership {
            Ownership::Owned => (
                Severity::Error,
                format!("two {what} would be called `{ident}`"),
            ),
            Ownership::Foreign => (
                Severity::Note,
                format!("two {what} would be called `{ident}`: this one is called `{name}`"),
            ),
        };
        let place = Place::Value(at.clone());
        let diagnostic =
            Diagnostic::new(severity, Code::NameCollision, self.source, place, message)
                .label("this one")
                .related(self.source, first, "and this one")
                .help(format!(
                    "give one of them another name with `{}`",
                    self.key()
                ));
        self.diagnostics.push(diagnostic);
    }

    fn key(&self) -> &'static str {
        match self.what {
            "enum values" => "x-rust-names",
            _ => "x-rust-name",
        }
    }
}

/// The modules of one folder. Nobody writes their names, so two of one name are no error: the later
/// gets a number.
#[derive(Default)]
pub(super) struct Modules(HashSet<String>);

impl Modules {
    /// Takes a module, and with it the file of its name on any disk.
    pub fn claim(&mut self, ident: Name) -> Name {
        let numbered = (2..).map(|number| casing::numbered(&ident, number));
        let mut candidates = std::iter::once(ident.clone()).chain(numbered);
        let free = candidates.find(|name| self.0.insert(name.to_string().to_lowercase()));
        free.unwrap_or(ident)
    }
}
