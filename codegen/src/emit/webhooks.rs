//! The webhooks of an API.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::emit::docs::docs;
use crate::emit::types::{self, From};
use crate::emit::{Named, imports};
use crate::ir::Webhooks;

/// ```text
/// pub fn webhooks(
///     secrets: impl IntoIterator<Item = impl Into<specwright::Secret>>,
/// ) -> specwright::webhooks::Verifier<types::WebhookEvent> {
///     specwright::webhooks::Verifier::new("X-SIGNATURE-TIMESTAMP", "X-SIGNATURE")
///         .tolerance(std::time::Duration::from_secs(300))
///         .secrets(secrets)
/// }
/// ```
pub(super) fn tokens(named: Named<'_>, webhooks: &Webhooks) -> TokenStream {
    let Webhooks {
        timestamp,
        signature,
        tolerance,
        event,
        ..
    } = webhooks;
    let imports = imports::of_references(named, [event]);
    let event = types::reference(named, event, From::Elsewhere);
    let tolerance = tolerance.map(|seconds| {
        let seconds = Literal::u64_unsuffixed(seconds);
        quote!(.tolerance(std::time::Duration::from_secs(#seconds)))
    });
    let doc = docs(&format!(
        "Checks the webhooks of {} and reads the event in each.\n\n\
         While a secret is being replaced, the old and the new one are both given.",
        named.api.title
    ));
    quote! {
        #imports

        #doc
        pub fn webhooks(
            secrets: impl IntoIterator<Item = impl Into<specwright::Secret>>,
        ) -> specwright::webhooks::Verifier<#event> {
            specwright::webhooks::Verifier::new(#timestamp, #signature)
                #tolerance
                .secrets(secrets)
        }
    }
}
