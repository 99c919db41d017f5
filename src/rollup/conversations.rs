//! Threads with a used mention: the unit of the staffing formula.
//!
//! A conversation is the export's own thread, else the root that the reply links lead to, else the mention itself. Links are kept
//! of every readable row, own ones included, and followed only when a question is asked, because a parent may be read after
//! its replies. What is kept is ordered by day first, so that a question about a month touches only that month's rows.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Arrival, Arrivals, Seconds, ThreadKey};
use super::cells::{Cells, Map};
use super::moments::Moments;
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Label;
use crate::mentions::zone::LocalClock;
use crate::mentions::{Mention, Thread};
use crate::units::{Date, TimeZone, Timestamp};

/// A thread or post, as a hash within its channel.
pub type Node = u64;

/// A post in its channel: the same number in two channels is two posts.
pub type Post = (ChannelIx, Node);

/// The local day, hour and channel of a conversation's first used mention; no hour: it is known only to the day.
pub type Start = (Date, Option<i8>, ChannelIx);

/// Threads by day and channel.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conversations {
    /// Mentions that are their own conversation.
    single: Cells<(Date, ChannelIx, Label), Moments>,
    arrivals: Cells<Date, Arrivals>,
    parents: Cells<Post, Option<Node>>,
    threaded_days: Cells<Date, ()>,
}

impl Conversations {
    /// Keeps what a readable row states of its thread. Two rows that disagree about a post's parent keep the smaller one, so that
    /// order does not matter.
    pub fn link(&mut self, mention: &Mention) {
        if let Thread::Reply { post: Some(post), parent: Some(parent) } = mention.thread {
            self.keep_link((mention.channel, post), parent);
        }
        if let Thread::Known(_) | Thread::Reply { parent: Some(_), .. } = mention.thread {
            self.threaded_days.at(mention.local.date());
        }
    }

    /// Adds a day of the history on which a row states its thread.
    pub(super) fn add_threaded_day(&mut self, day: Date) {
        self.threaded_days.at(day);
    }

    fn keep_link(&mut self, post: Post, parent: Node) {
        let known = self.parents.at(post);
        *known = Some(known.map_or(parent, |known| parent.min(known)));
    }

