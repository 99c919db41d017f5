//! Finds columns of threads that join too many mentions by the values in a [`Sample`]: the comments of a video are not one conversation.

use std::collections::BTreeSet;

use super::columns::Columns;
use super::sample::Sample;
use crate::exports::ExportTable;
use crate::exports::format::Field;
use crate::note::Note;

/// The fewest rows that prove it.
const FEWEST: usize = 10;

fn different<'v>(values: impl Iterator<Item = &'v String>) -> usize {
    values.collect::<BTreeSet<_>>().len()
}

/// Names a column of threads each of which has many mentions of many authors, as a video has: its comments are not one conversation.
pub(super) fn crowded_threads(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
) -> Option<Note> {
    let places = columns.candidates(Field::Thread).first()?;
    let threads = sample.values(Field::Thread, places);
    let rows = threads.iter().flatten().count();
    let count = different(threads.iter().flatten());
    let authors = sample.field(columns, Field::Author);
    let pairs: BTreeSet<(&String, &String)> = threads
        .iter()
        .zip(&authors)
        .filter_map(|(thread, author)| Some((thread.as_ref()?, author.as_ref()?)))
        .collect();
    let is_crowded = rows >= FEWEST && count * FEWEST <= rows && pairs.len() >= count * 5;
    (is_crowded && !columns.has(Field::Parent)).then(|| Note::CrowdedThreads {
        column: table.name_of(places),
        rows: rows as u64,
        threads: count as u64,
    })
}
