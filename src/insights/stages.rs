//! How far the client's team is with the conversations of a period, where an export states it (docs/method.md, Handling).

use std::collections::BTreeMap;

use super::{Counted, PartOf, Period};
use crate::brief::Stage;
use crate::mentions::channel::ChannelIx;
use crate::rollup::StageCounts;
use crate::rollup::answers::{AnswerState, Waits};
use crate::rollup::arrivals::Seconds;

/// Conversations under which a stage has counts only.
pub const FEWEST_CONVERSATIONS: u64 = 30;

/// The stages of the conversations of a period, as of the moments at which the exports were made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageFigures {
    /// In all channels.
    pub all: StageCounts,
    /// In each channel whose rows state one, by id.
    pub channels: BTreeMap<String, StageCounts>,
    /// Of the conversations taken offline in channels where the client's answers are seen, those with one; `None`: there is none whose answer could be seen.
    pub answered_in_public: Option<PartOf>,
}

impl StageFigures {
    /// The conversations of a stage.
    pub fn of(&self, stage: Stage) -> u64 {
        self.all.stages[stage as usize]
    }

    /// Those of a stage, of all that state one.
    pub fn part(counts: &StageCounts, stage: Stage) -> PartOf {
        PartOf { count: counts.stages[stage as usize], base: counts.conversations }
    }
}

/// The stages of the period; `None`: no used mention of it states one, or the history provides a part of the period. `waits` tells in which channels answers
/// are seen.
pub(super) fn stages(
    (rollup, _, channels): Counted<'_>,
    period: &Period,
    waits: Option<&BTreeMap<Option<ChannelIx>, Waits>>,
) -> Option<StageFigures> {
    let (from, to) = (period.from, period.to);
    if rollup.history.months(from, to).next().is_some() {
        return None;
    }
    let by_channel = rollup.stages.between(&rollup.conversations, from, to);
    let mut all = StageCounts::default();
    for counts in by_channel.values() {
        all.merge(counts);
    }
    let seen = waits.into_iter().flatten().filter_map(|(channel, _)| *channel).collect();
    let offline = rollup.stages.offline(&rollup.conversations, (from, to), &seen);
    // The stages are those of the day of the export too.
    let until = (from, Seconds::MAX);
    let states = rollup.answers.states(&rollup.conversations, until, offline.into_iter());
    let count = |wanted| states.iter().filter(|(_, state)| *state == wanted).count() as u64;
    let (answered, open) = (count(AnswerState::Answered), count(AnswerState::Open));
    let answers = PartOf { count: answered, base: answered + open };
    let named = |(channel, counts)| (channels.get(channel).id.clone(), counts);
    (all.conversations > 0).then(|| StageFigures {
        all,
        channels: by_channel.into_iter().map(named).collect(),
        answered_in_public: (answers.base > 0).then_some(answers),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::mentions::channel::Channels;
    use crate::mentions::{Mention, Reply, RowStatus, Thread};
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};
    use crate::units::TimeZone;

    fn may(rows: &[(Mention, RowStatus)]) -> Option<StageFigures> {
        let (mut rollup, brief) = (Rollup::default(), brief(&["x"]));
        for (mention, status) in rows {
            rollup.add(mention, *status);
        }
        let (channels, period) = (Channels::new(&brief), Period::month(day("2026-05-01")));
        let threads = rollup.threads_between(period.from, period.to, &TimeZone::UTC);
        stages((&rollup, &brief, &channels), &period, threads.waits.as_ref())
    }

    fn in_thread(at: &str, thread: u64, stage: Option<Stage>) -> Mention {
        Mention { thread: Thread::Known(thread), stage, ..mention(at) }
    }

    #[test]
    fn a_conversation_taken_offline_is_followed_up_by_an_answer_that_the_public_reads() {
        let own = |at, thread| (in_thread(at, thread, None), RowStatus::Own);
        let used = |at, thread, stage| (in_thread(at, thread, stage), RowStatus::Used);
        let answer = Reply::At(mention("2026-05-06T12:00").published_at.as_second());
        let offline = Some(Stage::Offline);
        let alone = |reply| Mention {
            reply,
            stage: offline,
            account: Some(1),
            ..mention("2026-05-06T10:00")
        };
        let figures = may(&[
            used("2026-05-02T10:00", 1, offline),
            used("2026-05-02T11:00", 1, Some(Stage::Closed)),
            own("2026-05-02T12:00", 1),
            used("2026-05-03T10:00", 2, offline),
            own("2026-05-03T09:00", 2),
            used("2026-05-04T10:00", 3, Some(Stage::Open)),
            own("2026-05-04T12:00", 3),
            used("2026-05-04T10:00", 4, None),
            (alone(answer), RowStatus::Used),
            (Mention { account: Some(2), ..alone(Reply::NotStated) }, RowStatus::Used),
        ])
        .unwrap();
        assert_eq!((figures.all.conversations, figures.all.stages), (5, [1, 0, 4, 1, 0]));
        // Of the fourth one nothing can show an answer.
        assert_eq!(figures.answered_in_public, Some(PartOf { count: 2, base: 3 }));
        assert_eq!(figures.channels.len(), 1);
    }

    #[test]
    fn nothing_stated_is_not_measured_and_no_visible_answer_is_not_none() {
        let open = in_thread("2026-05-04T10:00", 3, None);
        assert_eq!(may(&[(open, RowStatus::Used)]), None);
        let offline = in_thread("2026-05-04T10:00", 3, Some(Stage::Offline));
        let figures = may(&[(offline, RowStatus::Used)]).unwrap();
        assert_eq!((figures.of(Stage::Offline), figures.of(Stage::Closed)), (1, 0));
        assert_eq!(figures.answered_in_public, None);
    }
}
