//! The Cargo features of an API: one for each tag, so that who needs three operations of a thousand
//! compiles those.

use std::collections::BTreeSet;

use heck::ToKebabCase;

use crate::ir::{Api, Operation};
use crate::names::Name;
use crate::names::casing;
use crate::names::scope::Modules;
use crate::source::{Features, Ownership};

/// Features that a generated crate has for other ends, and words that Cargo keeps.
pub(crate) const KEPT: &[&str] = &[
    "blocking",
    "default",
    "gzip",
    "reqwest",
    "serde",
    "specwright",
    "tracing",
    "webhooks",
];

/// Modules that the file of the client has or names without these.
const KEPT_MODULES: &[&str] = &["operations", "servers", "specwright", "std", "types"];

/// The features that one of which an item needs, as indices in order; `None`: it is always there.
pub type Gate = Option<BTreeSet<usize>>;

/// The features of one API and what each of them brings.
#[derive(Clone, Debug, Default)]
pub struct ApiFeatures {
    /// Their names, in order; none if the API has no feature but its own.
    pub names: Vec<String>,
    /// The features of each operation.
    pub operations: Vec<Gate>,
    /// The operations that need the same features.
    pub groups: Vec<Group>,
}

/// Operations that need the same features, whose methods stand in one file below the client.
#[derive(Clone, Debug)]
pub struct Group {
    /// What they need.
    pub gate: BTreeSet<usize>,
    /// The module of the file.
    pub module: Name,
    /// The operations.
    pub operations: Vec<usize>,
}

/// Finds the features of an API.
pub(super) fn assign(api: &Api) -> ApiFeatures {
    let names = match api.features {
        Features::PerApi => BTreeSet::new(),
        Features::PerTag => {
            let tags = api.operations.iter().flat_map(|operation| &operation.tags);
            tags.map(|tag| name(api, tag)).collect()
        }
    };
    let names: Vec<String> = names.into_iter().collect();
    if names.is_empty() {
        return ApiFeatures {
            operations: vec![None; api.operations.len()],
            ..ApiFeatures::default()
        };
    }
    let operations = api.operations.iter();
    let operations: Vec<Gate> = operations.map(|one| gate(api, one, &names)).collect();
    ApiFeatures {
        groups: groups(api, &operations, &names),
        operations,
        names,
    }
}

/// The feature of a tag: its words in small letters. Tags that differ in nothing else have one
/// feature. In a crate of our own, which may hold
/// other APIs too, the API's name comes first.
fn name(api: &Api, tag: &str) -> String {
    let mut words = casing::readable(tag).to_kebab_case();
    if words.is_empty() {
        words.push_str("tag");
    }
    if api.ownership == Ownership::Owned {
        return format!("{}-{words}", api.name);
    }
    let is_kept = KEPT.contains(&words.as_str()) || words == api.name.to_kebab_case();
    if is_kept {
        words.push_str("-tag");
    }
    words
}

fn gate(api: &Api, operation: &Operation, names: &[String]) -> Gate {
    let features = operation.tags.iter();
    let features = features.filter_map(|tag| names.binary_search(&name(api, tag)).ok());
    Some(features.collect()).filter(|features: &BTreeSet<usize>| !features.is_empty())
}

fn groups(api: &Api, operations: &[Gate], names: &[String]) -> Vec<Group> {
    let gates: BTreeSet<&BTreeSet<usize>> = operations.iter().flatten().collect();
    let mut modules = Modules::default();
    let groups = gates.into_iter().map(|gate| {
        let words = gate.iter().map(|index| {
            let name = names[*index].as_str();
            let short = name.strip_prefix(api.name.as_str());
            short.map_or(name, |short| short.trim_start_matches('-'))
        });
        let words: Vec<&str> = words.collect();
        let module = casing::module(&words.join("_or_"), "_tag");
        let module = modules.claim(match KEPT_MODULES.contains(&module.as_str()) {
            true => casing::suffixed(&module, "_tag"),
            false => module,
        });
        let operations = operations.iter().enumerate();
        let operations = operations.filter(|(_, other)| other.as_ref() == Some(gate));
        Group {
            gate: gate.clone(),
            module,
            operations: operations.map(|(index, _)| index).collect(),
        }
    });
    groups.collect()
}
