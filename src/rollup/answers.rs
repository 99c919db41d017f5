//! When somebody wrote, and when the client first answered, from which response times are computed.
//!
//! There are two sources. An own post in the thread of a used mention, at that moment or later; and the time that an export states beside a
//! mention (`replied_at`), as those of reviews do. A channel counts as one where answers can be seen once one was seen there: own posts that
//! follow no post of others prove nothing, nor does a column without a value. Rows whose time is not known are left out.
//!
//! A conversation arrives, as it counts, with its first used mention of the days asked about. Chains of replies are followed only then,
//! by the links and the arrivals that [`Conversations`] keeps. What happened after the moment asked about is ignored, so that the figures of a
//! month never change.

mod states;

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Seconds, ThreadKey};
use super::cells::Map;
use super::conversations::{Conversations, Post};
use crate::mentions::channel::ChannelIx;
use crate::mentions::{Mention, Reply};
use crate::units::{Date, Time, TimeZone, Timestamp};

pub use states::{AnswerState, Asked};

/// Seconds.
pub const HOUR: u64 = 3600;

/// Hours of a week, and one for all that is longer.
pub const WATCHED_HOURS: u64 = 7 * 24 + 1;

/// Own posts by day and thread, and the answers that exports state beside mentions without a thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    own: BTreeSet<(Date, ThreadKey, Seconds)>,
    /// By day, channel, time and account.
    single: BTreeMap<(Date, ChannelIx, Seconds, Option<u64>), Single>,
    /// Threads with a mention that was edited after its stated answer.
    edited: BTreeSet<ThreadKey>,
    /// The last readable row of any export, or the last answer that one states.
    last: Option<Seconds>,
    /// Months of the history with the channels where answers were seen.
    kept: BTreeSet<(Date, ChannelIx)>,
}

/// Mentions of one account at one moment, in exports that state answers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Single {
    /// Used ones.
    used: u64,
    /// Their answers. Of two exports that hold one mention, the later one may state its answer.
    replies: BTreeSet<Seconds>,
}

impl Single {
    fn merge(&mut self, other: &Self) {
        self.used += other.used;
        self.replies.extend(&other.replies);
    }
}

/// How long a conversation waited, in a channel where the client's answers are seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait {
    /// Seconds from its first used mention of the days asked about until the client's first answer at that moment or later; `None`: none
    /// up to the moment asked about.
    pub answered_after: Option<u64>,
    /// Seconds from that first mention to the moment asked about, or to the last readable row if that is earlier.
    pub watched: u64,
}

impl Wait {
    /// A number with the same order: it is faster to sort by.
    fn rank(self) -> u128 {
        let answered_after = self.answered_after.map_or(0, |seconds| u128::from(seconds) + 1);
        answered_after << u64::BITS | u128::from(self.watched)
    }
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
        waits.sort_unstable_by_key(|(wait, _)| wait.rank());
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

    /// The same, rounded up, so that nobody can infer when a conversation began: answers to the minute, observation time to the hour. Of an answered
    /// conversation only the first week of observation is distinguished, which is what a target needs.
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

/// The moment at which a local day ends.
pub fn end_of(day: Date, zone: &TimeZone) -> Seconds {
    let midnight = day.tomorrow().map(|next| next.to_datetime(Time::midnight()));
    let end = midnight.ok().and_then(|midnight| zone.to_timestamp(midnight).ok());
    end.map_or(Seconds::MAX, Timestamp::as_second)
}

impl Answers {
    /// Notes that a readable row was seen.
    pub fn see(&mut self, mention: &Mention) {
        self.last = self.last.max(Some(mention.published_at.as_second()));
        if let Reply::At(at) = mention.reply {
            self.last = self.last.max(Some(at));
        }
    }

    /// The last readable row of any export, or the last answer that one states.
    pub fn last(&self) -> Option<Seconds> {
        self.last
    }

    /// Keeps a post of the client's own.
    pub fn add_own(&mut self, mention: &Mention) {
        if let Some(key) = ThreadKey::of(mention).filter(|_| mention.precision.has_hour()) {
            let at = mention.published_at.as_second();
            self.own.insert((mention.local.date(), key, at));
        }
    }

    /// Keeps what an export states of the answer to a used mention.
    pub fn add_used(&mut self, mention: &Mention) {
        if mention.reply != Reply::NotStated
            && ThreadKey::of(mention).is_none()
            && let Some(single) = self.single(mention)
        {
            single.used += 1;
        }
        self.add_reply(mention);
    }

    /// Keeps the answer that an export states beside a mention, which may repeat an earlier row.
    pub fn add_reply(&mut self, mention: &Mention) {
        let Reply::At(at) = mention.reply else { return };
        match ThreadKey::of(mention) {
            Some(key) if at < mention.published_at.as_second() => {
                self.edited.insert(key);
            }
            Some(key) => {
                self.own.insert((mention.local.date(), key, at));
            }
            None => {
                if let Some(single) = self.single(mention) {
                    single.replies.insert(at);
                }
            }
        }
    }

