//! What can be said only when every type is known: the order of the types, which way each travels,
//! and which keys tell the alternatives of a union apart.

use std::collections::HashSet;

use crate::diagnostics::Diagnostics;
use crate::ir::{
    Access, Api, Direction, Home, Operation, Output, Pagination, Shape, Type, TypeDef, TypeId,
};
use crate::lower::{apart, cycles, fold, schema};
use crate::read::Document;

/// Completes the types of an API.
pub(super) fn finish(document: &Document, api: &mut Api, diagnostics: &mut Diagnostics) {
    sort(document, api);
    direct(api);
    let firsts = fold::fold(&mut api.types);
    renumber(api, &firsts);
    sort(document, api);
    direct(api);
    leave_read_only(&mut api.types);
    cycles::refuse_endless(api, diagnostics);
    cycles::box_values(&mut api.types);
    apart::tell(&mut api.types);
}

/// Puts the types into the document's order: they were met in the order of the operations. Those
/// that nothing refers to are left out.
fn sort(document: &Document, api: &mut Api) {
    let used = used(api);
    let mut order: Vec<usize> = (0..api.types.len()).collect();
    order.retain(|&index| used.contains(&TypeId(index)));
    order
        .sort_by_cached_key(|&index| (rank(document, &api.types, index), chain(&api.types, index)));
    let mut new_ids = vec![TypeId(0); api.types.len()];
    for (new, &old) in order.iter().enumerate() {
        new_ids[old] = TypeId(new);
    }
    let mut old = std::mem::take(&mut api.types)
        .into_iter()
        .map(Some)
        .collect::<Vec<_>>();
    api.types = order
        .iter()
        .filter_map(|&index| old[index].take())
        .collect();
    renumber(api, &new_ids);
}

/// Puts a new number in the place of every number of a type.
fn renumber(api: &mut Api, new_ids: &[TypeId]) {
    for def in &mut api.types {
        if let Home::Inline(parent, _) = &mut def.home {
            *parent = new_ids[parent.0];
        }
        for ty in shape_types(&mut def.shape) {
            renumber_type(ty, new_ids);
        }
    }
    if let Some(webhooks) = &mut api.webhooks {
        renumber_type(&mut webhooks.event, new_ids);
    }
    for operation in &mut api.operations {
        for ty in operation_types(operation) {
            renumber_type(ty, new_ids);
        }
        let paginations = operation.pagination.iter_mut();
        for step in paginations.flat_map(Pagination::steps_mut) {
            step.object = new_ids[step.object.0];
        }
    }
}

/// The place of a type's component among the components; then come inline types that are shared, then
/// those of operations.
fn rank(document: &Document, types: &[TypeDef], index: usize) -> usize {
    let def = &types[index];
    match &def.home {
        Home::Inline(parent, _) => rank(document, types, parent.0),
        Home::Operation(operation, _) => usize::MAX / 2 + operation,
        Home::Shared(_) => usize::MAX / 2 - 1,
        Home::Component(_) => {
            let mut segments = def.at.segments().skip(1);
            let is_schema = segments.next().is_some_and(|kind| kind == "schemas");
            let components = document.openapi.components.as_ref();
            let place = components
                .filter(|_| is_schema)
                .zip(segments.next())
                .and_then(|(components, name)| components.schemas.get_index_of(name.as_ref()));
            place.unwrap_or(usize::MAX / 2 - 2)
        }
    }
}

/// What a type stands in, from the outermost to itself: all that stand in one thing stand together, and
/// after it.
fn chain(types: &[TypeDef], index: usize) -> Vec<usize> {
    let mut chain = match types[index].home {
        Home::Inline(parent, _) => chain(types, parent.0),
        _ => Vec::new(),
    };
    chain.push(index);
    chain
}

fn renumber_type(ty: &mut Type, new_ids: &[TypeId]) {
    if let Some(id) = ty.target_mut() {
        *id = new_ids[id.0];
    }
}

