//! History: the counts of a month, kept in the project so that the month outlives its exports. Only counts: no name, address or id of anybody, nor
//! a hash of one, and no words but the terms that at least five accounts used, whatever `privacy` says.
//!
//! One file per month, `history/2026-05.jsonl`, with one JSON object per line in a fixed order, so that diffs are readable. The first line is
//! the head; the days follow, each with its channels by id, then the answers; the last line is the hash of those above.
//!
//! ```text
//! {"schema":2,"month":"2026-05","timezone":"Europe/Amsterdam","rows":812,"authors":410,"competitors":["Globex"],"answering":["x"],"tags_by":"words","starts":655,"spread":{"x":{"accounts":410,…}}}
//! {"day":{"date":"2026-05-01","hours":[0,…],"undated":3,"tags":{"own":12,"competitors":{"Globex":4}},"threads":true}}
//! {"channel":{"date":"2026-05-01","id":"x","rows":{"duplicate":1,"used":12},"tones":{"neutral":10,"unscored":2},"amplification":3,"conversations":9,"starts":[0,…],"hours":[0,…],"tags":{"own":{"neutral":4},"competitors":{}},"filled":{"brandwatch":{"rows":21,"tone":19,"author":21,"language":21}}}}
//! {"wait":{"channel":"x","answered_minutes":90,"watched_hours":169,"conversations":2}}
//! {"term":{"words":"order failed","accounts":63,"mentions":70}}
//! {"sha256":"…"}
//! ```
//!
//! - Head: `rows`, the readable rows of the month without duplicates; `authors`, distinct (channel, handle) of used rows, or null; `starts`, conversations whose
//!   hour is known, absent in files of earlier versions; the competitors that were counted; the channels in which the client was seen to answer up to the end
//!   of the month; `spread`, by channel the sums of [`Spread`], which say nothing about a single account
//!   unless it is the only one; `handle_times`, by channel the timed conversations, their seconds and the squares of these, absent without one.
//! - `day`: used mentions by local hour and those known only to the day; tags of the client and of each competitor, which a channel has by tone; whether a row states its thread.
//! - `channel`: rows by what became of them and used mentions by tone, without those of 0; where the brief asks for it, `estimates`, those without a label by the tone that the word list estimates; reposts that name the client; reach and engagement with the rows that state one; the conversations of the
//!   month that begin here, and by the hour of their first mention; used mentions by hour, absent in files of earlier versions and where none is known to the hour; by format its rows, and those with tone, author, language.
//! - `wait`: the conversations in an answering channel that waited so long: the minutes until the answer (none: open), and the hours until the
//!   end of the month or the last row of any export, both rounded up. For an answered one, the hours count up to a week and an hour: see [`Waits::rounded`]. There is no list
//!   of conversations, which would show when each began.
//! - `term`: one or two words that at least five accounts used, with these accounts and the mentions; at most the thousand most used. Of every other term the
//!   head says how many accounts used it at most (`terms.below`), and it has the sum of accounts over all terms of at least five (`terms.accounts`).
//!
//! Keys are added without a new schema: a reader ignores those that it does not know. Files of schema 1 are read too: their counts are
//! lists, and their response times are finished figures, which are valid for one target only.
//!
//! Days add up, so that mentions, tone, hours, brands and columns answer any span of days, as the exports would. A thread or an account that two
//! months share does not: conversations, authors and answers are known only of the whole month, and of other spans that touch it are
//! `None`, not measured; only where no row states its thread each mention is its own conversation on any day. Rejected: keeping hashes of
//! accounts and threads to join them over months (they can be tried out against a list of names), and adding the months up (too high).
//!
//! A month is taken wholly from its exports or wholly from its file: [`reconcile()`] decides, [`months_to_write()`] lists the months that come from the exports.

mod folder;
mod line;
mod not_kept;
mod read;
mod reconcile;
mod schema_1;
mod write;

use std::collections::BTreeMap;

use super::activity::HourCount;
use super::answers::{Waits, end_of};
use super::arrivals::Seconds;
use super::conversations::Start;
use super::terms::MonthTerms;
use super::{DayCounts, HandleSums, Rollup, Spread, Sum};
use crate::mentions::RowStatus;
use crate::mentions::channel::ChannelIx;
use crate::mentions::tone::Tone;
use crate::tally::Tally;
use crate::units::{Date, TimeZone, ToSpan};