    /// Counts one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let day = mention.local.date();
        if let Some(arrival) = Arrival::of(mention) {
            self.arrivals.at(day).add(arrival);
        } else {
            let key = (day, mention.channel, mention.content.label());
            self.single.at(key).add(mention);
        }
    }

    /// Threads with a used mention in these days, both included, each with the day.
    pub(super) fn arrivals(
        &self,
        from: Date,
        to: Date,
    ) -> impl DoubleEndedIterator<Item = (Date, &Arrival)> {
        let days = self.arrivals.range(from..=to);
        days.flat_map(|(day, arrivals)| arrivals.all().iter().map(move |arrival| (day, arrival)))
    }

    /// Adds another part's threads.
    pub fn merge(&mut self, other: &Self) {
        self.single.merge(&other.single, Moments::merge);
        self.arrivals.merge(&other.arrivals, Arrivals::merge);
        self.threaded_days.merge(&other.threaded_days, |(), ()| ());
        for (post, parent) in other.parents.iter() {
            parent.map(|parent| self.keep_link(post, parent));
        }
    }

    /// Whether a readable row of these days (both included) states its thread or what it replies to. If none does, a
    /// conversation is a mention, and their number an upper bound.
    pub fn has_threads(&self, from: Date, to: Date) -> bool {
        self.threaded_days.range(from..=to).next().is_some()
    }

    /// Conversations by the day of their first used mention in these days (both included) and by channel.
    pub fn between(&self, from: Date, to: Date) -> BTreeMap<(Date, ChannelIx), u64> {
        let mut counts: BTreeMap<_, u64> = BTreeMap::new();
        for ((day, channel, _), moments) in self.singles(from, to) {
            *counts.entry((day, channel)).or_default() += moments.count();
        }
        for (key, day, ..) in self.firsts(from, to) {
            *counts.entry((day, key.channel)).or_default() += 1;
        }
        counts
    }

    /// The same conversations by the local hour of that mention too.
    pub fn starts(&self, from: Date, to: Date, zone: &TimeZone) -> BTreeMap<Start, u64> {
        let mut local = LocalClock::new(zone);
        let mut counts: Map<Start, u64> = Map::default();
        self.begun(from, to, |day, channel, at, _| {
            let at = at.and_then(|at| Timestamp::from_second(at).ok());
            let hour = at.map(|at| local.at(at).hour());
            *counts.entry((day, hour, channel)).or_default() += 1;
        });
        counts.into_iter().collect()
    }

    /// Calls `each` with the day, the channel and the second of the first used mention of every conversation of these days, both included, and what it
    /// says, in any order; no second: only the day is known.
    pub fn begun(
        &self,
        from: Date,
        to: Date,
        mut each: impl FnMut(Date, ChannelIx, Option<Seconds>, Label),
    ) {
        for ((day, channel, label), moments) in self.singles(from, to) {
            moments.iter().for_each(|at| each(day, channel, at, label));
        }
        for (key, day, at, label) in self.firsts(from, to) {
            each(day, key.channel, Some(at).filter(|at| *at != Seconds::MAX), label);
        }
    }

    /// The same conversations by channel and by what their first used mention says.
    pub fn labelled(&self, from: Date, to: Date) -> BTreeMap<(ChannelIx, Label), u64> {
        let mut counts: BTreeMap<_, u64> = BTreeMap::new();
        for ((_, channel, label), moments) in self.singles(from, to) {
            *counts.entry((channel, label)).or_default() += moments.count();
        }
        for (key, .., label) in self.firsts(from, to) {
            *counts.entry((key.channel, label)).or_default() += 1;
        }
        counts
    }

    fn singles(
        &self,
        from: Date,
        to: Date,
    ) -> impl Iterator<Item = ((Date, ChannelIx, Label), &Moments)> {
        self.single
            .range((from, ChannelIx::FIRST, Label::FIRST)..=(to, ChannelIx::LAST, Label::LAST))
    }

    /// The threads with their first used mention in these days: its day, its time if it is known to the hour, and what it says.
    fn firsts(&self, from: Date, to: Date) -> Vec<(ThreadKey, Date, Seconds, Label)> {
        let mut roots = BTreeMap::new();
        let mut firsts: Vec<_> = self
            .arrivals(from, to)
            .map(|(day, arrival)| {
                let at = arrival.at(day).unwrap_or(Seconds::MAX);
                (self.root_of(arrival.thread_key(), &mut roots), day, at, arrival.label())
            })
            .collect();
        // There may be millions: sorting walks through memory, a set jumps about in it.
        firsts.sort_unstable();
        firsts.dedup_by_key(|(key, ..)| *key);
        firsts
    }

    /// The thread, or the post that the chain of replies starts from.
    pub fn root_of(&self, key: ThreadKey, roots: &mut BTreeMap<Post, Node>) -> ThreadKey {
        if !key.is_post {
            return key;
        }
        ThreadKey { node: self.root((key.channel, key.node), roots), ..key }
    }

    /// The post that a chain of replies starts from. `roots` keeps every post passed: a chain of any length is walked once,
    /// and a cycle has one root, the same for each of its posts.
    pub fn root(&self, post: Post, roots: &mut BTreeMap<Post, Node>) -> Node {
        let (channel, mut at) = post;
        let mut path = BTreeSet::new();
        let root = loop {
            if let Some(&known) = roots.get(&(channel, at)) {
                break known;
            }
            match self.parents.get((channel, at)).copied().flatten() {
                Some(parent) if path.insert(at) => at = parent,
                _ => break at,
            }
        };
        roots.extend(path.into_iter().map(|node| ((channel, node), root)));
        root
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::{day, mention, other_channel, replying};

    fn counted(rows: &[Mention]) -> Conversations {
        let mut conversations = Conversations::default();
        for row in rows {
            conversations.link(row);
            conversations.add(row);
        }
        conversations
    }

    fn may(conversations: &Conversations) -> u64 {
        conversations.between(day("2026-05-01"), day("2026-05-31")).values().sum()
    }

    fn in_thread(at: &str, thread: u64) -> Mention {
        Mention { thread: Thread::Known(thread), ..mention(at) }
    }

    #[test]
    fn a_thread_counts_once_a_period_on_its_first_day() {
        let rows = [
            in_thread("2026-05-09T10:00", 7),
            in_thread("2026-05-02T10:00", 7),
            in_thread("2026-04-30T10:00", 7),
        ];
        let conversations = counted(&rows);
        let may = conversations.between(day("2026-05-01"), day("2026-05-31"));
        assert_eq!(may, BTreeMap::from([((day("2026-05-02"), ChannelIx::FIRST), 1)]));
        // Months do not add up to the two months together.
        let both = conversations.between(day("2026-04-01"), day("2026-05-31"));
        assert_eq!(both, BTreeMap::from([((day("2026-04-30"), ChannelIx::FIRST), 1)]));
    }

    #[test]
    fn a_conversation_starts_in_the_local_hour_of_its_first_mention() {
        let undated = Mention { precision: Precision::Day, ..mention("2026-05-02T00:00") };
        let conversations = counted(&[
            in_thread("2026-05-02T23:10", 7),
            in_thread("2026-05-02T22:50", 7),
            replying("2026-05-02T21:30", Some(2), Some(1)),
            replying("2026-05-02T20:30", Some(1), None),
            mention("2026-05-02T20:59"),
            undated,
            Mention { thread: Thread::Known(8), ..undated },
        ]);
        let day = day("2026-05-02");
        let starts = |zone: &TimeZone| -> Vec<_> {
            let starts = conversations.starts(day, day, zone).into_iter();
            starts.map(|((_, hour, _), count)| (hour, count)).collect()
        };
        assert_eq!(starts(&TimeZone::UTC), [(None, 2), (Some(20), 2), (Some(22), 1)]);
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(starts(&berlin), [(None, 2), (Some(0), 1), (Some(22), 2)]);
    }

    #[test]
    fn mentions_without_a_thread_are_their_own() {
        let row = mention("2026-05-02T10:00");
        let lost = replying("2026-05-02T11:00", None, None);
        assert_eq!(may(&counted(&[row, row, lost])), 3);
    }

    #[test]
    fn replies_lead_to_one_root_whichever_is_read_first() {
        let root = replying("2026-05-02T10:00", Some(1), None);
        let reply = replying("2026-05-02T11:00", Some(2), Some(1));
        let answer = replying("2026-05-03T11:00", Some(3), Some(2));
        let nameless = replying("2026-05-03T12:00", None, Some(3));
        let rows = [answer, nameless, reply, root];
        assert_eq!(may(&counted(&rows)), 1);
        assert_eq!(may(&counted(&rows[..2])), 1);
    }

    #[test]
    fn a_missing_parent_is_the_root() {
        let one = replying("2026-05-02T10:00", Some(2), Some(1));
        let two = replying("2026-05-02T11:00", Some(3), Some(1));
        assert_eq!(may(&counted(&[one, two])), 1);
    }

    #[test]
    fn a_link_of_an_unused_row_joins_too() {
        let mut conversations = counted(&[
            replying("2026-05-02T10:00", Some(1), None),
            replying("2026-05-02T12:00", Some(3), Some(2)),
        ]);
        assert_eq!(may(&conversations), 2);
        conversations.link(&replying("2026-06-02T11:00", Some(2), Some(1)));
        assert_eq!(may(&conversations), 1);
    }

    #[test]
    fn chains_that_bite_their_tail_are_one_conversation() {
        let links = [(9, 5), (5, 6), (6, 7), (7, 5), (1, 7)];
        let rows = links.map(|(a, b)| replying("2026-05-02T11:00", Some(a), Some(b)));
        assert_eq!(may(&counted(&rows)), 1);
        assert_eq!(may(&counted(&[replying("2026-05-02T10:00", Some(4), Some(4))])), 1);
    }

    #[test]
    fn channels_do_not_share_threads_posts_or_links() {
        let here = replying("2026-05-02T10:00", Some(2), Some(1));
        let there =
            Mention { channel: other_channel(), ..replying("2026-05-02T10:00", Some(2), None) };
        let parent = replying("2026-05-02T09:00", Some(1), None);
        assert_eq!(may(&counted(&[here, there, parent])), 2);
        let known = in_thread("2026-05-02T10:00", 7);
        let twin = Mention { channel: other_channel(), ..known };
        assert_eq!(may(&counted(&[known, twin])), 2);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_replies_is_walked_once() {
        let rows: Vec<_> = (1..100_000)
            .map(|post| replying("2026-05-02T10:00", Some(post), Some(post - 1)))
            .collect();
        assert_eq!(may(&counted(&rows)), 1);
    }

    #[test]
    fn threads_are_known_on_the_days_that_state_them() {
        let mut conversations =
            counted(&[mention("2026-05-02T10:00"), replying("2026-05-03T10:00", Some(1), None)]);
        let known = |c: &Conversations| c.has_threads(day("2026-05-01"), day("2026-05-31"));
        assert!(!known(&conversations));
        conversations.link(&in_thread("2026-04-30T10:00", 1));
        assert!(!known(&conversations));
        conversations.link(&replying("2026-05-31T10:00", None, Some(1)));
        assert!(known(&conversations));
    }
}
