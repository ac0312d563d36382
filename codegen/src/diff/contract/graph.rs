//! The pairs of definitions that the walk met, and the operations that reach each of them.

use std::collections::{BTreeSet, HashMap};

use super::document::{Doc, Node};
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
}

impl<'a> Graph<'a> {
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

    fn pair(&mut self, docs: (Doc<'a>, Doc<'a>), base: &Node<'a>, head: &Node<'a>) -> usize {
        let (base, head) = (docs.0.follow(base), docs.1.follow(head));
        let address = |node: &Node<'_>| std::ptr::from_ref(node.value).addr();
        let next = self.pairs.len();
        let id = *self
            .known
            .entry((address(&base), address(&head)))
            .or_insert(next);
        if id == next {
            self.pairs.push(Pair {
                schemas: Some((base, head)),
                ..Pair::default()
            });
            self.pending.push(id);
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
    pub(super) fn deltas(&self) -> Vec<(Delta, BTreeSet<Reach>)> {
        let mut found: Vec<(Delta, BTreeSet<Reach>)> = Vec::new();
        let mut known = HashMap::new();
        for (id, pair) in self
            .pairs
            .iter()
            .enumerate()
            .filter(|(_, pair)| !pair.deltas.is_empty())
        {
            let reach = self.reach(id);
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
                    found.push((delta.clone(), BTreeSet::new()));
                    found.len() - 1
                });
                found[index].1.extend(own);
            }
        }
        found
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
