//! Net sentiment, now and week by week.
//!
//! One of several definitions in use, the one with neutral mentions in the base: 100 · (positive - negative) / (positive +
//! neutral + negative). Mentions without a label are not neutral: they stay outside the base, and their number is shown.

use std::collections::BTreeMap;
use std::iter;

use super::clusters::{Clusters, FEWEST_LABELS};
use super::interval::{Z95, wilson_of};
use super::period::first_observed;
use super::{ToneFigures, WeekTone};
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::rollup::{Rollup, Spread};
use crate::tally::Tally;
use crate::units::{Date, ToSpan};

/// Why a tone has no interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoRange {
    /// Under ten labels.
    FewLabels,
    /// Ten labels or more, most of them by a few accounts.
    FewAccounts,
    /// The history does not record which accounts wrote.
    NotMeasured,
}

/// Weeks of the trend at most: half a year.
const MOST_WEEKS: usize = 26;

impl ToneFigures {
    /// Net sentiment of these counts, in points, with the interval that their spread over accounts allows. `None`: the spread was not
    /// measured, and there is no interval. Labels that are not in the spread have no known author: each counts as an account of its own.
    ///
    /// # Examples
    ///
    /// ```
    /// use socialmap::insights::ToneFigures;
    /// use socialmap::Tone;
    /// use socialmap::rollup::Spread;
    /// use socialmap::tally::Tally;
    /// let tone = ToneFigures::of(Tally::of([80, 100, 20, 7]), Some(Spread::default()));
    /// assert_eq!(tone.net, Some(30.0));
    /// let (low, high) = tone.interval.unwrap();
    /// assert_eq!(format!("{low:.4} to {high:.4}"), "20.8008 to 38.6052");
    /// assert_eq!(ToneFigures::of(Tally::from([(Tone::Unscored, 7)]), None).net, None);
    /// ```
    pub fn of(counts: Tally<Tone>, spread: Option<Spread>) -> Self {
        let base = counts.labelled();
        let net =
            100.0 * (counts[Tone::Positive] as f64 - counts[Tone::Negative] as f64) / base as f64;
        let net = (base > 0).then_some(net);
        let figures = Self { counts, net, interval: None, spread };
        Self { interval: figures.net_interval(), ..figures }
    }

    /// The used mentions of these days (both included), all channels together.
    pub(super) fn between(rollup: &Rollup, from: Date, to: Date) -> Self {
        let mut counts = Tally::default();
        for (_, _, cell) in rollup.volume.between(from, to) {
            counts.merge(&cell.tones);
        }
        Self::of(counts, rollup.spread_between(from, to).map(|channels| total(&channels)))
    }

    fn net_interval(&self) -> Option<(f64, f64)> {
        let (net, variance) = self.net_variance()?;
        let half = Z95 * variance.sqrt();
        Some((100.0 * (net - half).max(-1.0), 100.0 * (net + half).min(1.0)))
    }

    /// Bonett and Price's estimate of the net sentiment, which is drawn a little towards 0, and the square of its standard error, both as
    /// ratios; `None` under ten effective labels.
    fn net_variance(&self) -> Option<(f64, f64)> {
        let size = self.effective_net()?;
        let scaled = |tone| self.counts[tone] as f64 * size / self.counts.labelled() as f64;
        let smoothed = |tone| (scaled(tone) + 1.0) / (size + 2.0);
        let (positive, negative) = (smoothed(Tone::Positive), smoothed(Tone::Negative));
        let net = positive - negative;
        let variance = (positive + negative - net * net) / (size + 2.0);
        (size >= FEWEST_LABELS).then_some((net, variance))
    }

    /// Why there is no interval; `None` if there is one.
    pub fn no_range(&self) -> Option<NoRange> {
        match self.interval {
            Some(_) => None,
            None if (self.counts.labelled() as f64) < FEWEST_LABELS => Some(NoRange::FewLabels),
            None if self.spread.is_none() => Some(NoRange::NotMeasured),
            None => Some(NoRange::FewAccounts),
        }
    }

    /// Accounts with a label; `None`: not measured, or no label has a known author.
    pub fn accounts(&self) -> Option<u64> {
        self.spread.map(|spread| spread.accounts).filter(|accounts| *accounts > 0)
    }

    /// The share of one tone among the labels, with its 95 % interval; `None` without a label.
    pub fn share(&self, tone: Tone) -> Option<(f64, Option<(f64, f64)>)> {
        let (count, of) = (self.counts[tone], self.counts.labelled());
        let share = (of > 0).then(|| count as f64 / of as f64)?;
        let size = self.spread.map(|spread| {
            let (sum, squares, products) = match tone {
                Tone::Positive => (spread.p, spread.pp, spread.pn),
                _ => (spread.q, spread.qq, spread.qn),
            };
            let lone = count.saturating_sub(sum) as f64;
            self.clusters(spread, count as f64, squares as f64 + lone, products as f64 + lone)
                .effective_size(share * (1.0 - share))
        });
        Some((share, size.map(|size| wilson_of(share, size))))
    }

