//! Full weeks: seven-day blocks counted back from the last observed day, and the mean of a day over them (docs/method.md, Full weeks).
//!
//! Any seven days in a row hold each weekday once, and weeks are nearly independent where days are not: so ranges and
//! comparisons are based on weeks. A week with a day that the exports do not cover is left out, never filled. What comes out stands
//! beside the staffing formula and never enters it.

use std::collections::{BTreeMap, BTreeSet};
use std::iter::{self, Sum};
use std::ops::AddAssign;

use super::period::each_day;
use super::{ObservedDays, poisson, student};
use crate::units::{Date, ToSpan};

/// Days of a full week.
pub(super) const WEEK_DAYS: u32 = 7;

/// Confidence of a range.
pub(super) const SURE: f64 = 0.95;

/// Conversations per day, by the full weeks.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekMean {
    /// Full weeks used.
    pub weeks: usize,
    /// Full weeks left out, because a channel was not covered on one of their days.
    pub left_out: usize,
    /// Mean of a day over the weeks used; `None` without one.
    pub per_day: Option<f64>,
    /// 95 % interval of the mean, by Student's t over the weeks, not below 0, and never narrower than that of as many independent conversations; `None` under two.
    pub interval: Option<(f64, f64)>,
    /// Fewest and most on a single day covered in all channels; `None` without one.
    pub days: Option<(u64, u64)>,
}

impl WeekMean {
    /// Weeks from which on the interval may be relied on; with fewer it is indicative.
    pub const ENOUGH: usize = 4;

    /// The mean over the full weeks of a window.
    pub(super) fn of(
        window: &ObservedDays,
        counts: &BTreeMap<Date, u64>,
        is_missing: impl Fn(Date) -> bool,
    ) -> Self {
        let weeks = weeks(window, counts, &is_missing);
        let daily: Vec<f64> =
            weeks.totals.iter().map(|&total| total as f64 / f64::from(WEEK_DAYS)).collect();
        let sample = Sample::of(&daily);
        let days = f64::from(WEEK_DAYS) * daily.len() as f64;
        let conversations = weeks.totals.iter().sum::<u64>() as f64;
        let interval =
            sample.as_ref().and_then(|sample| sample.interval((conversations, 1.0 / days)));
        let covered = || {
            let days = each_day(window.from, window.to).filter(|&day| !is_missing(day));
            days.map(|day| on(counts, day))
        };
        Self {
            weeks: daily.len(),
            left_out: weeks.left_out,
            per_day: sample.map(|sample| sample.mean),
            interval,
            days: covered().min().zip(covered().max()),
        }
    }
}

impl Sum for Work {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        let mut sum = Self::default();
        for work in all {
            sum += work;
        }
        sum
    }
}

/// Hours of work a week as the full weeks tell them.
#[derive(Debug, Clone, PartialEq)]
pub struct WeekHours {
    /// Full weeks used.
    pub weeks: usize,
    /// Full weeks left out, because a channel was not covered on one of their days.
    pub left_out: usize,
    /// Mean hours of a week.
    pub mean: f64,
    /// 95 % interval of the mean, by Student's t over the weeks, not below 0, and never narrower than that of as many independent conversations; `None` under two
    /// and without work.
    pub interval: Option<(f64, f64)>,
}

/// Work that arrived.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Work {
    /// Its hours.
    hours: f64,
    /// The sum of the squared hours of its conversations.
    squares: f64,
}

impl Work {
    /// So many conversations of so many hours each.
    pub(super) fn of(conversations: u64, each: f64) -> Self {
        let hours = conversations as f64 * each;
        Self { hours, squares: hours * each }
    }
}

impl AddAssign for Work {
    fn add_assign(&mut self, other: Self) {
        *self = Self { hours: self.hours + other.hours, squares: self.squares + other.squares };
    }
}

