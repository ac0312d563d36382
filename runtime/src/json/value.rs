//! What every type that travels as JSON implements, and the plain types that do.

use std::collections::BTreeMap;

use super::error::DecodeError;
use super::reader::Reader;
use super::writer::Writer;

/// A type that can be read from JSON and written as JSON.
///
/// Generated types get it from [`object!`](crate::object), [`text_enum!`](crate::text_enum) and
/// [`union!`](crate::union!); the plain types have it here. It can be implemented by hand too:
///
/// ```
/// use specwright::{DecodeError, Reader, Value, Writer};
///
/// #[derive(Debug, Default, PartialEq)]
/// struct Percent(u32);
///
/// impl Value for Percent {
///     fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
///         json.read(&mut self.0)
///     }
///     fn write(&self, json: &mut Writer) {
///         json.write(&self.0);
///     }
/// }
///
/// let percents: Vec<Percent> = specwright::from_slice(b"[10, 20.0]")?;
/// assert_eq!(percents, [Percent(10), Percent(20)]);
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Value {
    /// Reads the next value of `json` into `self`.
    ///
    /// # Errors
    ///
    /// The value does not fit. `self` is then left in an unspecified, valid state.
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes exactly one JSON value; one that says by [`Writer::absent`] that there is nothing is left
    /// out where that is allowed.
    fn write(&self, json: &mut Writer);

    /// The value that a text outside of JSON is; only text itself is one.
    #[doc(hidden)]
    fn from_text(_: &str) -> Option<Self>
    where
        Self: Sized,
    {
        None
    }
}

impl Value for String {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        // Most strings are read into a fresh one: this allocates what it needs, no more.
        *self = json.string().map_err(DecodeError::or_empty)?.to_owned();
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        json.string(self);
    }

    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Value for bool {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = json.boolean()?;
        Ok(())
    }

    fn write(&self, json: &mut Writer) {
        json.raw(if *self { "true" } else { "false" });
    }
}

/// `null` is `None`. An optional field that is `None` is left out when written.
impl<T: Value + Default> Value for Option<T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        // A crate has as many copies of this as it has types, so it is short in what the compiler makes
        // of it too, which `?` and the methods of `Option` are not.
        *self = match json.take_null() {
            Ok(true) => None,
            Ok(false) => Some(T::default()),
            Err(error) => return Err(error),
        };
        match self {
            Some(value) => value.read(json),
            None => Ok(()),
        }
    }

    fn write(&self, json: &mut Writer) {
        match self {
            Some(value) => value.write(json),
            None => json.absent(),
        }
    }
}

impl<T: Value> Value for Box<T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        (**self).read(json)
    }

    fn write(&self, json: &mut Writer) {
        (**self).write(json);
    }
}

impl<T: Value + Default> Value for Vec<T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        json.array(&mut |json| {
            let mut item = T::default();
            let read = item.read(json);
            if read.is_ok() {
                self.push(item);
            }
            read
        })
    }

    fn write(&self, json: &mut Writer) {
        let items: &[T] = self;
        json.array(items.len(), &|index, json| items[index].write(json));
    }
}

impl<T: Value + Default> Value for BTreeMap<String, T> {
    fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.clear();
        json.map(&mut |name, json| self.read_entry(name, json))
    }

    fn write(&self, json: &mut Writer) {
        json.map(&|each| self.each_entry(each));
    }
}

/// The map of the entries of an object that its table does not list.
pub trait Entries {
    /// Reads one entry. A name that came before is replaced.
    ///
    /// # Errors
    ///
    /// The value does not fit.
    fn read_entry(&mut self, name: &str, json: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Hands each entry to `each`, in the order of their names.
    fn each_entry(&self, each: &mut dyn FnMut(&str, &dyn Value));
}

impl<T: Value + Default> Entries for BTreeMap<String, T> {
    fn read_entry(&mut self, name: &str, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.insert(name.to_owned(), json.value()?);
        Ok(())
    }

    fn each_entry(&self, each: &mut dyn FnMut(&str, &dyn Value)) {
        for (name, value) in self {
            each(name, value);
        }
    }
}
