//! The minutes that a conversation takes: timed by the team where enough conversations were, else those of the brief, else the formula's own
//! (docs/method.md, Minutes of a conversation).
//!
//! Input: the timed conversations of the twelve months up to the end of the period, and the brief. Output: the minutes of each channel with their low and high
//! case. Under [`FEWEST_TIMED`] timed conversations nothing is replaced.

use std::collections::BTreeMap;

use super::Period;
use super::student;
use super::weeks::SURE;
use crate::brief::{Brief, Minutes};
use crate::mentions::channel::ChannelIx;
use crate::rollup::{HandleSums, Rollup};
use crate::units::{Date, ToSpan};

/// Timed conversations from which on their mean replaces other minutes.
pub const FEWEST_TIMED: u64 = 30;

/// Whose minutes they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MinutesFrom {
    /// The formula's author: the brief states none.
    Default,
    /// The brief.
    Brief,
    /// The team, which timed conversations.
    Timed,
}

/// The minutes of timed conversations.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimedMinutes {
    /// How many conversations.
    pub conversations: u64,
    /// Their mean.
    pub mean: f64,
    /// 95 % interval of the mean (Student's t), not below 0; `None` under [`FEWEST_TIMED`].
    pub interval: Option<(f64, f64)>,
}

impl TimedMinutes {
    fn of(sums: HandleSums) -> Option<Self> {
        let HandleSums { conversations, seconds, squares } = sums;
        let n = (conversations > 0).then_some(conversations as f64)?;
        let mean = seconds as f64 / n / 60.0;
        let interval = (conversations >= FEWEST_TIMED).then(|| {
            // In minutes. Rounding may leave less than nothing where all are alike.
            let variance = (squares as f64 / 3600.0 - n * mean * mean).max(0.0) / (n - 1.0);
            let half = student::bound(SURE, n - 1.0) * libm::sqrt(variance / n);
            ((mean - half).max(0.0), mean + half)
        });
        Some(Self { conversations, mean, interval })
    }

    /// As low, base and high minutes, if there are enough.
    fn minutes(self) -> Option<Minutes> {
        self.interval.map(|(low, high)| Minutes { low, base: self.mean, high })
    }
}

/// The minutes of a conversation in channels that have none of their own.
#[derive(Debug, Clone, PartialEq)]
pub struct Handling {
    /// Low, base and high.
    pub minutes: Minutes,
    /// Whose they are.
    pub from: MinutesFrom,
    /// Whether somebody stated or measured the low and the high ones.
    pub has_range: bool,
    /// The timed conversations of all channels; `None`: nobody timed one.
    pub timed: Option<TimedMinutes>,
    /// The days from which timed conversations are taken, both included.
    pub days: (Date, Date),
    /// Low, base and high of the brief, or the formula's own: what timed ones replace.
    pub stated: Minutes,
}

/// The minutes of one channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChannelMinutes {
    /// Low, base and high.
    pub minutes: Minutes,
    /// Whose they are.
    pub from: MinutesFrom,
    /// Whether they are this channel's own, not those of all channels.
    pub is_own: bool,
}

impl Handling {
    /// Those of the brief.
    pub(super) fn stated(brief: &Brief, days: (Date, Date)) -> Self {
        let is_default = |key| brief.is_default(key);
        Self {
            minutes: brief.staffing.minutes,
            from: if is_default("staffing.minutes.base") {
                MinutesFrom::Default
            } else {
                MinutesFrom::Brief
            },
            has_range: !is_default("staffing.minutes.low") && !is_default("staffing.minutes.high"),
            timed: None,
            days,
            stated: brief.staffing.minutes,
        }
    }

    /// Those of the brief and of the team at the end of a period, and what was timed in each channel.
    pub(super) fn of(
        rollup: &Rollup,
        brief: &Brief,
        period: &Period,
    ) -> (Self, BTreeMap<ChannelIx, TimedMinutes>) {
        let before = period.to.checked_sub(1.year()).unwrap_or(period.to);
        let days = (before.tomorrow().unwrap_or(before), period.to);
        let sums = rollup.handle_times_between(days.0, days.1);
        let mut all = HandleSums::default();
        for sums in sums.values() {
            all.merge(sums);
        }
        let channels =
            sums.into_iter().filter_map(|(ix, sums)| Some((ix, TimedMinutes::of(sums)?)));
        let mut handling = Self { timed: TimedMinutes::of(all), ..Self::stated(brief, days) };
        if let Some(minutes) = handling.timed.and_then(TimedMinutes::minutes) {
            (handling.minutes, handling.from, handling.has_range) =
                (minutes, MinutesFrom::Timed, true);
        }
        (handling, channels.collect())
    }

