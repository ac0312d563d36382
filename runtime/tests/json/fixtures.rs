//! Types written by hand in the shape of generated code: what the generator emits must be no more
//! than this.

use std::collections::BTreeMap;

use specwright::{Date, Decimal, Json, Nullable, Timestamp};

/// A page of commitments, as list operations reply.
#[derive(Clone, Default, PartialEq)]
pub struct Page {
    pub data: Option<Vec<Commitment>>,
    pub next_token: Option<String>,
}

impl specwright::Object for Page {
    const NAME: &'static str = "Page";
    const FIELDS: &'static [specwright::Field] = &[
        specwright::Field::optional("data"),
        specwright::Field::optional("nextToken"),
    ];
    fn read(
        &mut self,
        field: usize,
        json: &mut specwright::Reader<'_>,
    ) -> Result<(), specwright::DecodeError> {
        match field {
            0 => json.read(&mut self.data),
            1 => json.read(&mut self.next_token),
            _ => json.skip(),
        }
    }
    fn write(&self, json: &mut specwright::ObjectWriter<'_>) {
        json.field(0, &self.data);
        json.field(1, &self.next_token);
    }
}
specwright::object!(Page);

/// A model with most kinds of fields.
#[derive(Clone, Default, PartialEq)]
pub struct Commitment {
    pub id: String,
    pub version: i64,
    pub amount: Option<Decimal>,
    pub mode: Option<BillingMode>,
    pub fees: Option<Vec<Fee>>,
    pub start_date: Option<Date>,
    pub created: Option<Timestamp>,
    pub custom: Option<BTreeMap<String, CustomValue>>,
    pub parent: Option<Box<Commitment>>,
    pub closed: Option<bool>,
}

impl specwright::Object for Commitment {
    const NAME: &'static str = "Commitment";
    const FIELDS: &'static [specwright::Field] = &[
        specwright::Field::required("id"),
        specwright::Field::required("version"),
        specwright::Field::optional("amount"),
        specwright::Field::optional("mode"),
        specwright::Field::optional("fees"),
        specwright::Field::optional("startDate"),
        specwright::Field::optional("created").read_only(),
        specwright::Field::optional("custom"),
        specwright::Field::optional("parent"),
        specwright::Field::optional("closed"),
    ];
    fn read(
        &mut self,
        field: usize,
        json: &mut specwright::Reader<'_>,
    ) -> Result<(), specwright::DecodeError> {
        match field {
            0 => json.read(&mut self.id),
            1 => json.read(&mut self.version),
            2 => json.read(&mut self.amount),
            3 => json.read(&mut self.mode),
            4 => json.read(&mut self.fees),
            5 => json.read(&mut self.start_date),
            6 => json.read(&mut self.created),
            7 => json.read(&mut self.custom),
            8 => json.read(&mut self.parent),
            9 => json.read(&mut self.closed),
            _ => json.skip(),
        }
    }
    fn write(&self, json: &mut specwright::ObjectWriter<'_>) {
        json.field(0, &self.id);
        json.field(1, &self.version);
        json.field(2, &self.amount);
        json.field(3, &self.mode);
        json.field(4, &self.fees);
        json.field(5, &self.start_date);
        json.field(6, &self.created);
        json.field(7, &self.custom);
        json.field(8, &self.parent);
        json.field(9, &self.closed);
    }
}
specwright::object!(Commitment);

/// A model in a list of a model.
#[derive(Clone, Default, PartialEq)]
pub struct Fee {
    pub date: Date,
    pub amount: Decimal,
}

impl specwright::Object for Fee {
    const NAME: &'static str = "Fee";
    const FIELDS: &'static [specwright::Field] = &[
        specwright::Field::required("date"),
        specwright::Field::required("amount"),
    ];
    fn read(
        &mut self,
        field: usize,
        json: &mut specwright::Reader<'_>,
    ) -> Result<(), specwright::DecodeError> {
        match field {
            0 => json.read(&mut self.date),
            1 => json.read(&mut self.amount),
            _ => json.skip(),
        }
    }
    fn write(&self, json: &mut specwright::ObjectWriter<'_>) {
        json.field(0, &self.date);
        json.field(1, &self.amount);
    }
}
specwright::object!(Fee);

