//! Where people write: mentions, conversations and hours of each channel, and the days one by one.
//!
//! A channel is here if the brief declares it, also when nobody wrote there, or if a used mention was found in it. Its observed
//! days are those of the whole run less the gaps that the brief declares: never those between its own first and last mention,
//! which would make quiet places look busy.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::clusters::share_interval;
use super::period::each_day;
use super::sentiment::total;
use super::{
    ChannelFigures, Counted, DayFigures, Handling, ObservedDays, Period, Recent, StanceFrom,
    TimedMinutes, ToneFigures, WeekMean, staffing,
};
use crate::brief::{Brief, Stance};
use crate::mentions::RowStatus;
use crate::mentions::channel::{Channel, ChannelIx};
use crate::mentions::tone::Tone;
use crate::rollup::{Rollup, Spread, Sum};
use crate::tally::Tally;
use crate::units::Date;

/// What was counted in one channel.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct ChannelCounts {
    /// Used mentions by tone.
    pub(super) tones: Tally<Tone>,
    /// How they are spread over accounts; `None`: not measured.
    pub(super) spread: Option<Spread>,
    /// Conversations with a used mention; `None`: not measured.
    pub(super) conversations: Option<u64>,
    /// Reposts that name the client.
    pub(super) amplification: u64,
    /// Reach and engagement; `None`: not measured.
    pub(super) sums: Option<(Sum, Sum)>,
    /// Conversations that the team timed; `None`: none.
    pub(super) timed: Option<TimedMinutes>,
}

/// Conversations by the day of their first used mention and by channel.
pub(super) type Conversations = BTreeMap<(Date, ChannelIx), u64>;

/// The channels of a period by used mentions, most first, then by id; with the conversations of the period.
pub(super) fn channels(
    (rollup, brief, channels): Counted<'_>,
    conversations: Option<&Conversations>,
    (handling, timed): (&Handling, &BTreeMap<ChannelIx, TimedMinutes>),
    period: &Period,
    window: Option<&ObservedDays>,
) -> Vec<(ChannelIx, ChannelFigures)> {
    let declared = (0..brief.channels.len()).map(|index| channels.declared(index));
    let spread = rollup.spread_between(period.from, period.to);
    let silent = ChannelCounts {
        conversations: conversations.map(|_| 0),
        spread: spread.as_ref().map(|_| Spread::default()),
        ..ChannelCounts::default()
    };
    let mut counted: BTreeMap<ChannelIx, ChannelCounts> =
        declared.map(|channel| (channel, silent)).collect();
    for (_, channel, counts) in rollup.volume.between(period.from, period.to) {
        if counts.rows[RowStatus::Used] > 0 {
            counted.entry(channel).or_insert(silent).tones.merge(&counts.tones);
        }
    }
    for (&(_, channel), count) in conversations.into_iter().flatten() {
        let all = &mut counted.entry(channel).or_insert(silent).conversations;
        *all = all.map(|all| all + count);
    }
    // A channel with reposts only is not counted as a place where people talk.
    for (_, channel, counts) in rollup.volume.between(period.from, period.to) {
        if let Some(cell) = counted.get_mut(&channel) {
            cell.amplification += counts.amplification;
        }
    }
    for (channel, &spread) in spread.iter().flatten() {
        if let Some(counted) = counted.get_mut(channel) {
            counted.spread = Some(spread);
        }
    }
    for (channel, sums) in rollup.sums_between(period.from, period.to).into_iter().flatten() {
        if let Some(counted) = counted.get_mut(&channel) {
            counted.sums = Some(sums);
        }
    }
    for (channel, counted) in &mut counted {
        counted.timed = timed.get(channel).copied();
    }
    let all = counted.values().map(|counted| counted.tones.total()).sum();
    let everywhere = spread.map(|channels| total(&channels));
    let mut figures: Vec<_> = counted
        .into_iter()
        .map(|(index, counted)| {
            let channel = channels.get(index);
            let days = observed_days(brief, channel.declared, window);
            let figures = figures(channel, (brief, handling), counted, days, all);
            let share_interval = everywhere.zip(counted.spread).and_then(|(everywhere, spread)| {
                share_interval((counted.tones.total(), spread), (all, everywhere))
            });
            // The weeks of a silent channel do not differ, which is no measure of how sure they are.
            let said = conversations.filter(|_| counted.conversations > Some(0));
            let conversation_weeks = window.zip(said).map(|(window, all)| {
                by_weeks(window, all, &BTreeMap::from([(index, channel.declared)]), brief)
            });
            (index, ChannelFigures { share_interval, conversation_weeks, ..figures })
        })
        .collect();
    figures
        .sort_by(|(_, a), (_, b)| (Reverse(a.mentions), &a.id).cmp(&(Reverse(b.mentions), &b.id)));
    figures
}

