//! What one export is: format, columns, and every decision that a whole column must take before its first row can be read.
//!
//! `scan` asks the rows, [`super::zone`] weighs the evidence for a zone; here it comes together in one [`Plan`] a file.

use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use unicode_normalization::UnicodeNormalization;

use super::channel::{ChannelIx, Channels};
use super::columns::Columns;
use super::scan::{self, Scan};
use super::tone::{Scale, Watch};
use super::zone::{Decided, Ladder};
use crate::brief::wording::export_entry;
use crate::brief::{Brief, DateOrder, ExportRule};
use crate::error::{Error, Problem, Result};
use crate::exports::format::{Field, Format, fold_name, fold_names};
use crate::exports::formats::Formats;
use crate::exports::recognise::Encoding;
use crate::exports::{Export, Stated, Table, header};
use crate::note::Note;

/// Everything that reading the rows of one export needs.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is one answer of its own")]
pub struct Plan {
    /// The file.
    pub export: Export,
    /// Encoding, delimiter, header.
    pub table: Table,
    /// The shape it is in.
    pub format: Arc<Format>,
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
    /// Every time is a serial number of a spreadsheet.
    pub is_serial: bool,
    /// The ids are whole: no spreadsheet has rounded them, so they tell rows apart.
    pub has_trusted_ids: bool,
    /// How tone is written.
    pub scale: Option<Scale>,
    /// The channel that the brief gives to all rows.
    pub channel: Option<ChannelIx>,
    /// What a reader of the report should know.
    pub notes: Vec<Note>,
}

/// Surveys all exports; the problems of all of them come together.
///
/// # Errors
///
/// For every file that is no table of mentions, lacks a column, or leaves its day/month order open.
pub fn survey(
    exports: &[Export],
    brief: &Brief,
    channels: &Channels,
    formats: &Formats,
) -> Result<Vec<Plan>> {
    let mut plans = Vec::new();
    let mut problems = Vec::new();
    for export in exports {
        match survey_one(export, brief, channels, formats) {
            Ok(plan) => plans.push(plan),
            Err(Error::Inputs(more)) => problems.extend(more),
            Err(other) => return Err(other),
        }
    }
    if problems.is_empty() { Ok(plans) } else { Err(Error::Inputs(problems)) }
}

fn survey_one(
    export: &Export,
    brief: &Brief,
    channels: &Channels,
    formats: &Formats,
) -> Result<Plan> {
    let rule = rule_for(brief, &export.name);
    let mapped: Vec<(Field, Vec<String>)> = rule
        .map(|rule| {
            let fields = rule.columns.iter();
            fields
                .filter_map(|(field, names)| Some((Field::parse(field)?, names.clone())))
                .collect()
        })
        .unwrap_or_default();
    let stated = Stated {
        columns: mapped,
        encoding: rule.and_then(|rule| rule.encoding).and_then(Encoding::named),
        sheets: rule.map(|rule| rule.sheets.clone()).unwrap_or_default(),
    };
    let table = header::survey(export, &stated, formats)?;
    let format = match rule.and_then(|rule| rule.format.as_deref()) {
        Some(id) => formats.by_id(id).ok_or_else(|| unknown_format(export, id, formats))?,
        None => formats.recognise(&table.columns),
    };
    require_channel(format, channels)?;
    let mut columns = Columns::find(format, &table.columns, &stated.columns)
        .map_err(|missing| missing_columns(export, &table, &missing))?;
    require(export, &table, &columns)?;
    let choice = scan::choose(export, &table, &columns)?;
    columns.settle(Field::PublishedAt, Some(choice.time));
    let time_columns = columns.candidates(Field::PublishedAt)[0].clone();
    let time_column = named(&table, &time_columns);
    let ladder = Ladder::new(
        rule.and_then(|rule| rule.timezone.clone()),
        time_columns.iter().map(|&column| table.columns[column].as_str()),
        &table.preamble,
        format,
        (&brief.timing.zone_name, &brief.timing.zone),
    );
    let expected = ladder.expected();
    let given = rule.and_then(|rule| rule.date_order);
    let mut scan = Scan::new(&columns, &table, choice, &expected, given.is_some());
    scan.run(export, &table)?;

    let mut notes = table.notes.clone();
    notes.extend(repeated_names(&table, &columns));
    let order = match given {
        Some(order) => {
            notes.extend(scan.order.contradiction(order, &time_column));
            Some((order, "the brief".to_owned()))
        }
        None => scan.order.decide(export, &time_column)?,
    };
    let decided_order = order.as_ref().map(|(order, _)| *order);
    let zone = ladder
        .decide(&scan.abbreviations, &scan.witnesses, decided_order, &mut notes)
        .map_err(|text| unknown_abbreviation(export, scan.unknown_since, &text, &time_column))?;
    let times = scan.times;
    let is_daily = scan.is_daily();
    if zone.is_assumed && times.walls + times.serials > 0 && !is_daily {
        notes.push(Note::ZoneAssumed { column: time_column.clone(), zone: zone.name.clone() });
    }
    if let Some((line, _)) = scan.ids.damage() {
        let column = field_name(&table, &columns, Field::Id);
        notes.push(Note::RoundedIds { column, line: *line });
    }
    let has_trusted_ids = scan.ids.damage().is_none();
    let scale = tone_scale(&scan.tone, &field_name(&table, &columns, Field::Sentiment), &mut notes);
    let decimals = scan.decimals();
    columns.settle_decimals(decimals);
    if scale.is_none() {
        columns.settle(Field::Sentiment, None);
    }
    Ok(Plan {
        export: export.clone(),
        format: Arc::clone(format),
        columns,
        order,
        is_zoned: times.are_instants(),
        is_daily,
        is_serial: times.are_serials(),
        has_trusted_ids,
        zone,
        time_column,
        scale,
        channel: rule.and_then(|rule| rule.channel).map(|index| channels.declared(index)),
        table,
        notes,
    })
}

