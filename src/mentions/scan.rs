//! What the rows of one export say of the questions that only a whole column can answer.
//!
//! A question stays open only as long as the rows leave it open: a file with ISO dates and words for tone is settled by its first
//! rows, one with 03/04/2026 is read to its end.

use std::collections::BTreeMap;

use super::columns::{Columns, joined};
use super::identity::status_id;
use super::time::{self, Moment};
use super::tone::Watch;
use super::zone;
use crate::brief::{DateOrder, ExportRule};
use crate::error::{Problem, Result};
use crate::exports::format::Field;
use crate::exports::records::Records;
use crate::exports::{ByteRecord, Export, Table};
use crate::units::{DateTime, Time};

/// Rows that decide between several time columns, and how many are looked at in any case.
const SAMPLE: usize = 50;
/// Posts on X whose ids are compared with their times.
const STATUS_SAMPLE: usize = 500;

/// What the rows say of the open questions.
#[expect(clippy::struct_excessive_bools, reason = "each is one question of its own")]
pub(super) struct Scan {
    pub(super) times: Vec<Vec<usize>>,
    ranks: Vec<BTreeMap<u8, usize>>,
    /// The candidate that is the time column, once the sample is over.
    pub(super) time: usize,
    is_order_given: bool,
    /// Lines that prove day first and month first, with their values.
    day_first: Option<(u64, String)>,
    month_first: Option<(u64, String)>,
    open: Option<(u64, String)>,
    pub(super) has_clock: bool,
    pub(super) seen: usize,
    pub(super) wall: usize,
    pub(super) days: usize,
    pub(super) abbreviation: Option<(u64, String)>,
    pub(super) status_samples: Vec<(DateTime, i64)>,
    wants_status: bool,
    pub(super) tone: Watch,
    has_tone: bool,
}

impl Scan {
    pub(super) fn new(columns: &Columns, rule: Option<&ExportRule>, table: &Table) -> Self {
        let times = columns.candidates(Field::PublishedAt).to_vec();
        let is_zone_given = rule.is_some_and(|rule| rule.timezone.is_some())
            || times
                .iter()
                .flatten()
                .any(|&column| zone::from_header(&table.columns[column]).is_some());
        Self {
            ranks: vec![BTreeMap::new(); times.len()],
            times,
            time: 0,
            is_order_given: rule.is_some_and(|rule| rule.date_order.is_some()),
            day_first: None,
            month_first: None,
            open: None,
            has_clock: false,
            seen: 0,
            wall: 0,
            days: 0,
            abbreviation: None,
            status_samples: Vec::new(),
            wants_status: !is_zone_given && (columns.has(Field::Id) || columns.has(Field::Url)),
            tone: Watch::default(),
            has_tone: columns.has(Field::Sentiment),
        }
    }

    pub(super) fn run(&mut self, export: &Export, table: &Table, columns: &Columns) -> Result<()> {
        self.choose_time(export, table)?;
        let mut records = Records::open(export, table)?;
        let mut record = ByteRecord::new();
        let mut rows = 0;
        while let Some(line) = records.read(&mut record)? {
            if record.len() == table.columns.len() {
                self.see(&record, line, columns);
                rows += 1;
            }
            if self.is_settled(rows) {
                break;
            }
        }
        Ok(())
    }

    /// An epoch or an offset beats a wall-clock time, which beats a date alone; the order of the names breaks ties.
    fn choose_time(&mut self, export: &Export, table: &Table) -> Result<()> {
        if self.times.len() < 2 {
            return Ok(());
        }
        let mut records = Records::open(export, table)?;
        let mut record = ByteRecord::new();
        for _ in 0..SAMPLE {
            if records.read(&mut record)?.is_none() {
                break;
            }
            for (columns, ranks) in self.times.iter().zip(&mut self.ranks) {
                if let Some(value) = joined(&record, columns) {
                    *ranks.entry(rank(&value)).or_default() += 1;
                }
            }
        }
        let best = |ranks: &BTreeMap<u8, usize>| {
            ranks.iter().max_by_key(|(_, count)| **count).map_or(0, |(rank, _)| *rank)
        };
        let mut chosen = (0, best(&self.ranks[0]));
        for (index, ranks) in self.ranks.iter().enumerate() {
            if best(ranks) > chosen.1 {
                chosen = (index, best(ranks));
            }
        }
        self.time = chosen.0;
        Ok(())
    }

