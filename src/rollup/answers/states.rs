//! Whether the client had answered single mentions up to a moment.

use std::collections::{BTreeMap, BTreeSet};

use super::Answers;
use crate::mentions::channel::ChannelIx;
use crate::rollup::Conversations;
use crate::rollup::arrivals::{Seconds, ThreadKey};
use crate::rollup::cells::Map;
use crate::units::Date;

/// A used mention whose answer is asked for; its time is known to the hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Asked {
    /// Its local day.
    pub day: Date,
    /// Its channel.
    pub channel: ChannelIx,
    /// When it was written.
    pub at: Seconds,
    /// Its account.
    pub account: Option<u64>,
    /// Its thread, if the export states it.
    pub thread: Option<ThreadKey>,
}

/// What is known of the answer to a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// There was one.
    Answered,
    /// There was none.
    Open,
    /// The export cannot show one, or the mention was edited after its answer.
    NotKnown,
}

impl Answers {
    /// The conversation of each of these mentions, if the export states one, and what is known of its answer up to this moment. An answer is the client's
    /// own post in the conversation at the time of the mention or later, or one that the export states beside it. The first mention is of
    /// the day `from` or later.
    pub fn states(
        &self,
        conversations: &Conversations,
        (from, until): (Date, Seconds),
        mentions: impl Iterator<Item = Asked>,
    ) -> Vec<(Option<ThreadKey>, AnswerState)> {
        let end = self.last.map_or(until, |last| last.min(until));
        let mut roots = BTreeMap::new();
        let asked: Vec<(Asked, Option<ThreadKey>)> = mentions
            .map(|mention| {
                let root = mention.thread.map(|thread| conversations.root_of(thread, &mut roots));
                (mention, root)
            })
            .collect();
        let threads: BTreeSet<ThreadKey> = asked.iter().filter_map(|(_, root)| *root).collect();
        // The latest own post of each of the conversations.
        let mut latest: Map<ThreadKey, Seconds> = Map::default();
        let mut edited = BTreeSet::new();
        if !threads.is_empty() {
            for &(_, key, at) in self.own.iter().filter(|(day, _, at)| from <= *day && *at <= end) {
                let root = conversations.root_of(key, &mut roots);
                if threads.contains(&root) {
                    let last = latest.entry(root).or_insert(at);
                    *last = at.max(*last);
                }
            }
            edited.extend(self.edited.iter().map(|key| conversations.root_of(*key, &mut roots)));
        }
        let of_thread = |root: ThreadKey, at: Seconds| match latest.get(&root) {
            Some(last) if at <= *last => AnswerState::Answered,
            _ if edited.contains(&root) => AnswerState::NotKnown,
            _ => AnswerState::Open,
        };
        let alone = |Asked { day, channel, at, account, .. }: Asked| {
            let Some(single) = self.single.get(&(day, channel, at, account)) else {
                return AnswerState::NotKnown;
            };
            if single.replies.range(at..=end.max(at)).next().is_some() {
                return AnswerState::Answered;
            }
            let is_edited = single.replies.first().is_some_and(|reply| *reply < at);
            if is_edited { AnswerState::NotKnown } else { AnswerState::Open }
        };
        let state = |(mention, root): (Asked, Option<ThreadKey>)| {
            (root, root.map_or_else(|| alone(mention), |root| of_thread(root, mention.at)))
        };
        asked.into_iter().map(state).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::opening::Opening;
    use crate::mentions::{Mention, Reply, RowStatus, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention, replying};

    /// The states of used mentions, each an opening, beside own posts.
    fn states(used: &[Mention], own: &[Mention], until: &str) -> Vec<AnswerState> {
        let opening = Opening { points: 5, is_addressed: false, is_small_network: false };
        let mut rollup = Rollup::default();
        for own in own {
            rollup.add(own, RowStatus::Own);
        }
        for (key, used) in (0..).zip(used) {
            rollup.add(used, RowStatus::Used);
            rollup.openings.add(used, opening, key);
        }
        let (from, to) = (day("2026-05-01"), day("2026-05-31"));
        let until = mention(until).published_at.as_second();
        let candidates: Vec<_> = rollup.openings.between(from, to).collect();
        let asked = candidates.iter().map(|(day, channel, it)| it.asked(*day, *channel));
        let states = rollup.answers.states(&rollup.conversations, (from, until), asked);
        let mut found: Vec<_> = candidates.iter().map(|it| it.2.key).zip(states).collect();
        found.sort_by_key(|(key, _)| *key);
        found.into_iter().map(|(_, (_, state))| state).collect()
    }

    #[test]
    fn an_own_post_later_in_the_chain_of_replies_is_an_answer() {
        use AnswerState::{Answered, Open};
        let used = [
            replying("2026-05-02T10:00", Some(1), None),
            replying("2026-05-02T12:00", Some(2), Some(1)),
            replying("2026-05-02T14:00", Some(3), Some(2)),
            replying("2026-05-02T10:00", Some(9), None),
        ];
        let own = [replying("2026-05-02T13:00", Some(7), Some(2))];
        assert_eq!(states(&used, &own, "2026-05-31T00:00"), [Answered, Answered, Open, Open]);
        assert_eq!(states(&used, &own, "2026-05-02T12:30"), [Open, Open, Open, Open], "later");
    }

    #[test]
    fn a_stated_answer_counts_up_to_the_moment_and_an_edited_mention_is_not_known() {
        use AnswerState::{Answered, NotKnown, Open};
        let at = |text: &str| mention(text).published_at.as_second();
        let stated = |text: &str, reply| Mention {
            reply,
            thread: Thread::Itself,
            account: Some(at(text).unsigned_abs()),
            ..mention(text)
        };
        let used = [
            stated("2026-05-02T10:00", Reply::At(at("2026-05-02T11:00"))),
            stated("2026-05-02T10:01", Reply::At(at("2026-05-09T11:00"))),
            stated("2026-05-02T10:02", Reply::Open),
            stated("2026-05-02T10:03", Reply::At(at("2026-05-01T11:00"))),
            stated("2026-05-02T10:04", Reply::NotStated),
        ];
        let found = states(&used, &[], "2026-05-05T00:00");
        assert_eq!(found, [Answered, Open, Open, NotKnown, NotKnown]);
    }
}
