//! A list of which one bad record does not cost the others.

use super::error::DecodeError;
use super::reader::Reader;

/// A record of a lenient list that did not fit its type.
#[derive(Debug)]
#[non_exhaustive]
pub struct UndecodedRecord {
    /// Its place in the list, counted from 0 and with the records that did fit.
    pub index: usize,
    /// Why it does not fit. The pointer is that of the whole document.
    pub error: DecodeError,
    /// Its JSON as it came.
    pub raw: Vec<u8>,
}

/// Which list is lenient, and what has been collected.
pub(super) struct Lenient {
    path: Vec<String>,
    /// How many segments of `path` lead to the current place.
    matched: usize,
    undecoded: Vec<UndecodedRecord>,
}

impl Lenient {
    /// How far it has come, for [`rewind`](Self::rewind).
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.matched, self.undecoded.len())
    }

    /// Forgets what happened since it had come as far as `progress`.
    pub(super) fn rewind(&mut self, progress: (usize, usize)) {
        self.matched = progress.0;
        self.undecoded.truncate(progress.1);
    }
}

impl<'j> Reader<'j> {
    /// Makes the list at `pointer` lenient: a record that does not fit its type is left out of
    /// the list and kept in [`undecoded`](Self::undecoded), and the others are read.
    ///
    /// `pointer` is a JSON pointer that leads through objects, such as `/data`; the empty one
    /// means that the document itself is the list. Bytes that are not JSON still are an error.
    ///
    /// ```
    /// let mut reader = specwright::Reader::new(br#"[1, "two", 3]"#).with_lenient_array("");
    /// let numbers: Vec<i64> = reader.value()?;
    /// assert_eq!(numbers, [1, 3]);
    /// assert_eq!(reader.undecoded()[0].index, 1);
    /// assert_eq!(reader.undecoded()[0].raw, br#""two""#);
    /// # Ok::<(), specwright::DecodeError>(())
    /// ```
    #[must_use]
    pub fn with_lenient_array(mut self, pointer: &str) -> Self {
        let path = pointer
            .split('/')
            .skip(1)
            .map(|segment| segment.replace("~1", "/").replace("~0", "~"))
            .collect();
        self.lenient = Some(Box::new(Lenient {
            path,
            matched: 0,
            undecoded: Vec::new(),
        }));
        self
    }

    /// The records of the lenient list that did not fit so far.
    pub fn undecoded(&self) -> &[UndecodedRecord] {
        self.lenient
            .as_ref()
            .map_or(&[], |lenient| &lenient.undecoded)
    }

    /// Hands the records over that did not fit so far.
    pub fn take_undecoded(&mut self) -> Vec<UndecodedRecord> {
        self.lenient
            .as_mut()
            .map(|lenient| std::mem::take(&mut lenient.undecoded))
            .unwrap_or_default()
    }

    /// Whether an array at the current place is the lenient one.
    pub(super) fn is_lenient(&self) -> bool {
        // No more is open than the objects whose fields matched, so these are the path itself.
        self.lenient.as_ref().is_some_and(|lenient| {
            lenient.matched == lenient.path.len() && self.depth == lenient.path.len()
        })
    }

    /// Notes that the field `name` is entered, if that is on the way to the lenient list.
    pub(super) fn enter_lenient(&mut self, name: &str) -> bool {
        let Some(lenient) = &mut self.lenient else {
            return false;
        };
        let next = lenient.path.get(lenient.matched);
        let on_the_way = next.is_some_and(|segment| segment == name);
        lenient.matched += usize::from(on_the_way);
        on_the_way
    }

    /// Notes that it is left again.
    pub(super) fn leave_lenient(&mut self) {
        if let Some(lenient) = &mut self.lenient {
            lenient.matched -= 1;
        }
    }

    /// Reads one element of the lenient list; one that does not fit is skipped and kept.
    pub(super) fn read_leniently(
        &mut self,
        index: usize,
        each: &mut dyn FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        let mark = self.mark();
        let start = self.offset();
        let Err(error) = each(self) else {
            return Ok(());
        };
        let mut error = error.inside(&index.to_string());
        self.rewind(&mark);
        // What else was seen in the record is forgotten: only why it was lost counts.
        self.sight_null(&error);
        if self.skip().is_err() {
            return Err(error);
        }
        let raw = self.source.data[start..self.position()].to_vec();
        if let Some(lenient) = &mut self.lenient {
            for segment in lenient.path.iter().rev() {
                error = error.inside(segment);
            }
            lenient
                .undecoded
                .push(UndecodedRecord { index, error, raw });
        }
        Ok(())
    }
}
