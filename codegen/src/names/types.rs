//! The names of types, fields and variants.

use crate::diagnostics::Diagnostics;
use crate::ir::{Api, Home, Shape, TypeDef};
use crate::names::scope::{Modules, Scope};
use crate::names::{Name, OperationNames, TypeNames, casing};

/// Types that the generated files use by their short names.
const KEPT_TYPES: &[&str] = &[
    "AsRef",
    "BTreeMap",
    "Base64",
    "Box",
    "Date",
    "Decimal",
    "Default",
    "Err",
    "From",
    "Into",
    "Json",
    "None",
    "Nullable",
    "Ok",
    "Option",
    "Result",
    "Some",
    "String",
    "Timestamp",
    "Vec",
];

/// The variant that keeps what the document does not list.
const KEPT_VARIANTS: &[&str] = &["Unknown"];

/// Names every type of an API with what is in it.
pub(super) fn assign(
    api: &Api,
    operations: &[OperationNames],
    diagnostics: &mut Diagnostics,
) -> Vec<TypeNames> {
    let idents = idents(api, operations, diagnostics);
    let additional = casing::snake("additional_properties", "_");
    let mut names: Vec<TypeNames> = Vec::with_capacity(api.types.len());
    for (def, (ident, module)) in api.types.iter().zip(idents) {
        names.push(TypeNames {
            ident,
            module,
            fields: fields(api, def, diagnostics),
            additional: additional.clone(),
            variants: variants(api, def, diagnostics),
        });
    }
    names
}

/// The identifier and the module of each type. What the document names comes before what is named
/// after its place, so that a component has its own name whatever stands before it.
fn idents(
    api: &Api,
    operations: &[OperationNames],
    diagnostics: &mut Diagnostics,
) -> Vec<(Name, Name)> {
    let mut scope = Scope::new(api, "types", KEPT_TYPES, "Model", diagnostics);
    let mut claimed: Vec<Option<Name>> = vec![None; api.types.len()];
    for (def, claimed) in api.types.iter().zip(&mut claimed) {
        if let (Some(name), _) | (None, Home::Component(name)) = (&def.rust_name, &def.home) {
            *claimed = Some(scope.claim(casing::upper_camel(name, "Type"), &def.at));
        }
    }
    let mut modules = Modules::default();
    let mut idents: Vec<(Name, Name)> = Vec::with_capacity(api.types.len());
    for (def, claimed) in api.types.iter().zip(claimed) {
        let words = words(def, &idents, operations);
        let ident =
            claimed.unwrap_or_else(|| scope.claim(casing::upper_camel(&words, "Type"), &def.at));
        // An inline type stands in the file of what holds it, and that comes before it.
        let module = match def.home {
            Home::Inline(parent, _) => idents[parent.0].1.clone(),
            _ => modules.claim(casing::module(&words, "_type")),
        };
        idents.push((ident, module));
    }
    idents
}

/// The words that a type's name is made of.
fn words(def: &TypeDef, idents: &[(Name, Name)], operations: &[OperationNames]) -> String {
    match (&def.rust_name, &def.home) {
        (Some(name), _) | (None, Home::Component(name) | Home::Shared(name)) => name.clone(),
        (None, Home::Inline(parent, word)) => format!("{}_{word}", idents[parent.0].0),
        (None, Home::Operation(operation, word)) => {
            format!("{}_{word}", operations[*operation].ident)
        }
    }
}

fn fields(api: &Api, def: &TypeDef, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let Shape::Object(object) = &def.shape else {
        return Vec::new();
    };
    let kept: &[&str] = match object.additional {
        Some(_) => &["additional_properties"],
        None => &[],
    };
    let mut scope = Scope::new(api, "fields of one type", kept, "_field", diagnostics);
    let fields = object.fields.iter();
    fields
        .map(|field| {
            let words = field.rust_name.as_deref().unwrap_or(&field.name);
            scope.claim(casing::snake(words, "_"), &field.at)
        })
        .collect()
}

fn variants(api: &Api, def: &TypeDef, diagnostics: &mut Diagnostics) -> Vec<Name> {
    match &def.shape {
        Shape::Object(_) | Shape::Tuple(_) => Vec::new(),
        Shape::Enum(of) => {
            let what = "enum values";
            let mut scope = Scope::new(api, what, KEPT_VARIANTS, "Value", diagnostics);
            let values = of.values.iter();
            values
                .map(|value| {
                    let words = value.rust_name.as_deref().unwrap_or(&value.value);
                    scope.claim(casing::upper_camel(words, "Value"), &value.at)
                })
                .collect()
        }
        Shape::Union(union) => {
            let what = "alternatives of one type";
            let mut scope = Scope::new(api, what, KEPT_VARIANTS, "Value", diagnostics);
            let variants = union.variants.iter();
            variants
                .map(|variant| {
                    scope.claim(casing::upper_camel(&variant.hint, "Value"), &variant.at)
                })
                .collect()
        }
    }
}
