//! What was noted lately, for as long as the vault cannot be relied on to say it.

use std::collections::HashMap;
use std::hash::Hash;

use crate::lanes::QUEUE_MAX;

/// Notes of one generation. More than both lanes hold, so that whoever read the vault before a note was made comes to
/// the writer before it is forgotten.
const GENERATION_MAX: usize = 3 * QUEUE_MAX;

/// The latest notes: at least [`GENERATION_MAX`] of them, at most twice as many.
#[derive(Debug, Clone)]
pub(crate) struct Recent<K, V> {
    newer: HashMap<K, V>,
    older: HashMap<K, V>,
}

impl<K, V> Default for Recent<K, V> {
    fn default() -> Self {
        Recent {
            newer: HashMap::new(),
            older: HashMap::new(),
        }
    }
}

impl<K: Hash + Eq, V: Copy> Recent<K, V> {
    /// What was noted last.
    pub(crate) fn get(&self, key: &K) -> Option<V> {
        self.newer.get(key).or_else(|| self.older.get(key)).copied()
    }

    /// Notes it.
    pub(crate) fn set(&mut self, key: K, value: V) {
        if self.newer.len() >= GENERATION_MAX {
            self.older = std::mem::take(&mut self.newer);
        }
        self.newer.insert(key, value);
    }

    /// Puts back what stood before.
    pub(crate) fn restore(&mut self, key: K, before: Option<V>) {
        match before {
            Some(value) => self.set(key, value),
            None => {
                self.newer.remove(&key);
                self.older.remove(&key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_notes_are_remembered_and_the_oldest_are_not() {
        let mut recent = Recent::default();
        for n in 0..4 * GENERATION_MAX {
            recent.set(n, n);
            let oldest = n.saturating_sub(GENERATION_MAX);
            assert_eq!(recent.get(&oldest), Some(oldest), "after {n}");
        }
        assert_eq!(recent.get(&0), None);
    }

    #[test]
    fn what_is_taken_back_is_as_if_it_had_not_been_noted() {
        let mut recent = Recent::default();
        recent.set("link", 7);
        let before = recent.get(&"link");
        recent.set("link", 6);
        recent.restore("link", before);
        assert_eq!(recent.get(&"link"), Some(7));
        recent.restore("link", None);
        assert_eq!(recent.get(&"link"), None);
    }
}