    fn see(&mut self, record: &ByteRecord, line: u64, columns: &Columns) {
        if self.has_tone
            && let Some(value) = columns.text(record, Field::Sentiment)
        {
            self.tone.see(&value);
        }
        let Some(value) = joined(record, &self.times[self.time]) else {
            return;
        };
        if let Some((first, second)) = time::open_order(&value) {
            let evidence = || Some((line, value.to_string()));
            match (first > 12, second > 12) {
                (true, false) => self.day_first = self.day_first.take().or_else(evidence),
                (false, true) => self.month_first = self.month_first.take().or_else(evidence),
                _ => self.open = self.open.take().or_else(evidence),
            }
        }
        let stamp = time::parse(&value, None).or_else(|| read_either_way(&value));
        let Some(stamp) = stamp else { return };
        self.seen += 1;
        match stamp.moment {
            Moment::Instant(_) => self.has_clock = true,
            Moment::Wall(wall, abbreviation) => {
                self.wall += 1;
                self.has_clock |= wall.time() != Time::midnight();
                if let (None, Some(text)) = (&self.abbreviation, abbreviation) {
                    self.abbreviation = Some((line, text.to_owned()));
                }
                if self.wants_status
                    && self.status_samples.len() < STATUS_SAMPLE
                    && !self.is_order_open()
                    && let Some(made) = made_at(record, columns)
                    && let Some(wall) = self.wall_of(&value)
                {
                    self.status_samples.push((wall, made));
                }
            }
            Moment::Day(_) => self.days += 1,
        }
    }

    /// The order that the rows so far prove, if they prove one.
    fn proved(&self) -> Option<DateOrder> {
        match (&self.day_first, &self.month_first) {
            (Some(_), None) => Some(DateOrder::Dmy),
            (None, Some(_)) => Some(DateOrder::Mdy),
            _ => None,
        }
    }

    fn is_order_open(&self) -> bool {
        self.open.is_some() && self.proved().is_none()
    }

    fn wall_of(&self, value: &str) -> Option<DateTime> {
        match time::parse(value, self.proved())?.moment {
            Moment::Wall(wall, _) => Some(wall),
            _ => None,
        }
    }

    fn is_settled(&self, rows: usize) -> bool {
        let needs_order =
            self.open.is_some() || self.day_first.is_some() || self.month_first.is_some();
        let is_order_settled = self.is_order_given || !needs_order;
        let is_status_settled = !self.wants_status
            || self.status_samples.len() >= STATUS_SAMPLE
            || (rows >= SAMPLE && self.status_samples.is_empty());
        rows >= SAMPLE
            && is_order_settled
            && is_status_settled
            && self.has_clock
            && (!self.has_tone || self.tone.is_settled())
    }

    pub(super) fn order(
        &self,
        export: &Export,
        column: &str,
    ) -> Result<Option<(DateOrder, String)>> {
        let hint = |problem: Problem| {
            problem.hint(format!("say which under `exports: [{{files: {}, date_order: dmy}}]` in the brief (or `mdy`)", export.name))
        };
        let said = |(line, value): &(u64, String)| format!("line {line}: `{value}`");
        match (&self.day_first, &self.month_first, &self.open) {
            (Some(day), Some(month), _) => {
                let problem = Problem::of(
                    &export.name,
                    format!("the dates in `{column}` are written both day first and month first"),
                )
                .detail(format!("day first:   {}", said(day)))
                .detail(format!("month first: {}", said(month)));
                Err(hint(problem).into())
            }
            (Some(day), None, _) => Ok(Some((DateOrder::Dmy, said(day)))),
            (None, Some(month), _) => Ok(Some((DateOrder::Mdy, said(month)))),
            (None, None, Some(open)) => {
                let problem = Problem::of(
                    &export.name,
                    format!("the dates in `{column}` can be read day first or month first"),
                )
                .found(format!("no part above 12 in any row, as in {}", said(open)));
                Err(hint(problem).into())
            }
            (None, None, None) => Ok(None),
        }
    }
}

fn rank(value: &str) -> u8 {
    match time::parse(value, None).or_else(|| read_either_way(value)).map(|stamp| stamp.moment) {
        Some(Moment::Instant(_)) => 3,
        Some(Moment::Wall(..)) => 2,
        Some(Moment::Day(_)) => 1,
        None => 0,
    }
}

fn read_either_way(value: &str) -> Option<time::Stamp<'_>> {
    time::parse(value, Some(DateOrder::Dmy)).or_else(|| time::parse(value, Some(DateOrder::Mdy)))
}

fn made_at(record: &ByteRecord, columns: &Columns) -> Option<i64> {
    let by_url =
        columns.text(record, Field::Url).and_then(|url| zone::status_time(status_id(&url)?));
    by_url.or_else(|| zone::status_time(&columns.text(record, Field::Id)?))
}
