//! Makes the [`Plan`] of each export: its format, its columns, and the decisions that need a whole column before the first row can be read.
//!
//! `scan` reads the rows, [`super::zone`] decides the time zone, `column_proof` and `time_column` decide between columns.

mod missing;
mod prove;
mod unknown_zone;

use std::sync::Arc;

use globset::{GlobBuilder, GlobMatcher};
use unicode_normalization::UnicodeNormalization;

use super::address_columns::settle_addresses;
use super::channel::{ChannelIx, Channels};
use super::column_proof::{
    Ids, drop_place_columns, drop_rounded_authors, drop_sentences, settle_authors, settle_ids,
};
use super::columns::Columns;
use super::comment_columns::keep_comments;
use super::flag::{is_of_kinds, settle_flags};
use super::midnight::Midnights;
use super::sample::Sample;
use super::scan::Scan;
use super::stage::settle_stages;
use super::text_columns::{drop_numbers, keep_own_text, settle_texts, unread_text};
use super::thread_columns::crowded_threads;
use super::time_column;
use super::time_doubts::{standard_time, time_doubts};
use super::time_parts;
use super::tone::Scale;
use super::tone_column::{is_of_reviews, is_recommendation, scale_of, settle_tones, unread_tone};
use super::zone::{self, DecidedZone, ZoneEvidence};
use crate::brief::{Brief, DateOrder, ExportRule, ExportValues};
use crate::error::{Error, Problem, Result};
use crate::exports::format::{Field, Format, fold_names};
use crate::exports::formats::{FALLBACK, Formats};
use crate::exports::recognise::Encoding;
use crate::exports::{Export, ExportTable, Stated, header};
use crate::note::{Note, OrderSource, TimeDoubt};
use missing::{missing_columns, require, undecided_time};
use unknown_zone::unknown_zone;

/// How to read the rows of one export.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent answers")]
pub struct Plan {
    /// The file.
    pub export: Export,
    /// Encoding, delimiter, header.
    pub table: ExportTable,
    /// Its format.
    pub format: Arc<Format>,
    /// The columns of each field.
    pub columns: Columns,
    /// Name of the time column, for messages.
    pub time_column: String,
    /// Day or month first, where the layout leaves it open, and what decided it.
    pub order: Option<(DateOrder, OrderSource)>,
    /// Zone of local times.
    pub zone: DecidedZone,
    /// Every time has its own offset, so the zone is not used.
    pub is_zoned: bool,
    /// Every time is midnight: the column holds dates.
    pub is_daily: bool,
    /// Every time is a serial number of a spreadsheet.
    pub is_serial: bool,
    /// Words stand before the dates: `Reviewed in Canada on February 6, 2026`.
    pub is_behind_words: bool,
    /// The ids identify mentions: no spreadsheet has rounded them.
    pub has_trusted_ids: bool,
    /// The same for the column of threads.
    pub has_trusted_threads: bool,
    /// What was found about the columns of ids.
    pub(super) ids: Ids,
    /// Which midnights are dates without a time.
    pub(super) midnights: Midnights,
    /// The column of reposts holds kinds of posts, not yes and no.
    pub(super) has_repost_kinds: bool,
    /// The channel that the ids prove.
    pub proved_channel: Option<&'static str>,
    /// The brief's meanings of values.
    pub values: ExportValues,
    /// How tone is written.
    pub scale: Option<Scale>,
    /// The channel that the brief gives to all rows.
    pub channel: Option<ChannelIx>,
    /// Remarks for the reader of the report.
    pub notes: Vec<Note>,
}

/// Makes the plans of all exports, and collects the problems of all of them.
///
/// # Errors
///
/// For every file that is not a table of mentions, lacks a column, or whose day/month order is not proved.
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