impl WeekHours {
    /// The hours of the full weeks of a window, from those of its days; `None` without a full week.
    pub(super) fn of(
        window: &ObservedDays,
        work: &BTreeMap<Date, Work>,
        is_missing: impl Fn(Date) -> bool,
    ) -> Option<Self> {
        let (whole, rest): (Vec<_>, Vec<_>) =
            spans(window).partition(|&(from, to)| !each_day(from, to).any(&is_missing));
        let of_week = |&(from, to): &(Date, Date)| -> Work {
            each_day(from, to).filter_map(|day| work.get(&day)).copied().sum()
        };
        let by_week: Vec<Work> = whole.iter().map(of_week).collect();
        let all: Work = by_week.iter().copied().sum();
        let sample = Sample::of(&by_week.iter().map(|work| work.hours).collect::<Vec<_>>())?;
        // The conversations of equal length that would vary as much as these, and the hours of one of them a week.
        let interval = (all.hours > 0.0).then(|| {
            let each = all.squares / all.hours;
            sample.interval((all.hours / each, each / sample.n))
        });
        let interval = interval.flatten();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
        let weeks = sample.n as usize;
        Some(Self { weeks, left_out: rest.len(), mean: sample.mean, interval })
    }
}

/// Totals of the full weeks of a window, newest first.
#[derive(Debug, Default)]
pub(super) struct Weeks {
    /// Those used.
    pub(super) totals: Vec<u64>,
    /// Their first days.
    pub(super) starts: Vec<Date>,
    /// How many were left out.
    pub(super) left_out: usize,
}

impl Weeks {
    /// Mean of a day; `None` without a week.
    pub(super) fn per_day(&self) -> Option<f64> {
        let days = f64::from(WEEK_DAYS) * self.totals.len() as f64;
        (days > 0.0).then(|| self.totals.iter().sum::<u64>() as f64 / days)
    }

    /// Without the weeks that hold one of these days.
    pub(super) fn without(&self, days: &BTreeSet<Date>) -> Self {
        let is_without =
            |from: Date| days.range(from..=from.saturating_add(6.days())).next().is_none();
        let weeks = self.starts.iter().zip(&self.totals).filter(|(from, _)| is_without(**from));
        let (starts, totals) = weeks.map(|(&from, &total)| (from, total)).unzip();
        Self { totals, starts, left_out: self.left_out }
    }
}

/// Adds up the days of each full week; at most six days at the window's start belong to none.
pub(super) fn weeks(
    window: &ObservedDays,
    counts: &BTreeMap<Date, u64>,
    is_missing: impl Fn(Date) -> bool,
) -> Weeks {
    weeks_if(window, counts, |(from, to), _| !each_day(from, to).any(&is_missing))
}

/// The same with only those weeks of which this is true; it gets their first and last day and their total.
pub(super) fn weeks_if(
    window: &ObservedDays,
    counts: &BTreeMap<Date, u64>,
    is_whole: impl Fn((Date, Date), u64) -> bool,
) -> Weeks {
    let all = spans(window).map(|(from, to)| {
        let total = each_day(from, to).map(|day| on(counts, day)).sum();
        ((from, to), total)
    });
    let (whole, rest): (Vec<_>, Vec<_>) = all.partition(|&(days, total)| is_whole(days, total));
    let (starts, totals) = whole.into_iter().map(|((from, _), total)| (from, total)).unzip();
    Weeks { totals, starts, left_out: rest.len() }
}

/// First and last days of the full weeks of a window, newest first.
fn spans(window: &ObservedDays) -> impl Iterator<Item = (Date, Date)> {
    let first = window.from;
    let starts = move |to: &Date| to.checked_sub(6.days()).ok().filter(|&from| first <= from);
    let ends = iter::successors(Some(window.to), |to| to.checked_sub(7.days()).ok());
    ends.map_while(move |to| Some((starts(&to)?, to)))
}

fn on(counts: &BTreeMap<Date, u64>, day: Date) -> u64 {
    counts.get(&day).copied().unwrap_or(0)
}

/// Mean and spread of some values.
pub(super) struct Sample {
    n: f64,
    pub(super) mean: f64,
    squares: f64,
}

