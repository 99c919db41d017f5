//! Writes the counts of a month as a history file.

use std::collections::BTreeMap;

use super::line::{
    BY_WORDS, Channel, ChannelTags, Day, Filled, HandleLine, Head, Line, Names, SCHEMA, SumLine,
    Tags, TermHead, TermLine, WaitLine, competitors, json, named, sums,
};
use super::{Threads, name_of};
use crate::exports::records::sha256;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::ledger::Outcome;
use crate::mentions::tone::Tone;
use crate::rollup::activity::HourCount;
use crate::rollup::terms::{MonthTerms, TermCount};
use crate::rollup::{self, HandleSums, Rollup, Sum};
use crate::units::Date;

/// The readable rows of a month without duplicates: the exports must hold at least as many to replace its file.
pub(super) fn rows(rollup: &Rollup, month: Date) -> u64 {
    let cells = rollup.volume.between(month, month.last_of_month());
    cells.map(|(_, _, counts)| counts.rows.total() - counts.rows[RowStatus::Duplicate]).sum()
}

/// The text of a month's file; `month` is its first day, and these are its threads.
///
/// # Panics
///
/// Never: numbers and text are JSON.
pub(super) fn write(rollup: &Rollup, names: Names<'_>, month: Date, threads: &Threads) -> String {
    let terms = rollup.terms.of_month(month, &rollup.names);
    let mut text = json(&head(rollup, names, month, (threads, terms.as_ref())));
    let mut say = |line: &Line| text += &json(line);
    for (day, channels) in &days(rollup, names, month, threads) {
        say(&Line::Day(whole_day(rollup, names, *day)));
        channels.values().for_each(&mut say);
    }
    let id = |channel: Option<ChannelIx>| Some(names.channels.get(channel?).id.clone());
    let waits = threads.waits.iter().flatten();
    let by_id: BTreeMap<_, _> = waits.map(|(channel, waits)| (id(*channel), waits)).collect();
    for (channel, waits) in by_id {
        for (wait, conversations) in waits.rounded().iter() {
            say(&Line::Wait(WaitLine {
                channel: channel.clone(),
                answered_minutes: wait.answered_after.map(|seconds| seconds / 60),
                watched_hours: wait.watched / 3600,
                conversations,
            }));
        }
    }
    for (words, count) in terms.into_iter().flat_map(|terms| terms.terms) {
        let TermCount { accounts, mentions } = count;
        say(&Line::Term(TermLine { words, accounts, mentions }));
    }
    let sum = sha256(text.as_bytes());
    text + &json(&Line::Sha256(sum))
}

fn head(
    rollup: &Rollup,
    names: Names<'_>,
    month: Date,
    (threads, terms): (&Threads, Option<&MonthTerms>),
) -> Head {
    let answering = threads.waits.iter().flat_map(BTreeMap::keys).copied().flatten();
    let mut answering: Vec<String> =
        answering.map(|channel| names.channels.get(channel).id.clone()).collect();
    answering.sort_unstable();
    Head {
        schema: SCHEMA,
        month: name_of(month),
        timezone: names.brief.timing.zone_name.clone(),
        rows: rows(rollup, month),
        authors: rollup.authors_between(month, month.last_of_month()),
        competitors: competitors(names.brief).map(str::to_owned).collect(),
        answering,
        tags_by: Some(BY_WORDS.to_owned()),
        starts: threads.starts.as_ref().map(|all| all.iter().map(|(.., count)| count).sum()),
        spread: rollup.spread_between(month, month.last_of_month()).map(|spread| {
            let id = |channel| names.channels.get(channel).id.clone();
            spread.iter().map(|(&channel, spread)| (id(channel), sums(spread))).collect()
        }),
        terms: terms.map(|terms| TermHead { below: terms.below, accounts: terms.accounts }),
        handle_times: handle_times(rollup, names, month),
    }
}

/// The timed conversations of a month by the id of their channel.
fn handle_times(rollup: &Rollup, names: Names<'_>, month: Date) -> BTreeMap<String, HandleLine> {
    let line = |(channel, sums)| {
        let HandleSums { conversations, seconds, squares } = sums;
        (names.channels.get(channel).id.clone(), HandleLine { conversations, seconds, squares })
    };
    let channels = rollup.handle_times_between(month, month.last_of_month());
    channels.into_iter().map(line).collect()
}

