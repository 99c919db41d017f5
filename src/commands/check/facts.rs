//! The findings of `check` as data, from which both its text and its JSON (schema 1) are made. The keys are those of `provenance.json`.
//!
//! `null` means that something was not measured or could not be decided; an empty list was examined and is empty.

use serde::Serialize;

use super::super::warnings::Warning;
use crate::brief::{Brief, DateOrder};
use crate::error::Problem;
use crate::exports::format::Format;
use crate::exports::formats::Formats;
use crate::exports::{Export, ExportTable, Stated, format, header};
use crate::insights::Suspicion;
use crate::mentions::columns::Columns;
use crate::mentions::ledger::{Input, Outcome};
use crate::mentions::survey::Plan;
use crate::note::SkipReason;
use crate::pages::format::dates::iso;
use crate::pages::{
    Words, doubt, note_sentence, order_source, scale_name, skip_reason, zone_name, zone_source,
};
use crate::tally::Tally;
use crate::units::Date;

/// Everything that was found.
#[derive(Debug, Serialize)]
pub(super) struct Facts {
    schema: u32,
    brief: String,
    /// Zone of the days.
    pub(super) timezone: String,
    pub(super) files: Vec<FileFacts>,
    pub(super) skipped: Vec<Skipped>,
    #[serde(flatten)]
    pub(super) days: Days,
    pub(super) rows: Option<Tally<Outcome>>,
    /// Notes about months that are taken from the history.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) history: Vec<String>,
    pub(super) problems: Vec<ProblemFacts>,
    pub(super) suspicions: Vec<SuspicionFacts>,
    /// Notes and doubts, with the keys that `build --json` uses.
    pub(super) warned: Vec<Warning>,
    /// The problems, with the keys that `build --json` uses.
    pub(super) errors: Vec<Warning>,
}

/// First and last local day with a readable row.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Days {
    #[serde(serialize_with = "as_iso")]
    pub(super) from: Option<Date>,
    #[serde(serialize_with = "as_iso")]
    pub(super) to: Option<Date>,
}

impl From<Option<(Date, Date)>> for Days {
    fn from(days: Option<(Date, Date)>) -> Self {
        let (from, to) = days.unzip();
        Self { from, to }
    }
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature is serde's"
)]
fn as_iso<S: serde::Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(iso).serialize(serializer)
}

/// One export.
#[derive(Debug, Default, Serialize)]
pub(super) struct FileFacts {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// Whether its rows can be read.
    pub(super) is_understood: bool,
    pub(super) format: Option<String>,
    pub(super) format_name: Option<String>,
    /// Where the format was observed, and what is only assumed of it.
    sources: Vec<String>,
    pub(super) believed: Vec<String>,
    pub(super) encoding: Option<String>,
    /// What decided it.
    pub(super) encoding_from: Option<String>,
    pub(super) delimiter: Option<String>,
    pub(super) header_line: Option<u64>,
    /// What the lines above the header state.
    pub(super) preamble: Vec<String>,
    pub(super) columns: Vec<ColumnFacts>,
    pub(super) timezone: Option<String>,
    pub(super) timezone_from: Option<String>,
    pub(super) date_order: Option<DateOrder>,
    pub(super) date_order_from: Option<String>,
    pub(super) sentiment_scale: Option<String>,
    #[serde(flatten)]
    pub(super) days: Days,
    pub(super) rows: Option<Tally<Outcome>>,
    /// The first rejected rows.
    pub(super) rejected: Vec<RejectedRow>,
    /// Tones that are not in the vocabulary, with their rows.
    pub(super) unknown_tones: Vec<(String, u64)>,
    /// Kinds of conversation that are not known words, with their rows.
    pub(super) unknown_kinds: Vec<(String, u64)>,
    /// Stages of handling that are not known words, with their rows.
    pub(super) unknown_stages: Vec<(String, u64)>,
    /// Departments that the brief does not name, with their rows.
    pub(super) unknown_departments: Vec<(String, u64)>,
    pub(super) notes: Vec<String>,
}

/// One column of an export.
#[derive(Debug, Serialize)]
pub(super) struct ColumnFacts {
    pub(super) name: String,
    /// Fields of the mention, as in `exports[].columns`; empty: it is not used.
    pub(super) used_for: Vec<format::Field>,
}

/// A row that could not be read.
#[derive(Debug, Serialize)]
pub(super) struct RejectedRow {
    pub(super) line: u64,
    pub(super) reason: String,
}

/// A file below `exports/` that is skipped.
#[derive(Debug, Serialize)]
pub(super) struct Skipped {
    pub(super) name: String,
    pub(super) reason: String,
}

/// A problem, part by part and as it is printed.
#[derive(Debug, Serialize)]
pub(super) struct ProblemFacts {
    file: String,
    line: Option<u64>,
    column: Option<u64>,
    what: String,
    details: Vec<String>,
    hint: Option<String>,
    #[serde(skip)]
    pub(super) printed: String,
}