pub use folder::{FOLDER, is_kept};
pub use line::{Answered, Names};
pub use reconcile::{HistoryFile, HistoryMonth, Reconciled, months_to_write, reconcile};

/// The months that are taken from their files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    months: BTreeMap<Date, MonthTotals>,
}

/// What cannot be computed from the days of a month.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct MonthTotals {
    conversations: BTreeMap<(Date, ChannelIx), u64>,
    /// Those known to the hour; `None`: an earlier version did not count their hours.
    starts: Option<Vec<HourCount>>,
    authors: Option<u64>,
    /// How the mentions are spread over accounts; `None`: an earlier version wrote the file.
    spread: Option<BTreeMap<ChannelIx, Spread>>,
    /// The timed conversations by channel.
    handle_times: BTreeMap<ChannelIx, HandleSums>,
    /// Response times, rounded, by channel; `None`: an earlier version did not state the channel.
    waits: BTreeMap<Option<ChannelIx>, Waits>,
    /// Response times of a file of schema 1, which has only these figures.
    finished: Option<Answered>,
    /// The terms that many accounts used; `None`: no mention names its account, or an earlier version wrote the file.
    terms: Option<MonthTerms>,
    /// Whether reach and engagement were counted; an earlier version did not.
    knows_sums: bool,
    /// Whether every competitor of the brief was counted, by words and by channel.
    knows_brands: bool,
}

/// Conversations of one channel that began at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Begun {
    /// The channel.
    pub channel: ChannelIx,
    /// The first and the last minute in which they may have begun, each by its first second. The exports tell the minute, the history the hour.
    pub between: (Seconds, Seconds),
    /// How many.
    pub conversations: u64,
    /// Whether they began with a problem or a question; the history does not say of any.
    pub is_request: bool,
}

/// The first and the last minute of a local hour: of both, where the clock goes back.
fn minutes_of(day: Date, hour: i8, zone: &TimeZone) -> Option<(Seconds, Seconds)> {
    let minute = |minute| zone.to_ambiguous_timestamp(day.at(hour, minute, 0, 0));
    let (first, last) = (minute(0).earlier().ok()?, minute(59).later().ok()?);
    Some((first.as_second(), last.as_second()))
}

/// Whether a span of days is from the exports or the history.
enum SpanSource<'a> {
    Exports,
    /// It is a month of the history.
    Month(&'a MonthTotals),
    /// In part the history.
    Mixed,
}

impl History {
    /// The first days of the months that these days (both included) touch.
    pub fn months(&self, from: Date, to: Date) -> impl Iterator<Item = Date> {
        self.touched(from, to).map(|(month, _)| month)
    }

    /// Adds the months of another part; a month has one file, so both parts have the same.
    pub fn merge(&mut self, other: &Self) {
        self.months.extend(other.months.clone());
    }

    /// Whether a month has finished response times.
    fn has_answers(&self, month: Date) -> bool {
        self.months.get(&month).is_some_and(|kept| kept.finished.is_some())
    }

    fn touched(&self, from: Date, to: Date) -> impl Iterator<Item = (Date, &MonthTotals)> {
        self.months.range(from.first_of_month()..=to).map(|(&month, kept)| (month, kept))
    }

    fn source_of(&self, from: Date, to: Date) -> SpanSource<'_> {
        let mut touched = self.touched(from, to);
        match (touched.next(), touched.next()) {
            (None, _) => SpanSource::Exports,
            (Some((month, kept)), None) if (month, month.last_of_month()) == (from, to) => {
                SpanSource::Month(kept)
            }
            _ => SpanSource::Mixed,
        }
    }
}

/// The conversations of some days. The report and the history file of a month both show them.
#[derive(Debug)]
pub struct Threads {
    /// [`Rollup::conversations_between`].
    pub conversations: Option<BTreeMap<(Date, ChannelIx), u64>>,
    /// [`Rollup::starts_between`].
    pub starts: Option<Vec<HourCount>>,
    /// [`Rollup::waits_between`].
    pub waits: Option<BTreeMap<Option<ChannelIx>, Waits>>,
}

