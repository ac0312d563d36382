//! Idempotency keys: a name under which a server recognises a request that comes again.

use std::hash::{BuildHasher, RandomState};

/// A new key: a UUID of version 4.
///
/// `RandomState` is keyed by the operating system's randomness, which is all that a key needs: it
/// must be new, not secret.
pub(crate) fn new() -> String {
    let half = |half: u8| u128::from(RandomState::new().hash_one(half));
    let bits = (half(0) << 64) | half(1);
    let bits = bits & !(0xf << 76) | (0x4 << 76);
    let bits = bits & !(0x3 << 62) | (0x2 << 62);
    let hex = format!("{bits:032x}");
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    #[test]
    fn keys_are_uuids_of_version_4_and_all_different() {
        let keys: HashSet<String> = (0..10_000).map(|_| super::new()).collect();
        assert_eq!(keys.len(), 10_000);
        for key in keys {
            let lengths: Vec<usize> = key.split('-').map(str::len).collect();
            assert_eq!(lengths, [8, 4, 4, 4, 12], "{key}");
            assert_eq!(&key[14..15], "4", "{key}");
            assert!("89ab".contains(&key[19..20]), "{key}");
        }
    }
}
