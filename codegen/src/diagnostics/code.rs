//! The stable names of what can be found, each with a paragraph for whoever asks.

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal;)+) => {
        /// What a diagnostic is about, by a name that does not change between releases.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order in which the stages can find them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in brackets, such as `unknown-key`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// What it means and what to do about it, as one paragraph.
            #[must_use]
            pub fn explanation(self) -> String {
                let lines: &[&str] = match self { $(Self::$variant => &[$($doc),+]),+ };
                lines.iter().map(|line| line.trim()).collect::<Vec<_>>().join(" ")
            }

            /// The code of a name, or `None` if there is none of that name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.name() == name)
            }
        }
    };
}

codes! {
    /// The text is not YAML or not JSON. The place is where the parser gave up; the cause is there
    /// or a little before it.
    Syntax = "syntax";
    /// A mapping has the same key twice. Parsers differ in which of the two they keep, so neither
    /// is taken. Remove or rename one of them.
    DuplicateKey = "duplicate-key";
    /// The document is larger, deeper or, through YAML aliases, more repetitive than any honest
    /// document. The limits keep a hostile document from taking all memory or time.
    LimitExceeded = "limit-exceeded";
    /// The document is not OpenAPI 3.0 or 3.1. Convert it first, for example a Swagger 2.0
    /// document with `npx swagger2openapi`.
    UnsupportedVersion = "unsupported-version";
    /// Only some operations were asked for, and one of the names is neither a tag nor an operation
    /// of the document.
    UnknownSelection = "unknown-selection";
    /// An action of an Overlay matches nothing in the document. Either its target is misspelt, or the
    /// document was mended and no longer needs it.
    UnmatchedAction = "unmatched-action";
    /// A schema has a keyword that narrows which values are valid in a way that no type can say, such
    /// as `not`. The generated code is the same without it; the server still checks.
    IgnoredKeyword = "ignored-keyword";
    /// An operation has no `operationId`. Its name follows from its method and path, and changes when
    /// they do.
    MissingOperationId = "missing-operation-id";
    /// A component of the document is referred to by nothing, so that nothing is generated from it.
    UnusedComponent = "unused-component";
    /// An object has a key that OpenAPI does not know there. It would be ignored without a word,
    /// so a misspelt `required` would make a field optional. Correct it, remove it, or start it
    /// with `x-` if it is meant for another tool.
    UnknownKey = "unknown-key";
    /// A key that the object cannot do without is missing.
    MissingKey = "missing-key";
    /// A value is of a kind that OpenAPI does not allow there, such as a string where a number
    /// stands.
    WrongType = "wrong-type";
    /// A value is of the right kind but not one of those that OpenAPI allows there.
    InvalidValue = "invalid-value";
    /// A `$ref` names a place that does not exist in the document.
    DanglingReference = "dangling-reference";
    /// A `$ref` names something of another kind than what is needed, such as a parameter where a
    /// schema stands.
    WrongReference = "wrong-reference";
    /// References lead back to themselves without ever reaching a definition.
    ReferenceCycle = "reference-cycle";
    /// A `$ref` leads to the network or out of the document's folder, where nothing is read. Put the
    /// file into the folder, or bundle the documents into one, for example with
    /// `npx @redocly/cli bundle`.
    ForeignReference = "foreign-reference";
    /// The document is right but says something that the generator does not do yet. It is refused
    /// by name, because a guess would make a client that is wrong without a word.
    Unsupported = "unsupported";
    /// Two operations have the same `operationId`. It must be unique in a document, and names the
    /// method that calls it.
    DuplicateOperationId = "duplicate-operation-id";
    /// A list is taken to come in pages although the document does not say so in `x-pagination`,
    /// because a parameter and a field of the reply mean the same beyond doubt. It adds methods for all
    /// pages and all items, and takes nothing away.
    PagesFound = "pages-found";
    /// Two things of the document become the same Rust name. Give one of them another name with
    /// `x-rust-name`.
    NameCollision = "name-collision";
    /// An entry of the list of accepted breaks matches no change that breaks anybody: the change
    /// was taken back, or is part of the base by now. Remove the entry.
    StaleAcceptance = "stale-acceptance";
    /// An entry of the list of accepted breaks is past its day, and accepts nothing any more.
    /// Remove it, or look at the break again and give it another day.
    ExpiredAcceptance = "expired-acceptance";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_lead_back_to_their_code() {
        for code in Code::ALL {
            assert_eq!(Code::from_name(code.name()), Some(*code));
            assert!(code.explanation().ends_with('.'), "{}", code.name());
        }
    }
}
