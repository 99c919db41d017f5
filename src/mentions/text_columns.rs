//! Decides by the values in a [`Sample`] which columns hold what people wrote. Several columns of a table may be named like a text: the client's
//! answer, a status, tags, an abstract, the post beside its comment.
//!
//! One column is read: the first by name, unless another holds more text. A column behind it is read only in rows where the first is empty, and
//! only if it holds the same text or text of other rows. A column of text that is left out is named in a note.

use std::collections::{BTreeMap, BTreeSet};

use super::columns::Columns;
use super::identity::key;
use super::sample::{Sample, fill_gaps};
use crate::exports::ExportTable;
use crate::exports::format::{Field, fold_name};
use crate::note::Note;

/// The fewest rows that prove what a column holds.
const FEWEST: usize = 10;
/// Parts of the names of columns with an answer to the mention, folded.
const ANSWERS: [&str; 15] = [
    "reply",
    "replied",
    "respon",
    "answer",
    "antwort",
    "respuesta",
    "resposta",
    "réponse",
    "reponse",
    "risposta",
    "odpowied",
    "ответ",
    "回复",
    "返信",
    "답글",
];

/// The values of one candidate.
struct Candidate {
    places: Vec<usize>,
    values: Vec<Option<String>>,
    filled: usize,
    different: usize,
    /// Letters of all different values. An address or a mark of a deleted text has none.
    letters: usize,
    is_answer: bool,
}

impl Candidate {
    fn new(sample: &Sample, table: &ExportTable, places: &[usize]) -> Self {
        let values = sample.values(Field::Text, places);
        let different: BTreeSet<&String> = values.iter().flatten().collect();
        Self {
            filled: values.iter().flatten().count(),
            letters: different.iter().map(|value| written_letters(value)).sum(),
            different: different.len(),
            is_answer: places.iter().any(|column| is_answer(&table.columns[*column])),
            places: places.to_vec(),
            values,
        }
    }

    /// Letters of a value, on average.
    fn length(&self) -> usize {
        self.letters / self.different.max(1)
    }

    /// Whether the values are a few short words, as those of a status or a kind.
    fn is_closed(&self) -> bool {
        self.filled >= FEWEST && self.different * 5 <= self.filled
    }

    /// The values of the rows that have both.
    fn beside<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a String, &'a String)> {
        self.values.iter().zip(&other.values).filter_map(|(a, b)| Some((a.as_ref()?, b.as_ref()?)))
    }

    /// Whether both hold the same text in most rows, one of them perhaps shortened.
    fn is_same(&self, other: &Self) -> bool {
        let (alike, all) = self.beside(other).fold((0, 0), |(alike, all), (a, b)| {
            (alike + usize::from(is_part(a, b) || is_part(b, a)), all + 1)
        });
        all > 0 && alike * 5 >= all * 4
    }

    /// Whether rows with one value have several values of the other, and not the other way round: a post with its comments.
    fn is_above(&self, other: &Self) -> bool {
        let repeated = repeated_beside(self.beside(other));
        let opposite = repeated_beside(other.beside(self));
        self.filled >= FEWEST && repeated * 10 >= self.filled && opposite * 4 <= repeated
    }

    /// Whether it may be read in the rows where the other is empty.
    fn fills_gaps_of(&self, other: &Self) -> bool {
        let is_text = self.length() * 4 >= other.length() && !self.is_closed();
        self.filled > 0
            && !self.is_answer
            && (self.is_same(other)
                || (is_text && fill_gaps(&self.values, &other.values) && !self.is_above(other)))
    }
}

/// Rows whose first value has several second ones, in all rows together.
fn repeated_beside<'v>(pairs: impl Iterator<Item = (&'v String, &'v String)>) -> usize {
    let mut groups: BTreeMap<&String, (usize, BTreeSet<&String>)> = BTreeMap::new();
    for (value, other) in pairs {
        let (rows, others) = groups.entry(value).or_default();
        *rows += 1;
        others.insert(other);
    }
    groups.values().filter(|(_, others)| others.len() > 1).map(|(rows, _)| rows).sum()
}

