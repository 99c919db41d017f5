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

use super::columns::{Columns, cell, joined};
use super::identity::status_id;
use super::numbers::Marks;
use super::time::{self, Moment};
use super::tone::Watch;
use super::zone::{self, Decided, Witness};
use crate::brief::DateOrder;
use crate::error::Result;
use crate::exports::format::Field;
use crate::exports::records::Records;
use crate::exports::{ByteRecord, Export, Table};
use crate::units::{DateTime, Time};

/// Rows that decide between several time columns, and find the columns that hold epochs.
const FIRST: usize = 50;
/// Rows that are looked at in any case.
const SAMPLE: usize = 1000;
/// Rows that are asked for evidence which more rows would only repeat: zones, marks for decimals.
const EVIDENCE: usize = 20_000;

/// What the first rows say of the columns that hold times.
pub(super) struct Choice {
    /// Among the candidates for the time of publication.
    pub(super) time: usize,
    /// Other columns, all of whose values are epochs.
    epochs: Vec<usize>,
}

/// Chooses the time column: an epoch or an offset beats a wall-clock time, which beats a date alone; the order of the names breaks ties.
///
/// # Errors
///
/// If the export cannot be read.
pub(super) fn choose(export: &Export, table: &Table, columns: &Columns) -> Result<Choice> {
    let candidates = columns.candidates(Field::PublishedAt);
    let mut ranks: Vec<BTreeMap<u8, usize>> = vec![BTreeMap::new(); candidates.len()];
    let mut epochs: Vec<Option<bool>> = vec![None; table.columns.len()];
    let mut records = Records::open(export, table)?;
    let mut record = ByteRecord::new();
    for _ in 0..FIRST {
        if records.read(&mut record)?.is_none() {
            break;
        }
        for (columns, ranks) in candidates.iter().zip(&mut ranks) {
            if let Some(value) = joined(&record, Field::PublishedAt, columns) {
                *ranks.entry(rank(&value)).or_default() += 1;
            }
        }
        for (column, is_epoch) in epochs.iter_mut().enumerate() {
            if let Some(value) = cell(&record, column) {
                *is_epoch = Some(is_epoch.unwrap_or(true) && time::epoch(&value).is_some());
            }
        }
    }
    let best = |ranks: &BTreeMap<u8, usize>| {
        ranks.iter().max_by_key(|(_, count)| **count).map_or(0, |(rank, _)| *rank)
    };
    let mut chosen = (0, best(&ranks[0]));
    for (index, ranks) in ranks.iter().enumerate() {
        if best(ranks) > chosen.1 {
            chosen = (index, best(ranks));
        }
    }
    let is_other = |column: &usize| !candidates[chosen.0].contains(column);
    let epochs = (0..).zip(epochs).filter(|(_, is_epoch)| *is_epoch == Some(true));
    Ok(Choice {
        time: chosen.0,
        epochs: epochs.map(|(column, _)| column).filter(is_other).collect(),
    })
}

fn rank(value: &str) -> u8 {
    let stamp = time::parse(value, None).or_else(|| read_either_way(value));
    match stamp.map(|stamp| stamp.moment) {
        Some(Moment::Instant(_)) => 3,
        Some(Moment::Wall(..)) => 2,
        Some(Moment::Day(_)) => 1,
        // Many a number lies between 20000 and 80000.
        None => u8::from(time::serial(value).is_some()),
    }
}

fn read_either_way(value: &str) -> Option<time::Stamp<'_>> {
    time::parse(value, Some(DateOrder::Dmy)).or_else(|| time::parse(value, Some(DateOrder::Mdy)))
}

/// What the rows say of the open questions.
pub(super) struct Scan<'a> {
    columns: &'a Columns,
    /// The zones that rows may prove.
    expected: &'a [Decided],
    epochs: Vec<usize>,
    is_order_given: bool,
    pub(super) order: Order,
    /// A time of day other than midnight was seen.
    has_clock: bool,
    /// Rows with a readable time, by kind.
    pub(super) times: Times,
    /// Abbreviations behind times, with their rows.
    pub(super) abbreviations: BTreeMap<String, usize>,
    pub(super) unknown_since: u64,
    /// One for each other column of epochs, then the ids of posts on X.
    pub(super) witnesses: Vec<Witness>,
    pub(super) ids: Ids,
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
        choice: Choice,
        expected: &'a [Decided],
        is_order_given: bool,
    ) -> Self {
        let named = |column: &usize| format!("the epochs in `{}`", table.columns[*column].trim());
        let witnesses = choice.epochs.iter().map(named).chain(["the ids of posts on X".to_owned()]);
        let numbers = [Field::Reach, Field::Engagement, Field::Followers];
        let numbers = numbers.iter().flat_map(|field| columns.candidates(*field)).flatten();
        Self {
            columns,
            expected,
            witnesses: witnesses.map(Witness::new).collect(),
            epochs: choice.epochs,
            is_order_given,
            order: Order::default(),
            has_clock: false,
            times: Times::default(),
            abbreviations: BTreeMap::new(),
            unknown_since: 0,
            ids: Ids::default(),
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
        if let Some(value) = self.columns.text(record, Field::Sentiment) {
            self.tone.see(&value);
        }
        if let Some(id) = self.columns.text(record, Field::Id) {
            self.ids.see(line, &id);
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
        let Some(stamp) = time::parse(value, None).or_else(|| read_either_way(value)) else {
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
        let made = self.epochs.iter().map(epoch).chain([made_at(record, self.columns)]);
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
            self.ids.is_open(),
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

fn made_at(record: &ByteRecord, columns: &Columns) -> Option<i64> {
    match columns.text(record, Field::Url) {
        Some(url) => zone::status_time(status_id(&url)?),
        // Without an address the id may be that of a post on X; if it is not, no constant difference comes of it.
        None => zone::status_time(&columns.text(record, Field::Id)?),
    }
}
