//! The retry budget: a server in trouble is not asked twice as often for that.

use std::sync::atomic::{AtomicU32, Ordering};

/// What a retry costs. A first attempt that succeeds brings one back, so that in the long run at
/// most one call of ten is repeated.
const COST: u32 = 10;

/// A bucket of retries, shared by a client, its clones and its derived clients.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU32,
    capacity: u32,
}

impl Budget {
    /// A full bucket of so many retries.
    pub(crate) fn new(retries: u32) -> Self {
        let capacity = retries.saturating_mul(COST);
        Self {
            left: AtomicU32::new(capacity),
            capacity,
        }
    }

    /// Takes a retry out, if there is one.
    pub(crate) fn withdraw(&self) -> bool {
        self.change(|left| left.checked_sub(COST))
    }

    /// A call succeeded.
    pub(crate) fn deposit(&self) {
        self.change(|left| (left < self.capacity).then(|| left + 1));
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        let order = Ordering::Relaxed;
        self.left.fetch_update(order, order, change).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, COST};

    #[test]
    fn ten_successes_buy_a_retry() {
        let budget = Budget::new(2);
        assert!(budget.withdraw() && budget.withdraw() && !budget.withdraw());
        (1..COST).for_each(|_| budget.deposit());
        assert!(!budget.withdraw());
        budget.deposit();
        assert!(budget.withdraw());
        (0..1000).for_each(|_| budget.deposit());
        assert!(budget.withdraw() && budget.withdraw() && !budget.withdraw());
        assert!(!Budget::new(0).withdraw());
    }
}
