//! Parts of `allOf` that no value satisfies together.

use std::collections::HashSet;

use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Code;
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;
use crate::lower::parts::DEEPEST;

/// What the parts looked at so far ask for, each with the part that asked first.
#[derive(Default)]
struct Claims<'a> {
    ty: Option<(&'a str, Pointer)>,
    format: Option<(String, Pointer)>,
    values: Option<(HashSet<Value>, Pointer)>,
}

/// Reports two parts that contradict each other, and says whether there are any. Parts with properties
/// are joined property by property, and are no concern of this.
pub(super) fn is_reported<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> bool {
    let mut parts = Vec::new();
    let mut visited = HashSet::from([at.clone()]);
    if collect(lowering, (facets, at), 0, &mut visited, &mut parts) {
        return false;
    }
    // Many write `type: object` above an `allOf` of whatever kind.
    let own = facets.ty.filter(|ty| *ty != "object");
    let mut claims = Claims::default();
    parts.push(Part {
        ty: own,
        ..Part::of(facets, at.clone())
    });
    for part in parts {
        let at = part.at.clone();
        let Some((message, first)) = claims.add(part) else {
            continue;
        };
        let diagnostic = lowering
            .error(Code::Unsupported, &at, message)
            .related(lowering.document.source, &first, "the other part")
            .help("make the parts agree, or leave one of them out");
        lowering.refuse(diagnostic);
        return true;
    }
    false
}

/// What one part says of every value.
struct Part<'a> {
    ty: Option<&'a str>,
    format: Option<String>,
    values: HashSet<Value>,
    at: Pointer,
}

impl<'a> Part<'a> {
    fn of(facets: &Facets<'a>, at: Pointer) -> Self {
        let values = facets.enumeration.iter();
        Self {
            ty: facets.ty,
            format: facets.format.clone(),
            values: values.filter(|value| !value.is_null()).cloned().collect(),
            at,
        }
    }
}

/// Collects what the parts of a schema say, those of parts before the parts themselves; whether any of
/// them, or the schema, has properties.
fn collect<'a>(
    lowering: &Lowering<'a>,
    (facets, at): (&Facets<'a>, &Pointer),
    depth: usize,
    visited: &mut HashSet<Pointer>,
    parts: &mut Vec<Part<'a>>,
) -> bool {
    let mut has_properties = facets.has_properties();
    for (index, part) in facets.all_of.iter().enumerate() {
        let at = at.join("allOf").join(index);
        // A part that several share says the same each time.
        if depth < DEEPEST
            && let Some((at, schema)) = lowering.document.schema(part, &at)
            && visited.insert(at.clone())
        {
            let facets = Facets::of(schema);
            has_properties |= collect(lowering, (&facets, &at), depth + 1, visited, parts);
            parts.push(Part::of(&facets, at));
        }
    }
    has_properties
}

impl<'a> Claims<'a> {
    /// Takes in a part; what it contradicts, and where that stands.
    fn add(&mut self, part: Part<'a>) -> Option<(String, Pointer)> {
        let Part {
            ty,
            format,
            values,
            at,
        } = part;
        if let Some(ty) = ty {
            let (first, place) = self.ty.get_or_insert_with(|| (ty, at.clone()));
            if kind(first) != kind(ty) {
                let message = format!(
                    "no value is of type `{first}` and of type `{ty}`, as the parts of `allOf` ask for"
                );
                return Some((message, place.clone()));
            }
        }
        if let Some(format) =
            format.filter(|format| ["date", "date-time"].contains(&format.as_str()))
        {
            let claim = || (format.clone(), at.clone());
            let (first, place) = self.format.get_or_insert_with(claim);
            if *first != format {
                let message = format!(
                    "no text is of format `{first}` and of format `{format}`, as the parts of `allOf` ask for"
                );
                return Some((message, place.clone()));
            }
        }
        if !values.is_empty() {
            let (shared, place) = self
                .values
                .get_or_insert_with(|| (values.clone(), at.clone()));
            shared.retain(|value| values.contains(value));
            if shared.is_empty() {
                let message = "the parts of `allOf` list values of which none is in both";
                return Some((message.to_owned(), place.clone()));
            }
        }
        None
    }
}

/// The type without the difference between kinds of numbers: an integer is a number.
fn kind(ty: &str) -> &str {
    match ty {
        "integer" => "number",
        other => other,
    }
}