    /// The minutes of a channel for which the brief states `own`, and where so many conversations were timed. Enough timed in the channel come first, then
    /// the brief's own for it, then those of all channels.
    pub(super) fn channel(&self, own: Option<f64>, timed: Option<TimedMinutes>) -> ChannelMinutes {
        if let Some(minutes) = timed.and_then(TimedMinutes::minutes) {
            return ChannelMinutes { minutes, from: MinutesFrom::Timed, is_own: true };
        }
        let Some(base) = own else {
            return ChannelMinutes { minutes: self.minutes, from: self.from, is_own: false };
        };
        let Minutes { low, high, .. } = self.stated;
        let scaled = |end: f64| base * end / self.stated.base;
        let minutes = Minutes { low: scaled(low), base, high: scaled(high) };
        ChannelMinutes { minutes, from: MinutesFrom::Brief, is_own: true }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::mentions::Mention;
    use crate::mentions::handle_time::HandleTime;
    use crate::rollup::sample::{day, mention};

    /// So many mentions of 10 and of 20 minutes each on a day.
    fn timed(rollup: &mut Rollup, at: &str, each: usize) {
        for minutes in [10, 20] {
            let handle_time = HandleTime::Seconds(60 * minutes);
            for _ in 0..each {
                rollup.handle_times.add(&Mention { handle_time, ..mention(at) });
            }
        }
    }

    fn september(rollup: &Rollup, brief: &Brief) -> (Handling, BTreeMap<ChannelIx, TimedMinutes>) {
        Handling::of(rollup, brief, &Period::month(day("2026-09-01")))
    }

    #[test]
    fn thirty_timed_conversations_of_a_year_replace_the_stated_minutes() {
        let (mut rollup, brief) = (Rollup::default(), brief(&["x"]));
        timed(&mut rollup, "2025-10-01T10:00", 14);
        timed(&mut rollup, "2025-09-30T10:00", 9);
        timed(&mut rollup, "2026-10-01T10:00", 9);
        let (few, _) = september(&rollup, &brief);
        let minutes = few.timed.unwrap();
        assert_eq!((minutes.conversations, minutes.interval), (28, None));
        assert_eq!(
            (few.from, few.minutes, few.days.0),
            (MinutesFrom::Brief, brief.staffing.minutes, day("2025-10-01"))
        );
        timed(&mut rollup, "2026-09-30T10:00", 1);
        let (enough, channels) = september(&rollup, &brief);
        assert_eq!(
            (enough.from, enough.has_range, enough.stated.base),
            (MinutesFrom::Timed, true, 20.0)
        );
        // Half 10 and half 20 minutes: s² = 30 · 25 / 29, t of 29 degrees of freedom is 2.045230.
        let found = [enough.minutes.low, enough.minutes.base, enough.minutes.high];
        assert_eq!(found.map(|it| format!("{it:.4}")), ["13.1011", "15.0000", "16.8989"]);
        assert_eq!(channels[&ChannelIx::FIRST], enough.timed.unwrap());
        assert_eq!(september(&Rollup::default(), &brief).0.timed, None);
    }

    #[test]
    fn the_minutes_of_a_channel_are_the_most_exact_ones() {
        let handling = Handling::stated(&brief(&["x"]), (day("2025-10-01"), day("2026-09-30")));
        let enough = TimedMinutes { conversations: 30, mean: 12.0, interval: Some((11.0, 13.0)) };
        let few = TimedMinutes { conversations: 29, interval: None, ..enough };
        let of = |own, timed| {
            let found = handling.channel(own, timed);
            let Minutes { low, base, high } = found.minutes;
            ([low, base, high], found.from, found.is_own)
        };
        assert_eq!(of(None, None), ([15.0, 20.0, 30.0], MinutesFrom::Brief, false));
        assert_eq!(of(Some(40.0), Some(few)), ([30.0, 40.0, 60.0], MinutesFrom::Brief, true));
        assert_eq!(of(Some(40.0), Some(enough)), ([11.0, 12.0, 13.0], MinutesFrom::Timed, true));
    }

    #[test]
    fn conversations_of_equal_length_have_a_range_without_width() {
        let sums = HandleSums { conversations: 40, seconds: 40 * 433, squares: 40 * 433 * 433 };
        let minutes = TimedMinutes::of(sums).unwrap();
        let (low, high) = minutes.interval.unwrap();
        assert!((low - minutes.mean).abs() < 1e-6 && (high - minutes.mean).abs() < 1e-6);
    }
}
