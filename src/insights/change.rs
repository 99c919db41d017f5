//! Whether more or less was said than before, and in another tone (docs/method.md, Change).
//!
//! The full weeks of a period are compared with the 13 weeks before them, where so many were observed; else the period is compared with the one before
//! it. There is no comparison where different channels were covered, and no verdict under 30 mentions on a side, on too few weeks, or
//! with a week without a mention, which has no logarithm.

mod side;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use super::period::each_day;
use super::weeks::{WEEK_DAYS, Weeks};
use super::{Counted, ObservedDays, Period, ToneFigures, peaks, sentiment};
use crate::brief::Brief;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::rollup::Rollup;
use crate::tally::Tally;
use crate::units::{Date, ToSpan};
use side::ChannelSide;

pub(super) use side::{Side, has_gap, uncovered};
pub use verdict::{ChangeVerdict, FEWEST_BASE_WEEKS, FEWEST_MENTIONS, ToneTest, WeekTest};
pub(super) use verdict::{LIKELY, adjusted};

/// Weeks of the base.
pub const BASE_WEEKS: u32 = 13;

/// What a period is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// The [`BASE_WEEKS`] weeks before.
    Weeks,
    /// The period before, of the same kind.
    Period(Period),
}

/// A period against what was before it.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What it is compared with.
    pub base: Base,
    /// The days compared: the period's full weeks, or all its observed days.
    pub now: ObservedDays,
    /// The days they are compared with.
    pub before: ObservedDays,
    /// How many of these days the exports cover: (now, before).
    pub days: (u32, u32),
    /// Used mentions on them: (now, before).
    pub mentions: (u64, u64),
    /// Used mentions per observed day: (now, before).
    pub per_day: (f64, f64),
    /// Full weeks on each side: (now, before).
    pub weeks: (usize, usize),
    /// Full weeks left out on both sides, because too much of them was not covered.
    pub left_out: usize,
    /// The test on the full weeks; `None`: no verdict. It is never surer than it is [without the exceptional days](Self::calm) of the days before.
    pub test: Option<WeekTest>,
    /// What the days before were without their exceptional days; `None`: they have none, or no full week without them.
    pub calm: Option<Calm>,
    /// The tone against that of the days before the period.
    pub tone: ToneChange,
    /// The exceptional days among those that the tone is compared with.
    pub exceptional: BTreeSet<Date>,
    /// The channels with a mention on either side, by id.
    pub channels: Vec<ChannelChange>,
}

impl Change {
    /// What became of the volume; `None`: no verdict.
    pub fn verdict(&self) -> Option<ChangeVerdict> {
        self.test.map(|test| test.verdict)
    }

    /// Whether a side has too few mentions for a verdict.
    pub fn is_small(&self) -> bool {
        self.mentions.0.min(self.mentions.1) < FEWEST_MENTIONS
    }
}

/// The days before, without those on which far more was said than usual or in a tone far from the usual.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Calm {
    /// Exceptional days.
    pub exceptional: u32,
    /// Used mentions a day in the full weeks without one of them.
    pub per_day: f64,
    /// Whether it is these days that made the volume seem to change.
    pub is_volume_only_then: bool,
    /// Whether it is these days that made the tone seem to change.
    pub is_tone_only_then: bool,
}

/// Mentions of one channel on the same days.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelChange {
    /// Id of the channel.
    pub channel: String,
    /// Used mentions: (now, before).
    pub mentions: (u64, u64),
    /// Used mentions per observed day: (now, before).
    pub per_day: (f64, f64),
    /// The test with p and verdict adjusted for the number of channels tested; `None`: no verdict.
    pub test: Option<WeekTest>,
}

/// Tone on the days that are covered in every channel.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ToneChange {
    /// Of the period.
    pub now: ToneFigures,
    /// Of the days before it.
    pub before: ToneFigures,
    /// First and last of the days before.
    pub days: (Date, Date),
    /// The test; `None` if one of them has no interval.
    pub test: Option<ToneTest>,
}

/// Compares a period with what was before it; `window` are its observed days, `first` the first observed day of all. `None` if there is
/// nothing before it to compare with.
pub(super) fn change(
    counted: Counted<'_>,
    (period, window, first): (&Period, &ObservedDays, Date),
) -> Option<Change> {
    let by_weeks = || {
        let (now, before) = last_weeks(window).filter(|(_, before)| first <= before.from)?;
        let tone_days = weeks_before(window.from)?;
        let tone_days = ObservedDays { from: tone_days.from.max(first), ..tone_days };
        let change = compared(counted, Base::Weeks, (now, before), (window, &tone_days))?;
        (change.weeks.1 >= FEWEST_BASE_WEEKS).then_some(change)
    };
    by_weeks().or_else(|| against(counted, window, period.previous()?))
}

