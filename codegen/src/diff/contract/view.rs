//! A schema as the contract sees it: references followed, `allOf` flattened, and one spelling for
//! what OpenAPI 3.0 and 3.1 say differently.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use super::document::{Doc, Node};
use super::parts::{alternatives, flatten, is_bare, lone_alternatives, nullable, types_of};
use crate::Pointer;

/// The keywords whose value is a fact of its own.
const FACTS: [&str; 28] = [
    "format",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minContains",
    "maxContains",
    "uniqueItems",
    "default",
    "readOnly",
    "writeOnly",
    "deprecated",
    "dependentRequired",
    "contentMediaType",
    "contentEncoding",
    "discriminator",
    "$dynamicRef",
    "xml",
    "x-sunset",
    "x-stability-level",
];

/// The keywords whose value is one schema.
pub(super) const CHILDREN: [&str; 10] = [
    "items",
    "not",
    "if",
    "then",
    "else",
    "contains",
    "propertyNames",
    "unevaluatedItems",
    "unevaluatedProperties",
    "contentSchema",
];

/// The keywords whose value is a list of schemas or a map of them.
pub(super) const FAMILIES: [&str; 3] = ["patternProperties", "dependentSchemas", "prefixItems"];

/// One fact and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Fact<'a> {
    pub(super) value: &'a Value,
    pub(super) at: Pointer,
}

/// A schema with everything that holds for its values.
#[derive(Clone, Debug, Default)]
pub(super) struct View<'a> {
    /// Where its definition stands.
    pub(super) at: Pointer,
    /// The JSON types, without null; none: any.
    pub(super) types: Vec<&'a str>,
    /// Where the types stand.
    pub(super) types_at: Option<Pointer>,
    /// Whether null is among its values.
    pub(super) nullable: bool,
    pub(super) facts: BTreeMap<&'static str, Fact<'a>>,
    /// The listed values without null, of `enum` or `const`.
    pub(super) values: Option<(Vec<&'a Value>, Pointer)>,
    pub(super) is_const: bool,
    /// The values of `x-extensible-enum`.
    pub(super) extensible: Option<(Vec<&'a Value>, Pointer)>,
    pub(super) properties: IndexMap<&'a str, Node<'a>>,
    pub(super) required: Vec<&'a str>,
    pub(super) additional: Option<Node<'a>>,
    pub(super) children: BTreeMap<&'static str, Node<'a>>,
    pub(super) families: BTreeMap<&'static str, Vec<(String, Node<'a>)>>,
    pub(super) one_of: Vec<Node<'a>>,
    pub(super) any_of: Vec<Node<'a>>,
}

impl<'a> View<'a> {
    /// The view of a schema.
    pub(super) fn of(doc: Doc<'a>, node: &Node<'a>) -> Self {
        Self::made(doc, node, true)
    }

    /// The views of two schemas. Where one has several alternatives, a lone one of the other is what is
    /// left of them; else it says no more than what it holds.
    pub(super) fn pair(docs: (Doc<'a>, Doc<'a>), base: &Node<'a>, head: &Node<'a>) -> (Self, Self) {
        let (mut one, mut other) = (Self::of(docs.0, base), Self::of(docs.1, head));
        let lone =
            |doc: Doc<'a>, node: &Node<'a>| lone_alternatives(&doc.follow(node)).next().is_some();
        match (one.is_union(), other.is_union()) {
            (true, false) if lone(docs.1, head) => other = Self::made(docs.1, head, false),
            (false, true) if lone(docs.0, base) => one = Self::made(docs.0, base, false),
            _ => {}
        }
        (one, other)
    }

    fn made(doc: Doc<'a>, node: &Node<'a>, lone: bool) -> Self {
        let node = doc.follow(node);
        let mut view = Self {
            at: node.at.clone(),
            ..Self::default()
        };
        let mut parts = Vec::new();
        flatten(doc, &node, lone, &mut parts, 0);
        for part in &parts {
            if let Value::Object(schema) = part.value {
                view.merge(schema, &part.at, lone);
            }
        }
        if let Some(value) = node
            .value
            .get("$ref")
            .filter(|_| doc.target(&node).is_none())
        {
            let at = node.at.join("$ref");
            view.facts.insert("$ref", Fact { value, at });
        }
        view.nullable = nullable(&parts);
        view.bounds();
        // What has properties is an object all the same.
        if view.types.is_empty() && !view.properties.is_empty() {
            view.types.push("object");
        }
        view
    }

    /// Whether a schema, without a view of the whole of it, is `readOnly` and `writeOnly`.
    pub(super) fn access(doc: Doc<'a>, node: &Node<'a>) -> (bool, bool) {
        let mut parts = Vec::new();
        flatten(doc, &doc.follow(node), true, &mut parts, 0);
        let flag = |keyword| parts.iter().any(|part| part.flag(keyword));
        (flag("readOnly"), flag("writeOnly"))
    }

