//! The list in a reply.

use crate::ir::{Shape, Step, Type};
use crate::lower::context::Lowering;

/// The items of a page.
pub(super) struct Items {
    /// The way to them.
    pub steps: Vec<Step>,
    /// The same way, as a JSON pointer.
    pub pointer: String,
    /// The type of one.
    pub item: Type,
}

/// What the list of a reply is called, where it has several.
const USUAL: [&str; 9] = [
    "data",
    "elements",
    "entries",
    "items",
    "objects",
    "records",
    "resources",
    "results",
    "values",
];

/// The list that a reply plainly is about: the reply itself, its only list, or of several the one
/// that is called so.
pub(super) fn list(lowering: &Lowering<'_>, ty: &Type) -> Option<Items> {
    if let Type::List(item) = ty {
        return Some(Items {
            steps: Vec::new(),
            pointer: String::new(),
            item: (**item).clone(),
        });
    }
    let (Type::Named(id) | Type::Boxed(id)) = ty else {
        return None;
    };
    let Shape::Object(object) = &lowering.types[id.0].shape else {
        return None;
    };
    let lists = object.fields.iter().enumerate();
    let mut lists: Vec<_> = lists
        .filter(|(_, field)| matches!(field.ty, Type::List(_)))
        .collect();
    if lists.len() > 1 {
        lists.retain(|(_, field)| USUAL.contains(&field.name.to_ascii_lowercase().as_str()));
    }
    let [(index, field)] = lists.as_slice() else {
        return None;
    };
    let Type::List(item) = &field.ty else {
        return None;
    };
    let name = field.name.replace('~', "~0").replace('/', "~1");
    Some(Items {
        steps: vec![Step {
            object: *id,
            field: *index,
        }],
        pointer: format!("/{name}"),
        item: (**item).clone(),
    })
}
