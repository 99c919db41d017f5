//! Distinguishes the columns of a thread, as a video or the post of a page, from those of the mentions in it, by the values in a [`Sample`].
//!
//! The text of a post stands beside each of its answers, and must not be read as if each of them said it.

use std::collections::BTreeSet;

use super::column_proof::likely_text;
use super::columns::Columns;
use super::sample::Sample;
use crate::exports::Table;
use crate::exports::format::Field;
use crate::note::Note;

/// The fewest rows that prove it.
const FEWEST: usize = 10;

fn different<'v>(values: impl Iterator<Item = &'v String>) -> usize {
    values.collect::<BTreeSet<_>>().len()
}

/// Reads another column as the text, where the one found by name repeats a few long texts beside many mentions: it is what they answer.
pub(super) fn keep_own_text(
    sample: &Sample,
    table: &Table,
    columns: &mut Columns,
    notes: &mut Vec<Note>,
) {
    let Some(read) = columns.candidates(Field::Text).first().cloned() else { return };
    let texts = sample.values(Field::Text, &read);
    let filled = texts.iter().flatten().count();
    let words: usize = texts.iter().flatten().map(|text| text.split_whitespace().count()).sum();
    let repeats = filled >= FEWEST && different(texts.iter().flatten()) * 4 <= filled;
    let Some(own) = likely_text(sample, table, columns).filter(|_| repeats && words >= 4 * filled)
    else {
        return;
    };
    let cells = sample.values(Field::Text, &[own]);
    let times = sample.field(columns, Field::PublishedAt);
    let enough = |count: usize| count * 10 >= filled * 8;
    if enough(different(cells.iter().flatten())) && enough(different(times.iter().flatten())) {
        columns.keep(Field::Text, vec![vec![own]]);
        let [column, instead_of] = [&vec![own], &read].map(|places| table.name_of(places));
        notes.push(Note::TextChosen { column, instead_of });
    }
}

/// Names a column of threads each of which has many mentions of many authors, as a video has: its comments are no conversation.
pub(super) fn crowded_threads(sample: &Sample, table: &Table, columns: &Columns) -> Option<Note> {
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
