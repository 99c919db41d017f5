//! Finds the days of a channel that nobody exported, as distinct from days on which nobody wrote.
//!
//! Days between the first and the last row of an export that holds the channel are observed. So are those of other exports of the same
//! format, if one of them holds the channel beside others: such exports hold whatever was written. Any other run of days is not observed if
//! its silence would be too rare at the channel's mean rate on all other days. Days that no export has a row of are tested alike, with the
//! rows of all channels, and also at the lower of their rates just before and just after: where a busy channel ends for good, the days on which
//! the quiet ones have no row are silence.

use std::collections::{BTreeMap, BTreeSet};

use super::period::{days_between, each_day};
use super::stray_dates::dates;
use crate::brief::{Brief, Gap};
use crate::mentions::channel::{ChannelIx, Channels};
use crate::rollup::Rollup;
use crate::units::{Date, ToSpan};

/// A silence that is rarer than this is not taken for chance. A Poisson count of none has the probability e^-expected.
const RARE: f64 = 1e-6;

/// Rows and days below which a mean rate is itself uncertain: three reviews on three days do not show a rate of one per day.
const FEWEST_ROWS: u64 = 30;
const FEWEST_DAYS: u32 = 7;

/// Days on either side of a run without a row of any export, from which its rate is taken.
const NEAR_DAYS: i64 = 28;

/// A run of days of a channel that no export covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unobserved {
    /// The channel.
    pub channel: ChannelIx,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

/// The days that are not observed, by channel, then day; days that the brief names under `coverage` are left out.
pub fn unobserved(rollup: &Rollup, brief: &Brief, channels: &Channels) -> Vec<Unobserved> {
    let Some((first, last)) = dates(rollup).map(|dates| dates.core) else { return Vec::new() };
    let mut rows: BTreeMap<ChannelIx, u64> = BTreeMap::new();
    for (_, channel, counts) in rollup.volume.between(first, last) {
        *rows.entry(channel).or_default() += counts.rows.total();
    }
    let remembered: BTreeSet<Date> = rollup.history.months(first, last).collect();
    let window = days_between(first, last);
    let nowhere = nowhere(rollup);
    let mut found = Vec::new();
    for (&channel, &count) in &rows {
        let spans = spans(rollup, channel);
        let is_covered = |day: Date| {
            remembered.contains(&day.first_of_month())
                || spans.iter().any(|&(from, to)| from <= day && day <= to)
        };
        let here = runs(first, last, is_covered);
        let here =
            here.into_iter().filter(|&(from, to)| is_rare(count, window, days_between(from, to)));
        let missing: BTreeSet<Date> =
            here.chain(nowhere.iter().copied()).flat_map(|(from, to)| each_day(from, to)).collect();
        let declared = channels.get(channel).declared;
        let named = brief.coverage_gaps.iter().chain(&brief.coverage_silent);
        let named: Vec<&Gap> = named.filter(|gap| Some(gap.channel) == declared).collect();
        let is_named = |day: Date| named.iter().any(|gap| gap.from <= day && day <= gap.to);
        let left = runs(first, last, |day| !missing.contains(&day) || is_named(day));
        found.extend(left.into_iter().map(|(from, to)| Unobserved { channel, from, to }));
    }
    found
}

/// The runs of days that no export covers in any channel: none has a row of them, though many would be usual.
fn nowhere(rollup: &Rollup) -> Vec<(Date, Date)> {
    let Some((first, last)) = dates(rollup).map(|dates| dates.core) else { return Vec::new() };
    let (mut with_rows, mut rows) = (BTreeSet::new(), 0);
    for (day, _, counts) in rollup.volume.between(first, last) {
        with_rows.insert(day);
        rows += counts.rows.total();
    }
    let window = days_between(first, last);
    let empty = runs(first, last, |day| with_rows.contains(&day)).into_iter();
    empty
        .filter(|&(from, to)| is_rare(rows, window, days_between(from, to)))
        .filter(|&run| is_rare_here(rollup, (first, last), run))
        .collect()
}

/// The brief with the days of declared channels that are not observed added to its gaps, and those that no export covers at all.
#[must_use]
pub fn with_unobserved(
    brief: &Brief,
    unobserved: &[Unobserved],
    rollup: &Rollup,
    channels: &Channels,
) -> Brief {
    let mut brief = brief.clone();
    brief.covered_nowhere = nowhere(rollup);
    brief.coverage_gaps.extend(unobserved.iter().filter_map(
        |&Unobserved { channel, from, to }| {
            Some(Gap { channel: channels.get(channel).declared?, from, to })
        },
    ));
    brief
}

