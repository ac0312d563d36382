//! What the parameters of an operation and the fields of its reply are called, and what they are: all
//! that the conventions of pages go by.

use crate::ir::{Argument, Integer, Location, Parameter, Shape, Step, Type};
use crate::lower::context::Lowering;

/// Objects of a reply that tell of the list in it.
const META: [&str; 14] = [
    "cursors",
    "links",
    "meta",
    "metadata",
    "next",
    "nextpage",
    "page",
    "pageinfo",
    "pager",
    "pagination",
    "paging",
    "responsemetadata",
    "resultinfo",
    "resultset",
];

/// A field of a reply that may tell where the list goes on.
pub(super) struct Field {
    /// The names on the way to it, without what is no letter or digit, in small letters.
    pub path: Vec<String>,
    pub steps: Vec<Step>,
    pub ty: Type,
    pub docs: String,
}

impl Field {
    pub fn name(&self) -> &str {
        self.path.last().map_or("", String::as_str)
    }

    /// Whether name, way or description speak of one of these words.
    pub fn speaks_of(&self, words: &[&str]) -> bool {
        let docs = self.docs.to_ascii_lowercase();
        let path = self.path.concat();
        words
            .iter()
            .any(|word| path.contains(word) || docs.contains(word))
    }

    pub fn is_integer(&self) -> bool {
        matches!(self.ty, Type::Integer(_))
    }
}

/// The scalar fields of a reply, at its top and in the objects that tell of the list.
pub(super) fn fields(lowering: &Lowering<'_>, ty: &Type) -> Vec<Field> {
    let mut found = Vec::new();
    collect(lowering, ty, &[], &[], &mut found);
    found
}

fn collect(
    lowering: &Lowering<'_>,
    ty: &Type,
    path: &[String],
    steps: &[Step],
    found: &mut Vec<Field>,
) {
    const DEEPEST: usize = 3;
    let (Type::Named(id) | Type::Boxed(id)) = ty else {
        return;
    };
    let Shape::Object(object) = &lowering.types[id.0].shape else {
        return;
    };
    for (index, field) in object.fields.iter().enumerate() {
        let name = plain(&field.name);
        let enters = META.contains(&name.as_str()) && path.len() < DEEPEST;
        let path: Vec<String> = path.iter().cloned().chain([name]).collect();
        let step = Step {
            object: *id,
            field: index,
        };
        let steps: Vec<Step> = steps.iter().copied().chain([step]).collect();
        match &field.ty {
            Type::Named(_) | Type::Boxed(_) if enters => {
                collect(lowering, &field.ty, &path, &steps, found);
            }
            Type::String | Type::Boolean | Type::Integer(_) => found.push(Field {
                path,
                steps,
                ty: field.ty.clone(),
                docs: field.docs.clone(),
            }),
            _ => {}
        }
    }
}

/// A name without what is no letter or digit, in small letters.
pub(super) fn plain(name: &str) -> String {
    let letters = name.chars().filter(char::is_ascii_alphanumeric);
    letters.map(|letter| letter.to_ascii_lowercase()).collect()
}

/// An optional query parameter by one of these names, if there is exactly one.
pub(super) fn parameter(
    parameters: &[Parameter],
    names: &[&str],
    fits: fn(&Type) -> bool,
) -> Option<usize> {
    let mut fitting = parameters.iter().enumerate().filter(|(_, parameter)| {
        parameter.location == Location::Query
            && parameter.argument == Argument::Optional
            && names.contains(&plain(&parameter.name).as_str())
            && fits(&parameter.ty)
    });
    let (index, _) = fitting.next()?;
    fitting.next().is_none().then_some(index)
}

/// Whether there is a query parameter by one of these names.
pub(super) fn takes(parameters: &[Parameter], names: &[&str], fits: fn(&Type) -> bool) -> bool {
    let mut parameters = parameters.iter();
    parameters.any(|parameter| {
        parameter.location == Location::Query
            && names.contains(&plain(&parameter.name).as_str())
            && fits(&parameter.ty)
    })
}

/// Whether a number of this type counts something.
pub(super) fn is_count(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Integer(Integer::I32 | Integer::I64 | Integer::U32)
    )
}

/// The one field that fits, if it is one.
pub(super) fn only(fields: &[Field], fits: impl Fn(&Field) -> bool) -> Option<&Field> {
    let mut fitting = fields.iter().filter(|field| fits(field));
    let field = fitting.next()?;
    fitting.next().is_none().then_some(field)
}
