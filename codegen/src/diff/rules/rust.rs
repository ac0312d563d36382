//! What a change means to Rust callers, by its kind, as far as the surfaces do not say it.

use super::Way;
use crate::diff::finding::Rust;
use crate::diff::kind::{Action as A, Kind, Subject as S};

/// Whether lines of Rust can follow from a change.
pub(in crate::diff) fn touches_rust(kind: Kind) -> bool {
    matches!(
        kind.subject,
        S::Api
            | S::Operation
            | S::OperationId
            | S::Tag
            | S::Security
            | S::SecurityScheme
            | S::OauthFlow
            | S::Server
            | S::Parameter
            | S::RequiredParameter
            | S::RequestBody
            | S::RequiredRequestBody
            | S::MediaType
            | S::MediaTypeSchema
            | S::SuccessStatus
            | S::ErrorStatus
            | S::Schema
            | S::Property
            | S::RequiredProperty
            | S::Value
            | S::Type
            | S::Enum
            | S::EnumValue
            | S::Const
            | S::Default
            | S::ReadOnly
            | S::WriteOnly
            | S::OneOf
            | S::AnyOf
            | S::Discriminator
            | S::DiscriminatorProperty
            | S::DiscriminatorMapping
            | S::Reference
            | S::AdditionalProperties
            | S::Items
            | S::PrefixItems
            | S::PatternProperty
            | S::ContentEncoding
    )
}

/// Whether a change is of a schema as a whole, so that whoever uses it may have another type.
pub(in crate::diff) fn is_of_schema(kind: Kind) -> bool {
    matches!(
        kind.subject,
        S::Type
            | S::Value
            | S::Enum
            | S::Const
            | S::OneOf
            | S::AnyOf
            | S::Items
            | S::Reference
            | S::AdditionalProperties
    )
}

/// What a change means to Rust callers where the generator refuses the documents, so that there is
/// no surface to compare.
pub(in crate::diff) fn rust(kind: Kind, way: Way, parameter: bool) -> Rust {
    let Kind { subject, action } = kind;
    let breaks = match (subject, action) {
        (S::Operation | S::Api, A::Removed | A::RemovedBeforeSunset | A::RemovedAfterSunset) => {
            true
        }
        (S::OperationId | S::Schema, A::Renamed | A::Removed) => true,
        (
            S::Parameter | S::RequestBody,
            A::BecameRequired
            | A::BecameOptional
            | A::Renamed
            | A::Removed
            | A::RemovedBeforeSunset
            | A::RemovedAfterSunset,
        ) => true,
        (S::RequiredParameter | S::RequiredRequestBody, _) => true,
        (S::Property | S::RequiredProperty, A::Removed | A::Renamed) => true,
        (S::Property, A::BecameRequired | A::BecameOptional) => true,
        (S::Value, A::BecameNullable | A::BecameNotNullable) => !parameter,
        (S::Type, A::Widened) => !parameter,
        (S::Type | S::Items | S::Reference, _) => true,
        (S::DiscriminatorProperty, A::Renamed) => true,
        (S::Enum, _) => !(parameter && action == A::Added),
        (S::EnumValue | S::OneOf | S::AnyOf, A::Removed | A::Renamed | A::Replaced) => true,
        (S::AdditionalProperties, A::Closed | A::Changed) => true,
        (S::MediaType, A::Removed | A::Changed | A::Replaced) => way == Way::Request,
        (S::RustItem, A::Removed | A::Changed | A::Renamed) => true,
        _ => false,
    };
    match (breaks, subject, action) {
        (true, ..) => Rust::BreaksBuild,
        (_, S::Parameter, A::Reordered) | (_, S::Server, A::Changed) => Rust::ChangesMeaning,
        // The field is there, and what callers do not set is sent as its default.
        (_, S::RequiredProperty, A::Added) if way == Way::Request => Rust::ChangesMeaning,
        _ => Rust::Compatible,
    }
}
