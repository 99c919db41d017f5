//! Reads a history file as a rollup of its month. The file is checked completely before it is used; a file that no build wrote is an error.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::line::{
    self, Answered, Channel, Day, HandleLine, Head, Line, Names, Record, SCHEMA, SumLine, TermLine,
    WaitLine, competitors, json, tally,
};
use super::{MonthTotals, name_of, schema_1};
use crate::error::Problem;
use crate::exports::records::sha256;
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::ledger::Outcome;
use crate::mentions::tone::Tone;
use crate::rollup::answers::Wait;
use crate::rollup::terms::{FEWEST_AUTHORS, MonthTerms, TermCount};
use crate::rollup::{DayCounts, Filled, HandleSums, Rollup, Sum};
use crate::units::Date;

/// The tones that are estimated.
const TONES: [Tone; 3] = [Tone::Positive, Tone::Neutral, Tone::Negative];

/// No count of a day is larger; so many lines as a file may have add up without overflow.
const MOST: u64 = 1_000_000_000_000;

/// Bytes that a file may have: a hundred times a large month.
pub(super) const LARGEST: u64 = 1 << 26;

/// What can be read of a head with another schema.
#[derive(Deserialize)]
struct PartialHead {
    schema: u64,
    month: Option<String>,
    rows: Option<u64>,
}

impl PartialHead {
    fn of(text: &str) -> Option<Self> {
        serde_json::from_str(text.lines().next()?).ok()
    }
}

/// A file whose head is understood.
#[derive(Debug)]
pub(super) struct HistoryReader<'a> {
    file: &'a str,
    month: Date,
    head: Head,
    /// Its lines but the last.
    counted: &'a str,
    last: &'a str,
}

/// The rows that a file says to have counted, whatever the rest of it is worth.
pub(super) fn stated_rows(text: &str, month: Date) -> Option<u64> {
    let head = PartialHead::of(text)?;
    head.rows.filter(|_| head.month == Some(name_of(month)))
}

impl<'a> HistoryReader<'a> {
    /// Reads the head; `month` is what the file's name says.
    pub(super) fn open(file: &'a str, month: Date, text: &'a str) -> Result<Self, Problem> {
        let refused = |what: String| Err(Problem::at(file, 1, 0, what));
        if let Some(PartialHead { schema, .. }) =
            PartialHead::of(text).filter(|any| !(1..=SCHEMA).contains(&any.schema))
        {
            let age = if schema > SCHEMA { "a newer" } else { "an older" };
            return refused(format!(
                "written by {age} version: its schema is {schema}, here it is {SCHEMA}"
            ));
        }
        let text = text.trim_end();
        let (counted, last) = text.split_at(text.rfind('\n').map_or(0, |end| end + 1));
        let first = counted.lines().next().unwrap_or_default();
        let Ok(head) = serde_json::from_str::<Head>(first) else {
            return refused("not the head of a month's history".to_owned());
        };
        if head.month != name_of(month) {
            return refused(format!("the history of {}, by its head", head.month));
        }
        Ok(Self { file, month, head, counted, last })
    }

    /// Whether nothing has changed since a build wrote it, but the line ends, which version control may turn.
    pub(super) fn verify(&self) -> Result<(), Problem> {
        let lines: String = self.counted.lines().flat_map(|line| [line, "\n"]).collect();
        let sum = json(&Line::Sha256(sha256(lines.as_bytes())));
        if self.last == sum.trim_end() {
            return Ok(());
        }
        Err(Problem::of(self.file, "it was changed or cut short after a build wrote it"))
    }

