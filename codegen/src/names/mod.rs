//! The third stage: every Rust identifier of the generated crate, made in one place.
//!
//! A name follows its use: types and variants are `UpperCamel`, fields, modules and methods are
//! `snake`. Words that Rust or the generated code keep for themselves get a fixed suffix; two
//! things that become the same name are an error that shows both and the mend.

mod casing;
mod client;
mod features;
mod name;
mod operations;
mod scope;
mod types;

pub(crate) use casing::NEVER_RAW;
pub(crate) use features::KEPT;
pub use features::{ApiFeatures, Gate, Group};
pub use name::Name;

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, TypeId};

/// The identifiers of all APIs, in their order.
#[derive(Clone, Debug)]
pub struct Names {
    /// One per API.
    pub apis: Vec<ApiNames>,
}

/// The identifiers of one API. Each list is parallel to the one in the intermediate representation.
#[derive(Clone, Debug)]
pub struct ApiNames {
    /// The module of the API.
    pub module: Name,
    /// The types.
    pub types: Vec<TypeNames>,
    /// The operations.
    pub operations: Vec<OperationNames>,
    /// The builder methods that set the client's parameters.
    pub client_parameters: Vec<Name>,
    /// The builder methods that set the credentials of the security schemes.
    pub credentials: Vec<Name>,
    /// The constants of the servers that have a name.
    pub servers: Vec<Option<Name>>,
    /// The Cargo features beside that of the API.
    pub features: ApiFeatures,
}

impl ApiNames {
    /// The names of a type.
    #[must_use]
    pub fn of_type(&self, id: TypeId) -> &TypeNames {
        &self.types[id.0]
    }
}

/// The identifiers of a type.
#[derive(Clone, Debug)]
pub struct TypeNames {
    /// The type.
    pub ident: Name,
    /// The module that it stands in, below `types`.
    pub module: Name,
    /// The fields of an object.
    pub fields: Vec<Name>,
    /// The field for the properties that an object does not list.
    pub additional: Name,
    /// The variants of an enum or a union.
    pub variants: Vec<Name>,
}

/// The identifiers of an operation.
#[derive(Clone, Debug)]
pub struct OperationNames {
    /// The request type.
    pub ident: Name,
    /// The module that it stands in, below `operations`.
    pub module: Name,
    /// The method of the client.
    pub method: Name,
    /// The setters and fields of the parameters.
    pub parameters: Vec<Name>,
    /// The field of the body.
    pub body: Name,
}

/// The module of an API of this name.
pub(crate) fn module(api: &str) -> Name {
    casing::snake(api, "_api")
}

/// Names everything.
pub fn assign(apis: &[Api], diagnostics: &mut Diagnostics) -> Names {
    let apis = apis.iter();
    let apis = apis.map(|api| {
        let operations = operations::assign(api, diagnostics);
        let client = client::assign(api, diagnostics);
        ApiNames {
            module: module(&api.name),
            types: types::assign(api, &operations, diagnostics),
            client_parameters: client.parameters,
            credentials: client.credentials,
            servers: client.servers,
            features: features::assign(api),
            operations,
        }
    });
    Names {
        apis: apis.collect(),
    }
}
