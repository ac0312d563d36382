//! What a part of a file becomes: a component under a name that is free, or what stands in the place
//! of the reference.

use serde_json::Value;

use super::{Bundle, Part};
use crate::diagnostics::{Code, Diagnostic};
use crate::pointer::Pointer;
use crate::read::files;
use crate::read::grammar::{
    HEADER, Object, PARAMETER, PATH_ITEM, REQUEST_BODY, RESPONSE, SCHEMA, SECURITY_SCHEME,
};

/// How many parts may be taken out of other files.
const MOST_PARTS: usize = 100_000;

impl Bundle<'_> {
    /// The component that a part of a file becomes, as a reference.
    pub(super) fn component(
        &mut self,
        file: &str,
        pointer: &Pointer,
        kind: &'static Object,
        at: &Pointer,
    ) -> Option<String> {
        let key = (file.to_owned(), pointer.clone(), std::ptr::from_ref(kind));
        if let Some(component) = self.parts.get(&key) {
            return Some(component.to_string());
        }
        if self.part(file, pointer).is_none() {
            self.missing(file, pointer, at);
            return None;
        }
        if self.parts.len() >= MOST_PARTS {
            let message = format!("more than {MOST_PARTS} parts of other files are referred to");
            let found = Diagnostic::error(Code::LimitExceeded, self.id, &at.join("$ref"), message);
            self.reasons.insert(at.clone(), found);
            return None;
        }
        let component = self.free(file, pointer, section(kind)?);
        self.parts.insert(key, component.clone());
        self.taken.insert(component.clone());
        self.queue.push(Part {
            file: file.to_owned(),
            at: pointer.clone(),
            component: component.clone(),
        });
        Some(component.to_string())
    }

    /// A name for a part: its own, or its file's if it is the whole of it; behind the file's where
    /// that is taken.
    fn free(&self, file: &str, pointer: &Pointer, section: &str) -> Pointer {
        let section = Pointer::root().join("components").join(section);
        let stem = files::stem(file);
        let own = pointer
            .last()
            .map_or_else(|| stem.to_owned(), |name| name.into_owned());
        let longer = format!("{stem}_{own}");
        let numbered = (2..).map(|number| format!("{longer}_{number}"));
        let mut names = [own, longer.clone()].into_iter().chain(numbered);
        let free = names.find_map(|name| {
            let at = section.join(name);
            (!self.taken.contains(&at)).then_some(at)
        });
        free.unwrap_or(section)
    }

    /// Puts a part in the place of the reference, under the reference's siblings.
    pub(super) fn inline(
        &mut self,
        value: &mut Value,
        file: &str,
        pointer: &Pointer,
        at: &Pointer,
    ) -> bool {
        let here = (file.to_owned(), pointer.clone());
        let Some(part) = self.part(file, pointer).cloned() else {
            self.missing(file, pointer, at);
            return false;
        };
        if self.inside.contains(&here) || self.inside.len() > 16 {
            let message = format!("`{file}{pointer}` contains itself");
            let found = Diagnostic::error(Code::ReferenceCycle, self.id, &at.join("$ref"), message);
            self.reasons.insert(at.clone(), found);
            return false;
        }
        self.inside.push(here);
        let siblings = value
            .as_object_mut()
            .map(std::mem::take)
            .unwrap_or_default();
        *value = part;
        if let Some((id, _)) = self.files.get(file) {
            self.origins.add(at, *id, pointer);
        }
        if let Value::Object(map) = value {
            for (key, sibling) in siblings.into_iter().filter(|(key, _)| key != "$ref") {
                map.insert(key, sibling);
            }
        }
        true
    }

    fn missing(&mut self, file: &str, pointer: &Pointer, at: &Pointer) {
        let message = match self.files.contains_key(file) {
            true => format!("`{pointer}` does not exist in {file}"),
            false => format!("{file} is not there, or cannot be read"),
        };
        let found = Diagnostic::error(Code::DanglingReference, self.id, &at.join("$ref"), message);
        self.reasons.insert(at.clone(), found);
    }
}

/// The part of `components` that holds a kind of object.
fn section(kind: &Object) -> Option<&'static str> {
    let sections: [(&Object, &str); 7] = [
        (&SCHEMA, "schemas"),
        (&PARAMETER, "parameters"),
        (&RESPONSE, "responses"),
        (&REQUEST_BODY, "requestBodies"),
        (&HEADER, "headers"),
        (&SECURITY_SCHEME, "securitySchemes"),
        (&PATH_ITEM, "pathItems"),
    ];
    let known = sections.into_iter().find(|(known, _)| known.is(kind));
    known.map(|(_, section)| section).or(match kind.name {
        "an example" => Some("examples"),
        "a link" => Some("links"),
        "a callback" => Some("callbacks"),
        _ => None,
    })
}