    /// The counts, as a part to be merged into those of the exports.
    pub(super) fn part(&self, names: Names<'_>) -> Result<Rollup, Problem> {
        let zone = &names.brief.timing.zone_name;
        if self.head.timezone != *zone {
            let what =
                format!("its days are those of {}, and the brief's of {zone}", self.head.timezone);
            return Err(Problem::at(self.file, 1, 0, what));
        }
        let ids: BTreeMap<&str, ChannelIx> =
            names.channels.iter().map(|(index, channel)| (channel.id.as_str(), index)).collect();
        let channel = |id: &str, line| {
            let unknown = || format!("the brief declares no channel `{id}`, and none is built in");
            ids.get(id).copied().ok_or_else(|| Problem::at(self.file, line, 0, unknown()))
        };
        let places: BTreeMap<&str, u8> = competitors(names.brief).zip(1..).collect();
        let is_counted = |name| self.head.competitors.iter().any(|counted| counted == name);
        let mut part = Rollup::default();
        let mut kept = MonthTotals {
            authors: self.head.authors,
            starts: self.head.starts.map(|_| Vec::new()),
            knows_sums: self.head.tags_by.is_some(),
            knows_brands: self.head.tags_by.as_deref() == Some(line::BY_WORDS)
                && competitors(names.brief).all(is_counted),
            ..MonthTotals::default()
        };
        for id in &self.head.answering {
            part.answers.keep(self.month, channel(id, 1)?);
        }
        if let Some(channels) = &self.head.spread {
            let broken =
                || Problem::at(self.file, 1, 0, "`spread` is not a valid record of a history file");
            let mut spread = BTreeMap::new();
            for (id, sums) in channels {
                let sums = line::spread(sums).ok_or_else(broken)?;
                spread.insert(channel(id, 1)?, sums);
            }
            kept.spread = Some(spread);
        }
        kept.terms = self.head.terms.as_ref().map(|head| MonthTerms {
            below: head.below,
            accounts: head.accounts,
            ..MonthTerms::default()
        });
        for (id, line) in &self.head.handle_times {
            let what = "`handle_times` is not a valid record of a history file";
            let sums = line.sums().ok_or_else(|| Problem::at(self.file, 1, 0, what))?;
            kept.handle_times.insert(channel(id, 1)?, sums);
        }
        let mut waits: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (line, number) in self.counted.lines().zip(1..).skip(1) {
            let broken = || Problem::at(self.file, number, 0, "no record of a month's history");
            match self.record(line).ok_or_else(broken)? {
                Record::Day(day) => {
                    let date = self.date(&day.date).filter(|_| day.is_sound());
                    day.keep(date.ok_or_else(broken)?, &mut part);
                }
                Record::Channel(cell) => {
                    let date = self.date(&cell.date).filter(|_| cell.is_sound());
                    let place = (date.ok_or_else(broken)?, channel(&cell.id, number)?);
                    cell.keep(place, &places, &mut part, &mut kept).ok_or_else(broken)?;
                }
                Record::Wait(wait) if wait.is_sound() => {
                    let id = wait.channel.as_deref();
                    let channel = id.map(|id| channel(id, number)).transpose()?;
                    waits.entry(channel).or_default().push(wait.counted());
                }
                Record::Finished(answers) if is_sound(&answers) => kept.finished = Some(answers),
                Record::Term(term) if term.is_sound() => {
                    let counts = TermCount { accounts: term.accounts, mentions: term.mentions };
                    let terms = kept.terms.as_mut().ok_or_else(broken)?;
                    terms.terms.insert(term.words, counts);
                }
                Record::Wait(_) | Record::Term(_) | Record::Finished(_) => return Err(broken()),
            }
        }
        self.verify()?;
        // The file has the channels of a day by id.
        kept.starts.iter_mut().for_each(|starts| starts.sort_unstable());
        let waits = waits.into_iter();
        kept.waits = waits.map(|(channel, waits)| (channel, waits.into_iter().collect())).collect();
        part.history.months.insert(self.month, kept);
        Ok(part)
    }

    /// Whether an earlier version wrote it, with finished response times.
    pub(super) fn is_finished(&self) -> bool {
        self.head.schema == 1
    }

