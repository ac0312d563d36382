//! Types written by hand in the shape of generated code: what the generator emits must be no more
//! than this.

use std::collections::BTreeMap;

use specwright::{Date, Decimal, Json, Nullable, Timestamp};

/// Declares a model of required strings in the shape of generated code.
macro_rules! model {
    ($name:ident { $($index:literal $field:ident),* }) => {
        #[derive(Clone, Default)]
        pub struct $name { $(pub $field: String),* }
        impl Object for $name {
            const INFO: &'static ObjectInfo =
                &ObjectInfo { name: stringify!($name), fields: &[$(Field::required(stringify!($field))),*] };
        }
        specwright::object!($name: $($field),*);
    };
}

/// Declares a union in the shape of generated code.
macro_rules! one_of {
    ($name:ident { $($index:literal $variant:ident($type:ty) = $fact:expr),* }) => {
        #[derive(Clone, Debug, PartialEq)]
        pub enum $name { $($variant($type),)* Unknown(Json) }
        impl Union for $name {
            const INFO: &'static UnionInfo =
                &UnionInfo { name: stringify!($name), variants: &[$($fact),*] };
        }
        specwright::union!($name: $($index => $variant),*);
    };
}

/// A page of commitments, as list operations reply.
#[derive(Clone, Default)]
pub struct Page {
    pub data: Option<Vec<Commitment>>,
    pub next_token: Option<String>,
}

impl specwright::Object for Page {
    const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
        name: "Page",
        fields: &[
            specwright::Field::optional("data"),
            specwright::Field::optional("nextToken"),
        ],
    };
}
specwright::object!(Page: data, next_token);

/// A model with most kinds of fields.
#[derive(Clone, Default)]
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
    const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
        name: "Commitment",
        fields: &[
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
        ],
    };
}
specwright::object!(Commitment: id, version, amount, mode, fees, start_date, created, custom, parent, closed);

/// A model in a list of a model.
#[derive(Clone, Default)]
pub struct Fee {
    pub date: Date,
    pub amount: Decimal,
}

impl specwright::Object for Fee {
    const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
        name: "Fee",
        fields: &[
            specwright::Field::required("date"),
            specwright::Field::required("amount"),
        ],
    };
}
specwright::object!(Fee: date, amount);

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
    const INFO: &'static specwright::UnionInfo = &specwright::UnionInfo {
        name: "CustomValue",
        variants: &[
            specwright::Variant::string("String"),
            specwright::Variant::integer("Integer"),
            specwright::Variant::number("Number"),
        ],
    };
}
specwright::union!(CustomValue: 0 => String, 1 => Integer, 2 => Number);

/// A model of an update: fields with `null` apart from absence, numbers as text, fields that only
/// one side sets, and entries of any name beside the fields.
#[derive(Clone, Default)]
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
    const INFO: &'static specwright::ObjectInfo = &specwright::ObjectInfo {
        name: "Update",
        fields: &[
            specwright::Field::required("id").read_only(),
            specwright::Field::optional("note"),
            specwright::Field::required("owner"), // required and nullable
            specwright::Field::optional("quantity").text(),
            specwright::Field::optional("quantities").text(),
            specwright::Field::optional("byName").text(),
            specwright::Field::optional("feeInText").text(),
            specwright::Field::required("secret").write_only(),
        ],
    };
}
specwright::object!(Update: id, note, owner, quantity, quantities, by_name, fee_in_text, secret; others);

/// The one way in which most tests decode.
pub fn decode<T: specwright::Value + Default>(text: &str) -> Result<T, specwright::DecodeError> {
    specwright::from_slice(text.as_bytes())
}

/// What an error displays.
pub fn failure<T: specwright::Value + Default + std::fmt::Debug>(text: &str) -> String {
    decode::<T>(text).expect_err(text).to_string()
}
