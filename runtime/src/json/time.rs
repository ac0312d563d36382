//! Points in time and dates.

/// A point in time, which travels as an RFC 3339 timestamp: `2022-10-28T13:54:49.557Z`.
///
/// Any offset is read; it is written in UTC with as many digits of the second as it has.
pub use jiff::Timestamp;
/// A date, which travels as `2022-10-28`.
pub use jiff::civil::Date;

use super::error::DecodeError;
use super::reader::Reader;
use super::reason::DecodeErrorKind;
use super::value::Value;
use super::writer::Writer;

impl Value for Timestamp {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = json.parsed("an RFC 3339 timestamp", |text| text.parse().ok())?;
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        json.string(&self.to_string());
    }
}

impl Value for Date {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        // jiff would also take a date and time, and drop the time.
        *self = json.parsed("a date (YYYY-MM-DD)", |text| {
            text.parse().ok().filter(|_| text.len() == 10)
        })?;
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        json.string(&self.to_string());
    }
}

impl Reader<'_> {
    /// Reads a string that `parse` understands.
    fn parsed<T>(
        &mut self,
        expected: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, DecodeError> {
        let start = self.offset();
        match parse(self.string()?) {
            Some(value) => Ok(value),
            None => Err(DecodeError::new(
                DecodeErrorKind::BadText { expected },
                self.source.data,
                start,
            )),
        }
    }
}
