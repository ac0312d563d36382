//! Percent-encoding, as strictly as RFC 3986 allows: what is not unreserved is encoded, in every
//! place.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The text with everything encoded that could mean something to a server or proxy: `/ ? # % & + ,`
/// and the rest.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}
