//! Counts by a key: rows by status, mentions by tone. One counter for everything that falls into exactly one of several classes.
//!
//! A tally holds a number for every key, so a class without a row is counted as 0 and not left out. Merging is exact, associative and
//! commutative, with the empty tally as identity.

use std::fmt;
use std::ops::Index;

/// A class that things are counted by.
///
/// An enum keeps its counts in an array. Classes that the brief lists, such as topics or departments, are numbered and use `Vec<u64>`.
pub trait Key: Copy {
    /// Where the counts are kept, by [`index`](Self::index).
    type Counts: Counts;

    /// The position of this key, from 0.
    fn index(self) -> usize;

    /// The key at a position; only positions of keys are asked for.
    fn at(index: usize) -> Self;
}

/// A sequence of counts.
pub trait Counts: Clone + Default + PartialEq + Eq + fmt::Debug + AsRef<[u64]> {
    /// The count at a position.
    fn count_mut(&mut self, index: usize) -> &mut u64;
}

impl<const N: usize> Counts for [u64; N]
where
    [u64; N]: Default,
{
    fn count_mut(&mut self, index: usize) -> &mut u64 {
        &mut self[index]
    }
}

impl Counts for Vec<u64> {
    fn count_mut(&mut self, index: usize) -> &mut u64 {
        if self.len() <= index {
            self.resize(index + 1, 0);
        }
        &mut self[index]
    }
}

/// Counts by a key.
///
/// # Examples
///
/// ```
/// use socialmap::mentions::tone::Tone;
/// use socialmap::tally::Tally;
///
/// let mut tones = Tally::default();
/// tones.add(Tone::Positive, 2);
/// tones.merge(&Tally::from([(Tone::Positive, 1), (Tone::Negative, 4)]));
/// assert_eq!((tones[Tone::Positive], tones[Tone::Neutral], tones.total()), (3, 0, 7));
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Tally<K: Key>(K::Counts);

impl<K: Key> Tally<K> {
    /// A tally of counts in the order of the keys.
    pub const fn of(counts: K::Counts) -> Self {
        Self(counts)
    }

    /// Counts so many more of a key.
    pub fn add(&mut self, key: K, count: u64) {
        // So that two tallies are equal by their counts, however they came about.
        if count > 0 {
            *self.0.count_mut(key.index()) += count;
        }
    }

    /// Adds the counts of another tally.
    pub fn merge(&mut self, other: &Self) {
        for (key, count) in other.iter() {
            self.add(key, count);
        }
    }

    /// Every key with its count, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (K, u64)> {
        self.0.as_ref().iter().enumerate().map(|(index, &count)| (K::at(index), count))
    }

    /// The counts in the order of the keys.
    pub fn counts(&self) -> &K::Counts {
        &self.0
    }

    /// The sum of all counts.
    pub fn total(&self) -> u64 {
        self.0.as_ref().iter().sum()
    }
}

impl<K: Key> Index<K> for Tally<K> {
    type Output = u64;

    fn index(&self, key: K) -> &u64 {
        self.0.as_ref().get(key.index()).unwrap_or(&0)
    }
}

impl<K: Key, const N: usize> From<[(K, u64); N]> for Tally<K> {
    fn from(counts: [(K, u64); N]) -> Self {
        let mut tally = Self::default();
        for (key, count) in counts {
            tally.add(key, count);
        }
        tally
    }
}

impl<K: Key> Default for Tally<K> {
    fn default() -> Self {
        Self(K::Counts::default())
    }
}

impl<K: Key + fmt::Debug> fmt::Debug for Tally<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    enum Side {
        Left,
        Right,
    }

    impl Key for Side {
        type Counts = [u64; 2];

        fn index(self) -> usize {
            self as usize
        }

        fn at(index: usize) -> Self {
            [Self::Left, Self::Right][index]
        }
    }

    /// A key of which the brief lists any number.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    struct Topic(usize);

    impl Key for Topic {
        type Counts = Vec<u64>;

        fn index(self) -> usize {
            self.0
        }

        fn at(index: usize) -> Self {
            Self(index)
        }
    }

    fn tally(topics: &[usize]) -> Tally<Topic> {
        let mut tally = Tally::default();
        for &topic in topics {
            tally.add(Topic(topic), 1);
        }
        tally
    }

    fn merged(left: &Tally<Topic>, right: &Tally<Topic>) -> Tally<Topic> {
        let mut sum = left.clone();
        sum.merge(right);
        sum
    }

    #[test]
    fn every_key_of_an_enum_is_listed_and_topics_up_to_the_last_counted_one() {
        let sides = Tally::from([(Side::Right, 3)]);
        assert_eq!(sides.iter().collect::<Vec<_>>(), [(Side::Left, 0), (Side::Right, 3)]);
        assert_eq!(format!("{sides:?}"), "{Left: 0, Right: 3}");
        let mut topics = tally(&[1, 1]);
        topics.add(Topic(9), 0);
        assert_eq!(topics, tally(&[1, 1]));
        assert_eq!((topics[Topic(1)], topics[Topic(9)], topics.total()), (2, 0, 2));
    }

    proptest! {
        #[test]
        fn merging_keeps_the_laws(
            [a, b, c] in prop::array::uniform3(prop::collection::vec(0_usize..6, 0..9)),
        ) {
            let all = tally(&[a.clone(), b.clone(), c.clone()].concat());
            let [a, b, c] = [a, b, c].map(|topics| tally(&topics));
            prop_assert_eq!(&merged(&a, &Tally::default()), &a);
            prop_assert_eq!(&merged(&Tally::default(), &a), &a);
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(merged(&merged(&a, &b), &c), all);
        }
    }
}
