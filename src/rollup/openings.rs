//! Mentions that may be worth an answer: for each day and channel a bounded number, those with the most points, the newest first.
//!
//! Within a day and channel, age and a missing answer change the points of all alike, so the order of those that stay open is known
//! before the answers are. Of a thread that the export names, the best mention stands for all. What is kept depends only on the set of mentions, never on
//! their order or on how they were split.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::answers::Asked;
use super::arrivals::{Seconds, ThreadKey};
use crate::brief::Kind;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Topics;
use crate::mentions::opening::Opening;
use crate::mentions::tone::Tone;
use crate::units::Date;

/// Candidates of a day and channel.
pub const MOST_CANDIDATES: usize = 64;

/// The candidates of every day and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Openings {
    kept: BTreeMap<(Date, ChannelIx), Best>,
}

/// The best candidates of a day and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Best {
    kept: BTreeSet<Candidate>,
    /// Whether there were more.
    is_cut: bool,
}

/// A mention that may be worth an answer. The best is the least: by points, then the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    rank: (Reverse<u32>, Reverse<Seconds>),
    /// The hash of its identity.
    pub key: u64,
    /// Whether its time is known to the hour.
    pub has_hour: bool,
    /// Its thread, if the export states it.
    pub thread: Option<ThreadKey>,
    /// Its account.
    pub account: Option<u64>,
    /// What is known from its row alone.
    pub opening: Opening,
    /// Its kind.
    pub kind: Kind,
    /// Whether its tone label is negative.
    pub is_negative: bool,
    /// Its topics.
    pub topics: Topics,
    /// Index into the departments of the brief; `None`: nobody's.
    pub department: Option<u8>,
}

impl Candidate {
    fn new(mention: &Mention, opening: Opening, key: u64) -> Self {
        let (at, content) = (mention.published_at.as_second(), mention.content);
        Self {
            rank: (Reverse(opening.points), Reverse(at)),
            key,
            has_hour: mention.precision.has_hour(),
            thread: ThreadKey::of(mention),
            account: mention.account,
            opening,
            kind: content.kind,
            is_negative: mention.tone == Tone::Negative,
            topics: content.topics,
            department: content.department,
        }
    }

    /// The question whether it was answered; it is of this day and channel.
    pub fn asked(&self, day: Date, channel: ChannelIx) -> Asked {
        Asked { day, channel, at: self.at(), account: self.account, thread: self.thread }
    }

    /// When it was written.
    pub fn at(&self) -> Seconds {
        self.rank.1.0
    }
}

impl Best {
    fn add(&mut self, candidate: Candidate) {
        if self.kept.len() >= MOST_CANDIDATES && self.kept.last() < Some(&candidate) {
            let is_known = |other: &Candidate| other.thread == candidate.thread;
            self.is_cut |= !(named(candidate.thread) && self.kept.iter().any(is_known));
            return;
        }
        if named(candidate.thread) {
            let same = self.kept.iter().find(|other| other.thread == candidate.thread).copied();
            if let Some(same) = same {
                if same < candidate {
                    return;
                }
                self.kept.remove(&same);
            }
        }
        self.kept.insert(candidate);
        if self.kept.len() > MOST_CANDIDATES {
            self.kept.pop_last();
            self.is_cut = true;
        }
    }
}

/// Whether the export names the thread. Of a chain of replies, only all rows tell where it begins.
fn named(thread: Option<ThreadKey>) -> bool {
    thread.is_some_and(|thread| !thread.is_post)
}

impl Openings {
    /// Keeps a used mention that may be worth an answer, if it is among the best. `key` is the hash of its identity.
    pub fn add(&mut self, mention: &Mention, opening: Opening, key: u64) {
        let place = (mention.local.date(), mention.channel);
        self.kept.entry(place).or_default().add(Candidate::new(mention, opening, key));
    }

    /// Adds another part's candidates.
    pub fn merge(&mut self, other: &Self) {
        for (place, theirs) in &other.kept {
            let ours = self.kept.entry(*place).or_default();
            for candidate in &theirs.kept {
                ours.add(*candidate);
            }
            ours.is_cut |= theirs.is_cut;
        }
    }

    /// The candidates of these days, both included, by day and channel.
    pub fn between(
        &self,
        from: Date,
        to: Date,
    ) -> impl Iterator<Item = (Date, ChannelIx, &Candidate)> {
        self.cells(from, to).flat_map(|(&(day, channel), best)| {
            best.kept.iter().map(move |candidate| (day, channel, candidate))
        })
    }

    /// Whether there were more candidates than are kept on one of these days.
    pub fn is_cut(&self, from: Date, to: Date) -> bool {
        self.cells(from, to).any(|(_, best)| best.is_cut)
    }

    fn cells(&self, from: Date, to: Date) -> impl Iterator<Item = (&(Date, ChannelIx), &Best)> {
        self.kept.range((from, ChannelIx::FIRST)..=(to, ChannelIx::LAST))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Thread;
    use crate::rollup::sample::{day, mention};

    fn opening(points: u32) -> Opening {
        Opening { points, is_addressed: false, is_small_network: false }
    }

    /// Mentions with these numbers: the points are the number modulo 7.
    fn counted(numbers: impl Iterator<Item = u32>) -> Openings {
        let mut openings = Openings::default();
        for n in numbers {
            let at = format!("2026-05-02T{:02}:{:02}", n / 60 % 24, n % 60);
            let thread = if n % 3 == 0 { Thread::Known(u64::from(n % 5)) } else { Thread::Itself };
            openings.add(&Mention { thread, ..mention(&at) }, opening(n % 7), n.into());
        }
        openings
    }

    fn kept(openings: &Openings) -> Vec<u64> {
        openings.between(day("2026-05-01"), day("2026-05-31")).map(|(.., it)| it.key).collect()
    }

    #[test]
    fn the_best_are_kept_whatever_the_order_and_the_split() {
        let whole = counted(0..900);
        assert_eq!(kept(&whole).len(), MOST_CANDIDATES);
        assert!(whole.is_cut(day("2026-05-02"), day("2026-05-02")));
        assert!(!whole.is_cut(day("2026-05-03"), day("2026-05-09")));
        assert_eq!(counted((0..900).rev()), whole);
        let parts = [counted(0..7), counted(5..600), counted(300..900)];
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let mut merged = Openings::default();
            for part in order {
                merged.merge(&parts[part]);
            }
            assert_eq!(merged, whole);
        }
    }

    #[test]
    fn the_newest_of_equal_points_comes_first_and_a_named_thread_once() {
        let all = counted(0..15);
        assert_eq!(kept(&all)[..4], [13, 6, 12, 5], "13 and 6 have six points, 12 and 5 five");
        let threads = all.between(day("2026-05-02"), day("2026-05-02"));
        let named = threads.filter(|(.., it)| it.thread.is_some()).count();
        assert_eq!((named, kept(&all).len()), (5, 15), "numbers 0, 3, 6, 9, 12 of five threads");
        let once = counted([3, 18, 33, 48].into_iter());
        assert_eq!(kept(&once), [48], "one thread, its best mention");
    }
}
