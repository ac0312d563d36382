//! Lines of Rust that stand at no change and follow from one all the same: lines that name a type that has
//! changed, types that are called after who uses them, what is derived from a whole reply.

use std::collections::{BTreeSet, HashMap};

use super::clusters::words;
use super::contract::{Change, Uses};
use super::finding::Use;
use super::joined::Joined;
use super::kind::Subject;
use super::lines::container;
use super::rules;
use super::surface::Surface;
use crate::Pointer;

/// The words that a line about a type begins with.
const TYPES: [&str; 3] = ["struct ", "enum ", "union "];

/// What is known about the lines that stand at changes.
pub(super) struct Followers<'j, 'a> {
    joined: &'j Joined<'a>,
    changes: &'j [Change],
    /// The types whose own lines differ, each with the change that the first of them follows from.
    owners: HashMap<&'a str, usize>,
    /// The lines that follow from changes, each with the first of them: those that stand there first.
    caused: Vec<(&'a str, usize)>,
}

impl<'j, 'a> Followers<'j, 'a> {
    pub(super) fn new(
        joined: &'j Joined<'a>,
        changes: &'j [Change],
        causes: &HashMap<&'a str, Vec<usize>>,
        lines: &[BTreeSet<&'a str>],
    ) -> Self {
        let first = |(key, causes): (&&'a str, &Vec<usize>)| Some((*key, *causes.first()?));
        let mut caused: Vec<(&str, usize)> = causes.iter().filter_map(first).collect();
        caused.sort_unstable();
        let mut owners: HashMap<&str, usize> = HashMap::new();
        for (key, cause) in &caused {
            if let Some(name) = type_of(key) {
                let first = owners.entry(name).or_insert(*cause);
                *first = (*first).min(*cause);
            }
        }
        for (cause, keys) in lines.iter().enumerate() {
            let far = keys.iter().filter(|key| !causes.contains_key(*key));
            caused.extend(far.map(|key| (*key, cause)));
        }
        Self {
            joined,
            changes,
            owners,
            caused,
        }
    }

    /// The change that some lines follow from, which stand at none.
    pub(super) fn cause(&self, keys: &[&str]) -> Option<usize> {
        let found = self.of_types(keys);
        let found = found.or_else(|| self.of_users(keys));
        let found = found.or_else(|| self.of_places(keys));
        let found = found.or_else(|| self.of_parts(keys));
        let found = found.or_else(|| self.of_mentions(keys));
        let found = found.or_else(|| self.of_operations(keys));
        let found = found.or_else(|| self.of_credentials(keys));
        found.or_else(|| self.of_names(keys))
    }

    /// The change of a type that some lines named before, or name now: equal types are one until one of
    /// them changes, and become one when they are equal again.
    fn of_types(&self, keys: &[&str]) -> Option<usize> {
        let mut words = self.reworded(keys);
        words.find_map(|word| self.owners.get(word).copied())
    }

    /// The names that lines have lost or gained.
    fn reworded(&self, keys: &[&str]) -> impl Iterator<Item = &'a str> {
        let changed = keys.iter().filter_map(|key| {
            let line = self.joined.lines.get(key)?;
            line.before.zip(line.after)
        });
        let differ = changed.flat_map(|(before, after)| {
            let (old, new): (BTreeSet<_>, BTreeSet<_>) =
                (words(before).collect(), words(after).collect());
            let differ: Vec<&str> = old.symmetric_difference(&new).copied().collect();
            differ
        });
        differ.collect::<Vec<_>>().into_iter()
    }

    /// The change that has taken or brought a user of some types whose own words are what they were: types
    /// that many places share are called after those places.
    fn of_users(&self, keys: &[&str]) -> Option<usize> {
        let joined = self.joined;
        let places: Vec<Pointer> = keys.iter().filter_map(|key| self.place(key)).collect();
        let kept = places.iter().all(|at| joined.uses.is_kept(at));
        let leads = |change: &Change| {
            let mut places = places.iter();
            rules::touches_rust(change.kind)
                && places.any(|at| joined.uses.lead_to(&change.leads, at))
        };
        self.changes.iter().position(leads).filter(|_| kept)
    }

    /// The change of what stands below a type that lines named before, or name now, or of what the places
    /// of the lines refer to.
    fn of_places(&self, keys: &[&str]) -> Option<usize> {
        let joined = self.joined;
        let types = |surface: &Surface| -> Vec<Pointer> {
            let words = self.reworded(keys);
            let keys = words.flat_map(|word| TYPES.map(|kind| format!("{kind}{word}")));
            keys.filter_map(|key| surface.place_of(&key).cloned())
                .collect()
        };
        let (old, new) = (types(joined.old), types(joined.new));
        let users = keys.iter().filter_map(|key| joined.old.place_of(key));
        let users: Vec<&Pointer> = users.collect();
        let is_it = |change: &Change| {
            let mut below = old.iter().map(|at| change.base.is_below(at));
            let mut beside = new.iter().map(|at| change.head.is_below(at));
            let mut used = change.users.iter().map(|user| {
                let mut places = users.iter();
                places.any(|at| user == *at || user.is_below(at))
            });
            below.any(|is| is) || beside.any(|is| is) || used.any(|is| is)
        };
        self.changes.iter().position(is_it)
    }

    /// The change of a property that a type has of one of its parts, and that other parts may say another
    /// thing about.
    fn of_parts(&self, keys: &[&str]) -> Option<usize> {
        let joined = self.joined;
        let parts = keys.iter().filter_map(|key| {
            let whole = self.place(container(key)?)?;
            let uses = Uses::named_at(&whole)?;
            Some((
                self.place(key)?.last()?.into_owned(),
                BTreeSet::from([uses]),
            ))
        });
        let parts: Vec<(String, BTreeSet<String>)> = parts.collect();
        let is_one = |change: &Change| {
            let mut names = change.base.segments();
            let mut parts = parts.iter();
            rules::touches_rust(change.kind)
                && parts.any(|(property, of)| {
                    names.any(|name| name == *property) && joined.uses.lead_to(of, &change.base)
                })
        };
        self.changes.iter().position(is_one)
    }

    /// The change of a line that names one of the types before or after, and not both: who sends a type
    /// makes it.
    fn of_mentions(&self, keys: &[&str]) -> Option<usize> {
        let types: BTreeSet<&str> = keys.iter().filter_map(|key| type_of(key)).collect();
        let names = |line: Option<&str>| {
            line.is_some_and(|line| words(line).any(|word| types.contains(word)))
        };
        let is_it = |key: &str| {
            let line = self.joined.lines.get(key);
            line.is_some_and(|line| names(line.before) != names(line.after))
        };
        let mut caused = self.caused.iter();
        caused.find(|(key, _)| is_it(key)).map(|(_, cause)| *cause)
    }

    /// The change of what an operation answers with or is asked for, if it is its line: what is found in
    /// the whole of it, such as pages, stands there.
    fn of_operations(&self, keys: &[&str]) -> Option<usize> {
        let is_whole = |key: &&&str| key.starts_with("operation ") && container(key).is_none();
        let lines = keys.iter().filter(is_whole);
        let lines = lines.filter_map(|key| self.joined.lines.get(key));
        let texts: Vec<&str> = lines
            .flat_map(|line| [line.before, line.after])
            .flatten()
            .collect();
        if texts.is_empty() {
            return None;
        }
        let reaches = |change: &Change, is: fn(Use) -> bool| {
            let mut reached = change.operations.iter().filter(|reached| is(reached.part));
            reached.any(|reached| {
                let end = format!(" ({})", reached.operation);
                texts.iter().any(|text| text.ends_with(&end))
            })
        };
        let first = |is: fn(Use) -> bool, touches: bool| {
            let is_it = |change: &Change| {
                reaches(change, is) && (!touches || rules::touches_rust(change.kind))
            };
            self.changes.iter().position(is_it)
        };
        // Headers lead to pages, too, and so do parameters.
        let found = first(Use::is_response, true).or_else(|| first(Use::is_response, false));
        found.or_else(|| first(Use::is_request, true))
    }

    /// The scheme that came or went, if other schemes have another name now: a lone one has a plain name.
    fn of_credentials(&self, keys: &[&str]) -> Option<usize> {
        let mut changes = self.changes.iter();
        let scheme = changes.position(|change| change.kind.subject == Subject::SecurityScheme);
        let credentials = keys.iter().all(|key| key.starts_with("client "));
        scheme.filter(|_| credentials)
    }

    /// The change of a field or argument that the types are called after: while no other type wants it, a
    /// type has the name of who holds it, and nothing before it. Not so if the document gives it its name.
    fn of_names(&self, keys: &[&str]) -> Option<usize> {
        let mut places = keys.iter().filter_map(|key| self.place(key));
        if places.any(|at| self.joined.uses.is_given_a_name(&at)) {
            return None;
        }
        let is_whole = |key: &&&str| container(key).is_none();
        let types = keys.iter().filter(is_whole);
        let types: Vec<&str> = types.filter_map(|key| type_of(key)).collect();
        let is_one = |key: &str| {
            let name = plain(key.rsplit(['.', ':', ' ']).next().unwrap_or_default());
            types.iter().any(|ty| plain(ty).ends_with(&name))
        };
        let mut caused = self.caused.iter();
        caused.find(|(key, _)| is_one(key)).map(|(_, cause)| *cause)
    }

    fn place(&self, key: &str) -> Option<Pointer> {
        let of = |surface: &Surface| surface.place_of(key).cloned();
        of(self.joined.old).or_else(|| of(self.joined.new))
    }
}

/// The type that a line is about, or about a part of.
fn type_of(key: &str) -> Option<&str> {
    let whole = container(key).unwrap_or(key);
    TYPES.iter().find_map(|word| whole.strip_prefix(word))
}

/// A name without case and separators.
fn plain(name: &str) -> String {
    let letters = name.trim_start_matches("r#").chars();
    let letters = letters.filter(|character| character.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}