/// Whether the beginning of `short` is a part of `long`, without case, spaces and punctuation.
fn is_part(short: &str, long: &str) -> bool {
    /// Letters that are compared.
    const BEGINNING: usize = 24;
    /// Letters of the other value in which they are looked for.
    const WHOLE: usize = 4000;
    let letters = |text: &str, most: usize| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
        letters.take(most).collect()
    };
    let beginning = letters(short, BEGINNING);
    !beginning.is_empty() && letters(long, WHOLE).contains(&beginning)
}

/// Letters that a person wrote in a cell.
fn written_letters(value: &str) -> usize {
    let is_address = value.contains("://") && !value.contains(char::is_whitespace);
    if is_address || matches!(value, "[removed]" | "[deleted]") {
        return 0;
    }
    value.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_answer(name: &str) -> bool {
    let name = fold_name(name);
    ANSWERS.iter().any(|word| name.contains(word))
}

/// Drops columns named like a text that hold only numbers, as the number of reviews of a place in `reviews`.
pub(super) fn drop_numbers(sample: &Sample, columns: &mut Columns) {
    columns.retain(Field::Text, |places| {
        let values = sample.values(Field::Text, places);
        let has_letters = |value: &String| value.chars().any(char::is_alphabetic);
        values.iter().flatten().next().is_none() || values.iter().flatten().any(has_letters)
    });
}

/// Chooses among the columns named like a text, and drops the only one if it holds a few words and another column looks like the text.
pub(super) fn settle_texts(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    notes: &mut Vec<Note>,
) {
    let candidates: Vec<Candidate> = columns
        .candidates(Field::Text)
        .iter()
        .map(|places| Candidate::new(sample, table, places))
        .collect();
    let Some(fullest) = candidates.iter().max_by_key(|candidate| candidate.letters) else { return };
    let is_status = |it: &Candidate| it.is_closed() && it.length() < 2 * FEWEST;
    if is_status(fullest) && likely_text(sample, table, columns).is_some() {
        columns.keep(Field::Text, Vec::new());
        return;
    }
    let Some(read) = best(&candidates) else { return };
    let kept = std::iter::once(read)
        .chain(candidates.iter().filter(|it| it.places != read.places && it.fills_gaps_of(read)));
    columns.keep(Field::Text, kept.map(|it| it.places.clone()).collect());
    let competes = |it: &&Candidate| {
        let is_read = columns.candidates(Field::Text).contains(&it.places);
        let is_text = it.letters * 2 >= read.letters && !it.is_closed();
        !is_read && is_text && !it.is_answer && !it.is_above(read)
    };
    notes.extend(candidates.iter().filter(competes).map(|it| Note::MoreText {
        column: table.name_of(&it.places),
        instead_of: Some(table.name_of(&read.places)),
    }));
}

/// The candidate that holds the text of the mentions; `None` if there is none.
fn best(candidates: &[Candidate]) -> Option<&Candidate> {
    let mut open: Vec<&Candidate> = candidates.iter().collect();
    if open.iter().any(|it| !it.is_answer && it.letters > 0) {
        open.retain(|it| !it.is_answer);
    }
    let fullest = *open.iter().max_by_key(|candidate| candidate.letters)?;
    // A post beside its comments may be longer than they are.
    let below =
        open.iter().filter(|it| fullest.is_above(it) && it.length() * 4 >= fullest.length());
    let fullest = below.max_by_key(|candidate| candidate.letters).copied().unwrap_or(fullest);
    let is_as_good = |it: &&&Candidate| {
        let has_as_much = it.letters * 2 >= fullest.letters && !it.is_above(fullest);
        // Of a text and its beginning the whole one is read.
        has_as_much && (it.letters * 10 >= fullest.letters * 9 || !it.is_same(fullest))
    };
    open.iter().find(is_as_good).copied().or(Some(fullest))
}

/// Reads another column as the text, where the one found by name repeats a few long texts beside many mentions: it is what they answer.
pub(super) fn keep_own_text(
    sample: &Sample,
    table: &ExportTable,
    columns: &mut Columns,
    notes: &mut Vec<Note>,
) {
    let different =
        |values: &[Option<String>]| values.iter().flatten().collect::<BTreeSet<_>>().len();
    let Some(read) = columns.candidates(Field::Text).first().cloned() else { return };
    let texts = sample.values(Field::Text, &read);
    let filled = texts.iter().flatten().count();
    let words: usize = texts.iter().flatten().map(|text| text.split_whitespace().count()).sum();
    let repeats = filled >= FEWEST && different(&texts) * 4 <= filled;
    let Some(own) = likely_text(sample, table, columns).filter(|_| repeats && words >= 4 * filled)
    else {
        return;
    };
    let cells = sample.values(Field::Text, &[own]);
    let times = sample.field(columns, Field::PublishedAt);
    let enough = |count: usize| count * 10 >= filled * 8;
    if enough(different(&cells)) && enough(different(&times)) {
        columns.keep(Field::Text, vec![vec![own]]);
        let [column, instead_of] = [&vec![own], &read].map(|places| table.name_of(places));
        notes.push(Note::TextChosen { column, instead_of });
    }
}

/// The unused column that most likely holds the text of the posts: long, varied cells of many words.
pub(super) fn likely_text(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
) -> Option<usize> {
    /// Words of a cell, on average.
    const WORDS: usize = 3;
    let free = (0..table.columns.len()).filter(|column| columns.fields_of(*column).is_empty());
    let texts = free.filter_map(|column| {
        let (mut words, mut letters, mut cells) = (0, 0, 0);
        let mut different = BTreeSet::new();
        for cell in sample.cells(column).take(500) {
            let is_written = !cell.starts_with(['{', '[']) && !cell.contains("://");
            words += if is_written { cell.split_whitespace().count() } else { 0 };
            letters += cell.chars().filter(|c| c.is_alphabetic()).count();
            cells += 1;
            different.insert(key(&[cell]));
        }
        // Scripts without spaces have few words and many letters.
        let is_text = cells > 0
            && (words >= WORDS * cells || (words > 0 && letters >= 12 * cells && words >= cells));
        let is_varied = different.len() * 2 >= cells && (cells < 3 || different.len() > 1);
        (is_text && is_varied && letters > 2 * words).then(|| (letters / cells, column))
    });
    texts
        .max_by_key(|(letters, column)| (*letters, std::cmp::Reverse(*column)))
        .map(|(_, column)| column)
}

/// Names a column that is not read though it looks as much like what people wrote as the text that is.
fn more_text(sample: &Sample, table: &ExportTable, columns: &Columns) -> Option<Note> {
    let column = likely_text(sample, table, columns)?;
    let letters = |cell: &str| cell.chars().filter(|c| c.is_alphabetic()).count();
    let mut cells = sample.cells(column).map(letters).peekable();
    cells.peek()?;
    let more: usize = cells.sum();
    let texts = sample.field(columns, Field::Text);
    let read: usize = texts.iter().flatten().map(|text| letters(text)).sum();
    // A comment on the side is shorter, and most rows have none.
    let is_more = more * 3 > read && !is_answer(&table.columns[column]);
    let column = || table.columns[column].trim().to_owned();
    is_more.then(|| Note::MoreText { column: column(), instead_of: None })
}

/// Says that no text is read, and which column looks like it.
pub(super) fn unread_text(
    sample: &Sample,
    table: &ExportTable,
    columns: &Columns,
    [is_open, has_keywords]: [bool; 2],
) -> Option<Note> {
    let has_title = columns.has(Field::Title);
    if !is_open && (columns.has(Field::Text) || has_title) {
        return None;
    }
    if columns.has(Field::Text) {
        return more_text(sample, table, columns);
    }
    match likely_text(sample, table, columns) {
        Some(column) => Some(Note::TextNotRead { column: table.columns[column].trim().to_owned() }),
        None => (!has_title).then_some(Note::NoText { has_keywords }),
    }
}
