//! Days on which far more was said than usual, or in another tone (docs/method.md, Peaks).
//!
//! What is usual comes from the 13 weeks before the month, never from the month itself: a crisis would hide its own peak. A day's count is put
//! against the median of its weekday, in units of the spread of those weeks, both of which single days cannot move. Neighbouring days are one peak.
//! A peak has the nearest event of the brief beside it, not a cause.

mod scores;
mod thread;

use self::scores::{median, scores};
pub use self::thread::PeakThread;
use std::collections::{BTreeMap, BTreeSet};

use super::change::{has_gap, uncovered, weeks_before};
use super::period::{days_between, each_day, first_observed};
use super::sentiment::NoRange;
use super::terms::terms_of_days;
use super::{Counted, ObservedDays, Period, TermFigures, ToneFigures, sentiment};
use crate::brief::Event;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::tally::Tally;
use crate::units::Date;

/// Spreads from the usual beyond which a day is flagged (Iglewicz and Hoaglin 1993).
const FAR: f64 = 3.5;

/// Days of the base that must be covered: eight weeks.
const FEWEST_DAYS: usize = 56;

/// Mentions, or labels, under which a day is not flagged.
const FEWEST_MENTIONS: u64 = 10;

/// Days before a peak in which an event of the brief is near it.
const NEAR_DAYS: u32 = 7;

/// A run of days on which far more was said than usual.
#[derive(Debug, Clone, PartialEq)]
pub struct VolumePeak {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Used mentions on these days.
    pub mentions: u64,
    /// Mentions that are usual for so many of these weekdays.
    pub usual: f64,
    /// Spreads above the usual on the day furthest from it.
    pub z: f64,
    /// The nearest event of the brief; `None`: the cause is not known.
    pub event: Option<Event>,
    /// The channel that grew most.
    pub channel: Option<PeakChannel>,
    /// Distinct (channel, handle) of used rows; `None`: not measured.
    pub authors: Option<u64>,
    /// Mentions by the account that wrote most of them; `None`: not measured.
    pub most_by_one: Option<u64>,
    /// The thread with most of them; `None`: none is stated.
    pub thread: Option<PeakThread>,
    /// Terms that stand out on these days, against the weeks before the month; `None`: not measured.
    pub terms: Option<Vec<TermFigures>>,
}

impl VolumePeak {
    /// Whether the mentions above the usual are at least a tenth of all mentions of the period: then the peak is what the period is about.
    pub fn is_large(&self, mentions: u64) -> bool {
        self.mentions as f64 - self.usual >= 0.1 * mentions as f64
    }

    /// Whether a peak of tone has a day in common with it.
    pub fn overlaps(&self, tone: &TonePeak) -> bool {
        tone.from <= self.to && self.from <= tone.to
    }
}

/// The channel that grew most in a peak.
#[derive(Debug, Clone, PartialEq)]
pub struct PeakChannel {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its used mentions in the peak.
    pub mentions: u64,
    /// What is usual for these weekdays.
    pub usual: f64,
}

/// A run of days in a tone far from the usual.
#[derive(Debug, Clone, PartialEq)]
pub struct TonePeak {
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
    /// Tone of these days.
    pub tone: ToneFigures,
    /// Net sentiment of the weeks before, in points.
    pub usual: f64,
    /// Spreads from the usual on the day furthest from it; below 0: more complaint.
    pub z: f64,
    /// The nearest event of the brief; `None`: the cause is not known.
    pub event: Option<Event>,
    /// Terms that stand out on these days, against the weeks before the month; `None`: not measured.
    pub terms: Option<Vec<TermFigures>>,
}

/// The peaks of volume and those of tone on the observed days of a period; `first` is the first observed day of all. `None`: no month of the
/// period has enough covered weeks before it, or enough labels in them.
pub(super) fn peaks(
    counted: Counted<'_>,
    (period, window, first): (&Period, &ObservedDays, Date),
) -> (Option<Vec<VolumePeak>>, Option<Vec<TonePeak>>) {
    let (mut volume, mut tone) = (None, None);
    for (from, to) in months(period, window) {
        let Some(usual) = Usual::before(counted, from, first) else { continue };
        volume.get_or_insert_with(Vec::new).extend(usual.volume(from, to));
        if let Some(flags) = usual.tone(from, to) {
            tone.get_or_insert_with(Vec::new).extend(flags);
        }
    }
    let peak = |run: Vec<Flag>| Usual::before(counted, run[0].month, first)?.volume_peak(&run);
    let tone_peak = |run: Vec<Flag>| Usual::before(counted, run[0].month, first)?.tone_peak(&run);
    let volume = volume.map(|flags| runs(flags).into_iter().filter_map(peak).collect());
    // Where a few accounts wrote most of it, it is the tone of these accounts.
    let is_of_many = |peak: &TonePeak| peak.tone.no_range() != Some(NoRange::FewAccounts);
    let tone = tone
        .map(|flags| runs(flags).into_iter().filter_map(tone_peak).filter(is_of_many).collect());
    (volume, tone)
}

