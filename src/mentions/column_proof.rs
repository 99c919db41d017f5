//! Checks by the values in a [`Sample`] whether columns that are named like an id, an author or a rating hold those of the mention.
//!
//! The rows of one id have one author and one instant. A value with several authors or instants identifies what the mentions belong to (a thread, a page,
//! a place), or is a filler. A column that counts the rows identifies a row only within its file. A note names every column that is not read as its name suggests.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Columns;
use super::identity::{bare_id, handle_key, is_rounded, key, named_handle};
use super::sample::Sample;
use super::tone::is_written_rating;
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name};
use crate::note::Note;

/// Names of columns that identify the reviewed place or product, as [`fold_name`] folds them.
pub(super) const PLACES: [&str; 14] = [
    "placeid",
    "placename",
    "placeurl",
    "locationid",
    "businessid",
    "businessname",
    "hotelid",
    "hotelname",
    "restaurantid",
    "productid",
    "productname",
    "asin",
    "storeid",
    "gmapid",
];

/// Rows that repeat the value of their place needed to show that a column belongs to it, where no other column is left.
const ENOUGH: usize = 5;

/// What was found about the columns of ids.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    /// The ids are row numbers.
    pub(super) are_row_numbers: bool,
    /// Values that mean "no id".
    pub(super) fillers: BTreeSet<String>,
}

/// What one column of ids holds.
#[derive(Debug, PartialEq, Eq)]
enum ColumnVerdict {
    Id,
    /// An id, but for this value.
    IdBut(String),
    RowNumber,
    Shared,
    Empty,
}

/// Decides which columns hold ids and threads. `is_open`: the columns were found only by name, so only the best of them is read.
pub(super) fn settle_ids(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    is_open: bool,
    notes: &mut Vec<Note>,
) -> Ids {
    let mut ids = Ids::default();
    let mut kept = Vec::new();
    let mut shared = Vec::new();
    let writings = writings(sample, columns);
    for places in columns.candidates(Field::Id).to_vec() {
        if is_open && !kept.is_empty() {
            break;
        }
        match verdict(&sample.values(Field::Id, &places), &writings) {
            ColumnVerdict::Shared => shared.push(places),
            ColumnVerdict::Empty if is_open => {}
            ColumnVerdict::Empty | ColumnVerdict::Id => kept.push(places),
            ColumnVerdict::IdBut(filler) => {
                ids.fillers.insert(filler);
                kept.push(places);
            }
            ColumnVerdict::RowNumber => {
                ids.are_row_numbers = true;
                notes.push(Note::RowNumbers { column: table.name_of(&places) });
                kept.push(places);
            }
        }
    }
    if is_open {
        let parent = columns.has(Field::Parent);
        columns.retain(Field::Thread, |places| {
            let are_unique =
                || verdict(&sample.values(Field::Thread, places), &writings) == ColumnVerdict::Id;
            !(kept.contains(places) || parent && are_unique())
        });
    }
    // `uniqueId` is the account on TikTok: several mentions share it as they share an author.
    shared.retain(|places| !columns.candidates(Field::Author).contains(places));
    for places in &shared {
        let is_thread = columns.candidates(Field::Thread).contains(places);
        notes.push(Note::SharedIds { column: table.name_of(places), is_thread });
    }
    columns.keep(Field::Id, kept);
    ids
}

/// Drops columns of authors whose ids a spreadsheet has rounded: they are the same for different people.
pub(super) fn drop_rounded_authors(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    notes: &mut Vec<Note>,
) {
    columns.retain(Field::Author, |places| {
        let is_rounded =
            sample.values(Field::Author, places).iter().flatten().any(|id| is_rounded(id));
        if is_rounded {
            notes.push(Note::RoundedAuthors { column: table.name_of(places) });
        }
        !is_rounded
    });
}

