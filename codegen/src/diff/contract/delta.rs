//! A change where it stands, and what it means to those who reach it.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use crate::Pointer;
use crate::diff::finding::{Api, Use};
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
    /// What it means to requests and to replies, if its kind alone does not say it.
    pub(super) verdict: Option<(Api, Api)>,
    /// Other places of the same change, whose own changes it stands for.
    pub(super) also: Vec<(Pointer, Pointer)>,
    /// The places where the same words have changed in the same way.
    pub(super) copies: Vec<(Pointer, Pointer)>,
}

impl Delta {
    /// What it means to an operation that uses it in some way.
    pub(super) fn api(&self, part: Use) -> Api {
        match self.verdict {
            Some((request, _)) if part.is_request() => request,
            Some((_, response)) if part.is_response() => response,
            Some((request, response)) => request.max(response),
            None => self.kind.api(part),
        }
    }
}

/// A delta with everything that reaches it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) delta: Delta,
    pub(super) reach: BTreeSet<Reach>,
    /// The places in the base that refer to where it stands, the nearest first.
    pub(super) users: Vec<Pointer>,
}

/// The same with those put together that have the same key: the first stays, takes in the others by `absorb`,
/// and reaches what all of them reach.
pub(super) fn together<K: Eq + Hash>(
    all: Vec<Found>,
    key: impl Fn(&Found) -> Option<K>,
    absorb: impl Fn(&mut Delta, Delta),
) -> Vec<Found> {
    let mut firsts: HashMap<K, usize> = HashMap::new();
    let mut together: Vec<Found> = Vec::with_capacity(all.len());
    for found in all {
        let key = key(&found);
        let first = key.as_ref().and_then(|key| firsts.get(key)).copied();
        match first.and_then(|index| together.get_mut(index)) {
            Some(first) => {
                absorb(&mut first.delta, found.delta);
                first.reach.extend(found.reach);
                first.users.extend(found.users);
            }
            None => {
                firsts.extend(key.map(|key| (key, together.len())));
                together.push(found);
            }
        }
    }
    together
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

    /// Whether what an operation uses in some way travels at all.
    pub(super) fn carries(self, part: Use) -> bool {
        match part {
            Use::Operation => true,
            part if part.is_request() => self.request,
            _ => self.response,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            request: self.request && other.request,
            response: self.response && other.response,
        }
    }
}

/// An operation that a delta reaches, how, and which ways it travels there.
pub(super) type Reach = (usize, Use, Access);
