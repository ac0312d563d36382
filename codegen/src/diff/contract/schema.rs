//! Two schemas, compared once whoever reaches them.

use super::delta::{Access, Delta};
use super::document::{Doc, Node};
use super::facts;
use super::graph::Graph;
use super::replaced;
use super::view::{CHILDREN, FAMILIES, View};
use crate::Pointer;
use crate::diff::finding::Api;
use crate::diff::kind::{Action, Kind, Subject};

/// What compares the two schemas of a pair.
pub(super) struct Compare<'g, 'a> {
    pub(super) docs: (Doc<'a>, Doc<'a>),
    pub(super) graph: &'g mut Graph<'a>,
    pub(super) id: usize,
    pub(super) base: View<'a>,
    pub(super) head: View<'a>,
}

/// Compares every pair that is pending, and what it leads to.
pub(super) fn all<'a>(graph: &mut Graph<'a>, docs: (Doc<'a>, Doc<'a>)) {
    while let Some((id, base, head)) = graph.next() {
        let (base, head) = View::pair(docs, &base, &head);
        let mut compare = Compare {
            docs,
            graph,
            id,
            base,
            head,
        };
        if replaced::compare(&mut compare) {
            compare.graph.replaced(id);
            continue;
        }
        facts::types(&mut compare);
        facts::keywords(&mut compare);
        super::values::compare(&mut compare);
        compare.properties();
        compare.additional();
        compare.children();
        compare.families();
        super::union::compare(&mut compare);
    }
}

impl<'a> Compare<'_, 'a> {
    /// A change of both.
    pub(super) fn changed(
        &mut self,
        subject: Subject,
        action: Action,
        at: (Pointer, Pointer),
        message: String,
    ) {
        self.delta(subject, action, at, message, Access::BOTH);
    }

    /// Something that only the head has.
    pub(super) fn added(&mut self, subject: Subject, at: &Pointer, message: String) {
        let base = self.before(at);
        self.delta(
            subject,
            Action::Added,
            (base, at.clone()),
            message,
            Access::BOTH,
        );
    }

    /// Something that only the base has.
    pub(super) fn removed(&mut self, subject: Subject, at: &Pointer, message: String) {
        let head = self.surviving(at);
        self.delta(
            subject,
            Action::Removed,
            (at.clone(), head),
            message,
            Access::BOTH,
        );
    }

    /// The head's parent of what the base has at a place.
    pub(super) fn surviving(&self, at: &Pointer) -> Pointer {
        let found = self.docs.1.surviving(at);
        let within = found.segments().count();
        if within > 3 || (within == 3 && is_component(&found)) {
            found
        } else {
            self.head.at.clone()
        }
    }

    /// The base's schema that would have what the head has at a place: a part of the schema, if it stands
    /// elsewhere.
    pub(super) fn before(&self, at: &Pointer) -> Pointer {
        let found = self.docs.0.surviving(at);
        let within = found.segments().count();
        if at.is_below(&self.head.at) || !is_component(&found) || within < 3 {
            return self.base.at.clone();
        }
        // A list of parts, or a map of them.
        let holds = |name: &str| name == "properties" || name == "oneOf" || name == "anyOf";
        let whole = found.parent().filter(|_| within > 3);
        match found.last().is_some_and(|name| holds(&name)) {
            true => whole.unwrap_or(found),
            false => found,
        }
    }

    pub(super) fn delta(
        &mut self,
        subject: Subject,
        action: Action,
        at: (Pointer, Pointer),
        message: String,
        access: Access,
    ) {
        let kind = Kind::new(subject, action);
        let (base, head) = at;
        self.graph.push(
            self.id,
            Delta {
                kind,
                message,
                base,
                head,
                access,
                verdict: None,
                also: Vec::new(),
                copies: Vec::new(),
            },
        );
    }

    /// The same with what it means to requests and to replies.
    pub(super) fn judged(
        &mut self,
        subject: Subject,
        at: (Pointer, Pointer),
        message: String,
        verdict: (Api, Api),
    ) {
        self.changed(subject, Action::Changed, at, message);
        if let Some(delta) = self.graph.last(self.id) {
            delta.verdict = Some(verdict);
        }
    }

    /// Other places of the change that was told last.
    pub(super) fn also(&mut self, also: Vec<(Pointer, Pointer)>) {
        if let Some(delta) = self.graph.last(self.id) {
            delta.also = also;
        }
    }

    pub(super) fn child(&mut self, base: &Node<'a>, head: &Node<'a>, access: Access) {
        self.graph.child(self.id, self.docs, base, head, access);
    }

    fn children(&mut self) {
        // What has another type has other keywords: that is told already.
        let retyped = self.base.types != self.head.types;
        for keyword in CHILDREN {
            let subject = child_subject(keyword);
            if keyword == "items"
                && retyped
                && self.base.children.contains_key(keyword)
                    != self.head.children.contains_key(keyword)
            {
                continue;
            }
            match (
                self.base.children.get(keyword).cloned(),
                self.head.children.get(keyword).cloned(),
            ) {
                (Some(base), Some(head)) => self.child(&base, &head, Access::BOTH),
                (Some(base), None) => {
                    self.removed(subject, &base.at, format!("`{keyword}` was removed"))
                }
                (None, Some(head)) => {
                    self.added(subject, &head.at, format!("`{keyword}` was added"))
                }
                (None, None) => {}
            }
        }
    }

    fn families(&mut self) {
        for (keyword, subject) in FAMILIES.into_iter().zip([
            Subject::PatternProperty,
            Subject::DependentSchema,
            Subject::PrefixItems,
        ]) {
            let base = self.base.families.get(keyword).cloned().unwrap_or_default();
            let head = self.head.families.get(keyword).cloned().unwrap_or_default();
            for (name, node) in &base {
                match head.iter().find(|(other, _)| other == name) {
                    Some((_, other)) => self.child(node, other, Access::BOTH),
                    None => self.removed(
                        subject,
                        &node.at,
                        format!("`{keyword}` of `{name}` was removed"),
                    ),
                }
            }
            for (name, node) in &head {
                if !base.iter().any(|(other, _)| other == name) {
                    self.added(
                        subject,
                        &node.at,
                        format!("`{keyword}` of `{name}` was added"),
                    );
                }
            }
        }
    }

    /// Pairs two alternatives.
    pub(super) fn alternative(&mut self, base: &Node<'a>, head: &Node<'a>) {
        self.child(base, head, Access::BOTH);
    }
}

fn child_subject(keyword: &str) -> Subject {
    match keyword {
        "items" => Subject::Items,
        "not" => Subject::Not,
        "if" => Subject::If,
        "then" => Subject::Then,
        "else" => Subject::Else,
        "contains" => Subject::Contains,
        "propertyNames" => Subject::PropertyNames,
        "unevaluatedItems" => Subject::UnevaluatedItems,
        "unevaluatedProperties" => Subject::UnevaluatedProperties,
        _ => Subject::ContentSchema,
    }
}

/// Whether a place stands in a component.
fn is_component(at: &Pointer) -> bool {
    at.segments()
        .next()
        .is_some_and(|first| first == "components")
}