impl Sample {
    /// `None` without a value.
    pub(super) fn of(values: &[f64]) -> Option<Self> {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares = values.iter().map(|value| (value - mean) * (value - mean)).sum();
        (n > 0.0).then_some(Self { n, mean, squares })
    }

    pub(super) fn freedom(&self) -> f64 {
        self.n - 1.0
    }

    /// 95 % interval of the mean of values that are not negative, and no narrower than that of so many independent events, each of which adds so much to the
    /// mean; `None` for a single value.
    fn interval(&self, (events, each): (f64, f64)) -> Option<(f64, f64)> {
        let half = student::bound(SURE, self.freedom()) * self.squared_error()?.sqrt();
        let (low, high) = poisson::interval(events);
        Some(((self.mean - half).clamp(0.0, low * each), (self.mean + half).max(high * each)))
    }

    /// Square of the mean's standard error: s² / n; `None` for a single value.
    pub(super) fn squared_error(&self) -> Option<f64> {
        (self.n > 1.0).then(|| self.squares / self.freedom() / self.n)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::insights::period::days_between;
    use crate::rollup::sample::day;

    /// The four weeks of docs/method.md, Full weeks, Monday first.
    pub(in crate::insights) const D28: [u64; 28] = [
        42, 47, 45, 44, 50, 28, 22, 39, 51, 46, 48, 41, 25, 24, 55, 60, 52, 49, 47, 31, 27, 40, 44,
        43, 38, 45, 26, 21,
    ];

    fn window(from: &str, to: &str) -> ObservedDays {
        let (from, to) = (day(from), day(to));
        ObservedDays { from, to, days: days_between(from, to) }
    }

    /// These counts on the last days of May 2026.
    fn counts(daily: &[u64]) -> (ObservedDays, BTreeMap<Date, u64>) {
        let to = day("2026-05-31");
        let from = to - (i64::try_from(daily.len()).unwrap() - 1).days();
        let counts = each_day(from, to).zip(daily.iter().copied()).collect();
        (ObservedDays { from, to, days: days_between(from, to) }, counts)
    }

    fn mean(daily: &[u64], missing: &[&str]) -> WeekMean {
        let (window, counts) = counts(daily);
        WeekMean::of(&window, &counts, |date| missing.iter().any(|&gap| day(gap) == date))
    }

    fn four(value: Option<(f64, f64)>) -> Option<String> {
        value.map(|(low, high)| format!("{low:.4} {high:.4}"))
    }

    #[test]
    fn four_weeks_give_the_documented_interval() {
        let mean = mean(&D28, &[]);
        assert_eq!(mean.per_day.map(|mean| format!("{mean:.6}")).as_deref(), Some("40.357143"));
        assert_eq!(four(mean.interval).as_deref(), Some("34.1665 46.5478"));
        assert_eq!((mean.weeks, mean.left_out, mean.days), (4, 0, Some((21, 60))));
        let daily = [278.0, 274.0, 321.0, 257.0].map(|total: f64| total / 7.0);
        let error = Sample::of(&daily).unwrap().squared_error().unwrap().sqrt();
        assert_eq!(format!("{error:.6}"), "1.945254");
    }

    #[test]
    fn hours_of_four_weeks_give_the_documented_range() {
        let (window, counts) = counts(&D28);
        let hours = |minutes: f64| {
            counts.iter().map(|(&day, &count)| (day, Work::of(count, minutes / 60.0))).collect()
        };
        for (minutes, mean, range) in [
            (15.0, "10.089", "8.542 11.637"),
            (20.0, "13.452", "11.389 15.516"),
            (30.0, "20.179", "17.083 23.274"),
        ] {
            let found = WeekHours::of(&window, &hours(minutes), |_| false).unwrap();
            assert_eq!(format!("{:.3}", found.mean / 7.0), mean);
            let (low, high) = found.interval.unwrap();
            assert_eq!(format!("{:.3} {:.3}", low / 7.0, high / 7.0), range);
        }
        let gap = WeekHours::of(&window, &hours(20.0), |date| date == day("2026-05-20")).unwrap();
        assert_eq!((gap.weeks, gap.left_out), (3, 1));
        let short = ObservedDays { from: day("2026-05-26"), ..window };
        assert_eq!(WeekHours::of(&short, &hours(20.0), |_| false), None);
    }

    #[test]
    fn equal_weeks_vary_as_much_as_independent_conversations() {
        // 560 conversations on 28 days: Garwood 514.57 to 608.37.
        let equal = mean(&[20; 28], &[]);
        assert_eq!(four(equal.interval).as_deref(), Some("18.3776 21.7272"));
        let (window, counts) = counts(&[20; 28]);
        let half_hours =
            |each: f64| counts.iter().map(|(&day, &count)| (day, Work::of(count, each))).collect();
        let hours = WeekHours::of(&window, &half_hours(0.5), |_| false).unwrap();
        let (low, high) = hours.interval.unwrap();
        assert_eq!(format!("{low:.3} {high:.3}"), "64.322 76.045");
        // Half of them take three times as long: 448 equal ones of 1.25 · 0.5 hours would vary as much, Garwood 407.47 to 491.47.
        let mixed = counts.iter().map(|(&day, &count)| {
            let mut work = Work::of(count / 2, 0.25);
            work += Work::of(count / 2, 0.75);
            (day, work)
        });
        let mixed = WeekHours::of(&window, &mixed.collect(), |_| false).unwrap();
        let (low, high) = mixed.interval.unwrap();
        assert!((mixed.mean - 70.0).abs() < 1e-9);
        assert_eq!(format!("{low:.3} {high:.3}"), "63.667 76.792");
        let none = WeekHours::of(&window, &BTreeMap::new(), |_| false).unwrap();
        assert_eq!((none.weeks, none.interval), (4, None));
    }

    #[test]
    fn days_before_the_first_full_week_are_in_no_week() {
        let (_, counts) = counts(&[&[900, 900, 900], &D28[..]].concat());
        let totals = weeks(&window("2026-05-01", "2026-05-31"), &counts, |_| false).totals;
        assert_eq!(totals, [257, 321, 274, 278]);
        let all = weeks(&window("2026-05-01", "2026-05-31"), &counts, |_| false);
        // The second newest is that of 18 to 24 May.
        let calm = all.without(&BTreeSet::from([day("2026-05-18"), day("2026-05-24")]));
        assert_eq!(calm.totals, [257, 274, 278]);
        assert_eq!(calm.per_day(), Some(809.0 / 21.0));
        // 6 days: no week.
        assert_eq!(weeks(&window("2026-05-26", "2026-05-31"), &counts, |_| false).totals, [0; 0]);
    }

    #[test]
    fn a_week_with_a_missing_day_is_left_out() {
        // The third week (18 to 24 May) has the gap.
        let mean = mean(&D28, &["2026-05-20", "2026-05-21"]);
        assert_eq!((mean.weeks, mean.left_out), (3, 1));
        assert!((mean.per_day.unwrap() - (278.0 + 274.0 + 257.0) / 21.0).abs() < 1e-12);
    }

    #[test]
    fn one_week_has_no_range_and_none_has_no_mean() {
        let one = mean(&D28[..13], &[]);
        assert_eq!((one.weeks, one.interval, one.days), (1, None, Some((22, 51))));
        let none = mean(&D28[..6], &[]);
        assert_eq!((none.weeks, none.per_day, none.days), (0, None, Some((28, 50))));
        let missing = mean(&[5], &["2026-05-31"]);
        assert_eq!((missing.per_day, missing.days), (None, None));
    }

    #[test]
    fn a_range_of_two_unlike_weeks_ends_at_zero() {
        let (low, high) = mean(&[&[0; 7], &[10_u64; 7][..]].concat(), &[]).interval.unwrap();
        // 5 ± 12.7062 · 5.
        assert!(low.abs() < 1e-12 && (high - 68.531).abs() < 1e-3);
    }
}
