//! JSON pointers (RFC 6901): how every message and every node names its place in a document.

use std::borrow::Cow;
use std::fmt;

/// A place in a document, such as `/components/schemas/Event`.
///
/// It is shown as the URI fragment that a `$ref` would use: `#/components/schemas/Event`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// The place that a local reference such as `#/components/schemas/Event` names, or `None` if
    /// the text is not a local reference with a pointer. Percent-encoding is undone.
    #[must_use]
    pub fn from_reference(reference: &str) -> Option<Self> {
        let pointer = decode_percent(reference.strip_prefix('#')?)?;
        (pointer.is_empty() || pointer.starts_with('/')).then(|| Self(pointer.into_owned()))
    }

    /// A pointer out of text that [`push_segment`] has made.
    pub(crate) fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The child of this place under a key or an index.
    #[must_use]
    pub fn join(&self, segment: impl ToString) -> Self {
        let mut text = self.0.clone();
        push_segment(&mut text, &segment.to_string());
        Self(text)
    }

    /// The place that holds this one, or `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let end = self.0.rfind('/')?;
        Some(Self(self.0[..end].to_owned()))
    }

    /// The pointer as RFC 6901 writes it, without `#`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The keys and indices from the root to this place, unescaped.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        // The text before the first slash is empty: a pointer starts with one or is empty.
        self.0.split('/').skip(1).map(unescape)
    }

    /// Whether this place stands somewhere within another.
    #[must_use]
    pub fn is_below(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&other.0);
        rest.is_some_and(|rest| rest.starts_with('/'))
    }

    /// The last key or index, or `None` for the whole document.
    #[must_use]
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0
            .rfind('/')
            .map(|slash| unescape(&self.0[slash + 1..]))
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

/// Appends `/segment` to a pointer's text, with `~` and `/` escaped.
pub(crate) fn push_segment(text: &mut String, segment: &str) {
    text.push('/');
    if !segment.contains(['~', '/']) {
        text.push_str(segment);
        return;
    }
    for character in segment.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}

fn unescape(segment: &str) -> Cow<'_, str> {
    if segment.contains('~') {
        Cow::Owned(segment.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(segment)
    }
}

/// `None` if what the percent signs spell is not UTF-8. A `%` that starts no pair stands for itself.
fn decode_percent(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('%') {
        return Some(Cow::Borrowed(text));
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let pair = (*first == b'%').then(|| hex_pair(tail)).flatten();
        bytes.push(pair.unwrap_or(*first));
        rest = if pair.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).ok().map(Cow::Owned)
}

fn hex_pair(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = text else { return None };
    let digit = |byte: u8| char::from(byte).to_digit(16);
    u8::try_from(digit(*high)? * 16 + digit(*low)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_are_escaped_and_unescaped() {
        let pointer = Pointer::root().join("paths").join("/a~b").join(0);
        assert_eq!(pointer.as_str(), "/paths/~1a~0b/0");
        assert_eq!(pointer.to_string(), "#/paths/~1a~0b/0");
        assert_eq!(
            pointer.segments().collect::<Vec<_>>(),
            ["paths", "/a~b", "0"]
        );
        assert_eq!(pointer.parent().unwrap().as_str(), "/paths/~1a~0b");
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().segments().count(), 0);
    }

    #[test]
    fn a_tilde_before_a_one_survives() {
        let pointer = Pointer::root().join("~1");
        assert_eq!(pointer.as_str(), "/~01");
        assert_eq!(pointer.last().unwrap(), "~1");
    }

    #[test]
    fn references_are_percent_decoded() {
        let pointer = Pointer::from_reference("#/components/schemas/A%20%C3%A9%zz").unwrap();
        assert_eq!(pointer.last().unwrap(), "A é%zz");
        assert_eq!(Pointer::from_reference("other.yaml#/a"), None);
        assert_eq!(Pointer::from_reference("#a"), None);
        assert_eq!(Pointer::from_reference("#/%ff"), None);
        assert_eq!(Pointer::from_reference("#"), Some(Pointer::root()));
    }
}
