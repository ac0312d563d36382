//! Which Cargo features the files of an API need.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::{Named, operation};
use crate::ir::{Api, Home, Shape, Type, TypeDef, TypeId};
use crate::names::Gate;

/// What more features than this need is always there: a longer list in front of an item costs its
/// readers more than it saves.
const MOST: usize = 4;

/// `#[cfg(feature = "events")]`, or nothing before what is always there.
pub(super) fn cfg(named: Named<'_>, gate: &Gate) -> Option<TokenStream> {
    let features = gate.as_ref()?.iter();
    let features = features.map(|index| &named.names.features.names[*index]);
    let features: Vec<TokenStream> = features.map(|name| quote!(feature = #name)).collect();
    Some(match features.as_slice() {
        [one] => quote!(#[cfg(#one)]),
        several => quote!(#[cfg(any(#(#several),*))]),
    })
}

/// Spreads what operations need over the types that they reach, file by file: what a file refers to
/// is there whenever the file is.
pub(super) fn of_types(named: Named<'_>) -> Vec<Gate> {
    let api = named.api;
    let operations = &named.names.features.operations;
    let files = files(api);
    let mut gates: Vec<Gate> = vec![Some(BTreeSet::new()); files.len()];
    let mut open = Vec::new();
    for (operation, gate) in api.operations.iter().zip(operations) {
        for target in operation::referenced(operation)
            .into_iter()
            .filter_map(Type::target)
        {
            let file = files[target.0];
            if widen(&mut gates[file], gate) {
                open.push(file);
            }
        }
    }
    spread(api, &files, &mut gates, open);
    // What no operation reaches, such as a webhook, needs no feature, nor does what it refers to.
    let nobodys = |file: &usize| gates[*file].as_ref().is_some_and(BTreeSet::is_empty);
    let open: Vec<usize> = (0..files.len()).filter(nobodys).collect();
    for file in &open {
        gates[*file] = None;
    }
    spread(api, &files, &mut gates, open);
    // What every feature brings is there whenever the API is.
    let all = named.names.features.names.len();
    let gates = files.iter().map(|file| gates[*file].clone());
    gates
        .map(|gate| gate.filter(|features| features.len() < all))
        .collect()
}

/// Widens the gates of what the open files refer to, and so on.
fn spread(api: &Api, files: &[usize], gates: &mut [Gate], mut open: Vec<usize>) {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); files.len()];
    for (index, file) in files.iter().enumerate() {
        members[*file].push(index);
    }
    while let Some(file) = open.pop() {
        let gate = gates[file].clone();
        for index in &members[file] {
            for target in targets(&api.types[*index]) {
                let other = files[target.0];
                if widen(&mut gates[other], &gate) {
                    open.push(other);
                }
            }
        }
    }
}

/// The first type in the file of each type.
fn files(api: &Api) -> Vec<usize> {
    let mut files: Vec<usize> = Vec::with_capacity(api.types.len());
    for (index, def) in api.types.iter().enumerate() {
        files.push(match (&def.home, files.last()) {
            (Home::Inline(..), Some(file)) => *file,
            _ => index,
        });
    }
    files
}

/// Whether there is more in the gate than before.
fn widen(gate: &mut Gate, by: &Gate) -> bool {
    let Some(features) = gate else { return false };
    match by {
        Some(more) if more.is_subset(features) => return false,
        Some(more) if features.union(more).count() <= MOST => features.extend(more),
        _ => *gate = None,
    }
    true
}

fn targets(def: &TypeDef) -> Vec<TypeId> {
    match &def.shape {
        Shape::Object(object) => {
            let fields = object.fields.iter().map(|field| &field.ty);
            fields
                .chain(&object.additional)
                .filter_map(Type::target)
                .collect()
        }
        Shape::Enum(_) => Vec::new(),
        Shape::Tuple(tuple) => {
            let positions = tuple.positions.iter();
            let targets = positions.filter_map(|position| position.ty.target());
            targets.collect()
        }
        Shape::Union(union) => {
            let variants = union.variants.iter();
            variants.filter_map(|variant| variant.ty.target()).collect()
        }
    }
}