/// Questions that a month of the history answers only as a whole; days from and to are included.
impl Rollup {
    /// The conversations of these days, in the zone of the brief.
    pub fn threads_between(&self, from: Date, to: Date, zone: &TimeZone) -> Threads {
        let waits = self.waits_between(from, to, end_of(to, zone));
        if !matches!(self.history.source_of(from, to), SpanSource::Exports) {
            let conversations = self.conversations_between(from, to);
            return Threads { conversations, starts: self.starts_between(from, to, zone), waits };
        }
        let starts = self.conversations.starts(from, to, zone);
        let mut conversations: BTreeMap<(Date, ChannelIx), u64> = BTreeMap::new();
        for (&(day, _, channel), count) in &starts {
            *conversations.entry((day, channel)).or_default() += count;
        }
        Threads { conversations: Some(conversations), starts: Some(known(starts)), waits }
    }

    /// Conversations by the day of their first used mention in these days and by channel; `None`: not measured.
    pub fn conversations_between(
        &self,
        from: Date,
        to: Date,
    ) -> Option<BTreeMap<(Date, ChannelIx), u64>> {
        let used = |(day, channel, counts): (Date, ChannelIx, &DayCounts)| {
            (counts.rows[RowStatus::Used] > 0)
                .then_some(((day, channel), counts.rows[RowStatus::Used]))
        };
        match self.history.source_of(from, to) {
            SpanSource::Exports => Some(self.conversations.between(from, to)),
            SpanSource::Month(kept) => Some(kept.conversations.clone()),
            SpanSource::Mixed if self.conversations.has_threads(from, to) => None,
            SpanSource::Mixed => Some(self.volume.between(from, to).filter_map(used).collect()),
        }
    }

    /// The same conversations by the local hour of that mention, those known to the hour, ascending; `None`: not measured.
    pub fn starts_between(&self, from: Date, to: Date, zone: &TimeZone) -> Option<Vec<HourCount>> {
        match self.history.source_of(from, to) {
            SpanSource::Exports => Some(known(self.conversations.starts(from, to, zone))),
            SpanSource::Month(MonthTotals { starts: Some(starts), .. }) => Some(starts.clone()),
            SpanSource::Month(_) | SpanSource::Mixed
                if self.conversations.has_threads(from, to) =>
            {
                None
            }
            // Each mention is its own conversation.
            SpanSource::Month(_) | SpanSource::Mixed => {
                Some(self.activity.between(from, to).collect())
            }
        }
    }

    /// Calls `each` with the conversations of these days by the time at which they began, in any order. Those known only to the day are left
    /// out. `None`: not measured.
    pub fn begun_between(
        &self,
        (from, to): (Date, Date),
        zone: &TimeZone,
        mut each: impl FnMut(Begun),
    ) -> Option<()> {
        if let SpanSource::Exports = self.history.source_of(from, to) {
            self.conversations.begun(from, to, |_, channel, at, label| {
                if let Some(at) = at {
                    let minute = at - at.rem_euclid(60);
                    let (between, is_request) = ((minute, minute), label.is_request());
                    each(Begun { channel, between, conversations: 1, is_request });
                }
            });
            return Some(());
        }
        for (day, hour, channel, conversations) in self.starts_between(from, to, zone)? {
            let between = minutes_of(day, hour, zone)?;
            each(Begun { channel: channel?, between, conversations, is_request: false });
        }
        Some(())
    }

    /// Distinct (channel, handle) of used rows; `None`: not measured.
    pub fn authors_between(&self, from: Date, to: Date) -> Option<u64> {
        match self.history.source_of(from, to) {
            SpanSource::Exports => self.authors.between(from, to),
            SpanSource::Month(kept) => kept.authors,
            SpanSource::Mixed => None,
        }
    }

    /// Used mentions by the account that wrote most of them; `None`: part of these days comes from the history, which does not hold this.
    pub fn most_by_one(&self, from: Date, to: Date) -> Option<u64> {
        self.history.touched(from, to).next().is_none().then(|| self.authors.most(from, to))
    }

    /// How the used mentions of each channel are spread over accounts. The accounts of a month of the history count apart from those of other
    /// months. `None`: part of a month comes from the history, or an earlier version wrote a file.
    pub fn spread_between(&self, from: Date, to: Date) -> Option<BTreeMap<ChannelIx, Spread>> {
        self.spread_on(from, to, |_| true)
    }