/// The channels of each day, by id.
fn days(
    rollup: &Rollup,
    names: Names<'_>,
    month: Date,
    threads: &Threads,
) -> BTreeMap<Date, BTreeMap<String, Line>> {
    let to = month.last_of_month();
    let mut filled: BTreeMap<(Date, ChannelIx), BTreeMap<String, Filled>> = BTreeMap::new();
    for (format, channel, days) in rollup.coverage.iter() {
        for (&day, counts) in days.range(month..=to) {
            let &rollup::Filled { rows, tone, author, language } = counts;
            let line = Filled { rows, tone, author, language };
            filled.entry((day, channel)).or_default().insert(format.to_owned(), line);
        }
    }
    let conversations = |cell| threads.conversations.as_ref()?.get(&cell).copied();
    let mut hours = by_channel(rollup.activity.between(month, to));
    let mut starts = by_channel(threads.starts.iter().flatten().copied());
    let mut days: BTreeMap<Date, BTreeMap<String, Line>> = BTreeMap::new();
    for (day, channel, counts) in rollup.volume.between(month, to) {
        let id = names.channels.get(channel).id.clone();
        let line = Line::Channel(Channel {
            date: day.to_string(),
            id: id.clone(),
            rows: named(&counts.rows, |status| Outcome::Within(status).word()),
            tones: named(&counts.tones, Tone::word),
            estimates: named(&counts.estimates, Tone::word),
            amplification: counts.amplification,
            reach: sum(counts.reach),
            engagement: sum(counts.engagement),
            conversations: conversations((day, channel)).unwrap_or_default(),
            starts: starts.remove(&(day, channel)).map(Box::new),
            hours: hours.remove(&(day, channel)).map(Box::new),
            tags: tags(rollup, names, (day, channel)),
            filled: filled.remove(&(day, channel)).unwrap_or_default(),
        });
        days.entry(day).or_default().insert(id, line);
    }
    days
}

/// Counts by hour of each channel on a day.
fn by_channel(counts: impl Iterator<Item = HourCount>) -> BTreeMap<(Date, ChannelIx), [u64; 24]> {
    let mut days: BTreeMap<_, [u64; 24]> = BTreeMap::new();
    for (day, hour, channel, count) in counts {
        if let Some(channel) = channel {
            days.entry((day, channel)).or_default()[column(hour)] += count;
        }
    }
    days
}

fn sum(sum: Sum) -> Option<SumLine> {
    sum.stated().map(|Sum { sum, rows }| SumLine { sum, rows })
}

/// The tags of a channel on a day; `None` if it has none.
fn tags(
    rollup: &Rollup,
    names: Names<'_>,
    (day, channel): (Date, ChannelIx),
) -> Option<ChannelTags> {
    let all = rollup.voice.between(day, day, |_| true);
    let of = |place| all.get(&(channel, place)).map(|tags| named(tags, Tone::word));
    let own = of(0).unwrap_or_default();
    let others = competitors(names.brief).zip(1..);
    let others = others.filter_map(|(name, place)| Some((name.to_owned(), of(place)?)));
    let tags = ChannelTags { own, competitors: others.collect() };
    (!tags.own.is_empty() || !tags.competitors.is_empty()).then_some(tags)
}

fn whole_day(rollup: &Rollup, names: Names<'_>, day: Date) -> Day {
    let mut hours = [0; 24];
    for (_, hour, _, count) in rollup.activity.between(day, day) {
        hours[column(hour)] += count;
    }
    let tags = rollup.voice.between(day, day, |_| true);
    let tags_of = |place| {
        let of_place = tags.iter().filter(|((_, of), _)| *of == place);
        of_place.map(|(_, tags)| tags.total()).sum()
    };
    let of_competitors = competitors(names.brief).map(str::to_owned).zip((1..).map(tags_of));
    Day {
        date: day.to_string(),
        hours,
        undated: rollup.activity.undated_between(day, day),
        tags: Tags { own: tags_of(0), competitors: of_competitors.collect() },
        threads: rollup.conversations.has_threads(day, day),
    }
}

fn column(hour: i8) -> usize {
    usize::try_from(hour).expect("0 to 23")
}
