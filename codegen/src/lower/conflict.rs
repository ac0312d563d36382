//! Parts of `allOf` that no value satisfies together.

use serde_json::Value;

use crate::Pointer;
use crate::diagnostics::Code;
use crate::lower::context::Lowering;
use crate::lower::facets::Facets;

/// How deep parts of parts are looked into: more than any honest document has.
const DEEPEST: usize = 16;

/// What one part says of every value.
struct Claim<'a> {
    ty: Option<&'a str>,
    values: Vec<Value>,
    at: Pointer,
}

/// Reports two parts that contradict each other, and says whether there are any. Parts with properties
/// are joined property by property, and are no concern of this.
pub(super) fn is_reported<'a>(
    lowering: &mut Lowering<'a>,
    facets: &Facets<'a>,
    at: &Pointer,
) -> bool {
    let mut claims = Vec::new();
    let has_properties = claim(lowering, facets, at.clone(), 0, &mut claims);
    if has_properties {
        return false;
    }
    let pairs = claims.iter().enumerate().flat_map(|(index, one)| {
        let before = claims[..index].iter();
        before.map(move |other| (other, one))
    });
    let mut contradictions =
        pairs.filter_map(|(first, second)| Some((contradiction(first, second)?, first, second)));
    let Some((message, first, second)) = contradictions.next() else {
        return false;
    };
    let diagnostic = lowering
        .error(Code::Unsupported, &second.at, message)
        .related(lowering.document.source, &first.at, "the other part")
        .help("make the parts agree, or leave one of them out");
    lowering.refuse(diagnostic);
    true
}

/// Collects what a schema and its parts say; whether any of them has properties.
fn claim<'a>(
    lowering: &Lowering<'a>,
    facets: &Facets<'a>,
    at: Pointer,
    depth: usize,
    claims: &mut Vec<Claim<'a>>,
) -> bool {
    let mut has_properties = facets.has_properties();
    for (index, part) in facets.all_of.iter().enumerate() {
        let at = at.join("allOf").join(index);
        if let Some((at, schema)) = lowering.document.schema(part, &at)
            && depth < DEEPEST
        {
            has_properties |= claim(lowering, &Facets::of(schema), at, depth + 1, claims);
        }
    }
    let values = facets.enumeration.iter();
    // Many write `type: object` above an `allOf` of whatever kind.
    let is_habit = depth == 0 && facets.ty == Some("object");
    claims.push(Claim {
        ty: facets.ty.filter(|_| !is_habit),
        values: values.filter(|value| !value.is_null()).cloned().collect(),
        at,
    });
    has_properties
}

fn contradiction(first: &Claim<'_>, second: &Claim<'_>) -> Option<String> {
    if let (Some(first), Some(second)) = (first.ty, second.ty)
        && first != second
        && !matches!(
            (first, second),
            ("integer", "number") | ("number", "integer")
        )
    {
        return Some(format!(
            "no value is of type `{first}` and of type `{second}`, as the parts of `allOf` ask for"
        ));
    }
    let listed = !first.values.is_empty() && !second.values.is_empty();
    let shared = first
        .values
        .iter()
        .any(|value| second.values.contains(value));
    (listed && !shared)
        .then(|| "the parts of `allOf` list values of which none is in both".to_owned())
}
