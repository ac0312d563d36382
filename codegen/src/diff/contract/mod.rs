//! The judgement of the contract: what two documents promise, compared definition by definition.
//!
//! It reads the documents as plain values and not the intermediate representation: documents that
//! the generator refuses can be compared too, and so can what the representation does not hold,
//! such as replies for each status. The view of a schema undoes what is only spelling.

mod alike;
mod delta;
mod discriminator;
mod document;
mod equal;
mod facts;
mod graph;
mod headers;
mod lifecycle;
mod media;
mod messages;
mod operation;
mod pairing;
mod parameter;
mod parts;
mod presence;
mod properties;
mod replaced;
mod schema;
mod schemes;
mod security;
mod servers;
mod shared;
mod tags;
mod union;
mod uses;
mod values;
mod view;
mod whole;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::Pointer;
use crate::diff::finding::{Api, Reached, Use};
use crate::diff::kind::{Action, Kind, Subject};
use delta::{Access, Delta, Found, Reach};
use document::{Doc, Node};
use equal::Changed;
use graph::Graph;
pub(super) use pairing::likeness;
pub(super) use uses::Uses;

/// A change of the contract.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub(super) kind: Kind,
    pub(super) message: String,
    pub(super) base: Pointer,
    pub(super) head: Pointer,
    /// Other places of the same change.
    pub(super) also: Vec<(Pointer, Pointer)>,
    /// The places of other operations where the same words have changed in the same way.
    pub(super) copies: Vec<(Pointer, Pointer)>,
    pub(super) operations: Vec<Reached>,
    /// The places in the base that refer to the definition that has changed, the nearest first.
    pub(super) users: Vec<Pointer>,
    /// Whether some request carries it.
    pub(super) request: bool,
    /// Whether some reply carries it.
    pub(super) response: bool,
    /// Whether it is or stands below a parameter.
    pub(super) parameter: bool,
    /// The components that it has brought, taken or moved, or that what it is about refers to.
    pub(super) leads: BTreeSet<String>,
    /// Whether it is a schema that came or went with whatever used it: nothing stands in its place.
    pub(super) follows: bool,
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
            also: Vec::new(),
            copies: Vec::new(),
            operations: Vec::new(),
            users: Vec::new(),
            request: false,
            response: false,
            parameter: false,
            leads: BTreeSet::new(),
            follows: false,
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
    /// The security schemes that have another name in the head.
    schemes: BTreeMap<String, String>,
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
        schemes: schemes::renamed(docs),
        today,
    };
    walk.graph.speaks_xml = [base, head].into_iter().any(media::speak_xml);
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
        found,
        operations,
        graph,
        ..
    } = walk;
    let (old, new): (BTreeSet<_>, BTreeSet<_>) = graph.places().unzip();
    let found = shared::together(shared::without_covered(found));
    alike::together(docs, found)
        .into_iter()
        .map(|found| {
            let follows = match (found.delta.kind.subject, found.delta.kind.action) {
                (Subject::Schema, Action::Added) => !new.contains(&found.delta.head),
                (Subject::Schema, Action::Removed) => !old.contains(&found.delta.base),
                _ => false,
            };
            let leads = leads(docs, &found.delta);
            let change = change(found, &operations);
            Change {
                leads,
                follows,
                ..change
            }
        })
        .collect()
}

/// The components below what has come, gone or moved.
fn leads(docs: (Doc<'_>, Doc<'_>), delta: &Delta) -> BTreeSet<String> {
    let (base, head) = match delta.kind.action {
        Action::Added => (false, true),
        Action::Removed | Action::RemovedBeforeSunset | Action::RemovedAfterSunset => (true, false),
        _ => (true, true),
    };
    let mut found = BTreeSet::new();
    if base {
        found.extend(uses::below(docs.0, &delta.base));
    }
    if head {
        found.extend(uses::below(docs.1, &delta.head));
    }
    found
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
            delta.api(*part)
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
        also,
        copies,
        ..
    } = delta;
    Change {
        kind,
        message,
        base,
        head,
        also,
        copies,
        operations: reached,
        users,
        request,
        response,
        parameter,
        leads: BTreeSet::new(),
        follows: false,
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
            verdict: None,
            also: Vec::new(),
            copies: Vec::new(),
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