#[expect(
    clippy::too_many_lines,
    reason = "a sequence of decisions, each of which depends on the earlier ones"
)]
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
    let named_tones = columns.candidates(Field::Sentiment).to_vec();
    let mut sample = Sample::read(export, &table)?;
    // Columns that were found by name alone must be confirmed by their values.
    let is_open = format.id == FALLBACK;
    let has_keywords = brief.keywords.is_some();
    let is_given = |field| stated.columns.iter().any(|(mapped, _)| *mapped == field);
    if is_open {
        keep_comments(&sample, &table, format, &mut columns, &is_given);
    }
    let mut notes = table.notes.clone();
    let values = rule.map(|rule| rule.values.clone()).unwrap_or_default();
    if is_open && !is_given(Field::Text) {
        drop_numbers(&sample, &mut columns);
        settle_texts(&sample, &table, &mut columns, &mut notes);
    }
    require(export, &table, &columns, &sample, rule, [is_open, has_keywords])?;
    let is_time_open = is_open && !is_given(Field::PublishedAt);
    let choice = time_column::choose(&sample, &table, &columns, is_time_open)
        .map_err(|pair| undecided_time(export, &table, rule, pair.each_ref().map(Vec::as_slice)))?;
    if let Some(other) = &choice.instead_of {
        let pair = [&choice.times[0], other];
        let [mut column, mut instead_of] = pair.map(|places| table.name_of(places));
        if column == instead_of {
            let [this, that] = pair.map(|places| places[0] + 1);
            column = format!("{column} (column {this})");
            instead_of = format!("{instead_of} (column {that})");
        }
        notes.push(Note::TimeChosen { column, instead_of });
    }
    columns.keep(Field::PublishedAt, choice.times);
    sample.keep_dated(&columns);
    if is_time_open {
        time_parts::complete(&sample, &table, &mut columns);
    }
    if is_open && !is_given(Field::Author) {
        settle_authors(&sample, &table, &mut columns, &mut notes);
    }
    if is_open {
        drop_place_columns(&sample, &table, &mut columns, &is_given, &mut notes);
        if !is_given(Field::Sentiment) {
            drop_sentences(&sample, &table, &mut columns);
            settle_tones(&sample, &table, &mut columns, &values);
        }
        if !is_given(Field::Url) {
            settle_addresses(&sample, &mut columns);
        }
        if !is_given(Field::Text) {
            keep_own_text(&sample, &table, &mut columns, &mut notes);
        }
    }
    notes.extend(repeated_names(&table, &columns));
    drop_rounded_authors(&sample, &table, &mut columns, &mut notes);
    settle_flags(&sample, &table, &mut columns, format, &mut notes);
    if !is_given(Field::Status) {
        settle_stages(&sample, &table, &mut columns, &values, &mut notes);
    }
    let ids = if is_given(Field::Id) {
        Ids::default()
    } else {
        settle_ids(&sample, &table, &mut columns, is_open, &mut notes)
    };
    if is_open && !is_given(Field::Thread) {
        notes.extend(crowded_threads(&sample, &table, &columns));
    }
    if !notes.iter().any(|note| matches!(note, Note::MoreText { .. })) {
        notes.extend(unread_text(&sample, &table, &columns, [is_open, has_keywords]));
    }
    let time_columns = columns.candidates(Field::PublishedAt)[0].clone();
    let time_column = table.name_of(&time_columns);
    let evidence = ZoneEvidence::new(
        rule.and_then(|rule| rule.timezone.clone()),
        time_columns.iter().map(|&column| table.columns[column].as_str()),
        zone::from_column(&sample, &table, &columns),
        &table.preamble,
        format,
        (&brief.timing.zone_name, &brief.timing.zone),
    );
    let expected = evidence.expected();
    let given = rule.and_then(|rule| rule.date_order);
    let mut scan = Scan::new(&columns, &table, choice.epochs, &values, &expected, given.is_some());
    scan.run(export, &table)?;

    let order = match given {
        Some(order) => {
            notes.extend(scan.order.contradiction(order, &time_column));
            Some((order, OrderSource::Brief))
        }
        None => scan.order.decide(export, rule, &time_column)?,
    };
    let decided_order = order.as_ref().map(|(order, _)| *order);
    let zone = evidence
        .decide(
            &scan.abbreviations,
            scan.has_late_hour,
            scan.times.walls,
            &scan.row_evidence,
            decided_order,
            &mut notes,
        )
        .map_err(|text| unknown_zone(export, rule, &scan, &text, &time_column))?;
    notes.extend(scan.contradiction());
    notes.extend(
        standard_time(&sample, &columns, &zone, decided_order)
            .map(|reason| Note::DoubtfulTimes { column: time_column.clone(), reason }),
    );
    let times = scan.times;
    let is_daily = scan.is_daily();
    if !is_given(Field::PublishedAt) {
        let exchanged = scan.order.is_exchanged().then_some(TimeDoubt::Exchanged);
        let has_zone = is_daily || times.are_instants() || !zone.is_assumed;
        let doubts = time_doubts(&sample, &table, &columns, [has_zone, !is_daily])
            .into_iter()
            .chain(exchanged);
        notes.extend(
            doubts.map(|reason| Note::DoubtfulTimes { column: time_column.clone(), reason }),
        );
    }
    let [has_trusted_ids, has_trusted_threads, has_trusted_parents] =
        scan.ids.each_ref().map(|(field, ids)| {
            let Some((line, _)) = ids.damage() else { return true };
            let (column, line) = (field_name(&table, &columns, *field), *line);
            notes.push(match field {
                Field::Id => Note::RoundedIds { column, line },
                _ => Note::RoundedThreads { column, line },
            });
            false
        });
    let column = field_name(&table, &columns, Field::Sentiment);
    let scale = match rule.and_then(|rule| rule.tone_scale) {
        Some(bounds) => Some(Scale::Bounds(bounds)),
        None if is_recommendation(&sample, &columns, &column) => Some(Scale::Recommended),
        None => scale_of(&scan.tone, &column, is_open && !is_of_reviews(&table), &mut notes),
    };
    let decimals = scan.decimals();
    columns.settle_decimals(decimals);
    if scale.is_none() && values.sentiment.is_empty() {
        columns.settle(Field::Sentiment, None);
    }
    if is_open && !is_given(Field::Sentiment) && !columns.has(Field::Sentiment) {
        notes.extend(unread_tone(&sample, &table, &columns, &named_tones));
    }
    if !has_trusted_parents {
        columns.settle(Field::Parent, None);
    }
    let reposts = columns.candidates(Field::IsRepost).first();
    let has_repost_kinds = reposts.is_some_and(|places| is_of_kinds(&table.columns[places[0]]));
    let mut plan = Plan {
        export: export.clone(),
        format: Arc::clone(format),
        columns,
        order,
        is_zoned: times.are_instants(),
        is_daily,
        midnights: if is_daily { Midnights::Days } else { Midnights::Times },
        is_serial: times.are_serials(),
        is_behind_words: times.are_behind_words(),
        has_trusted_ids,
        has_trusted_threads,
        ids,
        has_repost_kinds,
        proved_channel: None,
        zone,
        time_column,
        scale,
        values,
        channel: rule.and_then(|rule| rule.channel).map(|index| channels.declared(index)),
        table,
        notes,
    };
    if !is_daily {
        plan.prove_network(&sample, channels);
        plan.judge_midnights(&sample, channels, &brief.timing.zone);
    }
    let has_walls = times.walls + times.serials > 0;
    if plan.zone.is_assumed && has_walls && plan.midnights != Midnights::Days {
        let (column, zone) = (plan.time_column.clone(), plan.zone.name.clone());
        plan.notes.push(Note::ZoneAssumed { column, zone });
    }
    Ok(plan)
}

