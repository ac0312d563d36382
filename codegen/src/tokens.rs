//! Names as syntax: they are data until a module is emitted.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, TokenStreamExt};

use crate::names::Name;

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let bare = self.bare();
        let is_raw = bare.len() < self.as_str().len();
        tokens.append(match is_raw {
            true => Ident::new_raw(bare, Span::call_site()),
            false => Ident::new(bare, Span::call_site()),
        });
    }
}