/// The days, of these, on which far more was said than usual, or in a tone far from the usual, of the months that have enough weeks before them.
pub(super) fn exceptional_days(
    counted: Counted<'_>,
    (first_day, last_day): (Date, Date),
) -> BTreeSet<Date> {
    let Some(first) = first_observed(counted.0) else { return BTreeSet::new() };
    let mut days = BTreeSet::new();
    let mut from = first_day.first_of_month();
    while from <= last_day {
        let to = from.last_of_month();
        if let Some(usual) = Usual::before(counted, from, first) {
            let flags = usual.volume(from, to).into_iter();
            days.extend(flags.chain(usual.tone(from, to).unwrap_or_default()).map(|flag| flag.day));
        }
        let Ok(next) = to.tomorrow() else { break };
        from = next;
    }
    days.retain(|day| (first_day..=last_day).contains(day));
    days
}

/// The observed days of a period month by month.
fn months(period: &Period, window: &ObservedDays) -> Vec<(Date, Date)> {
    let mut months = Vec::new();
    let mut from = period.from;
    while from <= window.to {
        let last = from.last_of_month();
        months.push((from, last.min(window.to)));
        let Ok(next) = last.tomorrow() else { break };
        from = next;
    }
    months
}

/// A day far from the usual.
#[derive(Debug, Clone, Copy)]
struct Flag {
    day: Date,
    z: f64,
    /// First day of its month in the period: its base lies before.
    month: Date,
}

/// Neighbouring days on the same side of the usual, together.
fn runs(flags: Vec<Flag>) -> Vec<Vec<Flag>> {
    let mut runs: Vec<Vec<Flag>> = Vec::new();
    for flag in flags {
        match runs.last_mut().and_then(|run| Some((*run.last()?, run))) {
            Some((last, run))
                if last.day.tomorrow().is_ok_and(|next| next == flag.day)
                    && (last.z > 0.0) == (flag.z > 0.0) =>
            {
                run.push(flag);
            }
            _ => runs.push(vec![flag]),
        }
    }
    runs
}

/// What is usual in the weeks before a month.
struct Usual<'a> {
    counted: Counted<'a>,
    /// The month's first day.
    month: Date,
    /// These weeks.
    base: ObservedDays,
    /// The days of these weeks that every channel covers.
    days: Vec<Date>,
    /// Channels without a covered day in these weeks: with them, every day of the month would be far from the usual.
    uncovered: Vec<usize>,
}

impl<'a> Usual<'a> {
    /// `None` if too few days were covered.
    fn before(counted: Counted<'a>, month: Date, first: Date) -> Option<Self> {
        let base = weeks_before(month)?;
        let base = ObservedDays { from: base.from.max(first), ..base };
        let (_, brief, _) = counted;
        let uncovered = uncovered(brief, &base);
        let days: Vec<Date> =
            each_day(base.from, base.to).filter(|&day| !has_gap(brief, &uncovered, day)).collect();
        let is_enough = days.len() >= FEWEST_DAYS;
        is_enough.then_some(Self { counted, month, base, days, uncovered })
    }

    /// Used mentions of a day by channel, with their tones.
    fn cells(&self, day: Date) -> impl Iterator<Item = (ChannelIx, u64, &Tally<Tone>)> {
        let (rollup, _, channels) = self.counted;
        rollup
            .volume
            .between(day, day)
            .filter(|&(_, channel, _)| {
                let declared = channels.get(channel).declared;
                declared.is_none_or(|declared| !self.uncovered.contains(&declared))
            })
            .map(|(_, channel, counts)| (channel, counts.rows[RowStatus::Used], &counts.tones))
    }

    /// Used mentions of a day, in one channel or in all.
    fn count(&self, day: Date, channel: Option<ChannelIx>) -> u64 {
        let cells = self.cells(day).filter(|cell| channel.is_none_or(|channel| cell.0 == channel));
        cells.map(|cell| cell.1).sum()
    }