/// Conversations of a day in these channels, with their index into those of the brief.
pub(super) fn by_weeks(
    window: &ObservedDays,
    conversations: &Conversations,
    channels: &BTreeMap<ChannelIx, Option<usize>>,
    brief: &Brief,
) -> WeekMean {
    let mut by_day = BTreeMap::<Date, u64>::new();
    for (&(day, channel), count) in conversations {
        if channels.contains_key(&channel) {
            *by_day.entry(day).or_default() += count;
        }
    }
    WeekMean::of(window, &by_day, |day| {
        channels.values().any(|&declared| is_missing(brief, declared, day))
    })
}

/// Days of the window less the gaps of the channel; a day in two gaps is missing once.
fn observed_days(brief: &Brief, declared: Option<usize>, window: Option<&ObservedDays>) -> u32 {
    let days = window.into_iter().flat_map(|window| each_day(window.from, window.to));
    days.filter(|&day| !is_missing(brief, declared, day)).map(|_| 1).sum()
}

/// Whether the exports do not cover a channel on this day: a declared one by its gaps, another where no channel is covered.
pub(super) fn is_missing(brief: &Brief, declared: Option<usize>, day: Date) -> bool {
    match declared {
        Some(channel) => {
            let mut gaps = brief.coverage_gaps.iter().filter(|gap| gap.channel == channel);
            gaps.any(|gap| gap.from <= day && day <= gap.to)
        }
        None => brief.covered_nowhere.iter().any(|&(from, to)| from <= day && day <= to),
    }
}

/// The days of a window on which at least one of these channels, by their index into those of the brief, is covered.
pub(super) fn covered_days(
    brief: &Brief,
    channels: &[Option<usize>],
    window: &ObservedDays,
) -> u32 {
    let is_covered =
        |&day: &Date| channels.iter().any(|&declared| !is_missing(brief, declared, day));
    each_day(window.from, window.to).filter(is_covered).map(|_| 1).sum()
}

/// The figures of one channel; `all` are the used mentions of all channels.
pub(super) fn figures(
    channel: &Channel,
    (brief, handling): (&Brief, &Handling),
    counted: ChannelCounts,
    observed_days: u32,
    all: u64,
) -> ChannelFigures {
    let ChannelCounts { tones, spread, conversations, amplification, sums, timed } = counted;
    let mentions = tones.total();
    let declared = channel.declared.map(|index| &brief.channels[index]);
    let stance = declared.map(|declared| declared.stance.unwrap_or_default());
    let stance_from = match declared {
        None => StanceFrom::Open,
        Some(declared) if declared.stance.is_none() => StanceFrom::Default,
        Some(_) => StanceFrom::Brief,
    };
    let is_community = stance != Some(Stance::Avoid)
        && (channel.declared.is_some() || conversations.unwrap_or(mentions) > 0);
    let minutes = handling.channel(declared.and_then(|declared| declared.minutes), timed);
    let is_observed = |_: &u64| observed_days > 0;
    let rate = conversations.filter(is_observed).map(|n| n as f64 / f64::from(observed_days));
    let hours = |rate| staffing::hours(rate, minutes.minutes.base, brief.staffing.response_share);
    ChannelFigures {
        id: channel.id.clone(),
        name: channel.name.clone(),
        category: channel.category,
        is_declared: channel.declared.is_some(),
        stance,
        stance_from,
        is_community,
        declared: channel.declared,
        mentions,
        conversations,
        amplification,
        reach: sums.and_then(|sums| sums.0.stated()),
        engagement: sums.and_then(|sums| sums.1.stated()),
        share: if all == 0 { 0.0 } else { mentions as f64 / all as f64 },
        share_interval: None,
        observed_days,
        conversations_per_day: rate,
        conversation_weeks: None,
        tone: ToneFigures::of(tones, spread),
        minutes,
        timed,
        hours_per_day: rate.map(|rate| if is_community { hours(rate) } else { 0.0 }),
        recent: Recent::default(),
    }
}

