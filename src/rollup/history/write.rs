//! A month's counts → the text of its file.

use std::collections::BTreeMap;

use super::line::{Answered, Channel, Day, Head, Line, Names, SCHEMA, competitors, json};
use super::name_of;
use crate::exports::records::sha256;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::rollup::Rollup;
use crate::units::Date;

/// The readable rows of a month that repeat no other: what exports must hold to stand for it.
pub(super) fn rows(rollup: &Rollup, month: Date) -> u64 {
    let cells = rollup.volume.between(month, month.last_of_month());
    cells.map(|(_, _, counts)| counts.rows.total() - counts.rows[RowStatus::Duplicate]).sum()
}

/// The text of a month's file; `month` is its first day.
///
/// # Panics
///
/// Never: numbers and text are JSON.
pub(super) fn write(
    rollup: &Rollup,
    answers: Option<Answered>,
    names: Names<'_>,
    month: Date,
) -> String {
    let mut text = json(&head(rollup, names, month));
    let mut say = |line: &Line| text += &json(line);
    for (day, channels) in &days(rollup, names, month) {
        say(&Line::Day(whole_day(rollup, names, *day)));
        channels.values().for_each(&mut say);
    }
    if let Some(answers) = answers {
        say(&Line::Answers(answers));
    }
    let sum = sha256(text.as_bytes());
    text + &json(&Line::Sha256(sum))
}

fn head(rollup: &Rollup, names: Names<'_>, month: Date) -> Head {
    let answering = rollup.answers.channels().into_iter();
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
    }
}

/// The channels of each day, by id.
fn days(rollup: &Rollup, names: Names<'_>, month: Date) -> BTreeMap<Date, BTreeMap<String, Line>> {
    let to = month.last_of_month();
    let mut filled: BTreeMap<(Date, ChannelIx), BTreeMap<String, [u64; 4]>> = BTreeMap::new();
    for (format, channel, days) in rollup.coverage.iter() {
        for (&day, told) in days.range(month..=to) {
            let counts = [told.rows, told.tone, told.author, told.language];
            filled.entry((day, channel)).or_default().insert(format.to_owned(), counts);
        }
    }
    let conversations = rollup.conversations_between(month, to).unwrap_or_default();
    let mut days: BTreeMap<Date, BTreeMap<String, Line>> = BTreeMap::new();
    for (day, channel, counts) in rollup.volume.between(month, to) {
        let id = names.channels.get(channel).id.clone();
        let (rows, tones) = (&counts.rows, &counts.tones);
        let line = Line::Channel(Channel {
            date: day.to_string(),
            id: id.clone(),
            rows: *rows.counts(),
            tones: *tones.counts(),
            amplification: counts.amplification,
            conversations: conversations.get(&(day, channel)).copied().unwrap_or_default(),
            filled: filled.remove(&(day, channel)).unwrap_or_default(),
        });
        days.entry(day).or_default().insert(id, line);
    }
    days
}

fn whole_day(rollup: &Rollup, names: Names<'_>, day: Date) -> Day {
    let mut hours = [0; 24];
    for (_, hour, count) in rollup.activity.between(day, day) {
        hours[usize::try_from(hour).expect("0 to 23")] = count;
    }
    let tags = rollup.voice.between(day, day);
    let places = 0..=competitors(names.brief).count();
    Day {
        date: day.to_string(),
        hours,
        undated: rollup.activity.undated_between(day, day),
        tags: places.map(|place| tags.get(&place).copied().unwrap_or_default()).collect(),
        threads: rollup.conversations.has_threads(day, day),
    }
}
