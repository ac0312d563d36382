//! Fixtures for single tests.

use std::collections::BTreeMap;

use specwright::{DecodeError, Field, Object, ObjectInfo, Reader, Value, Writer};

use crate::fixtures::Commitment;

/// A model whose field is a model itself, not an option of it.
#[derive(Clone, Default)]
pub struct Outer {
    pub inner: Commitment,
}

impl Object for Outer {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Outer",
        fields: &[Field::required("inner")],
    };
}
specwright::object!(Outer: inner);

/// A model that is nothing but entries.
#[derive(Clone, Default)]
pub struct Entries {
    pub all: BTreeMap<String, i64>,
}

impl Object for Entries {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "Entries",
        fields: &[],
    };
}
specwright::object!(Entries: ; all);

/// A model with models in a field whose numbers travel as text.
#[derive(Clone, Default)]
pub struct TextOfModels {
    pub models: Vec<Entries>,
}

impl Object for TextOfModels {
    const INFO: &'static ObjectInfo = &ObjectInfo {
        name: "TextOfModels",
        fields: &[Field::required("models").text()],
    };
}
specwright::object!(TextOfModels: models);

/// A model with 200 required fields.
pub mod wide {
    use super::{DecodeError, Field, Object, ObjectInfo, Reader, Value, Writer};

    /// `f000` to `f199`.
    pub const NAMES: [&str; 200] = names();
    const TABLE: [Field; 200] = table();

    #[derive(Clone, Debug)]
    pub struct Wide {
        values: [i64; 200],
    }

    impl Default for Wide {
        fn default() -> Self {
            Self { values: [0; 200] }
        }
    }

    impl Object for Wide {
        const INFO: &'static ObjectInfo = &ObjectInfo {
            name: "Wide",
            fields: &TABLE,
        };
    }

    impl Value for Wide {
        fn read(&mut self, json: &mut Reader<'_>) -> Result<(), DecodeError> {
            let mut values = self.values.each_mut().map(|value| value as &mut dyn Value);
            json.object(Self::INFO, &mut values, None)
        }

        fn write(&self, json: &mut Writer) {
            let values = self.values.each_ref().map(|value| value as &dyn Value);
            json.object(Self::INFO, &values, None);
        }
    }

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
