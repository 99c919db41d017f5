//! Net sentiment, now and week by week.
//!
//! One of several definitions in use, the one with neutral mentions in the base: 100 · (positive - negative) / (positive +
//! neutral + negative). Mentions without a label are no neutral ones: they stay outside the base, and their number is shown.

use std::iter;

use super::{ToneFigures, WeekTone, interval};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::{Date, ToSpan};

/// Weeks of the trend at most: a quarter of a year.
const MOST_WEEKS: usize = 13;

impl ToneFigures {
    /// Net sentiment of these counts, in points, with its interval.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::insights::ToneFigures;
    /// use socialmap::Tone;
    /// use socialmap::tally::Tally;
    /// let tone = ToneFigures::of(Tally::of([80, 100, 20, 7]));
    /// assert_eq!(tone.net, Some(30.0));
    /// assert_eq!(ToneFigures::of(Tally::from([(Tone::Unscored, 7)])).net, None);
    /// ```
    pub fn of(counts: Tally<Tone>) -> Self {
        let base = counts.labelled();
        let net =
            100.0 * (counts[Tone::Positive] as f64 - counts[Tone::Negative] as f64) / base as f64;
        Self { counts, net: (base > 0).then_some(net), interval: interval::net_sentiment(&counts) }
    }
}

/// The used mentions of these days (both included) by tone.
pub(super) fn tones_between(rollup: &Rollup, from: Date, to: Date) -> Tally<Tone> {
    let mut tones = Tally::default();
    for (_, _, counts) in rollup.volume.between(from, to) {
        tones.merge(&counts.tones);
    }
    tones
}

/// The earliest day that a trend up to `last` may show.
pub(super) fn earliest(last: Date) -> Date {
    let days = 7 * i64::try_from(MOST_WEEKS).unwrap_or(i64::MAX) - 1;
    last.checked_sub(days.days()).unwrap_or(Date::MIN)
}

/// Seven-day blocks counted back from `last`, oldest first, at most 13, none that begins before the first observed day: any
/// seven days in a row hold each weekday once, so that blocks may be compared.
pub(super) fn trend(rollup: &Rollup, last: Date) -> Vec<WeekTone> {
    let Some((first, _)) = rollup.volume.span() else {
        return Vec::new();
    };
    let starts = |to: &Date| to.checked_sub(6.days()).ok().filter(|&from| first <= from);
    let ends = iter::successors(Some(last), |to| to.checked_sub(7.days()).ok());
    let mut weeks: Vec<WeekTone> = ends
        .map_while(|to| starts(&to).map(|from| (from, to)))
        .take(MOST_WEEKS)
        .map(|(from, to)| {
            let tone = ToneFigures::of(tones_between(rollup, from, to));
            WeekTone { from, to, tone }
        })
        .collect();
    weeks.reverse();
    weeks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};

    #[test]
    fn net_of_all_neutral_is_zero_and_of_no_label_unknown() {
        let neutral = ToneFigures::of(Tally::from([(Tone::Neutral, 12)]));
        assert_eq!((neutral.net, neutral.interval), (Some(0.0), Some((0.0, 0.0))));
        let none = ToneFigures::of(Tally::from([(Tone::Unscored, 12)]));
        assert_eq!((none.net, none.interval), (None, None));
        let few = ToneFigures::of(Tally::from([(Tone::Negative, 3), (Tone::Positive, 1)]));
        assert_eq!((few.net, few.interval), (Some(-50.0), None));
    }

    fn rollup_since(first: &str) -> Rollup {
        let mut rollup = Rollup::default();
        rollup.add(&mention(first), RowStatus::NotRelevant);
        for at in ["2026-05-17T23:59", "2026-05-18T00:00", "2026-05-24T23:59"] {
            let negative = Mention { tone: Tone::Negative, ..mention(at) };
            rollup.add(&negative, RowStatus::Used);
            rollup.add(&negative, RowStatus::Own);
        }
        rollup
    }

    #[test]
    fn blocks_are_whole_weeks_back_from_the_last_day() {
        // 5 May to 24 May: 20 days, two whole blocks.
        let weeks = trend(&rollup_since("2026-05-05T10:00"), day("2026-05-24"));
        let spans: Vec<_> = weeks.iter().map(|week| (week.from, week.to)).collect();
        let expected = [("2026-05-11", "2026-05-17"), ("2026-05-18", "2026-05-24")];
        assert_eq!(spans, expected.map(|(from, to)| (day(from), day(to))));
        let negatives: Vec<_> = weeks.iter().map(|week| week.tone.counts[Tone::Negative]).collect();
        assert_eq!(negatives, [1, 2]);
        // One day more on the left makes the third block whole.
        assert_eq!(trend(&rollup_since("2026-05-04T10:00"), day("2026-05-24")).len(), 3);
    }

    #[test]
    fn blocks_reach_back_before_the_period_but_thirteen_weeks_at_most() {
        let weeks = trend(&rollup_since("2025-01-01T10:00"), day("2026-05-24"));
        assert_eq!((weeks.len(), weeks[0].from), (13, day("2026-02-23")));
        // A week without mentions is measured, its tone is not.
        assert_eq!((weeks[0].tone.counts.total(), weeks[0].tone.net), (0, None));
        assert_eq!(trend(&Rollup::default(), day("2026-05-24")), []);
    }
}