/// Drops columns named like a tone that hold sentences, as remarks in `note`.
pub(super) fn drop_sentences(sample: &Sample, table: &ExportTable, columns: &mut Columns) {
    /// Words that no tone has.
    const WORDS: usize = 4;
    columns.retain(Field::Sentiment, |places| {
        let values = sample.values(Field::Sentiment, places);
        let is_sentence = |value: &&String| {
            value.split_whitespace().count() >= WORDS && !is_written_rating(value)
        };
        let sentences = values.iter().flatten().filter(is_sentence).count();
        // A note is a mark in French, and a remark elsewhere.
        let may_be_remark =
            matches!(fold_name(&table.columns[places[0]]).as_str(), "note" | "nota");
        let has_number =
            values.iter().flatten().any(|it| it.contains(|c: char| c.is_ascii_digit()));
        sentences * 2 <= values.iter().flatten().count() && (has_number || !may_be_remark)
    });
}

/// Drops columns of authors that name nobody: the client's account or a filler in every row, an id or a row number.
pub(super) fn settle_authors(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    notes: &mut Vec<Note>,
) {
    /// The fewest rows that prove it.
    const FEWEST: usize = 10;
    /// Rows at least for each account that collects what others wrote.
    const ROWS_OF_ACCOUNT: usize = 10;
    let mut candidates = columns.candidates(Field::Author).to_vec();
    let different = |places: &Vec<usize>| {
        let values = sample.values(Field::Author, places);
        let different: BTreeSet<&String> = values.iter().flatten().collect();
        (different.len(), values.iter().flatten().count())
    };
    let is_constant = |places: &Vec<usize>| matches!(different(places), (1, FEWEST..));
    let is_number = |places: &Vec<usize>| {
        let values = sample.values(Field::Author, places);
        let ids: Vec<Option<&str>> = values.iter().map(|id| bare_id(id.as_deref()?)).collect();
        let (different, rows) = different(places);
        let is_id = columns.candidates(Field::Id).contains(places) && different == rows;
        rows >= FEWEST && (are_row_numbers(&ids) || is_id)
    };
    // Those behind the first are read only where it is empty.
    while let Some(first) = candidates.first() {
        let has_other = candidates[1..].iter().any(|places| different(places).0 > 1);
        let is_constant = has_other && is_constant(first);
        let (accounts, filled) = different(first);
        // A person has one name: where the other column has many for each value, the values are pages, agents or profiles.
        let are_accounts = filled >= FEWEST
            && candidates[1..].iter().any(|places| {
                let (people, rows) = different(places);
                accounts * ROWS_OF_ACCOUNT <= filled
                    && people >= accounts * 3
                    && rows * 10 >= filled * 9
            });
        if is_constant || is_number(first) {
            notes.push(Note::NoAuthor { column: table.name_of(first), is_constant });
        } else if !are_accounts {
            break;
        }
        candidates.remove(0);
    }
    let kept = candidates;
    columns.keep(Field::Author, kept);
}

/// Author and instant of every row, as far as they are known; without an author, instant and text.
fn writings(sample: &Sample, columns: &Columns) -> Vec<u64> {
    let author = sample.field(columns, Field::Author);
    let time = sample.field(columns, Field::PublishedAt);
    let text = sample.field(columns, Field::Text);
    let has_authors = author.iter().any(Option::is_some);
    author
        .iter()
        .zip(&time)
        .zip(&text)
        .map(|((author, time), text)| {
            let named = author.as_deref().and_then(named_handle);
            let who = named.map_or(0, |handle| handle_key(&handle));
            let what = text.as_deref().filter(|_| !has_authors).unwrap_or_default();
            key(&[&who.to_string(), time.as_deref().unwrap_or_default(), what])
        })
        .collect()
}

fn verdict(values: &[Option<String>], writings: &[u64]) -> ColumnVerdict {
    let ids: Vec<Option<&str>> = values.iter().map(|value| bare_id(value.as_deref()?)).collect();
    let rows = ids.iter().flatten().count();
    if rows == 0 {
        return ColumnVerdict::Empty;
    }
    if are_row_numbers(&ids) {
        return ColumnVerdict::RowNumber;
    }
    let mut by_id: BTreeMap<&str, (usize, BTreeSet<u64>)> = BTreeMap::new();
    for (id, writing) in ids.iter().zip(writings) {
        // Ids that a spreadsheet rounded are handled by `scan::damage`.
        if let Some(id) = id.filter(|id| !is_rounded(id)) {
            let (rows, seen) = by_id.entry(id).or_default();
            *rows += 1;
            seen.insert(*writing);
        }
    }
    let shared: Vec<(&str, usize)> = by_id
        .iter()
        .filter(|(_, (_, seen))| seen.len() > 1)
        .map(|(id, (rows, _))| (*id, *rows))
        .collect();
    let shared_rows: usize = shared.iter().map(|(_, rows)| rows).sum();
    match shared[..] {
        // One value for many rows among ids of their own.
        [(filler, alike)] if alike > 2 && by_id.len() > 10 && alike * 2 < rows => {
            ColumnVerdict::IdBut(filler.to_owned())
        }
        // One pair among many is one damaged cell.
        [(_, 2)] if by_id.len() > 20 => ColumnVerdict::Id,
        _ if shared_rows > 1 && shared_rows * 50 > rows => ColumnVerdict::Shared,
        _ => ColumnVerdict::Id,
    }
}

