//! The parts of a multipart body: each is an argument of the operation.

use indexmap::IndexMap;
use openapiv3::{MediaType, ReferenceOr, Schema};

use crate::Pointer;
use crate::ir::{Access, Argument, Home, Location, Parameter, Style, Type};
use crate::lower::context::{Lowered, Lowering};
use crate::lower::facets::Facets;
use crate::lower::{annotations, media, schema};

/// A property of the schema of a multipart body.
struct Property<'a> {
    schema: &'a ReferenceOr<Box<Schema>>,
    at: Pointer,
    required: bool,
}

/// The parts of a multipart body. Those of one that may be left out may all be.
pub(super) fn parts<'a>(
    lowering: &mut Lowering<'a>,
    media: &'a MediaType,
    at: &Pointer,
    operation: usize,
    required: bool,
) -> Vec<Parameter> {
    let properties = properties(lowering, media, at).into_iter();
    let parts = properties.filter_map(|(name, mut property)| {
        let encoding = media.encoding.get(name);
        let content_type = encoding.and_then(|encoding| encoding.content_type.as_deref());
        property.required &= required;
        part(lowering, name, property, content_type, operation)
    });
    parts.collect()
}

/// Whether a part of the body is a file, which no other media type can carry.
pub(super) fn has_files<'a>(lowering: &Lowering<'a>, media: &'a MediaType, at: &Pointer) -> bool {
    let properties = properties(lowering, media, at);
    let mut properties = properties.values();
    properties.any(|property| file(lowering, property, None).is_some())
}

fn properties<'a>(
    lowering: &Lowering<'a>,
    media: &'a MediaType,
    at: &Pointer,
) -> IndexMap<&'a str, Property<'a>> {
    let mut found = IndexMap::new();
    if let Some(schema) = &media.schema {
        collect(lowering, schema, &at.join("schema"), 0, &mut found);
    }
    found
}

/// The properties of a schema and of all that it is made of. What stands in an alternative is never
/// required: another one may do without it.
fn collect<'a>(
    lowering: &Lowering<'a>,
    schema: &'a ReferenceOr<Schema>,
    at: &Pointer,
    depth: usize,
    found: &mut IndexMap<&'a str, Property<'a>>,
) {
    // Deeper than anybody nests by hand: a schema that is made of itself.
    const DEEPEST: usize = 16;
    let document = lowering.document;
    let Some((at, schema)) = document.schema(schema, at).filter(|_| depth < DEEPEST) else {
        return;
    };
    let facets = Facets::of(schema);
    for (key, parts) in [
        ("allOf", facets.all_of),
        ("oneOf", facets.one_of),
        ("anyOf", facets.any_of),
    ] {
        let mut below = IndexMap::new();
        for (index, part) in parts.iter().enumerate() {
            collect(
                lowering,
                part,
                &at.join(key).join(index),
                depth + 1,
                &mut below,
            );
        }
        for (name, mut property) in below {
            property.required &= key == "allOf";
            found.entry(name).or_insert(property);
        }
    }
    for (name, schema) in facets.properties.into_iter().flatten() {
        let at = at.join("properties").join(name);
        found.insert(
            name,
            Property {
                schema,
                at,
                required: false,
            },
        );
    }
    for name in facets.required {
        if let Some(property) = found.get_mut(name.as_str()) {
            property.required = true;
        }
    }
}

fn part<'a>(
    lowering: &mut Lowering<'a>,
    name: &str,
    property: Property<'a>,
    content_type: Option<&str>,
    operation: usize,
) -> Option<Parameter> {
    let Property {
        schema,
        at,
        required,
    } = property;
    let annotations = annotations::annotations(lowering, schema, &at);
    if annotations.access == Access::ReadOnly {
        return None;
    }
    let described = Property {
        schema,
        at: at.clone(),
        required,
    };
    let ty = match file(lowering, &described, content_type) {
        Some(ty) => ty,
        None => {
            let home = Home::Operation(operation, name.to_owned());
            let Lowered { ty, .. } = schema::lower(lowering, schema, &at, home);
            ty
        }
    };
    Some(Parameter {
        name: name.to_owned(),
        location: Location::Part,
        style: Style::Form,
        argument: match required {
            true => Argument::Required,
            false => Argument::Optional,
        },
        ty,
        rust_name: annotations.rust_name,
        docs: annotations.docs,
        secret: schema::is_secret(lowering, schema, &at),
        limits: schema::limits(lowering, schema, &at),
        deprecated: annotations.deprecated,
        content_type: content_type.and_then(one_type).unwrap_or_default(),
        at,
    })
}

/// The type of a part that is a file or a list of them: binary content, or a text that the document
/// says to be of a type that no text is of.
fn file(
    lowering: &Lowering<'_>,
    property: &Property<'_>,
    content_type: Option<&str>,
) -> Option<Type> {
    let Property { schema, at, .. } = property;
    let says_file = content_type.is_some_and(|content_type| {
        let essence = media::essence(content_type.split(',').next().unwrap_or_default());
        let families = ["image/", "audio/", "video/", "application/octet-stream"];
        families.iter().any(|family| essence.starts_with(family))
    });
    if media::is_binary(lowering, *schema, at) {
        return Some(Type::File);
    }
    let (at, target) = lowering.document.schema(*schema, at)?;
    let facets = Facets::of(target);
    if let Some(items) = facets.items {
        let binary = media::is_binary(lowering, items, &at.join("items"));
        return binary.then(|| Type::List(Box::new(Type::File)));
    }
    let textual = facets.ty.is_none_or(|ty| ty == "string");
    let plain = facets.stands_alone() && !facets.has_properties();
    (says_file && textual && plain).then_some(Type::File)
}

/// The content type, if it is one and not a choice.
fn one_type(content_type: &str) -> Option<String> {
    let one = !content_type.contains(',') && !media::is_range(content_type);
    one.then(|| content_type.trim().to_owned())
}
