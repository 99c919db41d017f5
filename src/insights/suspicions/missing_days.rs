//! Days without a row, of all exports or of one channel, where many are usual.
//!
//! Input: rows by day. Output: suspicions; no figure changes by them. What is usual comes from the days around a run, so that a quiet weekend
//! or a channel that ended is none.

use std::collections::BTreeMap;

use super::{EXPECTED, Suspicion};
use crate::brief::{Brief, Gap};
use crate::insights::period::{days_between, each_day};
use crate::insights::weeks::WEEK_DAYS;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::rollup::Coverage;
use crate::units::{Date, ToSpan, Weekday};

/// Runs of empty days between days with rows, where rows are usual. The chance of none is that of a Poisson count, e^-usual.
pub(super) fn gaps(days: &BTreeMap<Date, u64>) -> Vec<Suspicion> {
    let (Some((&first, _)), Some((&last, _))) = (days.first_key_value(), days.last_key_value())
    else {
        return Vec::new();
    };
    let sides = days.keys().zip(days.keys().skip(1));
    let runs = sides.filter(|(before, after)| before.saturating_add(1.day()) < **after);
    runs.filter_map(|(&before, &after)| {
        let (from, to) = (before.saturating_add(1.day()), after.saturating_sub(1.day()));
        let usual = usual(days, (first, last), (before, after));
        (usual >= EXPECTED).then_some(Suspicion::Gap { from, to, usual })
    })
    .collect()
}

/// Rows that are usual on the days between two: on each the middle count of the week at its quieter side, and no more than the middle
/// count of its weekday in the four weeks at both sides, so that neither a stray date nor a shop that is closed on Sundays looks like a gap.
fn usual(days: &BTreeMap<Date, u64>, span: (Date, Date), (before, after): (Date, Date)) -> f64 {
    let count = |day: Date| days.get(&day).copied().unwrap_or(0);
    let back = |days: i64| before.saturating_sub(days.days());
    let on = |days: i64| after.saturating_add(days.days());
    let middle_of = |from, to| {
        let mut counts: Vec<u64> = each_day(from, to).map(count).collect();
        // A week that the end of the calendar cuts short is none.
        counts.resize(7, 0);
        middle(counts)
    };
    let level = middle_of(back(6), before).min(middle_of(after, on(6)));
    if level < f64::EPSILON {
        return 0.0;
    }
    let near: Vec<Date> =
        each_day(back(27).max(span.0), before).chain(each_day(after, on(27).min(span.1))).collect();
    let of_weekday = |weekday: Weekday| {
        let same = near.iter().filter(|day| day.weekday() == weekday);
        let counts: Vec<u64> = same.map(|&day| count(day)).collect();
        if counts.is_empty() { level } else { middle(counts).min(level) }
    };
    let week = crate::units::WEEK.map(of_weekday);
    each_day(before.saturating_add(1.day()), after.saturating_sub(1.day()))
        .map(|day| week[usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or(0)])
        .sum()
}

/// The median; 0 of nothing.
fn middle(mut counts: Vec<u64>) -> f64 {
    counts.sort_unstable();
    match counts.len() {
        0 => 0.0,
        n if n % 2 == 1 => counts[n / 2] as f64,
        n => f64::midpoint(counts[n / 2 - 1] as f64, counts[n / 2] as f64),
    }
}

/// Whether the brief says of every channel that it declares that these days are missing.
pub(super) fn is_declared(brief: &Brief, gap: &Suspicion) -> bool {
    let Suspicion::Gap { from, to, .. } = *gap else { return false };
    !brief.channels.is_empty()
        && (0..brief.channels.len()).all(|channel| {
            each_day(from, to).all(|day| {
                let mut gaps = brief.coverage_gaps.iter().filter(|gap| gap.channel == channel);
                gaps.any(|gap| gap.from <= day && day <= gap.to)
            })
        })
}

/// The same for each channel: days without a row of it that would usually hold many. Shorter ones than a week may be a weekend or a feast.
pub(super) fn silences(coverage: &Coverage, brief: &Brief, channels: &Channels) -> Vec<Suspicion> {
    let mut by_channel: BTreeMap<ChannelIx, BTreeMap<Date, u64>> = BTreeMap::new();
    for (_, channel, days) in coverage.iter() {
        for (day, filled) in days {
            *by_channel.entry(channel).or_default().entry(day).or_default() += filled.rows;
        }
    }
    let mut found = Vec::new();
    for (channel, days) in by_channel {
        let channel = channels.get(channel);
        let named = brief.coverage_gaps.iter().chain(&brief.coverage_silent);
        let named: Vec<&Gap> = named.filter(|gap| channel.declared == Some(gap.channel)).collect();
        for gap in gaps(&days) {
            let Suspicion::Gap { from, to, usual } = gap else { continue };
            let is_named = named.iter().any(|gap| gap.from <= to && from <= gap.to);
            if days_between(from, to) >= WEEK_DAYS && !is_named {
                let channel = channel.name.clone();
                found.push(Suspicion::Silent { channel, from, to, usual });
            }
        }
    }
    found
}

/// Whether another suspicion names all days of a silence.
pub(super) fn is_within_another(silence: &Suspicion, others: &[Suspicion]) -> bool {
    let Suspicion::Silent { channel, from, to, .. } = silence else { return false };
    let holds = |&(first, last): &(Date, Date)| first <= *from && *to <= last;
    others.iter().any(|other| match other {
        Suspicion::Gap { from, to, .. } => holds(&(*from, *to)),
        Suspicion::NotCovered { channel: of, runs } => of == channel && runs.iter().any(holds),
        _ => false,
    })
}