/// Compares a period with the same period of the year before.
pub(super) fn since_last_year(
    counted: Counted<'_>,
    (period, window, _): (&Period, &ObservedDays, Date),
) -> Option<Change> {
    let change = against(counted, window, period.year_before()?)?;
    (change.days.0.min(change.days.1) >= WEEK_DAYS).then_some(change)
}

/// Compares the observed days of a period with those of another.
fn against(counted: Counted<'_>, window: &ObservedDays, other: Period) -> Option<Change> {
    let before = other.window_without_stray(counted.0)?;
    compared(counted, Base::Period(other), (*window, before), (window, &before))
}

/// Compares days with those before them, and the tone of others; `None` if different channels were covered.
fn compared(
    (rollup, brief, channels): Counted<'_>,
    base: Base,
    (now, before): (ObservedDays, ObservedDays),
    tone_days: (&ObservedDays, &ObservedDays),
) -> Option<Change> {
    let side = |window| Side::of(rollup, brief, channels, window);
    let (side, former) = (side(&now), side(&before));
    if side.uncovered != former.uncovered {
        return None;
    }
    let exceptional = |days: &ObservedDays| {
        peaks::exceptional_days((rollup, brief, channels), (days.from, days.to))
    };
    let (exceptional, tone_exceptional) = (exceptional(&before), exceptional(tone_days.1));
    let (weeks, base_weeks) = (&side.weeks, &former.weeks);
    let per_day = rates((side.per_day, former.per_day), weeks, base_weeks);
    let test = WeekTest::of(&weeks.totals, &base_weeks.totals, per_day.0 - per_day.1);
    let calm_weeks = base_weeks.without(&exceptional);
    let confirmed = confirmed(test, weeks, base_weeks, &calm_weeks);
    let tone = tone((rollup, brief), tone_days, &BTreeSet::new());
    let calm_tone = self::tone((rollup, brief), tone_days, &tone_exceptional).test;
    let confirmed_tone = tone.test.map(|test| match calm_tone {
        Some(calm) if !test.verdict.agrees(calm.verdict) => {
            ToneTest { verdict: ChangeVerdict::Unclear, ..test }
        }
        _ => test,
    });
    let verdict = |test: Option<WeekTest>| test.map(|test| test.verdict);
    let tone_verdict = |test: Option<ToneTest>| test.map(|test| test.verdict);
    let calm = calm_weeks.per_day().filter(|_| !exceptional.is_empty()).map(|per_day| Calm {
        exceptional: u32::try_from(exceptional.len()).unwrap_or(u32::MAX),
        per_day,
        is_volume_only_then: verdict(confirmed) != verdict(test),
        is_tone_only_then: tone_verdict(confirmed_tone) != tone_verdict(tone.test),
    });
    Some(Change {
        base,
        now,
        before,
        days: (side.days, former.days),
        mentions: (side.mentions, former.mentions),
        per_day,
        weeks: (weeks.totals.len(), base_weeks.totals.len()),
        left_out: weeks.left_out + base_weeks.left_out,
        test: confirmed,
        calm,
        tone: ToneChange { test: confirmed_tone, ..tone },
        exceptional: tone_exceptional,
        channels: by_channel(channels, &side, &former, &exceptional),
    })
}

/// The rates that are printed with a test: of all days, and where weeks were left out, of the weeks tested, so that a rate never contradicts
/// its test.
fn rates(all_days: (f64, f64), now: &Weeks, before: &Weeks) -> (f64, f64) {
    match (now.per_day(), before.per_day()) {
        (Some(now_weeks), Some(before_weeks)) if now.left_out + before.left_out > 0 => {
            (now_weeks, before_weeks)
        }
        _ => all_days,
    }
}

/// A test whose verdict the weeks without exceptional days confirm; a change that only those days make is not clear.
fn confirmed(
    test: Option<WeekTest>,
    now: &Weeks,
    before: &Weeks,
    calm: &Weeks,
) -> Option<WeekTest> {
    let test = test?;
    if calm.totals.len() == before.totals.len() {
        return Some(test);
    }
    let direction = now.per_day().unwrap_or_default() - calm.per_day().unwrap_or_default();
    let is_confirmed = WeekTest::of(&now.totals, &calm.totals, direction)
        .is_some_and(|calm| test.verdict.agrees(calm.verdict));
    let verdict = if is_confirmed { test.verdict } else { ChangeVerdict::Unclear };
    Some(WeekTest { verdict, ..test })
}

