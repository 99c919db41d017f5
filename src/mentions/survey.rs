//! What one export is: format, columns, and every decision that a whole column must take before its first row can be read.
//!
//! A decision stays open only as long as the rows leave it open: a file with ISO dates and words for tone is settled by its first row,
//! one with 03/04/2026 is read to its end.

use std::collections::BTreeMap;

use csv::ByteRecord;
use globset::Glob;

use super::channel::{ChannelIx, Channels};
use super::columns::{Columns, joined};
use super::identity::status_id;
use super::time::{self, Moment};
use super::tone::{Scale, Watch};
use super::zone::{self, Decided};
use crate::brief::{Brief, DateOrder, ExportRule};
use crate::error::{Problem, Result};
use crate::exports::format::{self, Field, Format};
use crate::exports::records::Records;
use crate::exports::{Export, Table, header};
use crate::units::DateTime;

/// Rows that decide between several time columns, and whether abbreviations are known.
const SAMPLE: usize = 50;
/// Posts on X whose ids are compared with their times.
const STATUS_SAMPLE: usize = 500;

/// Everything that reading the rows of one export needs.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file.
    pub export: Export,
    /// Encoding, delimiter, header.
    pub table: Table,
    /// The shape it is in.
    pub format: &'static Format,
    /// Where each field stands.
    pub columns: Columns,
    /// Name of the time column, for messages.
    pub time_column: String,
    /// Day or month first, where the layout leaves it open, and what decided it.
    pub order: Option<(DateOrder, String)>,
    /// Zone of wall-clock times.
    pub zone: Decided,
    /// Every time carries its own offset: the zone is never asked.
    pub is_zoned: bool,
    /// Every time is midnight: the column tells days.
    pub is_daily: bool,
    /// How tone is written.
    pub scale: Option<Scale>,
    /// The channel that the brief gives to all rows.
    pub channel: Option<ChannelIx>,
    /// What a reader of the report should know.
    pub notes: Vec<String>,
}