/// The types that a definition refers to.
pub(super) fn shape_types(shape: &mut Shape) -> Vec<&mut Type> {
    match shape {
        Shape::Object(object) => {
            let fields = object.fields.iter_mut().map(|field| &mut field.ty);
            fields.chain(&mut object.additional).collect()
        }
        Shape::Enum(_) => Vec::new(),
        Shape::Tuple(tuple) => {
            let positions = tuple.positions.iter_mut();
            positions.map(|position| &mut position.ty).collect()
        }
        Shape::Union(union) => union
            .variants
            .iter_mut()
            .map(|variant| &mut variant.ty)
            .collect(),
    }
}

fn operation_types(operation: &mut Operation) -> Vec<&mut Type> {
    let parameters = operation
        .parameters
        .iter_mut()
        .map(|parameter| &mut parameter.ty);
    let body = operation.body.iter_mut().map(|body| &mut body.ty);
    let items = operation
        .pagination
        .iter_mut()
        .map(|pagination| &mut pagination.item);
    let output = operation.output.json_mut();
    let feed = operation.feed.iter_mut();
    let feed = feed.filter_map(|(output, _)| output.json_mut());
    parameters
        .chain(body)
        .chain(items)
        .chain(output)
        .chain(feed)
        .chain(&mut operation.failure)
        .collect()
}

/// What only the server sets is no part of what is only sent.
fn leave_read_only(types: &mut [TypeDef]) {
    for def in types {
        if let (Direction::Request, Shape::Object(object)) = (def.direction, &mut def.shape) {
            object
                .fields
                .retain(|field| field.access != Access::ReadOnly);
        }
    }
}

/// Every type that an operation reaches. What stands in one that none reaches, since it was joined
/// with another, moves out of it.
fn used(api: &mut Api) -> HashSet<TypeId> {
    let (sent, received) = reached(api);
    let used: HashSet<TypeId> = sent.union(&received).copied().collect();
    for index in used.iter().map(|id| id.0) {
        while let Home::Inline(parent, word) = &api.types[index].home
            && !used.contains(parent)
        {
            let outer = api.types[parent.0].home.clone();
            api.types[index].home = schema::element_home(outer, word);
        }
    }
    used
}

/// The types that requests hold and those that replies hold.
fn reached(api: &Api) -> (HashSet<TypeId>, HashSet<TypeId>) {
    let mut sent = HashSet::new();
    for operation in &api.operations {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        for ty in parameters.chain(operation.body.iter().map(|body| &body.ty)) {
            reach(&api.types, ty.target(), &mut sent);
        }
    }
    let mut received = HashSet::new();
    let events = api.webhooks.iter().map(|webhooks| &webhooks.event);
    events.for_each(|event| reach(&api.types, event.target(), &mut received));
    for operation in &api.operations {
        let outputs = std::iter::once(&operation.output);
        let outputs = outputs.chain(operation.feed.iter().map(|(output, _)| output));
        for ty in outputs.filter_map(Output::json).chain(&operation.failure) {
            reach(&api.types, ty.target(), &mut received);
        }
    }
    (sent, received)
}

/// Finds out which way each type travels.
fn direct(api: &mut Api) {
    let (sent, received) = reached(api);
    for (index, def) in api.types.iter_mut().enumerate() {
        let id = TypeId(index);
        def.direction = match (sent.contains(&id), received.contains(&id)) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Request,
            _ => Direction::Response,
        };
    }
}

fn reach(types: &[TypeDef], from: Option<TypeId>, reached: &mut HashSet<TypeId>) {
    let mut open: Vec<TypeId> = from.into_iter().collect();
    while let Some(id) = open.pop() {
        if !reached.insert(id) {
            continue;
        }
        match &types[id.0].shape {
            Shape::Object(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                open.extend(fields.chain(&object.additional).filter_map(Type::target));
            }
            Shape::Enum(_) => {}
            Shape::Tuple(tuple) => {
                let positions = tuple.positions.iter();
                open.extend(positions.filter_map(|position| position.ty.target()));
            }
            Shape::Union(union) => {
                open.extend(
                    union
                        .variants
                        .iter()
                        .filter_map(|variant| variant.ty.target()),
                );
            }
        }
    }
}