/// The full weeks at the end of a window with the weeks of the base before them; `None` if it has none, or more than the base.
fn last_weeks(window: &ObservedDays) -> Option<(ObservedDays, ObservedDays)> {
    let days = window.days / WEEK_DAYS * WEEK_DAYS;
    if days == 0 || days > BASE_WEEKS * WEEK_DAYS {
        return None;
    }
    let from = window.to.checked_sub((i64::from(days) - 1).days()).ok()?;
    Some((ObservedDays { from, to: window.to, days }, weeks_before(from)?))
}

/// The weeks of the base before a day.
pub(super) fn weeks_before(day: Date) -> Option<ObservedDays> {
    let days = BASE_WEEKS * WEEK_DAYS;
    let from = day.checked_sub(i64::from(days).days()).ok()?;
    Some(ObservedDays { from, to: day.yesterday().ok()?, days })
}

/// The channels with a mention on either side, with verdicts adjusted for their number.
fn by_channel(
    channels: &Channels,
    now: &Side,
    before: &Side,
    exceptional: &BTreeSet<Date>,
) -> Vec<ChannelChange> {
    let silent = ChannelSide::default();
    let places: BTreeMap<&str, ChannelIx> = now
        .channels
        .keys()
        .chain(before.channels.keys())
        .map(|&channel| (channels.get(channel).id.as_str(), channel))
        .collect();
    let sides = |channel: ChannelIx| {
        let now = now.channels.get(&channel).unwrap_or(&silent);
        (now, before.channels.get(&channel).unwrap_or(&silent))
    };
    let mut changes: Vec<ChannelChange> = places
        .iter()
        .map(|(&id, &channel)| {
            let (now, before) = sides(channel);
            let per_day = rates((now.per_day, before.per_day), &now.weeks, &before.weeks);
            ChannelChange {
                channel: id.to_owned(),
                mentions: (now.mentions, before.mentions),
                per_day,
                test: WeekTest::of(&now.weeks.totals, &before.weeks.totals, per_day.0 - per_day.1),
            }
        })
        .collect();
    let mut tests: Vec<&mut WeekTest> =
        changes.iter_mut().filter_map(|change| change.test.as_mut()).collect();
    WeekTest::adjust(&mut tests);
    for (change, &channel) in changes.iter_mut().zip(places.values()) {
        let (now, before) = sides(channel);
        let calm = before.weeks.without(exceptional);
        change.test = confirmed(change.test, &now.weeks, &before.weeks, &calm);
    }
    changes
}