/// 1, 2, 3, … in the order of the rows.
fn are_row_numbers(ids: &[Option<&str>]) -> bool {
    const LONGEST: usize = 7;
    const FEWEST: usize = 3;
    let numbers: Vec<i64> = ids
        .iter()
        .flatten()
        .filter(|id| id.len() <= LONGEST)
        .filter_map(|id| id.parse().ok())
        .collect();
    let steps = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1).count();
    numbers.len() >= FEWEST
        && numbers.len() == ids.iter().flatten().count()
        && (steps + 1) * 20 >= numbers.len() * 19
}

/// The columns that identify the place or product; `name` is one where each name has several authors.
pub(super) fn places(sample: &Sample, table: &ExportTable, columns: &Columns) -> Vec<usize> {
    let is_place = |column: &usize| match fold_name(&table.columns[*column]).as_str() {
        "name" => has_several_authors(sample, columns, *column),
        folded => PLACES.contains(&folded),
    };
    (0..table.columns.len()).filter(is_place).collect()
}

/// Whether most names of this column that several rows have are of several authors: a person has one account.
fn has_several_authors(sample: &Sample, columns: &Columns, column: usize) -> bool {
    let Some(author) = columns.candidates(Field::Author).first() else { return false };
    let names = sample.values(Field::Author, &[column]);
    let mut by_name: BTreeMap<&String, (usize, BTreeSet<&String>)> = BTreeMap::new();
    let authors = sample.values(Field::Author, author);
    for (name, author) in names.iter().zip(&authors) {
        if let (Some(name), Some(author)) = (name, author) {
            let (rows, seen) = by_name.entry(name).or_default();
            *rows += 1;
            seen.insert(author);
        }
    }
    let repeated = by_name.values().filter(|(rows, _)| *rows > 1);
    let shared = repeated.clone().filter(|(_, seen)| seen.len() > 1).count();
    shared * 2 > repeated.count()
}

/// Drops the columns of a place or product from the candidates for author, tone, title and address.
pub(super) fn drop_place_columns(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    is_given: &dyn Fn(Field) -> bool,
    notes: &mut Vec<Note>,
) {
    let threads: Vec<usize> = columns.candidates(Field::Thread).iter().flatten().copied().collect();
    let things = places(sample, table, columns).into_iter().map(|place| (place, false));
    for (place, is_thread) in things.chain(threads.into_iter().map(|thread| (thread, true))) {
        let groups = sample.values(Field::Id, &[place]);
        // The title of a video is that of all of its comments.
        let fields: &[Field] = if is_thread {
            &[Field::Title]
        } else {
            &[Field::Author, Field::Sentiment, Field::Title, Field::Url]
        };
        for field in fields.iter().copied().filter(|field| !is_given(*field)) {
            let candidates = columns.candidates(field).to_vec();
            let repeats = |candidate: &Vec<usize>| {
                repeated_groups(&groups, &sample.values(field, candidate)).unwrap_or(0)
            };
            let is_of_place =
                |candidate: &Vec<usize>| candidate[..] == [place] || repeats(candidate) > 0;
            let (dropped, mut kept): (Vec<_>, Vec<_>) =
                candidates.into_iter().partition(is_of_place);
            // A few rows of a place may agree by chance: keep the first candidate unless many groups agree.
            let mut dropped = dropped.into_iter().peekable();
            if kept.is_empty() {
                kept.extend(
                    dropped.next_if(|first| first[..] != [place] && repeats(first) < ENOUGH),
                );
            }
            for candidate in dropped {
                let place = table.columns[place].trim().to_owned();
                notes.push(Note::PlaceColumn { column: table.name_of(&candidate), place });
            }
            columns.keep(field, kept);
        }
    }
}