    /// `None` for a mention known only to the day.
    fn single(&mut self, mention: &Mention) -> Option<&mut Single> {
        let key = (
            mention.local.date(),
            mention.channel,
            mention.published_at.as_second(),
            mention.account,
        );
        mention.precision.has_hour().then(|| self.single.entry(key).or_default())
    }

    /// Keeps that the history has seen an answer in a channel up to the end of a month.
    pub(super) fn keep(&mut self, month: Date, channel: ChannelIx) {
        self.kept.insert((month, channel));
    }

    /// Adds another part's answers.
    pub fn merge(&mut self, other: &Self) {
        self.own.extend(&other.own);
        self.edited.extend(&other.edited);
        for (key, single) in &other.single {
            self.single.entry(*key).or_default().merge(single);
        }
        self.last = self.last.max(other.last);
        self.kept.extend(&other.kept);
    }

    /// The channels where an answer was seen up to the end of a day, which is this moment.
    pub fn channels(
        &self,
        conversations: &Conversations,
        to: Date,
        until: Seconds,
    ) -> BTreeSet<ChannelIx> {
        let mut roots = BTreeMap::new();
        let mut channels: BTreeSet<ChannelIx> = self
            .kept
            .iter()
            .filter(|(month, _)| *month <= to)
            .map(|(_, channel)| *channel)
            .collect();
        for (&(day, channel, arrived, _), single) in &self.single {
            let is_seen = |at: &Seconds| arrived <= *at && *at <= until;
            if day <= to && single.used > 0 && single.replies.iter().any(is_seen) {
                channels.insert(channel);
            }
        }
        // The latest own post of each thread, in channels where none was seen to answer yet.
        let mut latest: Map<ThreadKey, Seconds> = Map::default();
        let mut open = BTreeSet::new();
        for &(_, key, at) in &self.own {
            if at <= until && !channels.contains(&key.channel) {
                let last = latest.entry(conversations.root_of(key, &mut roots)).or_insert(at);
                *last = at.max(*last);
                open.insert(key.channel);
            }
        }
        for (day, arrival) in conversations.arrivals(Date::MIN, to).rev() {
            if open.is_empty() {
                break;
            }
            if !open.contains(&arrival.thread_key().channel) {
                continue;
            }
            let thread = conversations.root_of(arrival.thread_key(), &mut roots);
            let is_answered = |at: Seconds| latest.get(&thread).is_some_and(|last| at <= *last);
            if arrival.at(day).is_some_and(is_answered) {
                open.remove(&arrival.thread_key().channel);
                channels.insert(arrival.thread_key().channel);
            }
        }
        channels
    }

    /// The conversations of these days, both included, by the channels where answers are seen, as of this moment. Those of other channels are not
    /// unanswered: their exports do not tell.
    pub fn between(
        &self,
        conversations: &Conversations,
        from: Date,
        to: Date,
        until: Seconds,
    ) -> BTreeMap<ChannelIx, Waits> {
        let Some(end) = self.last.map(|last| last.min(until)) else { return BTreeMap::new() };
        let channels = self.channels(conversations, to, end);
        let mut waits: BTreeMap<ChannelIx, Vec<(Wait, u64)>> =
            channels.into_iter().map(|channel| (channel, Vec::new())).collect();
        self.threads(conversations, (from, to), end, &mut waits);
        for (&(day, channel, arrived, _), single) in &self.single {
            if let Some(waits) = waits.get_mut(&channel).filter(|_| from <= day && day <= to) {
                let is_seen = |at: &&Seconds| arrived <= **at && **at <= end;
                let mut replies = single.replies.iter().filter(is_seen);
                // The mention was edited after its answer: whether it was answered since is not known.
                let mut edited = single.replies.iter().filter(|at| **at < arrived).count();
                for _ in 0..single.used {
                    let answered_after = replies.next().map(|at| at.abs_diff(arrived));
                    if answered_after.is_none() && edited > 0 {
                        edited -= 1;
                        continue;
                    }
                    waits.push((Wait { answered_after, watched: end.abs_diff(arrived) }, 1));
                }
            }
        }
        waits.into_iter().map(|(channel, waits)| (channel, waits.into_iter().collect())).collect()
    }

