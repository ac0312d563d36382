//! The `use` lines of a file.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::Named;
use crate::emit::types::{self, Wrapper};
use crate::ir::{Shape, Type, TypeDef, TypeId};
use crate::names::Name;

/// What a file refers to by a short name.
#[derive(Default)]
struct Used {
    btree_map: bool,
    values: BTreeSet<Value>,
    types: BTreeSet<TypeId>,
}

/// A value type of the runtime, in the order of the `use` line.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Base64,
    Date,
    Decimal,
    Json,
    Nullable,
    Timestamp,
}

/// The `use` lines of the file of these types: a named one and the inline ones below it.
pub(super) fn of_types(named: Named<'_>, here: Range<usize>) -> TokenStream {
    let mut used = Used::default();
    for def in &named.api.types[here.clone()] {
        used.definition(def);
    }
    let siblings = used.types.iter().filter(|id| !here.contains(&id.0));
    let mut siblings: Vec<&Name> = siblings.map(|id| &named.names.of_type(*id).ident).collect();
    siblings.sort();
    let library = used.library();
    let siblings = (!siblings.is_empty()).then(|| quote!(use super::{#(#siblings),*};));
    quote! { #library #siblings }
}

/// The `use` lines of a file that refers to these types from outside `types`.
pub(super) fn of_references<'a>(
    named: Named<'_>,
    references: impl IntoIterator<Item = &'a Type>,
) -> TokenStream {
    let mut used = Used::default();
    for ty in references {
        used.reference(ty);
    }
    let library = used.library();
    let module = &named.names.module;
    let types = (!used.types.is_empty()).then(|| quote!(use crate::#module::types;));
    quote! { #library #types }
}

impl Used {
    fn definition(&mut self, def: &TypeDef) {
        match &def.shape {
            Shape::Object(object) => {
                for field in &object.fields {
                    self.reference(&field.ty);
                    if types::wrapper(field, def.direction) == Wrapper::Nullable {
                        self.value(Value::Nullable);
                    }
                }
                if let Some(additional) = &object.additional {
                    self.btree_map = true;
                    self.reference(additional);
                }
            }
            Shape::Enum(_) => {}
            Shape::Tuple(tuple) => {
                for position in &tuple.positions {
                    self.reference(&position.ty);
                }
            }
            Shape::Union(union) => {
                self.value(Value::Json);
                for variant in &union.variants {
                    self.reference(&variant.ty);
                }
            }
        }
    }

    fn reference(&mut self, ty: &Type) {
        match ty {
            Type::Decimal => self.value(Value::Decimal),
            Type::Date => self.value(Value::Date),
            Type::Timestamp => self.value(Value::Timestamp),
            Type::Base64 => self.value(Value::Base64),
            Type::Json => self.value(Value::Json),
            Type::Text(inner) | Type::Nullable(inner) | Type::List(inner) => self.reference(inner),
            Type::Map(inner) => {
                self.btree_map = true;
                self.reference(inner);
            }
            Type::Named(id) | Type::Boxed(id) => {
                self.types.insert(*id);
            }
            Type::String | Type::Boolean | Type::Integer(_) | Type::Float => {}
            Type::Upload | Type::File => {}
        }
    }

    fn value(&mut self, value: Value) {
        self.values.insert(value);
    }

    fn library(&self) -> TokenStream {
        let map = self.btree_map.then(|| {
            quote!(
                use std::collections::BTreeMap;
            )
        });
        let values = self.values.iter().map(|value| match value {
            Value::Base64 => quote!(Base64),
            Value::Date => quote!(Date),
            Value::Decimal => quote!(Decimal),
            Value::Json => quote!(Json),
            Value::Nullable => quote!(Nullable),
            Value::Timestamp => quote!(Timestamp),
        });
        let values = (!self.values.is_empty()).then(|| quote!(use specwright::{#(#values),*};));
        quote! { #map #values }
    }
}
