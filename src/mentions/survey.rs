//! What one export is: format, columns, and every decision that a whole column must take before its first row can be read.
//!
//! `scan` asks the rows, [`super::zone`] weighs the evidence for a zone; here it comes together in one [`Plan`] a file.

use globset::Glob;

use super::channel::{ChannelIx, Channels};
use super::columns::Columns;
use super::scan::Scan;
use super::tone::Scale;
use super::zone::{self, Decided};
use crate::brief::{Brief, DateOrder, ExportRule};
use crate::error::{Error, Problem, Result};
use crate::exports::format::{self, Field, Format};
use crate::exports::{Export, Table, header};

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
            Err(Error::Inputs(more)) => problems.extend(more),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(plans) } else { Err(Error::Inputs(problems)) }
}

fn survey_one(export: &Export, brief: &Brief, channels: &Channels) -> Result<Plan> {
    let rule = brief.exports.iter().find(|rule| matches(rule, &export.name));
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
    let format = match rule.and_then(|rule| rule.format.as_deref()) {
        Some(id) => format::by_id(id).ok_or_else(|| unknown_format(export, id))?,
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
    let evidence = zone::Evidence {
        brief: rule.and_then(|rule| rule.timezone.clone()),
        columns: scan.times[scan.time]
            .iter()
            .map(|&column| table.columns[column].as_str())
            .collect(),
        abbreviation: scan.abbreviation.as_ref().map(|(_, text)| text.as_str()),
        status_samples: &scan.status_samples,
        preamble: &table.preamble,
        format,
        fallback: (&brief.timing.zone_name, &brief.timing.zone),
    };
    let zone = evidence.decide().map_err(|abbreviation| {
        let line = scan.abbreviation.as_ref().map_or(0, |(line, _)| *line);
        unknown_abbreviation(export, line, &abbreviation, &time_column)
    })?;
    let mut notes = Vec::new();
    if zone.is_assumed && scan.wall > 0 {
        notes.push(format!(
            "no zone is stated for `{time_column}`; read as {}, the brief's own (set `timezone` under `exports` if that is wrong)",
            zone.name
        ));
    }
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
        channel: rule.and_then(|rule| rule.channel).map(|index| channels.declared(index)),
        table,
        notes,
    })
}

fn matches(rule: &ExportRule, name: &str) -> bool {
    Glob::new(&rule.files).is_ok_and(|glob| glob.compile_matcher().is_match(name))
}

fn named(table: &Table, columns: &[usize]) -> String {
    let names: Vec<&str> = columns.iter().map(|&column| table.columns[column].trim()).collect();
    names.join(" + ")
}

fn require(export: &Export, table: &Table, columns: &Columns) -> Result<()> {
    let mut missing = Vec::new();
    if !columns.has(Field::PublishedAt) {
        missing.push("`published_at` (when it was written: every figure needs it)");
    }
    if ![Field::Text, Field::Title, Field::Sentiment].iter().any(|field| columns.has(*field)) {
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

fn unknown_abbreviation(export: &Export, line: u64, text: &str, column: &str) -> Problem {
    let what = format!("unknown zone abbreviation `{text}` in `{column}`");
    Problem::at(&export.name, line, 0, what).hint(format!(
        "name the zone under `exports: [{{files: {}, timezone: …}}]` in the brief",
        export.name
    ))
}

fn unknown_format(export: &Export, id: &str) -> Problem {
    let known: Vec<String> =
        format::formats().iter().map(|format| format!("`{}`", format.id)).collect();
    Problem::of(&export.name, format!("the brief gives it the format `{id}`, which is not known"))
        .expected(format!("one of: {}", known.join(", ")))
}
