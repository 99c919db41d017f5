//! What the social map shows beside the figures of a period: the last 13 weeks, the hours of the day, and the period before.

use std::collections::BTreeMap;
use std::iter;

use super::period::each_day;
use super::stray_dates::dates;
use super::volume::is_missing;
use super::weeks::WEEK_DAYS;
use super::{ObservedDays, Period, ToneFigures};
use crate::brief::Brief;
use crate::mentions::RowStatus;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::tone::Tone;
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::{Date, ToSpan};

/// A quarter of a year.
const WEEKS: usize = 13;

/// One channel, or all of them, around a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recent {
    /// Used mentions of the 13 seven-day blocks that end with the last observed day, oldest first; `None` where a day was not observed.
    pub weeks: [Option<u64>; WEEKS],
    /// Used mentions of the period by local hour; `None` if none of them is known to the hour, or if the history does not state the channels.
    pub by_hour: Option<[u64; 24]>,
    /// The period before; `None` if too little of it was observed here: under a week, unless the period is shorter.
    pub was: Option<PreviousPeriod>,
}

/// The period before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PreviousPeriod {
    /// Used mentions per observed day.
    pub mentions_per_day: f64,
    /// Their tone, without an interval.
    pub tone: ToneFigures,
}

/// Days whose counts are compared: those of a period, and those from the first day with a row to its end.
pub(super) struct Surroundings<'a> {
    rollup: &'a Rollup,
    brief: &'a Brief,
    channels: &'a Channels,
    first: Date,
    window: ObservedDays,
    /// The observed days of the period before, and how many it takes for a rate.
    before: Option<(ObservedDays, u32)>,
}

impl<'a> Surroundings<'a> {
    /// `None` if the period has no observed day.
    pub(super) fn of(
        rollup: &'a Rollup,
        brief: &'a Brief,
        channels: &'a Channels,
        period: &Period,
        window: Option<ObservedDays>,
    ) -> Option<Self> {
        let window = window?;
        let first = dates(rollup)?.core.0.min(window.from);
        let before = period.previous().and_then(|previous| {
            let before = previous.window_without_stray(rollup)?;
            Some((before, previous.days().min(WEEK_DAYS)))
        });
        Some(Self { rollup, brief, channels, first, window, before })
    }

    /// One channel.
    pub(super) fn channel(&self, channel: ChannelIx) -> Recent {
        let is_here = |other| other == channel;
        let former = self.before.and_then(|(before, fewest)| {
            let (mentions, tones) = self.counted(&before, is_here);
            let mentions_per_day = self.per_day(channel, mentions, &before, fewest)?;
            Some(PreviousPeriod { mentions_per_day, tone: ToneFigures::of(tones, None) })
        });
        Recent {
            weeks: self.weeks(&[channel], is_here),
            by_hour: self.by_hour(Some(channel)),
            was: former,
        }
    }

    /// All channels together; `channels` are those of the period. Rates are summed over the channels that were observed.
    pub(super) fn all(&self, channels: &[ChannelIx]) -> Recent {
        let former = self.before.and_then(|(before, fewest)| {
            let mut written: BTreeMap<ChannelIx, u64> =
                channels.iter().map(|&channel| (channel, 0)).collect();
            for (_, channel, counts) in self.rollup.volume.between(before.from, before.to) {
                *written.entry(channel).or_default() += counts.rows[RowStatus::Used];
            }
            let rates = written
                .into_iter()
                .filter_map(|(channel, mentions)| self.per_day(channel, mentions, &before, fewest));
            let mentions_per_day = rates.reduce(|sum, rate| sum + rate)?;
            let (_, tones) = self.counted(&before, |_| true);
            Some(PreviousPeriod { mentions_per_day, tone: ToneFigures::of(tones, None) })
        });
        Recent { weeks: self.weeks(channels, |_| true), by_hour: self.by_hour(None), was: former }
    }

    /// The mentions of the last weeks, where all of these channels were observed on every day.
    fn weeks(
        &self,
        channels: &[ChannelIx],
        is_counted: impl Fn(ChannelIx) -> bool,
    ) -> [Option<u64>; WEEKS] {
        let ends = iter::successors(Some(self.window.to), |to| to.checked_sub(7.days()).ok());
        let mut weeks = [None; WEEKS];
        for (week, to) in weeks.iter_mut().rev().zip(ends) {
            let Ok(from) = to.checked_sub(6.days()) else { break };
            let block = ObservedDays { from, to, days: 7 };
            let is_observed = |&channel: &ChannelIx| self.observed_days(channel, &block) == 7;
            if from >= self.first && channels.iter().all(is_observed) {
                *week = Some(self.counted(&block, &is_counted).0);
            }
        }
        weeks
    }

    /// Hours of one channel, or of all of them.
    fn by_hour(&self, channel: Option<ChannelIx>) -> Option<[u64; 24]> {
        let mut hours = [0; 24];
        for (_, hour, of, count) in self.rollup.activity.between(self.window.from, self.window.to) {
            if channel.is_some() && of.is_none() {
                return None;
            }
            if channel.is_none() || channel == of {
                hours[usize::try_from(hour).expect("0 to 23")] += count;
            }
        }
        let (mentions, _) =
            self.counted(&self.window, |other| channel.is_none_or(|channel| channel == other));
        (mentions == 0 || hours.iter().any(|&count| count > 0)).then_some(hours)
    }

