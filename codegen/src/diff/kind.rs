//! The stable names of what can change: a subject and what happened to it.

use std::fmt;

use super::finding::{Api, Use};
use super::rules;

macro_rules! words {
    ($(#[doc = $about:literal])+ $name:ident { $($variant:ident = $word:literal,)+ }) => {
        $(#[doc = $about])+
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", $word, "`")] $variant,)+
        }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its part of a kind's name.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }
    };
}

words! {
    /// What has changed.
    Subject {
        Api = "api",
        DocumentVersion = "document-version",
        Operation = "operation",
        OperationId = "operation-id",
        Webhook = "webhook",
        Tag = "tag",
        Security = "security",
        SecurityScope = "security-scope",
        SecurityScheme = "security-scheme",
        OauthFlow = "oauth-flow",
        OauthUrl = "oauth-url",
        OauthScope = "oauth-scope",
        Server = "server",
        Parameter = "parameter",
        RequiredParameter = "required-parameter",
        ParameterStyle = "parameter-style",
        RequestBody = "request-body",
        RequiredRequestBody = "required-request-body",
        MediaType = "media-type",
        MediaTypeSchema = "media-type-schema",
        SuccessStatus = "success-status",
        ErrorStatus = "error-status",
        Header = "header",
        HeaderStyle = "header-style",
        RequiredHeader = "required-header",
        Schema = "schema",
        Property = "property",
        RequiredProperty = "required-property",
        Value = "value",
        Type = "type",
        Enum = "enum",
        EnumValue = "enum-value",
        ExtensibleEnumValue = "extensible-enum-value",
        Const = "const",
        Default = "default",
        Pattern = "pattern",
        MinLength = "min-length",
        MaxLength = "max-length",
        MinItems = "min-items",
        MaxItems = "max-items",
        MinProperties = "min-properties",
        MaxProperties = "max-properties",
        Minimum = "minimum",
        Maximum = "maximum",
        ExclusiveMinimum = "exclusive-minimum",
        ExclusiveMaximum = "exclusive-maximum",
        MinContains = "min-contains",
        MaxContains = "max-contains",
        MultipleOf = "multiple-of",
        UniqueItems = "unique-items",
        ReadOnly = "read-only",
        WriteOnly = "write-only",
        Deprecation = "deprecation",
        Sunset = "sunset",
        Stability = "stability",
        OneOf = "one-of",
        AnyOf = "any-of",
        Discriminator = "discriminator",
        DiscriminatorProperty = "discriminator-property",
        DiscriminatorMapping = "discriminator-mapping",
        AdditionalProperties = "additional-properties",
        Items = "items",
        Not = "not",
        If = "if",
        Then = "then",
        Else = "else",
        Contains = "contains",
        PropertyNames = "property-names",
        PatternProperty = "pattern-property",
        PrefixItems = "prefix-items",
        DependentRequired = "dependent-required",
        DependentSchema = "dependent-schema",
        UnevaluatedItems = "unevaluated-items",
        UnevaluatedProperties = "unevaluated-properties",
        ContentSchema = "content-schema",
        ContentMediaType = "content-media-type",
        ContentEncoding = "content-encoding",
        Reference = "reference",
        Xml = "xml",
        Encoding = "encoding",
        ParameterMedia = "parameter-media",
        Extension = "extension",
        RustItem = "rust-item",
    }
}

words! {
    /// What happened to it.
    Action {
        Added = "added",
        Removed = "removed",
        Changed = "changed",
        Renamed = "renamed",
        Moved = "moved",
        Replaced = "replaced",
        Reordered = "reordered",
        Increased = "increased",
        Decreased = "decreased",
        Widened = "widened",
        Narrowed = "narrowed",
        Opened = "opened",
        Closed = "closed",
        BecameRequired = "became-required",
        BecameOptional = "became-optional",
        BecameNullable = "became-nullable",
        BecameNotNullable = "became-not-nullable",
        RemovedBeforeSunset = "removed-before-sunset",
        RemovedAfterSunset = "removed-after-sunset",
        Invalid = "invalid",
    }
}

/// What a finding is, by a name that does not change between releases, such as
/// `property-became-required`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    /// What has changed.
    pub subject: Subject,
    /// What happened to it.
    pub action: Action,
}

impl Kind {
    /// The kind of a subject and an action.
    #[must_use]
    pub const fn new(subject: Subject, action: Action) -> Self {
        Self { subject, action }
    }

    /// The kind of a name such as `property-became-required`, or `None` if there is none.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let subjects = Subject::ALL.iter().copied();
        subjects
            .flat_map(|subject| {
                Action::ALL
                    .iter()
                    .map(move |action| Self::new(subject, *action))
            })
            .find(|kind| kind.to_string() == name)
    }

    /// What it means to callers of an operation that uses what has changed in some way.
    #[must_use]
    pub fn api(self, part: Use) -> Api {
        rules::api(self, part)
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.subject.word(), self.action.word())
    }
}
