//! Reads the rows of one export to answer what only a whole column can: day/month order, time zone, tone scale, decimal separators, damaged ids.
//!
//! The scan stops as soon as every question is answered: after a thousand rows in a file with ISO dates and words for tone, at the end of the
//! file in one with dates like 03/04/2026. A later row that depends on a question which did not arise earlier is rejected by the reader, with
//! the key to set in the brief; it is never guessed.

mod damage;
mod order;

use std::collections::BTreeMap;

use damage::Ids;
use order::Order;

use super::address::status_id;
use super::columns::{Columns, cell};
use super::network::{CLOCKS, IdClock};
use super::numbers::DecimalDetector;
use super::time::{self, Moment};
use super::time_column;
use super::tone::ScaleDetector;
use super::total::is_total;
use super::zone::{DecidedZone, Instants, RowEvidence};
use crate::brief::{DateOrder, ExportValues};
use crate::error::Result;
use crate::exports::format::Field;
use crate::exports::records::Records;
use crate::exports::{Export, ExportTable, StringRecord};
use crate::note::{Note, ZoneSource};
use crate::units::{DateTime, Time, TimeZone};

/// Rows that are always read.
const SAMPLE: usize = 1000;
/// Rows that are read for evidence that more rows would only repeat: zones, decimal separators.
const EVIDENCE: usize = 20_000;

/// The evidence of the rows read so far.
pub(super) struct Scan<'a> {
    columns: &'a Columns,
    /// The zones that rows may prove.
    expected: &'a [DecidedZone],
    epochs: Vec<usize>,
    /// The brief's meanings of values.
    values: &'a ExportValues,
    is_order_given: bool,
    pub(super) order: Order,
    /// A time of day other than midnight occurred.
    has_clock: bool,
    /// Rows with a readable time, by kind.
    pub(super) times: Times,
    /// Zone abbreviations after times, with their rows.
    pub(super) abbreviations: BTreeMap<String, usize>,
    pub(super) unknown_since: u64,
    /// A time with such letters is after 12:59, so they are not for a half of the day.
    pub(super) has_late_hour: bool,
    /// One for each other column of epochs, then one for the ids of each network.
    pub(super) row_evidence: Vec<RowEvidence>,
    /// The zone that times with an offset state, and what the ids of each network say of them.
    utc: Vec<DecidedZone>,
    stamped: Vec<RowEvidence>,
    /// Damage to the columns of ids, threads and parents.
    pub(super) ids: [(Field, Ids); 3],
    pub(super) tone: ScaleDetector,
    marks: BTreeMap<usize, DecimalDetector>,
}

/// Rows with a readable time, by kind.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Times {
    /// Epochs and times with an offset.
    pub(super) instants: usize,
    /// Wall-clock times.
    pub(super) walls: usize,
    /// Days without times.
    pub(super) days: usize,
    /// Serials of a spreadsheet.
    pub(super) serials: usize,
    /// Those of the first three kinds with words before the date.
    pub(super) behind_words: usize,
}

impl Times {
    fn written(self) -> usize {
        self.instants + self.walls + self.days
    }

    /// Every time is a serial of a spreadsheet.
    pub(super) fn are_serials(self) -> bool {
        self.serials > 0 && self.written() == 0
    }

    /// Words stand before most dates.
    pub(super) fn are_behind_words(self) -> bool {
        self.behind_words * 2 > self.written()
    }

    /// Every time carries its own offset.
    pub(super) fn are_instants(self) -> bool {
        self.instants > 0 && self.written() == self.instants
    }
}