    fn tones(&self, day: Date) -> Tally<Tone> {
        let mut tones = Tally::default();
        for (_, _, counts) in self.cells(day) {
            tones.merge(counts);
        }
        tones
    }

    /// The tones of all these weeks.
    fn all_tones(&self) -> Tally<Tone> {
        let mut tones = Tally::default();
        for &day in &self.days {
            tones.merge(&self.tones(day));
        }
        tones
    }

    /// Mentions that are usual on the weekdays of a run.
    fn usual(&self, run: &[Flag], channel: Option<ChannelIx>) -> f64 {
        let on = |flag: &Flag| {
            let same = self.days.iter().filter(|day| day.weekday() == flag.day.weekday());
            let mut counts: Vec<f64> = same.map(|&day| self.count(day, channel) as f64).collect();
            median(&mut counts)
        };
        run.iter().map(on).sum()
    }

    /// The days on which far more was said than usual.
    fn volume(&self, from: Date, to: Date) -> Vec<Flag> {
        // The spread of this root of a count hardly depends on its mean (Anscombe 1948).
        let rooted = |day| (day, 2.0 * (self.count(day, None) as f64 + 0.375).sqrt());
        let base: Vec<_> = self.days.iter().map(|&day| rooted(day)).collect();
        let days: Vec<_> = each_day(from, to).map(rooted).collect();
        let flags = self.far(&base, &days, 0.0).filter(|flag| flag.z > 0.0);
        flags.filter(|flag| self.count(flag.day, None) >= FEWEST_MENTIONS).collect()
    }

    /// The days in a tone far from the usual; `None` if too few days of the weeks before have enough labels.
    fn tone(&self, from: Date, to: Date) -> Option<Vec<Flag>> {
        let all = self.all_tones();
        let n = all.labelled() as f64;
        let share = |tone| all[tone] as f64 / n;
        let net = share(Tone::Positive) - share(Tone::Negative);
        let variance = share(Tone::Positive) + share(Tone::Negative) - net * net;
        // In standard errors of a day with so many labels, so that a day of few is not far by chance.
        let scored = |day| {
            let tones = self.tones(day);
            let labels = tones.labelled();
            let own = ToneFigures::of(tones, None).net? / 100.0;
            let error = (variance / labels as f64).sqrt();
            let is_enough = labels >= FEWEST_MENTIONS && error > 0.0;
            is_enough.then(|| (day, (own - net) / error))
        };
        let base: Vec<_> = self.days.iter().filter_map(|&day| scored(day)).collect();
        if base.len() < FEWEST_DAYS {
            return None;
        }
        let days: Vec<_> = each_day(from, to).filter_map(scored).collect();
        // Independent labels vary by 1 in these units: a base that varies less does so by chance.
        Some(self.far(&base, &days, 1.0).collect())
    }

    /// The days whose value is far from those of their weekday in the base.
    fn far(
        &self,
        base: &[(Date, f64)],
        days: &[(Date, f64)],
        least: f64,
    ) -> impl Iterator<Item = Flag> {
        let scores = scores(base, days, least).into_iter().zip(days);
        let far = scores.filter(|&(z, _)| z.abs() > FAR);
        far.map(|(z, &(day, _))| Flag { day, z, month: self.month })
    }

    fn volume_peak(&self, run: &[Flag]) -> Option<VolumePeak> {
        let (rollup, brief, channels) = self.counted;
        let (from, to) = (run.first()?.day, run.last()?.day);
        let sum = |channel| run.iter().map(|flag| self.count(flag.day, channel)).sum::<u64>();
        let mut by_channel = BTreeMap::new();
        for (channel, ..) in run.iter().flat_map(|flag| self.cells(flag.day)) {
            by_channel.entry(&channels.get(channel).id).or_insert(channel);
        }
        let grown = by_channel.into_values().map(|channel| PeakChannel {
            id: channels.get(channel).id.clone(),
            name: channels.get(channel).name.clone(),
            mentions: sum(Some(channel)),
            usual: self.usual(run, Some(channel)),
        });
        let growth = |channel: &PeakChannel| channel.mentions as f64 - channel.usual;
        Some(VolumePeak {
            from,
            to,
            mentions: sum(None),
            usual: self.usual(run, None),
            z: extreme(run),
            event: nearest(&brief.events(), from, to),
            // Of equals the first by id.
            channel: grown.reduce(|a, b| if growth(&b) > growth(&a) { b } else { a }),
            authors: rollup.authors_between(from, to),
            most_by_one: rollup.most_by_one(from, to),
            thread: thread::largest(rollup, (from, to)),
            terms: terms_of_days(self.counted, (from, to), &self.base),
        })
    }

