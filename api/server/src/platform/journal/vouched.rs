//! Entries that this process has signed and committed a moment ago: their signatures need no second look.
//!
//! What is remembered is a digest of the very bytes, so an entry that was touched in the database is not found and
//! has its signature verified, as one of another instance has.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use evidence::Hash;
use sha2::{Digest, Sha256};

/// More than a sequencer leaves waiting. Entries that another instance places are never asked for; then all are
/// forgotten, which costs a verification each.
const MOST: usize = 20_000;

#[derive(Default)]
pub(super) struct Vouched(Mutex<HashSet<Hash>>);

impl Vouched {
    pub fn remember(&self, entries: Vec<Hash>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + entries.len() > MOST {
            known.clear();
        }
        known.extend(entries);
    }

    /// Is it one of them? Each is asked for once.
    pub fn recall(&self, entry: &Hash) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(entry)
    }
}

/// Of an intent with its signature, whose length is fixed.
pub(super) fn digest(intent: &[u8], signature: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update(signature).chain_update(intent).finalize().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_was_touched_is_not_vouched_for() {
        let vouched = Vouched::default();
        vouched.remember(vec![digest(b"intent", &[1; 64])]);
        assert!(!vouched.recall(&digest(b"Intent", &[1; 64])));
        assert!(!vouched.recall(&digest(b"intent", &[2; 64])));
        assert!(vouched.recall(&digest(b"intent", &[1; 64])));
        assert!(!vouched.recall(&digest(b"intent", &[1; 64])), "once");
    }

    #[test]
    fn memory_is_bounded() {
        let vouched = Vouched::default();
        for n in 0..MOST + 1 {
            vouched.remember(vec![digest(&n.to_be_bytes(), &[0; 64])]);
        }
        assert!(!vouched.recall(&digest(&0_usize.to_be_bytes(), &[0; 64])));
        assert!(vouched.recall(&digest(&MOST.to_be_bytes(), &[0; 64])));
    }
}