/// The scale of the tone column. A `score` counts votes unless it is stars or has fractions.
fn tone_scale(watch: &Watch, column: &str, notes: &mut Vec<Note>) -> Option<Scale> {
    let scale = watch.scale();
    let are_votes =
        fold_name(column) == "score" && scale == Some(Scale::Signed) && !watch.has_fraction();
    let column = column.to_owned();
    if are_votes {
        notes.push(Note::VotesNotTone { column });
    } else if watch.is_no_tone() {
        notes.push(Note::NumbersNotTone { column });
    }
    scale.filter(|_| !are_votes)
}

fn field_name(table: &Table, columns: &Columns, field: Field) -> String {
    columns.candidates(field).first().map(|places| named(table, places)).unwrap_or_default()
}

/// What the brief says of the export of this name.
pub(super) fn rule_for<'b>(brief: &'b Brief, name: &str) -> Option<&'b ExportRule> {
    brief.exports.iter().find(|rule| matches(rule, name))
}

pub(super) fn matches(rule: &ExportRule, name: &str) -> bool {
    pattern(&rule.files).is_some_and(|pattern| pattern.is_match(in_one_form(name)))
}

/// A pattern of files that takes no account of case, nor of the normal form in which a system writes accents; `None` if it is none.
/// What is matched must be [`in_one_form`].
pub fn pattern(files: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(&in_one_form(files)).case_insensitive(true).build();
    glob.ok().map(|glob| glob.compile_matcher())
}

/// The name of a file as patterns see it: `Ü` is one character, however the file system writes it.
pub fn in_one_form(name: &str) -> String {
    name.nfc().collect()
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
            "add `{}` to the list `exports` in the brief",
            export_entry(&export.name, "columns: {published_at: …}")
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
        "add `{}` to the list `exports` in the brief",
        export_entry(&export.name, "timezone: …")
    ))
}

fn unknown_format(export: &Export, id: &str, formats: &Formats) -> Problem {
    let known: Vec<String> = formats.iter().map(|format| format!("`{}`", format.id)).collect();
    Problem::of(&export.name, format!("the brief gives it the format `{id}`, which is not known"))
        .expected(format!("one of: {}", known.join(", ")))
        .hint("describe a tool of your own in the project, in `formats/*.yaml`")
}

/// A format of the project may name any channel of the brief; only here are all of them known.
fn require_channel(format: &Format, channels: &Channels) -> Result<()> {
    match &format.channel {
        Some(id) if channels.iter().all(|(_, channel)| channel.id != *id) => {
            let file = format.file.as_deref().unwrap_or(&format.id);
            let what = format!(
                "`channel` is `{id}`, which neither the brief nor the built-in table knows"
            );
            let expected = "the id of a channel of the brief, or of a network, as in `reddit`";
            Err(Problem::of(file, what).expected(expected).into())
        }
        _ => Ok(()),
    }
}

/// Says which of the columns that are read share their name with a later one.
fn repeated_names(table: &Table, columns: &Columns) -> Vec<Note> {
    let folded = fold_names(&table.columns);
    let used = |index: &usize| !columns.told_by(*index).is_empty();
    let repeats = |index: &usize| folded[index + 1..].contains(&folded[*index]);
    let first = (0..folded.len()).filter(repeats).filter(used);
    first
        .map(|index| Note::RepeatedColumn { column: table.columns[index].trim().to_owned() })
        .collect()
}
