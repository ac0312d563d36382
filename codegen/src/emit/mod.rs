//! The fourth stage: named intermediate representation becomes Rust syntax.
//!
//! One file per construct. An emitter is `let`s and then one `quote!` that reads like its output;
//! it cannot fail, and it makes no identifier of its own.

mod api;
mod arguments;
mod builder;
mod client;
pub(crate) mod constructor;
mod crate_root;
pub(crate) mod docs;
mod features;
mod idempotency;
mod imports;
pub(crate) mod markup;
mod object;
mod open_enum;
mod operation;
mod pagination;
mod request;
mod tuple;
pub(crate) mod types;
mod union;
mod webhooks;

use proc_macro2::TokenStream;

use crate::Pointer;
use crate::ir::{Api, Home, Shape, TypeDef, TypeId};
use crate::names::{ApiNames, Names};

/// One file of the generated crate, before it is emitted.
pub struct Module<'a> {
    /// Its path below the crate.
    pub path: String,
    /// What it was made from: the document, and the place in it; `None` for the crate's root.
    pub from: Option<(&'a str, Pointer)>,
    emit: Emit<'a>,
}

/// What makes the items of a module. Syntax belongs to the thread that makes it, so it is made where it
/// is rendered, and lives no longer.
type Emit<'a> = Box<dyn Fn() -> TokenStream + Send + Sync + 'a>;

impl Module<'_> {
    /// Its items.
    pub fn tokens(&self) -> TokenStream {
        (self.emit)()
    }
}

/// One API with its names, as the emitters see it.
#[derive(Clone, Copy)]
pub(crate) struct Named<'a> {
    /// The API.
    pub api: &'a Api,
    /// Its names.
    pub names: &'a ApiNames,
}

/// Every module of the generated crate.
pub fn modules<'a>(apis: &'a [Api], names: &'a Names) -> Vec<Module<'a>> {
    let named = apis.iter().zip(&names.apis);
    let named: Vec<Named<'_>> = named.map(|(api, names)| Named { api, names }).collect();
    let of_apis = named.clone();
    let mut modules = vec![Module {
        path: "src/lib.rs".to_owned(),
        from: None,
        emit: Box::new(move || crate_root::tokens(&of_apis)),
    }];
    for named in named {
        let root = Pointer::root();
        modules.push(named.module("mod", &root, move || api::root(named)));
        modules.push(named.module("client", &root, move || client::tokens(named)));
        modules.extend(client::groups(named));
        let paths = Pointer::root().join("paths");
        modules.push(named.module("operations/mod", &paths, move || api::operations(named)));
        for (operation, names) in named.api.operations.iter().zip(&named.names.operations) {
            let path = format!("operations/{}", names.module.bare());
            let emit = move || operation::tokens(named, operation, names);
            modules.push(named.module(&path, &operation.at, emit));
        }
        if let Some(webhooks) = &named.api.webhooks {
            let emit = move || webhooks::tokens(named, webhooks);
            modules.push(named.module("webhooks", &webhooks.at, emit));
        }
        let schemas = Pointer::root().join("components").join("schemas");
        modules.push(named.module("types/mod", &schemas, move || api::types(named)));
        modules.extend(type_modules(named));
    }
    modules
}

/// One module per named schema, with the inline types below it: they follow it in the list.
fn type_modules(named: Named<'_>) -> impl Iterator<Item = Module<'_>> {
    let types = &named.api.types;
    let is_named = |index: &usize| *index == 0 || !matches!(types[*index].home, Home::Inline(..));
    let starts: Vec<usize> = (0..types.len()).filter(is_named).collect();
    let ends: Vec<usize> = starts
        .iter()
        .copied()
        .skip(1)
        .chain([types.len()])
        .collect();
    starts.into_iter().zip(ends).map(move |(start, end)| {
        let path = format!("types/{}", named.names.of_type(TypeId(start)).module.bare());
        named.module(&path, &types[start].at, move || {
            let imports = imports::of_types(named, start..end);
            let types = (start..end).map(|index| type_tokens(named, TypeId(index), &types[index]));
            [imports].into_iter().chain(types).collect()
        })
    })
}

fn type_tokens(named: Named<'_>, id: TypeId, def: &TypeDef) -> TokenStream {
    let names = named.names.of_type(id);
    match &def.shape {
        Shape::Object(object) => object::tokens(named, def, object, names),
        Shape::Enum(of) => open_enum::tokens(def, of, names),
        Shape::Tuple(tuple) => tuple::tokens(named, def, tuple, names),
        Shape::Union(union) => union::tokens(named, def, union, names),
    }
}

impl<'a> Named<'a> {
    fn module(
        self,
        path: &str,
        at: &Pointer,
        emit: impl Fn() -> TokenStream + Send + Sync + 'a,
    ) -> Module<'a> {
        Module {
            path: format!("src/{}/{path}.rs", self.names.module.bare()),
            from: Some((&self.api.document, at.clone())),
            emit: Box::new(emit),
        }
    }
}
