//! The judgement of the contract: what two documents promise, compared definition by definition.
//!
//! It reads the documents as plain values and not the intermediate representation: documents that
//! the generator refuses can be compared too, and so can what the representation does not hold,
//! such as replies for each status. The view of a schema undoes what is only spelling.

mod document;
mod equal;
mod facts;
mod graph;
mod headers;
mod lifecycle;
mod messages;
mod operation;
mod pairing;
mod parameter;
mod parts;
mod properties;
mod schema;
mod schemes;
mod security;
mod servers;
mod shared;
mod tags;
mod union;
mod values;
mod view;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Pointer;
use crate::diff::finding::{Api, Reached, Use};
use crate::diff::kind::{Action, Kind, Subject};
use document::{Doc, Node};
use equal::Changed;
use graph::{Access, Delta, Found, Graph, Reach};
pub(super) use pairing::likeness;

/// A change of the contract.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: Kind,
    pub(super) message: String,
    pub(super) base: Pointer,
    pub(super) head: Pointer,
    pub(super) operations: Vec<Reached>,
    /// The places in the base that refer to the definition that has changed, the nearest first.
    pub(super) users: Vec<Pointer>,
    /// Whether some request carries it.
    pub(super) request: bool,
    /// Whether some reply carries it.
    pub(super) response: bool,
    /// Whether it is or stands below a parameter.
    pub(super) parameter: bool,
}

impl Change {
    /// Whether it stands in a definition that no operation uses.
    pub(super) fn is_idle(&self) -> bool {
        let definitions = ["components", "schemas"];
        let above = self.base.segments().zip(definitions);
        self.operations.is_empty()
            && self.kind.subject != Subject::Schema
            && above.filter(|(segment, name)| segment == name).count() == definitions.len()
    }

    /// A change of Rust alone, which no operation carries.
    pub(super) fn of_rust(kind: Kind, message: String, base: Pointer, head: Pointer) -> Self {
        Self {
            kind,
            message,
            base,
            head,
            operations: Vec::new(),
            users: Vec::new(),
            request: false,
            response: false,
            parameter: false,
        }
    }
}

/// The comparison of two documents.
struct Walk<'a> {
    docs: (Doc<'a>, Doc<'a>),
    graph: Graph<'a>,
    /// The operations of both, as the head calls them.
    operations: Vec<String>,
    found: Vec<Found>,
    /// What operations have lost and gained of their tags, until all of them are known.
    retagged: Vec<tags::Retagged>,
    /// The day of the comparison, for what may end on a day.
    today: Option<&'a str>,
}

/// Every change from one document to another, in the order of the base.
pub(super) fn changes(base: &Value, head: &Value, today: Option<&str>) -> Vec<Change> {
    let docs = (Doc { root: base }, Doc { root: head });
    let mut walk = Walk {
        docs,
        graph: Graph::new(Changed::of(docs.0, docs.1)),
        operations: Vec::new(),
        found: Vec::new(),
        retagged: Vec::new(),
        today,
    };
    whole::version(&mut walk);
    schemes::compare(&mut walk);
    servers::of_documents(&mut walk);
    operation::all(&mut walk);
    tags::tell(&mut walk);
    whole::definitions(&mut walk);
    schema::all(&mut walk.graph, docs);
    whole::components(&mut walk);
    let deltas = walk.graph.deltas();
    walk.found.extend(deltas);
    let Walk {
        found, operations, ..
    } = walk;
    shared::together(found)
        .into_iter()
        .map(|found| change(found, &operations))
        .collect()
}

fn change(found: Found, operations: &[String]) -> Change {
    let Found {
        delta,
        reach,
        users,
    } = found;
    let mut verdicts: BTreeMap<(usize, Use), Api> = BTreeMap::new();
    for (index, part, access) in &reach {
        let api = if access.carries(*part) {
            delta.kind.api(*part)
        } else {
            Api::Compatible
        };
        let known = verdicts.entry((*index, *part)).or_default();
        *known = api.max(*known);
    }
    let reached = verdicts.into_iter().filter_map(|((index, part), api)| {
        Some(Reached {
            operation: operations.get(index)?.clone(),
            part,
            api,
        })
    });
    let reached = reached.collect();
    let request = reach
        .iter()
        .any(|(_, part, access)| part.is_request() && access.request);
    let response = reach
        .iter()
        .any(|(_, part, access)| part.is_response() && access.response);
    let parameter = !reach.is_empty()
        && reach
            .iter()
            .all(|(_, part, _)| matches!(part, Use::Parameter | Use::ParameterProperty));
    let Delta {
        kind,
        message,
        base,
        head,
        ..
    } = delta;
    Change {
        kind,
        message,
        base,
        head,
        operations: reached,
        users,
        request,
        response,
        parameter,
    }
}

impl<'a> Walk<'a> {
    /// A change that belongs to an operation, or to none.
    fn push(
        &mut self,
        subject: Subject,
        action: Action,
        at: (&Pointer, &Pointer),
        message: String,
        operation: Option<(usize, Use)>,
    ) {
        let delta = Delta {
            kind: Kind::new(subject, action),
            message,
            base: at.0.clone(),
            head: at.1.clone(),
            access: Access::BOTH,
        };
        let reach: BTreeSet<Reach> = operation
            .map(|(index, part)| (index, part, Access::BOTH))
            .into_iter()
            .collect();
        let same = |known: &Delta| {
            known.kind == delta.kind
                && known.base == delta.base
                && known.head == delta.head
                && known.message == delta.message
        };
        match self.found.iter_mut().find(|known| same(&known.delta)) {
            Some(known) => known.reach.extend(reach),
            None => self.found.push(Found {
                delta,
                reach,
                users: Vec::new(),
            }),
        }
    }

    fn root(&mut self, base: &Node<'a>, head: &Node<'a>, operation: usize, part: Use) {
        self.graph.root(self.docs, base, head, operation, part);
    }

    fn follow(&self, base: &Node<'a>, head: &Node<'a>) -> (Node<'a>, Node<'a>) {
        (self.docs.0.follow(base), self.docs.1.follow(head))
    }
}
