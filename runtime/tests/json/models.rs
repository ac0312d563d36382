//! Fixtures for single tests.

use std::collections::BTreeMap;

use specwright::{DecodeError, Field, Object, ObjectInfo, Value, Visit, VisitMut};

use crate::fixtures::Commitment;

/// A model whose field is a model itself, not an option of it.
#[derive(Clone, Default)]
pub struct Outer {
    pub inner: Commitment,
}

impl Object for Outer {
    fn info(&self) -> &'static ObjectInfo {
        const {
            &ObjectInfo {
                name: "Outer",
                fields: &[Field::required("inner")],
            }
        }
    }
    specwright::fields!(inner);
}
specwright::object!(Outer);

/// A model that is nothing but entries.
#[derive(Clone, Default)]
pub struct Entries {
    pub all: BTreeMap<String, i64>,
}

impl Object for Entries {
    fn info(&self) -> &'static ObjectInfo {
        const {
            &ObjectInfo {
                name: "Entries",
                fields: &[],
            }
        }
    }
    specwright::fields!(; all);
}
specwright::object!(Entries);

/// A model with models in a field whose numbers travel as text.
#[derive(Clone, Default)]
pub struct TextOfModels {
    pub models: Vec<Entries>,
}

impl Object for TextOfModels {
    fn info(&self) -> &'static ObjectInfo {
        const {
            &ObjectInfo {
                name: "TextOfModels",
                fields: &[Field::required("models").text()],
            }
        }
    }
    specwright::fields!(models);
}
specwright::object!(TextOfModels);

/// A model with 200 required fields.
pub mod wide {
    use super::{DecodeError, Field, Object, ObjectInfo, Value, Visit, VisitMut};

    /// `f000` to `f199`.
    pub const NAMES: [&str; 200] = names();
    const TABLE: [Field; 200] = table();

    #[derive(Clone)]
    pub struct Wide {
        values: [i64; 200],
    }

    impl Default for Wide {
        fn default() -> Self {
            Self { values: [0; 200] }
        }
    }

    impl Object for Wide {
        fn info(&self) -> &'static ObjectInfo {
            const {
                &ObjectInfo {
                    name: "Wide",
                    fields: &TABLE,
                }
            }
        }
        fn fields(&self, visit: &mut Visit<'_>) {
            visit(
                &self.values.each_ref().map(|value| value as &dyn Value),
                None,
            );
        }
        fn fields_mut(&mut self, visit: &mut VisitMut<'_>) -> Result<(), DecodeError> {
            visit(
                &mut self.values.each_mut().map(|value| value as &mut dyn Value),
                None,
            )
        }
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
