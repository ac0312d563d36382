//! A set of fields.

/// Which fields of an object have come. No allocation up to 128 fields.
#[derive(Default)]
pub(super) struct Seen {
    low: u128,
    high: Vec<u128>,
}

impl Seen {
    /// Notes a field and says whether it was noted before.
    pub(super) fn insert(&mut self, index: usize) -> bool {
        let bit = 1 << (index % 128);
        let word = match (index / 128).checked_sub(1) {
            None => &mut self.low,
            Some(word) => {
                if self.high.len() <= word {
                    self.high.resize(word + 1, 0);
                }
                &mut self.high[word]
            }
        };
        let before = *word & bit != 0;
        *word |= bit;
        before
    }

    pub(super) fn contains(&self, index: usize) -> bool {
        let word = match (index / 128).checked_sub(1) {
            None => self.low,
            Some(word) => self.high.get(word).copied().unwrap_or_default(),
        };
        word & (1 << (index % 128)) != 0
    }
}
