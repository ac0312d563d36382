//! The fourth stage: named intermediate representation becomes Rust syntax.
//!
//! One file per construct. An emitter is `let`s and then one `quote!` that reads like its output;
//! it cannot fail, and it makes no identifier of its own.

mod api;
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
pub(crate) mod types;
mod union;
mod webhooks;

use proc_macro2::TokenStream;

use crate::Pointer;
use crate::ir::{Api, Home, Shape, TypeDef, TypeId};
use crate::names::{ApiNames, Names};

/// One file of the generated crate, before it is rendered.
pub struct Module {
    /// Its path below the crate.
    pub path: String,
    /// What it was made from: the document, and the place in it; `None` for the crate's root.
    pub from: Option<(String, Pointer)>,
    /// Its items.
    pub tokens: TokenStream,
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
pub fn modules(apis: &[Api], names: &Names) -> Vec<Module> {
    let named = apis.iter().zip(&names.apis);
    let named: Vec<Named<'_>> = named.map(|(api, names)| Named { api, names }).collect();
    let mut modules = vec![Module {
        path: "src/lib.rs".to_owned(),
        from: None,
        tokens: crate_root::tokens(&named),
    }];
    for named in named {
        let root = Pointer::root();
        modules.push(named.module("mod", &root, api::root(named)));
        modules.push(named.module("client", &root, client::tokens(named)));
        modules.extend(client::groups(named));
        modules.push(named.module(
            "operations/mod",
            &Pointer::root().join("paths"),
            api::operations(named),
        ));
        for (operation, names) in named.api.operations.iter().zip(&named.names.operations) {
            let path = format!("operations/{}", file_stem(&names.module));
            let tokens = operation::tokens(named, operation, names);
            modules.push(named.module(&path, &operation.at, tokens));
        }
        if let Some(webhooks) = &named.api.webhooks {
            let tokens = webhooks::tokens(named, webhooks);
            modules.push(named.module("webhooks", &webhooks.at, tokens));
        }
        let schemas = Pointer::root().join("components").join("schemas");
        modules.push(named.module("types/mod", &schemas, api::types(named)));
        modules.extend(type_modules(named));
    }
    modules
}

/// One module per named schema, with the inline types below it.
fn type_modules(named: Named<'_>) -> Vec<Module> {
    let mut modules: Vec<Module> = Vec::new();
    for (index, def) in named.api.types.iter().enumerate() {
        let id = TypeId(index);
        let tokens = type_tokens(named, id, def);
        match (&def.home, modules.last_mut()) {
            (Home::Inline(..), Some(module)) => module.tokens.extend(tokens),
            _ => {
                let stem = file_stem(&named.names.of_type(id).module);
                let imports = imports::of_types(named, id);
                let path = format!("types/{stem}");
                let tokens = [imports, tokens].into_iter().collect();
                modules.push(named.module(&path, &def.at, tokens));
            }
        }
    }
    modules
}

fn type_tokens(named: Named<'_>, id: TypeId, def: &TypeDef) -> TokenStream {
    let names = named.names.of_type(id);
    match &def.shape {
        Shape::Object(object) => object::tokens(named, def, object, names),
        Shape::Enum(of) => open_enum::tokens(def, of, names),
        Shape::Union(union) => union::tokens(named, def, union, names),
    }
}

/// The name of the file of a module: a raw identifier's file has no `r#`.
pub(crate) fn file_stem(module: &proc_macro2::Ident) -> String {
    let text = module.to_string();
    text.strip_prefix("r#").map(str::to_owned).unwrap_or(text)
}

impl Named<'_> {
    fn module(self, path: &str, at: &Pointer, tokens: TokenStream) -> Module {
        Module {
            path: format!("src/{}/{path}.rs", file_stem(&self.names.module)),
            from: Some((self.api.path.clone(), at.clone())),
            tokens,
        }
    }
}
