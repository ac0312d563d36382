//! The properties of two objects: which are there, under which name, and which must be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::delta::Access;
use super::document::{Doc, Node};
use super::pairing::{self, Pairs};
use super::schema::Compare;
use super::view::View;
use crate::diff::kind::{Action, Subject};

impl<'a> Compare<'_, 'a> {
    pub(super) fn properties(&mut self) {
        let Pairs {
            both,
            renamed,
            removed,
            added,
        } = pairing::properties(&self.base, &self.head);
        self.unlisted();
        for (name, base, head) in both {
            let access = access(self.docs.1, &head);
            self.presence(name, &base, &head, access);
            self.child(&base, &head, access);
        }
        for (from, to, base, head) in renamed {
            let message = format!("the property `{from}` is called `{to}` now");
            let access = access(self.docs.1, &head);
            let at = (base.at.clone(), head.at.clone());
            self.delta(Subject::Property, Action::Renamed, at, message, access);
            if self.base.is_required(from) != self.head.is_required(to) {
                self.presence_changed(to, self.head.is_required(to), &base, &head, access);
            }
            self.child(&base, &head, access);
        }
        for (name, node) in removed {
            let subject = property(self.base.is_required(name));
            let access = access(self.docs.0, &node);
            let message = format!("the {} `{name}` was removed", words(subject));
            let at = (node.at.clone(), self.surviving(&node.at));
            self.delta(subject, Action::Removed, at, message, access);
        }
        for (name, node) in added {
            let subject = property(self.head.is_required(name));
            let message = format!("the {} `{name}` was added", words(subject));
            let at = (self.before(&node.at), node.at.clone());
            self.delta(
                subject,
                Action::Added,
                at,
                message,
                access(self.docs.1, &node),
            );
        }
    }

    /// The properties that are not listed.
    pub(super) fn additional(&mut self) {
        let closed = |node: &Option<Node<'_>>| {
            node.as_ref()
                .is_some_and(|node| node.value == &Value::Bool(false))
        };
        let typed = |node: &Option<Node<'a>>| {
            node.clone().filter(|node| {
                node.value
                    .as_object()
                    .is_some_and(|schema| !schema.is_empty())
            })
        };
        let (base, head) = (self.base.additional.clone(), self.head.additional.clone());
        let place = |node: &Option<Node<'_>>| node.as_ref().map(|node| node.at.clone());
        let at = match (place(&base), place(&head)) {
            (Some(base), None) => (base.clone(), self.surviving(&base)),
            (None, Some(head)) => (self.before(&head), head),
            (base, head) => (
                base.unwrap_or_else(|| self.base.at.clone()),
                head.unwrap_or_else(|| self.head.at.clone()),
            ),
        };
        let subject = Subject::AdditionalProperties;
        match (closed(&base), closed(&head)) {
            (false, true) => self.changed(
                subject,
                Action::Closed,
                at,
                "properties that are not listed are not allowed any more".to_owned(),
            ),
            (true, false) => self.changed(
                subject,
                Action::Opened,
                at,
                "properties that are not listed are allowed now".to_owned(),
            ),
            (true, true) => {}
            (false, false) => match (typed(&base), typed(&head)) {
                (Some(base), Some(head)) => self.child(&base, &head, Access::BOTH),
                (None, Some(_)) => self.changed(
                    subject,
                    Action::Narrowed,
                    at,
                    "properties that are not listed have a type now".to_owned(),
                ),
                (Some(_), None) => self.changed(
                    subject,
                    Action::Widened,
                    at,
                    "properties that are not listed have no type any more".to_owned(),
                ),
                (None, None) => {}
            },
        }
    }

    /// Names that must be there although no schema says what they hold.
    fn unlisted(&mut self) {
        let listed = |name: &&str| {
            self.base.properties.contains_key(name) || self.head.properties.contains_key(name)
        };
        let names = self.base.required.iter().chain(&self.head.required);
        let names: BTreeSet<&str> = names
            .copied()
            .filter(|name| !name.is_empty() && !listed(name))
            .collect();
        for name in names {
            let required = self.head.is_required(name);
            if self.base.is_required(name) != required {
                let at = |view: &View<'a>| Node {
                    value: &Value::Null,
                    at: view.at.clone(),
                };
                let (base, head) = (at(&self.base), at(&self.head));
                self.presence_changed(name, required, &base, &head, Access::BOTH);
            }
        }
    }

    fn presence(&mut self, name: &str, base: &Node<'a>, head: &Node<'a>, access: Access) {
        let required = self.head.is_required(name);
        if self.base.is_required(name) != required {
            self.presence_changed(name, required, base, head, access);
        }
    }

    fn presence_changed(
        &mut self,
        name: &str,
        required: bool,
        base: &Node<'a>,
        head: &Node<'a>,
        access: Access,
    ) {
        let (action, now) = if required {
            (Action::BecameRequired, "required")
        } else {
            (Action::BecameOptional, "optional")
        };
        let at = (base.at.clone(), head.at.clone());
        self.delta(
            Subject::Property,
            action,
            at,
            format!("the property `{name}` became {now}"),
            access,
        );
    }
}

fn property(required: bool) -> Subject {
    if required {
        Subject::RequiredProperty
    } else {
        Subject::Property
    }
}

fn words(subject: Subject) -> &'static str {
    if subject == Subject::RequiredProperty {
        "required property"
    } else {
        "property"
    }
}

/// A property that is `readOnly` travels in no request.
fn access<'a>(doc: Doc<'a>, node: &Node<'a>) -> Access {
    let (read_only, write_only) = View::access(doc, node);
    Access {
        request: !read_only,
        response: !write_only,
    }
}
