//! When somebody wrote, and when the client next spoke in the same thread: what response times are made of.
//!
//! A conversation arrives, as it counts, with its first used mention of the days asked about. Chains of replies are followed only then,
//! by the links and the arrivals that [`Conversations`] keeps. Rows known only to the day tell no time and stay out.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Arrival, Seconds, Spot};
use super::cells::Map;
use super::conversations::Conversations;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::units::Date;

/// Seconds.
pub const HOUR: u64 = 3600;

/// Hours of a week, and one for all that is longer.
pub const WATCHED_HOURS: u64 = 7 * 24 + 1;

/// Own posts by day and thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    own: BTreeSet<(Date, Spot, Seconds)>,
    /// The last readable row of any export.
    last: Option<Seconds>,
    /// Channels where the history has seen an own post in a thread.
    kept: BTreeSet<ChannelIx>,
}

/// How long a conversation waited, in a channel where the client's own posts are seen in threads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait {
    /// Seconds from its first used mention of the days asked about until the client's first post in it at that moment or later; `None`: none
    /// up to the last row.
    pub answered_after: Option<u64>,
    /// Seconds from that first mention to the last readable row.
    pub watched: u64,
}

/// Conversations by how long they waited, ascending.
///
/// Nearly every conversation of a large month has a time of its own, so the waits are sorted once and not looked up one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waits(Vec<(Wait, u64)>);

/// Waits with the number of conversations that waited so long, in any order.
impl FromIterator<(Wait, u64)> for Waits {
    fn from_iter<I: IntoIterator<Item = (Wait, u64)>>(waits: I) -> Self {
        let mut waits: Vec<(Wait, u64)> =
            waits.into_iter().filter(|(_, count)| *count > 0).collect();
        waits.sort_unstable();
        waits.dedup_by(|later, earlier| {
            let is_same = later.0 == earlier.0;
            if is_same {
                earlier.1 += later.1;
            }
            is_same
        });
        Self(waits)
    }
}

impl Waits {
    /// Every wait with its conversations, ascending; open ones first.
    pub fn iter(&self) -> impl Iterator<Item = (Wait, u64)> + Clone {
        self.0.iter().copied()
    }

    /// All conversations.
    pub fn total(&self) -> u64 {
        self.iter().map(|(_, conversations)| conversations).sum()
    }

    /// The same, rounded up so far that it does not tell when a conversation began: answers to minutes, watching to hours. Of an answered
    /// conversation only the first week of watching is told apart, which is what a target needs.
    #[must_use]
    pub fn rounded(&self) -> Self {
        let rounded = |(wait, conversations): (Wait, u64)| {
            let watched = wait.watched.div_ceil(HOUR);
            let most = if wait.answered_after.is_some() { WATCHED_HOURS } else { u64::MAX };
            let answered_after = wait.answered_after.map(|after| after.div_ceil(60) * 60);
            (Wait { answered_after, watched: watched.min(most) * HOUR }, conversations)
        };
        self.iter().map(rounded).collect()
    }
}

impl Answers {
    /// Notes that a readable row was seen.
    pub fn see(&mut self, mention: &Mention) {
        self.last = self.last.max(Some(mention.published_at.as_second()));
    }

    /// Keeps a post of the client's own.
    pub fn add_own(&mut self, mention: &Mention) {
        if let Some(arrival) = Arrival::of(mention)
            && let Some(at) = arrival.at()
        {
            self.own.insert((arrival.day, arrival.spot, at));
        }
    }

    /// Keeps a channel where the history has seen an own post in a thread.
    pub(super) fn keep(&mut self, channel: ChannelIx) {
        self.kept.insert(channel);
    }

    /// Adds another part's own posts.
    pub fn merge(&mut self, other: &Self) {
        self.own.extend(&other.own);
        self.last = self.last.max(other.last);
        self.kept.extend(&other.kept);
    }

    /// The channels where an own post stands in a thread.
    pub fn channels(&self) -> BTreeSet<ChannelIx> {
        self.own.iter().map(|(_, spot, _)| spot.channel).chain(self.kept.iter().copied()).collect()
    }

