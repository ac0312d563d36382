//! Operations that reply in pages.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::types::{self, From, Wrapper};
use crate::emit::{Named, operation};
use crate::ir::{Argument, Operation, Pagination, Shape, Step};
use crate::names::OperationNames;

/// ```text
/// impl specwright::Paginated for ListEvents {
///     type Item = types::Event;
///     const ITEMS: &'static str = "/data";
///     fn items(page: types::EventPage) -> Vec<types::Event> {
///         page.data.unwrap_or_default()
///     }
///     fn next(&self, page: &types::EventPage) -> Option<String> {
///         let position = page.next_token.as_ref();
///         position.filter(|position| !position.is_empty()).cloned()
///     }
///     fn resume(&mut self, position: String) {
///         self.next_token = Some(position);
///     }
/// }
/// ```
pub(super) fn tokens(
    named: Named<'_>,
    operation: &Operation,
    pagination: &Pagination,
    names: &OperationNames,
) -> TokenStream {
    let ident = &names.ident;
    let item = types::reference(named, &pagination.item, From::Elsewhere);
    let output = operation::output(named, &operation.output);
    let pointer = &pagination.items_pointer;
    let items = items(named, &pagination.items);
    let next = next(named, &pagination.next);
    let cursor = &names.parameters[pagination.cursor];
    let position = match operation.parameters[pagination.cursor].argument {
        Argument::Optional => quote!(Some(position)),
        _ => quote!(position),
    };
    quote! {
        impl specwright::Paginated for #ident {
            type Item = #item;
            const ITEMS: &'static str = #pointer;
            fn items(page: #output) -> Vec<#item> {
                #items
            }
            fn next(&self, page: &#output) -> Option<String> {
                let position = #next;
                position.filter(|position| !position.is_empty()).cloned()
            }
            fn resume(&mut self, position: String) {
                self.#cursor = #position;
            }
        }
    }
}

/// The methods that a request has besides when its reply comes in pages.
pub(super) fn methods() -> TokenStream {
    quote! {
        /// Every item of every page, as a stream that asks for the next page when it is needed.
        pub fn items(self) -> specwright::Items<Self> {
            self.customize().items()
        }
        /// Every page, as a stream.
        pub fn pages(self) -> specwright::Pages<Self> {
            self.customize().pages()
        }
    }
}

/// The way to the items, by value: `page.data.unwrap_or_default()`.
fn items(named: Named<'_>, steps: &[Step]) -> TokenStream {
    let mut value = quote!(page);
    for step in steps {
        let (field, wrapper) = field(named, *step);
        value = match wrapper {
            Wrapper::None => quote!(#value.#field),
            Wrapper::Option => quote!(#value.#field.unwrap_or_default()),
            Wrapper::Nullable => quote!(#value.#field.into_option().unwrap_or_default()),
        };
    }
    value
}

/// The way to the next position, by reference: `page.next_token.as_ref()`.
fn next(named: Named<'_>, steps: &[Step]) -> TokenStream {
    let Some((first, rest)) = steps.split_first() else {
        return quote!(None);
    };
    let (field, wrapper) = self::field(named, *first);
    let mut value = match wrapper {
        Wrapper::None => quote!(Some(&page.#field)),
        Wrapper::Option => quote!(page.#field.as_ref()),
        Wrapper::Nullable => quote!(page.#field.as_option()),
    };
    for step in rest {
        let (field, wrapper) = self::field(named, *step);
        value = match wrapper {
            Wrapper::None => quote!(#value.map(|value| &value.#field)),
            Wrapper::Option => quote!(#value.and_then(|value| value.#field.as_ref())),
            Wrapper::Nullable => quote!(#value.and_then(|value| value.#field.as_option())),
        };
    }
    value
}

/// The field of a step, and what its value is wrapped in.
fn field(named: Named<'_>, step: Step) -> (&proc_macro2::Ident, Wrapper) {
    let ident = &named.names.of_type(step.object).fields[step.field];
    let def = named.api.type_def(step.object);
    let wrapper = match &def.shape {
        Shape::Object(object) => types::wrapper(&object.fields[step.field], def.direction),
        _ => Wrapper::None,
    };
    (ident, wrapper)
}
