//! Compares a period with the one before it (docs/method.md, Change of volume): rates per observed day, every weekday weighing the same, and a verdict
//! that stands on full weeks.
//!
//! Counts of both periods come in; rates, a ratio with its 95 % interval and a verdict go out. No verdict is given on fewer than four
//! full weeks on a side or on a week without a mention (it has no logarithm), and none that the rates contradict: day counts
//! are no independent draws, so a test on them cries wolf every third time.

use std::collections::BTreeMap;

use super::interval::{self, Z80, Z95};
use super::volume::is_missing;
use super::weeks::{SURE, Sample, WeekMean, Weeks, weeks};
use super::{Period, ToneFigures, Window, period::each_day, sentiment, student};
use crate::brief::Brief;
use crate::mentions::RowStatus;
use crate::mentions::channel::Channels;
use crate::rollup::Rollup;
use crate::units::Date;

/// Confidence from which on a change is likely.
const LIKELY: f64 = 0.80;

/// Change of the ratio, up or down, from which on it is worth a clear word.
const WORTH_TELLING: f64 = 0.10;

/// What may be said of two measurements of the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// Higher: 95 % excludes none, and a volume by a tenth at least.
    Rose,
    /// Higher at 80 %.
    ProbablyRose,
    /// Either way.
    Unclear,
    /// Lower at 80 %.
    ProbablyFell,
    /// Lower: 95 % excludes none, and a volume by a tenth at least.
    Fell,
}

/// A period against the one before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The period before, of the same kind.
    pub previous: Period,
    /// Its observed days.
    pub window: Window,
    /// Used mentions: (now, before).
    pub mentions: (u64, u64),
    /// Used mentions per observed day: (now, before).
    pub per_day: (f64, f64),
    /// now / before with every weekday weighing the same; `None` if a weekday was not observed or nothing was said before.
    pub ratio: Option<f64>,
    /// Full weeks on each side: (now, before).
    pub weeks: (usize, usize),
    /// Full weeks left out on both sides, because a channel was not covered on one of their days.
    pub left_out: usize,
    /// The test on the full weeks; `None` under [`WeekMean::ENOUGH`] on a side or if one of them has no mention.
    pub test: Option<WeekTest>,
    /// Tone of the period before.
    pub tone: ToneFigures,
    /// What became of the tone; `None` under 10 labels on a side.
    pub tone_change: Option<Change>,
}

/// Welch's test on the logarithms of the totals of full weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeekTest {
    /// Typical week now / typical week before (geometric means).
    pub ratio: f64,
    /// 95 % interval of the ratio.
    pub interval: (f64, f64),
    /// The verdict.
    pub change: Change,
}

/// Compares two sides; `None` if a channel was covered in one of the periods alone, whose rates would not be of the same places.
pub(super) fn comparison(
    now: (&Side, &ToneFigures),
    rollup: &Rollup,
    brief: &Brief,
    channels: &Channels,
    previous: Period,
) -> Option<Comparison> {
    let (side, tone) = now;
    let window = previous.window(rollup)?;
    let before = Side::of(rollup, brief, channels, &window);
    if side.uncovered != before.uncovered {
        return None;
    }
    let former_tone = ToneFigures::of(sentiment::tones_between(rollup, window.from, window.to));
    let direction = side.per_day - before.per_day;
    Some(Comparison {
        previous,
        window,
        mentions: (side.mentions, before.mentions),
        per_day: (side.per_day, before.per_day),
        ratio: before.even.filter(|&rate| rate > 0.0).and_then(|rate| Some(side.even? / rate)),
        weeks: (side.weeks.totals.len(), before.weeks.totals.len()),
        left_out: side.weeks.left_out + before.weeks.left_out,
        test: WeekTest::of(&side.weeks.totals, &before.weeks.totals, direction),
        tone_change: tone_change(tone, &former_tone),
        tone: former_tone,
    })
}

/// The used mentions of observed days, as a comparison needs them.
pub(super) struct Side {
    mentions: u64,
    /// Used mentions per observed day, summed over the channels.
    pub(super) per_day: f64,
    /// The same with every weekday weighing the same; `None` if a channel was not observed on one.
    even: Option<f64>,
    weeks: Weeks,
    /// Declared channels without an observed day.
    uncovered: Vec<usize>,
}

