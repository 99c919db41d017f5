//! A set of small entries that is filled in any order and read in their order.
//!
//! There may be an entry for nearly every mention. So they are appended, and sorted only when they are read or when half of them may be
//! duplicates: that is faster than a map and takes a third of its memory.

use std::sync::{Mutex, OnceLock, PoisonError};

/// What is gathered. Of entries with the same key the least stays; entries are in the order of their keys.
pub trait Entry: Copy + Ord {
    /// What two duplicates share.
    type Key: PartialEq;

    /// The key of this entry.
    fn key(&self) -> Self::Key;
}

/// Entries, one per key.
#[derive(Debug)]
pub struct Gathered<T> {
    added: Mutex<Vec<T>>,
    /// The most entries before duplicates are removed again.
    capacity: usize,
    /// Takes the entries when they are read, and returns them when another is added.
    sorted: OnceLock<Vec<T>>,
}

impl<T: Entry> Gathered<T> {
    const FEWEST: usize = 1 << 12;

    /// Adds one.
    pub fn add(&mut self, entry: T) {
        let added = self.added.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(sorted) = self.sorted.take() {
            *added = sorted;
        }
        if added.len() >= self.capacity.max(Self::FEWEST) {
            sort(added);
            self.capacity = 2 * added.len();
        }
        added.push(entry);
    }

    /// All, ascending.
    pub fn all(&self) -> &[T] {
        self.sorted.get_or_init(|| {
            let mut added = self.added.lock().unwrap_or_else(PoisonError::into_inner);
            sort(&mut added);
            std::mem::take(&mut added)
        })
    }

    /// Adds another part's.
    pub fn merge(&mut self, other: &Self) {
        other.all().iter().for_each(|entry| self.add(*entry));
    }
}

fn sort<T: Entry>(entries: &mut Vec<T>) {
    entries.sort_unstable();
    entries.dedup_by_key(|entry| entry.key());
}

impl<T> Default for Gathered<T> {
    fn default() -> Self {
        Self { added: Mutex::default(), capacity: 0, sorted: OnceLock::new() }
    }
}

impl<T: Entry> Clone for Gathered<T> {
    fn clone(&self) -> Self {
        Self { sorted: self.all().to_vec().into(), ..Self::default() }
    }
}

impl<T: Entry> PartialEq for Gathered<T> {
    fn eq(&self, other: &Self) -> bool {
        self.all() == other.all()
    }
}

impl<T: Entry> Eq for Gathered<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    impl Entry for (u32, u32) {
        type Key = u32;

        fn key(&self) -> u32 {
            self.0
        }
    }

    #[test]
    fn of_a_key_the_least_stays_also_after_a_question() {
        let mut gathered = Gathered::default();
        for entry in [(2, 5), (1, 9), (2, 4)] {
            gathered.add(entry);
        }
        assert_eq!(gathered.all(), [(1, 9), (2, 4)]);
        gathered.add((1, 3));
        assert_eq!(gathered.all(), [(1, 3), (2, 4)]);
        assert_eq!(gathered, gathered.clone());
    }

    #[test]
    fn repeats_take_no_room() {
        let mut gathered = Gathered::default();
        for number in 0..100_000 {
            gathered.add((number % 100, 1));
        }
        assert!(gathered.added.lock().unwrap().capacity() <= 2 * Gathered::<(u32, u32)>::FEWEST);
        assert_eq!(gathered.all().len(), 100);
    }
}
