//! The parameters that an operation declares, and what each of them says.

use crate::diff::contract::document::{Doc, Node};
use crate::diff::contract::operation::Operation;

/// A parameter where it stands.
#[derive(Clone, Debug)]
pub(super) struct Parameter<'a> {
    pub(super) name: &'a str,
    pub(super) location: &'a str,
    /// The place of a path parameter among those of the path.
    pub(super) position: Option<usize>,
    /// The place in the list that declares it.
    pub(super) index: usize,
    pub(super) node: Node<'a>,
}

impl<'a> Parameter<'a> {
    pub(super) fn required(&self) -> bool {
        self.location == "path" || self.node.flag("required")
    }

    pub(super) fn schema(&self) -> Option<Node<'a>> {
        let content = || self.node.get("content")?.entries().next()?.1.get("schema");
        content().or_else(|| self.node.get("schema"))
    }

    pub(super) fn matches(&self, other: &Parameter<'_>) -> bool {
        let name = match (self.position, other.position) {
            (Some(one), Some(other)) => one == other,
            _ if self.location == "header" => self.name.eq_ignore_ascii_case(other.name),
            _ => self.name == other.name,
        };
        self.location == other.location && name
    }

    /// The media type of one that is written as a document of its own.
    pub(super) fn media(&self) -> Option<&'a str> {
        let content = self.node.get("content")?;
        content.entries().next().map(|(media, _)| media)
    }

    /// How it is written: the style, whether it is exploded, whether reserved characters stay.
    pub(super) fn style(&self) -> (&'a str, bool, bool) {
        let usual = if matches!(self.location, "query" | "cookie") {
            "form"
        } else {
            "simple"
        };
        let style = self.node.text("style").unwrap_or(usual);
        let explode = self
            .node
            .value
            .get("explode")
            .and_then(serde_json::Value::as_bool);
        let reserved = self.node.flag("allowReserved");
        (style, explode.unwrap_or(style == "form"), reserved)
    }
}

/// Those of the path and of the operation itself, which wins.
pub(super) fn parameters<'a>(doc: Doc<'a>, operation: &Operation<'a>) -> Vec<Parameter<'a>> {
    let mut found: Vec<Parameter<'a>> = Vec::new();
    for holder in [&operation.node, &operation.item] {
        let Some(list) = holder.get("parameters") else {
            continue;
        };
        for (index, node) in list.items().enumerate() {
            let node = doc.follow(&node);
            let (Some(name), Some(location)) = (node.text("name"), node.text("in")) else {
                continue;
            };
            if found
                .iter()
                .any(|known| known.name == name && known.location == location)
            {
                continue;
            }
            let placeholder = format!("{{{name}}}");
            let position = (location == "path")
                .then(|| operation.path.find(&placeholder))
                .flatten();
            let position = position.map(|offset| operation.path[..offset].matches('{').count());
            found.push(Parameter {
                name,
                location,
                position,
                index,
                node,
            });
        }
    }
    found
}
