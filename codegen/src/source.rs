//! A document as the caller hands it in: text and where it came from.

/// One OpenAPI document, in YAML or JSON.
///
/// The library never touches a disk: whoever calls it reads the file and says what it is called.
#[derive(Clone, Debug)]
pub struct Source {
    /// The module that the API becomes in the generated crate, such as `m3ter`.
    pub api: String,
    /// The path that messages show, such as `spec/m3ter.yaml`.
    pub path: String,
    /// The whole text.
    pub text: String,
    /// Whether it is ours to mend.
    pub ownership: Ownership,
    /// The files that its references lead into, each by the path that messages show: the document's
    /// folder and the way down from there. [`companions`](crate::companions) says which are needed.
    pub companions: Vec<Source>,
    /// The Overlay documents that change it, in their order.
    pub overlays: Vec<Source>,
    /// Which Cargo features the generated code is behind.
    pub features: Features,
    /// The operations to generate, by tag, by id or as `GET /path`; all of them if none is named.
    pub only: Vec<String>,
}

/// Whether a document is ours to mend, which decides what happens to what is wrong in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ownership {
    /// Whoever generates also writes the document: what is wrong in it, and what the generator does
    /// not do, is an error.
    #[default]
    Owned,
    /// Somebody else's document: what cannot be used is left out with a warning, and two things of
    /// one name get two names.
    Foreign,
}

/// Which Cargo features generated code is behind. Whoever writes the manifest declares them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Features {
    /// One for the API.
    #[default]
    PerApi,
    /// One for the API, and one for each tag: operations, and types that only they reach.
    PerTag,
}

impl Source {
    /// A document of our own, of the API `api`, read from `path`.
    pub fn new(api: impl Into<String>, path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            api: api.into(),
            path: path.into(),
            text: text.into(),
            ownership: Ownership::Owned,
            companions: Vec::new(),
            overlays: Vec::new(),
            features: Features::PerApi,
            only: Vec::new(),
        }
    }

    /// The same document as one of somebody else's.
    #[must_use]
    pub fn foreign(mut self) -> Self {
        self.ownership = Ownership::Foreign;
        self
    }

    /// The same document, with a Cargo feature for each of its tags.
    #[must_use]
    pub fn features_per_tag(mut self) -> Self {
        self.features = Features::PerTag;
        self
    }

    /// The same document, of which only these operations are wanted: by tag, by id or as
    /// `GET /path`.
    #[must_use]
    pub fn only(mut self, operations: Vec<String>) -> Self {
        self.only = operations;
        self
    }
}

/// Every text that a diagnostic may belong to: the sources, then what belongs to each of them.
pub(crate) fn texts(sources: &[Source]) -> Vec<&Source> {
    let attached = sources.iter();
    let attached = attached.flat_map(|source| source.companions.iter().chain(&source.overlays));
    sources.iter().chain(attached).collect()
}

/// Which of the sources a diagnostic or a document belongs to. Companions and overlays count on from
/// the sources, those of the first source first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub usize);

impl Source {
    /// Whether the text is read as JSON: by its name, or because it is JSON whatever its name.
    pub(crate) fn is_json(&self) -> bool {
        let named = self.path.to_ascii_lowercase().ends_with(".json");
        let text = self.text.trim_start_matches('\u{feff}').trim_start();
        named
            || (text.starts_with('{')
                && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok())
    }
}
