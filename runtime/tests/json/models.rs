//! Fixtures for single tests.

use std::collections::BTreeMap;

use specwright::{DecodeError, Field, Object, ObjectWriter, Reader};

use crate::fixtures::Commitment;

/// A model whose field is a model itself, not an option of it.
#[derive(Clone, Default, PartialEq)]
pub struct Outer {
    pub inner: Commitment,
}

impl Object for Outer {
    const NAME: &'static str = "Outer";
    const FIELDS: &'static [Field] = &[Field::required("inner")];
    fn read(&mut self, field: usize, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        match field {
            0 => json.read(&mut self.inner),
            _ => json.skip(),
        }
    }
    fn write(&self, json: &mut ObjectWriter<'_>) {
        json.field(0, &self.inner);
    }
}
specwright::object!(Outer);

/// A model that is nothing but entries.
#[derive(Clone, Default, PartialEq)]
pub struct Entries {
    pub all: BTreeMap<String, i64>,
}

impl Object for Entries {
    const NAME: &'static str = "Entries";
    const FIELDS: &'static [Field] = &[];
    fn read(&mut self, _: usize, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        json.skip()
    }
    fn read_other(&mut self, name: &str, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        json.read_entry(&mut self.all, name)
    }
    fn write(&self, json: &mut ObjectWriter<'_>) {
        json.entries(&self.all);
    }
}
specwright::object!(Entries);

/// A model with models in a field whose numbers travel as text.
#[derive(Clone, Default, PartialEq)]
pub struct TextOfModels {
    pub models: Vec<Entries>,
}

impl Object for TextOfModels {
    const NAME: &'static str = "TextOfModels";
    const FIELDS: &'static [Field] = &[Field::required("models").text()];
    fn read(&mut self, field: usize, json: &mut Reader<'_>) -> Result<(), DecodeError> {
        match field {
            0 => json.read(&mut self.models),
            _ => json.skip(),
        }
    }
    fn write(&self, json: &mut ObjectWriter<'_>) {
        json.field(0, &self.models);
    }
}
specwright::object!(TextOfModels);

/// A model with 200 required fields.
pub mod wide {
    use super::{DecodeError, Field, Object, ObjectWriter, Reader};

    /// `f000` to `f199`.
    pub const NAMES: [&str; 200] = names();
    const TABLE: [Field; 200] = table();

    #[derive(Clone, Default, PartialEq)]
    pub struct Wide {
        sum: i64,
    }

    impl Object for Wide {
        const NAME: &'static str = "Wide";
        const FIELDS: &'static [Field] = &TABLE;
        fn read(&mut self, _: usize, json: &mut Reader<'_>) -> Result<(), DecodeError> {
            self.sum += json.value::<i64>()?;
            Ok(())
        }
        fn write(&self, _: &mut ObjectWriter<'_>) {}
    }
    specwright::object!(Wide);

    pub fn decode_without(missing: usize) -> Result<Wide, DecodeError> {
        let names = NAMES
            .iter()
            .enumerate()
            .filter(|(index, _)| *index != missing);
        let fields: Vec<String> = names.map(|(_, name)| format!("\"{name}\":1")).collect();
        crate::fixtures::decode(&format!("{{{}}}", fields.join(",")))
    }

    const DIGITS: [[u8; 4]; 200] = digits();

    const fn digits() -> [[u8; 4]; 200] {
        let mut all = [*b"f000"; 200];
        let mut index = 0;
        while index < 200 {
            let number = index as u8;
            all[index] = [
                b'f',
                b'0' + number / 100,
                b'0' + number / 10 % 10,
                b'0' + number % 10,
            ];
            index += 1;
        }
        all
    }

    const fn names() -> [&'static str; 200] {
        let mut all = [""; 200];
        let mut index = 0;
        while index < 200 {
            all[index] = match std::str::from_utf8(&DIGITS[index]) {
                Ok(name) => name,
                Err(_) => "",
            };
            index += 1;
        }
        all
    }

    const fn table() -> [Field; 200] {
        let mut all = [Field::required(""); 200];
        let mut index = 0;
        while index < 200 {
            all[index] = Field::required(NAMES[index]);
            index += 1;
        }
        all
    }
}
