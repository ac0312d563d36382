//! Operations that reply in pages.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::types::{self, From, Wrapper};
use crate::emit::{Named, operation};
use crate::ir::{Advance, Argument, End, Operation, Pagination, Shape, Step, Type};
use crate::names::{Name, OperationNames};

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
    let header = matches!(pagination.advance, Advance::LinkHeader);
    let header = header.then(|| {
        quote!(
            const LINK_HEADER: bool = true;
        )
    });
    let next = next(named, operation, pagination, names);
    let page = match header.is_some() {
        true => quote!(_),
        false => quote!(page),
    };
    let resume = resume(operation, pagination, names);
    quote! {
        impl specwright::Paginated for #ident {
            type Item = #item;
            const ITEMS: &'static str = #pointer;
            #header
            fn items(page: #output) -> Vec<#item> {
                #items
            }
            fn next(&self, #page: &#output) -> Option<String> {
                #next
            }
            fn resume(&mut self, position: String) {
                #resume
            }
        }
    }
}

/// Where the next page starts.
fn next(
    named: Named<'_>,
    operation: &Operation,
    pagination: &Pagination,
    names: &OperationNames,
) -> TokenStream {
    match &pagination.advance {
        Advance::Cursor { next, more, .. } => {
            let value = value(named, next);
            let more = more.as_ref().map(|more| {
                let more = self::value(named, more);
                quote!(.filter(|_| #more != Some(&false)))
            });
            quote! {
                let position = #value;
                position.filter(|position| !position.is_empty()).cloned()#more
            }
        }
        Advance::Link(next) => {
            let value = value(named, next);
            quote!(#value.filter(|link| !link.is_empty()).cloned())
        }
        Advance::LinkHeader => quote!(None),
        Advance::Page {
            parameter,
            first,
            end,
        } => {
            let first = Literal::i64_unsuffixed(*first);
            let asked = asked(operation, *parameter, names);
            let at = quote!(specwright::PageNumber::new(#asked, #first));
            counted(named, pagination, end, &at)
        }
        Advance::Offset { parameter, end } => {
            let count = count(named, &pagination.items);
            let asked = asked(operation, *parameter, names);
            let at = quote!(specwright::Offset::new(#asked, #count));
            counted(named, pagination, end, &at)
        }
    }
}

/// The number that was asked for.
fn asked(operation: &Operation, parameter: usize, names: &OperationNames) -> TokenStream {
    let ident = &names.parameters[parameter];
    match operation.parameters[parameter].argument {
        Argument::Optional => quote!(self.#ident),
        _ => quote!(Some(self.#ident)),
    }
}

/// The place behind `at`, unless the end is reached.
fn counted(named: Named<'_>, pagination: &Pagination, end: &End, at: &TokenStream) -> TokenStream {
    match end {
        End::More(way) => {
            let value = value(named, way);
            quote!(#at.next_if(#value == Some(&true)))
        }
        End::Last(way) => {
            let value = value(named, way);
            quote!(#at.next_if(#value == Some(&false)))
        }
        End::Next(way) => {
            let value = value(named, way);
            match way.last().is_some_and(|step| is_text(named, *step)) {
                true => quote!(#at.next_if(#value.is_some_and(|next| !next.is_empty()))),
                false => quote!(#at.next_if(#value.is_some())),
            }
        }
        End::Count(way) => {
            let value = value(named, way);
            quote!(#at.next_of(#value))
        }
        End::Empty => {
            let count = count(named, &pagination.items);
            quote!(#at.next_if(#count > 0))
        }
    }
}

/// How many items a page has.
fn count(named: Named<'_>, items: &[Step]) -> TokenStream {
    match items.is_empty() {
        true => quote!(page.len()),
        false => {
            let items = value(named, items);
            quote!(#items.map_or(0, Vec::len))
        }
    }
}

/// Takes a position into the request.
fn resume(operation: &Operation, pagination: &Pagination, names: &OperationNames) -> TokenStream {
    let (parameter, number) = match pagination.advance {
        Advance::Cursor { parameter, .. } => (parameter, false),
        Advance::Page { parameter, .. } | Advance::Offset { parameter, .. } => (parameter, true),
        Advance::Link(_) | Advance::LinkHeader => {
            return quote!(self.next_page_link = Some(position););
        }
    };
    let ident = &names.parameters[parameter];
    match (operation.parameters[parameter].argument, number) {
        (Argument::Optional, false) => quote!(self.#ident = Some(position);),
        (_, false) => quote!(self.#ident = position;),
        (Argument::Optional, true) => quote!(self.#ident = position.parse().ok();),
        (_, true) => quote!(self.#ident = position.parse().unwrap_or(self.#ident);),
    }
}

/// The methods that a request has besides when its reply comes in pages.
pub(super) fn methods() -> TokenStream {
    quote! {
        /// Every item of every page, as a stream that asks for the next page when it is needed.
        #[inline]
        pub fn items(self) -> specwright::Items<Self> {
            self.customize().items()
        }
        /// Every page, as a stream.
        #[inline]
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

/// The way to a value in a page, by reference: `page.next_token.as_ref()`.
fn value(named: Named<'_>, steps: &[Step]) -> TokenStream {
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

/// Whether a step leads to a text.
fn is_text(named: Named<'_>, step: Step) -> bool {
    match &named.api.type_def(step.object).shape {
        Shape::Object(object) => object.fields[step.field].ty == Type::String,
        _ => false,
    }
}

/// The field of a step, and what its value is wrapped in.
fn field(named: Named<'_>, step: Step) -> (&Name, Wrapper) {
    let ident = &named.names.of_type(step.object).fields[step.field];
    let def = named.api.type_def(step.object);
    let wrapper = match &def.shape {
        Shape::Object(object) => types::wrapper(&object.fields[step.field], def.direction),
        _ => Wrapper::None,
    };
    (ident, wrapper)
}