/// Every day of the window, with the used mentions of these channels in this order; `is_missing`: whether a channel (by its place)
/// was not covered on a day.
pub(super) fn daily(
    rollup: &Rollup,
    window: &ObservedDays,
    order: &[ChannelIx],
    is_missing: impl Fn(usize, Date) -> bool,
) -> Vec<DayFigures> {
    let silent =
        |date| (0..order.len()).map(|place| (!is_missing(place, date)).then_some(0)).collect();
    let mut days: Vec<DayFigures> = each_day(window.from, window.to)
        .map(|date| DayFigures { date, mentions: silent(date), tones: Tally::default() })
        .collect();
    let place: BTreeMap<_, _> = order.iter().enumerate().map(|(place, &ix)| (ix, place)).collect();
    let mut cells = rollup.volume.between(window.from, window.to).peekable();
    for day in &mut days {
        while let Some((_, channel, counts)) = cells.next_if(|&(date, ..)| date == day.date) {
            if let Some(&place) = place.get(&channel).filter(|_| counts.rows[RowStatus::Used] > 0) {
                day.mentions[place] = Some(counts.rows[RowStatus::Used]);
                day.tones.merge(&counts.tones);
            }
        }
    }
    days
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Gap;
    use crate::insights::sample::{brief, handling};
    use crate::mentions::brands::Brands;
    use crate::mentions::channel::Channels;
    use crate::mentions::tone::Tone;
    use crate::mentions::{Mention, RowStatus};
    use crate::rollup::sample::{day, mention};

    /// Reddit and reviews are declared, the third is found.
    fn sample() -> (Brief, Channels, ChannelIx) {
        let brief = brief(&["reddit", "reviews"]);
        let channels = Channels::new(&brief);
        let found = channels.iter().find(|(_, channel)| channel.id == "youtube").unwrap().0;
        (brief, channels, found)
    }

    fn may(rollup: &Rollup, brief: &Brief, table: &Channels) -> Vec<(ChannelIx, ChannelFigures)> {
        let period = Period::month(day("2026-05-01"));
        let window = period.window(rollup);
        let conversations = rollup.conversations.between(period.from, period.to);
        let minutes = (&handling(brief), &BTreeMap::new());
        channels((rollup, brief, table), Some(&conversations), minutes, &period, window.as_ref())
    }

    /// Used mentions of a channel at these days of May 2026.
    fn used(rollup: &mut Rollup, channel: ChannelIx, days: &[u32]) {
        for day in days {
            let at = format!("2026-05-{day:02}T10:00");
            rollup.add(&Mention { channel, ..mention(&at) }, RowStatus::Used);
        }
    }

    #[test]
    fn each_channel_has_the_range_of_its_own_weeks() {
        let (mut brief, table, _) = sample();
        let mut rollup = Rollup::default();
        let days: Vec<u32> = (1..=28).collect();
        let twice: Vec<u32> = (15..=28).collect();
        used(&mut rollup, table.declared(0), &days);
        used(&mut rollup, table.declared(0), &twice);
        let ranges = |brief: &Brief| -> Vec<_> {
            let weeks = may(&rollup, brief, &table).into_iter();
            weeks.map(|(_, channel)| channel.conversation_weeks).collect()
        };
        // Weeks of 7, 7, 14 and 14: 1.5 a day, s = 0.577350, t(3) = 3.182446, so 1.5 - 0.918693 to 1.5 + 0.918693.
        let [Some(reddit), None] = &ranges(&brief)[..] else { panic!("one spoke, one was silent") };
        let (low, high) = reddit.interval.unwrap();
        assert_eq!((reddit.weeks, reddit.per_day), (4, Some(1.5)));
        assert!((low - 0.581_307).abs() < 1e-6 && (high - 2.418_693).abs() < 1e-6);
        brief.coverage_gaps =
            vec![Gap { channel: 0, from: day("2026-05-20"), to: day("2026-05-20") }];
        let gap = ranges(&brief).remove(0).unwrap();
        assert_eq!((gap.weeks, gap.left_out), (3, 1));
    }

    #[test]
    fn declared_channels_stand_even_when_silent_and_found_ones_by_their_mentions() {
        let (brief, table, found) = sample();
        let mut rollup = Rollup::default();
        used(&mut rollup, found, &[1, 2, 3]);
        used(&mut rollup, table.declared(1), &[4]);
        let elsewhere = table.iter().find(|(_, channel)| channel.id == "vimeo").unwrap().0;
        let hidden = Mention { channel: elsewhere, ..mention("2026-05-10T10:00") };
        rollup.add(&hidden, RowStatus::NotRelevant);
        let figures = may(&rollup, &brief, &table);
        let computed: Vec<_> = figures
            .iter()
            .map(|(_, f)| (f.id.as_str(), f.mentions, f.share, f.is_declared, f.is_community))
            .collect();
        let expected = [
            ("youtube", 3, 0.75, false, true),
            ("reviews", 1, 0.25, true, true),
            ("reddit", 0, 0.0, true, true),
        ];
        assert_eq!(computed, expected);
        // Ten days were observed, the last by a row that no figure counts.
        assert_eq!(figures[0].1.conversations_per_day, Some(0.3));
        assert_eq!(figures[2].1.conversations_per_day, Some(0.0));
    }

    #[test]
    fn quiet_days_count() {
        // Trap: 0, 0, 12, 0, 0, 9, 0 are 3 a day, not 10.5 on the two active days.
        let (brief, table, found) = sample();
        let mut rollup = Rollup::default();
        used(&mut rollup, found, &[1, 7]);
        let reddit = table.declared(0);
        used(&mut rollup, reddit, &[[3; 12].as_slice(), &[6; 9]].concat());
        let figures = may(&rollup, &brief, &table);
        assert_eq!((figures[0].0, figures[0].1.conversations_per_day), (reddit, Some(3.0)));
        // 3 a day, 20 minutes each.
        assert_eq!(figures[0].1.hours_per_day, Some(1.0));
    }

    #[test]
    fn gaps_are_missing_days_counted_once_and_only_inside_the_window() {
        let (mut brief, table, found) = sample();
        let mut rollup = Rollup::default();
        used(&mut rollup, found, &[1, 20]);
        used(&mut rollup, table.declared(0), &[2, 3]);
        let gap = |channel, from, to| Gap { channel, from: day(from), to: day(to) };
        brief.coverage_gaps = vec![
            gap(0, "2026-05-05", "2026-05-09"),
            gap(0, "2026-05-08", "2026-05-10"),
            gap(0, "2026-05-20", "2026-06-03"),
            gap(0, "2026-04-01", "2026-04-30"),
            gap(1, "2026-05-01", "2026-05-31"),
        ];
        let figures: BTreeMap<_, _> = may(&rollup, &brief, &table).into_iter().collect();
        let computed = |channel| {
            let figures: &ChannelFigures = &figures[&channel];
            (figures.observed_days, figures.conversations_per_day)
        };
        // 20 days less 5 to 10 and 20.
        assert_eq!(computed(table.declared(0)), (13, Some(2.0 / 13.0)));
        assert_eq!(computed(table.declared(1)), (0, None));
        assert_eq!(figures[&table.declared(1)].hours_per_day, None);
        assert_eq!(computed(found), (20, Some(0.1)));
        brief.covered_nowhere = vec![(day("2026-05-11"), day("2026-05-15"))];
        let figures: BTreeMap<_, _> = may(&rollup, &brief, &table).into_iter().collect();
        assert_eq!(figures[&found].observed_days, 15, "days without any export");
    }

    #[test]
    fn reposts_that_name_the_client_are_amplification_where_people_talk() {
        let (brief, table, found) = sample();
        let mut rollup = Rollup::default();
        used(&mut rollup, table.declared(0), &[1]);
        let repost = Mention { channel: table.declared(0), ..mention("2026-05-02T10:00") };
        rollup.add(&repost, RowStatus::Repost);
        rollup.add(&Mention { brands: Brands::NONE, ..repost }, RowStatus::Repost);
        rollup.add(&Mention { channel: found, ..repost }, RowStatus::Repost);
        let figures = may(&rollup, &brief, &table);
        let computed: Vec<_> =
            figures.iter().map(|(_, f)| (f.id.as_str(), f.amplification)).collect();
        assert_eq!(computed, [("reddit", 1), ("reviews", 0)]);
    }

    #[test]
    fn avoided_channels_are_measured_but_take_no_hours() {
        let (mut brief, _, _) = sample();
        brief.channels[0].stance = Some(Stance::Avoid);
        let table = Channels::new(&brief);
        let mut rollup = Rollup::default();
        used(&mut rollup, table.declared(0), &[1, 2]);
        let figures = &may(&rollup, &brief, &table)[0].1;
        assert_eq!((figures.conversations_per_day, figures.hours_per_day), (Some(1.0), Some(0.0)));
        assert!(!figures.is_community);
    }

    #[test]
    fn every_day_of_the_window_has_a_row_in_the_order_of_the_channels() {
        let (_, table, found) = sample();
        let mut rollup = Rollup::default();
        used(&mut rollup, found, &[1, 3, 3]);
        let angry = Mention {
            channel: table.declared(0),
            tone: Tone::Negative,
            ..mention("2026-05-03T10:00")
        };
        rollup.add(&angry, RowStatus::Used);
        rollup.add(&angry, RowStatus::Own);
        let window = Period::month(day("2026-05-01")).window(&rollup).unwrap();
        let not_covered = |place, date: Date| place == 1 && date.day() == 2;
        let days = daily(&rollup, &window, &[found, table.declared(0)], not_covered);
        let computed: Vec<_> = days.iter().map(|day| (day.date.day(), &day.mentions[..])).collect();
        let expected =
            [(1, &[Some(1), Some(0)][..]), (2, &[Some(0), None]), (3, &[Some(2), Some(1)])];
        assert_eq!(computed, expected);
        assert_eq!(days[2].tones, Tally::from([(Tone::Neutral, 2), (Tone::Negative, 1)]));
    }
}