    /// The conversations of these days, both included, in the channels where an own post stands in a thread. Those of other channels are not unanswered: their exports do not tell.
    pub fn between(&self, conversations: &Conversations, from: Date, to: Date) -> Waits {
        let Some(last) = self.last else { return Waits::default() };
        let channels = self.channels();
        let mut roots = BTreeMap::new();
        let mut root = |spot| conversations.root_of(spot, &mut roots);
        let mut arrivals: Map<Spot, Seconds> = Map::default();
        for arrival in conversations.arrivals(from, to) {
            if channels.contains(&arrival.spot.channel)
                && let Some(at) = arrival.at()
            {
                let first = arrivals.entry(root(arrival.spot)).or_insert(at);
                *first = at.min(*first);
            }
        }
        let mut answers: Map<Spot, Seconds> = Map::default();
        for &(day, spot, at) in &self.own {
            let thread = root(spot);
            if day >= from && arrivals.get(&thread).is_some_and(|arrived| *arrived <= at) {
                let first = answers.entry(thread).or_insert(at);
                *first = at.min(*first);
            }
        }
        let wait = |(thread, &arrived): (&_, &Seconds)| {
            let answered_after = answers.get(thread).map(|at| at.abs_diff(arrived));
            (Wait { answered_after, watched: last.abs_diff(arrived) }, 1)
        };
        arrivals.iter().map(wait).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::RowStatus;
    use crate::mentions::Thread;
    use crate::mentions::time::Precision;
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention, other_channel, replying};

    fn in_thread(at: &str, thread: u64) -> Mention {
        Mention { thread: Thread::Known(thread), ..mention(at) }
    }

    fn may(rows: &[(Mention, RowStatus)]) -> Vec<(Option<u64>, u64)> {
        let mut rollup = Rollup::default();
        for (mention, status) in rows {
            rollup.add(mention, *status);
        }
        let waits =
            rollup.answers.between(&rollup.conversations, day("2026-05-01"), day("2026-05-31"));
        waits.iter().map(|(wait, _)| (wait.answered_after, wait.watched)).collect()
    }

    #[test]
    fn the_first_own_post_after_the_first_mention_answers_a_thread() {
        let rows = [
            (in_thread("2026-05-02T12:00", 7), RowStatus::Used),
            (in_thread("2026-05-02T10:00", 7), RowStatus::Used),
            (in_thread("2026-05-02T09:00", 7), RowStatus::Own),
            (in_thread("2026-06-01T10:00", 7), RowStatus::Own),
            (in_thread("2026-05-02T13:00", 7), RowStatus::Own),
            (in_thread("2026-05-03T10:00", 8), RowStatus::Used),
            (in_thread("2026-05-01T10:00", 9), RowStatus::NotRelevant),
            (mention("2026-05-02T10:00"), RowStatus::Used),
        ];
        assert_eq!(may(&rows), [(None, 29 * 24 * HOUR), (Some(3 * HOUR), 30 * 24 * HOUR)]);
    }

    #[test]
    fn an_answer_is_found_along_the_chain_whatever_the_order() {
        let rows = [
            (replying("2026-05-02T11:30", Some(3), Some(2)), RowStatus::Own),
            (replying("2026-05-02T11:00", Some(2), Some(1)), RowStatus::NotRelevant),
            (replying("2026-05-02T10:00", Some(1), None), RowStatus::Used),
        ];
        assert_eq!(may(&rows), [(Some(HOUR + HOUR / 2), HOUR + HOUR / 2)]);
    }

    #[test]
    fn channels_without_own_posts_in_threads_are_not_measured() {
        let there = |at, thread| Mention { channel: other_channel(), ..in_thread(at, thread) };
        let asked = (there("2026-05-02T10:00", 1), RowStatus::Used);
        assert_eq!(may(std::slice::from_ref(&asked)), []);
        let here = (in_thread("2026-05-02T11:00", 1), RowStatus::Own);
        assert_eq!(may(&[asked, here]), []);
        let undated = Mention { precision: Precision::Day, ..there("2026-05-02T11:00", 1) };
        assert_eq!(may(&[asked, (undated, RowStatus::Own)]), []);
        let reply = (there("2026-05-02T11:00", 1), RowStatus::Own);
        assert_eq!(may(&[asked, reply]), [(Some(HOUR), HOUR)]);
        // In the same minute: an answer, as times are told to the minute.
        let at_once = (there("2026-05-02T10:00", 1), RowStatus::Own);
        assert_eq!(may(&[asked, at_once]), [(Some(0), 0)]);
    }
}
