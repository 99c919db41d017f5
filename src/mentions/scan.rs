//! What the rows of one export say of the questions that only a whole column can answer.
//!
//! A question stays open only as long as the rows leave it open: a file with ISO dates and words for tone is settled by its first
//! thousand rows, one with 03/04/2026 is read to its end. A later row that needs an answer which the first ones did not is rejected by
//! the reader with the key to set, never read by a guess.

mod damage;
mod order;

use std::collections::BTreeMap;

use damage::Ids;
use order::Order;

use super::columns::{Columns, cell};
use super::identity::status_id;
use super::network::{CLOCKS, Clock};
use super::numbers::Marks;
use super::time::{self, Moment};
use super::time_column;
use super::tone::Watch;
use super::zone::{Decided, Witness};
use crate::brief::{DateOrder, ExportValues};
use crate::error::Result;
use crate::exports::format::Field;
use crate::exports::records::Records;
use crate::exports::{ByteRecord, Export, Table};
use crate::units::{DateTime, Time};

/// Rows that are looked at in any case.
const SAMPLE: usize = 1000;
/// Rows that are asked for evidence which more rows would only repeat: zones, marks for decimals.
const EVIDENCE: usize = 20_000;

/// What the rows say of the open questions.
pub(super) struct Scan<'a> {
    columns: &'a Columns,
    /// The zones that rows may prove.
    expected: &'a [Decided],
    epochs: Vec<usize>,
    /// What the brief says of values.
    values: &'a ExportValues,
    is_order_given: bool,
    pub(super) order: Order,
    /// A time of day other than midnight was seen.
    has_clock: bool,
    /// Rows with a readable time, by kind.
    pub(super) times: Times,
    /// Abbreviations behind times, with their rows.
    pub(super) abbreviations: BTreeMap<String, usize>,
    pub(super) unknown_since: u64,
    /// One for each other column of epochs, then one for the ids of each network.
    pub(super) witnesses: Vec<Witness>,
    /// Damage to the columns of ids, threads and parents.
    pub(super) ids: [(Field, Ids); 3],
    pub(super) tone: Watch,
    marks: BTreeMap<usize, Marks>,
}

/// Rows with a readable time, by kind.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Times {
    /// Epochs and times with an offset.
    pub(super) instants: usize,
    /// Wall-clock times.
    pub(super) walls: usize,
    /// Days alone.
    pub(super) days: usize,
    /// Serials of a spreadsheet.
    pub(super) serials: usize,
}

impl Times {
    fn written(self) -> usize {
        self.instants + self.walls + self.days
    }

    /// Every time is a serial of a spreadsheet.
    pub(super) fn are_serials(self) -> bool {
        self.serials > 0 && self.written() == 0
    }

    /// Every time carries its own offset.
    pub(super) fn are_instants(self) -> bool {
        self.instants > 0 && self.written() == self.instants
    }
}

impl<'a> Scan<'a> {
    /// `columns` with its time column settled.
    pub(super) fn new(
        columns: &'a Columns,
        table: &Table,
        epochs: Vec<usize>,
        values: &'a ExportValues,
        expected: &'a [Decided],
        is_order_given: bool,
    ) -> Self {
        let named = |column: &usize| format!("the epochs in `{}`", table.columns[*column].trim());
        let witnesses = epochs.iter().map(named).chain(CLOCKS.map(|clock| clock.name.to_owned()));
        let numbers = [Field::Reach, Field::Engagement, Field::Followers];
        let numbers = numbers.iter().flat_map(|field| columns.candidates(*field)).flatten();
        Self {
            columns,
            expected,
            witnesses: witnesses.map(Witness::new).collect(),
            epochs,
            values,
            is_order_given,
            order: Order::default(),
            has_clock: false,
            times: Times::default(),
            abbreviations: BTreeMap::new(),
            unknown_since: 0,
            ids: [Field::Id, Field::Thread, Field::Parent].map(|field| (field, Ids::default())),
            tone: Watch::default(),
            marks: numbers.map(|column| (*column, Marks::default())).collect(),
        }
    }

    /// Reads rows until nothing is open.
    ///
    /// # Errors
    ///
    /// If the export cannot be read.
    pub(super) fn run(&mut self, export: &Export, table: &Table) -> Result<()> {
        let mut records = Records::open(export, table)?;
        let mut record = ByteRecord::new();
        let mut rows = 0;
        while let Some(line) = records.read(&mut record)? {
            if record.len() >= table.least_width() {
                rows += 1;
                self.see(&record, line, rows <= EVIDENCE);
            }
            if self.is_settled(rows) {
                break;
            }
        }
        Ok(())
    }