/// Surveys all exports; the problems of all of them come together.
///
/// # Errors
///
/// For every file that is no table of mentions, lacks a column, or leaves its day/month order open.
pub fn survey(exports: &[Export], brief: &Brief, channels: &Channels) -> Result<Vec<Plan>> {
    let mut plans = Vec::new();
    let mut problems = Vec::new();
    for export in exports {
        match survey_one(export, brief, channels) {
            Ok(plan) => plans.push(plan),
            Err(crate::error::Error::Inputs(more)) => problems.extend(more),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() {
        Ok(plans)
    } else {
        Err(crate::error::Error::Inputs(problems))
    }
}

fn survey_one(export: &Export, brief: &Brief, channels: &Channels) -> Result<Plan> {
    let rule = brief
        .exports
        .iter()
        .find(|rule| matches(rule, &export.name));
    let mapped: Vec<(Field, Vec<String>)> = rule
        .map(|rule| {
            let fields = rule.columns.iter();
            fields
                .filter_map(|(field, names)| Some((Field::parse(field)?, names.clone())))
                .collect()
        })
        .unwrap_or_default();
    let mapped_names: Vec<String> = mapped.iter().flat_map(|(_, names)| names.clone()).collect();
    let table = header::survey(export, &mapped_names)?;
    let format = match rule.and_then(|rule| rule.format.as_deref().map(|id| (rule, id))) {
        Some((rule, id)) => format::by_id(id).ok_or_else(|| unknown_format(rule, id))?,
        None => format::recognise(&table.columns),
    };
    let mut columns = Columns::find(format, &table.columns, &mapped)
        .map_err(|missing| missing_columns(export, &table, &missing))?;
    require(export, &table, &columns)?;
    let mut scan = Scan::new(&columns, rule, &table);
    scan.run(export, &table, &columns)?;

    columns.settle(Field::PublishedAt, Some(scan.time));
    let time_column = named(&table, &columns.candidates(Field::PublishedAt)[0]);
    let order = match rule.and_then(|rule| rule.date_order) {
        Some(order) => Some((order, "the brief".to_owned())),
        None => scan.order(export, &time_column)?,
    };
    let scale = scan.tone.scale();
    if scale.is_none() {
        columns.settle(Field::Sentiment, None);
    }
    let mut notes = Vec::new();
    let zone = decide_zone(
        export,
        &table,
        format,
        rule,
        brief,
        &scan,
        &time_column,
        &mut notes,
    )?;
    Ok(Plan {
        export: export.clone(),
        format,
        columns,
        order,
        is_zoned: scan.seen > 0 && scan.wall == 0 && scan.days == 0,
        is_daily: scan.seen > 0 && !scan.has_clock,
        zone,
        time_column,
        scale,
        channel: rule
            .and_then(|rule| rule.channel)
            .map(|index| channels.declared(index)),
        table,
        notes,
    })
}

fn matches(rule: &ExportRule, name: &str) -> bool {
    Glob::new(&rule.files).is_ok_and(|glob| glob.compile_matcher().is_match(name))
}

fn named(table: &Table, columns: &[usize]) -> String {
    let names: Vec<&str> = columns
        .iter()
        .map(|&column| table.columns[column].trim())
        .collect();
    names.join(" + ")
}

/// What the rows say of the open questions.
struct Scan {
    times: Vec<Vec<usize>>,
    ranks: Vec<BTreeMap<u8, usize>>,
    /// The candidate that is the time column, once the sample is over.
    time: usize,
    is_order_given: bool,
    /// Lines that prove day first and month first, with their values.
    day_first: Option<(u64, String)>,
    month_first: Option<(u64, String)>,
    open: Option<(u64, String)>,
    has_clock: bool,
    seen: usize,
    wall: usize,
    days: usize,
    abbreviation: Option<(u64, String)>,
    status_samples: Vec<(DateTime, i64)>,
    wants_status: bool,
    tone: Watch,
    has_tone: bool,
}

impl Scan {
    fn new(columns: &Columns, rule: Option<&ExportRule>, table: &Table) -> Self {
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

    fn run(&mut self, export: &Export, table: &Table, columns: &Columns) -> Result<()> {
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
            ranks
                .iter()
                .max_by_key(|(_, count)| **count)
                .map_or(0, |(rank, _)| *rank)
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
                self.has_clock |= wall.time() != crate::units::Time::midnight();
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

    fn order(&self, export: &Export, column: &str) -> Result<Option<(DateOrder, String)>> {
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
    match time::parse(value, None)
        .or_else(|| read_either_way(value))
        .map(|stamp| stamp.moment)
    {
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
    let by_url = columns
        .text(record, Field::Url)
        .and_then(|url| zone::status_time(status_id(&url)?));
    by_url.or_else(|| zone::status_time(&columns.text(record, Field::Id)?))
}

#[expect(
    clippy::too_many_arguments,
    reason = "the ladder of the contract asks everything that is known of a file"
)]
fn decide_zone(
    export: &Export,
    table: &Table,
    format: &Format,
    rule: Option<&ExportRule>,
    brief: &Brief,
    scan: &Scan,
    column: &str,
    notes: &mut Vec<String>,
) -> Result<Decided> {
    if let Some((name, zone)) = rule.and_then(|rule| rule.timezone.clone()) {
        return Ok(Decided {
            zone,
            name,
            from: "the brief".to_owned(),
        });
    }
    let time_columns = &scan.times[scan.time];
    if let Some(zone) = time_columns
        .iter()
        .find_map(|&column| zone::from_header(&table.columns[column]))
    {
        return Ok(zone);
    }
    if let Some((line, text)) = &scan.abbreviation {
        return match zone::abbreviation(text) {
            Some(offset) => Ok(Decided::fixed(offset, format!("`{text}` behind the time"))),
            None => Err(Problem::at(
                &export.name,
                *line,
                0,
                format!("unknown zone abbreviation `{text}` in `{column}`"),
            )
            .hint(format!(
                "name the zone under `exports: [{{files: {}, timezone: …}}]` in the brief",
                export.name
            ))
            .into()),
        };
    }
    let of_the_brief = Decided {
        zone: brief.timing.zone.clone(),
        name: brief.timing.zone_name.clone(),
        from: "the brief's `timing.timezone`, for want of anything better".to_owned(),
    };
    let preamble = zone::from_preamble(&table.preamble);
    let believed = if format.timezone_is_believed {
        " (believed, not verified)"
    } else {
        ""
    };
    let of_the_format = format
        .timezone
        .as_deref()
        .and_then(|name| Decided::named(name, format!("the format's own zone{believed}")));
    let expected: Vec<Decided> = preamble
        .iter()
        .chain(&of_the_format)
        .chain([&of_the_brief])
        .cloned()
        .collect();
    if let Some(zone) = zone::from_status_ids(&scan.status_samples, &expected) {
        return Ok(zone);
    }
    if let Some(zone) = preamble.or(of_the_format) {
        return Ok(zone);
    }
    if scan.wall > 0 {
        notes.push(format!(
            "no zone is stated for `{column}`; read as {}, the brief's own (set `timezone` under `exports` if that is wrong)",
            of_the_brief.name
        ));
    }
    Ok(of_the_brief)
}

fn require(export: &Export, table: &Table, columns: &Columns) -> Result<()> {
    let mut missing = Vec::new();
    if !columns.has(Field::PublishedAt) {
        missing.push("`published_at` (when it was written: every figure needs it)");
    }
    if ![Field::Text, Field::Title, Field::Sentiment]
        .iter()
        .any(|field| columns.has(*field))
    {
        missing.push("`text`, `title` or `sentiment` (what was said, or how)");
    }
    if missing.is_empty() {
        return Ok(());
    }
    let count = if missing.len() == 1 {
        "a required column is missing"
    } else {
        "two required columns are missing"
    };
    Err(Problem::at(&export.name, table.header_line, 0, count)
        .detail(format!("missing: {}", missing.join(", ")))
        .detail(format!("found:   {}", found_columns(table)))
        .hint(format!(
            "name them under `exports: [{{files: {}, columns: {{published_at: …}}}}]` in the brief",
            export.name
        ))
        .into())
}

fn missing_columns(export: &Export, table: &Table, missing: &[String]) -> Problem {
    let names: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    Problem::at(
        &export.name,
        table.header_line,
        0,
        format!("no column {}, which the brief maps", names.join(", ")),
    )
    .detail(format!("found:   {}", found_columns(table)))
    .hint("write the names under `exports[].columns` as they stand in the header")
}

fn found_columns(table: &Table) -> String {
    let names: Vec<String> = table
        .columns
        .iter()
        .filter(|name| !name.trim().is_empty())
        .map(|name| format!("`{}`", name.trim()))
        .collect();
    match names.len() {
        0..=12 => names.join(", "),
        more => format!("{} and {} more", names[..12].join(", "), more - 12),
    }
}

fn unknown_format(rule: &ExportRule, id: &str) -> Problem {
    let known: Vec<String> = format::formats()
        .iter()
        .map(|format| format!("`{}`", format.id))
        .collect();
    Problem::at(
        "brief.yaml",
        rule.line,
        0,
        format!("unknown format `{id}` for `{}`", rule.files),
    )
    .expected(format!("one of: {}", known.join(", ")))
}