impl<'a> Scan<'a> {
    /// A scan of no rows yet; `columns` has one time column.
    pub(super) fn new(
        columns: &'a Columns,
        table: &ExportTable,
        epochs: Vec<usize>,
        values: &'a ExportValues,
        expected: &'a [DecidedZone],
        is_order_given: bool,
    ) -> Self {
        let epochs_in = |column: &usize| Instants::Epochs(table.columns[*column].trim().to_owned());
        let row_evidence =
            epochs.iter().map(epochs_in).chain(CLOCKS.map(|clock| Instants::Ids(clock.name)));
        let numbers = [Field::Reach, Field::Engagement, Field::Followers];
        let numbers = numbers.iter().flat_map(|field| columns.candidates(*field)).flatten();
        Self {
            columns,
            expected,
            row_evidence: row_evidence.map(RowEvidence::new).collect(),
            epochs,
            values,
            is_order_given,
            order: Order::default(),
            has_clock: false,
            times: Times::default(),
            abbreviations: BTreeMap::new(),
            unknown_since: 0,
            has_late_hour: false,
            utc: DecidedZone::named("UTC", ZoneSource::Offsets).into_iter().collect(),
            stamped: CLOCKS.map(|clock| RowEvidence::new(Instants::Ids(clock.name))).into(),
            ids: [Field::Id, Field::Thread, Field::Parent].map(|field| (field, Ids::default())),
            tone: ScaleDetector::default(),
            marks: numbers.map(|column| (*column, DecimalDetector::default())).collect(),
        }
    }

    /// Reads rows until every question is answered.
    ///
    /// # Errors
    ///
    /// If the export cannot be read.
    pub(super) fn run(&mut self, export: &Export, table: &ExportTable) -> Result<()> {
        let mut records = Records::open(export, table)?;
        let mut record = StringRecord::new();
        let mut rows = 0;
        while let Some(line) = records.read(&mut record)? {
            if record.len() >= table.least_width() {
                rows += 1;
                self.observe(&record, line, rows <= EVIDENCE);
            }
            if self.is_settled(rows) {
                break;
            }
        }
        Ok(())
    }

    /// Whether every time is midnight or a date without a time.
    pub(super) fn is_daily(&self) -> bool {
        self.times.written() + self.times.serials > 0 && !self.has_clock
    }

    /// Decimal separators of columns of numbers, where the values prove one.
    pub(super) fn decimals(&self) -> BTreeMap<usize, char> {
        let marks = self.marks.iter();
        marks.filter_map(|(column, marks)| Some((*column, marks.decimal()?))).collect()
    }

    fn observe(&mut self, record: &StringRecord, line: u64, needs_evidence: bool) {
        let time = self.columns.text(record, Field::PublishedAt);
        // A line of totals says nothing of the columns.
        let is_total = || {
            self.columns.has(Field::Author)
                && self.columns.text(record, Field::Author).is_none()
                && self.columns.text(record, Field::Text).is_some_and(|text| is_total(&text))
        };
        if time.as_deref().is_none_or(|value| !time_column::is_time(value)) || is_total() {
            return;
        }
        if let Some(value) = self.columns.text(record, Field::Sentiment)
            && self.values.tone(&value).is_none()
        {
            self.tone.observe(&value);
        }
        for (field, ids) in &mut self.ids {
            if let Some(id) = self.columns.text(record, *field) {
                ids.observe(line, id.trim_start_matches('\''));
            }
        }
        if needs_evidence {
            for (column, marks) in &mut self.marks {
                if let Some(value) = cell(record, *column) {
                    marks.observe(value);
                }
            }
        }
        if let Some(value) = time {
            self.observe_time(record, line, &value, needs_evidence);
        }
    }

