//! The times of used mentions by thread, day by day, from which conversations and response times are computed.
//!
//! There is one entry per day and thread, and there may be one for nearly every mention.

use super::conversations::Node;
use super::gathered::{Entry, Gathered};
use crate::mentions::channel::ChannelIx;
use crate::mentions::content::Label;
use crate::mentions::{Mention, Thread};
use crate::units::Date;

/// Seconds since 1970.
pub type Seconds = i64;

/// A thread, or a post of a chain of replies, in its channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThreadKey {
    /// Which; first, because the first field decides most comparisons when arrivals are sorted.
    pub node: Node,
    /// The channel of the number.
    pub channel: ChannelIx,
    /// The export links replies to their parents; otherwise it names threads.
    pub is_post: bool,
}

impl ThreadKey {
    /// The thread of a mention, if it is stated.
    pub fn of(mention: &Mention) -> Option<Self> {
        let (is_post, node) = match mention.thread {
            Thread::Known(thread) => (false, thread),
            Thread::Reply { post: Some(post), .. }
            | Thread::Reply { post: None, parent: Some(post) } => (true, post),
            Thread::Reply { post: None, parent: None } | Thread::Itself => return None,
        };
        Some(Self { node, channel: mention.channel, is_post })
    }
}

/// The first mention of a thread on a day. The fields of its [`ThreadKey`] are repeated here: as one field it would take 24 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrival {
    node: Node,
    channel: ChannelIx,
    is_post: bool,
    /// The earliest known time, in seconds from the [`origin`] of the day; the largest number if none is known.
    at: i32,
    /// What that mention says.
    label: Label,
}

const _: () = assert!(size_of::<Arrival>() == 16);

/// The mean beginning of the year of a day: all times of the day are close enough to it for 32 bits.
fn origin(day: Date) -> Seconds {
    const MEAN_YEAR: Seconds = 31_556_952;
    (Seconds::from(day.year()) - 1970) * MEAN_YEAR
}

impl Arrival {
    /// The thread of a mention and when it was written; `None` if no thread is stated.
    pub fn of(mention: &Mention) -> Option<Self> {
        let after = mention.published_at.as_second() - origin(mention.local.date());
        let at = i32::try_from(after).ok().filter(|_| mention.precision.has_hour());
        let at = at.unwrap_or(i32::MAX);
        let ThreadKey { node, channel, is_post } = ThreadKey::of(mention)?;
        Some(Self { node, channel, is_post, at, label: mention.content.label() })
    }

    /// The thread.
    pub fn thread_key(&self) -> ThreadKey {
        ThreadKey { node: self.node, channel: self.channel, is_post: self.is_post }
    }

    /// What the first mention of this day says.
    pub fn label(&self) -> Label {
        self.label
    }

    /// When the first mention of this day was written, if that is known to the hour.
    pub fn at(&self, day: Date) -> Option<Seconds> {
        (self.at != i32::MAX).then(|| origin(day) + Seconds::from(self.at))
    }
}

/// The arrivals of one day, one per thread: the earliest.
pub type Arrivals = Gathered<Arrival>;

impl Entry for Arrival {
    type Key = ThreadKey;

    fn key(&self) -> ThreadKey {
        self.thread_key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::{day, mention};

    fn in_thread(at: &str, thread: u64) -> Mention {
        Mention { thread: Thread::Known(thread), ..mention(at) }
    }

    fn added(mentions: &[Mention]) -> Arrivals {
        let mut arrivals = Arrivals::default();
        mentions.iter().filter_map(Arrival::of).for_each(|arrival| arrivals.add(arrival));
        arrivals
    }

    #[test]
    fn of_a_day_and_thread_the_earliest_known_time_stays() {
        let daily = Mention { precision: Precision::Day, ..in_thread("2026-05-02T00:00", 7) };
        let arrivals = added(&[daily, in_thread("2026-05-02T11:00", 7), daily]);
        let eleven = mention("2026-05-02T11:00").published_at.as_second();
        let second = day("2026-05-02");
        let times: Vec<_> = arrivals.all().iter().map(|arrival| arrival.at(second)).collect();
        assert_eq!(times, [Some(eleven)]);
        assert_eq!(added(&[daily, daily]).all()[0].at(second), None);
        assert!(added(&[mention("2026-05-02T11:00")]).all().is_empty());
    }

    #[test]
    fn what_is_added_after_a_question_counts_in_the_next() {
        let mut arrivals = added(&[in_thread("2026-05-02T11:00", 7)]);
        assert_eq!(arrivals.all().len(), 1);
        let more = added(&[in_thread("2026-05-02T10:00", 7), in_thread("2026-05-02T11:00", 8)]);
        arrivals.merge(&more);
        let ten = mention("2026-05-02T10:00").published_at.as_second();
        assert_eq!((arrivals.all().len(), arrivals.all()[0].at(day("2026-05-02"))), (2, Some(ten)));
        assert_eq!(arrivals, arrivals.clone());
    }
}
