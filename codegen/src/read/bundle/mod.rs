//! References into the files beside a document: what they lead to becomes part of the document.
//!
//! A path item or a part that cannot be referred to is put where the reference stands; anything else
//! becomes a component, called after its own name or its file's. [`Origins`] remembers what stood
//! where, so that messages show the file in which a thing was written.

mod mapping;
mod parts;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::grammar::{self, Object, PATH_ITEM, SCHEMA, Shape};
use super::origins::Origins;
use super::{files, parse};
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::pointer::{Pointer, push_segment};
use crate::source::{Source, SourceId};

/// Why references could not be followed, by the place of what refers.
pub(super) type Reasons = HashMap<Pointer, Diagnostic>;

/// Takes what is referred to out of the companions into the document.
pub(super) fn bundle(
    document: &mut Value,
    id: SourceId,
    source: &Source,
    first: usize,
    diagnostics: &mut Diagnostics,
) -> (Origins, Reasons) {
    let mut bundle = Bundle::new(id, source);
    for (index, companion) in source.companions.iter().enumerate() {
        let id = SourceId(first + index);
        if let Some(value) = parse::value(id, companion, diagnostics) {
            bundle.files.insert(companion.path.clone(), (id, value));
        }
    }
    bundle.claim(document);
    bundle.walk(document, grammar::root(), &source.path, &mut String::new());
    while let Some(part) = bundle.queue.pop() {
        bundle.take_in(document, &part);
    }
    (bundle.origins, bundle.reasons)
}

struct Bundle<'a> {
    id: SourceId,
    source: &'a Source,
    files: HashMap<String, (SourceId, Value)>,
    /// Where in the document the parts of files stand.
    parts: HashMap<(String, Pointer, *const Object), Pointer>,
    /// The pointers of components, taken or to be taken.
    taken: HashSet<Pointer>,
    /// The parts that are still to be put in.
    queue: Vec<Part>,
    /// The parts in whose place the walk is.
    inside: Vec<(String, Pointer)>,
    origins: Origins,
    reasons: Reasons,
}

/// A part of a file that becomes a component.
struct Part {
    file: String,
    at: Pointer,
    component: Pointer,
}

impl<'a> Bundle<'a> {
    fn new(id: SourceId, source: &'a Source) -> Self {
        Self {
            id,
            source,
            files: HashMap::new(),
            parts: HashMap::new(),
            taken: HashSet::new(),
            queue: Vec::new(),
            inside: Vec::new(),
            origins: Origins::default(),
            reasons: Reasons::new(),
        }
    }

    /// Takes note of the document's own components. One that only refers to a file is that part.
    fn claim(&mut self, document: &Value) {
        let all = document.get("components").and_then(Value::as_object);
        for (section, components) in all.into_iter().flatten() {
            for (name, component) in components.as_object().into_iter().flatten() {
                let at = Pointer::root().join("components").join(section).join(name);
                if let (Some(target), Some(kind)) = (self.lone(component), grammar::kind_at(&at)) {
                    self.be_part(target, kind, &at);
                }
                self.taken.insert(at);
            }
        }
    }

    /// The part of a file that a component refers to, if it does nothing else.
    fn lone(&self, component: &Value) -> Option<(String, Pointer)> {
        let only = component.as_object().filter(|map| map.len() == 1)?;
        let text = only.get("$ref")?.as_str()?;
        let target = files::target(self.source, &self.source.path, text).ok()?;
        self.part(&target.0, &target.1).is_some().then_some(target)
    }

    fn be_part(&mut self, (file, pointer): (String, Pointer), kind: &'static Object, at: &Pointer) {
        let key = (file.clone(), pointer.clone(), std::ptr::from_ref(kind));
        if let Entry::Vacant(entry) = self.parts.entry(key) {
            entry.insert(at.clone());
            self.queue.push(Part {
                file,
                at: pointer,
                component: at.clone(),
            });
        }
    }

    fn part(&self, file: &str, at: &Pointer) -> Option<&Value> {
        self.files.get(file)?.1.pointer(at.as_str())
    }

    fn take_in(&mut self, document: &mut Value, part: &Part) {
        let Some(mut value) = self.part(&part.file, &part.at).cloned() else {
            return;
        };
        if let Some((id, _)) = self.files.get(&part.file) {
            self.origins.add(&part.component, *id, &part.at);
        }
        let mut path = part.component.as_str().to_owned();
        if let Some(shape) = grammar::shape_at(&part.component) {
            self.walk(&mut value, shape, &part.file, &mut path);
        }
        let (Some(section), Some(name)) = (part.component.parent(), part.component.last()) else {
            return;
        };
        let words: Vec<_> = section.segments().map(|word| word.into_owned()).collect();
        let mut holder = document;
        for word in words {
            let Value::Object(map) = holder else { return };
            holder = map.entry(word).or_insert_with(|| json!({}));
        }
        if let Value::Object(map) = holder {
            map.insert(name.into_owned(), value);
        }
    }

    /// Follows the references in a value that was written in `file`.
    fn walk(&mut self, value: &mut Value, shape: &'static Shape, file: &str, path: &mut String) {
        let entered = self.inside.len();
        let file = self.reference(value, shape, file, path);
        let length = path.len();
        match value {
            Value::Object(map) => {
                if grammar::object(shape).is_some_and(|object| object.is(&SCHEMA)) {
                    self.mapping(map, &file);
                }
                for (key, value) in map.iter_mut() {
                    if let Some(shape) = grammar::child(shape, key) {
                        push_segment(path, key);
                        self.walk(value, shape, &file, path);
                        path.truncate(length);
                    }
                }
            }
            Value::Array(items) => {
                for (index, value) in items.iter_mut().enumerate() {
                    let index = index.to_string();
                    if let Some(shape) = grammar::child(shape, &index) {
                        push_segment(path, &index);
                        self.walk(value, shape, &file, path);
                        path.truncate(length);
                    }
                }
            }
            _ => {}
        }
        self.inside.truncate(entered);
    }

    /// Follows the reference that the value is, if it leads into a file. Gives the file in which
    /// the value that stands there now was written.
    fn reference(
        &mut self,
        value: &mut Value,
        shape: &'static Shape,
        file: &str,
        path: &str,
    ) -> String {
        let mut file = file.to_owned();
        let is_collection = matches!(shape, Shape::List(_) | Shape::Map(_));
        let kind = grammar::object(shape);
        if kind.is_none() && !is_collection {
            return file;
        }
        while let Some(text) = value.get("$ref").and_then(Value::as_str).map(str::to_owned) {
            if text.starts_with('#') && file == self.source.path {
                return file;
            }
            let at = Pointer::from_text(path.to_owned());
            let (target, pointer) = match files::target(self.source, &file, &text) {
                Ok(target) => target,
                Err(outside) => {
                    let found = outside.told(&text, self.id, &at.join("$ref"));
                    self.reasons.insert(at, found);
                    return file;
                }
            };
            let is_path =
                kind.is_some_and(|kind| kind.is(&PATH_ITEM)) && path.starts_with("/paths/");
            let component = kind.filter(|kind| kind.reference && !is_path);
            let text = match component {
                _ if target == self.source.path => Some(pointer.to_string()),
                Some(kind) => self.component(&target, &pointer, kind, &at),
                None => {
                    if !self.inline(value, &target, &pointer, &at) {
                        return file;
                    }
                    file = target;
                    continue;
                }
            };
            if let (Some(text), Some(slot)) = (text, value.get_mut("$ref")) {
                *slot = Value::String(text);
            }
            return file;
        }
        file
    }
}
