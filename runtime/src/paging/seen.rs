//! The positions of a list that were there before.

use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// So many positions are remembered: half a megabyte.
const MOST: usize = 1 << 16;

/// Remembers positions by their hash, in bounded memory.
#[derive(Debug, Default)]
pub(super) struct Seen {
    hashes: HashSet<u64>,
    hasher: RandomState,
}

impl Seen {
    /// Whether the position is new.
    pub(super) fn insert(&mut self, position: &str) -> bool {
        if self.hashes.len() == MOST {
            // Forgetting all of them still finds every loop of fewer pages, a lap later.
            self.hashes.clear();
        }
        self.hashes.insert(self.hasher.hash_one(position))
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST, Seen};

    #[test]
    fn a_loop_is_found_however_late_it_begins() {
        let mut seen = Seen::default();
        assert!((0..MOST + 10).all(|page| seen.insert(&page.to_string())));
        let lap = || (0..100).map(|page| format!("again {page}"));
        assert!(lap().all(|position| seen.insert(&position)));
        assert!(!seen.insert("again 0"));
        assert!(seen.hashes.len() <= MOST);
    }
}