fn field_name(table: &ExportTable, columns: &Columns, field: Field) -> String {
    columns.candidates(field).first().map(|places| table.name_of(places)).unwrap_or_default()
}

/// The brief's settings for the export of this name.
pub(super) fn rule_for<'b>(brief: &'b Brief, name: &str) -> Option<&'b ExportRule> {
    brief.exports.iter().find(|rule| matches(rule, name))
}

pub(super) fn matches(rule: &ExportRule, name: &str) -> bool {
    pattern(&rule.files).is_some_and(|pattern| pattern.is_match(normalized(name)))
}

/// Compiles a pattern of file names, which ignores case and Unicode normal forms; `None` if it is not valid. The name to match must be
/// [`normalized`].
pub fn pattern(files: &str) -> Option<GlobMatcher> {
    let glob = GlobBuilder::new(&normalized(files)).case_insensitive(true).build();
    glob.ok().map(|glob| glob.compile_matcher())
}

/// The name of a file in the normal form of patterns: `Ü` is one character, however the file system stores it.
pub fn normalized(name: &str) -> String {
    name.nfc().collect()
}

fn unknown_format(export: &Export, id: &str, formats: &Formats) -> Problem {
    let known: Vec<String> = formats.iter().map(|format| format!("`{}`", format.id)).collect();
    Problem::of(&export.name, format!("the brief gives it the format `{id}`, which is not known"))
        .expected(format!("one of: {}", known.join(", ")))
        .hint("describe a tool of your own in the project, in `formats/*.yaml`")
}

/// Checks the channel of a format. A format of the project may name any channel of the brief, so this cannot be checked earlier.
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

/// Notes on columns that are read and share their name with a later one.
fn repeated_names(table: &ExportTable, columns: &Columns) -> Vec<Note> {
    let folded = fold_names(&table.columns);
    let used = |index: &usize| !columns.fields_of(*index).is_empty();
    let repeats = |index: &usize| folded[index + 1..].contains(&folded[*index]);
    let first = (0..folded.len()).filter(repeats).filter(used);
    first
        .map(|index| Note::RepeatedColumn { column: table.columns[index].trim().to_owned() })
        .collect()
}