/// The spans of the exports that show a channel, or would.
fn spans(rollup: &Rollup, channel: ChannelIx) -> Vec<(Date, Date)> {
    let shows_all: BTreeSet<&str> = rollup
        .files
        .iter()
        .filter(|(_, span)| span.channels.len() > 1 && span.channels.contains(&channel))
        .map(|(format, _)| format)
        .collect();
    let files = rollup
        .files
        .iter()
        .filter(|(format, span)| span.channels.contains(&channel) || shows_all.contains(format));
    files.filter_map(|(_, span)| span.days).collect()
}

/// The longest runs of days that are not covered.
fn runs(first: Date, last: Date, is_covered: impl Fn(Date) -> bool) -> Vec<(Date, Date)> {
    let mut runs: Vec<(Date, Date)> = Vec::new();
    for day in each_day(first, last).filter(|&day| !is_covered(day)) {
        match runs.last_mut() {
            Some((_, end)) if end.saturating_add(1.day()) == day => *end = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

/// Whether so many days without a row are rare, at the mean rate of the other days of the window. Where these have few rows or are few, the
/// rate may have been lower than it looks: then the probability is that of a Poisson count whose rate has the posterior of Jeffreys.
fn is_rare(rows: u64, window: u32, run: u32) -> bool {
    let (rows, others, run_days) = (rows as f64, f64::from(window - run), f64::from(run));
    let is_certain = rows >= FEWEST_ROWS as f64 && others >= f64::from(FEWEST_DAYS);
    let silence = if is_certain {
        -rows / others * run_days
    } else {
        (rows + 0.5) * libm::log(others / (others + run_days))
    };
    libm::exp(silence) < RARE
}

/// Whether a run of days without a row is rare also at the rates of the days around it: of each channel, the lower of that before and that
/// after.
fn is_rare_here(rollup: &Rollup, (first, last): (Date, Date), (from, to): (Date, Date)) -> bool {
    let before = from.saturating_sub(NEAR_DAYS.days()).max(first);
    let after = to.saturating_add(NEAR_DAYS.days()).min(last);
    let rates = |from: Date, to: Date| {
        let mut rates: BTreeMap<ChannelIx, f64> = BTreeMap::new();
        for (_, channel, counts) in rollup.volume.between(from, to) {
            *rates.entry(channel).or_default() += counts.rows.total() as f64;
        }
        let days = f64::from(days_between(from, to));
        rates.into_iter().map(move |(channel, rows)| (channel, rows / days))
    };
    let (Ok(end), Ok(start)) = (from.yesterday(), to.tomorrow()) else { return true };
    let then: BTreeMap<ChannelIx, f64> = rates(start, after).collect();
    let rate: f64 = rates(before, end)
        .map(|(channel, rate)| rate.min(then.get(&channel).copied().unwrap_or_default()))
        .sum();
    libm::exp(-rate * f64::from(days_between(from, to))) < RARE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insights::sample::brief;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::files::FileSpan;
    use crate::rollup::sample::{day, mention};

    /// An export of a format: (channel, day, rows).
    fn export(rollup: &mut Rollup, name: &str, rows: &[(ChannelIx, &str, u32)]) {
        let mut span = FileSpan::default();
        for (channel, day, count) in rows {
            let mention = Mention { channel: *channel, ..mention(&format!("{day}T10:00")) };
            for _ in 0..*count {
                rollup.add(&mention, RowStatus::Used);
            }
            span.add(&mention);
        }
        rollup.files.add("generic", name, span);
    }

    /// 20 rows a day of x on 24 to 30 June, beside a row a day of reddit in June.
    fn sample() -> (Brief, Channels, Rollup) {
        let brief = brief(&["x", "reddit"]);
        let channels = Channels::new(&brief);
        let (x, reddit) = (channels.declared(0), channels.declared(1));
        let mut rollup = Rollup::default();
        let days: Vec<String> = (1..=30).map(|day| format!("2026-06-{day:02}")).collect();
        let of = |channel, days: &'_ [String], rows| {
            days.iter().map(move |day| (channel, day.clone(), rows)).collect::<Vec<_>>()
        };
        let lent = |rows: &[(ChannelIx, String, u32)], name: &str, rollup: &mut Rollup| {
            let rows: Vec<_> = rows.iter().map(|(c, day, n)| (*c, day.as_str(), *n)).collect();
            export(rollup, name, &rows);
        };
        lent(&of(x, &days[23..], 20), "x.csv", &mut rollup);
        lent(&of(reddit, &days, 1), "reddit.csv", &mut rollup);
        (brief, channels, rollup)
    }

    #[test]
    fn days_outside_the_only_export_of_a_busy_channel_are_not_observed() {
        let (brief, channels, rollup) = sample();
        let (from, to) = (day("2026-06-01"), day("2026-06-23"));
        let expected = Unobserved { channel: channels.declared(0), from, to };
        let found = unobserved(&rollup, &brief, &channels);
        assert_eq!(found, [expected]);
        let with = with_unobserved(&brief, &found, &rollup, &channels);
        assert_eq!((with.coverage_gaps.len(), with.coverage_gaps[0].channel), (1, 0));
    }

    #[test]
    fn days_that_the_brief_names_are_left_out() {
        let (mut brief, channels, rollup) = sample();
        brief.coverage_silent =
            vec![Gap { channel: 0, from: day("2026-06-01"), to: day("2026-06-20") }];
        brief.coverage_gaps =
            vec![Gap { channel: 0, from: day("2026-06-23"), to: day("2026-06-23") }];
        let found = unobserved(&rollup, &brief, &channels);
        let found: Vec<_> = found.iter().map(|run| (run.from, run.to)).collect();
        assert_eq!(found, [(day("2026-06-21"), day("2026-06-22"))]);
    }

    #[test]
    fn exports_that_show_whatever_was_written_cover_their_days() {
        let (brief, channels, mut rollup) = sample();
        let (x, reddit) = (channels.declared(0), channels.declared(1));
        export(&mut rollup, "both.csv", &[(x, "2026-06-30", 1), (reddit, "2026-06-30", 1)]);
        assert_eq!(unobserved(&rollup, &brief, &channels), []);
    }

    #[test]
    fn a_silence_is_rare_below_one_in_a_million() {
        // 30 rows on 30 days; e^-13 is 2.3e-6, e^-14 is 8.3e-7.
        assert!(!is_rare(30, 43, 13) && is_rare(30, 44, 14));
        // (29 / 60)^29.5 is 4.8e-10, (6 / 10)^4.5 is 0.1.
        assert!(is_rare(29, 60, 31), "29 rows on 29 days");
        assert!(!is_rare(4, 10, 4), "4 rows on 6 days");
        // Ten posts of two days, then four years without one: (2 / 1602)^10.5.
        assert!(is_rare(10, 1602, 1600));
        // Three reviews on three days of a month: (3 / 30)^3.5 is 3e-4.
        assert!(!is_rare(3, 30, 27));
    }

    #[test]
    fn days_without_a_row_are_silence_where_a_busy_channel_has_ended() {
        let (brief, channels, _) = sample();
        let (x, reddit) = (channels.declared(0), channels.declared(1));
        let mut rollup = Rollup::default();
        // 30 rows a day of x up to 30 April, and a row of reddit on every other day of April and May.
        let days: Vec<(String, bool)> = each_day(day("2026-04-01"), day("2026-05-31"))
            .zip(0..)
            .map(|(day, at)| (day.to_string(), at % 2 == 0))
            .collect();
        let busy = days[..30].iter().map(|(day, _)| (x, day.as_str(), 30));
        let quiet = days
            .iter()
            .filter(|(_, is_written)| *is_written)
            .map(|(day, _)| (reddit, day.as_str(), 1));
        export(&mut rollup, "both.csv", &busy.chain(quiet).collect::<Vec<_>>());
        assert_eq!(unobserved(&rollup, &brief, &channels), []);
    }

    #[test]
    fn days_without_a_row_of_any_export_are_tested_together() {
        let brief = brief(&["x"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        let x = channels.declared(0);
        let days: Vec<String> = (1..=9).map(|day| format!("2026-06-{day:02}")).collect();
        let written = days.iter().filter(|day| *day != "2026-06-05");
        let rows: Vec<_> = written.map(|day| (x, day.as_str(), 30)).collect();
        export(&mut rollup, "a.csv", &rows);
        let found = unobserved(&rollup, &brief, &channels);
        let gap = day("2026-06-05");
        assert_eq!(found, [Unobserved { channel: x, from: gap, to: gap }]);
        let with = with_unobserved(&brief, &found, &rollup, &channels);
        assert_eq!(
            with.covered_nowhere,
            [(gap, gap)],
            "for channels that the brief does not declare"
        );
    }
}
