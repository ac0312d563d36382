//! The pairs of definitions that the walk met, and the operations that reach each of them.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::document::{Doc, Node};
use super::equal::Changed;
use serde_json::Value;

use crate::Pointer;
use crate::diff::finding::Use;
use crate::diff::kind::Kind;

/// A change at a pair of definitions, whoever reaches it.
#[derive(Clone, Debug)]
pub(super) struct Delta {
    pub(super) kind: Kind,
    pub(super) message: String,
    pub(super) base: Pointer,
    pub(super) head: Pointer,
    /// Where requests or replies do not carry it: it is `readOnly` or `writeOnly`.
    pub(super) access: Access,
}

/// A delta with everything that reaches it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) delta: Delta,
    pub(super) reach: BTreeSet<Reach>,
    /// The places in the base that refer to where it stands, the nearest first.
    pub(super) users: Vec<Pointer>,
}

/// So many users of a definition are looked at.
const MOST_USERS: usize = 256;

/// Which ways a property travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in crate::diff) struct Access {
    pub(in crate::diff) request: bool,
    pub(in crate::diff) response: bool,
}

impl Access {
    pub(super) const BOTH: Self = Self {
        request: true,
        response: true,
    };

    /// Whether what an operation uses in some way travels at all.
    pub(super) fn carries(self, part: Use) -> bool {
        match part {
            Use::Operation => true,
            part if part.is_request() => self.request,
            _ => self.response,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            request: self.request && other.request,
            response: self.response && other.response,
        }
    }
}

/// A pair of schemas.
#[derive(Debug, Default)]
struct Pair<'a> {
    schemas: Option<(Node<'a>, Node<'a>)>,
    deltas: Vec<Delta>,
    /// The pairs that it stands in.
    parents: Vec<(usize, Access)>,
    /// The places in the base that refer to it.
    users: Vec<Pointer>,
    /// The operations, by index, whose message it is.
    roots: Vec<(usize, Use)>,
}

/// An operation that a delta reaches, how, and which ways it travels there.
pub(super) type Reach = (usize, Use, Access);

/// The pairs of schemas.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    pairs: Vec<Pair<'a>>,
    known: HashMap<(usize, usize), usize>,
    pending: Vec<usize>,
    changed: Changed<'a>,
}

impl<'a> Graph<'a> {
    pub(super) fn new(changed: Changed<'a>) -> Self {
        Self {
            changed,
            ..Self::default()
        }
    }

    /// Whether nothing has changed in two values and in what they lead to.
    pub(super) fn is_same(&self, base: &Value, head: &Value) -> bool {
        self.changed.is_none_in(base, head)
    }

    /// A pair below another.
    pub(super) fn child(
        &mut self,
        parent: usize,
        docs: (Doc<'a>, Doc<'a>),
        base: &Node<'a>,
        head: &Node<'a>,
        access: Access,
    ) {
        let id = self.pair(docs, base, head);
        self.pairs[id].parents.push((parent, access));
    }

    /// A pair that is a message of an operation, or a part of one.
    pub(super) fn root(
        &mut self,
        docs: (Doc<'a>, Doc<'a>),
        base: &Node<'a>,
        head: &Node<'a>,
        operation: usize,
        part: Use,
    ) {
        let id = self.pair(docs, base, head);
        self.pairs[id].roots.push((operation, part));
    }

    /// A pair, whether or not anything uses it.
    pub(super) fn pair(
        &mut self,
        docs: (Doc<'a>, Doc<'a>),
        base: &Node<'a>,
        head: &Node<'a>,
    ) -> usize {
        let user = base.at.clone();
        let (base, head) = (docs.0.follow(base), docs.1.follow(head));
        let refers = user != base.at;
        let address = |node: &Node<'_>| std::ptr::from_ref(node.value).addr();
        let next = self.pairs.len();
        let id = *self
            .known
            .entry((address(&base), address(&head)))
            .or_insert(next);
        if id == next {
            let same = self.is_same(base.value, head.value);
            self.pairs.push(Pair {
                schemas: Some((base, head)),
                ..Pair::default()
            });
            if !same {
                self.pending.push(id);
            }
        }
        if refers {
            self.pairs[id].users.push(user);
        }
        id
    }

    /// The next pair that nobody has compared yet.
    pub(super) fn next(&mut self) -> Option<(usize, Node<'a>, Node<'a>)> {
        let id = self.pending.pop()?;
        let (base, head) = self.pairs[id].schemas.clone()?;
        Some((id, base, head))
    }

    pub(super) fn push(&mut self, id: usize, delta: Delta) {
        self.pairs[id].deltas.push(delta);
    }

    /// The places of every pair that was compared.
    pub(super) fn places(&self) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        let schemas = self.pairs.iter().filter_map(|pair| pair.schemas.as_ref());
        schemas.map(|(base, head)| (&base.at, &head.at))
    }

    /// Every delta once, with everything that reaches it.
    pub(super) fn deltas(&self) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let mut known = HashMap::new();
        for (id, pair) in self
            .pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| !pair.deltas.is_empty())
        {
            let (reach, users) = (self.reach(id), self.users(id));
            for delta in &pair.deltas {
                let own = reach
                    .iter()
                    .map(|(operation, part, access)| (*operation, *part, access.and(delta.access)));
                let key = (
                    delta.kind,
                    delta.base.clone(),
                    delta.head.clone(),
                    delta.message.clone(),
                );
                let index = *known.entry(key).or_insert_with(|| {
                    found.push(Found {
                        delta: delta.clone(),
                        reach: BTreeSet::new(),
                        users: users.clone(),
                    });
                    found.len() - 1
                });
                found[index].reach.extend(own);
            }
        }
        found
    }

    /// The places that refer to a pair or to one that it stands in, the nearest first.
    fn users(&self, id: usize) -> Vec<Pointer> {
        let mut seen = BTreeSet::from([id]);
        let mut open = VecDeque::from([id]);
        let own = self.pairs[id].schemas.as_ref();
        let mut users: Vec<Pointer> = own.iter().map(|(base, _)| base.at.clone()).collect();
        while let Some(at) = open.pop_front().filter(|_| users.len() < MOST_USERS) {
            users.extend(self.pairs[at].users.iter().cloned());
            let parents = self.pairs[at].parents.iter().map(|(parent, _)| *parent);
            open.extend(parents.filter(|parent| seen.insert(*parent)));
        }
        users
    }

    /// The operations above a pair.
    fn reach(&self, id: usize) -> BTreeSet<Reach> {
        let mut seen = BTreeSet::from([(id, Access::BOTH)]);
        let mut open = vec![(id, Access::BOTH)];
        let mut reach = BTreeSet::new();
        while let Some((at, access)) = open.pop() {
            for (operation, part) in &self.pairs[at].roots {
                let part = if at == id { *part } else { below(*part) };
                reach.insert((*operation, part, access));
            }
            for (parent, edge) in &self.pairs[at].parents {
                let next = (*parent, access.and(*edge));
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        reach
    }
}

fn below(part: Use) -> Use {
    match part {
        Use::Parameter => Use::ParameterProperty,
        Use::RequestBody => Use::RequestProperty,
        Use::ResponseBody => Use::ResponseProperty,
        other => other,
    }
}
