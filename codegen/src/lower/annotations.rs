//! What a schema says about itself beside the shape of its values.

use std::borrow::Borrow;

use openapiv3::{ReferenceOr, Schema, SchemaData};

use crate::Pointer;
use crate::ir::Access;
use crate::lower::context::Lowering;
use crate::lower::extensions;

/// What a schema says about itself beside the shape of its values.
pub(super) struct Annotations {
    pub docs: String,
    pub rust_name: Option<String>,
    pub access: Access,
    pub deprecated: bool,
}

impl Annotations {
    /// Those of a type that no schema describes by itself.
    pub(super) fn documented(docs: &str) -> Self {
        Self {
            docs: docs.to_owned(),
            rust_name: None,
            access: Access::ReadWrite,
            deprecated: false,
        }
    }
}

/// The annotations of a schema where it stands. A bare `$ref` has none: the property that refers
/// to a documented type borrows the type's description, so that every field says something.
pub(super) fn annotations<S: Borrow<Schema>>(
    lowering: &mut Lowering<'_>,
    schema: &ReferenceOr<S>,
    at: &Pointer,
) -> Annotations {
    match schema {
        ReferenceOr::Item(schema) => of_schema(lowering, &schema.borrow().schema_data, at),
        ReferenceOr::Reference { .. } => {
            let document = lowering.document;
            let target = document.schema(schema, at);
            let docs = target.and_then(|(_, target)| target.schema_data.description.clone());
            Annotations::documented(&docs.unwrap_or_default())
        }
    }
}

/// The annotations of a schema that stands here itself.
pub(super) fn of_schema(
    lowering: &mut Lowering<'_>,
    data: &SchemaData,
    at: &Pointer,
) -> Annotations {
    Annotations {
        docs: joined(data.title.as_deref(), data.description.as_deref()),
        rust_name: extensions::text(lowering, &data.extensions, extensions::RUST_NAME, at),
        access: match (data.read_only, data.write_only) {
            (true, false) => Access::ReadOnly,
            (false, true) => Access::WriteOnly,
            _ => Access::ReadWrite,
        },
        deprecated: data.deprecated,
    }
}

/// A heading and the text below it, as one Markdown text.
pub(super) fn joined(heading: Option<&str>, text: Option<&str>) -> String {
    let heading = heading.map(str::trim).filter(|heading| !heading.is_empty());
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match (heading, text) {
        (Some(heading), Some(text)) if heading == text => text.to_owned(),
        (Some(heading), Some(text)) => format!("{heading}\n\n{text}"),
        (heading, text) => heading.or(text).unwrap_or_default().to_owned(),
    }
}