    fn counted(
        &self,
        days: &ObservedDays,
        is_counted: impl Fn(ChannelIx) -> bool,
    ) -> (u64, Tally<Tone>) {
        let (mut mentions, mut tones) = (0, Tally::default());
        for (_, channel, counts) in self.rollup.volume.between(days.from, days.to) {
            if is_counted(channel) {
                mentions += counts.rows[RowStatus::Used];
                tones.merge(&counts.tones);
            }
        }
        (mentions, tones)
    }

    /// Per observed day of a channel; `None` with fewer than so many.
    fn per_day(
        &self,
        channel: ChannelIx,
        mentions: u64,
        days: &ObservedDays,
        fewest: u32,
    ) -> Option<f64> {
        let observed = self.observed_days(channel, days);
        (observed >= fewest).then(|| mentions as f64 / f64::from(observed))
    }

    fn observed_days(&self, channel: ChannelIx, days: &ObservedDays) -> u32 {
        let declared = self.channels.get(channel).declared;
        let is_observed = |&day: &Date| !is_missing(self.brief, declared, day);
        each_day(days.from, days.to).filter(is_observed).map(|_| 1).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::brief;
    use crate::mentions::Mention;
    use crate::mentions::time::Precision;
    use crate::rollup::sample::{day, mention};

    /// Two mentions a day in the first declared channel from 1 April to 31 May 2026, one at 10 and one at 20 o'clock; none in the second.
    fn months() -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit", "reviews"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for date in each_day(day("2026-04-01"), day("2026-05-31")) {
            for (hour, tone) in [(10, Tone::Positive), (20, Tone::Neutral)] {
                let at = format!("{date}T{hour}:00");
                let row = Mention { channel: channels.declared(0), tone, ..mention(&at) };
                rollup.add(&row, RowStatus::Used);
            }
        }
        (rollup, brief, channels)
    }

    fn with_may<T>(
        (rollup, brief, channels): &(Rollup, Brief, Channels),
        ask: impl FnOnce(&Surroundings<'_>) -> T,
    ) -> T {
        let period = Period::month(day("2026-05-01"));
        let window = period.window(rollup);
        ask(&Surroundings::of(rollup, brief, channels, &period, window).unwrap())
    }

    #[test]
    fn weeks_end_with_the_period_and_need_seven_observed_days() {
        let mut months = months();
        let weeks = |months: &_| with_may(months, |may| may.channel(months.2.declared(0)).weeks);
        // 61 days are eight blocks of seven and five days.
        let expected: Vec<_> = [None; 5].into_iter().chain([Some(14); 8]).collect();
        assert_eq!(weeks(&months)[..], expected);
        let (from, to) = (day("2026-05-20"), day("2026-05-20"));
        months.1.coverage_gaps.push(Gap { channel: 0, from, to });
        assert_eq!(weeks(&months)[11], None);
        let silent = with_may(&months, |may| may.channel(months.2.declared(1)).weeks);
        assert_eq!(silent[12], Some(0));
        let all = [months.2.declared(0), months.2.declared(1)];
        let all = with_may(&months, |may| may.all(&all).weeks);
        assert_eq!((all[11], all[12]), (None, Some(14)));
    }

    #[test]
    fn hours_are_those_of_the_period_and_silence_is_measured() {
        let mut months = months();
        let hours =
            |months: &_, n| with_may(months, |may| may.channel(months.2.declared(n)).by_hour);
        let counted = hours(&months, 0).unwrap();
        assert_eq!((counted[10], counted[20], counted.iter().sum()), (31, 31, 62_u64));
        assert_eq!(hours(&months, 1), Some([0; 24]));
        let dated = Mention {
            precision: Precision::Day,
            channel: months.2.declared(1),
            ..mention("2026-05-02T00:00")
        };
        months.0.add(&dated, RowStatus::Used);
        assert_eq!(hours(&months, 1), None);
        assert_eq!(
            with_may(&months, |may| may.by_hour(None)).map(|hours| hours.iter().sum()),
            Some(62_u64)
        );
    }

    #[test]
    fn the_period_before_counts_by_its_observed_days() {
        let mut months = months();
        let (from, to) = (day("2026-04-01"), day("2026-04-23"));
        months.1.coverage_gaps.push(Gap { channel: 1, from, to });
        let was = |months: &_, n| with_may(months, |may| may.channel(months.2.declared(n)).was);
        let first = was(&months, 0).unwrap();
        assert_eq!(
            (first.mentions_per_day.to_string().as_str(), first.tone.net),
            ("2", Some(50.0))
        );
        assert_eq!(was(&months, 1).unwrap().tone.net, None);
        months.1.coverage_gaps[0].to = day("2026-04-24");
        assert_eq!(was(&months, 1), None, "six observed days give no rate");
        let all = [months.2.declared(0), months.2.declared(1)];
        let all = with_may(&months, |may| may.all(&all).was).unwrap();
        assert_eq!(all.mentions_per_day.to_string(), "2");
    }
}