/// The number of rows that repeat the value of their group, if every group has one value and most rows are in such groups.
fn repeated_groups(groups: &[Option<String>], values: &[Option<String>]) -> Option<usize> {
    let mut by_group: BTreeMap<&str, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for (group, value) in groups.iter().zip(values) {
        if let (Some(group), Some(value)) = (group, value) {
            let (rows, seen) = by_group.entry(group).or_default();
            *rows += 1;
            seen.insert(value);
        }
    }
    let several: Vec<usize> =
        by_group.values().map(|(rows, _)| *rows).filter(|rows| *rows > 1).collect();
    let all: usize = by_group.values().map(|(rows, _)| rows).sum();
    let is_constant = by_group.values().all(|(_, seen)| seen.len() == 1);
    let different: BTreeSet<&&str> = by_group.values().flat_map(|(_, seen)| seen).collect();
    // Of one or two places, or with one value for all of them, each place counts once.
    let is_telling = several.len() > 2 && different.len() > 1;
    let repeats: usize = several.iter().map(|rows| if is_telling { rows - 1 } else { 1 }).sum();
    (is_constant && several.iter().sum::<usize>() * 2 >= all).then_some(repeats)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(ids: &[&str], writings: &[u64]) -> ColumnVerdict {
        let ids: Vec<_> = ids.iter().map(|id| (!id.is_empty()).then(|| (*id).to_owned())).collect();
        verdict(&ids, writings)
    }

    #[test]
    fn an_id_stands_beside_one_author_and_instant() {
        assert_eq!(judged(&["a", "b", "c"], &[1, 2, 3]), ColumnVerdict::Id);
        assert_eq!(
            judged(&["a", "a", "b", "b", "c"], &[1, 1, 2, 2, 3]),
            ColumnVerdict::Id,
            "a row a reaction"
        );
        assert_eq!(judged(&["p", "p", "p", "q"], &[1, 2, 3, 4]), ColumnVerdict::Shared);
        assert_eq!(judged(&["c", "c", "c"], &[1, 2, 3]), ColumnVerdict::Shared);
        assert_eq!(judged(&["", "0", "-1"], &[1, 2, 3]), ColumnVerdict::Empty);
    }

    #[test]
    fn one_value_among_many_ids_is_a_filler() {
        let own: Vec<String> = (0..20).map(|id| format!("id{id}")).collect();
        let ids: Vec<&str> = own.iter().map(String::as_str).chain(["none yet"; 5]).collect();
        assert_eq!(
            judged(&ids, &(0..25).collect::<Vec<_>>()),
            ColumnVerdict::IdBut("none yet".into())
        );
    }

    #[test]
    fn numbers_in_the_order_of_the_rows_are_no_ids() {
        assert_eq!(judged(&["1", "2", "3"], &[1, 2, 3]), ColumnVerdict::RowNumber);
        assert_eq!(judged(&["0.0", "1.0", "2.0", "3.0"], &[1, 2, 3, 4]), ColumnVerdict::RowNumber);
        assert_eq!(judged(&["7", "3", "9"], &[1, 2, 3]), ColumnVerdict::Id);
        assert_eq!(judged(&["100200300", "100200301", "100200302"], &[1, 2, 3]), ColumnVerdict::Id);
    }

    #[test]
    fn what_is_constant_within_a_place_is_of_the_place() {
        let some = |values: &[&str]| {
            values.iter().map(|value| Some((*value).to_owned())).collect::<Vec<_>>()
        };
        let places = some(&["p", "p", "q", "q"]);
        assert_eq!(repeated_groups(&places, &some(&["4", "4", "5", "5"])), Some(2));
        assert_eq!(repeated_groups(&places, &some(&["4", "1", "5", "5"])), None);
        let single = repeated_groups(&some(&["p", "q"]), &some(&["4", "5"]));
        assert_eq!(single, None, "one row each shows nothing");
    }
}