    /// The waits in threads.
    fn threads(
        &self,
        conversations: &Conversations,
        (from, to): (Date, Date),
        end: Seconds,
        waits: &mut BTreeMap<ChannelIx, Vec<(Wait, u64)>>,
    ) {
        let mut roots: BTreeMap<Post, _> = BTreeMap::new();
        let mut root = |key| conversations.root_of(key, &mut roots);
        let mut arrivals: Map<ThreadKey, Seconds> = Map::default();
        for (day, arrival) in conversations.arrivals(from, to) {
            if waits.contains_key(&arrival.thread_key().channel)
                && let Some(at) = arrival.at(day)
            {
                let first = arrivals.entry(root(arrival.thread_key())).or_insert(at);
                *first = at.min(*first);
            }
        }
        let mut answers: Map<ThreadKey, Seconds> = Map::default();
        for &(day, key, at) in &self.own {
            let thread = root(key);
            let is_answer = |arrived: &Seconds| *arrived <= at && at <= end;
            if day >= from && arrivals.get(&thread).is_some_and(is_answer) {
                let first = answers.entry(thread).or_insert(at);
                *first = at.min(*first);
            }
        }
        let edited: BTreeSet<ThreadKey> = self.edited.iter().map(|key| root(*key)).collect();
        for (thread, &arrived) in &arrivals {
            let answered_after = answers.get(thread).map(|at| at.abs_diff(arrived));
            if answered_after.is_none() && edited.contains(thread) {
                continue;
            }
            if let Some(waits) = waits.get_mut(&thread.channel) {
                waits.push((Wait { answered_after, watched: end.abs_diff(arrived) }, 1));
            }
        }
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
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let until = end_of(to, &TimeZone::UTC);
        let waits = rollup.answers.between(&rollup.conversations, from, to, until);
        let waits: Waits = waits.values().flat_map(Waits::iter).collect();
        let each = waits.iter().flat_map(|(wait, count)| (0..count).map(move |_| wait));
        each.map(|wait| (wait.answered_after, wait.watched)).collect()
    }

    #[test]
    fn the_first_own_post_after_the_first_mention_answers_a_thread() {
        let rows = [
            (in_thread("2026-05-02T12:00", 7), RowStatus::Used),
            (in_thread("2026-05-02T10:00", 7), RowStatus::Used),
            (in_thread("2026-05-02T09:00", 7), RowStatus::Own),
            (in_thread("2026-06-01T10:00", 8), RowStatus::Own),
            (in_thread("2026-05-02T13:00", 7), RowStatus::Own),
            (in_thread("2026-05-03T10:00", 8), RowStatus::Used),
            (in_thread("2026-05-01T10:00", 9), RowStatus::NotRelevant),
            (mention("2026-05-02T10:00"), RowStatus::Used),
        ];
        // As of midnight after 31 May: what is written and answered in June is not looked at.
        assert_eq!(may(&rows), [(None, 686 * HOUR), (Some(3 * HOUR), 710 * HOUR)]);
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
        // In the same minute: an answer, as times are given to the minute.
        let at_once = (there("2026-05-02T10:00", 1), RowStatus::Own);
        assert_eq!(may(&[asked, at_once]), [(Some(0), 0)]);
    }

    fn review(at: &str, reply: Option<&str>) -> Mention {
        let second = |at: &str| mention(at).published_at.as_second();
        let reply = reply.map_or(Reply::Open, |at| Reply::At(second(at)));
        Mention { reply, ..mention(at) }
    }

    #[test]
    fn an_answer_stated_beside_a_review_counts_up_to_the_end_of_the_period() {
        let rows = [
            (review("2026-05-30T10:00", Some("2026-05-30T12:00")), RowStatus::Used),
            (review("2026-05-31T20:00", Some("2026-06-01T01:00")), RowStatus::Used),
            (review("2026-05-31T21:00", None), RowStatus::Used),
            // Changed after it was answered: whether what it says now was answered is not known.
            (review("2026-05-31T22:00", Some("2026-05-20T10:00")), RowStatus::Used),
            (review("2026-06-02T10:00", None), RowStatus::Used),
        ];
        let expected = [(None, 3 * HOUR), (None, 4 * HOUR), (Some(2 * HOUR), 38 * HOUR)];
        assert_eq!(may(&rows), expected);
        // No answer was ever seen: the column proves nothing.
        assert_eq!(may(&rows[1..]), []);
    }

    #[test]
    fn a_later_export_tells_the_answer_of_a_row_that_it_repeats() {
        let asked = (review("2026-05-30T10:00", None), RowStatus::Used);
        let repeated = (review("2026-05-30T10:00", Some("2026-05-30T13:00")), RowStatus::Duplicate);
        for rows in [[asked, repeated], [repeated, asked]] {
            assert_eq!(may(&rows), [(Some(3 * HOUR), 3 * HOUR)]);
        }
    }

    #[test]
    fn posts_that_answer_nobody_show_no_answers() {
        let rows = [
            (in_thread("2026-05-02T10:00", 1), RowStatus::Own),
            (in_thread("2026-05-02T11:00", 1), RowStatus::Own),
            (in_thread("2026-05-02T10:00", 2), RowStatus::Used),
            // In a thread of the client's own: nobody was answered yet.
            (in_thread("2026-05-03T10:00", 1), RowStatus::Used),
        ];
        assert_eq!(may(&rows), []);
        let answer = (in_thread("2026-05-03T11:00", 1), RowStatus::Own);
        assert_eq!(may(&[&rows[..], &[answer]].concat()).len(), 2);
    }
}
