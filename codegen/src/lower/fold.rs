//! Equal inline types become one: many documents write the same list of texts, or the same object, out
//! wherever they use it, and each copy would be a type of its own.
//!
//! Types are equal that travel alike and whose parts say the same. What a copy says about itself as a
//! whole stands at the field or parameter that uses it, so nothing is lost.
//!
//! The one that stays is the first in the document's order, and it keeps its name. But where copies
//! stand in different components or operations, all under one word, and no other copies stand under
//! that word, the word is the name: `Direction`, not `ListForksDirection`.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use crate::ir::{Direction, Enum, Field, Home, Object, Shape, Tuple, Type, TypeDef, TypeId, Union};
use crate::lower::finish::shape_types;
use crate::lower::tuple;

/// Words that say nothing by themselves.
const VAGUE: [&str; 5] = ["body", "value", "item", "variant", "additional_property"];

/// Makes every reference to one of several equal types a reference to the first of them, which gets
/// the name of all. The others are left without a reference.
pub(super) fn fold(types: &mut [TypeDef]) -> Vec<TypeId> {
    let classes = classes(types);
    let mut firsts: Vec<TypeId> = (0..types.len()).map(TypeId).collect();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, class) in classes.iter().enumerate() {
        members.entry(*class).or_default().push(index);
    }
    members.retain(|_, members| members.len() > 1);
    for members in members.values() {
        for &copy in members {
            firsts[copy] = TypeId(members[0]);
        }
    }
    for (first, word) in shared_words(types, members.into_values()) {
        types[first].home = Home::Shared(word);
    }
    for def in types {
        for ty in shape_types(&mut def.shape) {
            if let Some(id) = ty.target_mut() {
                *id = firsts[id.0];
            }
        }
    }
    firsts
}

/// For each type a number that it shares with its equals.
fn classes(types: &[TypeDef]) -> Vec<usize> {
    let mut classes: Vec<usize> = (0..types.len()).collect();
    let mut known: HashMap<String, usize> = HashMap::new();
    // What stands in an inline type comes after it, and has to be known before it.
    for (index, def) in types.iter().enumerate().rev() {
        if !matches!(def.home, Home::Component(_)) {
            classes[index] = *known.entry(signature(def, &classes)).or_insert(index);
        }
    }
    classes
}

/// The words that name several equal types, each with the first of them.
fn shared_words(
    types: &[TypeDef],
    groups: impl Iterator<Item = Vec<usize>>,
) -> Vec<(usize, String)> {
    let mut named: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for members in groups {
        let word = word(&types[members[0]]);
        let same = members
            .iter()
            .all(|member| self::word(&types[*member]) == word);
        let root = root(types, members[0]);
        let spread = members
            .iter()
            .any(|member| self::root(types, *member) != root);
        if let Some(word) = word.filter(|_| same && spread) {
            named.entry(word.to_owned()).or_default().push(members[0]);
        }
    }
    let components: Vec<String> = types.iter().filter_map(component).map(plain).collect();
    let named = named
        .into_iter()
        .filter(|(word, firsts)| firsts.len() == 1 && !components.contains(&plain(word)));
    named.map(|(word, firsts)| (firsts[0], word)).collect()
}

/// The word under which an inline type stands, if it says something.
fn word(def: &TypeDef) -> Option<&str> {
    let (Home::Inline(_, word) | Home::Operation(_, word)) = &def.home else {
        return None;
    };
    let vague = VAGUE.contains(&word.as_str())
        || tuple::ORDINALS.contains(&word.as_str())
        || word.starts_with("response")
        || word.starts_with("error");
    (!vague && def.rust_name.is_none()).then_some(word)
}

fn component(def: &TypeDef) -> Option<&str> {
    match &def.home {
        Home::Component(name) => Some(name),
        _ => None,
    }
}

/// The word without what casing changes.
fn plain(word: &str) -> String {
    let letters = word.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The component or the operation that a type stands in.
fn root(types: &[TypeDef], index: usize) -> (Option<usize>, usize) {
    match types[index].home {
        Home::Inline(parent, _) => root(types, parent.0),
        Home::Operation(operation, _) => (Some(operation), 0),
        Home::Component(_) | Home::Shared(_) => (None, index),
    }
}

/// What makes a type equal to another. Every text stands in quotes, so that no two mean the same.
fn signature(def: &TypeDef, classes: &[usize]) -> String {
    let mut text = format!("{:?} {:?} ", def.rust_name, def.deprecated);
    // Writing into a String cannot fail.
    let _ = match &def.shape {
        Shape::Object(object) => of_object(&mut text, object, def.direction, classes),
        Shape::Enum(of) => of_enum(&mut text, of),
        Shape::Tuple(tuple) => of_tuple(&mut text, tuple, classes),
        Shape::Union(union) => of_union(&mut text, union, classes),
    };
    text
}

fn of_object(
    text: &mut String,
    object: &Object,
    direction: Direction,
    classes: &[usize],
) -> std::fmt::Result {
    write!(text, "object {direction:?}")?;
    for field in &object.fields {
        let Field {
            name,
            rust_name,
            docs,
            ty,
            presence,
            access,
            secret,
            limits,
            deprecated,
            at: _,
        } = field;
        write!(
            text,
            " {name:?} {rust_name:?} {docs:?} {presence:?} {access:?} {secret} {limits:?} {deprecated} "
        )?;
        of_type(text, ty, classes)?;
    }
    if let Some(additional) = &object.additional {
        text.push_str(" and ");
        of_type(text, additional, classes)?;
    }
    Ok(())
}

fn of_enum(text: &mut String, of: &Enum) -> std::fmt::Result {
    write!(text, "enum {:?}", of.kind)?;
    for value in &of.values {
        write!(text, " {:?} {:?}", value.value, value.rust_name)?;
    }
    Ok(())
}

fn of_tuple(text: &mut String, tuple: &Tuple, classes: &[usize]) -> std::fmt::Result {
    write!(text, "tuple")?;
    for position in &tuple.positions {
        write!(text, " {:?} {:?} ", position.docs, position.limits)?;
        of_type(text, &position.ty, classes)?;
    }
    Ok(())
}

fn of_union(text: &mut String, union: &Union, classes: &[usize]) -> std::fmt::Result {
    write!(text, "union {:?}", union.tag)?;
    for variant in &union.variants {
        write!(text, " {:?} {:?} ", variant.hint, variant.tags)?;
        of_type(text, &variant.ty, classes)?;
    }
    Ok(())
}

fn of_type(text: &mut String, ty: &Type, classes: &[usize]) -> std::fmt::Result {
    match ty.target() {
        None => write!(text, "{ty:?}"),
        Some(TypeId(target)) => {
            let mut ty = ty.clone();
            if let Some(id) = ty.target_mut() {
                *id = TypeId(classes[target]);
            }
            write!(text, "{ty:?}")
        }
    }
}
