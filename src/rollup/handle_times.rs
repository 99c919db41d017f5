//! The seconds that the client's team worked on conversations, as far as somebody timed their used mentions.
//!
//! Tools write the time of a conversation in two ways: each message has its own, or each message repeats that of the conversation. If every conversation with
//! several timed messages repeats one time, it counts once; otherwise the times of a conversation are added up.

use std::collections::BTreeMap;

use super::arrivals::ThreadKey;
use super::cells::Cells;
use super::conversations::Conversations;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::units::Date;

/// Timed mentions by local day and thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandleTimes {
    /// Mentions that are their own conversation.
    single: Cells<(Date, ChannelIx), HandleSums>,
    threads: Cells<(Date, ThreadKey), Timed>,
}

/// The timed mentions of one thread.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Timed {
    seconds: u64,
    rows: u64,
    /// The shortest and the longest.
    ends: Option<(u32, u32)>,
}

impl Timed {
    fn add(&mut self, seconds: u32) {
        self.merge(&Self { seconds: seconds.into(), rows: 1, ends: Some((seconds, seconds)) });
    }

    fn merge(&mut self, other: &Self) {
        self.seconds += other.seconds;
        self.rows += other.rows;
        self.ends = match (self.ends, other.ends) {
            (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
            (one, other) => one.or(other),
        };
    }

    /// The time that all its mentions have.
    fn repeated(&self) -> Option<u64> {
        let (shortest, longest) = self.ends?;
        (shortest == longest).then_some(shortest.into())
    }
}

/// Timed conversations, with the sums that give their mean and its spread. Sums stop at the largest number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct HandleSums {
    /// How many.
    pub conversations: u64,
    /// Their seconds.
    pub seconds: u64,
    /// The squares of their seconds.
    pub squares: u64,
}

impl HandleSums {
    fn add(&mut self, seconds: u64) {
        let squares = seconds.saturating_mul(seconds);
        self.merge(&Self { conversations: 1, seconds, squares });
    }

    /// Adds other conversations.
    pub fn merge(&mut self, other: &Self) {
        self.conversations += other.conversations;
        self.seconds = self.seconds.saturating_add(other.seconds);
        self.squares = self.squares.saturating_add(other.squares);
    }
}

impl HandleTimes {
    /// Adds one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let Some(seconds) = mention.handle_time.seconds() else { return };
        let day = mention.local.date();
        match ThreadKey::of(mention) {
            Some(thread) => self.threads.at((day, thread)).add(seconds),
            None => self.single.at((day, mention.channel)).add(seconds.into()),
        }
    }

    /// Adds another part's times.
    pub fn merge(&mut self, other: &Self) {
        self.single.merge(&other.single, HandleSums::merge);
        self.threads.merge(&other.threads, Timed::merge);
    }

    /// The timed conversations of these days, both included, by channel; those without one are not here.
    pub fn between(
        &self,
        conversations: &Conversations,
        from: Date,
        to: Date,
    ) -> BTreeMap<ChannelIx, HandleSums> {
        let mut channels: BTreeMap<ChannelIx, HandleSums> = BTreeMap::new();
        for ((_, channel), sums) in self.single.iter().filter(|((day, _), _)| is_in(*day, from, to))
        {
            channels.entry(channel).or_default().merge(sums);
        }
        let mut roots = BTreeMap::new();
        let mut threads: BTreeMap<ThreadKey, Timed> = BTreeMap::new();
        for ((_, thread), timed) in
            self.threads.iter().filter(|((day, _), _)| is_in(*day, from, to))
        {
            threads.entry(conversations.root_of(thread, &mut roots)).or_default().merge(timed);
        }
        let mut several = threads.values().filter(|timed| timed.rows > 1);
        let is_repeated = several.all(|timed| timed.repeated().is_some());
        for (thread, timed) in threads {
            let once = timed.repeated().filter(|_| is_repeated);
            channels.entry(thread.channel).or_default().add(once.unwrap_or(timed.seconds));
        }
        channels
    }
}

fn is_in(day: Date, from: Date, to: Date) -> bool {
    from <= day && day <= to
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Thread;
    use crate::mentions::handle_time::HandleTime;
    use crate::rollup::sample::{day, mention, replying};

    fn timed(mention: Mention, seconds: u32) -> Mention {
        Mention { handle_time: HandleTime::Seconds(seconds), ..mention }
    }

    fn may(rows: &[Mention]) -> HandleSums {
        let (mut times, mut conversations) = (HandleTimes::default(), Conversations::default());
        for row in rows {
            conversations.link(row);
            times.add(row);
        }
        let found = times.between(&conversations, day("2026-05-01"), day("2026-05-31"));
        found.get(&ChannelIx::FIRST).copied().unwrap_or_default()
    }

    fn in_thread(at: &str, thread: u64, seconds: u32) -> Mention {
        timed(Mention { thread: Thread::Known(thread), ..mention(at) }, seconds)
    }

    #[test]
    fn messages_with_their_own_times_add_up_to_that_of_their_conversation() {
        let sums = may(&[
            in_thread("2026-05-02T10:00", 7, 60),
            in_thread("2026-05-03T10:00", 7, 90),
            in_thread("2026-05-03T11:00", 8, 30),
            in_thread("2026-05-04T11:00", 8, 30),
            timed(mention("2026-05-02T10:00"), 10),
            timed(mention("2026-06-02T10:00"), 500),
            mention("2026-05-02T10:00"),
        ]);
        assert_eq!(
            sums,
            HandleSums { conversations: 3, seconds: 220, squares: 150 * 150 + 60 * 60 + 100 }
        );
    }

    #[test]
    fn a_time_that_every_message_repeats_counts_once() {
        let reply = replying("2026-05-02T11:00", Some(2), Some(1));
        let sums = may(&[
            in_thread("2026-05-02T10:00", 7, 60),
            in_thread("2026-05-03T10:00", 7, 60),
            timed(replying("2026-05-02T10:00", Some(1), None), 30),
            timed(reply, 30),
            in_thread("2026-05-03T11:00", 9, 20),
        ]);
        assert_eq!(sums, HandleSums { conversations: 3, seconds: 110, squares: 3600 + 900 + 400 });
        assert_eq!(may(&[mention("2026-05-02T10:00")]), HandleSums::default());
    }
}