impl Side {
    pub(super) fn of(rollup: &Rollup, brief: &Brief, channels: &Channels, window: &Window) -> Self {
        let observed = |declared| {
            let mut days = [0_u32; 7];
            for day in each_day(window.from, window.to) {
                days[row(day)] += u32::from(!is_missing(brief, declared, day));
            }
            days
        };
        let uncovered: Vec<usize> = (0..brief.channels.len())
            .filter(|&channel| observed(Some(channel)).iter().sum::<u32>() == 0)
            .collect();
        let is_covered = |declared: Option<usize>| declared.is_none_or(|d| !uncovered.contains(&d));
        let mut by_channel = BTreeMap::<_, [u64; 7]>::new();
        let mut by_day = BTreeMap::<Date, u64>::new();
        for (day, channel, counts) in rollup.volume.between(window.from, window.to) {
            if counts.rows[RowStatus::Used] > 0 && is_covered(channels.get(channel).declared) {
                by_channel.entry(channel).or_default()[row(day)] += counts.rows[RowStatus::Used];
                *by_day.entry(day).or_default() += counts.rows[RowStatus::Used];
            }
        }
        let (mut per_day, mut even) = (0.0, Some(0.0));
        for (&channel, counts) in &by_channel {
            let days = observed(channels.get(channel).declared);
            per_day += counts.iter().sum::<u64>() as f64 / f64::from(days.iter().sum::<u32>());
            let rates = counts.iter().zip(days).map(|(&n, days)| n as f64 / f64::from(days));
            let is_whole = days.iter().all(|&days| days > 0);
            even = even.filter(|_| is_whole).map(|sum| sum + rates.sum::<f64>() / 7.0);
        }
        let has_gap = |day| {
            let mut covered =
                (0..brief.channels.len()).filter(|channel| !uncovered.contains(channel));
            covered.any(|channel| is_missing(brief, Some(channel), day))
        };
        Self {
            mentions: by_day.values().sum(),
            per_day,
            even,
            weeks: weeks(window, &by_day, has_gap),
            uncovered,
        }
    }
}

/// Monday is 0.
fn row(day: Date) -> usize {
    usize::try_from(day.weekday().to_monday_zero_offset()).expect("0 to 6")
}

impl WeekTest {
    /// `direction` has the sign of the change in the rates that stand beside the verdict.
    fn of(now: &[u64], before: &[u64], direction: f64) -> Option<Self> {
        if now.len().min(before.len()) < WeekMean::ENOUGH {
            return None;
        }
        let welch = Welch::of(now, before)?;
        let (low, high) = welch.interval(SURE);
        let ratio = libm::exp(welch.difference);
        let excludes_none = |confidence| {
            let (low, high) = welch.interval(confidence);
            low > 0.0 || high < 0.0
        };
        let is_clear = excludes_none(SURE) && (ratio - 1.0).abs() >= WORTH_TELLING;
        let is_likely = excludes_none(LIKELY) && welch.difference * direction > 0.0;
        let change = match (is_likely, is_clear, direction > 0.0) {
            (false, ..) => Change::Unclear,
            (_, true, true) => Change::Rose,
            (_, true, false) => Change::Fell,
            (_, false, true) => Change::ProbablyRose,
            (_, false, false) => Change::ProbablyFell,
        };
        Some(Self { ratio, interval: (libm::exp(low), libm::exp(high)), change })
    }
}

/// Welch's comparison of two means, here of logarithms.
struct Welch {
    difference: f64,
    error: f64,
    freedom: f64,
}

impl Welch {
    /// `None` if a side has under two values or a zero.
    fn of(now: &[u64], before: &[u64]) -> Option<Self> {
        let logs = |totals: &[u64]| -> Option<Sample> {
            let log = |&total: &u64| (total > 0).then(|| libm::log(total as f64));
            Sample::of(&totals.iter().map(log).collect::<Option<Vec<f64>>>()?)
        };
        let (now, before) = (logs(now)?, logs(before)?);
        let (a, b) = (now.squared_error()?, before.squared_error()?);
        let freedom = (a + b) * (a + b) / (a * a / now.freedom() + b * b / before.freedom());
        Some(Self { difference: now.mean - before.mean, error: (a + b).sqrt(), freedom })
    }