    /// The same without the days that do not count.
    pub fn spread_on(
        &self,
        from: Date,
        to: Date,
        is_counted: impl Fn(Date) -> bool,
    ) -> Option<BTreeMap<ChannelIx, Spread>> {
        let mut channels = self.authors.spread(from, to, &is_counted);
        for (month, kept) in self.history.touched(from, to) {
            let last = month.last_of_month();
            let mut days = month.series(1.days()).take_while(|day| *day <= last);
            // A month of the history has only the sum of its days.
            if month < from || to < last || !days.all(&is_counted) {
                return None;
            }
            for (&channel, spread) in kept.spread.as_ref()? {
                channels.entry(channel).or_default().merge(spread);
            }
        }
        Some(channels)
    }

    /// The conversations in channels where the client answers, as of the moment at which these days end; `None`: not measured, or
    /// [finished](Self::answered_in). The channel is not known of files that an earlier version wrote.
    pub fn waits_between(
        &self,
        from: Date,
        to: Date,
        until: Seconds,
    ) -> Option<BTreeMap<Option<ChannelIx>, Waits>> {
        match self.history.source_of(from, to) {
            SpanSource::Exports => {
                let waits = self.answers.between(&self.conversations, from, to, until);
                Some(waits.into_iter().map(|(channel, waits)| (Some(channel), waits)).collect())
            }
            SpanSource::Month(kept) => kept.finished.is_none().then(|| kept.waits.clone()),
            SpanSource::Mixed => None,
        }
    }

    /// How a month of the history was answered, if its file was written by an earlier version.
    pub fn answered_in(&self, from: Date, to: Date) -> Option<&Answered> {
        match self.history.source_of(from, to) {
            SpanSource::Month(kept) => kept.finished.as_ref(),
            SpanSource::Exports | SpanSource::Mixed => None,
        }
    }

    /// The terms of the months of these days that come from the history; `None`: a file does not state any.
    pub fn kept_terms(&self, from: Date, to: Date) -> Option<Vec<&MonthTerms>> {
        self.history.touched(from, to).map(|(_, kept)| kept.terms.as_ref()).collect()
    }

    /// The timed conversations by channel. Those of a month of the history count apart from others, and only if all its days are asked for.
    pub fn handle_times_between(&self, from: Date, to: Date) -> BTreeMap<ChannelIx, HandleSums> {
        let mut channels = self.handle_times.between(&self.conversations, from, to);
        for (month, kept) in self.history.touched(from, to) {
            if from <= month && month.last_of_month() <= to {
                for (&channel, sums) in &kept.handle_times {
                    channels.entry(channel).or_default().merge(sums);
                }
            }
        }
        channels
    }

    /// Reach and engagement of the used mentions by channel; `None`: an earlier version wrote a file of the history, without these sums.
    pub fn sums_between(&self, from: Date, to: Date) -> Option<BTreeMap<ChannelIx, (Sum, Sum)>> {
        if !self.history.touched(from, to).all(|(_, kept)| kept.knows_sums) {
            return None;
        }
        let mut sums: BTreeMap<ChannelIx, (Sum, Sum)> = BTreeMap::new();
        for (_, channel, counts) in self.volume.between(from, to) {
            let (reach, engagement) = sums.entry(channel).or_default();
            reach.merge(counts.reach);
            engagement.merge(counts.engagement);
        }
        Some(sums)
    }

    /// Whether the tags of these days were measured: not if the history counted other competitors than the brief names, or if an earlier version
    /// counted them.
    pub fn knows_brands(&self, from: Date, to: Date) -> bool {
        self.history.touched(from, to).all(|(_, kept)| kept.knows_brands)
    }

    /// Tags by channel and the brand's place; `None`: [not measured](Self::knows_brands).
    pub fn voice_between(
        &self,
        from: Date,
        to: Date,
    ) -> Option<BTreeMap<(ChannelIx, usize), Tally<Tone>>> {
        self.knows_brands(from, to).then(|| self.voice.between(from, to, |_| true))
    }
}

/// Those that are known to the hour.
fn known(starts: BTreeMap<Start, u64>) -> Vec<HourCount> {
    let known = starts
        .into_iter()
        .filter_map(|((day, hour, channel), count)| Some((day, hour?, Some(channel), count)));
    known.collect()
}

/// `2026-05`.
fn name_of(month: Date) -> String {
    format!("{:04}-{:02}", month.year(), month.month())
}
