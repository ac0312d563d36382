//! `Debug` of requests: one piece of code for all of them, by what they write.

use std::fmt;

use super::RequestWriter;
use crate::{Operation, Value, json};

/// What stands for a value that no eyes may see.
const HIDDEN: &str = "\"…\"";

/// Shows a request as its name and what its caller gave it, as JSON. The values of headers and cookies are
/// not shown, nor those that the document calls secret, nor the bytes of uploads.
///
/// # Errors
///
/// Those of the formatter.
pub fn show_request<O: Operation>(
    name: &str,
    operation: &O,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let mut request = RequestWriter::new(O::INFO);
    request.shown = Some(Vec::new());
    operation.write(&mut request);
    show_members(name, &request.shown.unwrap_or_default(), f)
}

fn show_members(
    name: &str,
    members: &[(String, String)],
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    let members = members.iter();
    let members = members.map(|(name, value)| crate::to_string(name) + ":" + value);
    let members: Vec<String> = members.collect();
    json::show_text(name, &format!("{{{}}}", members.join(",")), f)
}

impl RequestWriter<'_> {
    /// Keeps a value for a debug print, if that is what is written.
    pub(super) fn show(&mut self, name: &str, value: &dyn Value) -> bool {
        let Some(shown) = &mut self.shown else {
            return false;
        };
        if let Some(text) = json::shown(value) {
            let text = match self.info.secrets.contains(&name) {
                true => HIDDEN.to_owned(),
                false => text,
            };
            shown.push((name.to_owned(), text));
        }
        true
    }

    /// The same of what is not for eyes: only that it is there is shown.
    pub(super) fn hide(&mut self, name: &str, is_there: impl FnOnce() -> bool) -> bool {
        let Some(shown) = &mut self.shown else {
            return false;
        };
        if is_there() {
            shown.push((name.to_owned(), HIDDEN.to_owned()));
        }
        true
    }
}

/// Implements `Debug` for an [`Operation`](crate::Operation): its name and what its caller gave it. The
/// values of headers and cookies are not shown, nor those that are not for eyes.
#[macro_export]
macro_rules! request {
    ($name:ident) => {
        impl ::std::fmt::Debug for $name {
            #[inline]
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                $crate::__private::show_request(stringify!($name), self, f)
            }
        }
    };
}
