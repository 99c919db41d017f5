//! Negative mentions of known accounts, from which follows whose complaints the client answered.
//!
//! A complaint is answered as a conversation is: by an own post in its thread at that moment or later, or by the time of an answer that the export states
//! beside it. What states neither a thread nor an answer is not kept, nor what is known only to the day.

use std::collections::{BTreeMap, BTreeSet};

use super::Cells;
use super::answers::{AnswerState, Answers, Asked};
use super::arrivals::{Seconds, ThreadKey};
use super::conversations::Conversations;
use super::gathered::{Entry, Gathered};
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::mentions::{Mention, Reply};
use crate::units::Date;

/// Complaints by local day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Complaints {
    days: Cells<Date, Gathered<Complaint>>,
}

/// A negative mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Complaint {
    account: u64,
    at: Seconds,
    place: Place,
}

/// Where its answer is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// In this thread.
    Thread(ThreadKey),
    /// Beside it, in this channel.
    Beside(ChannelIx),
}

const _: () = assert!(size_of::<Complaint>() == 32);

impl Entry for Complaint {
    type Key = Self;

    fn key(&self) -> Self {
        *self
    }
}

impl Complaint {
    /// The question whether it was answered; it is of this day.
    fn asked(&self, day: Date) -> Asked {
        let (channel, thread) = match self.place {
            Place::Thread(key) => (key.channel, Some(key)),
            Place::Beside(channel) => (channel, None),
        };
        Asked { day, channel, at: self.at, account: Some(self.account), thread }
    }
}

/// Accounts by channel: whether the client answered one of their complaints.
pub type Answered = BTreeMap<(ChannelIx, u64), bool>;

impl Complaints {
    /// Keeps a used mention if it is negative.
    pub fn add(&mut self, mention: &Mention) {
        let Some(account) = mention.account else { return };
        if mention.tone != Tone::Negative || !mention.precision.has_hour() {
            return;
        }
        let place = match ThreadKey::of(mention) {
            Some(key) => Place::Thread(key),
            None if mention.reply != Reply::NotStated => Place::Beside(mention.channel),
            None => return,
        };
        let at = mention.published_at.as_second();
        self.days.at(mention.local.date()).add(Complaint { account, at, place });
    }

    /// Adds another part's complaints.
    pub fn merge(&mut self, other: &Self) {
        self.days.merge(&other.days, Gathered::merge);
    }

    /// The complaints of these days, both included, in some channels, and what is known of the answer to each at this moment. Answers must be seen in these
    /// channels ([`Answers::channels`]).
    pub fn states(
        &self,
        (answers, channels): (&Answers, &BTreeSet<ChannelIx>),
        conversations: &Conversations,
        (from, to): (Date, Date),
        until: Seconds,
    ) -> Vec<(Asked, AnswerState)> {
        let days = self.days.range(from..=to);
        let all = days.flat_map(|(day, found)| found.all().iter().map(move |it| it.asked(day)));
        let asked: Vec<Asked> = all.filter(|asked| channels.contains(&asked.channel)).collect();
        let states = answers.states(conversations, (from, until), asked.iter().copied());
        asked.into_iter().zip(states.into_iter().map(|(_, state)| state)).collect()
    }

    /// The accounts with a complaint on these days, both included, in some channels, as of the moment at which they end. Answers must be seen in
    /// these channels ([`Answers::channels`]). Not here are accounts without an answer of which a complaint was edited after one: whether it was
    /// answered is not known.
    pub fn answered(
        &self,
        seen: (&Answers, &BTreeSet<ChannelIx>),
        conversations: &Conversations,
        days: (Date, Date),
        until: Seconds,
    ) -> Answered {
        let mut found: BTreeMap<(ChannelIx, u64), Option<bool>> = BTreeMap::new();
        for (asked, state) in self.states(seen, conversations, days, until) {
            let Asked { channel, account, .. } = asked;
            let is_answered = match state {
                AnswerState::Answered => Some(true),
                AnswerState::Open => Some(false),
                AnswerState::NotKnown => None,
            };
            let Some(account) = account else { continue };
            let before = found.entry((channel, account)).or_insert(is_answered);
            *before = match (*before, is_answered) {
                (Some(true), _) | (_, Some(true)) => Some(true),
                (Some(false), Some(false)) => Some(false),
                _ => None,
            };
        }
        found.into_iter().filter_map(|(account, answered)| Some((account, answered?))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::{RowStatus, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::answers::end_of;
    use crate::rollup::sample::{day, mention, other_channel, replying};
    use crate::units::TimeZone;

    fn negative(account: u64, of: Mention) -> (Mention, RowStatus) {
        let mention = Mention { account: Some(account), tone: Tone::Negative, ..of };
        (mention, RowStatus::Used)
    }

    fn review(at: &str, reply: Option<&str>) -> Mention {
        let second = |at: &str| mention(at).published_at.as_second();
        let reply = reply.map_or(Reply::Open, |at| Reply::At(second(at)));
        Mention { channel: other_channel(), reply, ..mention(at) }
    }

    fn in_thread(at: &str, thread: u64) -> Mention {
        Mention { thread: Thread::Known(thread), ..mention(at) }
    }

    fn may(rows: &[(Mention, RowStatus)]) -> Vec<(u64, bool)> {
        let mut rollup = Rollup::default();
        for (mention, status) in rows {
            rollup.add(mention, *status);
        }
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let until = end_of(to, &TimeZone::UTC);
        let Rollup { complaints, answers, conversations, .. } = &rollup;
        let channels = answers.channels(conversations, to, until);
        let found = complaints.answered((answers, &channels), conversations, (from, to), until);
        found.into_iter().map(|((_, account), is_answered)| (account, is_answered)).collect()
    }

    #[test]
    fn an_own_post_in_the_thread_answers_what_was_written_before() {
        let rows = [
            negative(1, in_thread("2026-05-02T10:00", 7)),
            (in_thread("2026-05-02T11:00", 7), RowStatus::Own),
            negative(2, in_thread("2026-05-02T12:00", 7)),
            negative(3, in_thread("2026-05-02T10:00", 8)),
            // Answered after the end of May, and once along a chain of replies.
            negative(4, in_thread("2026-05-31T10:00", 9)),
            (in_thread("2026-06-01T10:00", 9), RowStatus::Own),
            negative(5, replying("2026-05-03T10:00", Some(1), None)),
            (replying("2026-05-03T11:00", Some(2), Some(1)), RowStatus::Own),
            // Praise is no complaint, and without a thread nothing is known.
            (
                Mention {
                    account: Some(6),
                    tone: Tone::Positive,
                    ..in_thread("2026-05-02T10:00", 7)
                },
                RowStatus::Used,
            ),
            negative(7, mention("2026-05-02T10:00")),
        ];
        let expected = [(1, true), (2, false), (3, false), (4, false), (5, true)];
        assert_eq!(may(&rows), expected);
    }

    #[test]
    fn one_answered_complaint_is_enough_and_an_edited_one_tells_nothing() {
        let rows = [
            negative(1, review("2026-05-02T10:00", None)),
            negative(1, review("2026-05-09T10:00", Some("2026-05-09T12:00"))),
            negative(2, review("2026-05-02T10:00", Some("2026-06-02T10:00"))),
            negative(3, review("2026-05-02T10:00", Some("2026-05-01T10:00"))),
        ];
        assert_eq!(may(&rows), [(1, true), (2, false)]);
        // Where no answer is seen, nobody is unanswered.
        assert_eq!(may(&rows[2..]), []);
    }
}