    /// Every time is midnight, or a day alone: the column tells days.
    pub(super) fn is_daily(&self) -> bool {
        self.times.written() + self.times.serials > 0 && !self.has_clock
    }

    /// Columns of numbers with the mark that they prove to use for decimals.
    pub(super) fn decimals(&self) -> BTreeMap<usize, char> {
        let marks = self.marks.iter();
        marks.filter_map(|(column, marks)| Some((*column, marks.decimal()?))).collect()
    }

    fn see(&mut self, record: &ByteRecord, line: u64, asks_for_evidence: bool) {
        if let Some(value) = self.columns.text(record, Field::Sentiment)
            && self.values.tone(&value).is_none()
        {
            self.tone.see(&value);
        }
        for (field, ids) in &mut self.ids {
            if let Some(id) = self.columns.text(record, *field) {
                ids.see(line, id.trim_start_matches('\''));
            }
        }
        if asks_for_evidence {
            for (column, marks) in &mut self.marks {
                if let Some(value) = cell(record, *column) {
                    marks.see(&value);
                }
            }
        }
        if let Some(value) = self.columns.text(record, Field::PublishedAt) {
            self.see_time(record, line, &value, asks_for_evidence);
        }
    }

    fn see_time(&mut self, record: &ByteRecord, line: u64, value: &str, asks_for_evidence: bool) {
        let Some(stamp) = time_column::parse(value) else {
            if let Some(wall) = time::serial(value).and_then(wall_of) {
                self.times.serials += 1;
                self.has_clock |= wall.time() != Time::midnight();
                self.ask(record, [Some(wall); 2], asks_for_evidence);
            }
            return;
        };
        self.order.see(line, value);
        match stamp.moment {
            Moment::Instant(_) => {
                self.times.instants += 1;
                self.has_clock = true;
            }
            Moment::Wall(wall, abbreviation) => {
                self.times.walls += 1;
                self.has_clock |= wall.time() != Time::midnight();
                match abbreviation {
                    None => {
                        let read = |order| wall_of(time::parse(value, Some(order))?);
                        let walls = [read(DateOrder::Dmy), read(DateOrder::Mdy)];
                        self.ask(record, walls, asks_for_evidence);
                    }
                    Some(text) if asks_for_evidence => {
                        if self.abbreviations.is_empty() {
                            self.unknown_since = line;
                        }
                        *self.abbreviations.entry(text.to_owned()).or_default() += 1;
                    }
                    Some(_) => {}
                }
            }
            Moment::Day(_) => self.times.days += 1,
        }
    }

    /// Shows a wall-clock time, read day first and month first, to all who can tell its true moment.
    fn ask(&mut self, record: &ByteRecord, walls: [Option<DateTime>; 2], asks_for_evidence: bool) {
        if !asks_for_evidence {
            return;
        }
        let epoch = |column: &usize| Some(time::epoch(&cell(record, *column)?)?.as_millisecond());
        let made = self
            .epochs
            .iter()
            .map(epoch)
            .chain(CLOCKS.map(|clock| made_at(record, self.columns, clock)));
        for (witness, made) in self.witnesses.iter_mut().zip(made) {
            if let Some(made) = made {
                witness.see(walls, made, self.expected);
            }
        }
    }

    fn is_settled(&self, rows: usize) -> bool {
        let is_evidence_open = self.witnesses.iter().any(|witness| witness.rows() > 0)
            || !self.abbreviations.is_empty()
            || self.marks.values().any(|marks| !marks.is_settled());
        let is_numeric_tone = !self.tone.is_settled() && self.columns.has(Field::Sentiment);
        // Before the brief's order is believed, as many rows are asked as for any other evidence.
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

fn wall_of(stamp: time::Stamp<'_>) -> Option<DateTime> {
    match stamp.moment {
        Moment::Wall(wall, _) => Some(wall),
        _ => None,
    }
}

fn made_at(record: &ByteRecord, columns: &Columns, clock: Clock) -> Option<i64> {
    match columns.text(record, Field::Url) {
        Some(url) if clock.channel == "x" => (clock.made)(status_id(&url)?),
        // If the id is not one of the network, no constant difference comes of it.
        _ => (clock.made)(&columns.text(record, Field::Id)?),
    }
}