    fn record(&self, line: &str) -> Option<Record> {
        if self.head.schema == 1 {
            return schema_1::record(line, &self.head.competitors);
        }
        match serde_json::from_str(line).ok()? {
            Line::Day(day) => Some(Record::Day(day)),
            Line::Channel(cell) => Some(Record::Channel(cell)),
            Line::Wait(wait) => Some(Record::Wait(wait)),
            Line::Term(term) => Some(Record::Term(term)),
            Line::Sha256(_) => None,
        }
    }

    /// A day of the month.
    fn date(&self, text: &str) -> Option<Date> {
        let date: Date = text.parse().ok()?;
        (date.first_of_month() == self.month).then_some(date)
    }
}

impl HandleLine {
    /// `None` if a number is larger than any month gives.
    fn sums(&self) -> Option<HandleSums> {
        /// Of the squares of seconds.
        const MOST_SQUARES: u64 = 1 << 58;
        let &Self { conversations, seconds, squares } = self;
        (are_counts([conversations, seconds].iter()) && squares <= MOST_SQUARES)
            .then_some(HandleSums { conversations, seconds, squares })
    }
}

fn is_sound(answers: &Answered) -> bool {
    let Answered { conversations, answered, in_time_base, in_time, .. } = answers;
    let seconds = answers.median_seconds.iter().chain(&answers.oldest_open_seconds);
    are_counts(seconds.chain([conversations]))
        && answered <= conversations
        && in_time <= in_time_base
        && in_time_base <= conversations
}

fn are_counts<'a>(mut counts: impl Iterator<Item = &'a u64>) -> bool {
    counts.all(|count| *count <= MOST)
}

impl Day {
    fn is_sound(&self) -> bool {
        let tags = self.tags.competitors.values().chain([&self.tags.own]);
        are_counts(self.hours.iter().chain(tags).chain([&self.undated]))
    }

    fn keep(&self, date: Date, part: &mut Rollup) {
        for (hour, &count) in (0..).zip(&self.hours) {
            part.activity.keep(date, hour, count);
        }
        part.activity.keep_undated(date, self.undated);
        if self.threads {
            part.conversations.add_threaded_day(date);
        }
    }
}

impl Channel {
    fn is_sound(&self) -> bool {
        let sums = [&self.reach, &self.engagement].into_iter().flatten();
        let sums = sums.flat_map(|line| [&line.sum, &line.rows]);
        let single = [&self.amplification, &self.conversations].into_iter().chain(sums);
        let filled = self.filled.values();
        let filled = filled.flat_map(|of| [&of.rows, &of.tone, &of.author, &of.language]);
        let hours = [&self.hours, &self.starts].into_iter().flatten().flat_map(|it| it.iter());
        let tags = self.tags.iter().flat_map(|tags| tags.competitors.values().chain([&tags.own]));
        let tags = tags.flat_map(BTreeMap::values);
        let counts = self.rows.values().chain(self.tones.values()).chain(hours).chain(tags);
        let counts = counts.chain(self.estimates.values());
        are_counts(counts.chain(single).chain(filled))
    }

    /// `None` if it names a class of rows or tones that does not exist, or holds more mentions of an hour than its day, or more estimates than
    /// mentions without a label.
    fn keep(
        &self,
        (date, channel): (Date, ChannelIx),
        places: &BTreeMap<&str, u8>,
        part: &mut Rollup,
        kept: &mut MonthTotals,
    ) -> Option<()> {
        let status = |status| Outcome::Within(status).word();
        let counts = DayCounts {
            rows: tally(&self.rows, &RowStatus::ALL, status)?,
            tones: tally(&self.tones, &Tone::ALL, Tone::word)?,
            estimates: tally(&self.estimates, &TONES, Tone::word)?,
            amplification: self.amplification,
            reach: sum(self.reach.as_ref()),
            engagement: sum(self.engagement.as_ref()),
        };
        if counts.estimates.total() > counts.tones[Tone::Unscored] {
            return None;
        }
        part.volume.keep(date, channel, &counts);
        for (hour, &count) in (0..).zip(self.hours.as_deref().into_iter().flatten()) {
            part.activity.assign(date, hour, channel, count)?;
        }
        if let Some(tags) = &self.tags {
            let tones = |tags| tally(tags, &Tone::ALL, Tone::word);
            part.voice.keep((date, channel), 0, &tones(&tags.own)?);
            for (name, tags) in &tags.competitors {
                // Tags of a competitor that the brief names no more are left out.
                if let Some(&place) = places.get(name.as_str()) {
                    part.voice.keep((date, channel), place, &tones(tags)?);
                }
            }
        }
        if let Some(starts) = &mut kept.starts {
            let hours = (0..)
                .zip(self.starts.as_deref().into_iter().flatten())
                .filter(|(_, count)| **count > 0);
            starts.extend(hours.map(|(hour, &count)| (date, hour, Some(channel), count)));
        }
        if self.conversations > 0 {
            kept.conversations.insert((date, channel), self.conversations);
        }
        for (format, &line::Filled { rows, tone, author, language }) in &self.filled {
            let filled = Filled { rows, tone, author, language };
            part.coverage.keep(format, channel, date, &filled);
        }
        Some(())
    }
}