/// The tone of days against that of days before, of which some may be left out.
fn tone(
    (rollup, brief): (&Rollup, &Brief),
    (now, before): (&ObservedDays, &ObservedDays),
    without: &BTreeSet<Date>,
) -> ToneChange {
    let of = |window: &ObservedDays, without: &BTreeSet<Date>| {
        let uncovered = uncovered(brief, window);
        let is_counted = |day: Date| !has_gap(brief, &uncovered, day) && !without.contains(&day);
        let mut tones = Tally::default();
        for day in each_day(window.from, window.to).filter(|&day| is_counted(day)) {
            for (_, _, counts) in rollup.volume.between(day, day) {
                tones.merge(&counts.tones);
            }
        }
        let spread = rollup.spread_on(window.from, window.to, is_counted);
        ToneFigures::of(tones, spread.map(|channels| sentiment::total(&channels)))
    };
    let (now, former) = (of(now, &BTreeSet::new()), of(before, without));
    ToneChange {
        now,
        before: former,
        days: (before.from, before.to),
        test: ToneTest::of(&now, &former),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::brief;
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};
    use crate::units::Weekday;

    /// On weekdays 40, at weekends 20, in one of two declared channels.
    fn steady(from: &str, to: &str) -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit", "reviews"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for date in each_day(day(from), day(to)) {
            let is_weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
            write(&mut rollup, channels.declared(0), date, if is_weekend { 20 } else { 40 });
        }
        (rollup, brief, channels)
    }

    fn write(rollup: &mut Rollup, channel: ChannelIx, date: Date, count: u64) {
        let used = Mention { channel, ..mention(&format!("{date}T10:00")) };
        for _ in 0..count {
            rollup.add(&used, RowStatus::Used);
        }
    }

    fn compared(counted: Counted<'_>, period: &str) -> Option<Change> {
        let period = Period::parse(period).unwrap();
        let (window, first) = (period.window(counted.0)?, counted.0.volume.span()?.0);
        change(counted, (&period, &window, first))
    }

    #[test]
    fn a_month_stands_against_the_same_month_of_the_year_before() {
        let (rollup, brief, channels) = steady("2024-03-10", "2025-03-31");
        let counted = (&rollup, &brief, &channels);
        let year_ago = |period| {
            let period = Period::parse(period).unwrap();
            let window = period.window(&rollup).unwrap();
            since_last_year(counted, (&period, &window, day("2024-03-10")))
        };
        let march = year_ago("2025-03").unwrap();
        assert_eq!(march.base, Base::Period(Period::parse("2024-03").unwrap()));
        assert_eq!((march.before.days, march.weeks, march.test), (22, (4, 3), None));
        assert_eq!(year_ago("2025-02"), None);
        assert_eq!(year_ago("2025-03-01..2025-03-31"), None, "a span has no year before");
    }

    #[test]
    fn the_last_full_weeks_stand_against_the_thirteen_before() {
        let (mut rollup, brief, channels) = steady("2025-01-01", "2025-06-30");
        for date in each_day(day("2025-06-03"), day("2025-06-30")) {
            write(&mut rollup, channels.declared(0), date, 10);
        }
        let all = (&rollup, &brief, &channels);
        let june = compared(all, "2025-06").unwrap();
        assert_eq!((&june.base, june.weeks, june.left_out), (&Base::Weeks, (4, 13), 0));
        let span = |window: ObservedDays| (window.from, window.to);
        assert_eq!(span(june.now), (day("2025-06-03"), day("2025-06-30")));
        assert_eq!(span(june.before), (day("2025-03-04"), day("2025-06-02")));
        assert_eq!((june.mentions, june.is_small()), ((4 * 310, 13 * 240), false));
        assert_eq!(june.verdict(), Some(ChangeVerdict::Rose));
        assert!((june.test.unwrap().ratio - 310.0 / 240.0).abs() < 1e-12);
        assert_eq!(june.channels.len(), 1, "a channel without a mention is not compared");
        assert_eq!(june.channels[0].test.unwrap().verdict, ChangeVerdict::Rose);
        // The tone is that of the whole period against the 13 weeks before its first day.
        assert_eq!(june.tone.days, (day("2025-03-02"), day("2025-05-31")));
        let week = compared(all, "2025-06-24..2025-06-30").unwrap();
        assert_eq!((week.base, week.weeks), (Base::Weeks, (1, 13)));
        // 13 weeks against the 13 before, but half a year against nothing.
        let quarter = compared(all, "2025-Q2").unwrap();
        assert_eq!(
            (quarter.base, quarter.weeks),
            (Base::Period(Period::parse("2025-Q1").unwrap()), (13, 12))
        );
        assert_eq!(compared(all, "2025-01-01..2025-06-30"), None);
    }

    #[test]
    fn a_change_that_only_a_crisis_before_makes_is_no_clear_change() {
        let (mut rollup, brief, channels) = steady("2025-01-01", "2025-06-30");
        for date in each_day(day("2025-05-12"), day("2025-05-31")) {
            write(&mut rollup, channels.declared(0), date, 60);
        }
        // Weeks of 240 against nine of 240 and four of 300 to 660: 0.79, t −2.06 with 12 degrees of freedom, p 0.06.
        let june = compared((&rollup, &brief, &channels), "2025-06").unwrap();
        let test = june.test.unwrap();
        assert_eq!((format!("{:.4}", test.ratio).as_str(), test.p < 0.1), ("0.7904", true));
        assert_eq!(test.verdict, ChangeVerdict::Unclear);
        let calm = june.calm.unwrap();
        assert_eq!((calm.exceptional, calm.is_volume_only_then), (20, true));
        assert!((calm.per_day - 240.0 / 7.0).abs() < 1e-9);
        assert_eq!(june.channels[0].test.unwrap().verdict, ChangeVerdict::Unclear);
        // A fall below the quiet weeks is one all the same.
        let (mut rollup, brief, channels) = steady("2025-01-01", "2025-06-02");
        for date in each_day(day("2025-05-12"), day("2025-05-31")) {
            write(&mut rollup, channels.declared(0), date, 60);
        }
        for date in each_day(day("2025-06-03"), day("2025-06-30")) {
            write(&mut rollup, channels.declared(0), date, 15);
        }
        let june = compared((&rollup, &brief, &channels), "2025-06").unwrap();
        assert_eq!(june.verdict(), Some(ChangeVerdict::Fell));
        assert!(june.calm.is_some_and(|calm| !calm.is_volume_only_then));
    }

    #[test]
    fn a_month_without_thirteen_weeks_before_it_stands_against_the_month_before() {
        let (rollup, brief, channels) = steady("2025-02-01", "2025-03-31");
        let march = compared((&rollup, &brief, &channels), "2025-03").unwrap();
        assert_eq!(march.base, Base::Period(Period::parse("2025-02").unwrap()));
        assert_eq!((march.mentions, march.weeks), ((1040, 960), (4, 4)));
        let (now, before) = march.per_day;
        assert_eq!(format!("{now:.4} {before:.4}"), "33.5484 34.2857");
        let test = march.test.unwrap();
        assert_eq!(((test.ratio * 1e12).round(), test.verdict), (1e12, ChangeVerdict::Unclear));
        assert_eq!(march.tone.days, (day("2025-02-01"), day("2025-02-28")));
    }

    #[test]
    fn missing_days_change_no_rate_and_drop_their_week() {
        let (rollup, mut brief, channels) = steady("2025-02-01", "2025-03-31");
        let march = |brief: &Brief| compared((&rollup, brief, &channels), "2025-03");
        // Two days of 200 or 240 mentions a week are more than a twentieth of it; a gap of a silent channel is nothing.
        let (from, to) = (day("2025-03-05"), day("2025-03-06"));
        brief.coverage_gaps = vec![Gap { channel: 1, from, to }];
        assert_eq!(march(&brief).map(|change| (change.weeks, change.left_out)), Some(((4, 4), 0)));
        brief.coverage_gaps[0].channel = 0;
        let partly = march(&brief).unwrap();
        assert_eq!((partly.weeks, partly.left_out, partly.test), ((3, 4), 1, None));
        // A week is left out: the rate is that of the three weeks of 240 that the test would use.
        assert_eq!(format!("{:.4}", partly.per_day.0), "34.2857");
        // Covered only in February: not the same channels.
        brief.coverage_gaps[0] = Gap { channel: 1, from: day("2025-03-01"), to: day("2025-04-30") };
        assert_eq!(march(&brief), None);
        brief.coverage_gaps[0].from = day("2025-01-01");
        assert_eq!(march(&brief).map(|change| change.weeks), Some((4, 4)));
    }

    #[test]
    fn a_base_of_which_too_little_was_covered_gives_way_to_the_month_before() {
        let (rollup, mut brief, channels) = steady("2025-01-01", "2025-06-30");
        let base = |brief: &Brief| {
            compared((&rollup, brief, &channels), "2025-06")
                .map(|change| (change.base, change.weeks))
        };
        // Five of the 13 weeks from 4 March on.
        brief.coverage_gaps =
            vec![Gap { channel: 0, from: day("2025-03-04"), to: day("2025-04-07") }];
        assert_eq!(base(&brief), Some((Base::Weeks, (4, 8))));
        brief.coverage_gaps[0].to = day("2025-04-08");
        let may = Base::Period(Period::parse("2025-05").unwrap());
        assert_eq!(base(&brief), Some((may, (4, 4))));
    }

    #[test]
    fn tone_is_compared_on_days_that_every_channel_covers() {
        let (mut rollup, mut brief, channels) = steady("2025-02-01", "2025-03-31");
        for (date, tone) in [("2025-02-10", Tone::Negative), ("2025-03-10", Tone::Positive)] {
            let mention = Mention {
                tone,
                channel: channels.declared(0),
                ..mention(&format!("{date}T10:00"))
            };
            for _ in 0..400 {
                rollup.add(&mention, RowStatus::Used);
            }
        }
        let tone = |brief: &Brief| {
            let test = compared((&rollup, brief, &channels), "2025-03").unwrap().tone.test;
            test.map(|test| test.verdict)
        };
        assert_eq!(tone(&brief), Some(ChangeVerdict::Rose));
        brief.coverage_gaps =
            vec![Gap { channel: 1, from: day("2025-02-10"), to: day("2025-02-10") }];
        assert_eq!(tone(&brief), Some(ChangeVerdict::Rose));
        brief.coverage_gaps.push(Gap {
            channel: 1,
            from: day("2025-03-10"),
            to: day("2025-03-10"),
        });
        assert_eq!(tone(&brief), Some(ChangeVerdict::Unclear));
    }

    #[test]
    fn a_period_before_that_was_not_observed_is_not_compared() {
        let (rollup, brief, channels) = steady("2025-03-01", "2025-03-31");
        assert_eq!(compared((&rollup, &brief, &channels), "2025-03"), None);
        // Four days of February: rates, but no verdict.
        let (rollup, brief, channels) = steady("2025-02-25", "2025-03-31");
        let change = compared((&rollup, &brief, &channels), "2025-03").unwrap();
        assert_eq!((change.before.days, change.test), (4, None));
    }
}
