//! Parameters that are the same under another name.

use serde_json::Value;

use super::declared::Parameter;
use crate::diff::contract::pairing;

/// Takes out of what is gone and of what is new the parameters that are the same under another name:
/// they say the same, and either their names are alike, or they stand at the same place of the list
/// and nothing else has come or gone with which they could be taken for each other.
pub(super) fn pairs<'a>(
    removed: &mut Vec<Parameter<'a>>,
    added: &mut Vec<Parameter<'a>>,
) -> Vec<(Parameter<'a>, Parameter<'a>)> {
    let mut pairs = Vec::new();
    let lone = removed.len() == 1 && added.len() == 1;
    removed.retain(|one| {
        let likest = added
            .iter()
            .enumerate()
            .filter(|(_, other)| says_the_same(one, other))
            .filter(|(_, other)| {
                pairing::are_alike(one.name, other.name) || (lone && one.index == other.index)
            })
            .max_by(|(_, a), (_, b)| {
                let alike = |other: &Parameter<'_>| pairing::likeness(one.name, other.name);
                alike(a).total_cmp(&alike(b))
            });
        let index = likest.map(|(index, _)| index);
        pairs.extend(index.map(|index| (one.clone(), added.remove(index))));
        index.is_none()
    });
    pairs
}

/// Whether two parameters differ in their names and docs alone.
fn says_the_same(one: &Parameter<'_>, other: &Parameter<'_>) -> bool {
    let unnamed = |parameter: &Parameter<'_>| {
        let told = parameter.node.value.as_object().into_iter().flatten();
        let told = told.filter(|(key, _)| *key != "name");
        Value::Object(
            told.map(|(key, value)| (key.clone(), value.clone()))
                .collect(),
        )
    };
    one.location == other.location && pairing::same(&unnamed(one), &unnamed(other))
}