fn sum(line: Option<&SumLine>) -> Sum {
    line.map_or_else(Sum::default, |line| Sum { sum: line.sum, rows: line.rows })
}

impl TermLine {
    /// One or two words that enough accounts used.
    fn is_sound(&self) -> bool {
        let is_term = (1..=2).contains(&self.words.split(' ').filter(|it| !it.is_empty()).count());
        is_term
            && self.accounts >= FEWEST_AUTHORS
            && are_counts([&self.accounts, &self.mentions].into_iter())
    }
}

impl WaitLine {
    fn is_sound(&self) -> bool {
        let times = self.answered_minutes.iter().chain([&self.watched_hours]);
        are_counts(times.chain([&self.conversations]))
    }

    fn counted(&self) -> (Wait, u64) {
        let answered_after = self.answered_minutes.map(|minutes| 60 * minutes);
        (Wait { answered_after, watched: 3600 * self.watched_hours }, self.conversations)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::Brief;
    use crate::mentions::channel::Channels;
    use crate::mentions::{Mention, RowStatus, Thread};
    use crate::rollup::answers::{HOUR, WATCHED_HOURS, end_of};
    use crate::rollup::history::write;
    use crate::rollup::sample::{day, mention};
    use proptest::prelude::*;

    const FILE: &str = "history/2026-05.jsonl";

    fn brief() -> Brief {
        let text = "client: A\nwhy: B\ntiming: {timezone: UTC}\naudience: [{id: a, name: A}]\n\
                    objectives: [{id: tone, statement: C, metric: net_sentiment}]\nchannels: [{id: x}]\n";
        crate::brief::read::parse("brief.yaml", text).unwrap()
    }

    fn write(rollup: &Rollup, names: Names<'_>, month: Date) -> String {
        let zone = &names.brief.timing.zone;
        let threads = rollup.threads_between(month, month.last_of_month(), zone);
        write::write(rollup, names, month, &threads)
    }

    /// May with two mentions in a thread that is answered.
    fn written(names: Names<'_>) -> String {
        let mut rollup = Rollup::default();
        for (at, status) in [
            ("2026-05-02T10:00", RowStatus::Used),
            ("2026-05-02T11:00", RowStatus::Used),
            ("2026-05-02T12:30", RowStatus::Own),
            ("2026-06-01T10:00", RowStatus::NotRelevant),
        ] {
            let channel = names.channels.declared(0);
            let row = Mention { channel, thread: Thread::Known(7), ..mention(at) };
            rollup.add(&row, status);
        }
        write(&rollup, names, day("2026-05-01"))
    }

    fn with_sum(lines: &str) -> String {
        format!("{lines}{}", json(&Line::Sha256(sha256(lines.as_bytes()))))
    }

    fn with_names<T>(ask: impl FnOnce(Names<'_>) -> T) -> T {
        let brief = brief();
        let channels = Channels::new(&brief);
        ask(Names { brief: &brief, channels: &channels })
    }

    #[test]
    fn a_part_answers_for_its_month_and_no_other_span() {
        with_names(|names| {
            let text = written(names);
            let reader = HistoryReader::open(FILE, day("2026-05-01"), &text).unwrap();
            let part = reader.part(names).unwrap();
            let (from, to) = (day("2026-05-01"), day("2026-05-31"));
            let conversations = part.conversations_between(from, to).unwrap();
            assert_eq!(conversations.values().sum::<u64>(), 1);
            let wait = Wait { answered_after: Some(9000), watched: WATCHED_HOURS * HOUR };
            let x = Some(names.channels.declared(0));
            let until = end_of(to, &names.brief.timing.zone);
            let waits = part.waits_between(from, to, until).unwrap();
            assert_eq!(waits, BTreeMap::from([(x, [(wait, 1)].into_iter().collect())]));
            let zone = &names.brief.timing.zone;
            let starts = part.starts_between(from, to, zone);
            assert_eq!(starts, Some(vec![(day("2026-05-02"), 10, x, 1)]));
            assert_eq!(part.starts_between(day("2026-05-02"), to, zone), None);
            assert_eq!(part.starts_between(day("2026-05-03"), to, zone), Some(Vec::new()));
            assert_eq!(part.conversations_between(from, day("2026-06-30")), None);
            assert_eq!(part.conversations_between(day("2026-05-02"), to), None);
            assert_eq!(part.waits_between(from, day("2026-05-30"), until), None);
            // No row of these days states a thread.
            let rest = part.conversations_between(day("2026-05-03"), to);
            assert_eq!(rest.map(|rest| rest.len()), Some(0));
            assert_eq!(part.authors_between(day("2026-05-03"), to), None);
            assert_eq!(write(&part, names, from), text);
        });
    }

    #[test]
    fn hours_of_channels_are_read_and_without_them_nobody_knows_the_channel() {
        with_names(|names| {
            let (text, month) = (written(names), day("2026-05-01"));
            let channels_of = |text: &str| {
                let part = HistoryReader::open(FILE, month, text).unwrap().part(names).unwrap();
                let hours = part.activity.between(month, day("2026-05-31"));
                hours.map(|(_, hour, channel, count)| (hour, channel, count)).collect::<Vec<_>>()
            };
            let x = Some(names.channels.declared(0));
            assert_eq!(channels_of(&text), [(10, x, 1), (11, x, 1)]);
            let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
            let starts = lines.find("\"starts\":[").unwrap();
            let start = starts + lines[starts..].find("\"hours\":").unwrap();
            let end = start + lines[start..].find(']').unwrap() + 2;
            let former = with_sum(&format!("{}{}\n", &lines[..start], &lines[end..]));
            assert_eq!(channels_of(&former), [(10, None, 1), (11, None, 1)]);
            let more = lines[start..].replacen("0,1,1", "0,2,1", 1);
            let more = with_sum(&format!("{}{more}\n", &lines[..start]));
            let reader = HistoryReader::open(FILE, month, &more).unwrap();
            assert!(reader.part(names).unwrap_err().to_string().contains("no record"));
        });
    }

    proptest! {
        /// Whatever a stranger makes of a file and of its last line: read or refused, and what is read can be counted.
        #[test]
        fn a_changed_file_is_read_or_refused(
            at in prop::collection::vec((any::<prop::sample::Index>(), "[0-9\\[\\]{}\",a-z\n-]{0,20}"), 0..4),
        ) {
            with_names(|names| {
                let text = written(names);
                let (lines, _) = text.trim_end().rsplit_once('\n').unwrap();
                let mut lines = format!("{lines}\n");
                for (index, new) in at {
                    let place = index.index(lines.len());
                    lines.replace_range(place..=place, &new);
                }
                let text = with_sum(&lines);
                let month = day("2026-05-01");
                let _any = stated_rows(&text, month);
                if let Ok(part) = HistoryReader::open(FILE, month, &text).and_then(|reader| reader.part(names)) {
                    write(&part, names, month);
                }
            });
        }
    }
}
