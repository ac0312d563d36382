//! `null` where a value was promised: what it is read as.

use super::drift::Sighting;
use super::error::DecodeError;
use super::reader::Reader;

/// What becomes of `null` in a field that is required and that the document does not call nullable.
///
/// It is no reason to lose the rest of a reply, but neither may it become a value that somebody can
/// take for the server's. So it depends on the type of the field whether there is something harmless
/// to read it as:
///
/// * a text, a list, a map, an object of which every field is optional, and an open enum have an empty
///   value, which says that there is nothing: `null` is read as that;
/// * a union and free JSON hold `null` itself;
/// * of a number, a boolean, an instant, a day, and an object that requires something, every value says
///   something. An amount of which the server says nothing is not 0, and a contract that began at no
///   time did not begin in 1970. There `null` costs the record: it is an error that says where, which
///   in a lenient list ([`Items::lenient`](crate::Items::lenient)) comes in the record's place with its
///   raw JSON, and the other records come too.
///
/// All of them are counted ([`DecodeStats::nulls`](crate::DecodeStats::nulls)) and told to a
/// [`DriftRecorder`](crate::DriftRecorder). Whoever wants it stricter, or more lenient, says so to the
/// client with [`ClientOptions::nulls`](crate::ClientOptions::nulls).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Nulls {
    /// As described: the empty value where there is one, else an error.
    #[default]
    Empty,
    /// An error everywhere but in unions and free JSON.
    Refused,
    /// Never an error: the default of the type, be it 0, `false` or 1970. For programs that would rather
    /// have a wrong value than none, which those that handle money are not.
    Defaults,
}

impl Reader<'_> {
    /// Reads `null` in promised places in another way than [`Nulls::Empty`].
    #[must_use]
    pub fn with_nulls(mut self, nulls: Nulls) -> Self {
        self.nulls = nulls;
        self
    }

    /// Takes the `null` that a field of `model` failed on, if the field may stay as it is: at its
    /// default. `again` says that it may not, since it has a value already.
    #[cold]
    pub(super) fn take_promised_null(
        &mut self,
        error: DecodeError,
        again: bool,
        model: &'static str,
        field: &'static str,
    ) -> Result<(), DecodeError> {
        let harmless = match (self.nulls, error.met_null()) {
            (_, None) | (Nulls::Refused, _) => false,
            (Nulls::Empty, Some(has_empty_value)) => has_empty_value,
            (Nulls::Defaults, Some(_)) => true,
        };
        if again || !harmless || !self.take_null()? {
            return Err(error);
        }
        self.stats.nulls += 1;
        if self.drift.is_some() {
            self.sight(Sighting::null(model, field));
        }
        Ok(())
    }
}
