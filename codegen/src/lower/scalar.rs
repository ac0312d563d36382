//! Text, numbers and truth values, by `type` and `format`.

use crate::Pointer;
use crate::diagnostics::{Code, Diagnostic};
use crate::ir::{Integer, Type};
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::source::Ownership;

/// The type of a scalar. A format that is not known says nothing: OpenAPI leaves formats open.
///
/// `uuid`, `uri`, `email`, `ipv4` and the like are text on purpose: a value that is not of the form
/// must not cost the record it stands in, and a library for each would be more to build for everyone.
pub(super) fn lower(
    lowering: &mut Lowering<'_>,
    ty: &str,
    facets: &Facets<'_>,
    at: &Pointer,
) -> Type {
    let format = facets.format.as_deref();
    match (ty, format) {
        ("string", Some("date-time")) => Type::Timestamp,
        ("string", Some("date")) => Type::Date,
        ("string", Some("byte" | "base64" | "base64url")) => Type::Base64,
        ("string", Some("decimal")) => Type::Text(Box::new(Type::Decimal)),
        ("string", Some("int32" | "int64" | "uint32" | "uint64")) => {
            Type::Text(Box::new(Type::Integer(integer(format))))
        }
        ("string", Some("binary")) => {
            report_binary(lowering, &at.join("format"));
            Type::String
        }
        ("integer", None) if lists_unsigned(facets) => Type::Integer(Integer::U64),
        ("integer", _) => Type::Integer(integer(format)),
        ("number", Some("decimal")) => Type::Decimal,
        ("number", _) => Type::Float,
        ("boolean", _) => Type::Boolean,
        _ => Type::String,
    }
}

/// Reports bytes where only text can stand. In somebody else's document the type is text, which is what
/// travels, so that nothing is lost.
fn report_binary(lowering: &mut Lowering<'_>, at: &Pointer) {
    let diagnostic = match lowering.document.ownership {
        Ownership::Owned => {
            let message = "binary content in JSON is not supported";
            lowering.error(Code::Unsupported, at, message)
        }
        Ownership::Foreign => {
            let message = "binary content in JSON is taken as text";
            Diagnostic::note(Code::IgnoredKeyword, lowering.document.source, at, message)
        }
    };
    lowering.report(diagnostic.help("use `format: byte` for base64 text"));
}

/// Refuses numbers that travel as text where no field says so: the text is a fact of the field.
pub(super) fn refuse_text(lowering: &mut Lowering<'_>, ty: &Type, at: &Pointer) {
    if ty.travels_as_text() {
        lowering.unsupported(
            at,
            "a number that travels as text is not supported outside of a property or parameter",
            "leave its `format` out and take it as text",
        );
    }
}

/// Whether a format of text says what the text is.
pub(super) fn is_narrow(format: Option<&str>) -> bool {
    let narrow = [
        "date-time",
        "date",
        "byte",
        "base64",
        "base64url",
        "decimal",
    ];
    format.is_some_and(|format| narrow.contains(&format))
}

/// Whether listed values are larger than `i64` holds, and none is negative.
fn lists_unsigned(facets: &Facets<'_>) -> bool {
    let values = || facets.enumeration.iter().filter(|value| !value.is_null());
    values().all(|value| value.is_u64()) && values().any(|value| !value.is_i64())
}

fn integer(format: Option<&str>) -> Integer {
    match format {
        Some("int8" | "int16" | "int32") => Integer::I32,
        Some("uint8" | "uint16" | "uint32") => Integer::U32,
        Some("uint64" | "uint") => Integer::U64,
        _ => Integer::I64,
    }
}