    fn tone_peak(&self, run: &[Flag]) -> Option<TonePeak> {
        let (rollup, brief, _) = self.counted;
        let (from, to) = (run.first()?.day, run.last()?.day);
        let mut own = Tally::default();
        for flag in run {
            own.merge(&self.tones(flag.day));
        }
        let spread = rollup.spread_between(from, to);
        Some(TonePeak {
            from,
            to,
            tone: ToneFigures::of(own, spread.map(|channels| sentiment::total(&channels))),
            usual: ToneFigures::of(self.all_tones(), None).net?,
            z: extreme(run),
            event: nearest(&brief.events(), from, to),
            terms: terms_of_days(self.counted, (from, to), &self.base),
        })
    }
}

/// The score furthest from 0.
fn extreme(run: &[Flag]) -> f64 {
    let further = |a: f64, b: f64| if b.abs() > a.abs() { b } else { a };
    run.iter().map(|flag| flag.z).fold(0.0, further)
}

/// The event during a run, or in the week before it, that is nearest to its first day; of equals the earlier.
fn nearest(events: &[Event], from: Date, to: Date) -> Option<Event> {
    let distance = |event: &Event| {
        let (a, b) = (event.date.min(from), event.date.max(from));
        days_between(a, b) - 1
    };
    let near = events
        .iter()
        .filter(|event| event.date <= to && (event.date >= from || distance(event) <= NEAR_DAYS));
    near.min_by_key(|event| (distance(event), event.date)).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Brief;
    use crate::insights::sample::{Arrival, Draws, brief};
    use crate::mentions::Mention;
    use crate::mentions::channel::Channels;
    use crate::rollup::Rollup;
    use crate::rollup::sample::{day, mention};

    /// So many neutral mentions on every day of reddit from 1 January to 31 May 2026, and a few more on every third.
    fn steady(per_day: u64) -> (Rollup, Brief, Channels) {
        let brief = brief(&["reddit", "reviews"]);
        let channels = Channels::new(&brief);
        let mut rollup = Rollup::default();
        for (place, date) in (0..).zip(each_day(day("2026-01-01"), day("2026-05-31"))) {
            write(&mut rollup, channels.declared(0), date, Tone::Neutral, per_day + place % 3);
        }
        (rollup, brief, channels)
    }

    fn write(rollup: &mut Rollup, channel: ChannelIx, date: Date, tone: Tone, count: u64) {
        for author in 0..count {
            let mention = mention(&format!("{date}T10:00"));
            let mention = Mention { channel, tone, account: Some(author), ..mention };
            rollup.add(&mention, RowStatus::Used);
        }
    }

    fn found(
        (rollup, brief, channels): Counted<'_>,
        period: &str,
    ) -> (Option<Vec<VolumePeak>>, Option<Vec<TonePeak>>) {
        let period = Period::parse(period).unwrap();
        let (window, first) = (period.window(rollup).unwrap(), rollup.volume.span().unwrap().0);
        peaks((rollup, brief, channels), (&period, &window, first))
    }

    #[test]
    fn a_crisis_that_fills_half_a_month_is_one_peak() {
        let (mut rollup, mut brief, channels) = steady(20);
        let event = |date, label: &str| Event { date: day(date), label: label.to_owned() };
        brief.timing.events =
            vec![event("2026-04-20", "Long before"), event("2026-05-03", "New prices")];
        for date in each_day(day("2026-05-04"), day("2026-05-19")) {
            write(&mut rollup, channels.declared(1), date, Tone::Negative, 40);
        }
        let (volume, tone) = found((&rollup, &brief, &channels), "2026-05");
        let [peak] = volume.unwrap().try_into().unwrap();
        assert_eq!((peak.from, peak.to), (day("2026-05-04"), day("2026-05-19")));
        assert_eq!((peak.usual, peak.authors), (16.0 * 21.0, Some(22 + 40)));
        assert_eq!(peak.event.map(|event| event.label).as_deref(), Some("New prices"));
        let channel = peak.channel.unwrap();
        assert_eq!((channel.id.as_str(), channel.mentions, channel.usual), ("reviews", 640, 0.0));
        // All was neutral before: tone did not vary, so no day can be far from it.
        assert_eq!(tone, None);
        let (april, _) = found((&rollup, &brief, &channels), "2026-04");
        assert_eq!(april, Some(Vec::new()));
    }

    #[test]
    fn eight_weeks_before_a_month_are_needed() {
        let (rollup, brief, channels) = steady(20);
        let volume = |period| found((&rollup, &brief, &channels), period).0;
        assert_eq!((volume("2026-02"), volume("2026-03")), (None, Some(Vec::new())));
        // A quarter is examined month by month.
        assert_eq!(volume("2026-Q1"), Some(Vec::new()));
    }

    #[test]
    fn a_few_mentions_are_no_peak() {
        let (mut rollup, brief, channels) = steady(0);
        write(&mut rollup, channels.declared(0), day("2026-05-12"), Tone::Neutral, 6);
        let volume = |rollup: &Rollup| found((rollup, &brief, &channels), "2026-05").0.unwrap();
        assert_eq!(volume(&rollup), []);
        write(&mut rollup, channels.declared(0), day("2026-05-12"), Tone::Neutral, 9);
        let [peak] = volume(&rollup).try_into().unwrap();
        assert_eq!((peak.from, peak.to, peak.event), (day("2026-05-12"), day("2026-05-12"), None));
    }

    #[test]
    fn a_channel_that_was_not_covered_before_makes_no_peak() {
        let (mut rollup, mut brief, channels) = steady(20);
        for date in each_day(day("2026-05-01"), day("2026-05-31")) {
            write(&mut rollup, channels.declared(1), date, Tone::Neutral, 40);
        }
        let count = |brief: &Brief| found((&rollup, brief, &channels), "2026-05").0.unwrap().len();
        assert_eq!(count(&brief), 1);
        let (from, to) = (day("2026-01-01"), day("2026-04-30"));
        brief.coverage_gaps = vec![crate::brief::Gap { channel: 1, from, to }];
        assert_eq!(count(&brief), 0);
    }

    #[test]
    fn a_day_of_complaint_is_a_peak_of_tone() {
        let (mut rollup, brief, channels) = steady(20);
        for (place, date) in (0..).zip(each_day(day("2026-01-01"), day("2026-05-31"))) {
            write(&mut rollup, channels.declared(0), date, Tone::Positive, 8 + place % 4);
            write(&mut rollup, channels.declared(0), date, Tone::Negative, 6 + place % 5);
        }
        write(&mut rollup, channels.declared(0), day("2026-05-12"), Tone::Negative, 30);
        let (_, tone) = found((&rollup, &brief, &channels), "2026-05");
        let [peak] = tone.unwrap().try_into().unwrap();
        assert_eq!((peak.from, peak.to), (day("2026-05-12"), day("2026-05-12")));
        assert!(peak.z < -FAR && peak.tone.net.unwrap() < peak.usual);
    }

    #[test]
    fn an_event_is_near_during_a_peak_and_a_week_before() {
        let near = |date| {
            let events = [Event { date: day(date), label: String::new() }];
            nearest(&events, day("2026-05-10"), day("2026-05-14")).is_some()
        };
        let computed = ["2026-05-02", "2026-05-03", "2026-05-14", "2026-05-15"].map(near);
        assert_eq!(computed, [false, true, true, false]);
    }

    /// Peaks a month, without any effect.
    fn false_peaks(arrival: Arrival) -> f64 {
        const MONTHS: u32 = 1000;
        let mut draws = Draws::seeded(2026);
        let rooted = |&count: &u64| 2.0 * (count as f64 + 0.375).sqrt();
        let mut peaks = 0;
        for _ in 0..MONTHS {
            let counts = draws.days(91 + 30, arrival);
            let values: Vec<f64> = counts.iter().map(rooted).collect();
            let start = day("2026-05-04");
            let days: Vec<_> = each_day(start, Date::MAX).zip(values).collect();
            let (base, month) = days.split_at(91);
            let flags = scores(base, month, 0.0).into_iter().zip(month).filter(|&(z, _)| z > FAR);
            let flags = flags.map(|(z, &(day, _))| Flag { day, z, month: day });
            peaks += runs(flags.collect()).len();
        }
        peaks as f64 / f64::from(MONTHS)
    }

    #[test]
    #[ignore = "a simulation of some seconds: cargo test -- --ignored false_peaks"]
    fn false_peaks_are_rare() {
        let rates = [Arrival::Independent, Arrival::Bursts, Arrival::Threads].map(false_peaks);
        assert!(rates[0] <= 0.25, "{rates:?}");
        assert_eq!(rates.map(|rate| format!("{rate:.2}")), ["0.02", "0.69", "0.03"]);
    }
}
