//! Counts the rows of exports: decides the status of each row and adds it to every cube and to the ledger.
//!
//! All commands and the library count through [`count()`], so that none of them can count differently. A row that cannot be read is counted
//! as rejected and reaches no cube.

use super::Rollup;
use super::files::FileSpan;
use crate::error::Result;
use crate::mentions::deduplicator::{Decision, Deduplicator};
use crate::mentions::fold::{self, Parallelism, Rejection, Row, Source, fold};
use crate::mentions::ledger::{Input, Recorder};
use crate::mentions::reader::{Context, Reading};
use crate::note::Note;

/// What [`count()`] shows to its observer, in the order of (path, line).
#[derive(Debug)]
pub enum CountEvent<'a> {
    /// A row that has just been counted.
    Row(CountedRow<'a>),
    /// The end of an export, after its last row: how the export was understood.
    End(&'a Source, &'a Input),
}

/// One row with what became of it.
#[derive(Debug, Clone, Copy)]
pub struct CountedRow<'a> {
    /// The export that holds it.
    pub source: &'a Source,
    /// The row as it was read.
    pub row: &'a Row,
    /// What the row says and what became of it, or why it cannot be read.
    pub outcome: std::result::Result<(&'a Reading, Decision), &'a Rejection>,
}

/// What all rows gave.
#[derive(Debug)]
pub struct CountResult {
    /// The counts.
    pub rollup: Rollup,
    /// What became of the rows of each export. The reported days close it, and they may depend on the counts.
    pub recorder: Recorder,
}

/// Whether a spreadsheet has rounded the ids of one of several exports.
fn has_rounded_ids(sources: &[Source]) -> bool {
    let are_rounded = |note: &Note| matches!(note, Note::RoundedIds { .. });
    sources.len() > 1 && sources.iter().any(|source| source.notes().iter().any(are_rounded))
}

/// Reads and counts every row of these exports, and shows each one to `each` after it was counted. `advanced` gets the number of bytes
/// that were read since its last call, from any thread.
///
/// # Errors
///
/// The first error of reading, in order, or of `each`.
pub fn count(
    context: &Context,
    sources: &[Source],
    parallelism: Parallelism,
    advanced: &(dyn Fn(u64) + Sync),
    mut each: impl FnMut(CountEvent<'_>) -> Result<()>,
) -> Result<CountResult> {
    let mut rollup = Rollup::default();
    let mut recorder = Recorder::new(sources.len());
    let mut deduplicator = Deduplicator::new(&context.channels, has_rounded_ids(sources));
    let mut span = FileSpan::default();
    fold(context, sources, parallelism, advanced, |file, step| {
        let source = &sources[file];
        let row = match step {
            fold::ReadEvent::Row(row) => row,
            fold::ReadEvent::End(input) => {
                each(CountEvent::End(source, &input))?;
                rollup.files.add(source.format(), source.name(), std::mem::take(&mut span));
                recorder.end(*input);
                return Ok(());
            }
        };
        let outcome = match &row.reading {
            Err(rejection) => {
                recorder.reject(file, row.line, &rejection.reason);
                Err(rejection)
            }
            Ok(reading) => {
                let location = (u32::try_from(file).unwrap_or(u32::MAX), row.line);
                let decision = deduplicator.decide(location, reading);
                rollup.count(source.format(), reading.into(), decision);
                span.add(&reading.mention);
                recorder.count(file, reading, decision.status);
                Ok((reading, decision))
            }
        };
        each(CountEvent::Row(CountedRow { source, row, outcome }))
    })?;
    for (file, note) in deduplicator.notes() {
        recorder.note(file as usize, note);
    }
    Ok(CountResult { rollup, recorder })
}
