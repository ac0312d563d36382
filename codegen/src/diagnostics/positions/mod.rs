//! Where the keys and values of a pointer stand in a text.
//!
//! The text is walked once for all pointers that are asked for, over the marks of a YAML parser or
//! of a JSON scanner. Aliases are not followed and merge keys are keys like any other, so the walk
//! costs what the text costs, whatever the text says.

mod json;
mod yaml;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::pointer::{Pointer, push_segment};
use crate::source::Source;

/// Deeper than any document that is read: a text that was refused for its depth is not followed.
const DEEPEST: usize = 1000;

/// Where a node stands, in bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Located {
    /// The key, if the node stands in a mapping.
    pub(crate) key: Option<Range<usize>>,
    /// The value; of a collection only its first byte, because its end says nothing.
    pub(crate) value: Range<usize>,
    /// Whether the value is a mapping or a sequence.
    pub(crate) collection: bool,
}

/// Finds each pointer in the text: every place it stands at (several for a key that is there
/// twice), in the text's order. A pointer that the text does not have, because a rewrite made it
/// or an alias hides it, stands where its nearest ancestor does.
pub(crate) fn locate(source: &Source, pointers: &[Pointer]) -> Vec<Vec<Located>> {
    let mut wanted: HashMap<String, Vec<Located>> = HashMap::new();
    for pointer in pointers {
        let mut next = Some(pointer.clone());
        while let Some(pointer) = next {
            next = pointer.parent();
            wanted.insert(pointer.as_str().to_owned(), Vec::new());
        }
    }
    let mut walk = Walk {
        wanted,
        path: String::new(),
        open: Vec::new(),
        skipped: 0,
    };
    if source.is_json() {
        json::scan(&source.text, &mut |mark, range| walk.mark(&mark, range));
    } else {
        let text = yaml::straight(&source.text);
        yaml::scan(&text, &mut |mark, range| walk.mark(&mark, range));
        yaml::to_bytes(&source.text, &mut walk.wanted);
    }
    let nearest = |pointer: &Pointer| {
        let mut at = Some(pointer.clone());
        while let Some(pointer) = at {
            match walk.wanted.get(pointer.as_str()) {
                Some(places) if !places.is_empty() => return places.clone(),
                _ => at = pointer.parent(),
            }
        }
        Vec::new()
    };
    pointers.iter().map(nearest).collect()
}

/// What a scanner sees.
enum Mark<'a> {
    Mapping,
    Sequence,
    Close,
    Scalar(Cow<'a, str>),
    Alias,
}

/// The state of the walk: which node the next mark belongs to.
struct Walk {
    wanted: HashMap<String, Vec<Located>>,
    /// The pointer of the innermost open node, or of the key that waits for its value.
    path: String,
    open: Vec<Open>,
    /// How many collections are open inside one that is passed over: a key that is itself a
    /// collection, which YAML allows and JSON pointers cannot name, or one that is too deep.
    skipped: usize,
}

/// An open mapping or sequence.
struct Open {
    path_len: usize,
    next: Next,
}

/// What the next mark in an open collection is.
enum Next {
    Item(usize),
    Key,
    Value(Range<usize>),
}

impl Walk {
    fn mark(&mut self, mark: &Mark<'_>, range: Range<usize>) {
        if self.skipped > 0 {
            match mark {
                Mark::Mapping | Mark::Sequence => self.skipped += 1,
                Mark::Close => self.skipped -= 1,
                Mark::Scalar(_) | Mark::Alias => {}
            }
            return;
        }
        if matches!(mark, Mark::Close) {
            self.open.pop();
            return;
        }
        let key = match self.open.last_mut() {
            None => None,
            Some(open) => {
                // A value that has ended leaves its segment behind: the mark after it cuts it off.
                match &mut open.next {
                    Next::Key => {
                        self.path.truncate(open.path_len);
                        open.next = Next::Value(range);
                        self.key(mark);
                        return;
                    }
                    Next::Value(key) => {
                        let key = key.clone();
                        open.next = Next::Key;
                        Some(key)
                    }
                    Next::Item(index) => {
                        self.path.truncate(open.path_len);
                        push_segment(&mut self.path, &index.to_string());
                        *index += 1;
                        None
                    }
                }
            }
        };
        self.value(mark, key, range);
    }

    fn key(&mut self, mark: &Mark<'_>) {
        match mark {
            Mark::Scalar(text) => push_segment(&mut self.path, text),
            other => {
                self.path.push_str("/?");
                self.skipped = usize::from(!matches!(other, Mark::Alias));
            }
        }
    }

    fn value(&mut self, mark: &Mark<'_>, key: Option<Range<usize>>, range: Range<usize>) {
        let next = match mark {
            Mark::Mapping => Some(Next::Key),
            Mark::Sequence => Some(Next::Item(0)),
            Mark::Scalar(_) | Mark::Alias | Mark::Close => None,
        };
        if let Some(places) = self.wanted.get_mut(&self.path) {
            places.push(Located {
                key,
                value: range,
                collection: next.is_some(),
            });
        }
        if next.is_some() && self.open.len() == DEEPEST {
            self.skipped = 1;
        } else if let Some(next) = next {
            let path_len = self.path.len();
            self.open.push(Open { path_len, next });
        }
    }
}

#[cfg(test)]
mod tests;
