//! Bytes within JSON, which travel as base64.

use std::fmt;

use base64::Engine;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use base64::prelude::BASE64_STANDARD;

use super::error::DecodeError;
use super::reader::Reader;
use super::value::Value;
use super::writer::Writer;

/// Bytes within JSON (`format: byte`), which travel as base64.
///
/// It keeps the text as it came, so that text which is no base64 costs nobody a record, and what is
/// written back is what was read. [`bytes`](Self::bytes) decodes it: with or without padding, in the
/// standard alphabet or the one for URLs, broken into lines or not, since servers send all of these.
///
/// ```
/// use specwright::Base64;
///
/// let key = Base64::new("hello");
/// assert_eq!(key.as_str(), "aGVsbG8=");
///
/// let key: Base64 = specwright::from_slice(br#""aGVs\nbG8""#)?;
/// assert_eq!(key.bytes()?, b"hello");
/// assert!(Base64::from_text("?").bytes().is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Base64(String);

/// The text of a [`Base64`] is no base64.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotBase64;

impl Base64 {
    /// The bytes, encoded.
    pub fn new(bytes: impl AsRef<[u8]>) -> Self {
        Self(BASE64_STANDARD.encode(bytes))
    }

    /// Text that is base64 already.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it travels.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The bytes.
    ///
    /// # Errors
    ///
    /// The text is no base64.
    pub fn bytes(&self) -> Result<Vec<u8>, NotBase64> {
        const LENIENT: GeneralPurposeConfig =
            GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
        let text: String = self.0.split_ascii_whitespace().collect();
        let is_for_urls = text.contains(['-', '_']);
        let alphabet = if is_for_urls { &URL_SAFE } else { &STANDARD };
        let decoded = GeneralPurpose::new(alphabet, LENIENT).decode(text);
        decoded.map_err(|_| NotBase64)
    }
}

impl From<Vec<u8>> for Base64 {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for Base64 {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Value for Base64 {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0.read(json)
    }

    fn write(&self, json: &mut Writer) {
        json.string(&self.0);
    }
}

impl fmt::Display for NotBase64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the text is no base64")
    }
}

impl std::error::Error for NotBase64 {}
