//! A map of counts that is filled in any order and read in the order of its keys.
//!
//! Every row updates several counts, so they are found by hash; the keys are sorted once, when the counts are read.

use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::RangeInclusive;
use std::sync::OnceLock;

use crate::mentions::hashed::mix;

/// A map of keys of a few numbers; its iteration order must not reach an output.
#[expect(clippy::disallowed_types, reason = "read by single keys; iteration is sorted")]
pub type Map<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<KeyHasher>>;

/// A map that is filled first and asked for ranges of keys later.
#[derive(Debug, Clone)]
pub struct Cells<K, V> {
    cells: Map<K, V>,
    /// The keys ascending, once asked for and until there is another.
    sorted: OnceLock<Vec<K>>,
}

impl<K: Copy + Ord + Hash, V: Default> Cells<K, V> {
    /// The value of a key, new if there was none.
    pub fn at(&mut self, key: K) -> &mut V {
        let Self { cells, sorted } = self;
        cells.entry(key).or_insert_with(|| {
            sorted.take();
            V::default()
        })
    }

    /// The value of a key.
    pub fn get(&self, key: K) -> Option<&V> {
        self.cells.get(&key)
    }

    /// Keys and values from one key to another, both included, ascending.
    pub fn range(&self, keys: RangeInclusive<K>) -> impl DoubleEndedIterator<Item = (K, &V)> {
        let sorted = self.keys();
        let from = sorted.partition_point(|key| key < keys.start());
        let to = sorted.partition_point(|key| key <= keys.end());
        sorted[from..to.max(from)].iter().map(|key| (*key, &self.cells[key]))
    }

    /// All keys and values, ascending.
    pub fn iter(&self) -> impl Iterator<Item = (K, &V)> {
        self.keys().iter().map(|key| (*key, &self.cells[key]))
    }

    /// All keys, ascending.
    pub fn keys(&self) -> &[K] {
        self.sorted.get_or_init(|| {
            let mut keys: Vec<K> = self.cells.keys().copied().collect();
            keys.sort_unstable();
            keys
        })
    }

    /// Merges every cell of another into this one's.
    pub fn merge(&mut self, other: &Self, merge: impl Fn(&mut V, &V)) {
        for (key, value) in &other.cells {
            merge(self.at(*key), value);
        }
    }
}

impl<K, V> Default for Cells<K, V> {
    fn default() -> Self {
        Self { cells: Map::default(), sorted: OnceLock::new() }
    }
}

impl<K: Eq + Hash, V: PartialEq> PartialEq for Cells<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.cells == other.cells
    }
}

impl<K: Eq + Hash, V: Eq> Eq for Cells<K, V> {}

/// Hashes keys of a few numbers.
#[derive(Debug, Default, Clone, Copy)]
pub struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn finish(&self) -> u64 {
        mix(self.0)
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(23) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(number.into());
    }

    fn write_u16(&mut self, number: u16) {
        self.write_u64(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.write_u64(number.into());
    }

    fn write_usize(&mut self, number: usize) {
        self.write_u64(number as u64);
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u8(*byte);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_read_in_the_order_of_their_keys_whenever_they_came() {
        let mut cells: Cells<(u16, u64), u64> = Cells::default();
        for key in [(2, 9), (1, 5), (2, 1), (1, 5)] {
            *cells.at(key) += 1;
        }
        assert_eq!(cells.keys(), [(1, 5), (2, 1), (2, 9)]);
        *cells.at((1, 7)) += 1;
        let range = |from, to| cells.range(from..=to).map(|(_, count)| *count).collect::<Vec<_>>();
        assert_eq!(range((1, 0), (2, 1)), [2, 1, 1]);
        assert!(range((3, 0), (1, 0)).is_empty());
        assert_eq!((cells.get((1, 5)), cells.get((1, 6))), (Some(&2), None));
        let mut other = Cells::default();
        *other.at((1, 7)) = 4;
        cells.merge(&other, |to, from| *to += from);
        assert_eq!(cells.iter().map(|(_, count)| *count).sum::<u64>(), 9);
    }
}