    fn observe_time(
        &mut self,
        record: &StringRecord,
        line: u64,
        value: &str,
        needs_evidence: bool,
    ) {
        let Some(stamp) = time_column::parse(value) else {
            if let Some(wall) = time::serial(value).and_then(wall_of) {
                self.times.serials += 1;
                self.has_clock |= wall.time() != Time::midnight();
                self.add_evidence(record, [Some(wall); 2], needs_evidence);
            }
            return;
        };
        self.times.behind_words += usize::from(time::is_behind_words(value));
        self.order.observe(line, value);
        if time::open_order(value).is_none() {
            match stamp.moment {
                Moment::Wall(wall, _) => self.order.observe_whole(wall.date().day()),
                Moment::Day(day) => self.order.observe_whole(day.day()),
                Moment::Instant(_) => {}
            }
        }
        match stamp.moment {
            Moment::Instant(instant) => {
                self.times.instants += 1;
                self.has_clock = true;
                if self.times.instants <= SAMPLE && time::epoch(value).is_none() {
                    let wall = TimeZone::UTC.to_datetime(instant);
                    for (evidence, clock) in self.stamped.iter_mut().zip(CLOCKS) {
                        if let Some(made) = made_at(record, self.columns, clock) {
                            evidence.observe([Some(wall); 2], made, &self.utc);
                        }
                    }
                }
            }
            Moment::Wall(wall, abbreviation) => {
                self.times.walls += 1;
                self.has_clock |= wall.time() != Time::midnight();
                if let Some(text) = abbreviation.filter(|_| needs_evidence) {
                    if self.abbreviations.is_empty() {
                        self.unknown_since = line;
                    }
                    self.has_late_hour |= wall.hour() > 12;
                    *self.abbreviations.entry(text.to_owned()).or_default() += 1;
                }
                let read = |order| wall_of(time::parse(value, Some(order))?);
                let walls = [read(DateOrder::Dmy), read(DateOrder::Mdy)];
                self.add_evidence(record, walls, needs_evidence);
            }
            Moment::Day(_) => self.times.days += 1,
        }
    }

    /// Compares a local time, read day first and month first, with every other field of the row that states the instant.
    fn add_evidence(
        &mut self,
        record: &StringRecord,
        walls: [Option<DateTime>; 2],
        needs_evidence: bool,
    ) {
        if !needs_evidence {
            return;
        }
        let epoch = |column: &usize| Some(time::epoch(cell(record, *column)?)?.as_millisecond());
        let made = self
            .epochs
            .iter()
            .map(epoch)
            .chain(CLOCKS.map(|clock| made_at(record, self.columns, clock)));
        for (evidence, made) in self.row_evidence.iter_mut().zip(made) {
            if let Some(made) = made {
                evidence.observe(walls, made, self.expected);
            }
        }
    }

    /// The note for times with an offset that the ids of the posts contradict: programs write `Z` after a local time.
    pub(super) fn contradiction(&self) -> Option<Note> {
        let proved = self.stamped.iter().find_map(|evidence| evidence.verdict(None, &self.utc))?;
        let stated = self.utc.first()?;
        (proved.name != stated.name).then(|| Note::ZoneContradicted {
            zone: stated.name.clone(),
            by: stated.from.clone(),
            evidence: proved.from,
            proved: proved.name,
        })
    }

    fn is_settled(&self, rows: usize) -> bool {
        let is_evidence_open = self.row_evidence.iter().any(|evidence| evidence.rows() > 0)
            || !self.abbreviations.is_empty()
            || self.marks.values().any(|marks| !marks.is_settled());
        let is_numeric_tone = !self.tone.is_settled() && self.columns.has(Field::Sentiment);
        // The brief's order is checked against as many rows as any other evidence.
        let is_order_open = self.order.is_asked() && (!self.is_order_given || rows < EVIDENCE);
        let is_open = [
            is_evidence_open && rows < EVIDENCE,
            is_order_open,
            is_numeric_tone,
            self.ids.iter().any(|(_, ids)| ids.is_open()),
            self.times.are_serials(),
            !self.has_clock,
        ];
        rows >= SAMPLE && !is_open.contains(&true)
    }
}

fn wall_of(stamp: time::ParsedTime<'_>) -> Option<DateTime> {
    match stamp.moment {
        Moment::Wall(wall, _) => Some(wall),
        _ => None,
    }
}

fn made_at(record: &StringRecord, columns: &Columns, clock: IdClock) -> Option<i64> {
    match columns.text(record, Field::Url) {
        Some(url) if clock.channel == "x" => (clock.made)(status_id(&url)?),
        // An id of another network does not give a constant difference.
        _ => (clock.made)(&columns.text(record, Field::Id)?),
    }
}
