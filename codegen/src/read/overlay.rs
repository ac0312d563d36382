//! Overlay documents: changes of a document that are written down beside it.

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use super::origins::Origins;
use super::parse;
use crate::diagnostics::{Code, Diagnostic, Diagnostics};
use crate::pointer::Pointer;
use crate::source::{Source, SourceId};

const KEYS: &[&str] = &["overlay", "info", "extends", "actions"];
const ACTION_KEYS: &[&str] = &["target", "description", "update", "remove"];

/// Applies every overlay of the source, in their order.
pub(super) fn apply(
    document: &mut Value,
    source: &Source,
    first: usize,
    origins: &mut Origins,
    diagnostics: &mut Diagnostics,
) {
    for (index, overlay) in source.overlays.iter().enumerate() {
        let id = SourceId(first + index);
        let Some(value) = parse::value(id, overlay, diagnostics) else {
            continue;
        };
        let mut applied = Overlay {
            id,
            document,
            origins,
            diagnostics,
        };
        applied.actions(&value);
    }
}

struct Overlay<'a> {
    id: SourceId,
    document: &'a mut Value,
    origins: &'a mut Origins,
    diagnostics: &'a mut Diagnostics,
}

impl Overlay<'_> {
    fn actions(&mut self, overlay: &Value) {
        let root = Pointer::root();
        let version = overlay.get("overlay").and_then(Value::as_str);
        if !version.is_some_and(|version| version.starts_with("1.")) {
            let message = "this is no Overlay of version 1";
            let help = "it begins with a line such as `overlay: 1.0.0`";
            self.wrong(Code::UnsupportedVersion, &root, message, help);
            return;
        }
        self.known(overlay, KEYS, &root);
        let at = root.join("actions");
        let Some(actions) = overlay.get("actions").and_then(Value::as_array) else {
            let message = "an Overlay must have `actions`, a list";
            self.wrong(
                Code::MissingKey,
                &root,
                message,
                "write at least one action",
            );
            return;
        };
        for (index, action) in actions.iter().enumerate() {
            self.action(action, &at.join(index));
        }
    }

    fn action(&mut self, action: &Value, at: &Pointer) {
        self.known(action, ACTION_KEYS, at);
        let at_target = at.join("target");
        let Some(target) = action.get("target").and_then(Value::as_str) else {
            let message = "an action must have a `target`, a JSONPath";
            self.wrong(
                Code::MissingKey,
                at,
                message,
                "such as `$.paths['/events'].get`",
            );
            return;
        };
        let path = match JsonPath::parse(target) {
            Ok(path) => path,
            Err(error) => {
                let message = format!("the target is not a JSONPath: {error}");
                let help = "such as `$.paths['/events'].get` or `$.components.schemas.*`";
                self.wrong(Code::InvalidValue, &at_target, message, help);
                return;
            }
        };
        let found = path.query_located(self.document);
        let places = found.locations().map(|place| place.to_json_pointer());
        let places: Vec<Pointer> = places.map(Pointer::from_text).collect();
        if places.is_empty() {
            let message = "the target matches nothing in the document";
            let found = Diagnostic::warning(Code::UnmatchedAction, self.id, &at_target, message);
            let help = "correct it, or take the action out if the document was mended";
            self.diagnostics.push(found.help(help));
        }
        if action.get("remove").and_then(Value::as_bool) == Some(true) {
            // From the back, so that the items of a list keep their places until it is their turn.
            places.iter().rev().for_each(|place| self.remove(place));
        } else if let Some(update) = action.get("update") {
            let at = at.join("update");
            for place in &places {
                self.update(place, update, &at);
            }
        } else {
            let message = "an action must have `update` or `remove: true`";
            self.wrong(Code::MissingKey, at, message, "say what is to change");
        }
    }

    fn remove(&mut self, place: &Pointer) {
        let (Some(parent), Some(name)) = (place.parent(), place.last()) else {
            return;
        };
        match self.document.pointer_mut(parent.as_str()) {
            Some(Value::Object(map)) => drop(map.shift_remove(name.as_ref())),
            Some(Value::Array(items)) => {
                let index = name.parse::<usize>().ok();
                let index = index.filter(|index| *index < items.len());
                drop(index.map(|index| items.remove(index)));
            }
            _ => {}
        }
    }

    fn update(&mut self, place: &Pointer, update: &Value, at: &Pointer) {
        let id = self.id;
        match (self.document.pointer_mut(place.as_str()), update) {
            (Some(Value::Object(map)), Value::Object(update)) => {
                merge(map, update, place, (id, at), self.origins);
            }
            (Some(Value::Array(items)), item) => {
                self.origins.add(&place.join(items.len()), id, at);
                items.push(item.clone());
            }
            _ => {
                let message = format!(
                    "`{place}` is neither a mapping that the update could be merged into nor a list"
                );
                let help = "update the mapping that holds it";
                self.wrong(Code::InvalidValue, at, message, help);
            }
        }
    }

    fn known(&mut self, value: &Value, keys: &[&str], at: &Pointer) {
        for key in value.as_object().into_iter().flat_map(Map::keys) {
            if !keys.contains(&key.as_str()) && !key.starts_with("x-") {
                let message = format!("an Overlay has no key `{key}` here");
                let found = Diagnostic::error(Code::UnknownKey, self.id, &at.join(key), message);
                self.diagnostics.push(found.on_key());
            }
        }
    }

    fn wrong(&mut self, code: Code, at: &Pointer, message: impl Into<String>, help: &str) {
        let found = Diagnostic::error(code, self.id, at, message);
        self.diagnostics.push(found.help(help));
    }
}

/// Mappings are merged, lists joined, and anything else replaced.
fn merge(
    map: &mut Map<String, Value>,
    update: &Map<String, Value>,
    place: &Pointer,
    (id, at): (SourceId, &Pointer),
    origins: &mut Origins,
) {
    for (key, update) in update {
        let (place, at) = (place.join(key), at.join(key));
        match (map.get_mut(key), update) {
            (Some(Value::Object(map)), Value::Object(update)) => {
                merge(map, update, &place, (id, &at), origins);
            }
            (Some(Value::Array(items)), Value::Array(more)) => {
                for (index, item) in more.iter().enumerate() {
                    origins.add(&place.join(items.len()), id, &at.join(index));
                    items.push(item.clone());
                }
            }
            _ => {
                origins.add(&place, id, &at);
                map.insert(key.clone(), update.clone());
            }
        }
    }
}