    /// Whether it is several alternatives.
    pub(super) fn is_union(&self) -> bool {
        !self.one_of.is_empty() || !self.any_of.is_empty()
    }

    /// A keyword that is `true`.
    pub(super) fn flag(&self, keyword: &str) -> bool {
        self.facts
            .get(keyword)
            .is_some_and(|fact| fact.value == &Value::Bool(true))
    }

    pub(super) fn is_required(&self, name: &str) -> bool {
        self.required.contains(&name)
    }

    /// The text of a fact.
    pub(super) fn text(&self, keyword: &str) -> Option<&'a str> {
        self.facts.get(keyword)?.value.as_str()
    }

    fn merge(&mut self, schema: &'a Map<String, Value>, at: &Pointer, lone: bool) {
        self.merge_types(schema, at);
        for keyword in FACTS {
            if let Some(value) = schema.get(keyword) {
                let at = at.join(keyword);
                self.facts.entry(keyword).or_insert(Fact { value, at });
            }
        }
        self.merge_values(schema, at);
        self.merge_children(schema, at);
        for (keyword, list) in [("oneOf", &mut self.one_of), ("anyOf", &mut self.any_of)] {
            let found = alternatives(schema, at, keyword);
            if found.len() > usize::from(lone) && !found.iter().all(is_bare) {
                list.extend(found);
            }
        }
    }

    fn merge_types(&mut self, schema: &'a Map<String, Value>, at: &Pointer) {
        let mut types = types_of(schema);
        for keyword in ["oneOf", "anyOf"] {
            let found = alternatives(schema, at, keyword);
            if found.len() > 1 && types.is_empty() && found.iter().all(is_bare) {
                let bare = found.iter().filter_map(|node| node.value.as_object());
                types = bare.flat_map(types_of).collect();
            }
        }
        types.retain(|name| *name != "null");
        if types.is_empty() {
            return;
        }
        self.types_at.get_or_insert_with(|| at.join("type"));
        let both =
            |name: &&str| types.contains(name) || (*name == "integer" && types.contains(&"number"));
        let merged: Vec<&str> = self.types.iter().copied().filter(both).collect();
        self.types = if merged.is_empty() { types } else { merged };
        self.types.sort_unstable();
    }

    fn merge_values(&mut self, schema: &'a Map<String, Value>, at: &Pointer) {
        if let Some(value) = schema.get("const") {
            self.values.get_or_insert((vec![value], at.join("const")));
            self.is_const = true;
        }
        let listed = |keyword: &str| match schema.get(keyword) {
            Some(Value::Array(values)) => {
                let values = values.iter().filter(|value| !value.is_null()).collect();
                Some((values, at.join(keyword)))
            }
            _ => None,
        };
        if self.values.is_none() {
            self.values = listed("enum");
        }
        if self.extensible.is_none() {
            self.extensible = listed("x-extensible-enum");
        }
    }

    fn merge_children(&mut self, schema: &'a Map<String, Value>, at: &Pointer) {
        if let Some(Value::Object(properties)) = schema.get("properties") {
            let below = at.join("properties");
            for (name, value) in properties {
                let node = || Node {
                    value,
                    at: below.join(name),
                };
                self.properties.entry(name).or_insert_with(node);
            }
        }
        if let Some(Value::Array(required)) = schema.get("required") {
            self.required
                .extend(required.iter().filter_map(Value::as_str));
        }
        if let Some(value) = schema.get("additionalProperties") {
            let at = at.join("additionalProperties");
            self.additional.get_or_insert(Node { value, at });
        }
        for keyword in CHILDREN {
            if let Some(value) = schema.get(keyword) {
                let at = at.join(keyword);
                self.children.entry(keyword).or_insert(Node { value, at });
            }
        }
        for keyword in FAMILIES {
            let below = at.join(keyword);
            let node = |name: &dyn ToString, value| {
                let name = name.to_string();
                let at = below.join(&name);
                (name, Node { value, at })
            };
            let found: Vec<_> = match schema.get(keyword) {
                Some(Value::Object(map)) => {
                    map.iter().map(|(key, value)| node(key, value)).collect()
                }
                Some(Value::Array(list)) => list
                    .iter()
                    .enumerate()
                    .map(|(index, value)| node(&index, value))
                    .collect(),
                _ => continue,
            };
            self.families.entry(keyword).or_default().extend(found);
        }
    }

    /// The flags of 3.0 become the numbers of 3.1.
    fn bounds(&mut self) {
        for (bound, exclusive) in [
            ("minimum", "exclusiveMinimum"),
            ("maximum", "exclusiveMaximum"),
        ] {
            match self.facts.get(exclusive).map(|fact| fact.value) {
                Some(Value::Bool(true)) => match self.facts.remove(bound) {
                    Some(fact) => drop(self.facts.insert(exclusive, fact)),
                    None => drop(self.facts.remove(exclusive)),
                },
                Some(Value::Bool(false)) => drop(self.facts.remove(exclusive)),
                _ => {}
            }
        }
    }
}
