//! The pairs of definitions that the walk met, and the operations that reach each of them.

use std::collections::{BTreeSet, HashMap, VecDeque};

use super::delta::{Access, Delta, Found, Reach};
use super::document::{Doc, Node};
use super::equal::Changed;
use serde_json::Value;

use crate::Pointer;
use crate::diff::finding::{Api, Use};
use crate::diff::kind::Subject;

/// So many users of a definition are looked at.
const MOST_USERS: usize = 256;

/// A pair of schemas.
#[derive(Debug, Default)]
struct Pair<'a> {
    schemas: Option<(Node<'a>, Node<'a>)>,
    deltas: Vec<Delta>,
    /// The pairs that it stands in.
    parents: Vec<(usize, Access)>,
    /// The places that it was met at, where one of the two refers to it: of the base and of the head.
    users: Vec<(Pointer, Pointer)>,
    /// Whether the one is not the other, changed, but something else.
    replaced: bool,
    /// The operations, by index, whose message it is.
    roots: Vec<(usize, Use)>,
}

/// The pairs of schemas.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    pairs: Vec<Pair<'a>>,
    known: HashMap<(usize, usize), usize>,
    pending: Vec<usize>,
    changed: Changed<'a>,
    /// Whether anything in the documents is written as XML.
    pub(super) speaks_xml: bool,
    /// Whether it looks at one pair in every detail.
    is_aside: bool,
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
        let user = (base.at.clone(), head.at.clone());
        let (base, head) = (docs.0.follow(base), docs.1.follow(head));
        let refers = user.0 != base.at || user.1 != head.at;
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

    /// The first place that a pair was met at, where one of the two refers to it.
    pub(super) fn user(&self, id: usize) -> Option<&(Pointer, Pointer)> {
        self.pairs[id].users.first().filter(|_| !self.is_aside)
    }

    /// Remembers that the two of a pair have nothing to do with each other.
    pub(super) fn replaced(&mut self, id: usize) {
        self.pairs[id].replaced = true;
    }

    /// What a graph of its own says.
    pub(super) fn aside<T>(&mut self, compare: impl FnOnce(&mut Self) -> T) -> T {
        let mut aside = Self::new(std::mem::take(&mut self.changed));
        aside.is_aside = true;
        aside.speaks_xml = self.speaks_xml;
        let outcome = compare(&mut aside);
        self.changed = aside.changed;
        outcome
    }

    /// The next pair that nobody has compared yet.
    pub(super) fn next(&mut self) -> Option<(usize, Node<'a>, Node<'a>)> {
        let id = self.pending.pop()?;
        let (base, head) = self.pairs[id].schemas.clone()?;
        Some((id, base, head))
    }

    /// Says what the deltas of a pair mean that are of one subject.
    pub(super) fn rejudge(&mut self, id: usize, subject: Subject, verdict: Option<(Api, Api)>) {
        let deltas = self.pairs[id].deltas.iter_mut();
        for delta in deltas.filter(|delta| delta.kind.subject == subject) {
            delta.verdict = verdict;
        }
    }

    /// The delta of a pair that was told last.
    pub(super) fn last(&mut self, id: usize) -> Option<&mut Delta> {
        self.pairs[id].deltas.last_mut()
    }

    pub(super) fn push(&mut self, id: usize, delta: Delta) {
        self.pairs[id].deltas.push(delta);
    }

    /// The places of every pair whose head is what the base was, changed or not.
    pub(super) fn places(&self) -> impl Iterator<Item = (&Pointer, &Pointer)> {
        let pairs = self.pairs.iter().filter(|pair| !pair.replaced);
        let schemas = pairs.filter_map(|pair| pair.schemas.as_ref());
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
            let places = self.pairs[at].users.iter().map(|(base, _)| base.clone());
            users.extend(places);
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