    /// Two sides without any spread leave no doubt.
    fn interval(&self, confidence: f64) -> (f64, f64) {
        let half = match self.error {
            error if error > 0.0 => student::bound(confidence, self.freedom) * error,
            _ => 0.0,
        };
        (self.difference - half, self.difference + half)
    }
}

/// Compares two net sentiments by their standard errors (docs/method.md, Net sentiment).
fn tone_change(now: &ToneFigures, before: &ToneFigures) -> Option<Change> {
    let (net, variance) = interval::net_variance(&now.counts)?;
    let (former, former_variance) = interval::net_variance(&before.counts)?;
    let (difference, error) = (net - former, (variance + former_variance).sqrt());
    Some(match difference {
        d if d > Z95 * error => Change::Rose,
        d if d < -Z95 * error => Change::Fell,
        d if d > Z80 * error => Change::ProbablyRose,
        d if d < -Z80 * error => Change::ProbablyFell,
        _ => Change::Unclear,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::brief;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};
    use crate::tally::Tally;
    use crate::units::Weekday;

    /// The weeks of docs/method.md, Change of volume.
    const BEFORE: [u64; 4] = [278, 274, 321, 257];
    const NOW: [u64; 4] = [310, 298, 335, 322];

    #[test]
    fn welch_gives_the_documented_values() {
        let welch = Welch::of(&NOW, &BEFORE).unwrap();
        let t = welch.difference / welch.error;
        let p = student::two_sided(t, welch.freedom);
        // 4.5887899 degrees of freedom.
        let told = [t, welch.freedom, p].map(|value| format!("{value:.5}"));
        assert_eq!(told, ["2.16591", "4.58879", "0.08747"]);
        let test = WeekTest::of(&NOW, &BEFORE, 1.0).unwrap();
        let told =
            [test.ratio, test.interval.0, test.interval.1].map(|value| format!("{value:.6}"));
        assert_eq!(told, ["1.122177", "0.975010", "1.291557"]);
        assert_eq!(test.change, Change::ProbablyRose);
    }

    fn change(now: &[u64], before: &[u64]) -> Option<Change> {
        let direction = now.iter().sum::<u64>() as f64 - before.iter().sum::<u64>() as f64;
        WeekTest::of(now, before, direction).map(|test| test.change)
    }

    #[test]
    fn verdicts_need_certainty_size_and_rates_that_agree() {
        assert_eq!(change(&[31, 32, 33, 34], &[20, 21, 22, 23]), Some(Change::Rose));
        assert_eq!(change(&[20, 21, 22, 23], &[31, 32, 33, 34]), Some(Change::Fell));
        assert_eq!(change(&BEFORE, &NOW), Some(Change::ProbablyFell));
        assert_eq!(change(&[20, 90, 25, 80], &[30, 70, 40, 50]), Some(Change::Unclear));
        // Certain, but by 5 % alone.
        assert_eq!(
            change(&[1050, 1051, 1049, 1050], &[1000, 1001, 999, 1000]),
            Some(Change::ProbablyRose)
        );
        // The weeks rose, the whole periods fell: the days outside of the weeks say otherwise.
        let torn = WeekTest::of(&[31, 32, 33, 34], &[20, 21, 22, 23], -1.0).unwrap();
        assert_eq!(torn.change, Change::Unclear);
        // No spread, no doubt; no change, no direction.
        assert_eq!(change(&[20; 4], &[10; 4]), Some(Change::Rose));
        assert_eq!(change(&[20; 4], &[20; 4]), Some(Change::Unclear));
    }

    #[test]
    fn three_weeks_or_a_silent_one_carry_no_verdict() {
        assert_eq!(change(&NOW[..3], &BEFORE), None);
        assert_eq!(change(&NOW, &BEFORE[..3]), None);
        assert_eq!(change(&NOW, &[278, 0, 321, 257]), None);
    }

    fn tone(positive: u64, neutral: u64, negative: u64) -> ToneFigures {
        ToneFigures::of(Tally::of([positive, neutral, negative, 0]))
    }

    #[test]
    fn tone_needs_its_error_to_move() {
        // Standard error of 80/100/20 is 4.5277 points; the difference of two such is 6.403: 12.55 at 95 %, 8.21 at 80 %.
        let base = tone(80, 100, 20);
        assert_eq!(tone_change(&base, &base), Some(Change::Unclear));
        assert_eq!(tone_change(&tone(94, 100, 6), &base), Some(Change::Rose));
        assert_eq!(tone_change(&base, &tone(94, 100, 6)), Some(Change::Fell));
        assert_eq!(tone_change(&base, &tone(90, 100, 10)), Some(Change::ProbablyFell));
        assert_eq!(tone_change(&tone(90, 100, 10), &base), Some(Change::ProbablyRose));
        assert_eq!(tone_change(&tone(3, 3, 3), &base), None);
    }

    /// On weekdays 40, at weekends 20, in one declared channel.
    fn steady(from: &str, to: &str) -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit", "reviews"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for date in each_day(day(from), day(to)) {
            let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            let channel = channels.declared(0);
            let used = Mention { channel, ..mention(&format!("{date}T10:00")) };
            for _ in 0..if is_weekend { 20 } else { 40 } {
                rollup.add(&used, RowStatus::Used);
            }
        }
        (rollup, brief, channels)
    }

    fn compared(rollup: &Rollup, brief: &Brief, channels: &Channels) -> Option<Comparison> {
        let march = Period::month(day("2025-03-01"));
        let side = Side::of(rollup, brief, channels, &march.window(rollup)?);
        let tone = ToneFigures::of(Tally::default());
        comparison((&side, &tone), rollup, brief, channels, march.previous()?)
    }

    #[test]
    fn february_and_march_are_as_busy_weekday_by_weekday() {
        let (rollup, brief, channels) = steady("2025-02-01", "2025-03-31");
        let compared = compared(&rollup, &brief, &channels).unwrap();
        assert_eq!(compared.mentions, (1040, 960));
        let (now, before) = compared.per_day;
        assert_eq!(format!("{now:.4} {before:.4}"), "33.5484 34.2857");
        assert!((compared.ratio.unwrap() - 1.0).abs() < 1e-12);
        assert_eq!((compared.weeks, compared.test.unwrap().change), ((4, 4), Change::Unclear));
        assert_eq!((compared.previous.id.as_str(), compared.tone_change), ("2025-02", None));
    }

    #[test]
    fn missing_days_change_no_rate_and_drop_their_week() {
        let (rollup, mut brief, channels) = steady("2025-02-01", "2025-03-31");
        // A gap of the silent channel: no rate of the other changes, but the week of 4 to 10 March is not whole.
        brief.coverage_gaps =
            vec![Gap { channel: 1, from: day("2025-03-05"), to: day("2025-03-06") }];
        let partly = compared(&rollup, &brief, &channels).unwrap();
        assert_eq!(format!("{:.4}", partly.per_day.0), "33.5484");
        assert_eq!((partly.weeks, partly.left_out, partly.test), ((3, 4), 1, None));
        // Missing days leave the denominator: 1040 on 29 days.
        brief.coverage_gaps[0].channel = 0;
        assert_eq!(
            format!("{:.4}", compared(&rollup, &brief, &channels).unwrap().per_day.0),
            "35.8621"
        );
        // Covered in February alone: not the same places.
        brief.coverage_gaps[0] = Gap { channel: 1, from: day("2025-03-01"), to: day("2025-04-30") };
        assert_eq!(compared(&rollup, &brief, &channels), None);
        brief.coverage_gaps[0].from = day("2025-01-01");
        assert_eq!(compared(&rollup, &brief, &channels).map(|c| c.weeks), Some((4, 4)));
    }

    #[test]
    fn a_period_before_that_was_not_observed_is_not_compared() {
        let (rollup, brief, channels) = steady("2025-03-01", "2025-03-31");
        assert_eq!(compared(&rollup, &brief, &channels), None);
        // Four days of February: rates, but no weekday ratio and no verdict.
        let (rollup, brief, channels) = steady("2025-02-25", "2025-03-31");
        let compared = compared(&rollup, &brief, &channels).unwrap();
        assert_eq!((compared.window.days, compared.ratio, compared.test), (4, None, None));
    }
}
