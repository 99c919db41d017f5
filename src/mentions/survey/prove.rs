//! Reads the times of a file by its plan, and proves the network and the days of a file by the times of its rows, once the time column and its zone are decided.

use crate::exports::format::Field;
use crate::mentions::channel::{ChannelIx, Channels};
use crate::mentions::midnight::{self, Midnights};
use crate::mentions::network;
use crate::mentions::row_channel::find_channel;
use crate::mentions::sample::Sample;
use crate::mentions::survey::Plan;
use crate::mentions::time::{self, Moment, ParsedTime};
use crate::mentions::zone;
use crate::note::Note;
use crate::units::TimeZone;

/// The furthest that a zone is from UTC, in milliseconds.
const FURTHEST_ZONE: i64 = 15 * 3_600_000;

impl Plan {
    /// Reads a time, with the plan's order of day and month.
    pub(in crate::mentions) fn parse_time<'v>(&self, value: &'v str) -> Option<ParsedTime<'v>> {
        let order = self.order.as_ref().map(|(order, _)| *order);
        let serial = if self.is_serial { time::serial(value) } else { None };
        let behind_words =
            || time::read_behind_words(value, order).filter(|_| self.is_behind_words);
        serial.or_else(|| time::parse(value, order)).or_else(behind_words)
    }

    fn moment<'v>(&self, value: &'v str) -> Option<Moment<'v>> {
        self.parse_time(value).map(|stamp| stamp.moment)
    }

    /// Finds the network whose ids encode the times of the rows.
    pub(super) fn prove_network(&mut self, sample: &Sample, channels: &Channels) {
        if self.format.channel.is_some() || self.channel.is_some() {
            return;
        }
        let ids = sample.field(&self.columns, Field::Id);
        let times = sample.field(&self.columns, Field::PublishedAt);
        let times = times.iter().map(|value| match self.moment(value.as_deref()?)? {
            Moment::Instant(instant) => Some(instant.as_millisecond()),
            Moment::Wall(wall, _) => Some(zone::instant(&self.zone.zone, wall)?.0.as_millisecond()),
            Moment::Day(_) => None,
        });
        let times: Vec<Option<i64>> = times.collect();
        // Ids that contradict the stated zone prove the network all the same.
        let is_contradicted = |note: &Note| matches!(note, Note::ZoneContradicted { .. });
        let slack = if self.notes.iter().any(is_contradicted) { FURTHEST_ZONE } else { 0 };
        if let Some((clock, rows, of)) = network::prove(&ids, &times, slack) {
            self.proved_channel = Some(clock.channel);
            let sources = sample.field(&self.columns, Field::Source);
            if sources.iter().flatten().any(|source| channels.is_client(source, clock.channel)) {
                // The column names the programs with which the posts were written.
                self.columns.keep(Field::Source, Vec::new());
            }
            self.notes.push(Note::NetworkProved {
                column: super::field_name(&self.table, &self.columns, Field::Id),
                channel: clock.channel.to_owned(),
                rows: rows as u64,
                of: of as u64,
            });
        }
    }

    /// Finds the midnights that are dates without a time.
    pub(super) fn judge_midnights(
        &mut self,
        sample: &Sample,
        channels: &Channels,
        zone: &TimeZone,
    ) {
        let mut local = zone::LocalClock::new(zone);
        let mut count = midnight::MidnightCount::default();
        for row in &sample.rows {
            let value = self.columns.text(row, Field::PublishedAt);
            let moment = value.as_deref().and_then(|value| Some((value, self.moment(value)?)));
            if let Some((value, moment)) = moment
                && !matches!(moment, Moment::Day(_))
            {
                let url = self.columns.text(row, Field::Url);
                let channel = find_channel(channels, self, row, url.as_deref());
                count.add(channel, midnight::day(value, moment, &mut local).is_some());
            }
        }
        self.midnights = count.decide();
        let note = |channel: Option<ChannelIx>| Note::MidnightsAreDays {
            column: self.time_column.clone(),
            channel: channel.map(|channel| channels.get(channel).id.clone()),
            rows: count.midnights(channel),
        };
        let notes: Vec<Note> = match &self.midnights {
            Midnights::Times => Vec::new(),
            Midnights::Days => vec![note(None)],
            Midnights::DaysIn(channels) => {
                channels.iter().map(|channel| note(Some(*channel))).collect()
            }
        };
        self.notes.extend(notes);
    }
}
