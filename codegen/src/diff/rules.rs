//! What a change means, by its kind and the way it travels.
//!
//! Narrowing a request or widening a reply breaks, the mirror does not. A new bound on a request is
//! a risk, because values that it refuses may never have been sent.

use super::finding::{Api, Rust, Use};
use super::kind::{Action as A, Kind, Subject as S};

/// Which way the changed thing travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Way {
    /// To the server.
    Request,
    /// To the client.
    Response,
}

use Api::{Breaking, Compatible, Risky};

/// What a change means to callers of an operation that uses what has changed in some way.
pub(super) fn api(kind: Kind, part: Use) -> Api {
    let parameter = matches!(part, Use::Parameter | Use::ParameterProperty);
    let (request, response) = both(kind, parameter);
    match part {
        Use::Operation => request.max(response),
        part if part.is_request() => request,
        _ => response,
    }
}

fn both(kind: Kind, parameter: bool) -> (Api, Api) {
    let Kind { subject, action } = kind;
    match subject {
        S::MinLength
        | S::MinItems
        | S::MinProperties
        | S::Minimum
        | S::ExclusiveMinimum
        | S::MinContains => lower(action),
        S::MaxLength
        | S::MaxItems
        | S::MaxProperties
        | S::Maximum
        | S::ExclusiveMaximum
        | S::MaxContains => upper(action),
        S::Not
        | S::If
        | S::Then
        | S::Else
        | S::Contains
        | S::PropertyNames
        | S::PatternProperty
        | S::DependentRequired
        | S::DependentSchema
        | S::UnevaluatedItems
        | S::UnevaluatedProperties
        | S::ContentSchema
        | S::ContentMediaType
        | S::ContentEncoding
        | S::MultipleOf
        | S::UniqueItems
        | S::Reference
        | S::Xml
        | S::Const => assertion(action),
        S::Default if parameter => (Breaking, Compatible),
        S::Default => (Compatible, Compatible),
        S::Type
        | S::Value
        | S::Enum
        | S::EnumValue
        | S::ExtensibleEnumValue
        | S::Pattern
        | S::OneOf
        | S::AnyOf
        | S::PrefixItems
        | S::Items
        | S::AdditionalProperties => value(subject, action),
        S::Property
        | S::RequiredProperty
        | S::ReadOnly
        | S::WriteOnly
        | S::Discriminator
        | S::DiscriminatorProperty
        | S::DiscriminatorMapping
        | S::Schema => object(subject, action),
        S::Operation
        | S::Webhook
        | S::Api
        | S::OperationId
        | S::Tag
        | S::Security
        | S::SecurityScope
        | S::SecurityScheme
        | S::OauthFlow
        | S::OauthUrl
        | S::OauthScope
        | S::Server => same(operation(subject, action)),
        S::Parameter
        | S::RequiredParameter
        | S::RequiredRequestBody
        | S::ParameterStyle
        | S::ParameterMedia
        | S::Encoding
        | S::HeaderStyle
        | S::RequestBody
        | S::MediaType
        | S::MediaTypeSchema
        | S::SuccessStatus
        | S::ErrorStatus
        | S::Header
        | S::RequiredHeader => message(subject, action),
        S::Deprecation | S::Sunset | S::Stability => same(lifecycle(subject, action)),
        S::Extension | S::RustItem | S::DocumentVersion => same(Compatible),
    }
}

fn same(api: Api) -> (Api, Api) {
    (api, api)
}

fn lower(action: A) -> (Api, Api) {
    match action {
        A::Added => (Risky, Compatible),
        A::Increased => (Breaking, Compatible),
        _ => (Compatible, Breaking),
    }
}

fn upper(action: A) -> (Api, Api) {
    match action {
        A::Added => (Risky, Compatible),
        A::Decreased => (Breaking, Compatible),
        _ => (Compatible, Breaking),
    }
}

fn assertion(action: A) -> (Api, Api) {
    match action {
        A::Added => (Breaking, Compatible),
        A::Removed => (Compatible, Breaking),
        _ => same(Breaking),
    }
}

fn value(subject: S, action: A) -> (Api, Api) {
    match (subject, action) {
        (S::Pattern, A::Added) => (Breaking, Compatible),
        (S::Pattern, A::Changed) => (Risky, Compatible),
        (S::Pattern, _) => same(Compatible),
        (S::EnumValue, A::Added) => (Compatible, Risky),
        (S::EnumValue | S::ExtensibleEnumValue, A::Removed) => (Breaking, Compatible),
        (S::ExtensibleEnumValue, _) => same(Compatible),
        (S::Enum, A::Removed) => (Compatible, Risky),
        (S::AnyOf, A::Added) => same(Compatible),
        (S::OneOf | S::PrefixItems, A::Added) => (Compatible, Breaking),
        (S::OneOf | S::AnyOf | S::PrefixItems, _) => (Breaking, Compatible),
        (_, A::Widened | A::BecameNullable | A::Opened) => (Compatible, Breaking),
        (_, A::Narrowed | A::BecameNotNullable | A::Closed) => (Breaking, Compatible),
        (S::Items, A::Removed) => (Compatible, Breaking),
        (_, A::Added) => (Breaking, Compatible),
        _ => same(Breaking),
    }
}

