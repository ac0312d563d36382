//! What a change means to users of the API, by its kind and the way it travels.
//!
//! Narrowing a request or widening a reply breaks, the mirror does not. A new bound on a request is
//! a risk, because values that it refuses may never have been sent.

use crate::diff::finding::{Api, Use};
use crate::diff::kind::{Action as A, Kind, Subject as S};

use Api::{Breaking, Compatible, Risky};

/// What a change means to callers of an operation that uses what has changed in some way.
pub(in crate::diff) fn api(kind: Kind, part: Use) -> Api {
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
        (S::EnumValue, A::Renamed) => (Breaking, Risky),
        (S::EnumValue | S::ExtensibleEnumValue, A::Removed) => (Breaking, Compatible),
        (S::ExtensibleEnumValue, _) => same(Compatible),
        (S::Enum, A::Removed) => (Compatible, Risky),
        (S::AnyOf, A::Added) => same(Compatible),
        (S::OneOf | S::AnyOf, A::Replaced) => same(Breaking),
        (S::OneOf, A::Widened) => (Compatible, Risky),
        (S::OneOf, A::Narrowed) => (Risky, Compatible),
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
        (S::DiscriminatorProperty, _) | (S::DiscriminatorMapping, A::Renamed) => same(Breaking),
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
        (S::Security, A::BecameRequired | A::Removed | A::Replaced) => Breaking,
        (S::SecurityScope, A::Added)
        | (S::SecurityScheme, A::Changed)
        | (S::OauthFlow, A::Removed | A::Replaced) => Breaking,
        (S::OauthScope, A::Removed) => Risky,
        (S::OauthUrl, _) => Breaking,
        (S::Server, A::Removed | A::Changed | A::Replaced) => Risky,
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
        (S::Parameter, A::Narrowed | A::Renamed) => same(Breaking),
        (S::ParameterStyle | S::ParameterMedia | S::Encoding | S::HeaderStyle, _)
        | (S::SuccessStatus | S::MediaType, A::Removed | A::Replaced) => same(Breaking),
        (S::MediaType, A::Widened) => (Compatible, Breaking),
        (S::MediaType, A::Narrowed) => (Breaking, Compatible),
        (S::MediaTypeSchema, A::Added) => (Breaking, Compatible),
        (S::MediaTypeSchema, A::Removed) => (Compatible, Risky),
        (S::RequiredHeader, A::Removed | A::Renamed) | (S::Header, A::BecameOptional) => {
            same(Breaking)
        }
        (S::Header, A::Removed | A::Renamed) => same(Risky),
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
