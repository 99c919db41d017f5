//! How far the client's team is with conversations, as far as the rows of their used mentions state it.
//!
//! A conversation counts for each stage that one of its rows states. Of those taken offline the mentions are kept, so that the client's answers to them can be
//! looked up.

use std::collections::{BTreeMap, BTreeSet};

use super::answers::Asked;
use super::arrivals::ThreadKey;
use super::cells::Cells;
use super::conversations::Conversations;
use crate::brief::Stage;
use crate::mentions::Mention;
use crate::mentions::channel::ChannelIx;
use crate::units::Date;

/// Used mentions with a stage, by local day and thread.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stages {
    /// Mentions that are their own conversation.
    single: Cells<(Date, ChannelIx, Stage), u64>,
    /// The stages of each thread, by their bits.
    threads: Cells<(Date, ThreadKey), u8>,
    /// Mentions taken offline.
    offline: Cells<Asked, u64>,
}

/// Conversations with a stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StageCounts {
    /// All.
    pub conversations: u64,
    /// Those of each stage, in the order of [`Stage::ALL`].
    pub stages: [u64; Stage::ALL.len()],
}

impl StageCounts {
    fn add(&mut self, bits: u8, conversations: u64) {
        self.conversations += conversations;
        for stage in Stage::ALL.into_iter().filter(|stage| bits & bit(*stage) != 0) {
            self.stages[stage as usize] += conversations;
        }
    }

    /// Adds other conversations.
    pub fn merge(&mut self, other: &Self) {
        self.conversations += other.conversations;
        for (stage, more) in self.stages.iter_mut().zip(other.stages) {
            *stage += more;
        }
    }
}

fn bit(stage: Stage) -> u8 {
    1 << stage as u8
}

impl Stages {
    /// Adds one used mention.
    pub fn add(&mut self, mention: &Mention) {
        let Some(stage) = mention.stage else { return };
        let (day, channel, thread) =
            (mention.local.date(), mention.channel, ThreadKey::of(mention));
        match thread {
            Some(thread) => *self.threads.at((day, thread)) |= bit(stage),
            None => *self.single.at((day, channel, stage)) += 1,
        }
        if stage == Stage::Offline && mention.precision.has_hour() {
            let (at, account) = (mention.published_at.as_second(), mention.account);
            *self.offline.at(Asked { day, channel, at, account, thread }) += 1;
        }
    }

    /// Adds another part's stages.
    pub fn merge(&mut self, other: &Self) {
        self.single.merge(&other.single, |all, more| *all += more);
        self.threads.merge(&other.threads, |all, more| *all |= more);
        self.offline.merge(&other.offline, |all, more| *all += more);
    }

    /// The conversations with a stage of these days, both included, by channel; channels without one are not here.
    pub fn between(
        &self,
        conversations: &Conversations,
        from: Date,
        to: Date,
    ) -> BTreeMap<ChannelIx, StageCounts> {
        let mut channels: BTreeMap<ChannelIx, StageCounts> = BTreeMap::new();
        let is_in = |day: Date| from <= day && day <= to;
        for ((_, channel, stage), &count) in self.single.iter().filter(|(key, _)| is_in(key.0)) {
            channels.entry(channel).or_default().add(bit(stage), count);
        }
        let mut roots = BTreeMap::new();
        let mut threads: BTreeMap<ThreadKey, u8> = BTreeMap::new();
        for ((_, thread), bits) in self.threads.iter().filter(|(key, _)| is_in(key.0)) {
            *threads.entry(conversations.root_of(thread, &mut roots)).or_default() |= bits;
        }
        for (thread, bits) in threads {
            channels.entry(thread.channel).or_default().add(bits, 1);
        }
        channels
    }

    /// The mentions taken offline of these days, both included, in these channels, each as often as it counts: of a conversation the first.
    pub fn offline(
        &self,
        conversations: &Conversations,
        (from, to): (Date, Date),
        channels: &BTreeSet<ChannelIx>,
    ) -> Vec<Asked> {
        let mut roots = BTreeMap::new();
        let mut seen = BTreeSet::new();
        let mut all = Vec::new();
        for (asked, &count) in self.offline.iter() {
            if !(from..=to).contains(&asked.day) || !channels.contains(&asked.channel) {
                continue;
            }
            match asked.thread.map(|thread| conversations.root_of(thread, &mut roots)) {
                Some(root) => all.extend(seen.insert(root).then_some(asked)),
                None => all.extend((0..count).map(|_| asked)),
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::Thread;
    use crate::rollup::sample::{day, mention, other_channel, replying};

    fn staged(mention: Mention, stage: Stage) -> Mention {
        Mention { stage: Some(stage), ..mention }
    }

    #[test]
    fn a_conversation_counts_once_for_each_stage_that_its_rows_state() {
        let (mut stages, mut conversations) = (Stages::default(), Conversations::default());
        let thread = |at| Mention { thread: Thread::Known(7), ..mention(at) };
        let rows = [
            staged(thread("2026-05-02T10:00"), Stage::Open),
            staged(thread("2026-05-03T10:00"), Stage::Closed),
            staged(thread("2026-05-03T11:00"), Stage::Closed),
            staged(replying("2026-05-04T10:00", Some(1), None), Stage::Offline),
            staged(replying("2026-05-04T11:00", Some(2), Some(1)), Stage::Offline),
            staged(mention("2026-05-05T10:00"), Stage::Offline),
            staged(mention("2026-05-05T10:00"), Stage::Offline),
            staged(
                Mention { channel: other_channel(), ..mention("2026-05-05T10:00") },
                Stage::Hidden,
            ),
            staged(mention("2026-06-01T10:00"), Stage::Open),
            mention("2026-05-06T10:00"),
        ];
        for row in &rows {
            conversations.link(row);
            stages.add(row);
        }
        let days = (day("2026-05-01"), day("2026-05-31"));
        let found = stages.between(&conversations, days.0, days.1);
        assert_eq!(
            found[&ChannelIx::FIRST],
            StageCounts { conversations: 4, stages: [1, 0, 3, 1, 0] }
        );
        assert_eq!(
            found[&other_channel()],
            StageCounts { conversations: 1, stages: [0, 0, 0, 0, 1] }
        );
        let offline = |channel| {
            let channels = BTreeSet::from([channel]);
            stages.offline(&conversations, days, &channels).len()
        };
        assert_eq!((offline(ChannelIx::FIRST), offline(other_channel())), (3, 0));
    }
}
