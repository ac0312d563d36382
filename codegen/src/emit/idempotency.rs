//! Idempotency keys, as facts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::IdempotencyKey;

/// ```text
/// .idempotency_key(
///     specwright::IdempotencyKey::header("Idempotency-Key")
///         .running(&[422])
///         .kept(&[500], Some("Idempotency-Retryable")),
/// )
/// ```
pub(super) fn tokens(key: &IdempotencyKey) -> TokenStream {
    let IdempotencyKey {
        header,
        running,
        kept,
        released_by,
    } = key;
    let numbers = |statuses: &[u16]| {
        let statuses = statuses.iter().copied();
        let literals = statuses.map(proc_macro2::Literal::u16_unsuffixed);
        quote!(&[#(#literals),*])
    };
    let running = (!running.is_empty()).then(|| {
        let running = numbers(running);
        quote!(.running(#running))
    });
    let kept = (!kept.is_empty()).then(|| {
        let kept = numbers(kept);
        let unless = match released_by {
            Some(header) => quote!(Some(#header)),
            None => quote!(None),
        };
        quote!(.kept(#kept, #unless))
    });
    quote!(.idempotency_key(specwright::IdempotencyKey::header(#header) #running #kept))
}