impl From<&Problem> for ProblemFacts {
    fn from(problem: &Problem) -> Self {
        Self {
            file: problem.file.clone(),
            line: problem.at.map(|(line, _)| line),
            column: problem.at.map(|(_, column)| column).filter(|column| *column > 0),
            what: problem.what.clone(),
            details: problem.details.clone(),
            hint: problem.hint.clone(),
            printed: problem.to_string(),
        }
    }
}

/// A suspicion with its words.
#[derive(Debug, Serialize)]
pub(super) struct SuspicionFacts {
    kind: &'static str,
    pub(super) seen: String,
    pub(super) hint: String,
}

impl From<&Suspicion> for SuspicionFacts {
    fn from(suspicion: &Suspicion) -> Self {
        let words = doubt(Words::english(), suspicion);
        Self { kind: suspicion.code(), seen: words.seen, hint: words.remedy }
    }
}

impl FileFacts {
    /// An export that can be read. If the brief is wrong, its zone is not known.
    pub(super) fn of(plan: &Plan, is_brief_right: bool) -> Self {
        let words = Words::english();
        let input = Input::new(plan, "");
        let is_zone_open = plan.zone.is_assumed && !plan.is_zoned && !is_brief_right;
        let (timezone, timezone_from) = if plan.is_daily {
            (None, "not needed: the dates have no time of day".to_owned())
        } else if is_zone_open {
            (None, "the zone of the brief, once the brief is valid".to_owned())
        } else {
            (Some(zone_name(words, &input)), zone_source(words, &input.timezone_from))
        };
        Self {
            is_understood: true,
            columns: columns(&plan.table, &plan.columns),
            timezone,
            timezone_from: Some(timezone_from),
            date_order: input.date_order,
            date_order_from: input.date_order_from.map(|from| order_source(words, &from)),
            sentiment_scale: input.sentiment_scale.map(|scale| scale_name(words, scale)),
            notes: if is_zone_open {
                Vec::new()
            } else {
                input.notes.iter().map(|note| note_sentence(Words::english(), note)).collect()
            },
            ..Self::table(&plan.export, &plan.table, &plan.format)
        }
    }

    /// An export that has a problem, as far as it can be recognised.
    pub(super) fn in_part(export: &Export, formats: &Formats) -> Self {
        let bare = Self { name: export.name.clone(), bytes: export.bytes, ..Self::default() };
        let Ok(table) = header::survey(export, &Stated::default(), formats) else { return bare };
        let format = formats.recognise(&table.columns);
        let found = Columns::find(format, &table.columns, &[]).unwrap_or_default();
        Self { columns: columns(&table, &found), ..Self::table(export, &table, format) }
    }

    fn table(export: &Export, table: &ExportTable, format: &Format) -> Self {
        Self {
            name: export.name.clone(),
            bytes: export.bytes,
            encoding: Some(table.encoding.to_string()),
            encoding_from: Some(table.encoding_from.to_string()),
            delimiter: Some(table.delimiter_name()),
            header_line: Some(table.header_line),
            preamble: table.preamble.clone(),
            format: Some(format.id.clone()),
            format_name: Some(format.name.clone()),
            sources: format.sources.clone(),
            believed: format.believed.clone(),
            ..Self::default()
        }
    }
}

fn columns(table: &ExportTable, columns: &Columns) -> Vec<ColumnFacts> {
    let names = table.columns.iter().enumerate();
    names
        .map(|(at, name)| ColumnFacts {
            name: name.trim_matches(['\u{feff}', ' ']).to_owned(),
            used_for: columns.fields_of(at),
        })
        .collect()
}

impl Facts {
    pub(super) fn new(
        brief_name: String,
        brief: &Brief,
        files: Vec<FileFacts>,
        skipped: &[(String, SkipReason)],
    ) -> Self {
        let skipped = skipped.iter();
        Self {
            schema: 1,
            brief: brief_name,
            timezone: brief.timing.zone_name.clone(),
            files,
            skipped: skipped
                .map(|(name, reason)| Skipped {
                    name: name.clone(),
                    reason: skip_reason(Words::english(), *reason),
                })
                .collect(),
            days: Days::default(),
            rows: None,
            history: Vec::new(),
            problems: Vec::new(),
            suspicions: Vec::new(),
            warned: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Adds what was counted of one export.
    pub(super) fn counted(
        &mut self,
        input: &Input,
        days: Option<(Date, Date)>,
        rejected: Vec<RejectedRow>,
    ) {
        if let Some(file) = self.files.iter_mut().find(|file| file.name == input.name) {
            file.rows = Some(input.rows);
            file.days = days.into();
            file.rejected = rejected;
            file.unknown_tones.clone_from(&input.unknown_tones);
            file.unknown_kinds.clone_from(&input.unknown_kinds);
            file.unknown_stages.clone_from(&input.unknown_stages);
            file.unknown_departments.clone_from(&input.unknown_departments);
            file.notes =
                input.notes.iter().map(|note| note_sentence(Words::english(), note)).collect();
        }
    }

    /// One JSON object, with a line end.
    pub(super) fn json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("text and numbers are JSON");
        json + "\n"
    }
}
