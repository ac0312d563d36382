//! What tells the alternatives of a union apart: the keys that each cannot do without, and, where
//! the document names no discriminator, a property that has other values in each.

use std::collections::HashSet;

use crate::ir::{Enum, EnumKind, Object, Presence, Shape, Type, TypeDef, Union};

/// Tells each alternative that is an object what an object must have to be it.
pub(super) fn tell(types: &mut [TypeDef]) {
    for index in 0..types.len() {
        let Shape::Union(union) = &types[index].shape else {
            continue;
        };
        let mut union = union.clone();
        for variant in &mut union.variants {
            if let Some(object) = object(types, &variant.ty) {
                variant.required = required_keys(object);
            }
        }
        if union.tag.is_none() {
            find_tag(types, &mut union);
        }
        if let Some(tag) = &union.tag {
            for variant in &mut union.variants {
                let lacks = object(types, &variant.ty).is_some_and(|of| lacks(of, tag));
                if variant.tags.is_none() && lacks {
                    variant.tags = Some(Vec::new());
                }
            }
        }
        types[index].shape = Shape::Union(union);
    }
}

fn object<'a>(types: &'a [TypeDef], ty: &Type) -> Option<&'a Object> {
    let (Type::Named(id) | Type::Boxed(id)) = ty else {
        return None;
    };
    match &types[id.0].shape {
        Shape::Object(object) => Some(object),
        _ => None,
    }
}

/// Whether an object has no place for a property: no value of it means that object.
fn lacks(object: &Object, name: &str) -> bool {
    object.additional.is_none() && object.fields.iter().all(|field| field.name != name)
}

fn required_keys(object: &Object) -> Vec<String> {
    let always = [Presence::Required, Presence::Nullable];
    let fields = object.fields.iter();
    let fields = fields.filter(|field| always.contains(&field.presence));
    fields.map(|field| field.name.clone()).collect()
}

/// Takes the first property as the tag that lists values in several alternatives and in no two of
/// them the same one.
fn find_tag(types: &[TypeDef], union: &mut Union) {
    let objects: Vec<&Object> = union
        .variants
        .iter()
        .filter_map(|variant| object(types, &variant.ty))
        .collect();
    let names = objects
        .iter()
        .flat_map(|object| &object.fields)
        .map(|field| &field.name);
    let mut asked = HashSet::new();
    let tag = names
        .filter(|name| asked.insert(*name))
        .find(|name| tells_apart(types, &objects, name))
        .cloned();
    let Some(tag) = tag else { return };
    for variant in &mut union.variants {
        let object = object(types, &variant.ty);
        let listed = object.and_then(|object| listed(types, object, &tag));
        let values = listed.map(|of| of.values.iter().map(|value| value.value.clone()));
        variant.tags = values.map(Iterator::collect);
    }
    union.tag = Some(tag);
}

fn tells_apart(types: &[TypeDef], objects: &[&Object], name: &str) -> bool {
    let lists: Vec<&Enum> = objects
        .iter()
        .filter_map(|object| listed(types, object, name))
        .collect();
    let mut seen = HashSet::new();
    let mut values = lists.iter().flat_map(|of| &of.values);
    lists.len() > 1 && values.all(|value| seen.insert(&value.value))
}

/// The texts that a property of an object lists.
fn listed<'a>(types: &'a [TypeDef], object: &Object, name: &str) -> Option<&'a Enum> {
    let field = object.fields.iter().find(|field| field.name == name)?;
    let Type::Named(id) = field.ty else {
        return None;
    };
    match &types[id.0].shape {
        Shape::Enum(of) if of.kind == EnumKind::Text => Some(of),
        _ => None,
    }
}