fn object(subject: S, action: A) -> (Api, Api) {
    match (subject, action) {
        (S::Property | S::RequiredProperty, A::Renamed) => same(Breaking),
        (S::RequiredProperty, A::Added) => (Breaking, Compatible),
        (S::RequiredProperty, A::Removed) => (Risky, Breaking),
        (S::Property, A::Removed) => same(Risky),
        (S::Property, A::BecameRequired) => (Breaking, Compatible),
        (S::Property, A::BecameOptional) => (Compatible, Breaking),
        (S::WriteOnly, A::Removed) => (Compatible, Risky),
        (S::DiscriminatorProperty, _) => same(Breaking),
        (S::DiscriminatorMapping, A::Changed) => same(Risky),
        (S::DiscriminatorMapping, A::Removed) => (Risky, Compatible),
        (S::DiscriminatorMapping, A::Added) => (Compatible, Risky),
        _ => same(Compatible),
    }
}

fn operation(subject: S, action: A) -> Api {
    match (subject, action) {
        (S::Operation | S::Webhook | S::Api, A::Removed | A::RemovedBeforeSunset | A::Moved) => {
            Breaking
        }
        (S::Security, A::BecameRequired | A::Removed) => Breaking,
        (S::SecurityScope, A::Added)
        | (S::SecurityScheme, A::Changed)
        | (S::OauthFlow, A::Removed) => Breaking,
        (S::OauthScope, A::Removed) => Risky,
        (S::OauthUrl, _) => Breaking,
        (S::Server, A::Removed | A::Changed) => Risky,
        _ => Compatible,
    }
}

fn message(subject: S, action: A) -> (Api, Api) {
    match (subject, action) {
        (S::RequiredParameter | S::RequiredRequestBody, _) => same(Breaking),
        (S::Parameter, A::Removed) => same(Risky),
        (S::RequestBody, A::Removed) => same(Breaking),
        (S::Parameter | S::RequestBody, A::BecameRequired | A::RemovedBeforeSunset | A::Moved) => {
            same(Breaking)
        }
        (S::Parameter, A::Narrowed) => same(Breaking),
        (S::ParameterStyle | S::ParameterMedia | S::Encoding | S::HeaderStyle, _)
        | (S::SuccessStatus, A::Removed) => same(Breaking),
        (S::MediaType, A::Removed) => same(Breaking),
        (S::MediaType, A::Widened) => (Compatible, Breaking),
        (S::MediaType, A::Narrowed) => (Breaking, Compatible),
        (S::MediaTypeSchema, A::Added) => (Breaking, Compatible),
        (S::MediaTypeSchema, A::Removed) => (Compatible, Risky),
        (S::RequiredHeader, A::Removed) | (S::Header, A::BecameOptional) => same(Breaking),
        (S::Header, A::Removed) => same(Risky),
        _ => same(Compatible),
    }
}

fn lifecycle(subject: S, action: A) -> Api {
    match (subject, action) {
        (S::Sunset, A::Removed | A::Decreased | A::Invalid)
        | (S::Stability, A::Decreased | A::Invalid) => Breaking,
        _ => Compatible,
    }
}

/// Whether lines of Rust can follow from a change.
pub(super) fn touches_rust(kind: Kind) -> bool {
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
            | S::AdditionalProperties
            | S::Items
            | S::PrefixItems
            | S::PatternProperty
            | S::ContentEncoding
    )
}

/// Whether a change is of a schema as a whole, so that whoever uses it may have another type.
pub(super) fn is_of_schema(kind: Kind) -> bool {
    matches!(
        kind.subject,
        S::Type
            | S::Value
            | S::Enum
            | S::Const
            | S::OneOf
            | S::AnyOf
            | S::Items
            | S::AdditionalProperties
    )
}

/// What a change means to Rust callers where the generator refuses the documents, so that there is
/// no surface to compare.
pub(super) fn rust(kind: Kind, way: Way, parameter: bool) -> Rust {
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
            | A::Removed
            | A::RemovedBeforeSunset
            | A::RemovedAfterSunset,
        ) => true,
        (S::RequiredParameter | S::RequiredRequestBody, _) => true,
        (S::Property | S::RequiredProperty, A::Removed | A::Renamed) => true,
        (S::Property, A::BecameRequired | A::BecameOptional) => true,
        (S::Value, A::BecameNullable | A::BecameNotNullable) => !parameter,
        (S::Type, A::Widened) => !parameter,
        (S::Type | S::Items, _) => true,
        (S::Enum, _) => !(parameter && action == A::Added),
        (S::EnumValue | S::OneOf | S::AnyOf, A::Removed) => true,
        (S::AdditionalProperties, A::Closed | A::Changed) => true,
        (S::MediaType, A::Removed | A::Changed) => way == Way::Request,
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