    /// Labels that count as independent for the net sentiment.
    pub(super) fn effective_net(&self) -> Option<f64> {
        let (spread, base) = (self.spread?, self.counts.labelled() as f64);
        if base <= 0.0 {
            return None;
        }
        let [p, q] = [Tone::Positive, Tone::Negative].map(|tone| self.counts[tone]);
        let lone = |count: u64, sum: u64| count.saturating_sub(sum) as f64;
        let (p_alone, q_alone) = (lone(p, spread.p), lone(q, spread.q));
        let squares = spread.pp as f64 + spread.qq as f64 - 2.0 * spread.pq as f64;
        let products = spread.pn as f64 - spread.qn as f64;
        let (p, q) = (p as f64, q as f64);
        let net = (p - q) / base;
        let clusters =
            self.clusters(spread, p - q, squares + p_alone + q_alone, products + p_alone - q_alone);
        Some(clusters.effective_size((p + q) / base - net * net))
    }

    fn clusters(&self, spread: Spread, sum: f64, squares: f64, products: f64) -> Clusters {
        let lone = self.counts.labelled().saturating_sub(spread.n) as f64;
        Clusters {
            count: spread.accounts as f64 + lone,
            size: self.counts.labelled() as f64,
            size_squares: spread.nn as f64 + lone,
            sum,
            squares,
            products,
        }
    }
}

/// The accounts of all channels, none of two channels taken for the same.
pub(super) fn total(channels: &BTreeMap<ChannelIx, Spread>) -> Spread {
    let mut all = Spread::default();
    for spread in channels.values() {
        all.merge(spread);
    }
    all
}

/// The earliest day that a trend up to `last` may show.
pub(super) fn earliest(last: Date) -> Date {
    let days = 7 * i64::try_from(MOST_WEEKS).unwrap_or(i64::MAX) - 1;
    last.checked_sub(days.days()).unwrap_or(Date::MIN)
}

/// Seven-day blocks counted back from `last`, oldest first, at most 26, none that begins before the first observed day: any
/// seven days in a row hold each weekday once, so that blocks may be compared.
pub(super) fn trend(rollup: &Rollup, last: Date) -> Vec<WeekTone> {
    let Some(first) = first_observed(rollup) else {
        return Vec::new();
    };
    let starts = |to: &Date| to.checked_sub(6.days()).ok().filter(|&from| first <= from);
    let ends = iter::successors(Some(last), |to| to.checked_sub(7.days()).ok());
    let mut weeks: Vec<WeekTone> = ends
        .map_while(|to| starts(&to).map(|from| (from, to)))
        .take(MOST_WEEKS)
        .map(|(from, to)| WeekTone { from, to, tone: ToneFigures::between(rollup, from, to) })
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

    /// Labels without a known author.
    fn lone(positive: u64, neutral: u64, negative: u64) -> ToneFigures {
        ToneFigures::of(Tally::of([positive, neutral, negative, 99]), Some(Spread::default()))
    }

    #[test]
    fn net_of_all_neutral_is_zero_and_of_no_label_unknown() {
        let neutral = lone(0, 12, 0);
        assert_eq!(neutral.net, Some(0.0));
        let (low, high) = neutral.interval.unwrap();
        assert!(low < -10.0 && high > 10.0, "twelve of one tone leave doubt");
        let none = ToneFigures::of(Tally::from([(Tone::Unscored, 12)]), Some(Spread::default()));
        assert_eq!((none.net, none.interval), (None, None));
        let few = lone(1, 0, 3);
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
    fn blocks_reach_back_before_the_period_but_half_a_year_at_most() {
        let mut rollup = rollup_since("2025-10-01T10:00");
        for at in ["2025-12-20T10:00", "2026-03-01T10:00"] {
            rollup.add(&mention(at), RowStatus::NotRelevant);
        }
        let weeks = trend(&rollup, day("2026-05-24"));
        assert_eq!((weeks.len(), weeks[0].from), (26, day("2025-11-24")));
        // A week without mentions is measured, its tone is not.
        assert_eq!((weeks[0].tone.counts.total(), weeks[0].tone.net), (0, None));
        // A row far from all others shows no week around it.
        rollup.add(&mention("2020-01-01T10:00"), RowStatus::Used);
        let reaching = trend(&rollup, day("2025-10-07"));
        assert_eq!(reaching.len(), 1);
        assert_eq!(trend(&Rollup::default(), day("2026-05-24")), []);
    }
}
