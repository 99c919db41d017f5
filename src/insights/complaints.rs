//! Which complaints of a period nobody answered (docs/method.md, Response time).
//!
//! Input: the negative mentions of known accounts whose exports can show an answer, in channels where answers are seen. Output: how many there are and how
//! many had no answer at the end of the period; later answers change nothing.

use super::interval::wilson;
use super::{Period, ToneFigures};
use crate::brief::Brief;
use crate::rollup::Rollup;
use crate::rollup::answers::{AnswerState, Asked, end_of};
use crate::units::TimeZone;

/// Complaints and their answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComplaintFigures {
    /// All of them.
    pub complaints: u64,
    /// Those without an answer.
    pub unanswered: u64,
    /// Those that were edited after an answer: whether they were answered since is not known.
    pub not_known: u64,
}

impl ComplaintFigures {
    /// Those of which it is known.
    pub fn known(self) -> u64 {
        self.complaints - self.not_known
    }

    /// The share without an answer, 0 to 1; `None` without any.
    pub fn share(self) -> Option<f64> {
        (self.known() > 0).then(|| self.unanswered as f64 / self.known() as f64)
    }

    /// Its 95 % interval (Wilson).
    pub fn interval(self) -> Option<(f64, f64)> {
        wilson(self.unanswered, self.known())
    }
}

/// The complaints of a period in this tone; `None`: no channel shows answers, no mention has a label, or a part of the period comes from the history, which
/// does not keep them.
pub(super) fn complaints(
    (rollup, brief): (&Rollup, &Brief),
    period: &Period,
    tone: &ToneFigures,
) -> Option<ComplaintFigures> {
    let states = states(rollup, period, &brief.timing.zone)?;
    if tone.counts.labelled() == 0 {
        return None;
    }
    let of = |state| states.iter().filter(|(_, other)| *other == state).count() as u64;
    Some(ComplaintFigures {
        complaints: states.len() as u64,
        unanswered: of(AnswerState::Open),
        not_known: of(AnswerState::NotKnown),
    })
}

/// Each complaint with what is known of its answer.
pub(super) fn states(
    rollup: &Rollup,
    period: &Period,
    zone: &TimeZone,
) -> Option<Vec<(Asked, AnswerState)>> {
    let (days, until) = ((period.from, period.to), end_of(period.to, zone));
    if rollup.history.months(days.0, days.1).next().is_some() {
        return None;
    }
    let channels = rollup.answers.channels(&rollup.conversations, period.to, until);
    let seen = (&rollup.answers, &channels);
    let all = || rollup.complaints.states(seen, &rollup.conversations, days, until);
    (!channels.is_empty()).then(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::sample::{day, mention};

    #[test]
    fn complaints_without_an_answer_are_counted_as_of_the_end_of_the_period() {
        let mut rollup = Rollup::default();
        let brief = brief(&["x"]);
        let complaints = |rollup: &Rollup, may: &Period| {
            let tone = ToneFigures::between(rollup, may.from, may.to);
            super::complaints((rollup, &brief), may, &tone)
        };
        let may = Period::month(day("2026-05-01"));
        let negative = |at: &str, thread, account| Mention {
            thread: Thread::Known(thread),
            account: Some(account),
            tone: Tone::Negative,
            ..mention(at)
        };
        rollup.add(&negative("2026-05-04T10:00", 1, 1), RowStatus::Used);
        assert_eq!(complaints(&rollup, &may), None, "no answer is seen");
        rollup.add(&negative("2026-05-05T10:00", 2, 2), RowStatus::Used);
        rollup.add(&negative("2026-05-31T10:00", 3, 3), RowStatus::Used);
        let praise = Mention { tone: Tone::Positive, ..negative("2026-05-06T10:00", 4, 4) };
        rollup.add(&praise, RowStatus::Used);
        for (at, thread) in [("2026-05-04T11:00", 1), ("2026-06-01T09:00", 3)] {
            let own = Mention { thread: Thread::Known(thread), ..mention(at) };
            rollup.add(&own, RowStatus::Own);
        }
        // The answer of June is after the end.
        let found = complaints(&rollup, &may).unwrap();
        assert_eq!((found.complaints, found.unanswered, found.not_known), (3, 2, 0));
        assert_eq!(found.interval(), wilson(2, 3));
    }
}