/// An open enum of strings.
#[derive(Clone, Debug)]
pub enum BillingMode {
    ParentSummary,
    Child,
    Unknown(String),
}

impl BillingMode {
    pub const KNOWN: &'static [Self] = &[Self::ParentSummary, Self::Child];
    pub fn as_str(&self) -> &str {
        match self {
            Self::ParentSummary => "PARENT_SUMMARY",
            Self::Child => "CHILD",
            Self::Unknown(value) => value,
        }
    }
}
specwright::text_enum!(BillingMode);

/// A union by JSON kind.
#[derive(Clone, Debug, PartialEq)]
pub enum CustomValue {
    String(String),
    Integer(i64),
    Number(Decimal),
    Unknown(Json),
}

impl specwright::Union for CustomValue {
    const NAME: &'static str = "CustomValue";
    const VARIANTS: &'static [specwright::Variant] = &[
        specwright::Variant::string("String"),
        specwright::Variant::integer("Integer"),
        specwright::Variant::number("Number"),
    ];
    fn read(
        variant: usize,
        json: &mut specwright::Reader<'_>,
    ) -> Result<Self, specwright::DecodeError> {
        match variant {
            0 => json.value().map(Self::String),
            1 => json.value().map(Self::Integer),
            2 => json.value().map(Self::Number),
            _ => json.value().map(Self::Unknown),
        }
    }
    fn write(&self, json: &mut specwright::Writer) {
        match self {
            Self::String(value) => json.write(value),
            Self::Integer(value) => json.write(value),
            Self::Number(value) => json.write(value),
            Self::Unknown(value) => json.write(value),
        }
    }
}
specwright::union!(CustomValue);

/// A model of an update: fields with `null` apart from absence, numbers as text, fields that only
/// one side sets, and entries of any name beside the fields.
#[derive(Clone, Default, PartialEq)]
pub struct Update {
    pub id: String,
    pub note: Nullable<String>,
    pub owner: Option<String>,
    pub quantity: Option<Decimal>,
    pub quantities: Option<Vec<Decimal>>,
    pub by_name: Option<BTreeMap<String, Decimal>>,
    pub fee_in_text: Option<Box<Fee>>,
    pub secret: String,
    pub others: BTreeMap<String, Option<i64>>,
}

impl specwright::Object for Update {
    const NAME: &'static str = "Update";
    const FIELDS: &'static [specwright::Field] = &[
        specwright::Field::required("id").read_only(),
        specwright::Field::optional("note"),
        specwright::Field::required("owner"), // required and nullable
        specwright::Field::optional("quantity").text(),
        specwright::Field::optional("quantities").text(),
        specwright::Field::optional("byName").text(),
        specwright::Field::optional("feeInText").text(),
        specwright::Field::required("secret").write_only(),
    ];
    fn read(
        &mut self,
        field: usize,
        json: &mut specwright::Reader<'_>,
    ) -> Result<(), specwright::DecodeError> {
        match field {
            0 => json.read(&mut self.id),
            1 => json.read(&mut self.note),
            2 => json.read(&mut self.owner),
            3 => json.read(&mut self.quantity),
            4 => json.read(&mut self.quantities),
            5 => json.read(&mut self.by_name),
            6 => json.read(&mut self.fee_in_text),
            7 => json.read(&mut self.secret),
            _ => json.skip(),
        }
    }
    fn read_other(
        &mut self,
        name: &str,
        json: &mut specwright::Reader<'_>,
    ) -> Result<(), specwright::DecodeError> {
        json.read_entry(&mut self.others, name)
    }
    fn write(&self, json: &mut specwright::ObjectWriter<'_>) {
        json.field(0, &self.id);
        json.field(1, &self.note);
        json.field(2, &self.owner);
        json.field(3, &self.quantity);
        json.field(4, &self.quantities);
        json.field(5, &self.by_name);
        json.field(6, &self.fee_in_text);
        json.field(7, &self.secret);
        json.entries(&self.others);
    }
}
specwright::object!(Update);

/// The one way in which most tests decode.
pub fn decode<T: specwright::Value>(text: &str) -> Result<T, specwright::DecodeError> {
    specwright::from_slice(text.as_bytes())
}

/// What an error displays.
pub fn failure<T: specwright::Value + std::fmt::Debug>(text: &str) -> String {
    decode::<T>(text).expect_err(text).to_string()
}
